//! The endpoint of the choice of a language.

use super::action::ChooseLocale;
use crate::act::{Endpoint, endpoint::declare};

declare! {
    Endpoint::anyone::<ChooseLocale>(),
}
