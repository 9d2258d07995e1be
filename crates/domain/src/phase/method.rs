//! The methods of a phase: the ways in which people take part in it.

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
    /// The city tells the outcome.
    Results,
}

words!(Method {
    Inform = "inform", Propose = "propose", Draft = "draft", Map = "map",
    Vote = "vote", Trial = "trial", Survey = "survey", Results = "results",
});

impl Method {
    /// Whether the platform has the thing that people work on in such a phase. A lab cannot choose the other methods,
    /// because people would come to a page with nothing to do; a phase that has such a method already keeps it.
    pub const fn has_its_noun(self) -> bool {
        match self {
            Self::Inform | Self::Propose | Self::Map | Self::Results => true,
            Self::Draft | Self::Vote | Self::Trial | Self::Survey => false,
        }
    }

    /// The methods that a lab can choose for a phase whose method is `now`.
    pub fn offered(now: Option<Self>) -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(move |method| method.has_its_noun() || Some(*method) == now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_without_its_noun_is_offered_to_a_phase_that_has_it_alone() {
        let offered: Vec<Method> = Method::offered(None).collect();
        assert_eq!(
            offered,
            [
                Method::Inform,
                Method::Propose,
                Method::Map,
                Method::Results
            ]
        );
        for method in [Method::Draft, Method::Vote, Method::Trial, Method::Survey] {
            assert!(!offered.contains(&method), "{method}");
            assert!(Method::offered(Some(method)).any(|other| other == method));
        }
        assert_eq!(Method::offered(Some(Method::Map)).count(), offered.len());
    }
}
