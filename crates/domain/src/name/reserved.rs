//! Titles and offices that are reserved for staff: a list that an administrator edits.

use super::{ANYHOW, AS_WRITTEN, clean_name, is_ignorable, looks_of_words};
use crate::{invalid::Invalid, limits};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// The text of the staff badge, in each language. It always stays on the list, or a name could imitate the badge.
pub const ALWAYS: [&str; 3] = ["City staff", "Personal municipal", "Staff"];

const ENGLISH: &str = "mayor, deputy mayor, vice mayor, mayor's office, lord mayor, city council, town council, \
    council member, councillor, councilor, councilman, councilwoman, alderman, city hall, town hall, city government, \
    municipality, city manager, city official, official, official account, moderator, moderators, moderation, \
    moderation team, administrator, administrators, admin, admins, webmaster, sysadmin, support team, help desk, \
    innovation lab, staff member, staff team";
const SPANISH: &str = "alcalde, alcaldesa, alcaldía, teniente de alcalde, vicealcalde, vicealcaldesa, intendente, \
    intendenta, intendencia, ayuntamiento, cabildo, municipalidad, concejal, concejala, concejalía, concejo municipal, \
    consejo municipal, pleno municipal, regidor municipal, regidora municipal, presidente municipal, \
    presidenta municipal, presidencia municipal, gobierno municipal, gobierno de la ciudad, secretaría municipal, \
    funcionario, funcionaria, funcionarios, oficial, cuenta oficial, moderador, moderadora, moderadores, moderación, \
    administrador, administradora, administradores, administración, equipo de moderación, equipo municipal, \
    soporte técnico, laboratorio de innovación";
/// Signs by which other platforms mark accounts that were checked.
const SIGNS: &str = "✓, ✔, ☑, ✅, 🗸, 🛡";

/// The list, ready to be compared with names.
#[derive(Clone, Debug)]
pub struct Reserved {
    entries: Vec<String>,
    /// The entry, by the look of the entry without its spaces.
    looks: HashMap<String, String>,
    signs: Vec<String>,
    longest: usize,
}

impl Default for Reserved {
    /// The list that every installation begins with, in each language of the interface.
    fn default() -> Self {
        let entries = [ENGLISH, SPANISH, SIGNS]
            .into_iter()
            .flat_map(|part| part.split(", "));
        Self::of(entries.map(str::to_owned).collect())
    }
}

impl Reserved {
    /// Reads a list, one entry per line; an empty list keeps the text of the badge alone.
    ///
    /// # Errors
    /// [`Invalid::TooManyLines`]; [`Invalid::Line`] for a line that is too long, or so short that it would be in half of all
    /// names.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at as u32 + 1, clean_name(line)));
        let lines: Vec<(u32, String)> = lines.filter(|(_, line)| !line.is_empty()).collect();
        if lines.len() > limits::RESERVED_NAMES {
            return Err(Invalid::TooManyLines {
                max: limits::RESERVED_NAMES as u32,
                actual: lines.len() as u32,
            });
        }
        let mut entries: Vec<String> = Vec::with_capacity(lines.len());
        for (number, line) in lines {
            let shortest = if is_sign(&line) { 1 } else { 2 };
            let length = limits::Length {
                min: shortest,
                ..limits::RESERVED_NAME
            };
            crate::text::within(&line, length).map_err(|invalid| invalid.in_line(number))?;
            if !entries.contains(&line) {
                entries.push(line);
            }
        }
        Ok(Self::of(entries))
    }

    /// Takes a list as the database holds it.
    pub fn trusted(text: &str) -> Self {
        Self::of(
            text.lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        )
    }

    fn of(entries: Vec<String>) -> Self {
        let mut list = Self {
            entries: Vec::new(),
            looks: HashMap::new(),
            signs: Vec::new(),
            longest: 0,
        };
        for entry in ALWAYS
            .into_iter()
            .map(str::to_owned)
            .chain(entries.iter().cloned())
        {
            if is_sign(&entry) {
                list.signs.push(plain(&entry));
                continue;
            }
            for reading in AS_WRITTEN {
                let look = looks_of_words(&entry, reading).concat();
                list.longest = list.longest.max(look.len());
                list.looks.entry(look).or_insert_with(|| entry.clone());
            }
        }
        Self { entries, ..list }
    }

    /// The list as it is edited and stored: one entry per line.
    pub fn text(&self) -> String {
        self.entries.join("\n")
    }

    /// The first entry that a name contains as whole words, however they are drawn, spaced or spelled with figures.
    pub fn in_name(&self, name: &str) -> Option<&str> {
        let signs = plain(name);
        if let Some(sign) = self.signs.iter().find(|sign| signs.contains(*sign)) {
            return Some(sign);
        }
        ANYHOW
            .into_iter()
            .find_map(|reading| self.in_words(&looks_of_words(name, reading)))
    }

    fn in_words(&self, words: &[String]) -> Option<&str> {
        (0..words.len())
            .find_map(|from| {
                let mut joined = String::new();
                words[from..].iter().find_map(|word| {
                    joined.push_str(word);
                    self.looks
                        .get(joined.as_str())
                        .filter(|_| joined.len() <= self.longest)
                })
            })
            .map(String::as_str)
    }
}

fn is_sign(entry: &str) -> bool {
    !entry.nfkc().any(char::is_alphanumeric)
}

fn plain(text: &str) -> String {
    text.nfkc().filter(|char| !is_ignorable(*char)).collect()
}
