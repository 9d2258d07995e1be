//! Reads the parameters of addresses and the hidden fields of forms, once, at the edge.

use cabildo_domain::{Refusal, consultation::Slug};

/// Reads the slug of a consultation.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn slug(text: &str) -> Result<Slug, Refusal> {
    Slug::parse(text).map_err(|_| Refusal::NotFound)
}

/// Reads the number of a proposal, a statement or the like.
///
/// # Errors
/// [`Refusal::NotFound`].
pub fn number(text: &str) -> Result<i64, Refusal> {
    text.parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or(Refusal::NotFound)
}
