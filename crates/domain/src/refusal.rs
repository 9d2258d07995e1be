//! Why something was not done: codes that cross the wire, with what a page needs to turn them into a sentence.
//!
//! A refusal never carries text for people; pages print their own words for a code, in the reader's language.

use crate::{
    invalid::{FieldErrors, Invalid},
    phase::{Activity, Closed},
    role::Role,
};
use serde::{Deserialize, Serialize};

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

impl FieldErrors {
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
