//! What islands ask while somebody types. These read, so they are asked with GET: they change nothing, and no limit on
//! how fast a person may act stands in their way.

use crate::error::AppError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use server_fn::codec::GetUrl;

/// Something that a search would find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The path of its page.
    pub path: String,
    /// Its title, escaped, with `<mark>` around what matched.
    pub title_html: String,
    /// The language of the title.
    pub language: String,
    /// What it is, in a few words.
    pub note: String,
}

/// A proposal that sounds like the one being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Similar {
    /// The path of its page.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// How many people support it, as a sentence.
    pub supports: String,
}

/// What a search for this text would find, while its last word is still being typed.
///
/// # Errors
/// [`AppError`] when the index fails.
#[server(prefix = "/act", endpoint = "search/complete", input = GetUrl)]
pub async fn complete_search(#[server(default)] q: String) -> Result<Vec<Suggestion>, AppError> {
    use super::words;
    use crate::request::Cx;
    let cx = Cx::current();
    let hits = cx.service.complete(q).await?;
    Ok(hits.into_iter().map(|hit| words::suggestion(&cx, hit)).collect())
}

/// Proposals of a consultation that sound like this title.
///
/// # Errors
/// [`AppError`] for something that is no consultation's address, or when the index fails.
#[server(prefix = "/act", endpoint = "search/similar", input = GetUrl)]
pub async fn similar_proposals(
    #[server(default)] slug: String,
    #[server(default)] title: String,
) -> Result<Vec<Similar>, AppError> {
    use super::similar;
    use crate::request::Cx;
    use cabildo_domain::{Refusal, consultation::Slug};
    let cx = Cx::current();
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    Ok(similar::found(&cx, &slug, &title).await?)
}
