//! `/desk/opinion`: for staff, the consultations that map opinions; those with statements that wait for a moderator first.

use super::frame;
use crate::{document::PageResult, moderation::page::tabs, request::Cx, t};
use axum::{Router, routing::get};
use cabildo_domain::address;
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_OPINIONS, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let mappings = cx
        .service
        .statements()
        .mappings(cx.viewer.moderator()?)
        .await?;
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-title")), || {
        let is_empty = mappings.is_empty();
        let rows: Vec<_> = mappings
            .into_iter()
            .map(|mapping| {
                let lang = mapping.language.to_string();
                view! {
                    <li>
                        <article class="row">
                            <h2>
                                <a href=address::opinion_desk(&mapping.slug) lang=lang dir="auto">{mapping.title.to_string()}</a>
                            </h2>
                            <p class="meta">
                                <strong>{t!(cx, "opinion-desk-waiting", count = mapping.held)}</strong>
                                <span>{t!(cx, "opinion-desk-people", count = mapping.people)}</span>
                            </p>
                        </article>
                    </li>
                }
            })
            .collect();
        let list = if is_empty {
            view! { <div class="empty"><h2>{t!(cx, "opinion-desk-none")}</h2><p>{t!(cx, "opinion-desk-none-text")}</p></div> }
                .into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <header class="page-header">
                <h1>{t!(cx, "opinion-desk-title")}</h1>
                <p class="lead">{t!(cx, "opinion-desk-lead")}</p>
            </header>
            {tabs(&cx)} {list}
        }
    }))
}
