//! The endpoints of a mapping's desk: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{
        AcceptStatement, EditStatement, ExcludeBurst, ExcludeParticipant, ReadmitParticipant,
        ReadmitTogether, RejectStatement, RestoreStatement,
    },
    address as post,
    setup::{CreateInvitation, RevokeInvitation, SeedStatements, SetRules},
};
use crate::act::{Endpoint, Field, Input, Place, endpoint::declare};
use cabildo_domain::{address, consultation::Slug, limits};

declare! {
    Endpoint::moderator::<AcceptStatement>().found_by(desk),
    Endpoint::moderator::<RejectStatement>().found_by(reason),
    Endpoint::moderator::<RestoreStatement>().found_by(reason).undoes(&[
        ("at", Field::Slug),
        ("number", Field::Number),
        ("reason", Field::Text(limits::REASON.max)),
    ]),
    Endpoint::moderator::<EditStatement>().found_by(edited),
    Endpoint::moderator::<ExcludeParticipant>().found_by(excluded),
    Endpoint::moderator::<ReadmitParticipant>()
        .found_by(integrity)
        .undoes(&[("at", Field::Slug), ("number", Field::Number)]),
    Endpoint::moderator::<ExcludeBurst>().found_by(burst),
    Endpoint::moderator::<ReadmitTogether>()
        .found_by(integrity)
        .undoes(&[("at", Field::Slug), ("exclusion", Field::Number)]),
    Endpoint::lab::<SeedStatements>().found_by(seeds),
    Endpoint::lab::<SetRules>().found_by(rules),
    Endpoint::lab::<CreateInvitation>().found_by(invitation),
    Endpoint::lab::<RevokeInvitation>().found_by(invitations),
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
