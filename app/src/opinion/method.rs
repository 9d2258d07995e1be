//! `/about/opinion-method`: the method of opinion maps, for people who have to defend or doubt one.

use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
};
use axum::{Router, routing::get};
use cabildo_domain::{address, opinion::SMALLEST_GROUP};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OPINION_METHOD, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let lead = t!(&cx, "opinion-method-lead");
    let meta = Meta {
        title: t!(&cx, "opinion-method-title"),
        description: lead.clone(),
        private: false,
    };
    Ok(cx.page(meta, || {
        let parts = ["asked", "groups", "unites", "small", "limits", "sources"].map(|part| {
            let id = format!("method-{part}");
            let heading = t!(&cx, &format!("opinion-method-{part}-title"));
            let text = t!(&cx, &format!("opinion-method-{part}"), least = SMALLEST_GROUP);
            view! { <section aria-labelledby=id.clone()><h2 id=id.clone()>{heading}</h2><p>{text}</p></section> }
        });
        view! {
            <header class="page-header"><h1>{t!(&cx, "opinion-method-title")}</h1><p class="lead">{lead}</p></header>
            {parts.into_iter().collect_view()}
        }
    }))
}
