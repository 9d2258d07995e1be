//! The endpoints of supports: who may send the form, how large it may be, and where it is filled in.

use super::action::{SupportProposal, WithdrawSupport};
use crate::act::{Endpoint, Field, Input, Place, endpoint::declare};
use cabildo_domain::address;

/// The fields with which each undoes the other.
const UNDONE_WITH: &[(&str, Field)] = &[("slug", Field::Slug), ("number", Field::Number)];

declare! {
    Endpoint::resident::<SupportProposal>().found_by(supported).undoes(UNDONE_WITH),
    Endpoint::resident::<WithdrawSupport>().found_by(supported).undoes(UNDONE_WITH),
}

fn supported(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    Some(Place::page(address::proposal(&slug, number)))
}
