//! The endpoints of comments: who may send each form, how large it may be, and where it is filled in.

use super::{
    action::{DeleteComment, EditComment, ReactToComment, WriteComment},
    address as post,
};
use crate::act::{Endpoint, Input, Place, endpoint::declare};
use cabildo_domain::{
    CommentId,
    subject::{Commentable, Numbered},
};

declare! {
    Endpoint::resident::<WriteComment>().found_by(written),
    Endpoint::resident::<EditComment>().found_by(edited),
    Endpoint::resident::<DeleteComment>(),
    Endpoint::resident::<ReactToComment>(),
}

fn about(input: &Input) -> Option<Numbered<Commentable>> {
    let (slug, number) = (input.slug("slug")?, input.number("number")?);
    post::about(input.get("about"), &slug, number)
}

fn written(input: &Input) -> Option<Place> {
    let about = about(input)?;
    let parent = match input.get("parent").trim() {
        "" => String::new(),
        id => id.parse::<CommentId>().ok()?.to_string(),
    };
    let page = post::page(&about, &parent);
    Some(Place::kept(post::kept_as(&about, &parent), page))
}

fn edited(input: &Input) -> Option<Place> {
    let about = about(input)?;
    let id: CommentId = input.get("id").parse().ok()?;
    let page = post::page(&about, &id.to_string());
    Some(Place::kept(post::edit_kept_as(id), page))
}
