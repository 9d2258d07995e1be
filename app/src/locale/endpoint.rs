//! The endpoint of the choice of a language.

use crate::{
    act::{Endpoint, endpoint::declare},
    document::address as frame,
};

declare! {
    Endpoint::anyone(frame::CHOOSE_LOCALE),
}
