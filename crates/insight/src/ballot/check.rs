//! Reading a ballot: from a form, from its text, or from a program; and every way in which it can be wrong.
//!
//! A ballot is never repaired: it is either what its voter meant, or an error that says what is wrong. Two things are no
//! errors. Nothing at all is a blank ballot. A score or points of 0 are the same as none.

use super::paper::{Ballot, Item};
use super::vote::{Rule, Vote};
use thiserror::Error;

/// The longest text of a ballot, in bytes: so many options with numbers.
pub const LONGEST: usize = 20_000;

/// A fault of a ballot. Texts that somebody sent are cut to 20 characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BadBallot {
    /// It names an option that does not exist.
    #[error("there is no option {0}")]
    Unknown(String),
    /// It names an option twice.
    #[error("option {0} is named twice")]
    Repeated(Item),
    /// It names more options than the rule allows.
    #[error("{given} options, at most {most} are allowed")]
    TooMany {
        /// So many are named.
        given: usize,
        /// So many are allowed.
        most: usize,
    },
    /// Something is not a whole number: words, "NaN", "inf", "2.5", an empty entry, a number without end.
    #[error("{0:?} is not a whole number")]
    NotANumber(String),
    /// A number is below 0, or a rank below 1.
    #[error("{0} is too low")]
    TooLow(String),
    /// A score is higher than the highest.
    #[error("{given} for option {item}, at most {highest} is allowed")]
    TooHigh {
        /// The option.
        item: Item,
        /// Its score.
        given: u32,
        /// The highest that is allowed.
        highest: u32,
    },
    /// More points were given out than there are.
    #[error("{given} points, there are {most}")]
    TooManyPoints {
        /// The sum of the points.
        given: u64,
        /// So many are allowed.
        most: u32,
    },
    /// The options together cost more than the money.
    #[error("the options cost {cost}, there is {money}")]
    OverBudget {
        /// The sum of the costs.
        cost: u64,
        /// The money.
        money: u64,
    },
    /// Two options have the same rank.
    #[error("options {first} and {second} both have rank {rank}")]
    SameRank {
        /// The rank, from 1.
        rank: u32,
        /// One option.
        first: Item,
        /// Another option.
        second: Item,
    },
    /// A rank is left out before another one.
    #[error("rank {0} is missing")]
    MissingRank(u32),
    /// It is a ballot for a rule of another kind.
    #[error("the ballot is of another kind")]
    OtherKind,
    /// Its text is longer than [`LONGEST`] bytes.
    #[error("the ballot is too long")]
    TooLong,
}

impl Vote {
    /// Brings a ballot into the form in which equal ballots are equal, or says what is wrong. O(b log b) for b entries.
    pub fn check(&self, ballot: Ballot) -> Result<Ballot, BadBallot> {
        match (self.rule(), ballot) {
            (Rule::Single, Ballot::Chosen(items)) => self.chosen(items, 1),
            (Rule::Approval { most }, Ballot::Chosen(items)) => self.chosen(items, *most),
            (Rule::Budget(budget), Ballot::Chosen(items)) => {
                let ballot = self.chosen(items, budget.most)?;
                if budget.within_money {
                    within(&ballot, &budget.costs, budget.money)?;
                }
                Ok(ballot)
            }
            (Rule::InstantRunoff { most } | Rule::Schulze { most }, Ballot::Ranked(items)) => {
                self.once(&items, *most)?;
                Ok(Ballot::Ranked(items))
            }
            (Rule::Score { highest }, Ballot::Rated(entries)) => {
                for &(item, given) in &entries {
                    self.known(item)?;
                    if given > *highest {
                        let highest = *highest;
                        return Err(BadBallot::TooHigh {
                            item,
                            given,
                            highest,
                        });
                    }
                }
                self.rated(entries)
            }
            (Rule::Points { most }, Ballot::Rated(entries)) => {
                let given = entries.iter().map(|&(_, points)| u64::from(points)).sum();
                if given > u64::from(*most) {
                    return Err(BadBallot::TooManyPoints { given, most: *most });
                }
                self.rated(entries)
            }
            (
                Rule::Single | Rule::Approval { .. } | Rule::Budget(_),
                Ballot::Ranked(_) | Ballot::Rated(_),
            )
            | (
                Rule::InstantRunoff { .. } | Rule::Schulze { .. },
                Ballot::Chosen(_) | Ballot::Rated(_),
            )
            | (Rule::Score { .. } | Rule::Points { .. }, Ballot::Chosen(_) | Ballot::Ranked(_)) => {
                Err(BadBallot::OtherKind)
            }
        }
    }

