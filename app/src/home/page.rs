//! `/`: the open consultations and until when, the next ones, and the outcomes of past ones.

use crate::{
    consultation::card::{cards, outcomes},
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::link::with_query,
};
use axum::{Router, routing::get};
use cabildo_domain::{address, permission::Capability};
use cabildo_service::consultation::Home;
use leptos::prelude::*;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new().route(address::HOME, get(show))
}

async fn show(cx: Cx) -> PageResult {
    let home = cx.service.consultations().home().await?;
    let meta = Meta {
        title: cx.site.name.clone(),
        description: t!(cx, "home-lead"),
        private: false,
    };
    Ok(cx.page(meta, || {
        view! { {hero(&cx)} {open(&cx, &home)} {upcoming(&cx, &home)} {past(&cx, &home)} }
    }))
}

fn hero(cx: &Cx) -> AnyView {
    view! {
        <section class="hero">
            <h1>{t!(cx, "home-title")}</h1>
            <p class="lead">{t!(cx, "home-lead")}</p>
            <form class="search-box" role="search" action=address::SEARCH>
                <label class="visually-hidden" for="home-q">{t!(cx, "home-search-label")}</label>
                <input type="search" id="home-q" name="q" maxlength="200" placeholder=t!(cx, "home-search-hint") />
                <button class="primary">{t!(cx, "nav-search")}</button>
            </form>
            <p><a href=address::ABOUT>{t!(cx, "home-how")}</a></p>
        </section>
    }
    .into_any()
}

fn open(cx: &Cx, home: &Home) -> AnyView {
    let content = if home.open.is_empty() {
        nothing_open(cx, home)
    } else {
        cards(cx, &home.open)
    };
    view! {
        <section class="stack" aria-labelledby="open">
            <div class="heading">
                <h2 id="open">{t!(cx, "home-open")}</h2>
                <a href=address::CONSULTATIONS>{t!(cx, "home-all")}</a>
            </div>
            {content}
        </section>
    }
    .into_any()
}

fn nothing_open(cx: &Cx, home: &Home) -> AnyView {
    let next = if home.upcoming.is_empty() {
        t!(cx, "home-empty-later")
    } else {
        t!(cx, "home-empty-upcoming")
    };
    let lab = cx
        .viewer
        .may(Capability::RunConsultations)
        .then(|| view! { <a class="button primary" href=address::LAB_NEW>{t!(cx, "lab-new")}</a> });
    view! { <div class="empty"><p><strong>{t!(cx, "home-empty")}</strong></p><p>{next}</p>{lab}</div> }.into_any()
}

fn upcoming(cx: &Cx, home: &Home) -> Option<AnyView> {
    (!home.upcoming.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="upcoming">
                <h2 id="upcoming">{t!(cx, "home-upcoming")}</h2>
                {cards(cx, &home.upcoming)}
            </section>
        }
        .into_any()
    })
}

fn past(cx: &Cx, home: &Home) -> Option<AnyView> {
    (!home.past.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="past">
                <div class="heading">
                    <h2 id="past">{t!(cx, "home-past")}</h2>
                    <a href=with_query(address::CONSULTATIONS, &[("show", "past")])>{t!(cx, "home-past-all")}</a>
                </div>
                {outcomes(cx, &home.past)}
            </section>
        }
        .into_any()
    })
}
