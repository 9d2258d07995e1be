//! Whether a subject may be supported: one rule for the use-case, the page and the island.

use crate::{Refusal, refusal::Need};
use serde::{Deserialize, Serialize};

/// The button that somebody gets for their support of a subject.
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

/// Checks that a subject takes new supports, where the phase allows supports. `takes` says whether its status does
/// ([`super::Supportable::takes_support`]).
///
/// # Errors
/// [`Need::Visible`] when a moderator hides it; [`Need::Changeable`] when its status takes none.
pub fn require_supportable(takes: bool, hidden: bool) -> Result<(), Refusal> {
    if hidden {
        return Err(Refusal::forbidden(Need::Visible));
    }
    if takes {
        Ok(())
    } else {
        Err(Refusal::forbidden(Need::Changeable))
    }
}

impl Offer {
    /// The offer to somebody who supports the subject already (`mine`) or does not, while the phase allows supports
    /// (`open`) or does not, and its status takes new ones (`takes`) or does not. A support can be taken back from a
    /// subject that takes no new ones.
    pub fn of(mine: bool, open: bool, takes: bool, hidden: bool) -> Self {
        if !open || hidden {
            Self::Nothing
        } else if mine {
            Self::TakeBack
        } else if require_supportable(takes, hidden).is_ok() {
            Self::Give
        } else {
            Self::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposal::Status;

    #[test]
    fn the_offer_depends_on_the_phase_the_status_and_ones_own_support() {
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
            let takes = status.takes_support();
            assert_eq!(Offer::of(false, true, takes, false), without, "{status}");
            assert_eq!(Offer::of(true, true, takes, false), with, "{status}");
            for mine in [false, true] {
                assert_eq!(
                    Offer::of(mine, false, takes, false),
                    Nothing,
                    "{status} closed"
                );
                assert_eq!(
                    Offer::of(mine, true, takes, true),
                    Nothing,
                    "{status} hidden"
                );
            }
        }
    }
}
