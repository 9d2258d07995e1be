//! Shows why something was found: the best part of a text, with `<mark>` around the matches and everything else
//! escaped.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis::{dense_characters, folded_word};
use crate::language;
use crate::parse::{Term, Wanted};
use crate::plan::sequence;
use crate::text::{fold, spans};
use unicode_segmentation::GraphemeCursor;

/// The length of a snippet in characters.
const SNIPPET: usize = 220;
/// The number of characters before the first match of a snippet.
const LEAD: usize = 40;
/// The number of bytes of a text that are searched for matches.
const LONGEST_TEXT: usize = 20_000;
/// The number of matches among which the best part is chosen.
const MOST_MARKS: usize = 500;
/// Languages whose stemmers may change the beginning of a word.
const CHANGING_INITIALS: [&str; 3] = ["ar", "nl", "ta"];

/// The words to mark.
pub(crate) struct Needles {
    words: Vec<String>,
    folded: HashSet<String>,
    prefix: Option<String>,
    initials: HashSet<char>,
    /// Stems of the words, by the index of the language.
    stems: HashMap<usize, HashSet<String>>,
}

impl Needles {
    /// The words to mark for the terms of a question, and for words that begin with `prefix`.
    pub fn new(terms: &[Term], prefix: Option<String>) -> Self {
        let wanted = || {
            terms
                .iter()
                .filter(|term| !term.excluded)
                .map(|term| &term.wanted)
        };
        let words: Vec<String> = wanted()
            .filter_map(|wanted| match wanted {
                Wanted::Word(word) => Some(word.clone()),
                Wanted::Run(_) | Wanted::Phrase(_) => None,
            })
            .collect();
        let folded: HashSet<String> = wanted()
            .flat_map(|wanted| sequence(wanted.text()))
            .map(|(_, token)| token)
            .collect();
        let initials = folded
            .iter()
            .chain(&prefix)
            .filter_map(|text| text.chars().next())
            .collect();
        Self {
            words,
            folded,
            prefix,
            initials,
            stems: HashMap::new(),
        }
    }

    /// A short text in full, marked.
    pub fn whole(&mut self, text: &str, code: &str) -> String {
        let marks = self.marks(text, code);
        marked(text, 0..text.len(), &marks)
    }

    /// Whether something in a text would be marked.
    pub fn match_in(&mut self, text: &str, code: &str) -> bool {
        !self.marks(text, code).is_empty()
    }

    /// The part of a text with the most matches, marked; the beginning when nothing matches.
    pub fn snippet(&mut self, text: &str, code: &str) -> String {
        let marks = self.marks(text, code);
        let part = densest(text, &marks);
        let before = if part.start > 0 { "…" } else { "" };
        let after = if part.end < text.trim_end().len() {
            "…"
        } else {
            ""
        };
        format!("{before}{}{after}", marked(text, part, &marks))
    }

    /// A word of a text that folds to the given one, in lower case.
    pub fn spelling(text: &str, folded: &str) -> Option<String> {
        let words = spans(text)
            .into_iter()
            .map(|span| &text[span.from..span.to]);
        words
            .filter(|word| folded_word(word) == folded)
            .map(str::to_lowercase)
            .next()
    }

    /// The byte ranges to mark, in order; adjoining ones are joined.
    fn marks(&mut self, text: &str, code: &str) -> Vec<Range<usize>> {
        let place = language::place(code);
        let any_initial =
            place.is_some_and(|place| CHANGING_INITIALS.contains(&language::all()[place].code));
        let text = &text[..floor(text, LONGEST_TEXT)];
        let mut marks: Vec<Range<usize>> = Vec::new();
        for span in spans(text) {
            let written = &text[span.from..span.to];
            if span.dense {
                self.mark_run(written, span.from, &mut marks);
            } else if (any_initial || self.may_begin(written)) && self.is_match(written, place) {
                join(&mut marks, span.from..span.to);
            }
        }
        marks
    }

    /// Quickly rules out most words, so that few are stemmed.
    fn may_begin(&self, word: &str) -> bool {
        let Some(first) = word.chars().next() else {
            return false;
        };
        if first.is_ascii() {
            return self.initials.contains(&first.to_ascii_lowercase());
        }
        fold(first.encode_utf8(&mut [0; 4]))
            .chars()
            .next()
            .is_some_and(|first| self.initials.contains(&first))
    }

