//! The city's answers on a proposal's page, above the discussion.

use crate::{
    proposal::words,
    request::Cx,
    t,
    ui::{
        markdown::Prose,
        time,
        within::{PLACES, within},
    },
};
use cabildo_domain::Language;
use cabildo_service::{proposal::ProposalPage, response::ResponseView};
use leptos::prelude::*;

/// The given answers, the newest first; a word on what is owed and late.
pub fn answers(cx: &Cx, page: &ProposalPage) -> AnyView {
    let given: Vec<_> = page
        .responses
        .iter()
        .filter(|response| response.answered_at.is_some())
        .enumerate()
        .map(|(index, response)| answer(cx, index, response, &page.consultation.language))
        .collect();
    view! { {given} }.into_any()
}

fn answer(cx: &Cx, index: usize, response: &ResponseView, language: &Language) -> AnyView {
    let id = format!("answer-{}", index + 1);
    let status = response.status.map(|status| words::status(cx, status));
    let owner = (!response.owner.is_empty()).then(
        || view! { <span lang=language.to_string() dir="auto">{response.owner.clone()}</span> },
    );
    let owed = response.rung_count.map(|count| {
        let text = t!(cx, "answer-after-rung", count = count, owes = PLACES[0]);
        view! { <p class="hint">{within(&text, &[response.owes.as_str()], language)}</p> }
    });
    let given = response.answered_at.map(|at| time::plain_day(cx, at));
    view! {
        <section class="response" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{t!(cx, "answer-title")}</h2>
            <p class="meta">{status} {owner} {given}</p>
            {owed}
            <Prose html=response.body_html.clone() language=response.language.clone() />
        </section>
    }
    .into_any()
}
