//! Comments: threaded remarks with an alignment, reactions, and the order "best".

use crate::{Timestamp, time::Span, words};
use serde::{Deserialize, Serialize};

/// The side that a comment takes on its subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alignment {
    /// Speaks for it.
    For,
    /// Speaks against it.
    Against,
    /// Asks, adds, or weighs.
    #[default]
    Neutral,
}

words!(Alignment { For = "for", Against = "against", Neutral = "neutral" });

/// The order of a discussion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// By [`best`].
    #[default]
    Best,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

words!(Sort { Best = "best", Newest = "newest", Oldest = "oldest" });

/// A reaction to a comment, given with one press. It is not counted as support, but it counts for the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reaction {
    /// Agrees.
    Up,
    /// Disagrees.
    Down,
    /// Takes an earlier reaction back.
    None,
}

words!(Reaction { Up = "up", Down = "down", None = "none" });

impl Reaction {
    /// The reaction that a stored row stands for: `Some(true)` means agreement.
    pub const fn of(row: Option<bool>) -> Self {
        match row {
            Some(true) => Self::Up,
            Some(false) => Self::Down,
            None => Self::None,
        }
    }
}

/// How long after writing a comment its author may still change it.
pub const EDIT_WINDOW: Span = Span::minutes(15);

/// The deepest level of a reply; a reply to a comment at that level gets the same level.
pub const MAX_DEPTH: i64 = 6;

/// Whether a comment written at `created_at` may still be edited at `now`.
pub fn is_editable(created_at: Timestamp, now: Timestamp) -> bool {
    now < created_at + EDIT_WINDOW
}

/// The lower bound of Wilson's score interval for the share of "up" among reactions, at 95% confidence
/// (z = 1.96), in millionths: 0 without reactions.
///
/// (p + z²/2n − z √((p(1−p) + z²/4n)/n)) / (1 + z²/n), with p = ups/n, n = ups + downs.
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927);
/// its use for ranking: E. Miller, "How not to sort by average rating" (2009).
pub fn best(ups: i64, downs: i64) -> i64 {
    let n = (ups + downs) as f64;
    if n <= 0.0 {
        return 0;
    }
    let z = 1.96_f64;
    let p = ups as f64 / n;
    let z2 = z * z;
    let bound =
        (p + z2 / (2.0 * n) - z * ((p * (1.0 - p) + z2 / (4.0 * n)) / n).sqrt()) / (1.0 + z2 / n);
    (bound.max(0.0) * 1_000_000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wilsons_lower_bound_at_known_points() {
        // Computed separately, in Python, with z = 1.959964.
        for (ups, downs, expected) in [
            (0, 0, 0),
            (1, 0, 206_549),
            (10, 0, 722_467),
            (5, 5, 236_593),
            (0, 5, 0),
            (100, 10, 840_703),
        ] {
            let bound = best(ups, downs);
            assert!((bound - expected).abs() < 20, "{ups}/{downs}: {bound}");
        }
    }

    #[test]
    fn a_comment_can_be_edited_for_fifteen_minutes() {
        let written = Timestamp(1_000_000);
        assert!(is_editable(written, written + Span::minutes(15) - Span(1)));
        assert!(!is_editable(written, written + Span::minutes(15)));
    }

    proptest! {
        #[test]
        fn an_up_never_lowers_and_a_down_never_raises(ups in 0i64..100_000, downs in 0i64..100_000) {
            prop_assert!(best(ups + 1, downs) >= best(ups, downs));
            prop_assert!(best(ups, downs + 1) <= best(ups, downs));
            prop_assert!((0..=1_000_000).contains(&best(ups, downs)));
        }
    }
}
