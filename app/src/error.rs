//! The error that crosses the wire between a server function and an island: a refusal, as JSON.

use cabildo_domain::Refusal;
use server_fn::{
    Bytes, ContentType, Decodes, Encodes, FormatType,
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

/// Why a server function did not act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppError(pub Refusal);

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self(refusal)
    }
}

impl FromServerFnError for AppError {
    type Encoder = RefusalJson;

    /// Converts an error of the machinery around a server function: unreadable arguments are the caller's mistake; an
    /// unreachable server may be tried again; any other error is ours.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Self(Refusal::Malformed),
            ServerFnErrorErr::Request(_) => Self(Refusal::Busy { seconds: 5 }),
            _ => Self(Refusal::Internal {
                reference: String::new(),
            }),
        }
    }
}

/// A [`Refusal`] as JSON: `{"refusal": "closed", ...}`. The browser only reads whether to sign in and whether to try
/// again, because a page explains every other refusal; code that reads everything would be larger than an island.
#[derive(Debug)]
pub struct RefusalJson;

impl ContentType for RefusalJson {
    const CONTENT_TYPE: &'static str = JsonEncoding::CONTENT_TYPE;
}

impl FormatType for RefusalJson {
    const FORMAT_TYPE: server_fn::Format = JsonEncoding::FORMAT_TYPE;
}

#[cfg(feature = "ssr")]
impl Encodes<AppError> for RefusalJson {
    type Error = serde_json::Error;

    fn encode(error: &AppError) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(&error.0).map(Bytes::from)
    }
}

#[cfg(feature = "ssr")]
impl Decodes<AppError> for RefusalJson {
    type Error = serde_json::Error;

    fn decode(bytes: Bytes) -> Result<AppError, Self::Error> {
        serde_json::from_slice(&bytes).map(AppError)
    }
}

#[cfg(not(feature = "ssr"))]
impl Encodes<AppError> for RefusalJson {
    type Error = std::convert::Infallible;

    /// A browser encodes no errors.
    fn encode(_: &AppError) -> Result<Bytes, Self::Error> {
        Ok(Bytes::new())
    }
}

#[cfg(not(feature = "ssr"))]
impl Decodes<AppError> for RefusalJson {
    type Error = std::convert::Infallible;

    /// An answer that is not ours (the page of a proxy whose server is away) may be tried again too.
    fn decode(bytes: Bytes) -> Result<AppError, Self::Error> {
        let holds = |code: &str| {
            bytes
                .windows(code.len())
                .any(|part| part == code.as_bytes())
        };
        let is_passing = ["\"too_fast\"", "\"busy\"", "\"internal\""]
            .into_iter()
            .any(holds);
        Ok(AppError(if holds(Refusal::SignInRequired.code()) {
            Refusal::SignInRequired
        } else if is_passing || !holds("\"refusal\"") {
            Refusal::Busy { seconds: 5 }
        } else {
            Refusal::Malformed
        }))
    }
}

#[cfg(feature = "ssr")]
impl From<cabildo_service::Error> for AppError {
    fn from(error: cabildo_service::Error) -> Self {
        Self(error.into_refusal())
    }
}
