//! `/desk/supports/{slug}/{number}`: the conspicuous facts about a proposal's supports, and the checks of its
//! thresholds. No name and no address is shown: only the way the supports came in matters.

use super::address as post;
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary},
        time,
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    address,
    limits::REASON,
    support::{
        BURST_WITHIN, Crowd, FEW, FROM_SIGN_UP, HELD_FOR, LOOKED_AT, MADE_WITHIN, Stage, TO_READ,
    },
};
use cabildo_service::support::{CheckedThreshold, SupportLook};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_SUPPORT, get(show))
}

async fn show(cx: Cx, Path((slug, number)): Path<(String, String)>) -> PageResult {
    // Check the role first, so outsiders get 403 and never a telling 404.
    let moderator = cx.viewer.moderator()?;
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let look = cx.service.supports().look(moderator, &slug, number).await?;
    let held = look.checks.iter().find(|check| check.may_hold);
    let form = match held {
        Some(check) => FormState::from(
            cx.kept(&post::hold_kept_as(&slug, number, check.rung_count))
                .await?,
        ),
        None => FormState::default(),
    };
    let title = t!(cx, "support-desk-look-title");
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let label = t!(cx, "support-desk-hold-reason");
        view! {
            {error_summary(&cx, &form, &[("reason", label)])}
            {head(&cx, &look, title)}
            {checks(&cx, &look, &form)}
            {figures(&cx, &look)}
        }
    }))
}

fn head(cx: &Cx, look: &SupportLook, title: String) -> AnyView {
    let slug = &look.consultation.slug;
    view! {
        <header class="page-header">
            <p class="kicker" lang=look.consultation.language.to_string() dir="auto">{look.consultation.title.to_string()}</p>
            <h1>{title}</h1>
            <p class="lead" lang=look.language.to_string() dir="auto">{look.title.to_string()}</p>
            <p class="meta">
                <span>{t!(cx, "support-bar", count = look.counted)}</span>
                <a href=address::proposal(slug, look.number)>{t!(cx, "support-desk-idea")}</a>
                <a href=address::DESK_SUPPORTS>{t!(cx, "support-desk-title")}</a>
            </p>
        </header>
    }
    .into_any()
}

/// The state of a check: `Being checked until 4 March, 12:00`.
pub fn standing(cx: &Cx, check: &CheckedThreshold) -> String {
    let until = time::ending(cx, check.until);
    if check.answered {
        return t!(cx, "support-desk-answered");
    }
    match (check.stage, check.held_at, check.released_at) {
        (Stage::Checking, None, _) => t!(cx, "support-desk-checking", until = until),
        (Stage::Checking, Some(_), _) => t!(cx, "support-desk-held", until = until),
        (Stage::Owed, _, Some(_)) => t!(cx, "support-desk-released", date = until),
        (Stage::Owed, _, None) => t!(cx, "support-desk-owed", date = until),
    }
}

/// The reasons of the check, and the staff's reason to hold it.
pub fn reasons(cx: &Cx, check: &CheckedThreshold) -> AnyView {
    let signals: Vec<_> = check
        .signals
        .iter()
        .map(|signal| view! { <li>{cx.word("support-desk-signal", signal.as_str())}</li> })
        .collect();
    let held = check.held_reason.as_ref().map(|reason| {
        let by = check
            .held_by
            .as_ref()
            .map_or_else(|| t!(cx, "support-desk-erased"), ToString::to_string);
        let at = check.held_at.map(|at| time::moment(cx, at));
        view! {
            <blockquote dir="auto">{reason.to_string()}</blockquote>
            <p class="meta"><span>{t!(cx, "support-desk-held-by")}</span> <bdi>{by}</bdi> {at}</p>
        }
    });
    let released = check.released_at.map(|at| {
        let by = check.released_by.as_ref().map_or_else(|| t!(cx, "support-desk-erased"), ToString::to_string);
        view! { <p class="meta"><span>{t!(cx, "support-desk-released-by")}</span> <bdi>{by}</bdi> {time::moment(cx, at)}</p> }
    });
    view! { <ul>{signals}</ul> {held} {released} }.into_any()
}