    /// Reads the text of a ballot ([`super::paper`]). Blanks around its parts are passed over; "-" and an empty text are a
    /// blank ballot.
    pub fn read(&self, text: &str) -> Result<Ballot, BadBallot> {
        if text.len() > LONGEST {
            return Err(BadBallot::TooLong);
        }
        let text = text.trim();
        let parts = |between| {
            let blank = text.is_empty() || text == "-";
            (!blank).then(|| text.split(between)).into_iter().flatten()
        };
        let ballot = match self.rule() {
            Rule::Single | Rule::Approval { .. } | Rule::Budget(_) => Ballot::Chosen(
                parts(',')
                    .map(|part| self.named(part))
                    .collect::<Result<_, _>>()?,
            ),
            Rule::InstantRunoff { .. } | Rule::Schulze { .. } => Ballot::Ranked(
                parts('>')
                    .map(|part| self.named(part))
                    .collect::<Result<_, _>>()?,
            ),
            Rule::Score { .. } | Rule::Points { .. } => Ballot::Rated(
                parts(',')
                    .map(|part| {
                        let (item, value) = part
                            .split_once(':')
                            .ok_or_else(|| BadBallot::NotANumber(cut(part)))?;
                        Ok((self.named(item)?, number(value)?))
                    })
                    .collect::<Result<_, _>>()?,
            ),
        };
        self.check(ballot)
    }

    /// Reads the fields of a form: for each option that has one, what stands in it. An empty field says nothing. For
    /// rankings the field holds the rank from 1; for scores and points the number; for the others any text means that the
    /// option is chosen.
    pub fn fields(&self, fields: &[(Item, &str)]) -> Result<Ballot, BadBallot> {
        if fields.len() > usize::from(self.options()) {
            return Err(BadBallot::TooMany {
                given: fields.len(),
                most: self.options().into(),
            });
        }
        let filled = fields.iter().filter(|(_, text)| !text.trim().is_empty());
        match self.rule() {
            Rule::Single | Rule::Approval { .. } | Rule::Budget(_) => {
                self.check(Ballot::Chosen(filled.map(|&(item, _)| item).collect()))
            }
            Rule::Score { .. } | Rule::Points { .. } => {
                let read = |&(item, text): &(Item, &str)| Ok((item, number(text)?));
                self.check(Ballot::Rated(filled.map(read).collect::<Result<_, _>>()?))
            }
            Rule::InstantRunoff { .. } | Rule::Schulze { .. } => {
                let mut ranks = filled
                    .map(|&(item, text)| match number(text)? {
                        0 => Err(BadBallot::TooLow(cut(text))),
                        rank => Ok((rank, item)),
                    })
                    .collect::<Result<Vec<_>, _>>()?;
                ranks.sort_unstable();
                // The same option twice is told as such, not as a doubled rank.
                self.once(
                    &ranks.iter().map(|&(_, item)| item).collect::<Vec<_>>(),
                    self.options(),
                )?;
                for (expected, pair) in (1..).zip(&ranks) {
                    if pair.0 < expected {
                        let (rank, second) = *pair;
                        let first = ranks[expected as usize - 2].1;
                        return Err(BadBallot::SameRank {
                            rank,
                            first,
                            second,
                        });
                    }
                    if pair.0 > expected {
                        return Err(BadBallot::MissingRank(expected));
                    }
                }
                self.check(Ballot::Ranked(
                    ranks.into_iter().map(|(_, item)| item).collect(),
                ))
            }
        }
    }

    fn known(&self, item: Item) -> Result<(), BadBallot> {
        if item.0 < self.options() {
            Ok(())
        } else {
            Err(BadBallot::Unknown(item.to_string()))
        }
    }

    fn named(&self, text: &str) -> Result<Item, BadBallot> {
        let number = number(text)?;
        match number.checked_sub(1).map(u16::try_from) {
            Some(Ok(index)) if index < self.options() => Ok(Item(index)),
            None | Some(_) => Err(BadBallot::Unknown(number.to_string())),
        }
    }

    fn chosen(&self, mut items: Vec<Item>, most: u16) -> Result<Ballot, BadBallot> {
        items.sort_unstable();
        self.once(&items, most)?;
        Ok(Ballot::Chosen(items))
    }

    fn rated(&self, mut entries: Vec<(Item, u32)>) -> Result<Ballot, BadBallot> {
        entries.sort_unstable();
        let items: Vec<Item> = entries.iter().map(|&(item, _)| item).collect();
        self.once(&items, self.options())?;
        entries.retain(|&(_, number)| number > 0);
        Ok(Ballot::Rated(entries))
    }

    /// Each is an option, none is there twice, and there are not too many.
    fn once(&self, items: &[Item], most: u16) -> Result<(), BadBallot> {
        let mut sorted = items.to_vec();
        sorted.sort_unstable();
        for &item in &sorted {
            self.known(item)?;
        }
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(BadBallot::Repeated(pair[0]));
        }
        let (given, most) = (items.len(), usize::from(most));
        if given > most {
            return Err(BadBallot::TooMany { given, most });
        }
        Ok(())
    }
}

fn within(ballot: &Ballot, costs: &[u64], money: u64) -> Result<(), BadBallot> {
    let Ballot::Chosen(items) = ballot else {
        return Err(BadBallot::OtherKind);
    };
    // At most 1,000 costs of at most 2^50: no overflow.
    let cost = items.iter().map(|item| costs[item.index()]).sum();
    if cost > money {
        return Err(BadBallot::OverBudget { cost, money });
    }
    Ok(())
}

/// A whole number in digits, without sign, point or exponent.
fn number(text: &str) -> Result<u32, BadBallot> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}'])
        && !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Err(BadBallot::TooLow(cut(text)));
    }
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadBallot::NotANumber(cut(text)));
    }
    text.parse().map_err(|_| BadBallot::NotANumber(cut(text)))
}

fn cut(text: &str) -> String {
    text.chars().take(20).collect()
}
