//! Reporting, hiding, restoring, dismissing.

use crate::error::AppError;
use leptos::prelude::*;

/// Reports something to the moderators.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "report")]
pub async fn report_subject(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
    };
    use cabildo_domain::{Refusal, address};
    use cabildo_service::moderation::ReportForm;
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let page = address::report(subject.kind, subject.id);
    let kept = post::report_kept_as(subject);
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
            Reply::current().redirect_with(&cx, super::tools::onward(&cx, &reported.matter), &said);
            Ok(())
        }
        Err(error) => act::refuse(&cx, &kept, &page, input, error).await,
    }
}

/// Hides something for a reason.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "moderation/hide")]
pub async fn hide_subject(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
    };
    use cabildo_domain::{Refusal, address, moderation::Measure};
    use cabildo_service::moderation::ReasonForm;
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let back = act::local_path(&back, address::DESK_REPORTS);
    let kept = post::reason_kept_as(Measure::Hide, subject);
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
            let again = cx.text(super::tools::undo_reason(subject.kind), None);
            let fields = [
                ("kind", kind.as_str()),
                ("id", id.as_str()),
                ("reason", again.as_str()),
                ("back", back.as_str()),
            ];
            let flash = Flash::success("hidden").undo(post::RESTORE, &fields);
            Reply::current().redirect_with(&cx, back, &flash);
            Ok(())
        }
        Err(error) => {
            let page = address::measure(Measure::Hide, subject.kind, subject.id);
            act::refuse(&cx, &kept, &page, input, error).await
        }
    }
}

/// Shows something again.
///
/// # Errors
/// [`AppError`]; the input is kept.
#[server(prefix = "/act", endpoint = "moderation/restore")]
pub async fn restore_subject(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
    };
    use cabildo_domain::{Refusal, address, moderation::Measure};
    use cabildo_service::moderation::ReasonForm;
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let back = act::local_path(&back, address::DESK_LOG);
    let kept = post::reason_kept_as(Measure::Restore, subject);
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
            let page = address::measure(Measure::Restore, subject.kind, subject.id);
            act::refuse(&cx, &kept, &page, input, error).await
        }
    }
}

/// Leaves something as it is and closes the reports about it.
#[server(prefix = "/act", endpoint = "moderation/dismiss")]
pub async fn dismiss_reports(
    kind: String,
    id: String,
    #[server(default)] reason: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
    };
    use cabildo_domain::{Refusal, address, moderation::Measure};
    use cabildo_service::moderation::ReasonForm;
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let back = act::local_path(&back, address::DESK_REPORTS);
    let kept = post::reason_kept_as(Measure::Dismiss, subject);
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
            let page = address::measure(Measure::Dismiss, subject.kind, subject.id);
            act::refuse(&cx, &kept, &page, input, error).await
        }
    }
}
