//! `/desk/answers`: the responses that the city owes, the oldest promise first.

use super::owed::row;
use crate::{
    document::{Meta, PageResult},
    moderation::page::tabs,
    request::Cx,
    t,
};
use axum::{Router, routing::get};
use cabildo_domain::address;
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_ANSWERS, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let owed = cx.service.responses().owed(cx.viewer.moderator()?).await?;
    let meta = Meta {
        title: t!(&cx, "answer-desk-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let late = owed.iter().filter(|owed| owed.late).count() as i64;
        let rows: Vec<_> = owed.iter().map(|owed| view! { <li>{row(&cx, owed)}</li> }).collect();
        let list = if rows.is_empty() {
            view! { <div class="empty"><h2>{t!(&cx, "answer-desk-none")}</h2><p>{t!(&cx, "answer-desk-none-hint")}</p></div> }
                .into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <header class="page-header">
                <h1>{t!(&cx, "answer-desk-title")}</h1>
                <p class="lead">{t!(&cx, "answer-desk-lead", count = owed.len() as i64, late = late)}</p>
            </header>
            {tabs(&cx)} {list}
        }
    }))
}
