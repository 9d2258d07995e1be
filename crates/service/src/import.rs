//! Content that did not come through the front doors: what another platform exported ([`consul`], [`polis`]), and the residents
//! of made-up cities ([`people`]).

pub mod consul;
mod people;
pub mod polis;

use cabildo_insight::dialect::Dialect;
use std::{fmt, path::PathBuf};

/// How a file seems to have been saved, to be told to whoever brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Which file.
    pub file: PathBuf,
    /// Its letters and its separator.
    pub dialect: Dialect,
}

impl fmt::Display for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: read as {}", self.file.display(), self.dialect)
    }
}
