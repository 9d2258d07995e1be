//! What moderators do: accept, take out, ask again, edit a statement; exclude and readmit a participant.

use super::frame;
use crate::{
    act::{self, Input, Reply},
    error::AppError,
    request::Cx,
    t,
    ui::flash::Flash,
};
use cabildo_domain::consultation::Slug;
use cabildo_service::{moderation::ReasonForm, opinion::StatementEditForm};
use leptos::prelude::*;
use server_fn::ServerFn;

/// The name under which a refused text is kept.
pub fn edit_form(slug: &Slug, number: i64) -> String {
    format!("opinion-desk/edit/{slug}/{number}")
}

/// The name under which a refused reason about a statement is kept.
pub fn reason_form(slug: &Slug, number: i64) -> String {
    format!("opinion-desk/reason/{slug}/{number}")
}

/// The name under which a refused reason about a participant is kept.
pub fn exclude_form(slug: &Slug, number: i64) -> String {
    format!("opinion-desk/exclude/{slug}/{number}")
}

/// The name under which a refused reason about a burst is kept.
pub fn burst_form(slug: &Slug, first: i64) -> String {
    format!("opinion-desk/burst/{slug}/{first}")
}

/// Lets a held statement be asked.
///
/// # Errors
/// [`AppError`].
#[server(prefix = "/act", endpoint = "opinion-desk/accept")]
pub async fn accept_statement(at: String, number: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (frame::slug(&at)?, frame::number(&number)?);
    cx.service
        .accept_statement(cx.viewer.moderator()?, &slug, number)
        .await?;
    Reply::current().redirect_with(
        &cx,
        frame::path(&slug),
        &Flash::success("statement-accepted"),
    );
    Ok(())
}

/// Takes a statement out for a reason.
///
/// # Errors
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/reject")]
pub async fn reject_statement(
    at: String,
    number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (frame::slug(&at)?, frame::number(&number)?);
    let kept = reason_form(&slug, number);
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
            let flash = Flash::success("statement-rejected").undo(RestoreStatement::PATH, &fields);
            Reply::current().redirect_with(&cx, frame::path(&slug), &flash);
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &kept,
                &frame::statement_path(&slug, number),
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
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/restore")]
pub async fn restore_statement(
    at: String,
    number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (frame::slug(&at)?, frame::number(&number)?);
    let (kept, page) = (
        reason_form(&slug, number),
        frame::statement_path(&slug, number),
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
/// [`AppError`]; what was typed is kept.
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
    let (slug, number) = (frame::slug(&at)?, frame::number(&number)?);
    let (kept, page) = (
        edit_form(&slug, number),
        frame::statement_path(&slug, number),
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
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/exclude")]
pub async fn exclude_participant(
    at: String,
    number: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (frame::slug(&at)?, frame::number(&number)?);
    let kept = exclude_form(&slug, number);
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
                .undo(
                    ReadmitParticipant::PATH,
                    &[("at", slug.as_str()), ("number", &count)],
                );
            Reply::current().redirect_with(&cx, frame::part(&slug, "integrity"), &flash);
            Ok(())
        }
        Err(error) => {
            act::refuse(&cx, &kept, &frame::person_path(&slug, number), input, error).await
        }
    }
}

/// Counts an excluded participant's answers again.
///
/// # Errors
/// [`AppError`].
#[server(prefix = "/act", endpoint = "opinion-desk/readmit")]
pub async fn readmit_participant(at: String, number: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (frame::slug(&at)?, frame::number(&number)?);
    cx.service
        .readmit_participant(cx.viewer.moderator()?, &slug, number)
        .await?;
    let flash = Flash::success("participant-readmitted").with("number", number);
    Reply::current().redirect_with(&cx, frame::part(&slug, "integrity"), &flash);
    Ok(())
}

/// Leaves the answers of everyone of a burst out of the counts and the map, for one reason.
///
/// # Errors
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "opinion-desk/exclude-burst")]
pub async fn exclude_burst(
    at: String,
    first: String,
    #[server(default)] reason: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, first) = (frame::slug(&at)?, frame::number(&first)?);
    let kept = burst_form(&slug, first);
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
                    .undo(ReadmitTogether::PATH, &undo)
            };
            let flash = match done.people {
                0 => Flash::info("burst-excluded-already"),
                1 => excluded("burst-excluded-one"),
                _ => excluded("burst-excluded"),
            };
            Reply::current().redirect_with(&cx, frame::part(&slug, "integrity"), &flash);
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &frame::burst_path(&slug, first), input, error).await,
    }
}

/// Counts the answers of everyone whom one decision excluded again.
///
/// # Errors
/// [`AppError`].
#[server(prefix = "/act", endpoint = "opinion-desk/readmit-together")]
pub async fn readmit_together(at: String, exclusion: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, exclusion) = (frame::slug(&at)?, frame::number(&exclusion)?);
    let people = cx
        .service
        .readmit_together(cx.viewer.moderator()?, &slug, exclusion)
        .await?;
    let flash = match people {
        0 => Flash::info("burst-readmitted-already"),
        1 => Flash::success("burst-readmitted-one"),
        _ => Flash::success("burst-readmitted").with("count", people),
    };
    Reply::current().redirect_with(&cx, frame::part(&slug, "integrity"), &flash);
    Ok(())
}
