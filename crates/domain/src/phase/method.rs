//! How people take part in a phase.

use crate::words;
use serde::{Deserialize, Serialize};

/// How people take part in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// People read.
    Inform,
    /// People propose, comment, support.
    Propose,
    /// People annotate and amend a draft text.
    Draft,
    /// People answer statements.
    Map,
    /// People vote.
    Vote,
    /// People try a pilot and say how it went.
    Trial,
    /// People answer questions.
    Survey,
    /// The city tells what came of it.
    Results,
}

words!(Method {
    Inform = "inform", Propose = "propose", Draft = "draft", Map = "map",
    Vote = "vote", Trial = "trial", Survey = "survey", Results = "results",
});
