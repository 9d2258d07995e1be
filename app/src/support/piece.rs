//! What changes with every support: in the section on the page, and what an island gets after a press.

use super::address as post;
use crate::{
    request::Cx,
    t,
    ui::within::{PLACES, within},
};
use cabildo_domain::{Language, Viewer, address, consultation::Slug, ladder::Rung};
use cabildo_service::support::SupportState;
use leptos::prelude::*;

/// What changes with every support: the count, the way to the next rung, and the button, or why there is none.
pub fn now(
    cx: &Cx,
    slug: &Slug,
    number: i64,
    state: &SupportState,
    closed: Option<String>,
) -> AnyView {
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

/// What a visitor presses: the same button, which leads to the log-in and back here.
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
