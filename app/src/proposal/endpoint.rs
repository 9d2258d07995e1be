//! The endpoints of proposals: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{EditProposal, Propose, WithdrawProposal},
    address as post,
};
use crate::act::{Endpoint, Input, Place, endpoint::declare};
use cabildo_domain::address;

declare! {
    Endpoint::resident::<Propose>().found_by(new),
    Endpoint::resident::<EditProposal>().found_by(edited),
    Endpoint::resident::<WithdrawProposal>().found_by(withdrawn),
}

fn new(input: &Input) -> Option<Place> {
    let slug = input.slug("slug")?;
    Some(Place::kept(
        post::new_kept_as(&slug),
        address::propose(&slug),
    ))
}

fn edited(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    let page = address::edit_proposal(&slug, number);
    Some(Place::kept(post::edit_kept_as(&slug, number), page))
}

fn withdrawn(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    Some(Place::page(address::proposal(&slug, number)))
}
