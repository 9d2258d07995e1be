//! The errors of the fields of a form.

use serde::{Deserialize, Serialize};

/// The error of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Invalid {
    /// Empty where it may not be.
    #[error("required")]
    Required,
    /// Fewer characters than allowed.
    #[error("at least {min} characters")]
    TooShort {
        /// The fewest allowed.
        min: u32,
    },
    /// More characters than allowed.
    #[error("at most {max} characters, not {actual}")]
    TooLong {
        /// The most allowed.
        max: u32,
        /// The number that was sent.
        actual: u32,
    },
    /// A number or count outside its range.
    #[error("between {min} and {max}")]
    OutOfRange {
        /// The least allowed.
        min: i64,
        /// The most allowed.
        max: i64,
    },
    /// More lines than a list may have.
    #[error("at most {max} lines, not {actual}")]
    TooManyLines {
        /// The most allowed.
        max: u32,
        /// The number that was sent.
        actual: u32,
    },
    /// Not of the expected form (an address, a date, a number, a slug).
    #[error("malformed")]
    Malformed,
    /// Not one of the choices.
    #[error("not one of the choices")]
    UnknownChoice,
    /// Already used by something else.
    #[error("taken")]
    Taken,
    /// A title or an office that is kept for staff.
    #[error("{word} is kept for staff")]
    Reserved {
        /// The word, as it stands in the list.
        word: String,
    },
    /// An e-mail address was typed as a name; names are public.
    #[error("an e-mail address")]
    AddressInName,
    /// A statement that says the same is asked already.
    #[error("asked already")]
    AskedAlready,
    /// Two passwords or names that must be equal differ.
    #[error("does not match")]
    Mismatch,
    /// The password is wrong.
    #[error("wrong password")]
    WrongPassword,
    /// A password that many people use, or of a pattern that programs try first.
    #[error("too easy to guess")]
    Guessable,
    /// A password made of the person's own name or address.
    #[error("made of one's own name or address")]
    OwnData,
    /// A phase ends before it starts.
    #[error("ends before it starts")]
    EndsBeforeStart {
        /// The phase's name.
        phase: String,
    },
    /// Two phases share a time.
    #[error("{first} and {second} overlap")]
    PhasesOverlap {
        /// The earlier phase's name.
        first: String,
        /// The later phase's name.
        second: String,
    },
    /// The same value twice in a list.
    #[error("{value} is listed twice")]
    Duplicate {
        /// The value.
        value: String,
    },
    /// A line of a list is refused.
    #[error("line {line}: {}", .why.as_ref().map_or_else(|| "not understood".to_owned(), ToString::to_string))]
    Line {
        /// Its number, from 1.
        line: u32,
        /// The error of the line, as for a field of its own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<Box<Self>>,
    },
    /// Nested deeper, or less orderly, than allowed.
    #[error("line {line} is nested too deeply")]
    TooDeep {
        /// Its number, from 1.
        line: u32,
    },
    /// At least one is needed.
    #[error("at least one")]
    NoneGiven,
    /// This proposal cannot stand for the other one: it does not exist, it is the same one, or it does not stand
    /// itself.
    #[error("cannot stand for this one")]
    CannotStandFor,
    /// The city has promised an answer that must be given first.
    #[error("an answer is still owed")]
    AnswerOwed,
    /// A time of day that the clocks skip on that day.
    #[error("{time} does not exist on that day; {before} and {after} do")]
    SkippedTime {
        /// The time that was typed.
        time: String,
        /// The last minute before the clocks are put forward.
        before: String,
        /// The first minute after.
        after: String,
    },
    /// A time of day that comes twice on that day, without a choice between the two.
    #[error("{time} comes twice on that day")]
    TwiceThatDay {
        /// The time that was typed.
        time: String,
    },
    /// A step that maps opinions has no statement that could be answered.
    #[error("no statement")]
    NoStatements,
    /// Without words: emoji, punctuation or digits alone.
    #[error("no words")]
    NoWords,
    /// Names of areas or themes that proposals have are missing in a list, and the lab has not said what becomes of
    /// them.
    #[error("choose what becomes of {count}")]
    Undecided {
        /// The number of such names.
        count: u32,
    },
}

/// The fields of a form that were refused, in the form's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<(String, Invalid)>);

impl Invalid {
    /// The error of a list's line that is refused as a field of its own would be.
    pub fn in_line(self, line: u32) -> Self {
        Self::Line {
            line,
            why: Some(Box::new(self)),
        }
    }
}

impl FieldErrors {
    /// The most errors that are reported at once.
    pub const MOST: usize = 200;

    /// Returns the parsed value, or notes the field's error.
    pub fn check<T>(&mut self, field: &str, parsed: Result<T, Invalid>) -> Option<T> {
        parsed.map_err(|invalid| self.add(field, invalid)).ok()
    }

    /// Notes an error. Errors beyond the first [`Self::MOST`] are dropped: a list of a hundred thousand wrong lines
    /// must not become as many sentences.
    pub fn add(&mut self, field: &str, invalid: Invalid) {
        if self.0.len() < Self::MOST {
            self.0.push((field.to_owned(), invalid));
        }
    }

    /// The first error of a field.
    pub fn of(&self, field: &str) -> Option<&Invalid> {
        self.0
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, invalid)| invalid)
    }

    /// All errors of a field.
    pub fn all_of(&self, field: &str) -> impl Iterator<Item = &Invalid> {
        self.0
            .iter()
            .filter(move |(name, _)| name == field)
            .map(|(_, invalid)| invalid)
    }

    /// Whether nothing was refused.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
