//! The steps of a consultation with their dates, in an order that screen readers can read aloud.

use crate::{opinion, request::Cx, t, ui::time};
use cabildo_domain::{
    Language, Timestamp,
    consultation::Slug,
    phase::{Phase, Tense},
};
use leptos::prelude::*;

/// The steps as an ordered list; the present one is marked in words too.
pub fn steps(cx: &Cx, slug: &Slug, phases: &[Phase], language: &Language) -> AnyView {
    let next = phases
        .iter()
        .find(|phase| phase.tense(cx.now) == Tense::Future)
        .map(|phase| phase.id);
    let items: Vec<_> = phases
        .iter()
        .map(|phase| step(cx, slug, phase, next == Some(phase.id), language))
        .collect();
    view! { <ol class="phases">{items}</ol> }.into_any()
}

fn step(cx: &Cx, slug: &Slug, phase: &Phase, is_next: bool, language: &Language) -> AnyView {
    let tense = phase.tense(cx.now);
    let (word, mark, when) = match tense {
        Tense::Past => ("past", t!(cx, "step-past"), span(cx, phase)),
        Tense::Current => ("current", t!(cx, "step-current"), until(cx, phase.ends_at)),
        Tense::Future if is_next => ("future", t!(cx, "step-next"), span(cx, phase)),
        Tense::Future => ("future", t!(cx, "step-later"), span(cx, phase)),
    };
    let current = (tense == Tense::Current).then_some("step");
    let description = (!phase.description.as_str().is_empty()).then(
        || view! { <p lang=language.to_string() dir="auto">{phase.description.to_string()}</p> },
    );
    let allowed = allowed(cx, phase);
    let opinion = opinion::summary::step(cx, slug, phase);
    view! {
        <li data-tense=word aria-current=current>
            <h3 lang=language.to_string() dir="auto">{phase.name.to_string()}</h3>
            <p class="when"><span>{mark}</span> " " {when}</p>
            {description}
            {allowed.map(|text| view! { <p class="when">{text}</p> })}
            {opinion}
        </li>
    }
    .into_any()
}

fn span(cx: &Cx, phase: &Phase) -> AnyView {
    let (from, to) = (
        time::begins(cx, phase.starts_at),
        time::ends(cx, phase.ends_at),
    );
    view! { {from} " – " {to} }.into_any()
}

fn until(cx: &Cx, end: Timestamp) -> AnyView {
    view! { {t!(cx, "step-until")} " " {time::ends(cx, end)} ", " {time::left(cx, end)} }.into_any()
}

/// `You can propose, comment and support.`, by what the step allows and when.
fn allowed(cx: &Cx, phase: &Phase) -> Option<String> {
    let mut parts: Vec<String> = phase
        .allows
        .iter()
        .map(|activity| cx.word("step-may", activity.as_str()))
        .collect();
    let last = parts.pop()?;
    let list = if parts.is_empty() {
        last
    } else {
        t!(cx, "step-may-list", most = parts.join(", "), last = last)
    };
    Some(match phase.tense(cx.now) {
        Tense::Past => t!(cx, "step-might", list = list),
        Tense::Current => t!(cx, "step-may", list = list),
        Tense::Future => t!(cx, "step-will", list = list),
    })
}
