//! Why something was not done: codes that cross the wire, with what a page needs to turn them into a sentence.
//!
//! A refusal never carries text for people; pages print their own words for a code, in the reader's language.

use crate::{
    permission::Role,
    phase::{Activity, Closed},
};
use serde::{Deserialize, Serialize};

/// What is wrong with one field.
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
        /// What was sent.
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
        /// What was sent.
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
        /// The word, as the list has it.
        word: String,
    },
    /// An e-mail address where a name is asked: names are public.
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
    #[error("{value} stands twice")]
    Duplicate {
        /// The value.
        value: String,
    },
    /// A line of a list is refused.
    #[error("line {line}: {}", .why.as_ref().map_or_else(|| "not understood".to_owned(), ToString::to_string))]
    Line {
        /// Its number, from 1.
        line: u32,
        /// What is wrong with it, as with a field of its own.
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
    /// Not an idea that can stand for this one: there is none, it is this one, or it does not stand itself.
    #[error("cannot stand for this one")]
    CannotStandFor,
    /// The city has promised an answer that must be given first.
    #[error("an answer is still owed")]
    AnswerOwed,
    /// A time of day that the clocks skip on that day.
    #[error("{time} does not exist on that day; {before} and {after} do")]
    SkippedTime {
        /// What was typed.
        time: String,
        /// The last minute before the clocks are put forward.
        before: String,
        /// The first minute after.
        after: String,
    },
    /// A time of day that comes twice on that day, and it was not said which.
    #[error("{time} comes twice on that day")]
    TwiceThatDay {
        /// What was typed.
        time: String,
    },
    /// A step that maps opinions has no statement that could be answered.
    #[error("no statement")]
    NoStatements,
    /// Without words: emoji, punctuation or digits alone.
    #[error("no words")]
    NoWords,
    /// Names that ideas bear are missing in a list, and it is not said what becomes of them.
    #[error("not said what becomes of {count}")]
    Undecided {
        /// How many.
        count: u32,
    },
}

/// The fields of a form that were refused, in the form's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub Vec<(String, Invalid)>);

impl Invalid {
    /// A line of a list that is refused as a field of its own would be.
    pub fn in_line(self, line: u32) -> Self {
        Self::Line {
            line,
            why: Some(Box::new(self)),
        }
    }
}

impl FieldErrors {
    /// The most errors that are told at once.
    pub const MOST: usize = 200;

    /// Keeps the parsed value, or notes the field's error.
    pub fn check<T>(&mut self, field: &str, parsed: Result<T, Invalid>) -> Option<T> {
        parsed.map_err(|invalid| self.add(field, invalid)).ok()
    }

    /// Notes an error. Beyond the first [`Self::MOST`] none is noted: a list of a hundred thousand wrong lines must not
    /// become as many sentences.
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

    /// `Ok` when nothing was refused.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] otherwise.
    pub fn into_result(self) -> Result<(), Refusal> {
        if self.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Invalid { fields: self })
        }
    }

    /// One refused field as a refusal.
    pub fn one(field: &str, invalid: Invalid) -> Refusal {
        let mut errors = Self::default();
        errors.add(field, invalid);
        Refusal::Invalid { fields: errors }
    }
}

/// What a person lacks for something they may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "need", content = "role", rename_all = "snake_case")]
pub enum Need {
    /// At least this role.
    Role(Role),
    /// To be the one who wrote it.
    Author,
    /// To be someone other than the one who wrote it.
    NotAuthor,
    /// That it is still open for change (too late to edit, withdrawn, merged, archived).
    Changeable,
    /// That a moderator has not hidden it, to add something to it.
    Visible,
    /// That a moderator has not hidden the idea it belongs to, to read it.
    Readable,
    /// That the request came from a page of ours.
    OwnForm,
    /// That there remains another administrator.
    AnotherAdmin,
    /// To say first whether what was answered in this browser without an account is theirs.
    GuestSettled,
}

/// Why a use-case did not act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such thing, or this viewer may not know of it.
    #[error("not found")]
    NotFound,
    /// The viewer must sign in first.
    #[error("sign-in required")]
    SignInRequired,
    /// The e-mail address and password fit no account.
    #[error("wrong credentials")]
    WrongCredentials,
    /// The viewer may not.
    #[error("forbidden: {need:?}")]
    Forbidden {
        /// What they lack.
        #[serde(flatten)]
        need: Need,
    },
    /// No phase allows this now.
    #[error("{activity} is closed")]
    Closed {
        /// What was attempted.
        activity: Activity,
        /// When it was or will be allowed.
        closed: Closed,
    },
    /// The viewer has done this as often as one person may.
    #[error("at most {most}")]
    Enough {
        /// How often that is.
        most: i64,
    },
    /// Fields were refused.
    #[error("invalid fields")]
    Invalid {
        /// Which, and why.
        fields: FieldErrors,
    },
    /// Someone changed it since the form was loaded.
    #[error("changed since")]
    Outdated {
        /// The revision that is current now.
        current: i64,
    },
    /// The request itself cannot be read.
    #[error("malformed request")]
    Malformed,
    /// Too many attempts.
    #[error("too fast, retry in {seconds} s")]
    TooFast {
        /// How long to wait.
        seconds: u32,
    },
    /// The machine is busy.
    #[error("busy, retry in {seconds} s")]
    Busy {
        /// How long to wait.
        seconds: u32,
    },
    /// Our fault; the details are in the log under this reference.
    #[error("internal error {reference}")]
    Internal {
        /// A short reference that a person can quote.
        reference: String,
    },
}

impl Refusal {
    /// The stable code that the API and the pages' dictionaries use.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignInRequired => "sign_in_required",
            Self::WrongCredentials => "wrong_credentials",
            Self::Forbidden { .. } => "forbidden",
            Self::Closed { .. } => "closed",
            Self::Enough { .. } => "enough",
            Self::Invalid { .. } => "invalid",
            Self::Outdated { .. } => "outdated",
            Self::Malformed => "malformed",
            Self::TooFast { .. } => "too_fast",
            Self::Busy { .. } => "busy",
            Self::Internal { .. } => "internal",
        }
    }

    /// The HTTP status that says the same (RFC 9110).
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound => 404,
            Self::SignInRequired | Self::WrongCredentials => 401,
            Self::Forbidden { .. } => 403,
            Self::Closed { .. } | Self::Enough { .. } | Self::Outdated { .. } => 409,
            Self::Invalid { .. } => 422,
            Self::Malformed => 400,
            Self::TooFast { .. } => 429,
            Self::Busy { .. } => 503,
            Self::Internal { .. } => 500,
        }
    }

    /// A [`Refusal::Forbidden`] for want of `need`.
    pub const fn forbidden(need: Need) -> Self {
        Self::Forbidden { need }
    }
}
