//! Answering a proposal for the city.

use crate::error::AppError;
use leptos::prelude::*;

/// Gives an answer, and sets where the proposal stands.
///
/// # Errors
/// [`AppError`] with the refusal; what was typed is kept.
#[server(prefix = "/act", endpoint = "proposal/answer")]
pub async fn answer_proposal(
    slug: String,
    number: i64,
    #[server(default)] status: String,
    #[server(default)] merged_into: String,
    #[server(default)] body: String,
    #[server(default)] response: String,
    #[server(default)] language: String,
) -> Result<(), AppError> {
    use crate::{
        act::{self, Input, Reply},
        proposal::words,
        request::Cx,
        response::page::form_name,
        ui::flash::Flash,
    };
    use cabildo_service::response::ResponseForm;
    let cx = Cx::current();
    let slug = words::slug(&slug)?;
    let (name, path) = (form_name(slug.as_str(), number), words::path(&slug, number));
    let form = ResponseForm {
        status,
        merged_into,
        body,
        response,
        language,
    };
    let input = Input::of(&form);
    match cx
        .service
        .answer_proposal(&cx.viewer, &slug, number, form)
        .await
    {
        Ok(_) => {
            act::forget(&cx, &name).await;
            Reply::current().redirect_with(&cx, path, &Flash::success("answered"));
            Ok(())
        }
        Err(error) => act::refuse(&cx, &name, &format!("{path}/answer"), input, error).await,
    }
}
