//! `/lab`: all consultations in any state, those edited last first.

use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{link, time},
};
use axum::{Router, extract::Query, routing::get};
use cabildo_domain::address;
use cabildo_service::{consultation::ConsultationCard, cursor::Cursor};
use leptos::prelude::*;
use serde::Deserialize;

/// The pages of this file.
pub fn routes() -> Router {
    Router::new().route(address::LAB, get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    after: String,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let list = cx
        .service
        .consultations()
        .of_lab(cx.viewer.lab()?, Cursor::given(&asked.after).as_ref())
        .await?;
    let meta = Meta {
        title: t!(cx, "lab-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let content = if list.items.is_empty() { empty(&cx) } else { rows(&cx, &list.items) };
        let pager = list.next.as_ref().map(|next| {
            let href = link::with_query(address::LAB, &[("after", next.as_str())]);
            view! {
                <nav class="pager" aria-label=t!(cx, "consultations-pages")>
                    <a rel="next" href=href>{t!(cx, "consultations-more")}</a>
                </nav>
            }
        });
        view! {
            <header class="page-header">
                <h1>{t!(cx, "lab-title")}</h1>
                <p class="lead">{t!(cx, "lab-lead")}</p>
                <div class="actions"><a class="button primary" href=address::LAB_NEW>{t!(cx, "lab-new")}</a> <a class="button" href=address::DESK_OPINIONS>{t!(cx, "opinion-desk-title")}</a></div>
            </header>
            {content}
            {pager}
        }
    }))
}

fn empty(cx: &Cx) -> AnyView {
    view! { <div class="empty"><p><strong>{t!(cx, "lab-empty")}</strong></p><p>{t!(cx, "lab-empty-next")}</p></div> }
        .into_any()
}

fn rows(cx: &Cx, items: &[ConsultationCard]) -> AnyView {
    let items: Vec<_> = items
        .iter()
        .map(|item| view! { <li>{row(cx, item)}</li> })
        .collect();
    view! { <h2 class="visually-hidden">{t!(cx, "lab-list")}</h2> <ul class="rows">{items}</ul> }
        .into_any()
}

fn row(cx: &Cx, item: &ConsultationCard) -> AnyView {
    let standing = item.standing.as_str();
    let lang = item.language.to_string();
    let figure = |count: i64, word: String| {
        view! { <span><strong class="figure">{cx.number(count)}</strong> " " {word}</span> }
    };
    let (proposals, people) = (item.counts.proposals, item.counts.participants);
    view! {
        <article class="row">
            <h3><a href=address::edit_consultation(&item.slug) lang=lang dir="auto">{item.title.to_string()}</a></h3>
            <p class="meta">
                <span class="status" data-status=standing>{cx.word("standing", standing)}</span>
                <span>{time::begins(cx, item.opens_at)} " – " {time::ends(cx, item.closes_at)}</span>
                <span>{cx.word("template", item.template.as_str())}</span>
                <span>{t!(cx, "lab-edited")} " " {time::ago(cx, item.updated_at)}</span>
            </p>
            <p class="counts">
                {figure(proposals, t!(cx, "lab-count-proposals", count = proposals))}
                " "
                {figure(people, t!(cx, "lab-count-people", count = people))}
            </p>
        </article>
    }
    .into_any()
}
