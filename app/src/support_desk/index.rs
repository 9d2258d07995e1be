//! `/desk/supports`: thresholds that are being checked, then those whose check ended.

use super::look;
use crate::{
    document::{Meta, PageResult},
    moderation::page::tabs,
    request::Cx,
    t,
    ui::time,
};
use axum::{Router, routing::get};
use cabildo_domain::{
    address,
    support::{CHECKED_FOR, HELD_FOR, Stage},
};
use cabildo_service::support::CheckedThreshold;
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_SUPPORTS, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let checks = cx
        .service
        .supports()
        .checked(cx.viewer.moderator()?)
        .await?;
    let meta = Meta {
        title: t!(cx, "support-desk-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let hours = |span: cabildo_domain::time::Span| span.as_seconds() / 3_600;
        let (open, ended): (Vec<_>, Vec<_>) = checks
            .iter()
            .partition(|check| check.stage == Stage::Checking);
        let none = checks.is_empty().then(|| {
            view! { <div class="empty"><h2>{t!(cx, "support-desk-none")}</h2><p>{t!(cx, "support-desk-none-text")}</p></div> }
        });
        let ended = (!ended.is_empty()).then(|| {
            view! {
                <section class="stack" data-gap="small" aria-labelledby="ended">
                    <h2 id="ended">{t!(cx, "support-desk-ended")}</h2>
                    {rows(&cx, &ended)}
                </section>
            }
        });
        view! {
            <header class="page-header">
                <h1>{t!(cx, "support-desk-title")}</h1>
                <p class="lead">
                    {t!(cx, "support-desk-lead", hours = hours(CHECKED_FOR), held = hours(HELD_FOR))}
                </p>
            </header>
            {tabs(&cx)}
            {none}
            {(!open.is_empty()).then(|| rows(&cx, &open))}
            {ended}
        }
    }))
}

fn rows(cx: &Cx, checks: &[&CheckedThreshold]) -> AnyView {
    let rows: Vec<_> = checks
        .iter()
        .map(|check| {
            let href = address::look_at_supports(&check.slug, check.number);
            let lang = check.language.to_string();
            view! {
                <li>
                    <article class="row">
                        <h2><a href=href lang=lang dir="auto">{check.title.to_string()}</a></h2>
                        <p class="meta">
                            <strong>{look::standing(cx, check)}</strong>
                            <span dir="auto">{check.consultation_title.to_string()}</span>
                            <span>{t!(cx, "support-desk-reached", goal = check.rung_count)} " " {time::moment(cx, check.reached_at)}</span>
                        </p>
                        {look::reasons(cx, check)}
                    </article>
                </li>
            }
        })
        .collect();
    view! { <ul class="rows">{rows}</ul> }.into_any()
}
