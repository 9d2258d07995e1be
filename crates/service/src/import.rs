//! Content that did not come through pages or the API: exports of other platforms ([`consul`], [`polis`]), and the
//! residents of made-up cities ([`people`]).

pub mod consul;
mod people;
pub mod polis;

use cabildo_insight::dialect::Dialect;
use std::{fmt, path::PathBuf};

/// How a file was saved, to be reported to the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub file: PathBuf,
    /// Its encoding and its separator.
    pub dialect: Dialect,
}

impl fmt::Display for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: read as {}", self.file.display(), self.dialect)
    }
}
