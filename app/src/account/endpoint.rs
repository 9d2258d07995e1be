//! The endpoints of accounts: who may send each form, how large it may be, and where it is filled in.

use super::{address as post, page::door};
use crate::{
    act::{Endpoint, Input, Place, endpoint::declare},
    document::address as frame,
    ui::link::with_query,
};
use cabildo_domain::{address, limits};

/// The log-in or the sign-up: it may carry the text of another form, and it answers a request that comes too fast
/// itself.
const fn door(path: &'static str) -> Endpoint {
    Endpoint::anyone(path)
        .bytes(limits::DOOR_BYTES)
        .answered_again_by(door::again)
}

declare! {
    door(post::SIGN_UP),
    door(post::LOG_IN),
    Endpoint::anyone(frame::LOG_OUT),
    Endpoint::resident(post::CHANGE_PROFILE).found_by(profile),
    Endpoint::resident(post::CHANGE_PASSWORD).found_by(own_page),
    Endpoint::resident(post::END_SESSION).found_by(own_page),
    Endpoint::resident(post::END_OTHER_SESSIONS).found_by(own_page),
    Endpoint::resident(post::ERASE).found_by(erase_page),
}

fn profile(_: &Input) -> Option<Place> {
    let page = with_query(address::ACCOUNT, &[("again", "profile")]);
    Some(Place::kept(post::PROFILE_KEPT_AS, page))
}

fn own_page(_: &Input) -> Option<Place> {
    Some(Place::page(address::ACCOUNT))
}

fn erase_page(_: &Input) -> Option<Place> {
    Some(Place::page(address::ACCOUNT_ERASE))
}
