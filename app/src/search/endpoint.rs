//! What the server functions of the search may be sent.

use super::address as post;
use crate::act::{Endpoint, endpoint::declare};

declare! {
    Endpoint::anyone(post::COMPLETE),
    Endpoint::anyone(post::SIMILAR),
}
