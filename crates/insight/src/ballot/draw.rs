//! The order in which ties are broken, from the digits of a public draw that takes place after the close.
//!
//! For each option: SHA-256 of the text `DIGITS`, line feed, `VOTE`, line feed, `OPTION`, without a line feed at the end,
//! where DIGITS are the digits of the draw without anything between them, VOTE the name of the vote and OPTION the name of
//! the option as both were fixed at the opening. The options stand in the order of these 64 hexadecimal figures, the
//! smallest first. **At every tie the option that stands first in this order wins it**; where one option is taken out, it
//! is the one that stands last. Anybody can compute it:
//!
//! ```text
//! printf '%s\n%s\n%s' 0472651938 kings-square 3 | sha256sum
//! ```
//!
//! The order cannot be known before the draw, and neither the city nor a voter can choose it: another order would
//! need another draw.

use super::paper::{Item, items};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use thiserror::Error;

/// The most digits of a draw.
pub const MOST_DIGITS: usize = 200;

/// The options in the order that a draw gave them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The place of each option, from 0.
    places: Vec<u16>,
}

/// Why there is no order.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DrawError {
    /// No digits, more than [`MOST_DIGITS`], or something else than digits, spaces, commas, points and hyphens.
    #[error("a draw has from 1 to {MOST_DIGITS} digits")]
    Digits,
    /// A name of the vote or of an option is empty or has a line feed in it.
    #[error("the name {0:?} cannot be drawn")]
    Name(String),
    /// Two options have the same name.
    #[error("two options have the name {0:?}")]
    Twice(String),
}

impl Order {
    /// The order of the options with these names. Spaces, commas, points and hyphens between the digits are left out, so
    /// that it does not matter how a newspaper prints them; zeros in front count. O(m log m).
    pub fn drawn(digits: &str, vote: &str, options: &[impl AsRef<str>]) -> Result<Self, DrawError> {
        let digits = digits_of(digits)?;
        let usable = |name: &str| !name.is_empty() && !name.contains('\n');
        if !usable(vote) {
            return Err(DrawError::Name(vote.into()));
        }
        let mut seen = HashSet::new();
        let mut keys = Vec::with_capacity(options.len());
        for (item, name) in items(u16::MAX).zip(options) {
            let name = name.as_ref();
            if !usable(name) {
                return Err(DrawError::Name(name.into()));
            }
            if !seen.insert(name) {
                return Err(DrawError::Twice(name.into()));
            }
            let key: [u8; 32] = Sha256::digest(format!("{digits}\n{vote}\n{name}")).into();
            keys.push((key, item));
        }
        keys.sort_unstable();
        let order: Vec<Item> = keys.into_iter().map(|(_, item)| item).collect();
        Ok(Self::of(&order))
    }

    /// An order that is known already: each option once.
    #[must_use]
    pub fn of(order: &[Item]) -> Self {
        let mut places = vec![0; order.len()];
        for (place, item) in (0..).zip(order) {
            places[item.index()] = place;
        }
        Self { places }
    }

    /// The place of an option, from 0.
    #[must_use]
    pub fn place(&self, item: Item) -> u16 {
        self.places[item.index()]
    }

    /// These options as the draw orders them.
    #[must_use]
    pub fn sorted(&self, tied: &[Item]) -> Vec<Item> {
        let mut sorted = tied.to_vec();
        sorted.sort_unstable_by_key(|&item| self.place(item));
        sorted
    }
}

fn digits_of(text: &str) -> Result<String, DrawError> {
    let mut digits = String::new();
    for character in text.trim().chars() {
        match character {
            '0'..='9' => digits.push(character),
            ' ' | ',' | '.' | '-' => {}
            _ => return Err(DrawError::Digits),
        }
    }
    if digits.is_empty() || digits.len() > MOST_DIGITS {
        return Err(DrawError::Digits);
    }
    Ok(digits)
}
