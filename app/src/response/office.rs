//! `/office`: the responses that the viewer's offices owe, the oldest promise first.
//!
//! The page is for accounts that answer for an office (`cabildo user office`) without a role of staff. Staff without an
//! office of their own find a link to the desk here, which lists what the whole city owes.

use super::owed::row;
use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::link,
};
use axum::{Router, extract::Query, routing::get};
use cabildo_domain::{address, permission::Capability};
use cabildo_service::{cursor::Cursor, response::OfficePage};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OFFICE, get(show))
}

/// The end of the page before.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Part {
    after: String,
}

async fn show(cx: Cx, Query(part): Query<Part>) -> PageResult {
    let after = Cursor::given(&part.after);
    let page = cx
        .service
        .responses()
        .of_offices(cx.viewer.respondent()?, after.as_ref())
        .await?;
    let meta = Meta {
        title: t!(&cx, "office-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let offices: Vec<_> = page
            .offices
            .iter()
            .map(|office| view! { <li dir="auto">{office.to_string()}</li> })
            .collect();
        let offices = (!offices.is_empty()).then(|| {
            view! { <p>{t!(&cx, "office-which")}</p><ul>{offices}</ul> }
        });
        let rows: Vec<_> = page.owed.iter().map(|owed| view! { <li>{row(&cx, owed)}</li> }).collect();
        let list = if rows.is_empty() {
            nothing(&cx, &page, after.is_some())
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        let next = page.next.as_ref().map(|next| {
            let href = link::with_query(address::OFFICE, &[("after", next.as_str())]);
            view! { <nav class="pager" aria-label=t!(&cx, "desk-pages")><a rel="next" href=href>{t!(&cx, "desk-next")}</a></nav> }
        });
        view! {
            <header class="page-header">
                <h1>{t!(&cx, "office-title")}</h1>
                <p class="lead">{t!(&cx, "office-lead")}</p>
            </header>
            {offices} {list} {next}
        }
    }))
}

/// The reason why the list is empty, and what to do next.
fn nothing(cx: &Cx, page: &OfficePage, is_later_page: bool) -> AnyView {
    let (title, hint, href, next) = if is_later_page {
        (
            t!(cx, "office-end"),
            t!(cx, "office-end-hint"),
            address::OFFICE,
            t!(cx, "office-first"),
        )
    } else if page.offices.is_empty() && cx.viewer.may(Capability::Moderate) {
        (
            t!(cx, "office-of-staff"),
            t!(cx, "office-of-staff-hint"),
            address::DESK_ANSWERS,
            t!(cx, "answer-desk-title"),
        )
    } else {
        (
            t!(cx, "office-none"),
            t!(cx, "office-none-hint"),
            address::CONSULTATIONS,
            t!(cx, "office-consultations"),
        )
    };
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{hint}</p>
            <p><a href=href>{next}</a></p>
        </div>
    }
    .into_any()
}
