//! Answering a proposal for the city, and correcting an answer.

use crate::error::AppError;
use leptos::prelude::*;

/// Shows an answer as everyone will see it; or (step `publish`) publishes it if it was shown before, and sets the
/// proposal's status.
///
/// # Errors
/// [`AppError`] with the refusal; the input is kept.
#[server(prefix = "/act", endpoint = "proposal/answer")]
pub async fn answer_proposal(
    slug: String,
    number: i64,
    #[server(default)] status: String,
    #[server(default)] merged_into: String,
    #[server(default)] body: String,
    #[server(default)] response: String,
    #[server(default)] language: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        param,
        request::Cx,
        response::preview,
    };
    use cabildo_domain::address;
    use cabildo_service::{Error, response::ResponseForm};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let (name, path) = (
        post::kept_as(&slug, number),
        address::proposal(&slug, number),
    );
    let form = ResponseForm {
        status,
        merged_into,
        body,
        response,
        language,
    };
    let input = Input::of(&form);
    let outcome = async {
        let (_, is_published) = cx
            .service
            .preview_answer(cx.viewer.respondent()?, &slug, number, &form)
            .await?;
        if is_published {
            return Ok(());
        }
        if step != "publish" || !preview::was_seen(&cx, &name, &input).await? {
            return Err(preview::nothing_wrong().into());
        }
        cx.service
            .answer_proposal(cx.viewer.respondent()?, &slug, number, form)
            .await?;
        Ok::<(), Error>(())
    };
    match outcome.await {
        Ok(()) => {
            act::forget(&cx, &name).await;
            Reply::current().redirect_with(&cx, path, &Flash::success("answered"));
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &name,
                &address::answer_proposal(&slug, number),
                input,
                error,
            )
            .await
        }
    }
}

/// Shows a corrected answer as everyone will see it; or (step `publish`) publishes it if it was shown before.
///
/// # Errors
/// [`AppError`] with the refusal; the input is kept.
#[server(prefix = "/act", endpoint = "proposal/correct-answer")]
pub async fn correct_answer(
    slug: String,
    number: i64,
    id: String,
    #[server(default)] revision: String,
    #[server(default)] status: String,
    #[server(default)] merged_into: String,
    #[server(default)] body: String,
    #[server(default)] language: String,
    #[server(default)] reason: String,
    #[server(default)] step: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        param,
        request::Cx,
        response::preview,
    };
    use cabildo_domain::{Refusal, address};
    use cabildo_service::{Error, response::CorrectionForm};
    let cx = Cx::current();
    let slug = param::slug(&slug)?;
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let name = post::correction_kept_as(id);
    let form = CorrectionForm {
        revision,
        status,
        merged_into,
        body,
        language,
        reason,
    };
    let input = Input::of(&form);
    let outcome = async {
        let (_, is_published) = cx
            .service
            .preview_correction(cx.viewer.moderator()?, &slug, number, id, &form)
            .await?;
        if is_published {
            return Ok(());
        }
        if step != "publish" || !preview::was_seen(&cx, &name, &input).await? {
            return Err(preview::nothing_wrong().into());
        }
        cx.service
            .correct_answer(cx.viewer.moderator()?, &slug, number, id, &form)
            .await?;
        Ok::<(), Error>(())
    };
    match outcome.await {
        Ok(()) => {
            act::forget(&cx, &name).await;
            let path = address::proposal(&slug, number);
            Reply::current().redirect_with(&cx, path, &Flash::success("answer-corrected"));
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &name,
                &address::correct_answer(&slug, number, id),
                input,
                error,
            )
            .await
        }
    }
}
