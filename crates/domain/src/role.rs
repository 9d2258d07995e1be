//! What an account may do, as one word.

use crate::words;
use serde::{Deserialize, Serialize};

/// What an account may do. Each role includes the ones before it, except that [`Role::Lab`] and
/// [`Role::Moderator`] are both above residents and a lab may also moderate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes part.
    Resident,
    /// And hides, restores, answers.
    Moderator,
    /// And runs consultations.
    Lab,
    /// And changes roles.
    Admin,
}

words!(Role { Resident = "resident", Moderator = "moderator", Lab = "lab", Admin = "admin" });
