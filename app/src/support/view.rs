//! A proposal's support on its page: the count, the ladder, the button.

use super::{action::SupportTexts, island::SupportPanel};
use crate::{
    proposal::words::{closed_text, path},
    request::Cx,
    t,
    ui::time,
};
use cabildo_domain::{Viewer, ladder::Rung, phase::Activity, proposal::Status};
use cabildo_service::{
    proposal::{Door, ProposalPage, RungView},
    response::ResponseView,
    support::SupportState,
};
use leptos::prelude::*;

/// The words for a state of support.
pub fn texts(cx: &Cx, state: &SupportState) -> SupportTexts {
    let figure = cx.number(state.counted);
    let (max, progress, next) = match &state.next_rung {
        Some(rung) => {
            (rung.count, t!(cx, "support-progress", counted = state.counted, goal = rung.count), rung_ahead(cx, rung))
        }
        None => (0, String::new(), String::new()),
    };
    let (button, said) = if state.mine {
        (t!(cx, "support-withdraw"), t!(cx, "support-mine"))
    } else {
        (t!(cx, "support-give"), String::new())
    };
    SupportTexts {
        mine: state.mine,
        people: t!(cx, "support-people", count = state.counted),
        bar: t!(cx, "support-bar", count = state.counted),
        figure,
        value: state.counted,
        max,
        progress,
        next,
        button,
        said,
    }
}

fn rung_ahead(cx: &Cx, rung: &Rung) -> String {
    t!(
        cx,
        "support-next",
        goal = rung.count,
        owes = rung.owes.to_string(),
        owner = rung.owner.to_string(),
        days = rung.within_days
    )
}

/// The whole section.
pub fn panel(cx: &Cx, page: &ProposalPage) -> AnyView {
    let slug = page.consultation.slug.to_string();
    let imported = (page.support.imported > 0)
        .then(|| view! { <p class="hint">{t!(cx, "support-imported", count = page.support.imported)}</p> });
    view! {
        <section class="support" aria-labelledby="support-h">
            <h2 id="support-h" class="visually-hidden">{t!(cx, "support-title")}</h2>
            {if cx.viewer == Viewer::Visitor && page.may.support {
                door(cx, page)
            } else {
                view! {
                    <SupportPanel
                        slug
                        number=page.number
                        texts=texts(cx, &page.support)
                        open=page.may.support
                        closed=why_not(cx, page)
                    />
                }
                .into_any()
            }}
            {imported}
            {ladder(cx, page)}
        </section>
    }
    .into_any()
}

/// What a visitor sees: the same button, which leads to the log-in and back here.
fn door(cx: &Cx, page: &ProposalPage) -> AnyView {
    let texts = texts(cx, &page.support);
    let progress = (texts.max > 0).then(|| {
        view! {
            <progress value=texts.value max=texts.max aria-label=texts.progress></progress>
            <p class="next">{texts.next}</p>
        }
    });
    view! {
        <p class="count"><strong class="figure">{texts.figure}</strong> " " {texts.people}</p>
        {progress}
        <form class="act" method="get" action="/log-in">
            <p class="in-bar" aria-hidden="true">{texts.bar}</p>
            <input type="hidden" name="back" value=path(&page.consultation.slug, page.number) />
            <button class="primary big">{texts.button}</button>
        </form>
        <p class="hint">{t!(cx, "support-door")}</p>
    }
    .into_any()
}

fn why_not(cx: &Cx, page: &ProposalPage) -> String {
    match (page.doors.support, page.status) {
        _ if page.may.support => String::new(),
        _ if page.hidden.is_some() => t!(cx, "support-not-hidden"),
        (_, Status::Withdrawn) => t!(cx, "support-not-withdrawn"),
        (_, Status::Merged) => t!(cx, "support-not-merged"),
        (_, Status::Accepted | Status::Rejected | Status::Implemented) => t!(cx, "support-not-answered"),
        (Door::Closed { closed }, _) => closed_text(cx, Activity::Support, closed),
        (Door::Open { .. }, _) => String::new(),
    }
}

/// All rungs, and what became of those that were reached.
fn ladder(cx: &Cx, page: &ProposalPage) -> Option<AnyView> {
    if page.ladder.is_empty() {
        return None;
    }
    let items: Vec<_> = page
        .ladder
        .iter()
        .map(|rung| {
            let response = page.responses.iter().find(|response| response.rung_count == Some(rung.rung.count));
            let reached = (rung.reached || response.is_some()).then_some("");
            view! {
                <li data-reached=reached>
                    <strong class="figure">{cx.number(rung.rung.count)}</strong>
                    " "
                    <span>{rung_text(cx, rung, response)}</span>
                </li>
            }
        })
        .collect();
    let owed = page.responses.iter().any(|response| response.answered_at.is_none());
    Some(
        view! {
            <details open=owed><summary>{t!(cx, "support-ladder")}</summary><ol class="ladder">{items}</ol></details>
        }
        .into_any(),
    )
}

fn rung_text(cx: &Cx, rung: &RungView, response: Option<&ResponseView>) -> String {
    let owes = rung.rung.owes.to_string();
    match response {
        Some(ResponseView { answered_at: Some(at), owes, .. }) => {
            t!(cx, "support-rung-answered", owes = owes.clone(), date = time::date(cx, *at))
        }
        Some(ResponseView { reached_at: Some(at), due_at: Some(due), late, owes, owner, .. }) => {
            let key = if *late { "support-rung-late" } else { "support-rung-owed" };
            t!(
                cx,
                key,
                owes = owes.clone(),
                owner = owner.clone(),
                reached = time::date(cx, *at),
                due = time::date(cx, *due)
            )
        }
        _ => {
            t!(cx, "support-rung-ahead", owes = owes, owner = rung.rung.owner.to_string(), days = rung.rung.within_days)
        }
    }
}
