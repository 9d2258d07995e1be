//! The endpoints of the city's answers: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{AnswerProposal, CorrectAnswer},
    address as post,
};
use crate::act::{Endpoint, Input, Place, endpoint::declare};
use cabildo_domain::{address, permission::Capability};

declare! {
    Endpoint::may::<AnswerProposal>(Capability::Answer).found_by(answered),
    Endpoint::moderator::<CorrectAnswer>().found_by(corrected),
}

fn answered(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    let page = address::answer_proposal(&slug, number);
    Some(Place::kept(post::kept_as(&slug, number), page))
}

fn corrected(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    let id = input.get("id").parse().ok()?;
    let page = address::correct_answer(&slug, number, id);
    Some(Place::kept(post::correction_kept_as(id), page))
}
