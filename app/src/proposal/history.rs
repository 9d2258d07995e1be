//! `/c/{slug}/p/{number}/history`: every version of a proposal's text, and what changed in one of them.

use super::{
    part::lead_to_the_idea,
    words::{self, author},
};
use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{link::with_query, time},
};
use axum::{
    Router,
    extract::{Path, Query},
    middleware::from_fn,
    routing::get,
};
use cabildo_domain::{Refusal, consultation::Slug};
use cabildo_service::proposal::{DiffKind, RevisionView, word_diff};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new()
        .route("/c/{slug}/p/{number}/history", get(show))
        .route_layer(from_fn(lead_to_the_idea))
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
    let (slug, number) = (words::slug(&slug)?, words::number(&number)?);
    let (consultation, versions) = cx.service.revisions(&cx.viewer, &slug, number).await?;
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
        words::path(&slug, number),
        t!(cx, "proposal-kicker", number = number.to_string()),
    );
    Ok(cx.public_page(meta, || {
        view! {
            {words::breadcrumbs(&cx, &consultation, vec![words::list_crumb(&cx, &consultation), proposal])}
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
    let path = format!("{}/history", words::path(slug, number));
    let items: Vec<_> = versions
        .iter()
        .map(|version| {
            let current = (version.revision == shown).then_some("true");
            let revision = version.revision.to_string();
            let href = with_query(&path, &[("version", &revision)]);
            view! {
                <li>
                    <a href=href aria-current=current>{t!(cx, "proposal-history-version", number = revision)}</a>
                    <p class="meta">{author(cx, &version.editor)} {time::moment(cx, version.created_at)}</p>
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
    let lang = version.language.to_string();
    let heading = t!(cx, "proposal-history-version", number = shown.to_string());
    let body = match find(shown - 1) {
        Some(before) => view! {
            <p class="hint">{t!(cx, "proposal-history-legend")}</p>
            {diff(before.title.as_str(), version.title.as_str(), &lang)}
            {diff(before.body.as_str(), version.body.as_str(), &lang)}
            {label_change(cx, "theme", before.theme.as_ref(), version.theme.as_ref())}
            {label_change(cx, "area", before.area.as_ref(), version.area.as_ref())}
        }
        .into_any(),
        None => view! {
            <p class="hint">{t!(cx, "proposal-history-first")}</p>
            {diff(version.title.as_str(), version.title.as_str(), &lang)}
            {diff(version.body.as_str(), version.body.as_str(), &lang)}
        }
        .into_any(),
    };
    view! { <section class="stack" aria-labelledby="shown"><h2 id="shown">{heading}</h2>{body}</section> }.into_any()
}

fn label_change(
    cx: &Cx,
    field: &str,
    before: Option<&cabildo_domain::text::Label>,
    after: Option<&cabildo_domain::text::Label>,
) -> Option<AnyView> {
    if before == after {
        return None;
    }
    let removed = before.map(|label| view! { <del dir="auto">{label.to_string()}</del> });
    let added = after.map(|label| view! { <ins dir="auto">{label.to_string()}</ins> });
    Some(view! { <p>{cx.word("proposal-field", field)} ": " {removed} " " {added}</p> }.into_any())
}

/// What changed between two texts, word by word, line by line as they were typed.
pub fn diff(old: &str, new: &str, lang: &str) -> AnyView {
    let mut lines: Vec<Vec<AnyView>> = vec![Vec::new()];
    for piece in word_diff(old, new) {
        for (index, text) in piece.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if text.is_empty() {
                continue;
            }
            let text = text.to_owned();
            let view = match piece.kind {
                DiffKind::Same => text.into_any(),
                DiffKind::Added => view! { <ins>{text}</ins> }.into_any(),
                DiffKind::Removed => view! { <del>{text}</del> }.into_any(),
            };
            if let Some(line) = lines.last_mut() {
                line.push(view);
            }
        }
    }
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line}</p> })
        .collect();
    view! { <div class="diff prose" lang=lang.to_owned() dir="auto">{lines}</div> }.into_any()
}
