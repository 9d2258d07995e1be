//! A vote: the number of options, the number of winners, and the rule.

use thiserror::Error;

/// The most options of a vote. The pairwise matrix of so many has a million fields.
pub const MOST_OPTIONS: u16 = 1_000;
/// The highest score, and the most points, that a vote may give out.
pub const MOST_POINTS: u32 = 1_000;
/// The most money, in the smallest unit that the vote counts in (a euro, or a cent): 2^50.
pub const MOST_MONEY: u64 = 1 << 50;

/// How ballots are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// One option; most votes win.
    Single,
    /// Any options up to so many; most votes win.
    Approval {
        /// How many at most.
        most: u16,
    },
    /// A score from 0 for each option; an option without one has 0; the highest sum wins.
    Score {
        /// The highest score: 5 where nothing else is said.
        highest: u32,
    },
    /// A ranking, counted by instant runoff ([`super::runoff`]).
    InstantRunoff {
        /// How many options a ballot ranks at most.
        most: u16,
    },
    /// A ranking, counted by the method of Schulze ([`super::schulze`]).
    Schulze {
        /// How many options a ballot ranks at most.
        most: u16,
    },
    /// So many points in all, given out over the options; the highest sum wins.
    Points {
        /// How many in all.
        most: u32,
    },
    /// Projects with costs, and money that does not suffice for all.
    Budget(Budget),
}

/// A budget: what there is, what each option costs, what a ballot may hold, how it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// The money, in whole units.
    pub money: u64,
    /// The cost of each option, in the same unit, at least 1.
    pub costs: Vec<u64>,
    /// How many options a ballot approves at most.
    pub most: u16,
    /// Whether the options of one ballot together may cost no more than the money.
    pub within_money: bool,
    /// How it is counted.
    pub rule: BudgetRule,
}

/// How the ballots of a budget are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BudgetRule {
    /// By votes, skipping what no longer fits ([`super::greedy`]).
    Greedy,
    /// By the method of equal shares ([`super::equal_shares`]).
    EqualShares {
        /// By how many units each voter's share grows from one run to the next; 1 where nothing else is said.
        step: u64,
    },
}

/// A vote that can be counted: every number in it is within its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    options: u16,
    places: u16,
    rule: Rule,
}

/// Why a vote cannot be held like this.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum VoteError {
    /// No options, or more than [`MOST_OPTIONS`].
    #[error("a vote has from 1 to {MOST_OPTIONS} options, not {0}")]
    Options(u16),
    /// Not from 1 to the number of options; more than one with instant runoff, which finds one winner.
    #[error("{0} cannot win")]
    Places(u16),
    /// A limit of the ballot is 0 or too high.
    #[error("the limit {0} of a ballot is 0 or too high")]
    Limit(u32),
    /// There is not one cost for each option.
    #[error("{costs} costs for {options} options")]
    Costs {
        /// How many there are.
        costs: usize,
        /// How many there should be.
        options: u16,
    },
    /// An amount of money is 0 or more than [`MOST_MONEY`].
    #[error("an amount of {0} is 0 or too high")]
    Money(u64),
}

impl Vote {
    /// Checks the numbers. `places` is how many options win; a budget ignores it.
    pub fn new(options: u16, places: u16, rule: Rule) -> Result<Self, VoteError> {
        if options == 0 || options > MOST_OPTIONS {
            return Err(VoteError::Options(options));
        }
        let most_places = match rule {
            Rule::InstantRunoff { .. } => 1,
            Rule::Single
            | Rule::Approval { .. }
            | Rule::Score { .. }
            | Rule::Schulze { .. }
            | Rule::Points { .. }
            | Rule::Budget(_) => options,
        };
        if places == 0 || places > most_places {
            return Err(VoteError::Places(places));
        }
        let limit = match &rule {
            Rule::Single => 1,
            Rule::Approval { most } | Rule::InstantRunoff { most } | Rule::Schulze { most } => {
                u32::from(*most)
            }
            Rule::Score { highest } => *highest,
            Rule::Points { most } => *most,
            Rule::Budget(budget) => {
                budget.check(options)?;
                u32::from(budget.most)
            }
        };
        if limit == 0 || limit > MOST_POINTS {
            return Err(VoteError::Limit(limit));
        }
        Ok(Self {
            options,
            places,
            rule,
        })
    }

    /// How many options there are.
    #[must_use]
    pub const fn options(&self) -> u16 {
        self.options
    }

    /// How many options win at most.
    #[must_use]
    pub const fn places(&self) -> u16 {
        self.places
    }

    /// How it is counted.
    #[must_use]
    pub const fn rule(&self) -> &Rule {
        &self.rule
    }
}

impl Budget {
    fn check(&self, options: u16) -> Result<(), VoteError> {
        if self.costs.len() != usize::from(options) {
            return Err(VoteError::Costs {
                costs: self.costs.len(),
                options,
            });
        }
        let step = match self.rule {
            BudgetRule::Greedy => 1,
            BudgetRule::EqualShares { step } => step,
        };
        let amounts = self.costs.iter().copied().chain([self.money, step]);
        for amount in amounts {
            if amount == 0 || amount > MOST_MONEY {
                return Err(VoteError::Money(amount));
            }
        }
        Ok(())
    }
}
