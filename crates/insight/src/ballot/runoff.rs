//! Rankings by instant runoff: one option is out at a time, until one has more than half.
//!
//! *Definition.* In each round a ballot counts for the highest option on it that is still in; a ballot on which none is
//! left is exhausted. If an option has more than half of the ballots that are not exhausted, it wins. Otherwise the option
//! with the fewest ballots is out, and its ballots go on to the next option on them. A ballot need not rank all options; no
//! two have the same rank.
//!
//! *Ties.* Where several options have the fewest ballots and all of theirs together are fewer than those of the next one,
//! each of them would be out in the next rounds in any order, and the ballots would stand the same afterwards: they are out
//! together, and no draw is needed. Otherwise the draw says which one is out.
//!
//! *Source.* The alternative vote of W. R. Ware, 1871, as in N. Tideman, "Collective decisions and voting", 2006, ch. 13,
//! with the rule for options out together of Maine (Code of Maine Rules 29-250, ch. 535, "batch elimination") for ties only.
//!
//! *Complexity.* O(entries + m²): each ballot is looked at again only when its option is out. *Units:* ballots.
//! *Properties:* anonymous, neutral, an absolute majority wins; **not** monotonic, and it may pass over the option that
//! beats every other one (Burlington 2009, see the tests).

use super::draw::Order;
use super::outcome::{Outcome, Stage, Ties};
use super::paper::{Item, items};
use super::pile::Pile;

/// One round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// The ballots of each option; `None` for one that is out.
    pub votes: Vec<Option<u64>>,
    /// Ballots on which no option is left.
    pub exhausted: u64,
    /// The options that are out at the end of this round; none in the last one.
    pub out: Vec<Item>,
    /// Where the ballots of those go.
    pub moved: Vec<Moved>,
}

/// Ballots that go from an option that is out to the next one on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The option that is out.
    pub from: Item,
    /// The next one; `None` for ballots that are exhausted.
    pub to: Option<Item>,
    /// How many ballots.
    pub ballots: u64,
}

/// All rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Runoff {
    /// In their order. Where a draw is needed, the last one is the round of the tie.
    pub rounds: Vec<Round>,
    /// The outcome.
    pub outcome: Outcome,
}

/// Counts a pile of rankings over so many options.
#[must_use]
pub fn count(options: u16, pile: &Pile, order: Option<&Order>) -> Runoff {
    let rankings: Vec<(&[Item], u64)> = pile.rankings().collect();
    if rankings.is_empty() {
        return Runoff {
            rounds: Vec::new(),
            outcome: Outcome::NoVotes,
        };
    }
    let mut field = Field::new(options, rankings);
    let mut ties = Ties::new(order);
    let mut rounds = Vec::new();
    loop {
        let mut round = field.round();
        if let Some(winner) = field.winner() {
            rounds.push(round);
            let outcome = ties.decided(vec![winner]);
            return Runoff { rounds, outcome };
        }
        let number = rounds.len() as u32 + 1;
        round.out = match field.last(number, &mut ties) {
            Ok(out) => out,
            Err(tie) => {
                rounds.push(round);
                let outcome = Outcome::NeedsDraw(tie);
                return Runoff { rounds, outcome };
            }
        };
        round.moved = field.take_out(&round.out);
        rounds.push(round);
    }
}

/// The options that are in, and the ballots that count for each.
struct Field<'a> {
    rankings: Vec<(&'a [Item], u64)>,
    /// For each option the rankings that count for it, with the place on them; `None` for one that is out.
    heaps: Vec<Option<Vec<(usize, usize)>>>,
    votes: Vec<u64>,
    exhausted: u64,
}

impl<'a> Field<'a> {
    fn new(options: u16, rankings: Vec<(&'a [Item], u64)>) -> Self {
        let mut heaps = vec![Some(Vec::new()); usize::from(options)];
        let mut votes = vec![0; usize::from(options)];
        for (index, &(ranking, count)) in rankings.iter().enumerate() {
            let first = ranking[0].index();
            heaps[first].get_or_insert_default().push((index, 0));
            votes[first] += count;
        }
        Self {
            rankings,
            heaps,
            votes,
            exhausted: 0,
        }
    }

    fn is_in(&self, item: Item) -> bool {
        self.heaps[item.index()].is_some()
    }

    /// The options that are in, with their ballots.
    fn standing(&self) -> impl Iterator<Item = (Item, u64)> {
        items(u16::MAX)
            .zip(self.votes.iter().copied())
            .filter(|&(item, _)| self.is_in(item))
    }

    fn round(&self) -> Round {
        let votes = items(u16::MAX).zip(&self.votes);
        Round {
            votes: votes
                .map(|(item, &votes)| self.is_in(item).then_some(votes))
                .collect(),
            exhausted: self.exhausted,
            out: Vec::new(),
            moved: Vec::new(),
        }
    }

    /// The option with more than half, or the only one that is in.
    fn winner(&self) -> Option<Item> {
        let all: u64 = self.standing().map(|(_, votes)| votes).sum();
        let mut standing = self.standing();
        let first = standing.next()?;
        if standing.next().is_none() {
            return Some(first.0);
        }
        let mut standing = self.standing();
        standing
            .find(|&(_, votes)| 2 * votes > all)
            .map(|(item, _)| item)
    }

    /// The options that are out.
    fn last(&self, round: u32, ties: &mut Ties<'_>) -> Result<Vec<Item>, super::outcome::Tie> {
        let fewest = self.standing().map(|(_, votes)| votes).min().unwrap_or(0);
        let (tied, others): (Vec<_>, Vec<_>) =
            self.standing().partition(|&(_, votes)| votes == fewest);
        let next = others.iter().map(|&(_, votes)| votes).min();
        let tied: Vec<Item> = tied.into_iter().map(|(item, _)| item).collect();
        let together = fewest * tied.len() as u64;
        if tied.len() == 1 || next.is_some_and(|next| together < next) {
            return Ok(tied);
        }
        let order = ties.order(Stage::Round(round), tied)?;
        Ok(order.last().copied().into_iter().collect())
    }

    fn take_out(&mut self, out: &[Item]) -> Vec<Moved> {
        let heaps: Vec<_> = out
            .iter()
            .map(|item| self.heaps[item.index()].take().unwrap_or_default())
            .collect();
        let mut all = Vec::new();
        for (&from, heap) in out.iter().zip(heaps) {
            self.votes[from.index()] = 0;
            // One place for each option, and one for those that are exhausted.
            let mut moved = vec![0; self.votes.len() + 1];
            for (index, place) in heap {
                let (ranking, count) = self.rankings[index];
                let rest = &ranking[place + 1..];
                match rest.iter().position(|&item| self.is_in(item)) {
                    None => {
                        self.exhausted += count;
                        moved[self.votes.len()] += count;
                    }
                    Some(skip) => {
                        let next = rest[skip].index();
                        self.heaps[next]
                            .get_or_insert_default()
                            .push((index, place + 1 + skip));
                        self.votes[next] += count;
                        moved[next] += count;
                    }
                }
            }
            let options = self.votes.len();
            all.extend(items(u16::MAX).zip(moved).filter_map(|(item, ballots)| {
                let to = (item.index() < options).then_some(item);
                (ballots > 0).then_some(Moved { from, to, ballots })
            }));
        }
        all
    }
}
