//! Answering a proposal for the city, and correcting an answer.

use super::{address as post, preview};
use crate::{
    act::{self, Form},
    error::AppError,
    flash::Flash,
    param,
    request::Cx,
};
use cabildo_domain::{Refusal, address};
use cabildo_service::response::{CorrectionForm, ResponseForm};
use leptos::prelude::*;

/// Shows an answer as everyone will see it; or (step `publish`) publishes it if it was shown before, and sets the
/// proposal's status.
#[server(prefix = "/act", endpoint = "proposal/answer")]
pub async fn answer_proposal(
    slug: String,
    number: i64,
    #[server(flatten)] form: ResponseForm,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let page = address::answer_proposal(&slug, number);
    let posted = Form::new(&cx, post::kept_as(&slug, number), page, &form);
    let respondent = cx.viewer.respondent()?;
    let look = cx
        .service
        .responses()
        .preview(respondent, &slug, number, &form);
    let (_, is_published) = posted.check(look).await?;
    if !is_published {
        if step != "publish" || !posted.check(preview::was_seen(&cx, &posted)).await? {
            return posted.keep_and_show().await;
        }
        let answering = cx
            .service
            .responses()
            .answer(respondent, &slug, number, form);
        posted.check(answering).await?;
    }
    posted.forget().await;
    act::done(
        address::proposal(&slug, number),
        &Flash::success("answered"),
    )
}

/// Shows a corrected answer as everyone will see it; or (step `publish`) publishes it if it was shown before.
#[server(prefix = "/act", endpoint = "proposal/correct-answer")]
pub async fn correct_answer(
    slug: String,
    number: i64,
    id: String,
    #[server(flatten)] form: CorrectionForm,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let page = address::correct_answer(&slug, number, id);
    let posted = Form::new(&cx, post::correction_kept_as(id), page, &form);
    let (service, moderator) = (&cx.service, cx.viewer.moderator()?);
    let look = service
        .responses()
        .preview_correction(moderator, &slug, number, id, &form);
    let (_, is_published) = posted.check(look).await?;
    if !is_published {
        if step != "publish" || !posted.check(preview::was_seen(&cx, &posted)).await? {
            return posted.keep_and_show().await;
        }
        let correcting = service
            .responses()
            .correct(moderator, &slug, number, id, &form);
        posted.check(correcting).await?;
    }
    posted.forget().await;
    act::done(
        address::proposal(&slug, number),
        &Flash::success("answer-corrected"),
    )
}
