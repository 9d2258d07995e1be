//! One ballot, and its text.
//!
//! The text is what a ballot file holds and what is printed: options by their number from 1.
//!
//! | kind | example | meaning |
//! |---|---|---|
//! | chosen | `2,5` | options 2 and 5 |
//! | ranked | `3>1` | 3 first, then 1; the others are not ranked |
//! | rated | `1:5,3:2` | 5 for option 1, 2 for option 3, 0 for the others |
//! | blank | `-` | nothing |

use std::fmt;

/// An option of a vote: its place in the list that was fixed at the opening, from 0. It is shown from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item(pub u16);

impl Item {
    /// The place in a table with one entry for each option.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", u32::from(self.0) + 1)
    }
}

/// All options of a vote with so many.
pub fn items(options: u16) -> impl DoubleEndedIterator<Item = Item> + Clone {
    (0..options).map(Item)
}

/// What one voter wrote. Two ballots that mean the same are equal: [`crate::ballot::Vote::check`] brings a ballot into
/// that form. A ballot without entries is blank.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ballot {
    /// Options, each once, by number.
    Chosen(Vec<Item>),
    /// Options from the best to the worst, each at most once.
    Ranked(Vec<Item>),
    /// Options with a number above 0, each once, by number of the option.
    Rated(Vec<(Item, u32)>),
}

impl Ballot {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Chosen(items) | Self::Ranked(items) => items.is_empty(),
            Self::Rated(entries) => entries.is_empty(),
        }
    }
}

impl fmt::Display for Ballot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_blank() {
            return f.write_str("-");
        }
        let (words, between): (Vec<String>, _) = match self {
            Self::Chosen(items) => (items.iter().map(Item::to_string).collect(), ","),
            Self::Ranked(items) => (items.iter().map(Item::to_string).collect(), ">"),
            Self::Rated(entries) => {
                let word = |(item, number): &(Item, u32)| format!("{item}:{number}");
                (entries.iter().map(word).collect(), ",")
            }
        };
        f.write_str(&words.join(between))
    }
}
