//! Why a use-case did not act: codes that cross the wire, with the values that a page needs to make a sentence of them.
//!
//! A refusal carries no text for people; pages print their own words for a code, in the reader's language.

use crate::{
    invalid::{FieldErrors, Invalid},
    phase::{Activity, Closed},
    role::Role,
};
use serde::{Deserialize, Serialize};

/// The thing a person lacks when an action is forbidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "need", content = "role", rename_all = "snake_case")]
pub enum Need {
    /// At least this role.
    Role(Role),
    /// The viewer must be the author.
    Author,
    /// The viewer must not be the author.
    NotAuthor,
    /// The subject must be open for change (it is too late to edit, or it is withdrawn, merged or archived).
    Changeable,
    /// Before anything is added to it, the subject must not be hidden by a moderator.
    Visible,
    /// To be read, the proposal that it belongs to must not be hidden by a moderator.
    Readable,
    /// The request must come from a page of ours.
    OwnForm,
    /// Another administrator must remain.
    AnotherAdmin,
    /// The viewer must first say whether the answers given in this browser without an account are theirs.
    GuestSettled,
}

/// Why a use-case did not act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// There is no such thing, or this viewer may not know that it exists.
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
        /// The thing the viewer lacks.
        #[serde(flatten)]
        need: Need,
    },
    /// No phase allows this now.
    #[error("{activity} is closed")]
    Closed {
        /// The activity that was attempted.
        activity: Activity,
        /// When it was or will be allowed.
        closed: Closed,
    },
    /// The viewer has done this as often as one person may.
    #[error("at most {most}")]
    Enough {
        /// The highest number allowed.
        most: i64,
    },
    /// Fields were refused.
    #[error("invalid fields")]
    Invalid {
        /// The fields, with their errors.
        fields: FieldErrors,
    },
    /// Someone changed the subject since the form was loaded.
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
    /// An internal error; the details are in the log under this reference.
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

    /// A [`Refusal::Forbidden`] because `need` is missing.
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
