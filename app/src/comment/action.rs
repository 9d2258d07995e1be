//! Writing, changing and deleting comments, and reacting to them.

use crate::{
    error::AppError,
    ui::fragment::{AsFragment, Fragment},
};
use leptos::prelude::*;

/// Publishes a comment or a reply.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "comment/new")]
pub async fn write_comment(
    #[server(default)] about: String,
    slug: String,
    number: i64,
    #[server(default)] body: String,
    #[server(default)] alignment: String,
    #[server(default)] parent: String,
    #[server(default)] submit_key: String,
    #[server(default)] language: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
        ui::link::with_query,
    };
    use cabildo_domain::{Refusal, consultation::Slug};
    use cabildo_service::comment::CommentForm;
    let cx = Cx::current();
    let slug = Slug::parse(&slug).map_err(|_| AppError(Refusal::NotFound))?;
    let about = post::about(&about, &slug, number).ok_or(AppError(Refusal::NotFound))?;
    let is_reply = !parent.trim().is_empty();
    let (kept, page) = (post::kept_as(&about, &parent), post::page(&about, &parent));
    let form = CommentForm {
        body,
        alignment,
        parent,
        submit_key,
        language,
        ..CommentForm::default()
    };
    let input = Input::of(&form);
    match cx
        .service
        .comment(cx.viewer.resident()?, &about, form)
        .await
    {
        Ok(comment) => {
            act::forget(&cx, &kept).await;
            let (onward, said) = if is_reply {
                (post::page(&about, &comment.root.to_string()), "replied")
            } else {
                (
                    with_query(&about.discussion(), &[("sort", "newest")]),
                    "commented",
                )
            };
            Reply::current().redirect_with(&cx, onward, &Flash::success(said));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Changes one's own fresh comment.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "comment/edit")]
pub async fn edit_comment(
    #[server(default)] about: String,
    slug: String,
    number: i64,
    id: String,
    #[server(default)] body: String,
    #[server(default)] alignment: String,
    #[server(default)] language: String,
    #[server(default)] revision: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
    };
    use cabildo_domain::{CommentId, Refusal, consultation::Slug};
    use cabildo_service::comment::CommentForm;
    let cx = Cx::current();
    let slug = Slug::parse(&slug).map_err(|_| AppError(Refusal::NotFound))?;
    let about = post::about(&about, &slug, number).ok_or(AppError(Refusal::NotFound))?;
    let comment: CommentId = id.parse().map_err(|_| AppError(Refusal::NotFound))?;
    let form = CommentForm {
        body,
        alignment,
        language,
        revision,
        ..CommentForm::default()
    };
    let input = Input::of(&form);
    match cx
        .service
        .edit_comment(cx.viewer.resident()?, comment, form)
        .await
    {
        Ok(comment) => {
            act::forget(&cx, &post::edit_kept_as(comment.id)).await;
            let onward = comment.about.thread(comment.id);
            Reply::current().redirect_with(&cx, onward, &Flash::success("comment-edited"));
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &post::edit_kept_as(comment),
                &post::page(&about, &id),
                input,
                error,
            )
            .await
        }
    }
}

/// Deletes one's own comment for good.
#[server(prefix = "/act", endpoint = "comment/delete")]
pub async fn delete_comment(id: String) -> Result<(), AppError> {
    use crate::{act::Reply, flash::Flash, request::Cx};
    use cabildo_domain::{CommentId, Refusal};
    let cx = Cx::current();
    let id: CommentId = id.parse().map_err(|_| AppError(Refusal::NotFound))?;
    let comment = cx.service.delete_comment(cx.viewer.resident()?, id).await?;
    let onward = comment.about.thread(comment.root);
    Reply::current().redirect_with(&cx, onward, &Flash::success("comment-deleted"));
    Ok(())
}

/// Agrees, disagrees, or takes that back. An island gets the buttons in their new state.
#[server(prefix = "/act", endpoint = "comment/react", output = AsFragment)]
pub async fn react_to_comment(id: String, reaction: String) -> Result<Fragment, AppError> {
    use super::piece::reaction_buttons;
    use crate::{act::Reply, request::Cx};
    use cabildo_domain::{CommentId, Refusal, comment::Reaction};
    let cx = Cx::current();
    let comment: CommentId = id.parse().map_err(|_| AppError(Refusal::NotFound))?;
    let reaction: Reaction = reaction.parse().map_err(|_| AppError(Refusal::Malformed))?;
    let reacted = cx
        .service
        .react(cx.viewer.resident()?, comment, reaction)
        .await?;
    // Go back to where the person was reading.
    if let Some(page) = &cx.referer {
        Reply::current().redirect(format!("{page}#comment-{comment}"));
    }
    Ok(Fragment::of(reaction_buttons(&cx, comment, reacted)))
}
