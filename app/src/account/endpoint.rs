//! The endpoints of accounts: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{
        ChangePassword, ChangeProfile, EndOtherSessions, EndSession, EraseAccount, LogIn, LogOut,
        SignUp,
    },
    address as post,
    page::door,
};
use crate::{
    act::{Endpoint, Input, Place, endpoint::declare},
    ui::link::with_query,
};
use cabildo_domain::{address, limits};
use serde::{Serialize, de::DeserializeOwned};
use server_fn::ServerFn;

/// The log-in or the sign-up: it may carry the text of another form, and it answers a request that comes too fast
/// itself.
const fn door<F: ServerFn + Serialize + DeserializeOwned>() -> Endpoint {
    Endpoint::anyone::<F>()
        .bytes(limits::DOOR_BYTES)
        .answered_again_by(door::again)
}

declare! {
    door::<SignUp>(),
    door::<LogIn>(),
    Endpoint::anyone::<LogOut>(),
    Endpoint::resident::<ChangeProfile>().found_by(profile),
    Endpoint::resident::<ChangePassword>().found_by(own_page),
    Endpoint::resident::<EndSession>().found_by(own_page),
    Endpoint::resident::<EndOtherSessions>().found_by(own_page),
    Endpoint::resident::<EraseAccount>().found_by(erase_page),
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
