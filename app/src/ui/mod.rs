//! Pieces that several features share. Those for the server's pages know the request ([`crate::request::Cx`]);
//! islands get finished strings.

#[expect(missing_docs, reason = "the macro of an island makes a struct without documentation")]
pub mod island;

#[cfg(feature = "ssr")]
pub mod author;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod input;
#[cfg(feature = "ssr")]
pub mod link;
#[cfg(feature = "ssr")]
pub mod markdown;
pub mod marked;
#[cfg(feature = "ssr")]
pub mod refusal;
#[cfg(feature = "ssr")]
pub mod time;
