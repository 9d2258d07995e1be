//! `/c/{slug}/p/{number}/answers/{id}`: every version of an answer, and the changes in each.

use super::view::merged_into;
use crate::{
    document::{Meta, PageResult},
    hidden::lead_to_the_page,
    param,
    request::Cx,
    t,
    ui::{crumbs, diff, status, time},
};
use axum::{Router, extract::Path, middleware::from_fn_with_state, routing::get};
use cabildo_domain::{Refusal, address};
use cabildo_service::response::{AnswerHistory, AnswerVersion};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new()
        .route(address::ANSWER_HISTORY, get(show))
        .route_layer(from_fn_with_state(address::PROPOSAL, lead_to_the_page))
}

async fn show(cx: Cx, Path((slug, number, id)): Path<(String, String, String)>) -> PageResult {
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let id = id.parse().map_err(|_| Refusal::NotFound)?;
    let history = cx
        .service
        .responses()
        .history(&cx.viewer, &slug, number, id)
        .await?;
    let title = t!(cx, "answer-history-title");
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let crumbs = vec![
            crumbs::proposals(&cx, &history.consultation),
            (
                address::proposal(&slug, number),
                t!(&cx, "proposal-kicker", number = number.to_string()),
            ),
        ];
        let versions = &history.versions;
        let items: Vec<_> = versions
            .iter()
            .enumerate()
            .map(|(index, version)| one(&cx, &history, version, versions.get(index + 1)))
            .collect();
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &history.consultation, crumbs)}
                <header class="page-header">
                    <h1>{title}</h1>
                    <p class="lead">{t!(&cx, "answer-history-lead")}</p>
                    {office(&cx, &history)}
                </header>
                {items}
            </div>
        }
    }))
}

/// The office that answered, if a rung of the ladder named one.
fn office(cx: &Cx, history: &AnswerHistory) -> Option<AnyView> {
    let owner = history.answer.owner.clone();
    let lang = history.consultation.language.to_string();
    (!owner.is_empty()).then(|| {
        view! { <p class="meta"><span>{t!(cx, "answer-history-office")}</span> " " <span lang=lang dir="auto">{owner}</span></p> }
            .into_any()
    })
}

fn one(
    cx: &Cx,
    history: &AnswerHistory,
    version: &AnswerVersion,
    before: Option<&AnswerVersion>,
) -> AnyView {
    let id = format!("version-{}", version.revision);
    let heading = t!(
        cx,
        "proposal-history-version",
        number = version.revision.to_string()
    );
    let lang = version.language.to_string();
    let reason = version.reason.as_ref().map(|reason| {
        view! {
            <p>{t!(cx, "answer-history-reason")}</p>
            <blockquote dir="auto">{reason.to_string()}</blockquote>
        }
    });
    let old = before.map_or(version.body.as_str(), |before| before.body.as_str());
    let slug = &history.consultation.slug;
    view! {
        <section class="stack" data-gap="small" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{heading}</h2>
            <p class="meta">
                {status::badge(cx, version.status)} {merged_into(cx, slug, version.merged_number)}
                {time::moment(cx, version.at)}
            </p>
            {reason}
            {diff::diff(old, &version.body, &lang)}
        </section>
    }
    .into_any()
}
