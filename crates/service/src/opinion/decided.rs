//! A moderator's decision about participants, while it is being carried out.

use cabildo_domain::{AccountId, text::Reason};
use cabildo_store::opinion::exclusion::Change;

/// A decision that is being carried out: with a reason it excludes, without one it readmits.
pub(super) struct Decided<'a> {
    /// The participant; `None` for a decision about several.
    pub participant: Option<i64>,
    pub changed: Change,
    pub reason: Option<&'a Reason>,
    pub moderator: AccountId,
}
