//! The endpoints of the search: who may ask, and how large a question may be.

use super::address as post;
use crate::act::{Endpoint, endpoint::declare};

declare! {
    Endpoint::anyone(post::COMPLETE),
    Endpoint::anyone(post::SIMILAR),
}
