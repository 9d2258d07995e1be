//! The HTML document around every page: head, skip link, header, footer, scripts for islands; and the types that
//! handlers of pages return.
//!
//! A page is an axum handler: it loads everything first, then renders a Leptos view at once, so its status and title
//! are known before the first byte. (leptos_axum's own renderer appends inline scripts and per-request state to each
//! page; see docs/adr.)

pub mod address;
mod again;
mod failure;
mod frame;

pub use again::Again;
pub use failure::{Back, Failure, Kept, Typed, explain_failures};
pub use frame::{hydration_head, inline_script};

use crate::{request::Cx, ui::time::ClockShown};
use axum::{
    http::header,
    response::{Html, IntoResponse, Response},
};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::sync::Arc;

/// The result of a page's handler; `?` turns refusals and failures into error pages.
pub type PageResult = Result<Response, Failure>;

/// The properties of a document besides its body.
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// The page's own title; the installation's name is added.
    pub title: String,
    /// One sentence for search engines and link previews; may be empty.
    pub description: String,
    /// Whether search engines must leave it out and browsers must not store it (drafts, forms, desks).
    pub private: bool,
}

impl<T: Into<String>> From<T> for Meta {
    fn from(title: T) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }
}

impl Cx {
    /// A whole page: `body` is called inside the reactive owner that islands need.
    pub fn page<V: IntoView + 'static>(
        &self,
        meta: impl Into<Meta>,
        body: impl FnOnce() -> V,
    ) -> Response {
        let meta = meta.into();
        // A private page must not come back by the Back button after log-out.
        let caching = if meta.private {
            "no-store"
        } else {
            "private, no-cache"
        };
        self.answer(&meta, caching, body)
    }

    /// A page that search engines leave out but browsers may store, because everybody may read its content (searches,
    /// histories).
    pub fn public_page<V: IntoView + 'static>(
        &self,
        meta: impl Into<Meta>,
        body: impl FnOnce() -> V,
    ) -> Response {
        self.answer(&meta.into(), "private, no-cache", body)
    }

    fn answer<V: IntoView + 'static>(
        &self,
        meta: &Meta,
        caching: &'static str,
        body: impl FnOnce() -> V,
    ) -> Response {
        let html = self.render(meta, || body().into_any());
        let headers = [
            (header::CACHE_CONTROL, caching),
            (header::VARY, "Cookie, Accept-Language"),
        ];
        (headers, Html(html)).into_response()
    }

    fn render(&self, meta: &Meta, body: impl FnOnce() -> AnyView) -> String {
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
        let html = owner.with(|| {
            provide_context(ClockShown::default());
            frame::document(self, meta, body)
        });
        owner.unset_with_forced_cleanup();
        html
    }
}
