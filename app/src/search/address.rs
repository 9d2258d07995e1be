//! The addresses that the islands of the search ask with GET.

use crate::act::forms;

forms! {
    /// Suggestions under the field.
    COMPLETE = "search/complete";
    /// Proposals that sound alike.
    SIMILAR = "search/similar";
}
