//! `/desk/opinion/{slug}/integrity`: participants whose answers look automatic, and bursts; `/people?number=` excludes
//! one for a reason or readmits them. The page does not say who a participant is: only the behaviour matters.

use super::{address as post, burst, frame};
use crate::{
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{
        author,
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
use cabildo_service::opinion::{DecisionView, Suspect};
use leptos::prelude::*;
use serde::Deserialize;

/// The pages of this file.
pub fn routes() -> Router {
    Router::new()
        .route(address::DESK_INTEGRITY, get(show))
        .route(address::DESK_PEOPLE, get(person))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let report = cx
        .service
        .opinion()
        .integrity(cx.viewer.moderator()?, &slug)
        .await?;
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-tab-integrity")), || {
        let lead = t!(cx, "opinion-desk-integrity-lead");
        let compare = (report.people + report.excluded > 0).then(|| {
            let href = address::compare_maps(&slug);
            view! { <p><a href=href>{t!(cx, "opinion-desk-compare-link")}</a></p> }
        });
        view! {
            {frame::head(&cx, &report.consultation, "integrity", lead)}
            <p>
                <strong>{t!(cx, "opinion-desk-people", count = report.people)}</strong> " "
                <strong>{t!(cx, "opinion-desk-excluded", count = report.excluded)}</strong> " "
                {t!(cx, "opinion-desk-excluded-public")}
            </p>
            {compare}
            {suspects(&cx, &slug, &report.suspects)}
            {burst::list(&cx, &slug, &report.bursts)}
            {burst::together(&cx, &slug, &report.together)}
            {decisions(&cx, &slug, &report.decisions)}
            <form method="get" action=address::opinion_people(&slug) class="form">
                <div class="field">
                    <label for="number">{t!(cx, "opinion-desk-look-up")}</label>
                    <input id="number" name="number" type="number" min="1" data-size="small" required />
                </div>
                <div class="actions"><button>{t!(cx, "opinion-desk-look-up-do")}</button></div>
            </form>
        }
    }))
}

/// The reasons to look at a participant, in words.
fn signals(cx: &Cx, suspect: &Suspect) -> AnyView {
    let words: Vec<_> = suspect
        .signals
        .iter()
        .map(|signal| view! { <li>{cx.word("opinion-desk-signal", signal.as_str())}</li> })
        .collect();
    let excluded = suspect.excluded.as_ref().map(|reason| {
        view! { <li dir="auto">{t!(cx, "opinion-desk-excluded-for", reason = reason.as_str())}</li> }
    });
    view! { <ul>{words} {excluded}</ul> }.into_any()
}

fn suspects(cx: &Cx, slug: &Slug, suspects: &[Suspect]) -> AnyView {
    if suspects.is_empty() {
        return view! { <div class="empty"><p>{t!(cx, "opinion-desk-suspects-none")}</p></div> }
            .into_any();
    }
    let rows: Vec<_> = suspects
        .iter()
        .map(|suspect| {
            view! {
                <tr>
                    <th scope="row">
                        <a href=post::person_page(slug, suspect.number)>
                            {t!(cx, "opinion-desk-person", number = suspect.number)}
                        </a>
                    </th>
                    <td>{signals(cx, suspect)}</td>
                    <td class="number">{cx.number(suspect.answers)}</td>
                    <td class="number">{cx.number(suspect.hasty)}</td>
                    <td class="number">{cx.number(suspect.most_in_minute)}</td>
                    <td>{time::ago(cx, suspect.joined_at)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table" role="region" aria-labelledby="suspects" tabindex="0">
            <table>
                <caption id="suspects">{t!(cx, "opinion-desk-suspects")}</caption>
                <thead><tr>
                    <th scope="col">{t!(cx, "opinion-desk-who")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-signals")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-answered")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-hasty")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-in-minute")}</th>
                    <th scope="col">{t!(cx, "opinion-desk-joined-at")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The decisions about participants, taken-back ones included.
fn decisions(cx: &Cx, slug: &Slug, decisions: &[DecisionView]) -> Option<AnyView> {
    let rows = decisions.iter().map(|decision| {
        let kind = decision.kind.as_str();
        let who = match decision.participant {
            Some(number) => {
                let key = format!("opinion-desk-decision-{kind}");
                let who = t!(cx, "opinion-desk-person", number = number);
                view! { <strong>{t!(cx, &key)}</strong> " " <a href=post::person_page(slug, number)>{who}</a> }.into_any()
            }
            None => {
                let key = format!("opinion-desk-decision-{kind}-several");
                view! { <strong>{t!(cx, &key, count = decision.people)}</strong> }.into_any()
            }
        };
        let reason = decision.reason.as_ref().map(|reason| view! { <p dir="auto">{reason.to_string()}</p> });
        view! {
            <li>
                <p>{who}</p> {reason}
                <p class="meta"><span>{author::inline(cx, &decision.moderator)}</span> <span>{time::moment(cx, decision.at)}</span></p>
            </li>
        }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" data-gap="small" aria-labelledby="decisions">
                <h2 id="decisions">{t!(cx, "opinion-desk-decisions")}</h2>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    number: String,
}

async fn person(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let slug = param::slug(&slug)?;
    // Check the role before parsing the number, so outsiders get 403 and never a telling 404.
    let moderator = cx.viewer.moderator()?;
    let number = param::number(asked.number.trim())?;
    let suspect = cx
        .service
        .opinion()
        .participant(moderator, &slug, number)
        .await?;
    let form = FormState::from(cx.kept(&post::exclusion_kept_as(&slug, number)).await?);
    let title = t!(cx, "opinion-desk-person", number = number);
    Ok(cx.page(frame::private(title.clone()), || {
        let label = t!(cx, "opinion-desk-exclude-reason");
        let decide = if suspect.excluded.is_some() {
            view! {
                <form method="post" action=post::READMIT>
                    {frame::about(&slug, number)}
                    <button class="primary">{t!(cx, "opinion-desk-readmit")}</button>
                </form>
            }
            .into_any()
        } else {
            let reason = Text::area("reason", label.clone(), REASON).hint(t!(cx, "opinion-desk-exclude-hint"));
            view! {
                <form method="post" action=post::EXCLUDE class="form">
                    {frame::about(&slug, number)}
                    {reason.view(&cx, &form)}
                    <div class="actions"><button class="danger">{t!(cx, "opinion-desk-exclude")}</button></div>
                </form>
            }
            .into_any()
        };
        let account = if suspect.pseudonymous { "opinion-desk-pseudonymous" } else { "opinion-desk-account" };
        view! {
            {error_summary(&cx, &form, &[("reason", label)])}
            <header class="page-header">
                <h1>{title}</h1>
                <p class="meta">
                    <span>{t!(cx, account)}</span>
                    <span>{t!(cx, "opinion-desk-person-answers", count = suspect.answers, hasty = suspect.hasty, most = suspect.most_in_minute)}</span>
                    <a href=address::opinion_integrity(&slug)>{t!(cx, "opinion-desk-tab-integrity")}</a>
                </p>
                {signals(&cx, &suspect)}
            </header>
            {decide}
        }
    }))
}
