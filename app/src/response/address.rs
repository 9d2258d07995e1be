//! Where answers are read and corrected, and what their forms are kept as.

use crate::proposal::words;
use cabildo_domain::{ResponseId, consultation::Slug};

/// What the form of a new answer is kept as.
pub fn form_name(slug: &str, number: i64) -> String {
    format!("proposal/answer/{slug}/{number}")
}

/// What the form of a correction is kept as.
pub fn correction_name(id: ResponseId) -> String {
    format!("proposal/correct-answer/{id}")
}

/// The page of an answer's versions.
pub fn history(slug: &Slug, number: i64, id: ResponseId) -> String {
    format!("{}/answers/{id}", words::path(slug, number))
}

/// The page that corrects an answer.
pub fn correct(slug: &Slug, number: i64, id: ResponseId) -> String {
    format!("{}/correct", history(slug, number, id))
}
