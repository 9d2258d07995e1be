//! People's names: which invisible characters are removed, when two names look alike, when a name contains an e-mail
//! address.

pub mod reserved;

use crate::{
    clean::{clean_line, is_ignorable, is_mark},
    invalid::Invalid,
    words,
};
use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::skeleton;

/// Why a resident's name is listed at the desk, and marked with a word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameFlag {
    /// The name contains a title or an office that is reserved for staff.
    Title,
    /// The name contains an e-mail address.
    Address,
    /// The name looks like a staff member's name.
    Staff,
}

words!(NameFlag { Title = "title", Address = "address", Staff = "staff" });

/// As [`clean_line`], and without invisible characters, which could make two names look equal. Joiners stay between
/// letters of scripts that are written with them (Persian, the languages of India), and inside an emoji that is made of
/// several.
pub fn clean_name(text: &str) -> String {
    let line = clean_line(text);
    let mut kept = String::with_capacity(line.len());
    let mut before = None;
    for (at, char) in line.char_indices() {
        if is_ignorable(char) {
            let after = line[at..].chars().find(|next| !is_ignorable(*next));
            if !holds_together(before, char, after) {
                continue;
            }
        }
        kept.push(char);
        before = Some(char);
    }
    clean_line(&kept)
}

/// Whether an invisible character changes how those around it are drawn.
fn holds_together(before: Option<char>, char: char, after: Option<char>) -> bool {
    let (Some(before), after) = (before, after.unwrap_or(' ')) else {
        return false;
    };
    match char {
        '\u{200C}' => is_joined(before) && is_joined(after),
        '\u{200D}' => {
            (is_joined(before) && is_joined(after))
                || ((is_emoji(before) || before == '\u{FE0F}') && is_emoji(after))
        }
        '\u{FE0E}' | '\u{FE0F}' => is_emoji(before) || after == '\u{20E3}',
        _ => false,
    }
}

/// Whether this is a letter or a mark of a script in which joiners have a meaning.
fn is_joined(char: char) -> bool {
    let script = matches!(char,
        '\u{600}'..='\u{DFF}' | '\u{F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}' | '\u{1A20}'..='\u{1AAF}'
        | '\u{1B00}'..='\u{1C4F}' | '\u{A800}'..='\u{A82F}' | '\u{A840}'..='\u{A8FF}' | '\u{A980}'..='\u{A9DF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{10A5F}' | '\u{11000}'..='\u{11FFF}');
    script && (char.is_alphabetic() || is_combining_mark(char))
}

fn is_emoji(char: char) -> bool {
    matches!(char,
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '\u{2190}'..='\u{2BFF}' | '〰' | '〽' | '㊗' | '㊙'
        | '\u{1F000}'..='\u{1FAFF}')
}

/// How the words of a name are read before they are compared.
#[derive(Clone, Copy)]
struct Reading {
    /// Letters are read as capitals: some Cyrillic and Greek capitals look Latin where the small letters do not.
    capitals: bool,
    /// Digits and signs are read as the letters that they stand for in "m0der4tor".
    figures: bool,
}

const AS_WRITTEN: [Reading; 2] = [
    Reading {
        capitals: false,
        figures: false,
    },
    Reading {
        capitals: true,
        figures: false,
    },
];
const ANYHOW: [Reading; 4] = [
    AS_WRITTEN[0],
    AS_WRITTEN[1],
    Reading {
        capitals: false,
        figures: true,
    },
    Reading {
        capitals: true,
        figures: true,
    },
];

/// The words of a name as they look: skeletons (UTS 39) of their compatibility form, without case and accents.
fn looks_of_words(name: &str, reading: Reading) -> Vec<String> {
    let plain: String = name
        .nfkc()
        .filter(|char| !is_ignorable(*char))
        .map(lettered)
        .collect();
    let is_of_word = |char: char| {
        char.is_alphanumeric()
            || is_combining_mark(char)
            || (reading.figures && figure(char).is_some())
    };
    plain
        .split(|char| !is_of_word(char))
        .map(|word| look(word, reading))
        .filter(|look| !look.is_empty())
        .collect()
}

fn look(word: &str, reading: Reading) -> String {
    let lettered = reading.figures && word.chars().any(char::is_alphabetic);
    let read = |char| {
        if lettered {
            figure(char).unwrap_or(char)
        } else {
            char
        }
    };
    let mut word: String = word.chars().map(read).collect();
    if reading.capitals {
        word = word.to_uppercase();
    }
    // Compare the drawn form first, then lower its case: a Cyrillic capital М looks like M, its small letter like no
    // Latin letter.
    let drawn = skeleton(&word).collect::<String>().to_lowercase();
    let mut look = String::with_capacity(drawn.len());
    for char in skeleton(&drawn).flat_map(char::to_lowercase) {
        match small_capital(char).unwrap_or(char) {
            'm' => look.push_str("rn"),
            // A capital I and a small l look the same, so i and l count as one letter here.
            'i' | 'ı' | '1' | '|' | '!' => look.push('l'),
            'w' => look.push_str("vv"),
            mark if is_mark(mark) => {}
            char if char.is_alphanumeric() || is_combining_mark(char) => look.push(char),
            _ => {}
        }
    }
    look
}

