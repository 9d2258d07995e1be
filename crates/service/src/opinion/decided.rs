//! A moderator's decision about whose answers count, while it is being made.

use cabildo_domain::{AccountId, text::Reason};
use cabildo_store::opinion::exclusion::Change;

/// A decision that is being made: with a reason it excludes, without it readmits.
pub(super) struct Decided<'a> {
    /// The participant; `None` where it is about several.
    pub participant: Option<i64>,
    pub changed: Change,
    pub reason: Option<&'a Reason>,
    pub moderator: AccountId,
}
