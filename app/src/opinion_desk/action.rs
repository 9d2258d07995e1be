//! The moderators' server functions: accept, take out, ask again, edit a statement; exclude and readmit a participant.

use super::address as post;
use crate::{
    act::{self, Input, Reply},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
    t,
};
use cabildo_domain::address;
use cabildo_service::{moderation::ReasonForm, opinion::StatementEditForm};
use leptos::prelude::*;

/// Accepts a held statement, so that it is asked.
#[server(prefix = "/act", endpoint = "opinion-desk/accept")]
pub async fn accept_statement(at: String, number: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    cx.service
        .accept_statement(cx.viewer.moderator()?, &slug, number)
        .await?;
    Reply::current().redirect_with(
        &cx,
        address::opinion_desk(&slug),
        &Flash::success("statement-accepted"),
    );
    Ok(())
}

/// Takes a statement out for a reason.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/reject")]
pub async fn reject_statement(
    at: String,
    number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let kept = post::reason_kept_as(&slug, number);
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .reject_statement(cx.viewer.moderator()?, &slug, number, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &kept).await;
            let (again, number) = (t!(&cx, "opinion-desk-undo-reason"), number.to_string());
            let fields = [
                ("at", slug.as_str()),
                ("number", &number),
                ("reason", &again),
            ];
            let flash = Flash::success("statement-rejected").undo(post::RESTORE, &fields);
            Reply::current().redirect_with(&cx, address::opinion_desk(&slug), &flash);
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &kept,
                &address::statement_on_desk(&slug, number),
                input,
                error,
            )
            .await
        }
    }
}

/// Asks a statement again that was taken out.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/restore")]
pub async fn restore_statement(
    at: String,
    number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let (kept, page) = (
        post::reason_kept_as(&slug, number),
        address::statement_on_desk(&slug, number),
    );
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .restore_statement(cx.viewer.moderator()?, &slug, number, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &kept).await;
            Reply::current().redirect_with(&cx, page, &Flash::success("statement-restored"));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Changes a statement's text, language or kind.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/edit")]
pub async fn edit_statement(
    at: String,
    number: String,
    #[server(default)] text: String,
    #[server(default)] language: String,
    #[server(default)] meta: String,
    #[server(default)] revision: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let (kept, page) = (
        post::edit_kept_as(&slug, number),
        address::statement_on_desk(&slug, number),
    );
    let form = StatementEditForm {
        text,
        language,
        meta: !meta.is_empty(),
        revision,
    };
    let input = Input::of(&form);
    match cx
        .service
        .edit_statement(cx.viewer.moderator()?, &slug, number, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &kept).await;
            Reply::current().redirect_with(&cx, page, &Flash::success("statement-saved"));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Leaves a participant's answers out of the counts and the map, for a reason.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/exclude")]
pub async fn exclude_participant(
    at: String,
    number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let kept = post::exclusion_kept_as(&slug, number);
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .exclude_participant(cx.viewer.moderator()?, &slug, number, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &kept).await;
            let count = number.to_string();
            let flash = Flash::success("participant-excluded")
                .with("number", number)
                .undo(post::READMIT, &[("at", slug.as_str()), ("number", &count)]);
            Reply::current().redirect_with(&cx, address::opinion_integrity(&slug), &flash);
            Ok(())
        }
        Err(error) => {
            act::refuse(&cx, &kept, &post::person_page(&slug, number), input, error).await
        }
    }
}

/// Counts an excluded participant's answers again.
#[server(prefix = "/act", endpoint = "opinion-desk/readmit")]
pub async fn readmit_participant(at: String, number: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    cx.service
        .readmit_participant(cx.viewer.moderator()?, &slug, number)
        .await?;
    let flash = Flash::success("participant-readmitted").with("number", number);
    Reply::current().redirect_with(&cx, address::opinion_integrity(&slug), &flash);
    Ok(())
}

/// Leaves the answers of everyone of a burst out of the counts and the map, for one reason.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/exclude-burst")]
pub async fn exclude_burst(
    at: String,
    first: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, first) = (param::slug(&at)?, param::number(&first)?);
    let kept = post::burst_kept_as(&slug, first);
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .exclude_burst(cx.viewer.moderator()?, &slug, first, form)
        .await
    {
        Ok(done) => {
            act::forget(&cx, &kept).await;
            let exclusion = done.exclusion.to_string();
            let undo = [("at", slug.as_str()), ("exclusion", exclusion.as_str())];
            let excluded = |key| {
                Flash::success(key)
                    .with("count", done.people)
                    .undo(post::READMIT_TOGETHER, &undo)
            };
            let flash = match done.people {
                0 => Flash::info("burst-excluded-already"),
                1 => excluded("burst-excluded-one"),
                _ => excluded("burst-excluded"),
            };
            Reply::current().redirect_with(&cx, address::opinion_integrity(&slug), &flash);
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &post::burst_page(&slug, first), input, error).await,
    }
}

/// Counts the answers of everyone again whom one decision excluded.
#[server(prefix = "/act", endpoint = "opinion-desk/readmit-together")]
pub async fn readmit_together(at: String, exclusion: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, exclusion) = (param::slug(&at)?, param::number(&exclusion)?);
    let people = cx
        .service
        .readmit_together(cx.viewer.moderator()?, &slug, exclusion)
        .await?;
    let flash = match people {
        0 => Flash::info("burst-readmitted-already"),
        1 => Flash::success("burst-readmitted-one"),
        _ => Flash::success("burst-readmitted").with("count", people),
    };
    Reply::current().redirect_with(&cx, address::opinion_integrity(&slug), &flash);
    Ok(())
}
