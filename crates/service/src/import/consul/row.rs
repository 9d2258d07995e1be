//! Reads the rows of the two files into types.
//!
//! A date without a time is read as noon in the given time zone, the middle of the day. Texts are plain, so characters
//! that Markdown would read as marks are escaped; lengths are measured before escaping.

use super::{Reason, table::Record};
use crate::config::TimeZone;
use cabildo_domain::{
    Timestamp,
    clean::{clean, clean_line},
    limits,
    time::Span,
};

pub(super) const PROPOSAL: [&str; 7] = [
    "id",
    "title",
    "userId",
    "date",
    "summary",
    "text",
    "numSupports",
];
pub(super) const COMMENT: [&str; 9] = [
    "id",
    "parentId",
    "proposalId",
    "userId",
    "date",
    "time",
    "text",
    "numPositiveVotes",
    "numNegativeVotes",
];

/// A proposal of the export.
pub(super) struct ProposalRow {
    pub id: i64,
    pub title: String,
    /// Markdown: the summary, then the text if there is one.
    pub body: String,
    pub user: String,
    pub at: Timestamp,
    pub supports: i64,
}

/// A comment of the export.
pub(super) struct CommentRow {
    pub id: i64,
    pub parent: Option<i64>,
    pub proposal: i64,
    pub user: String,
    pub at: Timestamp,
    /// Markdown; may be empty.
    pub body: String,
    pub ups: i64,
    pub downs: i64,
}

/// The clocks by which rows are read.
#[derive(Clone, Copy)]
pub(super) struct Clocks<'a> {
    /// The time zone of the times in the files.
    pub zone: &'a TimeZone,
    /// The time when the import began.
    pub now: Timestamp,
}

impl Clocks<'_> {
    /// Reads a date and a time. A time up to a day after now may come from another zone or be today's noon, so it is
    /// accepted.
    fn read(
        self,
        date: &str,
        time: &str,
        told: impl FnOnce() -> String,
    ) -> Result<Timestamp, Reason> {
        match self.zone.instant(&format!("{date}T{time}")) {
            Ok(at) if at > self.now + Span::days(1) => Err(Reason::ToCome {
                column: "date",
                value: told(),
            }),
            Ok(at) => Ok(at),
            Err(_) => Err(Reason::NotATime {
                column: "date",
                value: told(),
            }),
        }
    }
}

fn check(column: &'static str, actual: usize, max: usize) -> Result<(), Reason> {
    if actual > max {
        Err(Reason::TooLong {
            column,
            max,
            actual,
        })
    } else {
        Ok(())
    }
}

fn length(text: &str) -> usize {
    clean(text).chars().count()
}

impl ProposalRow {
    pub fn read(record: &Record, clocks: Clocks<'_>) -> Result<Self, Reason> {
        let title = clean_line(record.get(1));
        if title.is_empty() {
            return Err(Reason::Empty { column: "title" });
        }
        check("title", title.chars().count(), limits::IMPORTED_TITLE)?;
        check(
            "text",
            length(record.get(4)) + length(record.get(5)),
            limits::IMPORTED_BODY,
        )?;
        let (summary, text) = (plain(record.get(4)), plain(record.get(5)));
        let body = match (summary.is_empty(), text.is_empty()) {
            (true, true) => return Err(Reason::Empty { column: "text" }),
            (false, true) => summary,
            (true, false) => text,
            (false, false) if text.starts_with(&summary) => text,
            (false, false) => format!("{summary}\n\n{text}"),
        };
        Ok(Self {
            id: id(record, 0, "id")?,
            title,
            body,
            user: user(record, 2)?,
            at: clocks.read(record.get(3), "12:00:00", || record.get(3).to_owned())?,
            supports: count(record, 6, "numSupports")?,
        })
    }
}

impl CommentRow {
    pub fn read(record: &Record, clocks: Clocks<'_>) -> Result<Self, Reason> {
        let time = record.get(5);
        let clock = time.rsplit(' ').next().unwrap_or_default();
        let parent = match record.get(1) {
            "-1" | "" => None,
            _ => Some(id(record, 1, "parentId")?),
        };
        check("text", length(record.get(6)), limits::IMPORTED_COMMENT)?;
        Ok(Self {
            id: id(record, 0, "id")?,
            parent,
            proposal: id(record, 2, "proposalId")?,
            user: user(record, 3)?,
            at: clocks.read(record.get(4), clock, || format!("{} {time}", record.get(4)))?,
            body: plain(record.get(6)),
            ups: count(record, 7, "numPositiveVotes")?,
            downs: count(record, 8, "numNegativeVotes")?,
        })
    }
}

/// A whole number above 0.
fn id(record: &Record, place: usize, column: &'static str) -> Result<i64, Reason> {
    let value = record.get(place);
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| Reason::NotANumber {
        column,
        value: value.to_owned(),
    })
}

/// A whole number that is not negative. Ten digits are enough for any city, and sums of them cannot overflow.
fn count(record: &Record, place: usize, column: &'static str) -> Result<i64, Reason> {
    let value = record.get(place);
    let number = value
        .parse()
        .ok()
        .filter(|number| (0..10_000_000_000).contains(number));
    number.ok_or_else(|| Reason::NotANumber {
        column,
        value: value.to_owned(),
    })
}

/// The author, by the name in the export.
fn user(record: &Record, place: usize) -> Result<String, Reason> {
    let name: String = clean_line(record.get(place)).chars().take(60).collect();
    if name.is_empty() {
        Err(Reason::Empty { column: "userId" })
    } else {
        Ok(name)
    }
}

/// Plain text as Markdown that shows it unchanged.
fn plain(text: &str) -> String {
    let text = clean(text);
    let lines = text.lines().map(|line| plain_line(line.trim()));
    lines.collect::<Vec<_>>().join("\n")
}

fn plain_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len() + 8);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    for (place, c) in line.chars().enumerate() {
        let anywhere = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&'
        );
        let begins = place == 0 && matches!(c, '#' | '-' | '+' | '=' | '|');
        let numbers = place == digits && digits > 0 && matches!(c, '.' | ')');
        if anywhere || begins || numbers {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;

    #[test]
    fn plain_text_is_shown_as_it_was_written() {
        for text in [
            "- begins with a hyphen",
            "1. not a list",
            "2) nor this",
            "# no heading",
            "a *b* _c_ `d` ~~e~~ [f](https://example.org) <b>g</b> &amp; \\ h",
            "https: //broken. Org / 100 % = 5 € · «¿Qué?» 5 > 3",
            "--- +++ ===",
        ] {
            let html = markdown::render(&plain(text));
            // An address becomes a link, with the same text as before.
            let link = "<a href=\"https://example.org\" rel=\"nofollow ugc noopener noreferrer\">";
            let shown = html
                .replace(link, "")
                .replace("</a>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
            assert_eq!(shown.trim(), format!("<p>{text}</p>"), "{html}");
        }
    }
}
