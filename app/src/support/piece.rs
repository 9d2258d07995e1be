//! The part that changes with every support: in the section on the page, and for an island after a press.

use super::address as post;
use crate::{
    error::AppError,
    request::Cx,
    t,
    ui::{
        closed,
        within::{PLACES, within},
    },
};
use cabildo_domain::{
    Language, Viewer, address, consultation::Slug, ladder::Rung, phase::Activity, proposal::Status,
    support::Offer,
};
use cabildo_service::{consultation::Door, proposal::ProposalPage, support::SupportState};
use leptos::prelude::*;

/// The part that changes with every support: the count, the distance to the next rung, and the button, or why there is
/// none.
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
        (post::WITHDRAW, "big", t!(cx, "support-withdraw"))
    } else {
        (post::GIVE, "primary big", t!(cx, "support-give"))
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

/// The visitor's button: it looks the same, leads to the log-in, and comes back here.
fn door(cx: &Cx, slug: &Slug, number: i64, state: &SupportState) -> AnyView {
    view! {
        <form class="act" method="get" action=address::LOG_IN>
            <p class="in-bar" aria-hidden="true">{t!(cx, "support-bar", count = state.counted)}</p>
            <input type="hidden" name="back" value=address::proposal(slug, number) />
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

/// The piece that the island shows after a support was given or taken back: the same as on the page.
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
        // Only the page knows why nothing can be done any more.
        Offer::Nothing => {
            let page = cx
                .service
                .proposals()
                .page(&cx.viewer, slug, number)
                .await?;
            Ok(of_page(cx, &page))
        }
    }
}

/// Whether no further support can make the city owe anything here.
pub(super) const fn is_over(page: &ProposalPage) -> bool {
    matches!(page.status, Status::Withdrawn | Status::Merged)
}

/// The piece on the page of a proposal.
pub(super) fn of_page(cx: &Cx, page: &ProposalPage) -> AnyView {
    let closed = (!page.may.support).then(|| why_not(cx, page));
    let next_rung = page.support.next_rung.clone().filter(|_| !is_over(page));
    let support = SupportState {
        next_rung,
        ..page.support.clone()
    };
    now(cx, &page.consultation.slug, page.number, &support, closed)
}

fn why_not(cx: &Cx, page: &ProposalPage) -> String {
    match (page.doors.to(Activity::Support), page.status) {
        _ if page.hidden.is_some() => t!(cx, "support-not-hidden"),
        (_, Status::Withdrawn) => t!(cx, "support-not-withdrawn"),
        (_, Status::Merged) if page.merged_into.is_none() => t!(cx, "support-not-merged-gone"),
        (_, Status::Merged) => t!(cx, "support-not-merged"),
        (_, Status::Accepted | Status::Rejected | Status::Implemented) => {
            t!(cx, "support-not-answered")
        }
        (Door::Closed { closed }, _) => closed::text(cx, Activity::Support, closed),
        (Door::Open { .. }, _) => String::new(),
    }
}
