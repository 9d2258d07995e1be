//! The outcome of a vote: winners, nothing, or a tie that the public draw has to decide.

use super::draw::Order;
use super::paper::Item;

/// Where a tie stands in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// More options are equal than places are left.
    Places,
    /// In a round of an instant runoff, from 1: which one is out.
    Round(u32),
    /// In the method of equal shares: which project comes first.
    EqualShares {
        /// The run, from 0; each gives every voter one step more.
        run: u64,
        /// The round of that run, from 1.
        round: u32,
    },
    /// Among projects with the same number of votes that do not all fit.
    Greedy,
}

/// Options that the ballots do not tell apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Where.
    pub stage: Stage,
    /// The tied options, by number.
    pub items: Vec<Item>,
}

/// A tie that the draw decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The tie.
    pub tie: Tie,
    /// Its options as the draw orders them: the first wins the tie.
    pub order: Vec<Item>,
}

/// How a vote ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There is no ballot with an entry: nothing is chosen.
    NoVotes,
    /// It is decided.
    Decided {
        /// The options that win, best first; equal ones by number.
        winners: Vec<Item>,
        /// The ties for which the digits of the draw were needed, in the order in which they came up.
        drawn: Vec<Broken>,
    },
    /// The ballots alone do not decide it. The tally goes on when the digits of the draw are known; until then there is no
    /// winner.
    NeedsDraw(Tie),
}

impl Outcome {
    /// The winners; none where there are none yet.
    #[must_use]
    pub fn winners(&self) -> &[Item] {
        match self {
            Self::Decided { winners, .. } => winners,
            Self::NoVotes | Self::NeedsDraw(_) => &[],
        }
    }

    /// Whether the digits of the draw are asked for, or were used.
    #[must_use]
    pub fn needs_draw(&self) -> bool {
        match self {
            Self::NeedsDraw(_) => true,
            Self::Decided { drawn, .. } => !drawn.is_empty(),
            Self::NoVotes => false,
        }
    }
}

/// Breaks ties while a tally runs, and remembers which.
#[derive(Debug)]
pub(super) struct Ties<'a> {
    order: Option<&'a Order>,
    drawn: Vec<Broken>,
}

impl<'a> Ties<'a> {
    pub(super) const fn new(order: Option<&'a Order>) -> Self {
        Self {
            order,
            drawn: Vec::new(),
        }
    }

    /// The tied options as the draw orders them, or the tie where there was no draw yet.
    pub(super) fn order(&mut self, stage: Stage, mut items: Vec<Item>) -> Result<Vec<Item>, Tie> {
        items.sort_unstable();
        let tie = Tie { stage, items };
        let Some(order) = self.order else {
            return Err(tie);
        };
        let order = order.sorted(&tie.items);
        // The same options tie in several runs of equal shares; they are told once.
        if !self.drawn.iter().any(|broken| broken.order == order) {
            self.drawn.push(Broken {
                tie,
                order: order.clone(),
            });
        }
        Ok(order)
    }

    /// The winners, with the ties that were broken on the way.
    pub(super) fn decided(self, winners: Vec<Item>) -> Outcome {
        Outcome::Decided {
            winners,
            drawn: self.drawn,
        }
    }
}

/// Takes so many of groups of equal options, best group first. Only a group that does not fit whole is a tie.
pub(super) fn take(groups: Vec<Vec<Item>>, places: u16, order: Option<&Order>) -> Outcome {
    let mut ties = Ties::new(order);
    let mut winners = Vec::new();
    for group in groups {
        let left = usize::from(places) - winners.len();
        if left == 0 {
            break;
        }
        if group.len() <= left {
            winners.extend(group);
            continue;
        }
        match ties.order(Stage::Places, group) {
            Ok(order) => winners.extend(order.into_iter().take(left)),
            Err(tie) => return Outcome::NeedsDraw(tie),
        }
    }
    if winners.is_empty() {
        return Outcome::NoVotes;
    }
    ties.decided(winners)
}
