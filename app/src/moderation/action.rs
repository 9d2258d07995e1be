//! Reporting, hiding, restoring, dismissing.

use crate::error::AppError;
use leptos::prelude::*;

/// What a form says of its subject: a kind and an id (all ids are read alike).
#[cfg(feature = "ssr")]
pub(crate) fn subject(kind: &str, id: &str) -> Result<cabildo_domain::Subject, AppError> {
    use cabildo_domain::{Refusal, Subject, SubjectKind};
    let unknown = || AppError(Refusal::NotFound);
    let kind: SubjectKind = kind.parse().map_err(|_| unknown())?;
    let id: cabildo_domain::CommentId = id.parse().map_err(|_| unknown())?;
    Ok(Subject { kind, id: id.0 })
}

/// Tells the moderators about something.
///
/// # Errors
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "report")]
pub async fn report_subject(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    use crate::{
        act::{self, Input, Reply},
        request::Cx,
        ui::flash::Flash,
    };
    use cabildo_service::moderation::ReportForm;
    let cx = Cx::current();
    let subject = subject(&kind, &id)?;
    let (page, kept) = (
        format!("/report/{kind}/{id}"),
        format!("report/{kind}/{id}"),
    );
    let form = ReportForm { reason, note };
    let input = Input::of(&form);
    match cx
        .service
        .report(cx.viewer.resident()?, subject, form)
        .await
    {
        Ok(reported) => {
            act::forget(&cx, &kept).await;
            let said = if reported.first {
                Flash::success("reported")
            } else {
                Flash::info("reported-before")
            };
            Reply::current().redirect_with(&cx, super::tools::path(&reported.matter), &said);
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Hides something for a reason.
///
/// # Errors
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "moderation/hide")]
pub async fn hide_subject(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use crate::{
        act::{self, Input, Reply},
        request::Cx,
        t,
        ui::flash::Flash,
    };
    use cabildo_domain::SubjectKind;
    use cabildo_service::moderation::ReasonForm;
    use server_fn::ServerFn;
    let cx = Cx::current();
    let subject = subject(&kind, &id)?;
    let (back, kept) = (
        act::local_path(&back, "/desk/reports"),
        format!("hide/{id}"),
    );
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx.service.hide(cx.viewer.moderator()?, subject, form).await {
        Ok(false) => {
            act::forget(&cx, &kept).await;
            Reply::current().redirect_with(&cx, back, &Flash::info("hidden-already"));
            Ok(())
        }
        Ok(true) => {
            act::forget(&cx, &kept).await;
            let again = match subject.kind {
                SubjectKind::Statement => t!(&cx, "opinion-desk-undo-reason"),
                _ => t!(&cx, "moderation-undo-reason"),
            };
            let fields = [
                ("kind", kind.as_str()),
                ("id", id.as_str()),
                ("reason", again.as_str()),
                ("back", back.as_str()),
            ];
            let flash = Flash::success("hidden").undo(RestoreSubject::PATH, &fields);
            Reply::current().redirect_with(&cx, back, &flash);
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &kept,
                &super::tools::page(&kind, &id, "hide"),
                input,
                error,
            )
            .await
        }
    }
}

/// Shows something again.
///
/// # Errors
/// [`AppError`]; what was typed is kept.
#[server(prefix = "/act", endpoint = "moderation/restore")]
pub async fn restore_subject(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use crate::{
        act::{self, Input, Reply},
        request::Cx,
        ui::flash::Flash,
    };
    use cabildo_service::moderation::ReasonForm;
    let cx = Cx::current();
    let subject = subject(&kind, &id)?;
    let (back, kept) = (act::local_path(&back, "/desk/log"), format!("restore/{id}"));
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .restore(cx.viewer.moderator()?, subject, form)
        .await
    {
        Ok(restored) => {
            act::forget(&cx, &kept).await;
            let said = if restored {
                Flash::success("restored")
            } else {
                Flash::info("restored-already")
            };
            Reply::current().redirect_with(&cx, back, &said);
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &kept,
                &super::tools::page(&kind, &id, "restore"),
                input,
                error,
            )
            .await
        }
    }
}

/// Leaves something as it is and closes the reports about it.
///
/// # Errors
/// [`AppError`].
#[server(prefix = "/act", endpoint = "moderation/dismiss")]
pub async fn dismiss_reports(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use crate::{
        act::{self, Input, Reply},
        request::Cx,
        ui::flash::Flash,
    };
    use cabildo_service::moderation::ReasonForm;
    let cx = Cx::current();
    let subject = subject(&kind, &id)?;
    let (back, kept) = (
        act::local_path(&back, "/desk/reports"),
        format!("dismiss/{id}"),
    );
    let form = ReasonForm { reason };
    let input = Input::of(&form);
    match cx
        .service
        .dismiss_reports(cx.viewer.moderator()?, subject, form)
        .await
    {
        Ok(dismissed) => {
            act::forget(&cx, &kept).await;
            let said = if dismissed {
                Flash::success("dismissed")
            } else {
                Flash::info("dismissed-already")
            };
            Reply::current().redirect_with(&cx, back, &said);
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &kept,
                &super::tools::page(&kind, &id, "dismiss"),
                input,
                error,
            )
            .await
        }
    }
}
