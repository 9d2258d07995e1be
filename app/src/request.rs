//! One request as pages and actions see it: the service, the viewer, the language, the message to show.

use crate::{
    flash::Flash,
    i18n::{self, Formats},
    site::Site,
};
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
};
use cabildo_domain::{Locale, Timestamp, Viewer};
use cabildo_service::{Service, form_state::KeptForm, session::Origin};
use fluent_bundle::FluentArgs;
use std::{collections::BTreeMap, ops::Deref, sync::Arc};

/// The current request. Made by the server's session layer for every request; cheap to clone.
#[derive(Clone)]
pub struct Cx(Arc<Request>);

/// The parts of a request.
pub struct Request {
    /// The use-cases.
    pub service: Service,
    /// The installation.
    pub site: Arc<Site>,
    /// The person who asks.
    pub viewer: Viewer,
    /// The session's secret, needed to replace it.
    pub session_token: Option<String>,
    /// The language of the answer.
    pub locale: Locale,
    /// How the reader's region writes numbers and dates.
    pub formats: &'static Formats,
    /// The instant of the request, so that all of a page shows the same present.
    pub now: Timestamp,
    /// The path with the query, if there is one: `/c/x?sort=newest`.
    pub path_and_query: String,
    /// The page the request came from, when it is one of ours.
    pub referer: Option<String>,
    /// The browser's secret under which refused forms are kept.
    pub form_key: Option<String>,
    /// The passes of invitations that this browser keeps, by the consultation's address.
    pub passes: BTreeMap<String, String>,
    /// The message of the last action, shown once.
    pub flash: Option<Flash>,
    /// The origin of the request.
    pub origin: Origin,
}

impl Deref for Cx {
    type Target = Request;
    fn deref(&self) -> &Request {
        &self.0
    }
}

impl From<Request> for Cx {
    fn from(request: Request) -> Self {
        Self(Arc::new(request))
    }
}

impl Cx {
    /// The current request inside a server function.
    pub fn current() -> Self {
        leptos::prelude::expect_context::<Self>()
    }

    /// The path without the query.
    pub fn path(&self) -> &str {
        self.path_and_query.split('?').next().unwrap_or_default()
    }

    /// A text of the interface; use `t!`.
    pub fn text(&self, key: &str, args: Option<&FluentArgs>) -> String {
        i18n::text_with(self.locale, self.formats, key, args)
    }

    /// A word of the domain for people: `cx.word("status", status.as_str())` is the text `status-under-review`.
    pub fn word(&self, prefix: &str, word: &str) -> String {
        self.text(&format!("{prefix}-{}", word.replace('_', "-")), None)
    }

    /// A number as the reader's region writes it.
    pub fn number(&self, number: i64) -> String {
        self.formats.number(number)
    }

    /// The input of `form` when it was last refused; runs no SQL statement when this browser has none.
    pub async fn kept(&self, form: &str) -> Result<Option<KeptForm>, cabildo_service::Error> {
        match &self.form_key {
            Some(key) => {
                let account = self.viewer.account();
                self.service.kept_forms().take(key, form, account).await
            }
            None => Ok(None),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Cx {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}
