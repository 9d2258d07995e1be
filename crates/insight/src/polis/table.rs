//! A CSV table whose cells are read by column name, with errors that name the file and the line.

use super::lines::Lines;
use crate::dialect::Separator;
use std::{
    io::{self, Cursor, Read},
    str::FromStr,
};

/// Why a file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct PolisError {
    /// The name that the caller gave the file.
    pub file: String,
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// The fault.
    pub problem: Problem,
}

/// A fault in a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A column that is needed is not in the header.
    #[error("the column {0:?} is missing")]
    MissingColumn(String),
    /// A column is in the header twice.
    #[error("the column {0:?} is there twice")]
    DuplicateColumn(String),
    /// The row is shorter or longer than the header.
    #[error("the row has {found} cells, the header has {expected}")]
    Width {
        /// Cells in the row.
        found: u64,
        /// Cells in the header.
        expected: u64,
    },
    /// Bytes that are not UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// Bytes that are not text; see [`NotText`](crate::dialect::NotText).
    #[error("{0}")]
    NotText(String),
    /// A quoted cell does not end: the file was cut off.
    #[error("a quoted cell is never closed; the file seems to be cut off")]
    OpenQuote,
    /// A cell does not hold what its column is for.
    #[error("{value:?} is no valid {column}")]
    Cell {
        /// The column.
        column: String,
        /// The content of the cell, at most its first 40 characters.
        value: String,
    },
    /// A time before 1970, or in the future.
    #[error("{0} is not a time in the past")]
    Time(i64),
    /// A key that must be unique is there twice.
    #[error("{0} is there twice")]
    Duplicate(String),
    /// A vote names a comment that is not in the comments.
    #[error("there is no comment {0}")]
    UnknownComment(u64),
    /// A number in the row does not fit the rest of the row.
    #[error("{column} is {stated}, but the row holds {counted}")]
    Contradiction {
        /// The column with the number.
        column: String,
        /// The number there.
        stated: u64,
        /// The number counted.
        counted: u64,
    },
    /// The reader failed.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// Bytes read at a time.
const BUFFER: usize = 1 << 17;

/// Passes bytes on and remembers whether a quote is open: in CSV, no quote is open after an even number of quotes.
struct QuoteWatch<R> {
    inner: R,
    open: bool,
}

impl<R: Read> Read for QuoteWatch<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let quotes = buffer[..count].iter().filter(|&&byte| byte == b'"').count();
        self.open ^= quotes % 2 == 1;
        Ok(count)
    }
}

/// The bytes that were read to find the separator, then the rest.
type Whole<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// A table that is read row by row.
pub(super) struct Table<R> {
    file: String,
    reader: csv::Reader<Lines<QuoteWatch<Whole<R>>>>,
    header: Vec<String>,
    record: csv::StringRecord,
    /// The line on which the current row begins.
    line: u64,
}

impl<R: Read> Table<R> {
    /// A table with a header row.
    pub fn with_header(file: &str, input: R) -> Result<Self, PolisError> {
        let mut table = Self::open(file, input, Separator::of_header, true)?;
        let header = table
            .reader
            .headers()
            .cloned()
            .map_err(|error| table.refusal(&error))?;
        table.header = header.iter().map(str::to_owned).collect();
        let mut names: Vec<&String> = table.header.iter().collect();
        names.sort_unstable();
        if let Some(pair) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(table.error_at(1, Problem::DuplicateColumn(pair[0].clone())));
        }
        Ok(table)
    }

    /// A table of keys and values without a header.
    pub fn of_pairs(file: &str, input: R) -> Result<Self, PolisError> {
        let mut table = Self::open(file, input, Separator::of_pairs, false)?;
        table.header = vec!["key".to_owned(), "value".to_owned()];
        Ok(table)
    }

    fn open(
        file: &str,
        mut input: R,
        separator: fn(&[u8]) -> Separator,
        has_headers: bool,
    ) -> Result<Self, PolisError> {
        let mut start = Vec::new();
        let first = input.by_ref().take(BUFFER as u64).read_to_end(&mut start);
        first.map_err(|error| PolisError {
            file: file.to_owned(),
            line: 1,
            problem: Problem::Unreadable(error.to_string()),
        })?;
        let separator = separator(&start);
        let watch = Lines::new(QuoteWatch {
            inner: Cursor::new(start).chain(input),
            open: false,
        });
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader
            .delimiter(separator.byte())
            .has_headers(has_headers)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(watch);
        Ok(Self {
            file: file.to_owned(),
            reader,
            header: Vec::new(),
            record: csv::StringRecord::new(),
            line: 1,
        })
    }

    /// The names in the header.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The index of a column that newer exports have; `None` in older ones.
    pub fn optional_column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The index of a column.
    pub fn column(&self, name: &str) -> Result<usize, PolisError> {
        let found = self.optional_column(name);
        found.ok_or_else(|| self.error_at(1, Problem::MissingColumn(name.to_owned())))
    }

    /// Goes to the next row; `false` after the last.
    pub fn next_row(&mut self) -> Result<bool, PolisError> {
        let more = self.reader.read_record(&mut self.record);
        let more = more.map_err(|error| self.refusal(&error))?;
        if !more {
            let line = self.reader.position().line();
            return if self.reader.get_ref().inner().open {
                Err(self.error_at(line, Problem::OpenQuote))
            } else {
                Ok(false)
            };
        }
        let start = self.record.position().map_or(0, csv::Position::byte);
        self.line = self.reader.get_mut().line_from(start);
        if self.record.len() != self.header.len() {
            let width = Problem::Width {
                found: self.record.len() as u64,
                expected: self.header.len() as u64,
            };
            // A file that is cut off within quotes ends in a row that is too short: report the cause, not the symptom.
            let more = self
                .reader
                .read_record(&mut csv::StringRecord::new())
                .unwrap_or(true);
            let cut_off = !more && self.reader.get_ref().inner().open;
            return Err(self.error(if cut_off { Problem::OpenQuote } else { width }));
        }
        Ok(true)
    }

    /// The text in a cell of the current row.
    pub fn text(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    /// The value in a cell of the current row.
    pub fn value<T: FromStr>(&self, column: usize) -> Result<T, PolisError> {
        self.text(column).parse().map_err(|_| self.bad_cell(column))
    }

    /// The error for a cell of the current row.
    pub fn bad_cell(&self, column: usize) -> PolisError {
        let value = self.text(column).chars().take(40).collect();
        self.error(Problem::Cell {
            column: self.header[column].clone(),
            value,
        })
    }

    /// The line on which the current row begins.
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// A problem with the current row.
    pub fn error(&self, problem: Problem) -> PolisError {
        self.error_at(self.line(), problem)
    }

    fn error_at(&self, line: u64, problem: Problem) -> PolisError {
        PolisError {
            file: self.file.clone(),
            line,
            problem,
        }
    }

    fn refusal(&mut self, error: &csv::Error) -> PolisError {
        let line = match error.position() {
            Some(start) => self.reader.get_mut().line_from(start.byte()),
            None => self.reader.position().line(),
        };
        let problem = match error.kind() {
            csv::ErrorKind::Utf8 { .. } => Problem::NotUtf8,
            _ => Problem::Unreadable(error.to_string()),
        };
        self.error_at(line, problem)
    }
}
