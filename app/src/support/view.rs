//! A proposal's support on its page: the count, the ladder, the button.

use super::{
    action::{SupportProposal, WithdrawSupport},
    island::InstantSupport,
};
use crate::{
    error::AppError,
    proposal::words::{closed_text, path},
    request::Cx,
    support_desk::look,
    t,
    ui::{
        time,
        within::{PLACES, within},
    },
};
use cabildo_domain::{
    Language, Viewer, consultation::Slug, ladder::Rung, phase::Activity, proposal::Status,
    support::Offer,
};
use cabildo_service::{
    proposal::{Door, ProposalPage, RungView},
    response::ResponseView,
    support::SupportState,
};
use leptos::prelude::*;
use server_fn::ServerFn;

/// What changes with every support: the count, the way to the next rung, and the button, or why there is none.
fn now(cx: &Cx, slug: &Slug, number: i64, state: &SupportState, closed: Option<String>) -> AnyView {
    let rung = state.next_rung.as_ref().map(|rung| {
        let label = t!(
            cx,
            "support-progress",
            counted = state.counted,
            goal = rung.count
        );
        view! {
            <progress value=state.counted max=rung.count aria-label=label></progress>
            <p class="next">{rung_ahead(cx, rung, &state.language)}</p>
        }
    });
    let said = if state.mine {
        t!(cx, "support-mine")
    } else {
        String::new()
    };
    view! {
        <p class="count">
            <strong class="figure">{cx.number(state.counted)}</strong> " "
            {t!(cx, "support-people", count = state.counted)}
        </p>
        {rung}
        <p class="mine" role="status" hidden=!state.mine>{said}</p>
        {match closed {
            Some(closed) => view! { <p class="closed">{closed}</p> }.into_any(),
            None => form(cx, slug, number, state),
        }}
    }
    .into_any()
}

fn form(cx: &Cx, slug: &Slug, number: i64, state: &SupportState) -> AnyView {
    if cx.viewer == Viewer::Visitor {
        return door(cx, slug, number, state);
    }
    let (action, class, label) = if state.mine {
        (WithdrawSupport::PATH, "big", t!(cx, "support-withdraw"))
    } else {
        (SupportProposal::PATH, "primary big", t!(cx, "support-give"))
    };
    let bar = if state.mine {
        t!(cx, "support-mine")
    } else {
        t!(cx, "support-bar", count = state.counted)
    };
    view! {
        <form class="act" method="post" action=action>
            <p class="in-bar" aria-hidden="true" data-mine=state.mine.then_some("")>{bar}</p>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="number" value=number.to_string() />
            <p class="failed" role="status" hidden data-failed=t!(cx, "support-failed")></p>
            <button class=class>{label}</button>
        </form>
    }
    .into_any()
}

/// What a visitor presses: the same button, which leads to the log-in and back here.
fn door(cx: &Cx, slug: &Slug, number: i64, state: &SupportState) -> AnyView {
    view! {
        <form class="act" method="get" action="/log-in">
            <p class="in-bar" aria-hidden="true">{t!(cx, "support-bar", count = state.counted)}</p>
            <input type="hidden" name="back" value=path(slug, number) />
            <button class="primary big">{t!(cx, "support-give")}</button>
        </form>
        <p class="hint">{t!(cx, "support-door")} " " {t!(cx, "support-counted")}</p>
    }
    .into_any()
}

fn rung_ahead(cx: &Cx, rung: &Rung, language: &Language) -> AnyView {
    let [owes, owner] = PLACES;
    let sentence = t!(
        cx,
        "support-next",
        goal = rung.count,
        owes = owes,
        owner = owner,
        days = rung.within_days
    );
    within(
        &sentence,
        &[rung.owes.as_str(), rung.owner.as_str()],
        language,
    )
}

/// What the island puts in place after a support was given or taken back: what the page shows from then on.
///
/// # Errors
/// [`AppError`] when the page cannot be loaded.
pub async fn after(
    cx: &Cx,
    slug: &Slug,
    number: i64,
    state: &SupportState,
) -> Result<AnyView, AppError> {
    match state.offer {
        Offer::Give | Offer::TakeBack => Ok(now(cx, slug, number, state, None)),
        // The page knows why nothing can be done any more.
        Offer::Nothing => {
            let page = cx.service.proposal_page(&cx.viewer, slug, number).await?;
            Ok(of_page(cx, &page))
        }
    }
}

/// Whether no support will make the city owe anything here any more.
const fn is_over(page: &ProposalPage) -> bool {
    matches!(page.status, Status::Withdrawn | Status::Merged)
}

fn of_page(cx: &Cx, page: &ProposalPage) -> AnyView {
    let closed = (!page.may.support).then(|| why_not(cx, page));
    let next_rung = page.support.next_rung.clone().filter(|_| !is_over(page));
    let support = SupportState {
        next_rung,
        ..page.support.clone()
    };
    now(cx, &page.consultation.slug, page.number, &support, closed)
}

/// The whole section.
pub fn panel(cx: &Cx, page: &ProposalPage) -> AnyView {
    let slug = &page.consultation.slug;
    let is_over = is_over(page);
    let imported = (page.support.imported > 0)
        .then(|| view! { <p class="hint">{t!(cx, "support-imported", count = page.support.imported)}</p> });
    let look = page.may.moderate.then(|| {
        let href = look::path(slug.as_str(), page.number);
        view! { <p class="hint"><a href=href>{t!(cx, "support-desk-link")}</a></p> }
    });
    view! {
        <section class="support" aria-labelledby="support-h">
            <h2 id="support-h" class="visually-hidden">{t!(cx, "support-title")}</h2>
            <div data-live="support">{of_page(cx, page)}</div>
            {(cx.viewer != Viewer::Visitor).then(|| view! { <InstantSupport /> })}
            {imported}
            {ladder(cx, page, is_over)}
            {look}
        </section>
    }
    .into_any()
}

fn why_not(cx: &Cx, page: &ProposalPage) -> String {
    match (page.doors.support, page.status) {
        _ if page.hidden.is_some() => t!(cx, "support-not-hidden"),
        (_, Status::Withdrawn) => t!(cx, "support-not-withdrawn"),
        (_, Status::Merged) if page.merged_into.is_none() => t!(cx, "support-not-merged-gone"),
        (_, Status::Merged) => t!(cx, "support-not-merged"),
        (_, Status::Accepted | Status::Rejected | Status::Implemented) => {
            t!(cx, "support-not-answered")
        }
        (Door::Closed { closed }, _) => closed_text(cx, Activity::Support, closed),
        (Door::Open { .. }, _) => String::new(),
    }
}

/// A step of the ladder: a rung, what is owed for one, or both. What is owed stays owed when the lab takes its rung
/// away, so it keeps a step of its own.
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

/// All rungs, and what became of those that were reached.
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
