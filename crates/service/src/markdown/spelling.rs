//! Two corrections of a text before it is read as Markdown, so that it is shown as its author meant it:
//!
//! - a bare address (`https://…`, `http://…`, `www.…`) is a link to exactly that address, whatever its underscores and
//!   stars would mean to Markdown; not in code, and not in a link or picture. `www.` leads to `https://`. An address
//!   that names a user (`https://bank.example@elsewhere.example`) stays text: it looks like one place and leads to another;
//! - a number above [`LAST`] at the start of a line begins a sentence ("1986. A great year."), no list. Lists that begin
//!   at 2 or at 31 are lists, and show their numbers.
//!
//! Markdown itself decides where code, links and lists are: the text is parsed once to find the places, and rewritten
//! there.

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::{borrow::Cow, ops::Range};

/// The highest number with which a list may begin: higher numbers are years.
pub(super) const LAST: u64 = 999;

/// The longest address, in characters.
const LONGEST: usize = 2_048;
/// The characters that end an address besides white space; linkify would take the non-ASCII ones for letters of an
/// international address.
const ENDS: &[char] = &[
    '<', '>', '"', '`', '|', '“', '”', '„', '«', '»', '‹', '›', '‘', '’', '…', '，', '。', '、',
    '；', '：', '？', '！', '（', '）', '「', '」', '『', '』', '【', '】', '《', '》',
];

/// A range of the source and its replacement.
type Edit = (Range<usize>, String);

/// The source with both corrections.
pub(super) fn corrected(source: &str, options: Options) -> Cow<'_, str> {
    if !may_need(source) {
        return Cow::Borrowed(source);
    }
    let mut edits = edits(source, options);
    if edits.is_empty() {
        return Cow::Borrowed(source);
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut corrected = String::with_capacity(source.len() * 2);
    let mut at = 0;
    for (range, instead) in edits {
        corrected.push_str(&source[at..range.start]);
        corrected.push_str(&instead);
        at = range.end;
    }
    corrected.push_str(&source[at..]);
    Cow::Owned(corrected)
}

/// Quickly rules out most texts: counting bytes is many times faster than comparing every four of them.
fn may_need(source: &str) -> bool {
    let bytes = source.as_bytes();
    let has_number = || {
        let digits = bytes.iter().filter(|byte| byte.is_ascii_digit()).count();
        let mut fours = bytes.windows(4);
        digits >= 4 && fours.any(|four| four.iter().all(u8::is_ascii_digit))
    };
    let has_www = || {
        let ws = bytes.iter().filter(|byte| **byte | 0x20 == b'w').count();
        let mut fours = bytes.windows(4);
        ws >= 3 && fours.any(|four| four.eq_ignore_ascii_case(b"www."))
    };
    has_number() || has_www() || source.contains("://")
}

fn edits(source: &str, options: Options) -> Vec<Edit> {
    let mut edits = Vec::new();
    // The number of open links, pictures and blocks of code, and the end of the last address.
    let (mut inside, mut until) = (0_usize, 0);
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => inside += 1,
            Event::End(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => {
                inside = inside.saturating_sub(1);
            }
            Event::Start(Tag::Item) => edits.extend(escaped_marker(source, range.start)),
            Event::Text(_) if inside == 0 => {
                for start in starts(source, range) {
                    if start >= until {
                        let found = address(source, start);
                        until = found.until;
                        edits.extend(found.edit);
                    }
                }
            }
            _ => {}
        }
    }
    edits
}

/// Puts a backslash before the full stop or bracket of the item that begins here, where its number is above [`LAST`].
fn escaped_marker(source: &str, start: usize) -> Option<Edit> {
    let item = &source[start..];
    let blank = item.len() - item.trim_start().len();
    let digits = item[blank..].bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = item[blank..blank + digits].parse().ok()?;
    let at = start + blank + digits;
    let is_year = number > LAST && source[at..].starts_with(['.', ')']);
    is_year.then(|| (at..at, "\\".to_owned()))
}

