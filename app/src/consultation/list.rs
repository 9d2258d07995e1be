//! `/consultations`: all public consultations, open ones first.

use crate::{
    consultation::card::{cards, outcomes},
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::link,
};
use axum::{Router, extract::Query, routing::get};
use cabildo_domain::address;
use cabildo_service::{
    consultation::{ConsultationList, ListKind},
    cursor::Cursor,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::str::FromStr;

/// The pages of this file.
pub fn routes() -> Router {
    Router::new().route(address::CONSULTATIONS, get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    show: String,
    after: String,
}

async fn show(cx: Cx, Query(asked): Query<Asked>) -> PageResult {
    let kind = ListKind::from_str(&asked.show)
        .ok()
        .filter(|kind| *kind != ListKind::Public)
        .unwrap_or(ListKind::Open);
    let after = Cursor::given(&asked.after);
    let list = cx
        .service
        .consultations()
        .list(kind, after.as_ref())
        .await?;
    let title = t!(cx, "consultations-title");
    let meta = Meta {
        title: title.clone(),
        description: t!(cx, "consultations-lead"),
        private: false,
    };
    Ok(cx.page(meta, || {
        let content = content(&cx, kind, &list);
        view! {
            <header class="page-header"><h1>{title}</h1><p class="lead">{t!(cx, "consultations-lead")}</p></header>
            {tabs(&cx, kind)}
            <section class="stack" aria-labelledby="list">
                <h2 id="list">{t!(cx, &format!("consultations-{kind}-title"))}</h2>
                {content}
                {pager(&cx, kind, &list)}
            </section>
        }
    }))
}

fn content(cx: &Cx, kind: ListKind, list: &ConsultationList) -> AnyView {
    if list.items.is_empty() {
        return view! {
            <div class="empty">
                <p><strong>{t!(cx, &format!("consultations-{kind}-empty"))}</strong></p>
                <p>{t!(cx, "consultations-empty-next")}</p>
            </div>
        }
        .into_any();
    }
    if kind == ListKind::Past {
        outcomes(cx, &list.items)
    } else {
        cards(cx, &list.items)
    }
}

fn tabs(cx: &Cx, kind: ListKind) -> AnyView {
    let tab = |other: ListKind| {
        let current = (other == kind).then_some("page");
        let href = link::with_query(
            address::CONSULTATIONS,
            &[(
                "show",
                if other == ListKind::Open {
                    ""
                } else {
                    other.as_str()
                },
            )],
        );
        let text = t!(cx, &format!("consultations-{other}-tab"));
        view! { <li><a href=href aria-current=current>{text}</a></li> }
    };
    let tabs = [ListKind::Open, ListKind::Upcoming, ListKind::Past].map(tab);
    view! { <nav class="tabs" aria-label=t!(cx, "consultations-tabs")><ul>{tabs.into_iter().collect_view()}</ul></nav> }
        .into_any()
}

fn pager(cx: &Cx, kind: ListKind, list: &ConsultationList) -> Option<AnyView> {
    let next = list.next.as_ref()?;
    let href = link::with_query(
        address::CONSULTATIONS,
        &[("show", kind.as_str()), ("after", next.as_str())],
    );
    let text = t!(cx, "consultations-more");
    Some(
        view! { <nav class="pager" aria-label=t!(cx, "consultations-pages")><a rel="next" href=href>{text}</a></nav> }
            .into_any(),
    )
}
