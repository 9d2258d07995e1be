//! The endpoints of a mapping: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{AnswerStatement, ChosenStatement, SimilarStatements},
    address as post,
    form_action::{AddStatement, JoinOpinion, SettleGuest},
};
use crate::act::{Endpoint, Field, Input, Place, endpoint::declare};
use cabildo_domain::address;

declare! {
    Endpoint::guest::<AnswerStatement>().found_by(mapping).undoes(&[
        ("slug", Field::Slug),
        ("number", Field::Number),
        ("answer", Field::Word),
        ("before", Field::Word),
    ]),
    Endpoint::guest::<AddStatement>().found_by(added),
    Endpoint::anyone::<JoinOpinion>(),
    Endpoint::resident::<SettleGuest>().found_by(mapping),
    Endpoint::anyone::<ChosenStatement>(),
    Endpoint::anyone::<SimilarStatements>(),
}

fn mapping(input: &Input) -> Option<Place> {
    Some(Place::page(address::opinion(&input.slug("slug")?)))
}

fn added(input: &Input) -> Option<Place> {
    let slug = input.slug("slug")?;
    let page = address::add_statement(&slug);
    Some(Place::kept(post::add_kept_as(&slug), page))
}
