//! Writing, changing and deleting comments, and reacting to them.

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;
// Forms alone call all of them but `react_to_comment`, so the browser needs no stubs of those.
#[cfg(feature = "ssr")]
use {
    super::address as post,
    crate::{
        act::{self, Form, Reply},
        flash::Flash,
        param,
        request::Cx,
        ui::link::with_query,
    },
    cabildo_domain::{CommentId, Refusal, address, comment::Reaction},
    cabildo_service::comment::CommentForm,
};

/// Publishes a comment or a reply.
#[cfg(feature = "ssr")]
#[server(prefix = "/act", endpoint = "comment/new")]
pub async fn write_comment(
    #[server(default)] about: String,
    slug: String,
    number: i64,
    #[server(flatten)] form: CommentForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let about = post::about(&about, &slug, number).ok_or(Refusal::NotFound)?;
    let is_reply = !form.parent.trim().is_empty();
    let name = post::kept_as(&about, &form.parent);
    let page = post::page(&about, &form.parent);
    let posted = Form::new(&cx, name, page, &form);
    let resident = cx.viewer.resident()?;
    let comment = posted
        .run(cx.service.comments().add(resident, &about, form))
        .await?;
    if is_reply {
        let onward = post::page(&about, &comment.root.to_string());
        return act::done(onward, &Flash::success("replied"));
    }
    act::done(
        with_query(&about.discussion(), &[("sort", "newest")]),
        &Flash::success("commented"),
    )
}

/// Changes one's own fresh comment.
#[cfg(feature = "ssr")]
#[server(prefix = "/act", endpoint = "comment/edit")]
pub async fn edit_comment(
    #[server(default)] about: String,
    slug: String,
    number: i64,
    id: String,
    #[server(flatten)] form: CommentForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let about = post::about(&about, &slug, number).ok_or(Refusal::NotFound)?;
    let comment: CommentId = id.parse().map_err(|_| Refusal::NotFound)?;
    let page = post::page(&about, &id);
    let posted = Form::new(&cx, post::edit_kept_as(comment), page, &form);
    let resident = cx.viewer.resident()?;
    let comment = posted
        .run(cx.service.comments().edit(resident, comment, form))
        .await?;
    act::done(
        onward(&cx, &comment, comment.id),
        &Flash::success("comment-edited"),
    )
}

/// The page of the thread at this comment. Without a consultation it is the page where the person was.
#[cfg(feature = "ssr")]
fn onward(cx: &Cx, comment: &cabildo_service::comment::CommentRef, at: CommentId) -> String {
    let about = comment.about.as_ref();
    about
        .map(|about| about.thread(at))
        .or_else(|| cx.referer.clone())
        .unwrap_or_else(|| address::HOME.to_owned())
}

/// Deletes one's own comment for good.
#[cfg(feature = "ssr")]
#[server(prefix = "/act", endpoint = "comment/delete")]
pub async fn delete_comment(id: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let id: CommentId = id.parse().map_err(|_| Refusal::NotFound)?;
    let comment = cx
        .service
        .comments()
        .delete(cx.viewer.resident()?, id)
        .await?;
    act::done(
        onward(&cx, &comment, comment.root),
        &Flash::success("comment-deleted"),
    )
}

/// Agrees, disagrees, or takes that back. An island gets the buttons in their new state.
#[server(prefix = "/act", endpoint = "comment/react", output = AsFragment)]
pub async fn react_to_comment(id: String, reaction: String) -> Result<Fragment, AppError> {
    use super::piece::reaction_buttons;
    let cx = Cx::current();
    let comment: CommentId = id.parse().map_err(|_| Refusal::NotFound)?;
    let reaction: Reaction = reaction.parse().map_err(|_| Refusal::Malformed)?;
    let reacted = cx
        .service
        .comments()
        .react(cx.viewer.resident()?, comment, reaction)
        .await?;
    // Go back to where the person was reading.
    if let Some(page) = &cx.referer {
        Reply::current().redirect(format!("{page}#comment-{comment}"));
    }
    Ok(Fragment::of(reaction_buttons(&cx, comment, reacted)))
}
