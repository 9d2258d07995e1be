//! The role of an account: one word for a set of capabilities.

use crate::words;
use serde::{Deserialize, Serialize};

/// The role of an account. Its capabilities are in [`crate::permission`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes part.
    Resident,
    /// Takes part, and hides, restores, answers.
    Moderator,
    /// Does all that, and runs consultations.
    Lab,
    /// Does all that, and changes roles.
    Admin,
}

impl Role {
    /// Whether an account with this role works for the city: its name may carry a title, and its sessions are short.
    pub const fn is_staff(self) -> bool {
        match self {
            Self::Resident => false,
            Self::Moderator | Self::Lab | Self::Admin => true,
        }
    }
}

words!(Role { Resident = "resident", Moderator = "moderator", Lab = "lab", Admin = "admin" });