/// The positions in a range of the source at which addresses may begin.
fn starts(source: &str, range: Range<usize>) -> Vec<usize> {
    let piece = &source.as_bytes()[range.clone()];
    let begins = |at: usize, begin: &str| {
        let head = piece.get(at..at + begin.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(begin.as_bytes()))
    };
    let is_start = |at: &usize| {
        let has_scheme = begins(*at, "https://") || begins(*at, "http://");
        if !has_scheme && !begins(*at, "www.") {
            return false;
        }
        // An ASCII match begins at a boundary of characters.
        let place = range.start + at;
        match source[..place].chars().next_back() {
            None => true,
            Some(before) if has_scheme => !before.is_ascii_alphanumeric(),
            Some('_') => is_mark(source, place),
            Some(before) => !before.is_alphanumeric() && !matches!(before, '/' | '.' | '@' | '-'),
        }
    };
    (0..piece.len())
        .filter(is_start)
        .map(|at| range.start + at)
        .collect()
}

/// Whether the underscore before this position is a mark of emphasis and not a part of a word.
fn is_mark(source: &str, at: usize) -> bool {
    let before = source[..at].trim_end_matches('_').chars().next_back();
    before.is_none_or(|char| !char.is_alphanumeric())
}

struct Found {
    /// Nothing before this position is searched again, so that the time grows in proportion to the length.
    until: usize,
    edit: Option<Edit>,
}

/// The address that begins at `start`, as a link.
fn address(source: &str, start: usize) -> Found {
    let (spelled, ends) = unescaped(source, start);
    let nothing = Found {
        until: start + ends.last().map_or(0, |(_, end)| *end),
        edit: None,
    };
    if ends.len() == LONGEST {
        return nothing;
    }
    let Some(length) = length(&spelled) else {
        return nothing;
    };
    let Some((_, end)) = ends.iter().find(|(plain, _)| *plain == length) else {
        return nothing;
    };
    let spelled = &spelled[..length];
    let scheme = if has_scheme(spelled) { "" } else { "https://" };
    let link = format!("[{}](<{scheme}{}>)", literal(spelled), literal(spelled));
    Found {
        until: start + end,
        edit: Some((start..start + end, link)),
    }
}

/// The text from `start` to the latest possible end of an address, without the backslashes that Markdown removes; with
/// it, for each character, the position of its end here and in the source.
fn unescaped(source: &str, start: usize) -> (String, Vec<(usize, usize)>) {
    let (mut spelled, mut ends) = (String::new(), Vec::new());
    let mut chars = source[start..].char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let is_end = char.is_whitespace() || char.is_control() || ENDS.contains(&char);
        if is_end || ends.len() == LONGEST {
            break;
        }
        let escaped = (char == '\\')
            .then(|| chars.next_if(|(_, next)| next.is_ascii_punctuation() && !ENDS.contains(next)))
            .flatten();
        let (at, char) = escaped.unwrap_or((at, char));
        spelled.push(char);
        ends.push((spelled.len(), at + char.len_utf8()));
    }
    (spelled, ends)
}

fn has_scheme(address: &str) -> bool {
    !address
        .get(..4)
        .is_some_and(|begin| begin.eq_ignore_ascii_case("www."))
}

/// The length of the address at the beginning of a text; `None` when there is none.
fn length(text: &str) -> Option<usize> {
    let mut end = found(text)?;
    // linkify stops when a fragment follows the host directly, so insert an empty path.
    if text[end..].starts_with('#') {
        let with_path = format!("{}/{}", &text[..end], &text[end..]);
        end = found(&with_path)?.saturating_sub(1).max(end);
    }
    let kept = text[..end].trim_end_matches(['_', '~', '*', '.', ',', ';', ':', '!', '?', '#']);
    let rest = kept.split_once("://").filter(|_| has_scheme(kept));
    let host = rest.map_or(kept, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    (!host.is_empty() && !host.contains('@')).then_some(kept.len())
}

/// The end of the address at the beginning of a text.
fn found(text: &str) -> Option<usize> {
    let mut finder = LinkFinder::new();
    finder
        .kinds(&[LinkKind::Url])
        .url_must_have_scheme(has_scheme(text));
    let first = finder.links(text).next();
    first
        .filter(|found| found.start() == 0)
        .map(|found| found.end())
}

/// The text with all Markdown characters escaped.
fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() * 2);
    for char in text.chars() {
        if char.is_ascii_punctuation() {
            literal.push('\\');
        }
        literal.push(char);
    }
    literal
}
