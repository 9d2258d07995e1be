//! The administrators' endpoints: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{ChangeAddress, ChangeRole, GiveAddress, SaveReservedNames},
    address as post,
};
use crate::{
    act::{Endpoint, Field, Input, Place, endpoint::declare},
    ui::link::with_query,
};
use cabildo_domain::{address, limits};

declare! {
    Endpoint::admin::<ChangeRole>().found_by(accounts).undoes(&[
        ("account", Field::Id),
        ("role", Field::Word),
        ("name", Field::Text(limits::DISPLAY_NAME.max)),
        ("before", Field::Word),
        ("back", Field::Path),
    ]),
    Endpoint::admin::<SaveReservedNames>().found_by(names),
    Endpoint::admin::<GiveAddress>().found_by(accounts),
    Endpoint::admin::<ChangeAddress>().found_by(account_address),
}

fn accounts(_: &Input) -> Option<Place> {
    Some(Place::page(address::ADMIN_ACCOUNTS))
}

fn names(_: &Input) -> Option<Place> {
    let page = with_query(address::ADMIN_NAMES, &[("again", "1")]);
    Some(Place::kept(post::NAMES_KEPT_AS, page))
}

fn account_address(input: &Input) -> Option<Place> {
    let id = input.get("account").parse().ok()?;
    let page = with_query(&address::account_address(id), &[("again", "1")]);
    Some(Place::kept(post::address_kept_as(id), page))
}
