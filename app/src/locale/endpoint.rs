//! What the choice of a language may be sent.

use crate::{
    act::{Endpoint, endpoint::declare},
    document::address as frame,
};

declare! {
    Endpoint::anyone(frame::CHOOSE_LOCALE),
}
