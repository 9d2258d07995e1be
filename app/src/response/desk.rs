//! `/desk/answers`: the responses that the city owes, the oldest promise first.

use crate::{
    document::{Meta, PageResult},
    moderation::page::tabs,
    request::Cx,
    t,
    ui::{link::with_query, time},
};
use axum::{Router, routing::get};
use cabildo_domain::address;
use cabildo_service::response::OwedView;
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_ANSWERS, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let owed = cx.service.owed_responses(cx.viewer.moderator()?).await?;
    let meta = Meta {
        title: t!(&cx, "answer-desk-title"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let late = owed.iter().filter(|owed| owed.late).count() as i64;
        let rows: Vec<_> = owed.iter().map(|owed| view! { <li>{row(&cx, owed)}</li> }).collect();
        let list = if rows.is_empty() {
            view! { <div class="empty"><h2>{t!(&cx, "answer-desk-none")}</h2><p>{t!(&cx, "answer-desk-none-hint")}</p></div> }
                .into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <header class="page-header">
                <h1>{t!(&cx, "answer-desk-title")}</h1>
                <p class="lead">{t!(&cx, "answer-desk-lead", count = owed.len() as i64, late = late)}</p>
            </header>
            {tabs(&cx)} {list}
        }
    }))
}

fn row(cx: &Cx, owed: &OwedView) -> AnyView {
    let OwedView {
        owing,
        late,
        checking_until,
    } = owed;
    let proposal = address::proposal(&owing.slug, owing.number);
    let answer = with_query(
        &format!("{proposal}/answer"),
        &[("response", &owing.id.to_string())],
    );
    let due = if *late {
        t!(cx, "answer-desk-late")
    } else {
        t!(cx, "answer-desk-due")
    };
    let urgent = late.then_some("");
    let checking = checking_until.map(|until| {
        let href = address::look_at_supports(&owing.slug, owing.number);
        let text = t!(cx, "support-desk-checking", until = time::ending(cx, until));
        view! { <a href=href>{text}</a> }
    });
    view! {
        <article class="row" data-urgent=urgent>
            <h2><a href=proposal lang=owing.language.to_string() dir="auto">{owing.title.to_string()}</a></h2>
            <p class="meta">
                <strong>{due} " " {time::day(cx, owing.due_at)}</strong>
                <span dir="auto">{owing.consultation_title.to_string()}</span>
                <span>{t!(cx, "proposal-kicker", number = owing.number.to_string())}</span>
                {checking}
            </p>
            <p>
                {t!(
                    cx,
                    "answer-desk-owes",
                    owes = owing.owes.to_string(),
                    owner = owing.owner.to_string(),
                    rung = owing.rung_count,
                    counted = owing.counted
                )}
            </p>
            <div class="actions"><a class="button" href=answer>{t!(cx, "answer-write")}</a></div>
        </article>
    }
    .into_any()
}
