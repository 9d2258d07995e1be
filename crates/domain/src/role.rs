//! The role of an account: one word for a set of capabilities.

use crate::words;
use serde::{Deserialize, Serialize};

/// The role of an account. Each role includes the ones before it, except that [`Role::Lab`] and [`Role::Moderator`] are
/// both above residents and a lab may also moderate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

words!(Role { Resident = "resident", Moderator = "moderator", Lab = "lab", Admin = "admin" });
