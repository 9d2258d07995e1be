//! Rankings by the method of Schulze: duels of two, and chains of them.
//!
//! *Definition.* `wins[a][b]` is the number of ballots that rank a above b; an option that a ballot does not rank is below
//! all that it ranks, and equal to the others that it does not rank. The link from a to b exists where `wins[a][b] >
//! wins[b][a]`, and is as strong as `wins[a][b]` (*winning votes*). A path is as strong as its weakest link; `paths[a][b]`
//! is the strongest path from a to b, 0 where there is none. a is ahead of b if `paths[a][b] > paths[b][a]`. An option that
//! nobody is ahead of wins. Where several places are given, those options take the first ones, then those that only these
//! are ahead of, and so on. An option that no ballot ranks does not win.
//!
//! *Source.* M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
//! election method", Social Choice and Welfare 36, 2011; arXiv:1804.02973, 2018.
//!
//! *Complexity.* O(sum of b² over ballots that rank b + m³). *Units:* ballots.
//! *Properties:* anonymous, neutral, monotonic; an option that wins each of its duels wins.

use super::draw::Order;
use super::outcome::{Outcome, take};
use super::paper::{Item, items};
use super::pile::Pile;

/// Duels, paths and ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schulze {
    /// `wins[a][b]`: ballots that rank a above b.
    pub wins: Vec<Vec<u64>>,
    /// `paths[a][b]`: the strength of the strongest path from a to b.
    pub paths: Vec<Vec<u64>>,
    /// The options that some ballot ranks, best first; those in one group are not told apart.
    pub ranking: Vec<Vec<Item>>,
    /// The outcome.
    pub outcome: Outcome,
}

impl Schulze {
    /// Whether the first is ahead of the second.
    #[must_use]
    pub fn ahead(&self, first: Item, second: Item) -> bool {
        ahead(&self.paths, first, second)
    }

    /// The option that wins each of its duels, where there is one.
    #[must_use]
    pub fn beats_all(&self) -> Option<Item> {
        let all = items(self.wins.len() as u16);
        let wins = |a: Item, b: Item| self.wins[a.index()][b.index()];
        all.clone()
            .find(|&a| all.clone().all(|b| a == b || wins(a, b) > wins(b, a)))
    }
}

/// Counts a pile of rankings over so many options, of which so many win.
#[must_use]
pub fn count(options: u16, places: u16, pile: &Pile, order: Option<&Order>) -> Schulze {
    let (wins, ranked) = duels(usize::from(options), pile);
    let paths = strongest(&wins);
    let mut left: Vec<Item> = items(options)
        .filter(|item| ranked[item.index()] > 0)
        .collect();
    let mut ranking = Vec::new();
    while !left.is_empty() {
        let (group, rest): (Vec<Item>, Vec<Item>) = left
            .iter()
            .partition(|&&item| !left.iter().any(|&other| ahead(&paths, other, item)));
        // "Ahead of" is transitive (Schulze 2011, section 4.1), so that somebody is always first.
        if group.is_empty() {
            break;
        }
        ranking.push(group);
        left = rest;
    }
    let outcome = take(ranking.clone(), places, order);
    Schulze {
        wins,
        paths,
        ranking,
        outcome,
    }
}

fn ahead(paths: &[Vec<u64>], a: Item, b: Item) -> bool {
    paths[a.index()][b.index()] > paths[b.index()][a.index()]
}

/// The matrix of duels, and how many ballots rank each option.
///
/// A ballot that ranks b of m options would take b × m steps. Instead the pairs on the ballot are counted, b × b / 2, and
/// the wins over those that it does not rank follow: a is ranked and c is not as often as a is ranked, less the times that
/// both are.
fn duels(options: usize, pile: &Pile) -> (Vec<Vec<u64>>, Vec<u64>) {
    let mut pairs = vec![0_u64; options * options];
    let mut ranked = vec![0_u64; options];
    for (ranking, count) in pile.rankings() {
        for (place, above) in ranking.iter().enumerate() {
            ranked[above.index()] += count;
            let row = &mut pairs[above.index() * options..][..options];
            for below in &ranking[place + 1..] {
                row[below.index()] += count;
            }
        }
    }
    let pair = |a: usize, b: usize| pairs[a * options + b];
    let wins = |a: usize, b: usize| {
        let both = pair(a, b) + pair(b, a);
        if a == b {
            0
        } else {
            pair(a, b) + ranked[a] - both
        }
    };
    let matrix = (0..options)
        .map(|a| (0..options).map(|b| wins(a, b)).collect())
        .collect();
    (matrix, ranked)
}

/// The strongest paths, by the algorithm of Floyd and Warshall.
fn strongest(wins: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let options = wins.len();
    let link = |a: usize, b: usize| {
        if wins[a][b] > wins[b][a] {
            wins[a][b]
        } else {
            0
        }
    };
    let mut paths: Vec<Vec<u64>> = (0..options)
        .map(|a| (0..options).map(|b| link(a, b)).collect())
        .collect();
    for middle in 0..options {
        let from_middle = paths[middle].clone();
        for (a, row) in paths.iter_mut().enumerate() {
            let to_middle = row[middle];
            if a == middle || to_middle == 0 {
                continue;
            }
            for (b, (path, &rest)) in row.iter_mut().zip(&from_middle).enumerate() {
                if b != a {
                    *path = (*path).max(to_middle.min(rest));
                }
            }
        }
    }
    paths
}
