//! The pieces that islands replace: the present statement with the progress, and similar statements.

use super::{address as post, guest};
use crate::{
    request::Cx,
    t,
    ui::{closed, link::with_query},
};
use cabildo_domain::{
    SubjectKind, address,
    consultation::Slug,
    opinion::Answer,
    phase::{Activity, Closed},
};
use cabildo_service::opinion::{Asked, NextStatement, StatementCard};
use leptos::prelude::*;

/// The part that changes with every answer: the statement and the progress, or what there is to do instead.
pub fn now(cx: &Cx, next: &NextStatement) -> AnyView {
    if let Some(closed) = next.closed {
        return over(cx, next, closed);
    }
    if let Some(guest) = &next.guest {
        return guest::question(cx, &next.consultation.slug, guest);
    }
    match &next.statement {
        Some(card) => view! { {asking(cx, next, card)} {progress(cx, next)} }.into_any(),
        None if next.progress.total == 0 => none_yet(cx, next),
        None => all_answered(cx, next),
    }
}

fn asking(cx: &Cx, next: &NextStatement, card: &StatementCard) -> AnyView {
    let lang = card.language.to_string();
    let act = if next.asked == Asked::Stranger {
        account_needed(cx, next)
    } else {
        answers(cx, next, card)
    };
    view! {
        <blockquote class="statement" lang=lang dir="auto"><p>{card.text.to_string()}</p></blockquote>
        {act}
    }
    .into_any()
}

/// The three answers, each with its key.
fn answers(cx: &Cx, next: &NextStatement, card: &StatementCard) -> AnyView {
    let all = [
        (Answer::Agree, "1"),
        (Answer::Disagree, "2"),
        (Answer::Pass, "3"),
    ];
    let buttons = all.map(|(answer, key)| {
        let word = answer.as_str();
        view! {
            <button class="big" name="answer" value=word data-answer=word data-key=key aria-keyshortcuts=key>
                {cx.word("opinion-answer", answer.as_str())} <kbd aria-hidden="true">{key}</kbd>
            </button>
        }
    });
    view! {
        <form class="answers" method="post" action=post::ANSWER>
            <input type="hidden" name="slug" value=next.consultation.slug.to_string() />
            <input type="hidden" name="number" value=card.number.to_string() />
            {buttons.into_iter().collect_view()}
        </form>
        <p class="failed" role="status" hidden data-failed=t!(cx, "support-failed")></p>
    }
    .into_any()
}

fn account_needed(cx: &Cx, next: &NextStatement) -> AnyView {
    let path = address::opinion(&next.consultation.slug);
    let back = [("back", path.as_str())];
    view! {
        <div class="notice" data-kind="info">
            <p>{t!(cx, "opinion-account")}</p>
            <div class="actions">
                <a class="button primary" href=with_query(address::LOG_IN, &back)>{t!(cx, "nav-log-in")}</a>
                <a class="button" href=with_query(address::SIGN_UP, &back)>{t!(cx, "nav-sign-up")}</a>
            </div>
            <p class="hint">{t!(cx, "opinion-account-invited")}</p>
        </div>
    }
    .into_any()
}

/// The link to report the statement, for people with an account.
fn report(cx: &Cx, next: &NextStatement) -> Option<AnyView> {
    let card = next
        .statement
        .as_ref()
        .filter(|_| cx.viewer.account().is_some())?;
    let href = address::report(SubjectKind::Statement, card.id.0);
    Some(view! { <p><a href=href>{t!(cx, "opinion-report")}</a></p> }.into_any())
}

/// The progress, without urging to answer more.
fn progress(cx: &Cx, next: &NextStatement) -> Option<AnyView> {
    if next.asked == Asked::Stranger {
        let count = t!(cx, "opinion-statements", count = next.progress.total);
        return Some(view! { <p class="progress hint">{count}</p> }.into_any());
    }
    let (answered, total) = (next.progress.answered, next.progress.total);
    let text = t!(cx, "opinion-progress", answered = answered, total = total);
    Some(
        view! {
            <div class="progress">
                <progress value=answered max=total aria-label=text.clone()></progress>
                <p>{text} " " {place(cx, next)}</p>
                <p>{change(cx, next)}</p>
                {report(cx, next)}
            </div>
        }
        .into_any(),
    )
}

