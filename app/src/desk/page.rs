//! `/desk`: everything that waits for staff, the oldest promise first.

use super::names;
use crate::{
    document::{Meta, PageResult},
    moderation::page::tabs,
    request::Cx,
    t,
    ui::time,
};
use axum::{Router, routing::get};
use cabildo_domain::{address, support::Stage};
use leptos::prelude::*;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new()
        .route(address::DESK, get(show))
        .route(address::DESK_NAMES, get(names::show))
}

async fn show(cx: Cx) -> PageResult {
    let owed = cx.service.responses().owed(cx.viewer.moderator()?).await?;
    let queue = cx
        .service
        .moderation()
        .queue(cx.viewer.moderator()?, None)
        .await?;
    let mappings = cx
        .service
        .statements()
        .mappings(cx.viewer.moderator()?)
        .await?;
    let checks = cx
        .service
        .supports()
        .checked(cx.viewer.moderator()?)
        .await?;
    let flagged = cx
        .service
        .accounts()
        .flagged_names(cx.viewer.moderator()?, None)
        .await?;
    let meta = Meta {
        title: t!(cx, "desk-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let late = owed.iter().filter(|owed| owed.late).count() as i64;
        let first_owed = owed.first().map(|owed| {
            view! { <p class="meta"><span dir="auto">{owed.owing.title.to_string()}</span> {time::day(&cx, owed.owing.due_at)}</p> }
        });
        let first_case = queue.cases.first().map(|case| {
            view! { <p class="meta"><span>{t!(cx, "desk-oldest")}</span> {time::ago(&cx, case.since)}</p> }
        });
        let held = mappings.iter().map(|mapping| mapping.held).sum::<i64>();
        let statements = (!mappings.is_empty()).then(|| {
            view! {
                <li>
                    <article class="row">
                        <h2><a href=address::DESK_OPINIONS>{t!(cx, "opinion-desk-title")}</a></h2>
                        <p>{t!(cx, "opinion-desk-waiting", count = held)}</p>
                    </article>
                </li>
            }
        });
        let open = checks.iter().filter(|check| check.stage == Stage::Checking).count() as i64;
        let checking = (open > 0).then(|| {
            view! {
                <li>
                    <article class="row">
                        <h2><a href=address::DESK_SUPPORTS>{t!(cx, "support-desk-title")}</a></h2>
                        <p>{t!(cx, "support-desk-open", count = open)}</p>
                    </article>
                </li>
            }
        });
        let names = (!flagged.names.is_empty()).then(|| {
            let count = flagged.names.len() as i64;
            let text = if flagged.next.is_some() {
                t!(cx, "desk-start-names-more", count = count)
            } else {
                t!(cx, "desk-start-names", count = count)
            };
            view! {
                <li>
                    <article class="row">
                        <h2><a href=address::DESK_NAMES>{t!(cx, "desk-names-title")}</a></h2>
                        <p>{text}</p>
                    </article>
                </li>
            }
        });
        let more = queue.next.is_some();
        let reports = queue.cases.len() as i64;
        let waiting = if more { t!(cx, "desk-start-reports-more", count = reports) } else { t!(cx, "desk-start-reports", count = reports) };
        view! {
            <header class="page-header"><h1>{t!(cx, "desk-title")}</h1><p class="lead">{t!(cx, "desk-lead")}</p></header>
            {tabs(&cx)}
            <ul class="rows">
                <li>
                    <article class="row" data-urgent=(late > 0).then_some("")>
                        <h2><a href=address::DESK_ANSWERS>{t!(cx, "desk-start-answers-title")}</a></h2>
                        <p>{t!(cx, "desk-start-answers", count = owed.len() as i64, late = late)}</p>
                        {first_owed}
                    </article>
                </li>
                <li>
                    <article class="row">
                        <h2><a href=address::DESK_REPORTS>{t!(cx, "desk-start-reports-title")}</a></h2>
                        <p>{waiting}</p>
                        {first_case}
                    </article>
                </li>
                {statements}
                {checking}
                {names}
            </ul>
        }
    }))
}
