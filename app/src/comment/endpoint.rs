//! The endpoints of comments: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{DeleteComment, EditComment, ReactToComment, WriteComment},
    address as post,
};
use crate::act::{Endpoint, Input, Place, endpoint::declare};
use cabildo_domain::CommentId;

declare! {
    Endpoint::resident::<WriteComment>().found_by(written),
    Endpoint::resident::<EditComment>().found_by(edited),
    Endpoint::resident::<DeleteComment>(),
    Endpoint::resident::<ReactToComment>(),
}

fn written(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    let parent = match input.get("parent").trim() {
        "" => String::new(),
        id => id.parse::<CommentId>().ok()?.to_string(),
    };
    let page = post::page(&slug, number, &parent);
    Some(Place::kept(post::kept_as(&slug, number, &parent), page))
}

fn edited(input: &Input) -> Option<Place> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    let id: CommentId = input.get("id").parse().ok()?;
    let page = post::page(&slug, number, &id.to_string());
    Some(Place::kept(post::edit_kept_as(id), page))
}