fn checks(cx: &Cx, look: &SupportLook, form: &FormState) -> AnyView {
    let rows: Vec<_> = look
        .checks
        .iter()
        .map(|check| {
            view! {
                <li>
                    <article class="row">
                        <h3>{t!(cx, "support-desk-threshold", goal = check.rung_count)} " " <span dir="auto">{check.owes.to_string()}</span></h3>
                        <p class="meta">
                            <strong>{standing(cx, check)}</strong>
                            <span>{t!(cx, "support-desk-reached", goal = check.rung_count)} " " {time::moment(cx, check.reached_at)}</span>
                        </p>
                        {reasons(cx, check)}
                        {decide(cx, look, check, form)}
                    </article>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>{t!(cx, "support-desk-no-check")}</p> }.into_any();
    }
    view! {
        <section class="stack" data-gap="small" aria-labelledby="checks">
            <h2 id="checks">{t!(cx, "support-desk-checks")}</h2>
            <ul class="rows">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The forms, while the check runs.
fn decide(
    cx: &Cx,
    look: &SupportLook,
    check: &CheckedThreshold,
    form: &FormState,
) -> Option<AnyView> {
    if check.stage == Stage::Owed || check.answered {
        return None;
    }
    let about = || {
        view! {
            <input type="hidden" name="at" value=look.consultation.slug.to_string() />
            <input type="hidden" name="number" value=look.number.to_string() />
            <input type="hidden" name="rung" value=check.rung_count.to_string() />
        }
    };
    // A page can have one form for a reason: of several checked thresholds, the highest comes first.
    let first = look.checks.iter().find(|check| check.may_hold);
    let is_first = first.is_some_and(|first| first.rung_count == check.rung_count);
    let hold = is_first.then(|| {
        let hours = HELD_FOR.as_seconds() / 3_600;
        let reason = Text::area("reason", t!(cx, "support-desk-hold-reason"), REASON)
            .hint(t!(cx, "support-desk-hold-hint", hours = hours));
        view! {
            <form method="post" action=post::HOLD class="form">
                {about()}
                {reason.view(cx, form)}
                <div class="actions"><button>{t!(cx, "support-desk-hold", hours = hours)}</button></div>
            </form>
        }
    });
    Some(
        view! {
            <form method="post" action=post::RELEASE class="actions">
                {about()}
                <button class="primary">{t!(cx, "support-desk-release")}</button>
            </form>
            {hold}
        }
        .into_any(),
    )
}

/// The figures about the supports.
fn figures(cx: &Cx, look: &SupportLook) -> AnyView {
    let days = LOOKED_AT.as_seconds() / 86_400;
    if look.looked_at == 0 {
        return view! { <div class="empty"><p>{t!(cx, "support-desk-nothing", days = days)}</p></div> }
            .into_any();
    }
    let hasty = match look.hasty() {
        Some(count) => cx.number(count),
        None => t!(cx, "support-desk-few", few = FEW),
    };
    let hasty_text = t!(
        cx,
        "support-desk-hasty",
        sign_up = FROM_SIGN_UP.as_seconds(),
        read = TO_READ.as_seconds()
    );
    let networks = t!(
        cx,
        "support-desk-networks",
        minutes = BURST_WITHIN.as_seconds() / 60
    );
    let made = t!(
        cx,
        "support-desk-made",
        minutes = MADE_WITHIN.as_seconds() / 60
    );
    view! {
        <section class="stack" data-gap="small" aria-labelledby="figures">
            <h2 id="figures">{t!(cx, "support-desk-figures")}</h2>
            <p>{t!(cx, "support-desk-figures-lead", count = look.looked_at, days = days, few = FEW)}</p>
            {crowds(cx, "networks", networks, &look.look.networks)}
            {crowds(cx, "made", made, &look.look.made_together)}
            <p>{hasty_text} " " <strong class="figure">{hasty}</strong></p>
            <p class="hint">{t!(cx, "support-desk-hint")}</p>
        </section>
    }
    .into_any()
}

fn crowds(cx: &Cx, id: &'static str, caption: String, crowds: &[Crowd]) -> AnyView {
    if crowds.is_empty() {
        return view! { <p>{caption} " " <strong>{t!(cx, "support-desk-none-such")}</strong></p> }
            .into_any();
    }
    let rows: Vec<_> = crowds
        .iter()
        .map(|crowd| {
            view! {
                <tr>
                    <th scope="row">{time::moment(cx, crowd.from)}</th>
                    <td>{time::moment(cx, crowd.until)}</td>
                    <td class="number">{cx.number(crowd.people)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div class="table" role="region" aria-labelledby=id tabindex="0">
            <table>
                <caption id=id>{caption}</caption>
                <thead><tr>
                    <th scope="col">{t!(cx, "support-desk-from")}</th>
                    <th scope="col">{t!(cx, "support-desk-until")}</th>
                    <th scope="col" class="number">{t!(cx, "support-desk-accounts")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
