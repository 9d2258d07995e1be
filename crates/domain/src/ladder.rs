//! The ladder: support levels at which the city owes a response, from a named owner within a number of days.

use crate::{
    ProposalId, RungId, Subject, SubjectKind,
    invalid::{FieldErrors, Invalid},
    limits,
    text::Owed,
};
use serde::{Deserialize, Serialize};

/// One level of a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Its id.
    pub id: RungId,
    /// The number of supports that reaches it.
    pub count: i64,
    /// The response that the city then owes ("a legal opinion").
    pub owes: Owed,
    /// The owner of the response ("the city's legal department").
    pub owner: Owed,
    /// The number of days for the response.
    pub within_days: i64,
}

/// The proposal whose supports climb the ladder of its consultation; `None` for a subject without a ladder: nothing is
/// owed for its supports.
pub const fn climber(subject: Subject) -> Option<ProposalId> {
    match subject.kind {
        SubjectKind::Proposal => Some(ProposalId(subject.id)),
        SubjectKind::Consultation
        | SubjectKind::Comment
        | SubjectKind::Statement
        | SubjectKind::Account => None,
    }
}

/// Checks a ladder: number of rungs, counts and days within limits, no count twice.
///
/// # Errors
/// Under the field `ladder`.
pub fn check(rungs: &[Rung]) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if rungs.len() > limits::RUNGS {
        errors.add(
            "ladder",
            Invalid::OutOfRange {
                min: 0,
                max: limits::RUNGS as i64,
            },
        );
    }
    for rung in rungs {
        if !(1..=limits::RUNG_COUNT).contains(&rung.count) {
            errors.add(
                "ladder",
                Invalid::OutOfRange {
                    min: 1,
                    max: limits::RUNG_COUNT,
                },
            );
        }
        if !(1..=limits::RUNG_DAYS).contains(&rung.within_days) {
            errors.add(
                "ladder",
                Invalid::OutOfRange {
                    min: 1,
                    max: limits::RUNG_DAYS,
                },
            );
        }
    }
    let mut counts: Vec<i64> = rungs.iter().map(|rung| rung.count).collect();
    counts.sort_unstable();
    for pair in counts.windows(2).filter(|pair| pair[0] == pair[1]) {
        errors.add(
            "ladder",
            Invalid::Duplicate {
                value: pair[0].to_string(),
            },
        );
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

/// The next rung above `signatures`, if any.
pub fn next(rungs: &[Rung], signatures: i64) -> Option<&Rung> {
    rungs
        .iter()
        .filter(|rung| rung.count > signatures)
        .min_by_key(|rung| rung.count)
}

/// The rungs that `signatures` have reached, lowest first.
pub fn reached(rungs: &[Rung], signatures: i64) -> Vec<&Rung> {
    let mut reached: Vec<&Rung> = rungs
        .iter()
        .filter(|rung| rung.count <= signatures)
        .collect();
    reached.sort_by_key(|rung| rung.count);
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn rung(count: i64) -> Rung {
        Rung {
            id: RungId(Uuid::nil()),
            count,
            owes: Owed::trusted("an answer".into()),
            owner: Owed::trusted("the mayor".into()),
            within_days: 30,
        }
    }

    #[test]
    fn the_constitutions_ladder() {
        let ladder = [rung(50_000), rung(5_000), rung(10_000)];
        for (signatures, reached_count, next_count) in [
            (0, 0, Some(5_000)),
            (4_999, 0, Some(5_000)),
            (5_000, 1, Some(10_000)),
            (50_000, 3, None),
        ] {
            assert_eq!(reached(&ladder, signatures).len(), reached_count);
            assert_eq!(next(&ladder, signatures).map(|rung| rung.count), next_count);
        }
        assert!(check(&ladder).is_ok());
        assert!(check(&[rung(5), rung(5)]).is_err());
        assert!(check(&[rung(0)]).is_err());
    }

    proptest! {
        #[test]
        fn every_rung_is_either_reached_or_ahead(counts in prop::collection::vec(1i64..1000, 0..10), signatures in 0i64..1200) {
            let ladder: Vec<Rung> = counts.iter().copied().map(rung).collect();
            let reached = reached(&ladder, signatures).len();
            let ahead = ladder.iter().filter(|rung| rung.count > signatures).count();
            prop_assert_eq!(reached + ahead, ladder.len());
            prop_assert_eq!(next(&ladder, signatures).is_some(), ahead > 0);
        }
    }
}
