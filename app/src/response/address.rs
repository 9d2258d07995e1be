//! What the forms of the city's answers post to, and the names under which refused ones are kept.

use crate::act::forms;
use cabildo_domain::{ResponseId, consultation::Slug};

forms! {
    /// Answers a proposal.
    ANSWER = "proposal/answer";
    /// Corrects an answer.
    CORRECT = "proposal/correct-answer";
}

/// What a new answer is kept as.
pub fn kept_as(slug: &Slug, number: i64) -> String {
    format!("proposal/answer/{slug}/{number}")
}

/// What a correction is kept as.
pub fn correction_kept_as(id: ResponseId) -> String {
    format!("proposal/correct-answer/{id}")
}
