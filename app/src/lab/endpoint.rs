//! The lab's endpoints: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{
        ArchiveConsultation, CreateConsultation, EditConsultation, PublishConsultation,
        ReopenConsultation,
    },
    address as post,
};
use crate::act::{Endpoint, Field, Input, Place, endpoint::declare};
use cabildo_domain::{address, limits};

declare! {
    Endpoint::lab::<CreateConsultation>().found_by(new),
    Endpoint::lab::<EditConsultation>()
        .bytes(limits::EDITOR_BYTES)
        .fields(limits::EDITOR_FIELDS)
        .found_by(edited),
    Endpoint::lab::<PublishConsultation>().found_by(editor),
    Endpoint::lab::<ArchiveConsultation>().found_by(editor),
    Endpoint::lab::<ReopenConsultation>().found_by(editor).undoes(&[("at", Field::Slug)]),
}

fn new(_: &Input) -> Option<Place> {
    Some(Place::kept(post::NEW_KEPT_AS, address::LAB_NEW))
}

fn edited(input: &Input) -> Option<Place> {
    let slug = input.slug("at")?;
    let page = address::edit_consultation(&slug);
    Some(Place::kept(post::edit_kept_as(&slug), page))
}

fn editor(input: &Input) -> Option<Place> {
    Some(Place::page(address::edit_consultation(&input.slug("at")?)))
}
