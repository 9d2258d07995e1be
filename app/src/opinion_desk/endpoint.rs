//! The endpoints of a mapping's desk: who may send each form, how large it may be, and where it is filled in.

use super::address as post;
use crate::act::{Endpoint, Field, Input, Place, endpoint::declare};
use cabildo_domain::{address, consultation::Slug, limits};

declare! {
    Endpoint::moderator(post::ACCEPT).found_by(desk),
    Endpoint::moderator(post::REJECT).found_by(reason),
    Endpoint::moderator(post::RESTORE).found_by(reason).undoes(&[
        ("at", Field::Slug),
        ("number", Field::Number),
        ("reason", Field::Text(limits::REASON.max)),
    ]),
    Endpoint::moderator(post::EDIT).found_by(edited),
    Endpoint::moderator(post::EXCLUDE).found_by(excluded),
    Endpoint::moderator(post::READMIT)
        .found_by(integrity)
        .undoes(&[("at", Field::Slug), ("number", Field::Number)]),
    Endpoint::moderator(post::EXCLUDE_BURST).found_by(burst),
    Endpoint::moderator(post::READMIT_TOGETHER)
        .found_by(integrity)
        .undoes(&[("at", Field::Slug), ("exclusion", Field::Number)]),
    Endpoint::lab(post::SEED).found_by(seeds),
    Endpoint::lab(post::SET_RULES).found_by(rules),
    Endpoint::lab(post::INVITE).found_by(invitation),
    Endpoint::lab(post::REVOKE).found_by(invitations),
}

fn at(input: &Input) -> Option<Slug> {
    input.slug("at")
}

fn numbered(input: &Input) -> Option<(Slug, i64)> {
    Some((at(input)?, input.number("number")?))
}

fn desk(input: &Input) -> Option<Place> {
    Some(Place::page(address::opinion_desk(&at(input)?)))
}

fn reason(input: &Input) -> Option<Place> {
    let (slug, number) = numbered(input)?;
    let page = address::statement_on_desk(&slug, number);
    Some(Place::kept(post::reason_kept_as(&slug, number), page))
}

fn edited(input: &Input) -> Option<Place> {
    let (slug, number) = numbered(input)?;
    let page = address::statement_on_desk(&slug, number);
    Some(Place::kept(post::edit_kept_as(&slug, number), page))
}

fn excluded(input: &Input) -> Option<Place> {
    let (slug, number) = numbered(input)?;
    let page = post::person_page(&slug, number);
    Some(Place::kept(post::exclusion_kept_as(&slug, number), page))
}

fn burst(input: &Input) -> Option<Place> {
    let (slug, first) = (at(input)?, input.number("first")?);
    let page = post::burst_page(&slug, first);
    Some(Place::kept(post::burst_kept_as(&slug, first), page))
}

fn integrity(input: &Input) -> Option<Place> {
    Some(Place::page(address::opinion_integrity(&at(input)?)))
}

fn seeds(input: &Input) -> Option<Place> {
    let slug = at(input)?;
    let page = address::opinion_seeds(&slug);
    Some(Place::kept(post::seeds_kept_as(&slug), page))
}

fn rules(input: &Input) -> Option<Place> {
    let slug = at(input)?;
    let page = address::opinion_rules(&slug);
    Some(Place::kept(post::rules_kept_as(&slug), page))
}

fn invitation(input: &Input) -> Option<Place> {
    let slug = at(input)?;
    let page = address::opinion_invitations(&slug);
    Some(Place::kept(post::invitation_kept_as(&slug), page))
}

fn invitations(input: &Input) -> Option<Place> {
    Some(Place::page(address::opinion_invitations(&at(input)?)))
}
