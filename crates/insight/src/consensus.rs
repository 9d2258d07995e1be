//! The consensus: statements that most people agree (or disagree) with, in whatever group they are.
//!
//! A statement is a consensus when its estimated share is above one half and the proportion test is significant; ranked
//! by share times test.

use serde::{Deserialize, Serialize};

use crate::{
    settings::Settings,
    stats::{Tally, probability, proportion_test},
    votes::Answer,
};

/// The evidence that people agree, or disagree, with a statement together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    /// The id of the statement.
    pub statement: u64,
    /// People who gave the answer.
    pub successes: u32,
    /// People who answered the statement.
    pub seen: u32,
    /// The estimated share of the answer.
    pub probability: f64,
    /// How far that share is above one half, in standard errors.
    pub probability_test: f64,
}

/// The statements that people agree with together and those they disagree with together, the strongest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Consensus {
    /// Statements that people agree with.
    pub agree: Vec<Consent>,
    /// Statements that people disagree with.
    pub disagree: Vec<Consent>,
}

/// The consensus over statements given as (id, everyone's answers). Equal ones keep their order.
#[must_use]
pub fn consensus(statements: &[(u64, Tally)], settings: &Settings) -> Consensus {
    Consensus {
        agree: consents(statements, Answer::Agree, settings),
        disagree: consents(statements, Answer::Disagree, settings),
    }
}

fn consents(statements: &[(u64, Tally)], answer: Answer, settings: &Settings) -> Vec<Consent> {
    let all = statements.iter().map(|&(statement, tally)| {
        let (successes, seen) = (tally.of(answer), tally.seen());
        let (probability, probability_test) = (
            probability(successes, seen),
            proportion_test(successes, seen),
        );
        Consent {
            statement,
            successes,
            seen,
            probability,
            probability_test,
        }
    });
    let mut listed: Vec<Consent> = all
        .filter(|found| found.probability > 0.5 && found.probability_test > settings.significance)
        .collect();
    let metric = |found: &Consent| found.probability * found.probability_test;
    listed.sort_by(|a, b| metric(b).total_cmp(&metric(a)));
    listed.truncate(settings.most_listed);
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(found: &[Consent]) -> Vec<u64> {
        found.iter().map(|consent| consent.statement).collect()
    }

    #[test]
    fn the_strongest_consensus_comes_first_on_each_side() {
        let statements = [
            (
                1,
                Tally {
                    agrees: 12,
                    disagrees: 3,
                    passes: 0,
                },
            ),
            (
                2,
                Tally {
                    agrees: 50,
                    disagrees: 1,
                    passes: 0,
                },
            ),
            (
                3,
                Tally {
                    agrees: 0,
                    disagrees: 9,
                    passes: 1,
                },
            ),
            (
                4,
                Tally {
                    agrees: 10,
                    disagrees: 10,
                    passes: 0,
                },
            ),
        ];
        let found = consensus(&statements, &Settings::default());
        assert_eq!(ids(&found.agree), [2, 1]);
        assert_eq!(ids(&found.disagree), [3]);
    }

    #[test]
    fn a_statement_nobody_saw_is_no_consensus() {
        assert_eq!(
            consensus(&[(1, Tally::default())], &Settings::default()),
            Consensus::default()
        );
    }
}
