//! `/desk/opinion/{slug}`: the statements that are held, asked or taken out, with the acts that one press can do on
//! each.

use super::{address as post, frame};
use crate::{
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{field::small_area, link, time},
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{address, consultation::Slug, limits::REASON, opinion::StatementStatus};
use cabildo_service::opinion::{DeskStatement, StatementDesk, StatementFilter};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_OPINION, get(show))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    status: String,
    after: String,
}

async fn show(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> PageResult {
    let slug = param::slug(&slug)?;
    let status = asked.status.parse().unwrap_or(StatementStatus::Held);
    let filter = StatementFilter {
        status,
        after: asked.after.parse().unwrap_or_default(),
    };
    let desk = cx
        .service
        .statements()
        .desk(cx.viewer.moderator()?, &slug, filter)
        .await?;
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-tab-statements")), || {
        let lead = t!(cx, &format!("opinion-desk-rule-{}", desk.rules.contributions));
        let rows: Vec<_> =
            desk.statements.iter().map(|statement| view! { <li>{row(&cx, &slug, statement)}</li> }).collect();
        let list = if rows.is_empty() {
            view! { <div class="empty"><p>{t!(cx, &format!("opinion-desk-empty-{status}"))}</p></div> }.into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        let pager = desk.next.map(|next| {
            let query = [("status", status.as_str()), ("after", &next.to_string())];
            let href = link::with_query(&address::opinion_desk(&slug), &query);
            view! {
                <nav class="pager" aria-label=t!(cx, "desk-pages")><a rel="next" href=href>{t!(cx, "desk-next")}</a></nav>
            }
        });
        view! {
            {frame::head(&cx, &desk.consultation, "statements", lead)}
            {filters(&cx, &slug, &desk, status)}
            {list} {pager}
        }
    }))
}

fn filters(cx: &Cx, slug: &Slug, desk: &StatementDesk, chosen: StatementStatus) -> AnyView {
    let counts = [
        (StatementStatus::Held, desk.held),
        (StatementStatus::Published, desk.published),
        (StatementStatus::Rejected, desk.rejected),
    ];
    let links = counts.map(|(status, count)| {
        let href = link::with_query(&address::opinion_desk(slug), &[("status", status.as_str())]);
        let current = (status == chosen).then_some("page");
        let text = t!(cx, &format!("opinion-desk-filter-{status}"), count = count);
        view! { <li><a href=href aria-current=current>{text}</a></li> }
    });
    view! { <nav class="tabs" aria-label=t!(cx, "opinion-desk-filter")><ul>{links.into_iter().collect::<Vec<_>>()}</ul></nav> }.into_any()
}

/// The facts about a statement, under its text.
pub fn facts(cx: &Cx, statement: &DeskStatement) -> AnyView {
    let from = if statement.seed {
        t!(cx, "opinion-desk-from-lab")
    } else {
        t!(cx, "opinion-desk-from-resident")
    };
    let meta = statement
        .meta
        .then(|| view! { <strong>{t!(cx, "opinion-desk-meta")}</strong> });
    let tally = statement.tally;
    let answers = t!(
        cx,
        "opinion-desk-answers",
        agrees = tally.agrees,
        disagrees = tally.disagrees,
        passes = tally.passes
    );
    let reason = statement
        .reason
        .as_ref()
        .map(|reason| view! { <p dir="auto">{t!(cx, "opinion-desk-reason", reason = reason.as_str())}</p> });
    view! {
        <p class="meta">
            <span>{t!(cx, "opinion-desk-number", number = statement.number)}</span>
            <span>{from}</span> {meta} <span>{answers}</span> {time::ago(cx, statement.created_at)}
        </p>
        {reason}
    }
    .into_any()
}

fn row(cx: &Cx, slug: &Slug, statement: &DeskStatement) -> AnyView {
    let lang = statement.language.to_string();
    let href = address::statement_on_desk(slug, statement.number);
    let accept = (statement.status == StatementStatus::Held).then(|| {
        view! {
            <form class="inline" method="post" action=post::ACCEPT>
                {frame::about(slug, statement.number)}
                <button class="primary">{t!(cx, "opinion-desk-accept")}</button>
            </form>
        }
    });
    let reject = (statement.status != StatementStatus::Rejected).then(|| {
        view! {
            <details>
                <summary>{t!(cx, "opinion-desk-reject")}</summary>
                <form method="post" action=post::REJECT class="form">
                    {frame::about(slug, statement.number)}
                    <p class="hint">{t!(cx, "opinion-desk-reject-hint")}</p>
                    {small_area(cx, None, "reason", t!(cx, "opinion-desk-reject-reason"), String::new(), REASON, None)}
                    <div class="actions"><button class="danger">{t!(cx, "opinion-desk-reject-sure")}</button></div>
                </form>
            </details>
        }
    });
    view! {
        <article class="row">
            <h2><a href=href lang=lang dir="auto">{statement.text.to_string()}</a></h2>
            {facts(cx, statement)}
            <div class="actions">{accept} {meta(cx, slug, statement)} {reject}</div>
        </article>
    }
    .into_any()
}

/// One press marks a statement as being about the person, or takes the mark away.
pub fn meta(cx: &Cx, slug: &Slug, statement: &DeskStatement) -> AnyView {
    let (key, becomes) = if statement.meta {
        ("opinion-desk-unmark", "")
    } else {
        ("opinion-desk-mark", "true")
    };
    view! {
        <form class="inline" method="post" action=post::EDIT>
            {frame::about(slug, statement.number)}
            <input type="hidden" name="text" value=statement.text.to_string() />
            <input type="hidden" name="revision" value=statement.revision.to_string() />
            <input type="hidden" name="meta" value=becomes />
            <button>{t!(cx, key)}</button>
        </form>
    }
    .into_any()
}
