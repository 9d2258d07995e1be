//! `/desk/opinion/{slug}/burst?first=`: the second look at a burst, which is many people who joined from one network
//! within an hour, and the form that excludes all of them for one reason. The page of integrity lists bursts and the
//! decisions about several people at once.

use super::{address as post, compare, frame};
use crate::{
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary},
        time,
    },
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{address, consultation::Slug, limits::REASON};
use cabildo_service::opinion::{BurstPreview, BurstView, TogetherView};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_BURST, get(show))
}

/// The bursts, with links to a second look.
pub fn list(cx: &Cx, slug: &Slug, bursts: &[BurstView]) -> AnyView {
    let hint = view! { <p class="hint">{t!(cx, "opinion-desk-bursts-kept", days = kept())}</p> };
    if bursts.is_empty() {
        return view! { <p>{t!(cx, "opinion-desk-bursts-none")}</p> {hint} }.into_any();
    }
    let rows: Vec<_> = bursts
        .iter()
        .map(|burst| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=post::burst_page(slug, burst.first)>{time::moment(cx, burst.from)}</a>
                    </th>
                    <td class="number">{cx.number(burst.people)}</td>
                    <td class="number">{cx.number(burst.votes)}</td>
                    <td class="number">{cx.number(burst.excluded)}</td>
                    <td>{t!(cx, "opinion-desk-between", first = burst.first, last = burst.last)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table" role="region" aria-labelledby="bursts" tabindex="0">
            <table>
                <caption id="bursts">{t!(cx, "opinion-desk-bursts")}</caption>
                <thead><tr>
                    <th scope="col">{t!(cx, "opinion-desk-hour")}</th>
                    <th scope="col" class="number">{t!(cx, "opinion-desk-burst-people")}</th>
                    <th scope="col" class="number">{t!(cx, "opinion-desk-answered")}</th>
                    <th scope="col" class="number">{t!(cx, "opinion-desk-burst-excluded")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-numbers")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="hint">{t!(cx, "opinion-desk-bursts-hint")}</p>
        {hint}
    }
    .into_any()
}

/// The number of days for which bursts can be seen.
fn kept() -> i64 {
    cabildo_domain::opinion::NETWORK_KEPT.as_seconds() / 86_400
}

/// The decisions about several people at once, each with the button that takes it back.
pub fn together(cx: &Cx, slug: &Slug, decisions: &[TogetherView]) -> Option<AnyView> {
    let items: Vec<_> = decisions
        .iter()
        .map(|decision| {
            let reason = t!(cx, "opinion-desk-excluded-for", reason = decision.reason.as_str());
            view! {
                <li><article class="row">
                    <h3>{t!(cx, "opinion-desk-together-people", count = decision.people)}</h3>
                    <p class="meta">
                        <span>{t!(cx, "opinion-answers", count = decision.votes)}</span>
                        {time::moment(cx, decision.at)}
                    </p>
                    <p dir="auto">{reason}</p>
                    <form class="actions" method="post" action=post::READMIT_TOGETHER>
                        <input type="hidden" name="at" value=slug.to_string() />
                        <input type="hidden" name="exclusion" value=decision.exclusion.to_string() />
                        <button>{t!(cx, "opinion-desk-readmit-together", count = decision.people)}</button>
                    </form>
                </article></li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="stack" data-gap="small" aria-labelledby="together">
                <h2 id="together">{t!(cx, "opinion-desk-together")}</h2>
                <ul class="rows">{items}</ul>
            </section>
        }
        .into_any()
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    first: String,
}

async fn show(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let slug = param::slug(&slug)?;
    // Check the role before parsing the number, so outsiders get 403 and never a telling 404.
    let moderator = cx.viewer.moderator()?;
    let first = param::number(asked.first.trim())?;
    let found = cx
        .service
        .opinion()
        .burst_preview(moderator, &slug, first)
        .await?;
    let form = FormState::from(cx.kept(&post::burst_kept_as(&slug, first)).await?);
    let title = t!(cx, "opinion-desk-burst-title");
    Ok(cx.page(frame::private(title.clone()), || {
        let label = t!(cx, "opinion-desk-burst-reason");
        view! {
            {error_summary(&cx, &form, &[("reason", label.clone())])}
            {head(&cx, &slug, &found, title)}
            {maps(&cx, &found)}
            {decide(&cx, &slug, &found.burst, &form, label)}
        }
    }))
}

fn head(cx: &Cx, slug: &Slug, found: &BurstPreview, title: String) -> AnyView {
    let (burst, lang) = (&found.burst, found.consultation.language.to_string());
    let excluded = (burst.excluded > 0)
        .then(|| view! { <span>{t!(cx, "opinion-desk-burst-excluded-of", count = burst.excluded)}</span> });
    view! {
        <header class="page-header">
            <p class="kicker" lang=lang dir="auto">{found.consultation.title.to_string()}</p>
            <h1>{title}</h1>
            <p class="lead">{t!(cx, "opinion-desk-burst-lead", count = burst.people)}</p>
            <p class="meta">
                <span>{t!(cx, "opinion-answers", count = burst.votes)}</span>
                {excluded}
                {time::moment(cx, burst.from)}
                <a href=address::opinion_integrity(slug)>{t!(cx, "opinion-desk-tab-integrity")}</a>
            </p>
            <p>{t!(cx, "opinion-desk-bursts-hint")}</p>
        </header>
    }
    .into_any()
}

/// The present map, and the map without the burst.
fn maps(cx: &Cx, found: &BurstPreview) -> Option<AnyView> {
    if found.burst.excluded == found.burst.people {
        return None;
    }
    let table = match &found.maps {
        Some(maps) => {
            let headings = [
                t!(cx, "opinion-desk-burst-now"),
                t!(cx, "opinion-desk-burst-without"),
            ];
            compare::table(cx, &maps.texts, headings, &maps.now, &maps.without)
        }
        None => view! { <p class="hint">{t!(cx, "opinion-desk-burst-busy")}</p> }.into_any(),
    };
    Some(
        view! {
            <section class="stack" data-gap="small" aria-labelledby="compare">
                <h2 id="compare">{t!(cx, "opinion-desk-burst-maps")}</h2>
                {table}
            </section>
        }
        .into_any(),
    )
}

/// The form for the reason; `None` when nobody of the burst counts any more.
fn decide(cx: &Cx, slug: &Slug, burst: &BurstView, form: &FormState, label: String) -> AnyView {
    let count = burst.people - burst.excluded;
    if count == 0 {
        return view! { <div class="notice" data-kind="info"><p>{t!(cx, "opinion-desk-burst-done")}</p></div> }
            .into_any();
    }
    let reason = Text::area("reason", label, REASON).hint(t!(cx, "opinion-desk-burst-reason-hint"));
    view! {
        <form method="post" action=post::EXCLUDE_BURST class="form">
            <input type="hidden" name="at" value=slug.to_string() />
            <input type="hidden" name="first" value=burst.first.to_string() />
            {reason.view(cx, form)}
            <div class="actions">
                <button class="danger">{t!(cx, "opinion-desk-burst-exclude", count = count)}</button>
                <a class="button quiet" href=address::opinion_integrity(slug)>{t!(cx, "opinion-desk-burst-leave")}</a>
            </div>
        </form>
    }
    .into_any()
}