/// The letter that a sign shows: letters in discs and squares, and the signs that make flags.
fn lettered(char: char) -> char {
    let first = match char {
        '\u{1F150}'..='\u{1F169}' => 0x1F150,
        '\u{1F170}'..='\u{1F189}' => 0x1F170,
        '\u{1F1E6}'..='\u{1F1FF}' => 0x1F1E6,
        _ => return small_capital(char).unwrap_or(char),
    };
    char::from_u32(u32::from(char) - first + u32::from('a')).unwrap_or(char)
}

/// The letter that a small capital stands for; the table of skeletons keeps small capitals apart.
fn small_capital(char: char) -> Option<char> {
    const SMALL: [char; 26] = [
        'ᴀ', 'ʙ', 'ᴄ', 'ᴅ', 'ᴇ', 'ꜰ', 'ɢ', 'ʜ', 'ɪ', 'ᴊ', 'ᴋ', 'ʟ', 'ᴍ', 'ɴ', 'ᴏ', 'ᴘ', 'ꞯ', 'ʀ',
        'ꜱ', 'ᴛ', 'ᴜ', 'ᴠ', 'ᴡ', 'x', 'ʏ', 'ᴢ',
    ];
    let at = match char {
        'ʍ' => 12,
        _ => SMALL.iter().position(|small| *small == char)?,
    };
    u8::try_from(at).ok().map(|at| char::from(b'a' + at))
}

fn figure(char: char) -> Option<char> {
    Some(match char {
        '0' => 'o',
        '1' | '|' | '!' => 'l',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        _ => return None,
    })
}

/// How a name looks, in up to six ways of reading it. Two names with one way in common look the same to people. Spaces,
/// punctuation, emoji, case, accents and the order of words do not count.
pub fn looks(name: &str) -> Vec<String> {
    let mut looks = Vec::with_capacity(2);
    let mut add = |look: String| {
        if !look.is_empty() && !looks.contains(&look) {
            looks.push(look);
        }
    };
    for reading in AS_WRITTEN {
        let mut words = looks_of_words(name, reading);
        add(words.concat());
        add(words.iter().rev().map(String::as_str).collect());
        words.sort();
        add(words.concat());
    }
    if looks.is_empty() {
        // The name is emoji and punctuation alone.
        let signs = name
            .nfkc()
            .filter(|char| !is_ignorable(*char) && *char != ' ');
        looks.push(signs.collect());
    }
    looks
}

/// A version that changes whenever [`looks`] gives other results: looks stored under another version must be computed
/// again.
pub fn version() -> String {
    let (major, minor, update) = unicode_security::UNICODE_VERSION;
    format!("1-{major}.{minor}.{update}")
}

/// Refuses a name that holds an e-mail address: names are public.
///
/// # Errors
/// [`Invalid::AddressInName`].
pub(crate) fn without_address(name: &str) -> Result<(), Invalid> {
    if holds_address(name) {
        Err(Invalid::AddressInName)
    } else {
        Ok(())
    }
}

/// Whether a name contains something that reads as an e-mail address, also with spaces around the `@`, with `(at)` and
/// `[dot]` written out, or with a bare "at" before a domain in small letters.
pub fn holds_address(name: &str) -> bool {
    let plain: String = name.nfkc().filter(|char| !is_ignorable(*char)).collect();
    let mut spaced = String::with_capacity(plain.len());
    for char in plain.chars() {
        if matches!(char, '@' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>') {
            spaced.extend([' ', char, ' ']);
        } else {
            spaced.push(char);
        }
    }
    let parts = spelled_out(&spaced.split_whitespace().collect::<Vec<_>>());
    parts.windows(3).any(|three| {
        let is_box = three[0]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let is_at =
            three[1] == "@" || (is_at(&three[1]) && !three[2].chars().any(char::is_uppercase));
        is_box && is_at && is_domain(&three[2])
    })
}

fn is_at(word: &str) -> bool {
    ["at", "arroba"].contains(&word.to_lowercase().as_str())
}

/// The parts of a name, with `[at]` as `@`, and with the words around a `(dot)` joined.
fn spelled_out(parts: &[&str]) -> Vec<String> {
    let mut read: Vec<String> = Vec::new();
    let mut rest = parts;
    let mut glued = false;
    while let Some((part, after)) = rest.split_first() {
        let inside = match after {
            [inside, close, ..] if "([{<".contains(part) && ")]}>".contains(close) => Some(*inside),
            _ => None,
        };
        let is_dot = inside
            .is_some_and(|word| ["dot", "punto", "."].contains(&word.to_lowercase().as_str()));
        if is_dot && let Some(last) = read.last_mut() {
            last.push('.');
            (glued, rest) = (true, &after[2..]);
            continue;
        }
        if inside.is_some_and(|word| is_at(word) || word == "@") {
            read.push("@".to_owned());
            rest = &after[2..];
            continue;
        }
        match read.last_mut().filter(|_| glued) {
            Some(last) => last.push_str(part),
            None => read.push((*part).to_owned()),
        }
        (glued, rest) = (false, after);
    }
    read
}

fn is_domain(text: &str) -> bool {
    let text = text.trim_end_matches(|char: char| !char.is_alphanumeric());
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|char| char.is_alphanumeric() || is_combining_mark(char) || char == '-')
    };
    match text.rsplit_once('.') {
        Some((names, last)) => {
            let is_top = last.starts_with("xn--")
                || (last.chars().count() >= 2
                    && last
                        .chars()
                        .all(|c| c.is_alphabetic() || is_combining_mark(c)));
            is_top && names.split('.').all(is_label)
        }
        None => false,
    }
}

#[cfg(test)]
mod tests;
