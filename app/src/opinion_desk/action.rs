//! The moderators' server functions. They accept a statement, take it out, ask it again and edit it; they exclude a
//! participant or a burst of participants, and count their answers again.

use super::address as post;
use crate::{
    act::{self, Form},
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
    let moderator = cx.viewer.moderator()?;
    cx.service
        .statements()
        .accept(moderator, &slug, number)
        .await?;
    act::done(
        address::opinion_desk(&slug),
        &Flash::success("statement-accepted"),
    )
}

/// Takes a statement out for a reason.
#[server(prefix = "/act", endpoint = "opinion-desk/reject")]
pub async fn reject_statement(
    at: String,
    number: String,
    #[server(flatten)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let page = address::statement_on_desk(&slug, number);
    let posted = Form::new(&cx, post::reason_kept_as(&slug, number), page, &form);
    let moderator = cx.viewer.moderator()?;
    posted
        .run(
            cx.service
                .statements()
                .reject(moderator, &slug, number, form),
        )
        .await?;
    let (again, number) = (t!(&cx, "opinion-desk-undo-reason"), number.to_string());
    let fields = [
        ("at", slug.as_str()),
        ("number", &number),
        ("reason", &again),
    ];
    let flash = Flash::success("statement-rejected").undo(post::RESTORE, &fields);
    act::done(address::opinion_desk(&slug), &flash)
}

/// Asks a statement again that was taken out.
#[server(prefix = "/act", endpoint = "opinion-desk/restore")]
pub async fn restore_statement(
    at: String,
    number: String,
    #[server(flatten)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let page = address::statement_on_desk(&slug, number);
    let posted = Form::new(&cx, post::reason_kept_as(&slug, number), &*page, &form);
    let moderator = cx.viewer.moderator()?;
    posted
        .run(
            cx.service
                .statements()
                .restore(moderator, &slug, number, form),
        )
        .await?;
    act::done(&*page, &Flash::success("statement-restored"))
}

/// Changes a statement's text, language or kind.
#[server(prefix = "/act", endpoint = "opinion-desk/edit")]
pub async fn edit_statement(
    at: String,
    number: String,
    #[server(flatten)] form: StatementEditForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let page = address::statement_on_desk(&slug, number);
    let posted = Form::new(&cx, post::edit_kept_as(&slug, number), &*page, &form);
    let moderator = cx.viewer.moderator()?;
    posted
        .run(cx.service.statements().edit(moderator, &slug, number, form))
        .await?;
    act::done(&*page, &Flash::success("statement-saved"))
}

/// Leaves a participant's answers out of the counts and the map, for a reason.
#[server(prefix = "/act", endpoint = "opinion-desk/exclude")]
pub async fn exclude_participant(
    at: String,
    number: String,
    #[server(flatten)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    let page = post::person_page(&slug, number);
    let posted = Form::new(&cx, post::exclusion_kept_as(&slug, number), page, &form);
    let moderator = cx.viewer.moderator()?;
    posted
        .run(
            cx.service
                .opinion()
                .exclude_participant(moderator, &slug, number, form),
        )
        .await?;
    let count = number.to_string();
    let flash = Flash::success("participant-excluded")
        .with("number", number)
        .undo(post::READMIT, &[("at", slug.as_str()), ("number", &count)]);
    act::done(address::opinion_integrity(&slug), &flash)
}

/// Counts an excluded participant's answers again.
#[server(prefix = "/act", endpoint = "opinion-desk/readmit")]
pub async fn readmit_participant(at: String, number: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, number) = (param::slug(&at)?, param::number(&number)?);
    cx.service
        .opinion()
        .readmit_participant(cx.viewer.moderator()?, &slug, number)
        .await?;
    let flash = Flash::success("participant-readmitted").with("number", number);
    act::done(address::opinion_integrity(&slug), &flash)
}

/// Leaves the answers of everyone of a burst out of the counts and the map, for one reason.
#[server(prefix = "/act", endpoint = "opinion-desk/exclude-burst")]
pub async fn exclude_burst(
    at: String,
    first: String,
    #[server(flatten)] form: ReasonForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, first) = (param::slug(&at)?, param::number(&first)?);
    let page = post::burst_page(&slug, first);
    let posted = Form::new(&cx, post::burst_kept_as(&slug, first), page, &form);
    let moderator = cx.viewer.moderator()?;
    let done = posted
        .run(
            cx.service
                .opinion()
                .exclude_burst(moderator, &slug, first, form),
        )
        .await?;
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
    act::done(address::opinion_integrity(&slug), &flash)
}

/// Counts the answers of everyone again whom one decision excluded.
#[server(prefix = "/act", endpoint = "opinion-desk/readmit-together")]
pub async fn readmit_together(at: String, exclusion: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (slug, exclusion) = (param::slug(&at)?, param::number(&exclusion)?);
    let people = cx
        .service
        .opinion()
        .readmit_together(cx.viewer.moderator()?, &slug, exclusion)
        .await?;
    let flash = match people {
        0 => Flash::info("burst-readmitted-already"),
        1 => Flash::success("burst-readmitted-one"),
        _ => Flash::success("burst-readmitted").with("count", people),
    };
    act::done(address::opinion_integrity(&slug), &flash)
}
