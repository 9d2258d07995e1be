//! Measures of moderators, with their statements of reasons: written once, never changed, never deleted.

mod exhibit;
mod log;
pub mod own;

pub use exhibit::{Exhibit, exhibits};
pub use log::{Deed, Noted, log};

use crate::{Error, Tx};
use cabildo_domain::{AccountId, Subject, Timestamp, moderation::Measure, text::Reason};
use uuid::Uuid;

/// A measure that is about to be noted.
#[derive(Clone, Debug)]
pub struct NewMeasure {
    pub id: Uuid,
    pub subject: Subject,
    pub measure: Measure,
    /// The reason; `None` where none has to be given.
    pub reason: Option<Reason>,
    pub moderator: AccountId,
    /// The time.
    pub at: Timestamp,
}

/// Notes a measure.
pub async fn insert(tx: &mut Tx, new: &NewMeasure) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO moderation (id, subject_kind, subject_id, measure, reason, moderator_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        new.id,
        new.subject.kind.as_str(),
        new.subject.id,
        new.measure.as_str(),
        new.reason.as_ref().map_or("", Reason::as_str),
        new.moderator.0,
        new.at.0,
    )?;
    Ok(())
}
