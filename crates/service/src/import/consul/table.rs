//! Reads a CSV file record by record, finds columns by name, and accepts every dialect of spreadsheets.

use super::Broken;
use crate::import::Saved;
use cabildo_insight::{
    dialect::{Decoded, Dialect},
    polis::Lines,
};
use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

type Text = Lines<Decoded<File>>;

/// A file, with the dialect in which it was saved.
pub(super) struct Source {
    path: PathBuf,
    dialect: Dialect,
}

/// A file that is being read.
pub(super) struct Table {
    path: PathBuf,
    reader: Reader<Text>,
    columns: Vec<usize>,
}

/// A record of a file.
pub(super) struct Record {
    /// The line on which it begins, from 1.
    pub line: u64,
    fields: StringRecord,
    columns: Vec<usize>,
}

impl Record {
    /// The field of the wanted column at `place`, trimmed.
    pub fn get(&self, place: usize) -> &str {
        self.columns
            .get(place)
            .and_then(|column| self.fields.get(*column))
            .unwrap_or_default()
            .trim()
    }
}

impl Source {
    /// Reads a file to find its encoding and its separator.
    pub fn of(path: &Path) -> Result<Self, Broken> {
        let broken = |line, reason| Broken {
            file: path.to_owned(),
            line,
            reason,
        };
        let file = File::open(path).map_err(|error| broken(None, error.to_string()))?;
        let found = Dialect::of(file);
        Ok(Self {
            path: path.to_owned(),
            dialect: found.map_err(|error| broken(error.line(), error.to_string()))?,
        })
    }

    /// The dialect, to be reported.
    pub fn saved(&self) -> Saved {
        Saved {
            file: self.path.clone(),
            dialect: self.dialect,
        }
    }

    /// Opens the file and finds the wanted columns in its first line; others are ignored.
    pub fn table(&self, wanted: &[&str]) -> Result<Table, Broken> {
        let path = &self.path;
        let broken = |line, reason| Broken {
            file: path.clone(),
            line,
            reason,
        };
        let file = File::open(path).map_err(|error| broken(None, error.to_string()))?;
        let mut reader = ReaderBuilder::new()
            .delimiter(self.dialect.separator().byte())
            .from_reader(Lines::new(self.dialect.decode(file)));
        let header = reader
            .headers()
            .cloned()
            .map_err(|error| told(path, &mut reader, &error))?;
        let name = |text: &str| text.trim_start_matches('\u{FEFF}').trim().to_owned();
        let find = |wanted: &&str| header.iter().position(|text| name(text) == **wanted);
        let missing: Vec<&str> = wanted
            .iter()
            .filter(|column| find(column).is_none())
            .copied()
            .collect();
        if !missing.is_empty() {
            let reason = format!(
                "the first line does not name the columns {}",
                missing.join(", ")
            );
            return Err(broken(Some(1), reason));
        }
        Ok(Table {
            path: path.clone(),
            columns: wanted.iter().filter_map(find).collect(),
            reader,
        })
    }
}

impl Table {
    /// The next record; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Record>, Broken> {
        let mut fields = StringRecord::new();
        let more = self.reader.read_record(&mut fields);
        if !more.map_err(|error| told(&self.path, &mut self.reader, &error))? {
            return Ok(None);
        }
        let start = fields.position().map_or(0, csv::Position::byte);
        let line = self.reader.get_mut().line_from(start);
        Ok(Some(Record {
            line,
            fields,
            columns: self.columns.clone(),
        }))
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn told(path: &Path, reader: &mut Reader<Text>, error: &csv::Error) -> Broken {
    let reason = match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("a row of {len} fields, where the first line has {expected_len}")
        }
        ErrorKind::Utf8 { .. } => "not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    let line = error
        .position()
        .map(|start| reader.get_mut().line_from(start.byte()));
    Broken {
        file: path.to_owned(),
        line,
        reason,
    }
}
