//! Whether a proposal may be supported: one rule for the use-case, the page and the island.

use crate::{Refusal, proposal::Status, refusal::Need};
use serde::{Deserialize, Serialize};

/// The button that somebody gets for their support of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// Give it.
    Give,
    /// Take it back.
    TakeBack,
    /// Neither.
    Nothing,
}

/// Checks that a proposal takes new supports, where the phase allows supports.
///
/// # Errors
/// [`Need::Visible`] when a moderator hides it; [`Need::Changeable`] when it is answered, merged or withdrawn.
pub fn require_supportable(status: Status, hidden: bool) -> Result<(), Refusal> {
    if hidden {
        return Err(Refusal::forbidden(Need::Visible));
    }
    if status.takes_support() {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Changeable))
    }
}

impl Offer {
    /// The offer to somebody who supports the proposal already (`mine`) or does not, while the phase allows supports
    /// (`open`) or does not. A support can be taken back from a proposal that takes no new ones.
    pub fn of(mine: bool, open: bool, status: Status, hidden: bool) -> Self {
        if !open || hidden {
            Self::Nothing
        } else if mine {
            Self::TakeBack
        } else if require_supportable(status, hidden).is_ok() {
            Self::Give
        } else {
            Self::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_depends_on_the_phase_the_status_and_ones_own_support() {
        use Offer::{Give, Nothing, TakeBack};
        let table = [
            (Status::Published, Give, TakeBack),
            (Status::UnderReview, Give, TakeBack),
            (Status::Accepted, Nothing, TakeBack),
            (Status::Rejected, Nothing, TakeBack),
            (Status::Implemented, Nothing, TakeBack),
            (Status::Merged, Nothing, TakeBack),
            (Status::Withdrawn, Nothing, TakeBack),
        ];
        for (status, without, with) in table {
            assert_eq!(Offer::of(false, true, status, false), without, "{status}");
            assert_eq!(Offer::of(true, true, status, false), with, "{status}");
            for mine in [false, true] {
                assert_eq!(
                    Offer::of(mine, false, status, false),
                    Nothing,
                    "{status} closed"
                );
                assert_eq!(
                    Offer::of(mine, true, status, true),
                    Nothing,
                    "{status} hidden"
                );
            }
        }
    }
}
