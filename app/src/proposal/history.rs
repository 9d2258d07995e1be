//! `/c/{slug}/p/{number}/history`: every version of a proposal's text, and the changes in one of them.

use super::content;
use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{link::with_query, time},
};
use crate::{
    hidden::lead_to_the_page,
    param,
    ui::{author, crumbs},
};
use axum::{
    Router,
    extract::{Path, Query},
    middleware::from_fn_with_state,
    routing::get,
};
use cabildo_domain::{Refusal, address, consultation::Slug};
use cabildo_service::proposal::RevisionView;
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new()
        .route(address::PROPOSAL_HISTORY, get(show))
        .route_layer(from_fn_with_state(address::PROPOSAL, lead_to_the_page))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    version: String,
}

async fn show(
    cx: Cx,
    Path((slug, number)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let (consultation, versions) = cx
        .service
        .proposals()
        .revisions(&cx.viewer, &slug, number)
        .await?;
    let newest = versions.first().ok_or(Refusal::NotFound)?.revision;
    let shown = asked
        .version
        .parse()
        .ok()
        .filter(|version| (1..=newest).contains(version))
        .unwrap_or(newest);
    let meta = Meta {
        title: t!(cx, "proposal-history-title"),
        private: true,
        ..Meta::default()
    };
    let proposal = (
        address::proposal(&slug, number),
        t!(cx, "proposal-kicker", number = number.to_string()),
    );
    Ok(cx.public_page(meta, || {
        view! {
            {crumbs::breadcrumbs(&cx, &consultation, vec![crumbs::proposals(&cx, &consultation), proposal])}
            <header class="page-header">
                <p class="kicker">{t!(cx, "proposal-kicker", number = number.to_string())}</p>
                <h1>{t!(cx, "proposal-history-title")}</h1>
            </header>
            <div class="sidebar">
                <div>{changes(&cx, &versions, shown)}</div>
                <aside>{list(&cx, &slug, number, &versions, shown)}</aside>
            </div>
        }
    }))
}

fn list(cx: &Cx, slug: &Slug, number: i64, versions: &[RevisionView], shown: i64) -> AnyView {
    let path = address::proposal_history(slug, number);
    let items: Vec<_> = versions
        .iter()
        .map(|version| {
            let current = (version.revision == shown).then_some("true");
            let revision = version.revision.to_string();
            let href = with_query(&path, &[("version", &revision)]);
            view! {
                <li>
                    <a href=href aria-current=current>{t!(cx, "proposal-history-version", number = revision)}</a>
                    <p class="meta">{author::inline(cx, &version.editor)} {time::moment(cx, version.created_at)}</p>
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="versions"><h2 id="versions">{t!(cx, "proposal-history-versions")}</h2><ol reversed>{items}</ol></section>
    }
    .into_any()
}

fn changes(cx: &Cx, versions: &[RevisionView], shown: i64) -> AnyView {
    let find = |number: i64| versions.iter().find(|version| version.revision == number);
    let Some(version) = find(shown) else {
        return ().into_any();
    };
    let heading = t!(cx, "proposal-history-version", number = shown.to_string());
    let body = match find(shown - 1) {
        Some(before) => view! {
            <p class="hint">{t!(cx, "proposal-history-legend")}</p>
            {content::changes(cx, before, version)}
        }
        .into_any(),
        None => view! {
            <p class="hint">{t!(cx, "proposal-history-first")}</p>
            {content::texts(&version.content, &version.content)}
        }
        .into_any(),
    };
    view! { <section class="stack" aria-labelledby="shown"><h2 id="shown">{heading}</h2>{body}</section> }.into_any()
}
