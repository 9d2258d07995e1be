//! The addresses that the forms of the city's answers post to, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::{ResponseId, consultation::Slug};

forms! {
    /// Answers a proposal.
    ANSWER = "proposal/answer";
    /// Corrects an answer.
    CORRECT = "proposal/correct-answer";
}

/// The name under which a new answer is kept.
pub fn kept_as(slug: &Slug, number: i64) -> String {
    format!("proposal/answer/{slug}/{number}")
}

/// The name under which a correction is kept.
pub fn correction_kept_as(id: ResponseId) -> String {
    format!("proposal/correct-answer/{id}")
}
