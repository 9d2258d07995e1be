//! The endpoints about the check of a threshold: who may send each form, how large it may be, and where it is filled
//! in.

use super::{
    action::{HoldThreshold, ReleaseThreshold},
    address as post,
};
use crate::act::{Endpoint, Input, Place, endpoint::declare};
use cabildo_domain::address;

declare! {
    Endpoint::moderator::<HoldThreshold>().found_by(held),
    Endpoint::moderator::<ReleaseThreshold>().found_by(released),
}

fn held(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("at")?, input.number("number")?);
    let name = post::hold_kept_as(&slug, number, input.number("rung")?);
    Some(Place::kept(name, address::look_at_supports(&slug, number)))
}

fn released(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("at")?, input.number("number")?);
    Some(Place::page(address::look_at_supports(&slug, number)))
}
