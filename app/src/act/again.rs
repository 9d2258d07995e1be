//! What comes too fast, or while the database takes nothing, is not lost: its page holds the same form, to be sent again.

use super::{for_island, wants_page};
use crate::{
    document::{Back, Failure, Typed},
    request::Cx,
    t,
};
use axum::{
    Form,
    body::Body,
    extract::FromRequest,
    http::Request,
    response::{IntoResponse, Response},
};
use cabildo_domain::Refusal;
use leptos::prelude::*;

/// A form as it was sent, on its way into an error page.
#[derive(Clone, Debug)]
pub struct Again {
    action: String,
    fields: Vec<(String, String)>,
}

/// Refuses a request that came too fast; a page gets its form back.
pub async fn too_fast(cx: &Cx, request: Request<Body>, seconds: u32) -> Response {
    refuse_unread(cx, request, Refusal::TooFast { seconds }).await
}

/// Refuses a request that was not looked at; a page gets its form back.
pub async fn refuse_unread(cx: &Cx, request: Request<Body>, refusal: Refusal) -> Response {
    if !wants_page(request.headers()) {
        return for_island(refusal);
    }
    let mut page = Failure(refusal).into_response();
    page.extensions_mut().insert(Back(cx.referer.clone()));
    offer_again(&mut page, request).await;
    page
}

/// Puts the form of a request into the error page that answers it, in place of its texts to copy.
pub(super) async fn offer_again(page: &mut Response, request: Request<Body>) {
    let action = request.uri().path().to_owned();
    let is_known = server_fn::axum::server_fn_paths().any(|(known, _)| known == action);
    if let (true, Ok(Form(fields))) = (
        is_known,
        Form::<Vec<(String, String)>>::from_request(request, &()).await,
    ) {
        // A password is never written into a page.
        let is_secret = |name: &str| name.contains("password") || matches!(name, "current" | "new");
        if !fields.iter().any(|(name, _)| is_secret(name)) {
            page.extensions_mut().remove::<Typed>();
            page.extensions_mut().insert(Again { action, fields });
        }
    }
}

impl Again {
    /// The form, with all that was typed and one button.
    pub fn form(self, cx: &Cx) -> AnyView {
        let fields = self
            .fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> });
        let fields: Vec<_> = fields.collect();
        view! {
            <form method="post" action=self.action>
                {fields}
                <button class="primary">{t!(cx, "failure-again")}</button>
            </form>
        }
        .into_any()
    }
}
