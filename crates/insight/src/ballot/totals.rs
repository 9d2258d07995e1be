//! One table of totals for everybody, and percentages that say whether they are rounded.
//!
//! Two sums hold in every table: voters = online + paper, and voters = counted + blank + spoiled.

use super::pile::Pile;
use thiserror::Error;

/// How many ballots there are, by where they came from and by what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Ballots in all: one each.
    pub voters: u64,
    /// Of them, cast online.
    pub online: u64,
    /// Of them, on paper or at a counter.
    pub paper: u64,
    /// Of all, without any entry. They are counted as blank, and are in no percentage of an option.
    pub blank: u64,
    /// Of all, on paper and not to be read. Online none can be spoiled.
    pub spoiled: u64,
    /// Of all, with an entry: what the rule counts.
    pub counted: u64,
}

/// A table whose sums do not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TotalsError {
    /// Online and paper are not all.
    #[error("online and paper ballots are not as many as voters")]
    Origin,
    /// Counted, blank and spoiled are not all.
    #[error("counted, blank and spoiled ballots are not as many as voters")]
    Content,
    /// More are spoiled than came on paper.
    #[error("more ballots are spoiled than came on paper")]
    Spoiled,
}

impl Totals {
    /// The table of the ballots that were cast online, those from paper that could be read, and so many that could not.
    #[must_use]
    pub fn of(online: &Pile, paper: &Pile, spoiled: u64) -> Self {
        let blank = online.blank() + paper.blank();
        let readable = online.ballots() + paper.ballots();
        Self {
            voters: readable + spoiled,
            online: online.ballots(),
            paper: paper.ballots() + spoiled,
            blank,
            spoiled,
            counted: readable - blank,
        }
    }

    /// Checks the sums of a table that was read from somewhere.
    pub fn check(self) -> Result<Self, TotalsError> {
        let sum = |parts: &[u64]| {
            parts
                .iter()
                .try_fold(0_u64, |sum, &part| sum.checked_add(part))
        };
        if sum(&[self.online, self.paper]) != Some(self.voters) {
            return Err(TotalsError::Origin);
        }
        if sum(&[self.counted, self.blank, self.spoiled]) != Some(self.voters) {
            return Err(TotalsError::Content);
        }
        if self.spoiled > self.paper {
            return Err(TotalsError::Spoiled);
        }
        Ok(self)
    }
}

/// Parts of a whole in tenths of a percent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percentages {
    /// Each part, rounded to the nearest tenth of a percent, half up.
    pub tenths: Vec<u64>,
    /// Whether any of them is rounded; then a page says so, since the parts may not add up to 100.0.
    pub rounded: bool,
}

/// The percentages of parts; `None` where the whole is 0, since nothing is a share of nothing.
#[must_use]
pub fn percentages(parts: &[u64], whole: u64) -> Option<Percentages> {
    if whole == 0 {
        return None;
    }
    let whole = u128::from(whole);
    let thousandfold = |&part: &u64| u128::from(part) * 1_000;
    let tenths = parts
        .iter()
        .map(|part| u64::try_from((2 * thousandfold(part) + whole) / (2 * whole)).ok())
        .collect::<Option<_>>()?;
    let rounded = parts.iter().any(|part| thousandfold(part) % whole != 0);
    Some(Percentages { tenths, rounded })
}
