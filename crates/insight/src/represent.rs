//! Finds the statements that represent a group: those on which it stands out from everybody else.
//!
//! For each statement and each of agree and disagree: `p` inside and outside the group, the proportion test inside,
//! *representativeness* `p_in / p_out`, and the two-proportion test between inside and outside. A statement represents
//! the group when both tests are significant for the same answer. They are ranked by the product of all four, the best
//! one that the group agrees with goes first.
//!
//! Where nothing passes, the group is still given one statement: the most convincing of those with which it rather
//! agrees, or else the one on which it differs most. Departure from Polis: such a weak agreement is listed only when
//! nothing passes, so that every list of two or more contains significant statements alone.

use serde::{Deserialize, Serialize};

use crate::{
    settings::Settings,
    stats::{Tally, probability, proportion_test, two_proportion_test},
    votes::Answer,
};

/// The evidence that an answer to a statement represents a group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Representative {
    /// The id of the statement.
    pub statement: u64,
    /// The group's answer to the statement: agree or disagree.
    pub answer: Answer,
    /// People in the group who gave that answer.
    pub successes: u32,
    /// People in the group who answered the statement.
    pub seen: u32,
    /// The estimated share in the group.
    pub probability: f64,
    /// How far that share is above one half, in standard errors.
    pub probability_test: f64,
    /// The share in the group over the share outside.
    pub repness: f64,
    /// How far apart the two shares are, in standard errors.
    pub repness_test: f64,
    /// Whether both tests are significant.
    pub significant: bool,
}

impl Representative {
    fn new(
        statement: u64,
        answer: Answer,
        inside: Tally,
        outside: Tally,
        significance: f64,
    ) -> Self {
        let (successes, seen) = (inside.of(answer), inside.seen());
        let (successes_out, seen_out) = (outside.of(answer), outside.seen());
        let probability_test = proportion_test(successes, seen);
        let repness_test = two_proportion_test(successes, successes_out, seen, seen_out);
        Self {
            statement,
            answer,
            successes,
            seen,
            probability: probability(successes, seen),
            probability_test,
            repness: probability(successes, seen) / probability(successes_out, seen_out),
            repness_test,
            significant: probability_test > significance && repness_test > significance,
        }
    }

    /// The value by which significant statements are ranked.
    fn metric(&self) -> f64 {
        self.repness * self.repness_test * self.probability * self.probability_test
    }
}

/// One statement as a group and the others answered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contrast {
    /// The id of the statement.
    pub statement: u64,
    /// The answers of the group.
    pub inside: Tally,
    /// The answers of the members of all other groups.
    pub outside: Tally,
}

/// The statements that represent a group, the best agreement first, then by rank. Empty only where nobody in the group
/// agreed or disagreed with anything. Equals keep the order in which they come.
#[must_use]
pub fn representatives(
    contrasts: impl IntoIterator<Item = Contrast>,
    settings: &Settings,
) -> Vec<Representative> {
    let opinions = contrasts
        .into_iter()
        .filter(|contrast| contrast.inside.agrees + contrast.inside.disagrees > 0);
    let all: Vec<Representative> = opinions
        .flat_map(
            |Contrast {
                 statement,
                 inside,
                 outside,
             }| {
                [Answer::Agree, Answer::Disagree].map(|answer| {
                    Representative::new(statement, answer, inside, outside, settings.significance)
                })
            },
        )
        .collect();
    let mut listed: Vec<Representative> = all
        .iter()
        .copied()
        .filter(|evidence| evidence.significant)
        .collect();
    listed.sort_by(|a, b| b.metric().total_cmp(&a.metric()));
    if let Some(best) = listed
        .iter()
        .position(|evidence| evidence.answer == Answer::Agree)
    {
        listed[..=best].rotate_right(1);
    }
    if listed.is_empty() {
        listed.extend(fallback(&all, settings.significance));
    }
    listed.truncate(settings.most_listed.max(1));
    listed
}

/// The statement to show for a group without any significant statement.
fn fallback(all: &[Representative], significance: f64) -> Option<Representative> {
    let agreed = all.iter().filter(|evidence| {
        evidence.answer == Answer::Agree
            && evidence.probability > 0.5
            && (evidence.probability_test > significance || evidence.repness > 1.0)
    });
    let by_probability = first_greatest(agreed, |evidence| {
        evidence.probability * evidence.probability_test
    });
    by_probability.or_else(|| first_greatest(all.iter(), |evidence| evidence.repness_test))
}

/// The first element with the greatest value.
fn first_greatest<'a>(
    evidence: impl Iterator<Item = &'a Representative>,
    value: impl Fn(&Representative) -> f64,
) -> Option<Representative> {
    evidence.copied().reduce(|best, next| {
        if value(&next) > value(&best) {
            next
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn tally(agrees: u32, disagrees: u32, passes: u32) -> Tally {
        Tally {
            agrees,
            disagrees,
            passes,
        }
    }

    fn listed(contrasts: &[(Tally, Tally)]) -> Vec<(u64, Answer)> {
        let contrasts = contrasts
            .iter()
            .enumerate()
            .map(|(index, &(inside, outside))| Contrast {
                statement: index as u64,
                inside,
                outside,
            });
        let found = representatives(contrasts, &Settings::default());
        found
            .iter()
            .map(|evidence| (evidence.statement, evidence.answer))
            .collect()
    }

    #[test]
    fn a_statement_represents_when_both_tests_pass() {
        let stands_out = (tally(20, 0, 0), tally(2, 18, 0));
        let agreed_by_all = (tally(20, 0, 0), tally(20, 0, 0));
        assert_eq!(listed(&[agreed_by_all, stands_out]), [(1, Answer::Agree)]);
    }

    #[test]
    fn the_best_agreement_goes_before_a_stronger_disagreement() {
        let rejected = (tally(0, 40, 0), tally(40, 0, 0));
        let accepted = (tally(15, 5, 0), tally(6, 14, 0));
        let weaker = (tally(14, 6, 0), tally(6, 14, 0));
        let expected = [
            (1, Answer::Agree),
            (0, Answer::Disagree),
            (2, Answer::Agree),
        ];
        assert_eq!(listed(&[rejected, accepted, weaker]), expected);
    }

    #[test]
    fn at_most_five_are_listed() {
        assert_eq!(listed(&[(tally(20, 0, 0), tally(2, 18, 0)); 9]).len(), 5);
    }

    #[test]
    fn a_group_that_nothing_represents_is_given_one_statement() {
        assert_eq!(
            listed(&[
                (tally(1, 0, 0), tally(1, 0, 0)),
                (tally(0, 1, 0), tally(0, 1, 0))
            ]),
            [(0, Answer::Agree)]
        );
        assert_eq!(
            listed(&[(tally(0, 1, 0), tally(1, 1, 0))]),
            [(0, Answer::Disagree)]
        );
    }

    #[test]
    fn a_group_without_an_opinion_has_no_representative() {
        assert_eq!(listed(&[(tally(0, 0, 5), tally(3, 0, 0))]), []);
    }
}
