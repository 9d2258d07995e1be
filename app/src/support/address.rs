//! The addresses that the form of a support posts to.

use crate::act::forms;

forms! {
    /// Supports a proposal.
    GIVE = "proposal/support";
    /// Takes the support back.
    WITHDRAW = "proposal/unsupport";
}
