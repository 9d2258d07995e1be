//! Draws a consultation in a list: as a card if it is not over, as a row with its outcome if it is.

use crate::{
    consultation::{call, pattern::pattern},
    request::Cx,
    t,
    ui::time,
};
use cabildo_domain::{address, consultation::Standing};
use cabildo_service::consultation::ConsultationCard;
use leptos::prelude::*;

/// Cards side by side.
pub fn cards(cx: &Cx, items: &[ConsultationCard]) -> AnyView {
    let items: Vec<_> = items
        .iter()
        .map(|item| view! { <li>{card(cx, item)}</li> })
        .collect();
    view! { <ul class="cards">{items}</ul> }.into_any()
}

fn card(cx: &Cx, item: &ConsultationCard) -> AnyView {
    let lang = item.language.to_string();
    let call = call::call(
        cx,
        item.standing,
        &item.doors,
        &item.phases,
        item.opens_at,
        &item.language,
    );
    let ends = || call::call_ends(cx, &item.doors, &item.phases, item.closes_at);
    let left = (item.standing == Standing::Open)
        .then(|| view! { <strong>{time::left(cx, ends())}</strong> });
    let starts = (item.standing == Standing::Upcoming)
        .then(|| view! { <strong>{time::begins_in(cx, item.opens_at)}</strong> });
    let promise = (!item.promise.is_empty()).then(|| {
        let (label, text) = (t!(cx, "card-promise"), item.promise.clone());
        view! { <p><strong>{label}</strong> " " <span lang=lang.clone() dir="auto">{text}</span></p> }
    });
    view! {
        <article class="card">
            {pattern(item.slug.as_str())}
            <h3><a href=address::consultation(&item.slug) lang=lang.clone() dir="auto">{item.title.to_string()}</a></h3>
            <p lang=lang.clone() dir="auto">{item.summary.to_string()}</p>
            <p><strong>{call}</strong></p>
            {promise}
            <p class="meta">{left}{starts}{people(cx, item)}</p>
        </article>
    }
    .into_any()
}

fn people(cx: &Cx, item: &ConsultationCard) -> Option<AnyView> {
    people_text(cx, item.standing, item.counts.participants)
        .map(|text| view! { <span>{text}</span> }.into_any())
}

/// `1,240 people so far`; nothing before it opens.
pub fn people_text(cx: &Cx, standing: Standing, count: i64) -> Option<String> {
    let text = match (standing, count) {
        (Standing::Upcoming | Standing::Draft, _) => return None,
        (Standing::Open, 0) => t!(cx, "card-people-none"),
        (Standing::Open, _) => t!(cx, "card-people", count = count),
        _ => t!(cx, "card-people-took-part", count = count),
    };
    Some(text)
}

/// Rows one under the other: the outcome of each first, its numbers last.
pub fn outcomes(cx: &Cx, items: &[ConsultationCard]) -> AnyView {
    let items: Vec<_> = items
        .iter()
        .map(|item| view! { <li>{outcome(cx, item)}</li> })
        .collect();
    view! { <ul class="rows">{items}</ul> }.into_any()
}

fn outcome(cx: &Cx, item: &ConsultationCard) -> AnyView {
    let lang = item.language.to_string();
    let told = !item.outcome.is_empty();
    let text = if told {
        item.outcome.clone()
    } else {
        item.summary.to_string()
    };
    let ideas = call::takes_ideas(&item.phases, item.counts.proposals)
        .then(|| view! { <span>{t!(cx, "card-proposals", count = item.counts.proposals)}</span> });
    let waiting = (!told).then(|| view! { <p class="meta">{t!(cx, "card-outcome-waiting")}</p> });
    view! {
        <article class="row">
            <h3><a href=address::consultation(&item.slug) lang=lang.clone() dir="auto">{item.title.to_string()}</a></h3>
            <p class="excerpt" lang=lang.clone() dir="auto">{text}</p>
            {waiting}
            <p class="meta">
                <span>{t!(cx, "card-closed")} " " {time::ends(cx, item.closes_at)}</span>
                {people(cx, item)}
                {ideas}
            </p>
        </article>
    }
    .into_any()
}
