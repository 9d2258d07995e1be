//! `/c/{slug}/opinion/add`: a statement of one's own. Similar statements are shown while typing and, in the plain form,
//! once before it is added.

use super::{address as post, caller, guest, island::SimilarStatements, piece};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{
        closed, crumbs, draft,
        field::{FormState, Text, error_summary},
        link::with_query,
    },
};
use axum::{Router, extract::Path, http::StatusCode, routing::get};
use cabildo_domain::{
    Language, address, consultation::Slug, limits, opinion::Contributions, phase::Activity,
};
use cabildo_service::{
    entropy,
    form_state::KeptForm,
    opinion::{Asked, NextStatement, StatementCard},
};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::OPINION_ADD, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let next = cx
        .service
        .opinion()
        .next_statement(caller::of(&cx, &slug), &slug)
        .await?;
    let kept = cx.kept(&post::add_kept_as(&slug)).await?;
    // Nothing is wrong, and nothing was added: the form is kept to show similar statements.
    let is_asked_twice = kept.as_ref().is_some_and(KeptForm::is_preview);
    let is_closed = next.contributing.is_some() && kept.is_none();
    // There is no input, and nothing can be added.
    let is_over = next.statements_left == 0 && kept.is_none();
    let state = FormState::from(kept);
    let text = state.value("text", "");
    let similar = cx
        .service
        .opinion()
        .similar_statements(&cx.viewer, &slug, &text)
        .await?;
    let meta = Meta {
        title: t!(&cx, "opinion-add-title"),
        private: true,
        ..Meta::default()
    };
    let mut page = cx.page(meta, || {
        let lead = match next.contributing {
            Some(closed) => closed::text(&cx, Activity::Contribute, closed),
            None if is_over => t!(&cx, "refusal-enough", count = next.statements_each),
            None => t!(&cx, "opinion-add-lead"),
        };
        view! {
            <div class="narrow stack">
                {(!is_asked_twice).then(|| error_summary(&cx, &state, &[("text", t!(&cx, "opinion-add-field"))]))}
                {crumbs::breadcrumbs(&cx, &next.consultation, vec![crumbs::statements(&cx, &slug)])}
                <header class="page-header"><h1>{t!(&cx, "opinion-add-title")}</h1><p class="lead">{lead}</p></header>
                {next.guest.as_ref().filter(|_| next.closed.is_none()).map(|guest| guest::question(&cx, &slug, guest))}
                {match (&next.asked, is_closed || is_over) {
                    (_, true) => back(&cx, &slug),
                    (Asked::Stranger, _) => account_needed(&cx),
                    _ => form(&cx, &slug, &next, &state, is_asked_twice, similar),
                }}
            </div>
        }
    });
    if is_closed || is_over {
        *page.status_mut() = StatusCode::CONFLICT;
    }
    Ok(page)
}

fn back(cx: &Cx, slug: &Slug) -> AnyView {
    view! { <p><a class="button primary" href=address::opinion(slug)>{t!(cx, "opinion-continue")}</a></p> }.into_any()
}

fn account_needed(cx: &Cx) -> AnyView {
    let back = [("back", cx.path_and_query.as_str())];
    view! {
        <div class="notice" data-kind="info">
            <p>{t!(cx, "opinion-add-account")}</p>
            <div class="actions">
                <a class="button primary" href=with_query(address::LOG_IN, &back)>{t!(cx, "nav-log-in")}</a>
                <a class="button" href=with_query(address::SIGN_UP, &back)>{t!(cx, "nav-sign-up")}</a>
            </div>
        </div>
    }
    .into_any()
}

fn form(
    cx: &Cx,
    slug: &Slug,
    next: &NextStatement,
    state: &FormState,
    is_asked_twice: bool,
    similar: Vec<StatementCard>,
) -> AnyView {
    let fresh = entropy::random_id(cx.service.entropy()).to_string();
    let what_happens = if next.contributions == Contributions::Open {
        "opinion-add-open"
    } else {
        "opinion-add-held"
    };
    // Similar statements were just shown, so the same button now adds.
    let (step, label) = if is_asked_twice {
        ("add", t!(cx, "opinion-add-anyway"))
    } else {
        ("look", t!(cx, "opinion-add-send"))
    };
    let hint = t!(
        cx,
        "opinion-add-hint",
        advised = limits::STATEMENT_ADVISED as i64
    );
    view! {
        {is_asked_twice.then(|| view! { <div class="notice" data-kind="info" role="status"><p>{t!(cx, "opinion-add-look")}</p></div> })}
        <div aria-live="polite" data-live="similar" data-slug=slug.to_string()>{piece::like(cx, slug, similar)}</div>
        <SimilarStatements />
        <form class="form" method="post" action=post::ADD data-draft=draft::name(cx, &post::add_kept_as(slug))>
            {draft::note(cx)}
            <p class="cost">{t!(cx, what_happens)} " " {t!(cx, "opinion-add-left", count = next.statements_left)}</p>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="submit_key" value=state.value("submit_key", &fresh) />
            <input type="hidden" name="language" value=Language::from(cx.locale).to_string() />
            {Text::long_line("text", t!(cx, "opinion-add-field"), limits::STATEMENT, 3).hint(hint).view(cx, state)}
            <div class="actions">
                <button class="primary" name="step" value=step>{label}</button>
                <a class="button quiet" href=address::opinion(slug)>{t!(cx, "opinion-add-cancel")}</a>
            </div>
        </form>
    }
    .into_any()
}
