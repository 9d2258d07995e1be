//! A proposal's support on its page: the count, the ladder, the button.

use super::{island::InstantSupport, piece};
use crate::{
    request::Cx,
    t,
    ui::{
        link::with_query,
        time,
        within::{PLACES, within},
    },
};
use cabildo_domain::{Language, Viewer, address};
use cabildo_service::{
    proposal::{ProposalPage, RungView},
    response::ResponseView,
};
use leptos::prelude::*;

/// The whole section.
pub fn panel(cx: &Cx, page: &ProposalPage) -> AnyView {
    let slug = &page.consultation.slug;
    let is_over = piece::is_over(page);
    let imported = (page.support.imported > 0)
        .then(|| view! { <p class="hint">{t!(cx, "support-imported", count = page.support.imported)}</p> });
    let look = page.may.moderate.then(|| {
        let href = address::look_at_supports(slug, page.number);
        view! { <p class="hint"><a href=href>{t!(cx, "support-desk-link")}</a></p> }
    });
    let here = address::proposal(slug, page.number);
    let log_in = with_query(address::LOG_IN, &[("back", &here)]);
    view! {
        <section class="support" aria-labelledby="support-h">
            <h2 id="support-h" class="visually-hidden">{t!(cx, "support-title")}</h2>
            <div data-live="support" data-page=here data-log-in=log_in>{piece::of_page(cx, page)}</div>
            {(cx.viewer != Viewer::Visitor).then(|| view! { <InstantSupport /> })}
            {imported}
            {ladder(cx, page, is_over)}
            {look}
        </section>
    }
    .into_any()
}

/// A step of the ladder: a rung, a response that one owes, or both. A response stays owed when the lab removes its
/// rung, so it keeps a step of its own.
struct Step<'a> {
    count: i64,
    rung: Option<&'a RungView>,
    response: Option<&'a ResponseView>,
}

impl Step<'_> {
    fn is_reached(&self) -> bool {
        self.response.is_some() || self.rung.is_some_and(|rung| rung.reached)
    }
}

/// Every rung, and every response that a rung made the city owe, lowest first.
fn steps(page: &ProposalPage) -> Vec<Step<'_>> {
    let mut steps: Vec<_> = page
        .ladder
        .iter()
        .map(|rung| Step {
            count: rung.rung.count,
            rung: Some(rung),
            response: None,
        })
        .collect();
    for response in &page.responses {
        let Some(count) = response.rung_count else {
            continue;
        };
        match steps.iter_mut().find(|step| step.count == count) {
            Some(step) => step.response = step.response.or(Some(response)),
            None => steps.push(Step {
                count,
                rung: None,
                response: Some(response),
            }),
        }
    }
    steps.sort_by_key(|step| step.count);
    steps
}

/// All rungs, and the responses of those that were reached.
fn ladder(cx: &Cx, page: &ProposalPage, is_over: bool) -> Option<AnyView> {
    let items: Vec<_> = steps(page)
        .into_iter()
        .filter(|step| step.is_reached() || !is_over)
        .map(|step| {
            let reached = step.is_reached().then_some("");
            let held = step
                .response
                .and_then(|response| response.check.as_ref()?.held.as_ref())
                .map(|reason| view! { <blockquote dir="auto">{reason.to_string()}</blockquote> });
            view! {
                <li data-reached=reached>
                    <strong class="figure">{cx.number(step.count)}</strong>
                    " "
                    <span>{step_text(cx, &step, &page.consultation.language)}</span>
                    {held}
                </li>
            }
        })
        .collect();
    if items.is_empty() {
        return None;
    }
    let owed = page
        .responses
        .iter()
        .any(|response| response.answered_at.is_none());
    Some(
        view! {
            <details open=owed><summary>{t!(cx, "support-ladder")}</summary><ol class="ladder">{items}</ol></details>
        }
        .into_any(),
    )
}

fn step_text(cx: &Cx, step: &Step<'_>, language: &Language) -> AnyView {
    let [owes, owner] = PLACES;
    let (sentence, words) = match (step.response, step.rung) {
        (Some(response), _) => (
            response_text(cx, response),
            [response.owes.as_str(), response.owner.as_str()],
        ),
        (None, Some(RungView { rung, .. })) => {
            let sentence = t!(
                cx,
                "support-rung-ahead",
                owes = owes,
                owner = owner,
                days = rung.within_days
            );
            (sentence, [rung.owes.as_str(), rung.owner.as_str()])
        }
        (None, None) => return ().into_any(),
    };
    within(&sentence, &words, language)
}

fn response_text(cx: &Cx, response: &ResponseView) -> String {
    let [owes, owner] = PLACES;
    match *response {
        ResponseView {
            answered_at: Some(at),
            ..
        } => {
            t!(
                cx,
                "support-rung-answered",
                owes = owes,
                date = time::date(cx, at)
            )
        }
        ResponseView {
            reached_at: Some(at),
            due_at: Some(due),
            check: Some(ref check),
            ..
        } => {
            let key = match check.held {
                Some(_) => "support-rung-held",
                None => "support-rung-checking",
            };
            t!(
                cx,
                key,
                owes = owes,
                owner = owner,
                reached = time::date(cx, at),
                until = time::ending(cx, check.until),
                due = time::date(cx, due)
            )
        }
        ResponseView {
            reached_at: Some(at),
            due_at: Some(due),
            late,
            ..
        } => {
            let key = if late {
                "support-rung-late"
            } else {
                "support-rung-owed"
            };
            t!(
                cx,
                key,
                owes = owes,
                owner = owner,
                reached = time::date(cx, at),
                due = time::date(cx, due)
            )
        }
        _ => String::new(),
    }
}
