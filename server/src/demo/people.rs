//! The people of the demo: the accounts with which one can sign in, and some hundred residents.

use super::content::{Consultation, names};
use cabildo_domain::{Locale, Role, text::DisplayName};
use cabildo_service::entropy::{SeededEntropy, lot};
use std::collections::BTreeSet;

/// The accounts one can sign in with: address, name, role. The last one answers for [`OFFICE`].
pub const ACCOUNTS: [(&str, &str, Role); 5] = [
    ("resident@demo.example", "Lucía Zamora", Role::Resident),
    ("moderator@demo.example", "Marta Quintana", Role::Moderator),
    ("lab@demo.example", "Íñigo Bravo", Role::Lab),
    ("admin@demo.example", "Teresa Alba", Role::Admin),
    ("office@demo.example", "Renata Cuesta", Role::Resident),
];

/// The office of the last account: an owner in the ladder of the consultation about neighbourhoods.
pub const OFFICE: &str = "The borough's office";

/// The password of all of them. It is public: only the demo makes accounts with it.
pub const PASSWORD: &str = "puerto claro";

/// The number of other residents.
const RESIDENTS: usize = 420;

/// Random numbers that are the same in each run.
pub(super) struct Dice(SeededEntropy);

impl Dice {
    pub fn new() -> Self {
        Self(SeededEntropy::new(1612))
    }

    /// A number from 0 to `sides - 1`.
    pub fn below(&self, sides: usize) -> usize {
        (lot(&self.0) % sides.max(1) as i64) as usize
    }

    /// `count` different numbers from 0 to `sides - 1`, none of them in `except`.
    pub fn some(&self, count: usize, sides: usize, except: &[usize]) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..sides)
            .filter(|number| !except.contains(number))
            .collect();
        let count = count.min(numbers.len());
        for place in 0..count {
            let other = place + self.below(numbers.len() - place);
            numbers.swap(place, other);
        }
        numbers.truncate(count);
        numbers
    }
}

/// The names of the residents: authors of proposals first, in the order of the content, then others.
///
/// # Errors
/// When the file of names is not readable.
pub(super) fn residents(
    contents: &[Consultation],
    dice: &Dice,
) -> anyhow::Result<Vec<(DisplayName, Locale)>> {
    let names = names()?;
    let mut taken: BTreeSet<String> = ACCOUNTS
        .iter()
        .map(|(_, name, _)| (*name).to_owned())
        .collect();
    let authors = contents
        .iter()
        .flat_map(|consultation| &consultation.proposals)
        .map(|proposal| proposal.by.clone());
    let mut chosen: Vec<String> = authors.filter(|name| taken.insert(name.clone())).collect();
    while chosen.len() < RESIDENTS {
        let given = &names.given[dice.below(names.given.len())];
        let family = &names.family[dice.below(names.family.len())];
        let name = format!("{given} {family}");
        if taken.insert(name.clone()) {
            chosen.push(name);
        }
    }
    let locale = |index: usize| {
        if index.is_multiple_of(3) {
            Locale::Es
        } else {
            Locale::En
        }
    };
    Ok(chosen
        .into_iter()
        .enumerate()
        .map(|(index, name)| (DisplayName::trusted(name), locale(index)))
        .collect())
}