    fn is_match(&mut self, word: &str, place: Option<usize>) -> bool {
        let folded = folded_word(word);
        if self.folded.contains(&folded)
            || self
                .prefix
                .as_ref()
                .is_some_and(|prefix| folded.starts_with(prefix.as_str()))
        {
            return true;
        }
        let Some(place) = place else { return false };
        let language = &language::all()[place];
        let words = &self.words;
        let stems = self
            .stems
            .entry(place)
            .or_insert_with(|| words.iter().flat_map(|word| language.stems(word)).collect());
        !language.is_stop_word(word) && language.stems(word).any_in(stems)
    }

    fn mark_run(&self, run: &str, offset: usize, marks: &mut Vec<Range<usize>>) {
        let characters = dense_characters(run);
        for (index, (from, to, character)) in characters.iter().enumerate() {
            if self.folded.contains(character) {
                join(marks, offset + from..offset + to);
            }
            if let Some((_, end, next)) = characters.get(index + 1)
                && self.folded.contains(&format!("{character}{next}"))
            {
                join(marks, offset + from..offset + end);
            }
        }
    }
}

/// A short text in full, escaped, without marks.
pub(crate) fn unmarked(text: &str) -> String {
    marked(text, 0..text.len(), &[])
}

fn join(marks: &mut Vec<Range<usize>>, mark: Range<usize>) {
    match marks.last_mut() {
        Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
        _ => marks.push(mark),
    }
}

/// The stretch of about [`SNIPPET`] characters with the most marks, cut between words, else between grapheme clusters,
/// so that no family emoji or Thai letter is cut in two.
fn densest(text: &str, marks: &[Range<usize>]) -> Range<usize> {
    let marks_from = |first: usize| {
        let end = forward(text, marks[first].start, SNIPPET - LEAD);
        marks[first..]
            .iter()
            .take_while(|mark| mark.end <= end)
            .count()
    };
    let best = (0..marks.len().min(MOST_MARKS))
        .max_by_key(|first| (marks_from(*first), std::cmp::Reverse(*first)));
    let mut start = best.map_or(0, |first| backward(text, marks[first].start, LEAD));
    if start > 0 {
        let word = text[start..]
            .find(char::is_whitespace)
            .map_or(start, |at| start + at);
        let limit = best.map_or(word, |first| marks[first].start);
        start = if word < limit {
            word
        } else {
            between(text, start).min(limit)
        };
        start += text[start..].len() - text[start..].trim_start().len();
    }
    let mut end = forward(text, start, SNIPPET);
    if end < text.len() {
        let earliest = best
            .map_or(start, |first| marks[first].end.max(start))
            .min(end);
        end = text[earliest..end]
            .rfind(char::is_whitespace)
            .map_or_else(|| between(text, end), |at| earliest + at);
        // A cluster longer than the whole stretch is cut, so that the limit holds.
        if end <= start {
            end = forward(text, start, SNIPPET);
        }
    }
    start..end
}

/// The last boundary of grapheme clusters at or before a boundary of characters.
fn between(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    if cursor.is_boundary(text, 0).unwrap_or(true) {
        return at;
    }
    cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(at)
}

/// The text of a range, escaped, with marks around the matches, and with white space and control characters as single
/// spaces.
fn marked(text: &str, part: Range<usize>, marks: &[Range<usize>]) -> String {
    let mut html = String::with_capacity(part.len() + 64);
    let mut at = part.start;
    for mark in marks
        .iter()
        .filter(|mark| mark.start >= part.start && mark.start < part.end)
    {
        let end = mark.end.min(part.end);
        escape(&mut html, &text[at..mark.start]);
        html.push_str("<mark>");
        escape(&mut html, &text[mark.start..end]);
        html.push_str("</mark>");
        at = end;
    }
    escape(&mut html, &text[at..part.end]);
    html
}

fn escape(html: &mut String, text: &str) {
    for char in text.chars() {
        match char {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            _ if char.is_whitespace() || char.is_control() => {
                if !html.ends_with(' ') {
                    html.push(' ');
                }
            }
            _ => html.push(char),
        }
    }
}

fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

fn forward(text: &str, from: usize, characters: usize) -> usize {
    text[from..]
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| from + at)
}

fn backward(text: &str, from: usize, characters: usize) -> usize {
    text[..from]
        .char_indices()
        .rev()
        .take(characters)
        .last()
        .map_or(from, |(at, _)| at)
}

#[cfg(test)]
mod tests;
