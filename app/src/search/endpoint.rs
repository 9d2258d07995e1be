//! The endpoints of the search: who may ask, and how large a question may be.

use super::action::{CompleteSearch, SimilarProposals};
use crate::act::{Endpoint, endpoint::declare};

declare! {
    Endpoint::anyone::<CompleteSearch>(),
    Endpoint::anyone::<SimilarProposals>(),
}
