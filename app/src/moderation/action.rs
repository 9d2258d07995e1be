//! Reporting, hiding, restoring, dismissing.

use super::{address as post, tools};
use crate::{
    act::{self, Form},
    error::AppError,
    flash::Flash,
    request::Cx,
};
use cabildo_domain::{Refusal, Subject, address, moderation::Measure};
use cabildo_service::moderation::{ReasonForm, ReportForm};
use leptos::prelude::*;

/// Reports something to the moderators.
#[server(prefix = "/act", endpoint = "report")]
pub async fn report_subject(
    kind: String,
    id: String,
    #[server(flatten)] form: ReportForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let page = address::report(subject.kind, subject.id);
    let posted = Form::new(&cx, post::report_kept_as(subject), page, &form);
    let reporting = cx
        .service
        .moderation()
        .report(cx.viewer.resident()?, subject, form);
    let reported = posted.run(reporting).await?;
    let said = if reported.first {
        Flash::success("reported")
    } else {
        Flash::info("reported-before")
    };
    act::done(tools::onward(&cx, &reported.matter), &said)
}

/// Hides something for a reason.
#[server(prefix = "/act", endpoint = "moderation/hide")]
pub async fn hide_subject(
    kind: String,
    id: String,
    #[server(flatten)] form: ReasonForm,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let back = act::local_path(&back, address::DESK_REPORTS);
    let posted = posted(&cx, Measure::Hide, subject, &form);
    let hiding = cx
        .service
        .moderation()
        .hide(cx.viewer.moderator()?, subject, form);
    if !posted.run(hiding).await? {
        return act::done(back, &Flash::info("hidden-already"));
    }
    let again = cx.text(tools::undo_reason(subject.kind), None);
    let fields = [
        ("kind", kind.as_str()),
        ("id", id.as_str()),
        ("reason", again.as_str()),
        ("back", back.as_str()),
    ];
    let flash = Flash::success("hidden").undo(post::RESTORE, &fields);
    act::done(&*back, &flash)
}

/// Shows something again.
#[server(prefix = "/act", endpoint = "moderation/restore")]
pub async fn restore_subject(
    kind: String,
    id: String,
    #[server(flatten)] form: ReasonForm,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let posted = posted(&cx, Measure::Restore, subject, &form);
    let restoring = cx
        .service
        .moderation()
        .restore(cx.viewer.moderator()?, subject, form);
    let said = if posted.run(restoring).await? {
        Flash::success("restored")
    } else {
        Flash::info("restored-already")
    };
    act::done(act::local_path(&back, address::DESK_LOG), &said)
}

/// Leaves something as it is and closes the reports about it.
#[server(prefix = "/act", endpoint = "moderation/dismiss")]
pub async fn dismiss_reports(
    kind: String,
    id: String,
    #[server(flatten)] form: ReasonForm,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let subject = post::subject(&kind, &id).ok_or(Refusal::NotFound)?;
    let posted = posted(&cx, Measure::Dismiss, subject, &form);
    let moderator = cx.viewer.moderator()?;
    let dismissing = cx
        .service
        .moderation()
        .dismiss_reports(moderator, subject, form);
    let said = if posted.run(dismissing).await? {
        Flash::success("dismissed")
    } else {
        Flash::info("dismissed-already")
    };
    act::done(act::local_path(&back, address::DESK_REPORTS), &said)
}

/// The form with the reason of a measure.
fn posted<'a>(cx: &'a Cx, measure: Measure, subject: Subject, form: &ReasonForm) -> Form<'a> {
    let page = address::measure(measure, subject.kind, subject.id);
    Form::new(cx, post::reason_kept_as(measure, subject), page, form)
}
