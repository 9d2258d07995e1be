//! The city's answers on a proposal's page, above the discussion.

use crate::{
    request::Cx,
    t,
    ui::{
        markdown::Prose,
        status, time,
        within::{PLACES, within},
    },
};
use cabildo_domain::{address, consultation::Slug};
use cabildo_service::{
    consultation::ConsultationBrief, proposal::ProposalPage, response::ResponseView,
};
use leptos::prelude::*;

/// The given answers, the newest first; and a note on owed and late ones.
pub fn answers(cx: &Cx, page: &ProposalPage) -> AnyView {
    let given: Vec<_> = page
        .responses
        .iter()
        .filter(|response| response.answered_at.is_some())
        .enumerate()
        .map(|(index, response)| {
            let id = format!("answer-{}", index + 1);
            let foot = foot(cx, page, response);
            answer(cx, id, response, &page.consultation, foot)
        })
        .collect();
    view! { {given} }.into_any()
}

/// An unpublished answer, as it will look.
pub fn unpublished(cx: &Cx, response: &ResponseView, place: &ConsultationBrief) -> AnyView {
    answer(cx, "answer-unpublished".to_owned(), response, place, None)
}

/// `Corrected on 3 March`, with the link to earlier versions; and for staff, the link to correct it.
fn foot(cx: &Cx, page: &ProposalPage, response: &ResponseView) -> Option<AnyView> {
    let slug = &page.consultation.slug;
    let corrected = response.corrected_at.map(|at| {
        let href = address::answer_history(slug, page.number, response.id);
        view! {
            <p class="hint">
                {t!(cx, "answer-corrected", date = time::date(cx, at))} " "
                <a class="history" href=href>{t!(cx, "answer-before")}</a>
            </p>
        }
    });
    let correct = page.may.correct.then(|| {
        let href = address::correct_answer(slug, page.number, response.id);
        view! { <div class="actions"><a class="button quiet correct" href=href>{t!(cx, "answer-correct")}</a></div> }
    });
    (corrected.is_some() || correct.is_some()).then(|| view! { {corrected} {correct} }.into_any())
}

/// `into idea 214`, as a link, for an answer that merges.
pub fn merged_into(cx: &Cx, slug: &Slug, number: Option<i64>) -> Option<AnyView> {
    let number = number?;
    let text = t!(cx, "answer-merged-into", number = number.to_string());
    Some(view! { <a href=address::proposal(slug, number)>{text}</a> }.into_any())
}

fn answer(
    cx: &Cx,
    id: String,
    response: &ResponseView,
    place: &ConsultationBrief,
    foot: Option<AnyView>,
) -> AnyView {
    let language = &place.language;
    let status = response.status.map(|status| status::badge(cx, status));
    let merged = merged_into(cx, &place.slug, response.merged_number);
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
            <p class="meta">{status} {merged} {owner} {given}</p>
            {owed}
            <Prose html=response.body_html.clone() language=response.language.clone() />
            {foot}
        </section>
    }
    .into_any()
}