/// The number of answers missing for a place on the map, or the link to it.
fn place(cx: &Cx, next: &NextStatement) -> Option<AnyView> {
    match next.progress.missing {
        // Do not promise a place on a map that leaves their answers out.
        _ if !next.asked.counts() => None,
        0 if next.has_map => Some(
            view! { <a href=address::opinion_map(&next.consultation.slug)>{t!(cx, "opinion-see-place")}</a> }.into_any(),
        ),
        0 => None,
        missing => Some(view! { <span>{t!(cx, "opinion-missing", count = missing)}</span> }.into_any()),
    }
}

fn change(cx: &Cx, next: &NextStatement) -> Option<AnyView> {
    (next.progress.answered > 0).then(|| {
        let href = address::opinion_answers(&next.consultation.slug);
        let key = if next.closed.is_some() {
            "opinion-look"
        } else {
            "opinion-change"
        };
        view! { <a href=href>{t!(cx, key)}</a> }.into_any()
    })
}

fn over(cx: &Cx, next: &NextStatement, closed: Closed) -> AnyView {
    let slug = &next.consultation.slug;
    let map = next
        .has_map
        .then(|| view! { <a class="button primary" href=address::opinion_map(slug)>{t!(cx, "opinion-see-map")}</a> });
    let back =
        view! { <a class="button" href=address::consultation(slug)>{t!(cx, "opinion-back")}</a> };
    view! {
        <div class="notice" data-kind="info"><p>{closed::text(cx, Activity::Answer, closed)}</p></div>
        <div class="actions">{map} {back}</div>
        <p>{change(cx, next)}</p>
    }
    .into_any()
}

fn none_yet(cx: &Cx, next: &NextStatement) -> AnyView {
    let add = may_add(next).then(|| {
        let href = address::add_statement(&next.consultation.slug);
        view! { <p>{t!(cx, "opinion-none-add")}</p> <a class="button primary" href=href>{t!(cx, "opinion-add")}</a> }
    });
    view! { <div class="empty"><h2>{t!(cx, "opinion-none")}</h2>{add}</div> }.into_any()
}

fn all_answered(cx: &Cx, next: &NextStatement) -> AnyView {
    let slug = &next.consultation.slug;
    let map = next
        .has_map
        .then(|| view! { <a class="button primary" href=address::opinion_map(slug)>{t!(cx, "opinion-see-place")}</a> });
    let add = may_add(next).then(
        || view! { <a class="button" href=address::add_statement(slug)>{t!(cx, "opinion-add")}</a> },
    );
    view! {
        <div class="empty">
            <h2>{t!(cx, "opinion-all", count = next.progress.total)}</h2>
            <p>{t!(cx, "opinion-all-text")}</p>
            <div class="actions">{map} {add}</div>
            <p>{change(cx, next)}</p>
        </div>
    }
    .into_any()
}

fn may_add(next: &NextStatement) -> bool {
    next.contributing.is_none() && next.asked != Asked::Stranger && next.statements_left > 0
}

/// Statements that sound like the one being written; `None` without any.
pub fn like(cx: &Cx, slug: &Slug, similar: Vec<StatementCard>) -> Option<AnyView> {
    let rows: Vec<_> = similar
        .into_iter()
        .map(|card| {
            let href = address::statement(slug, card.number);
            view! { <li><a href=href lang=card.language.to_string() dir="auto">{card.text.to_string()}</a></li> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="similar" aria-labelledby="similar">
                <h2 id="similar">{t!(cx, "opinion-similar")}</h2>
                <p>{t!(cx, "opinion-similar-hint")}</p>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}
