//! `/c/{slug}/opinion`: one statement in the middle, three answers, and the progress.

use super::{caller, island::InstantAnswers, piece};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{crumbs, link::with_query},
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::address;
use cabildo_service::opinion::{Asked, NextStatement};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OPINION, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let next = cx
        .service
        .opinion()
        .next_statement(caller::of(&cx, &slug), &slug)
        .await?;
    let meta = Meta {
        title: t!(&cx, "opinion-title"),
        description: t!(&cx, "opinion-lead"),
        private: !next.consultation.state.is_public(),
    };
    Ok(cx.page(meta, || {
        let here = address::opinion(&slug);
        let log_in = with_query(address::LOG_IN, &[("back", &here)]);
        view! {
            {crumbs::breadcrumbs(&cx, &next.consultation, Vec::new())}
            <header class="page-header"><h1>{t!(&cx, "opinion-title")}</h1><p class="lead">{t!(&cx, "opinion-lead")}</p></header>
            {participant(&cx, &next)}
            <section class="ask" aria-label=t!(&cx, "opinion-section") tabindex="-1">
                <div data-live="opinion" data-page=here data-log-in=log_in aria-live="polite">{piece::now(&cx, &next)}</div>
                <label class="choice keys" hidden>
                    <input type="checkbox" checked data-keys />
                    " " <span>{t!(&cx, "opinion-keys")}</span>
                </label>
                <InstantAnswers />
            </section>
            {onward(&cx, &next)}
        }
    }))
}

/// The name of a participant without an account, and a moderator's decision about their answers.
fn participant(cx: &Cx, next: &NextStatement) -> Option<AnyView> {
    let Asked::Participant {
        pseudonym,
        excluded,
    } = &next.asked
    else {
        return None;
    };
    let named = pseudonym.as_ref().map(|name| {
        let label = t!(cx, "opinion-as");
        view! { <p class="hint">{label} " " <strong dir="auto">{name.to_string()}</strong></p> }
    });
    let excluded = excluded.as_ref().map(|reason| {
        view! {
            <div class="notice" data-kind="warn">
                <p>{t!(cx, "opinion-excluded")}</p>
                <blockquote dir="auto">{reason.to_string()}</blockquote>
            </div>
        }
    });
    Some(view! { {named} {excluded} }.into_any())
}

/// Other links from here.
fn onward(cx: &Cx, next: &NextStatement) -> AnyView {
    let slug = &next.consultation.slug;
    let add = (next.contributing.is_none() && next.statements_left > 0).then(|| {
        view! { <li><a href=address::add_statement(slug)>{t!(cx, "opinion-add")}</a> " " <small>{t!(cx, "opinion-add-why")}</small></li> }
    });
    let map = next.has_map.then(
        || view! { <li><a href=address::opinion_map(slug)>{t!(cx, "opinion-see-map")}</a></li> },
    );
    view! {
        <section class="stack" data-gap="small" aria-labelledby="onward">
            <h2 id="onward">{t!(cx, "opinion-onward")}</h2>
            <ul>{map}{add}<li><a href=address::OPINION_METHOD>{t!(cx, "opinion-method-link")}</a></li></ul>
            <p class="hint">{t!(cx, "opinion-private")}</p>
        </section>
    }
    .into_any()
}
