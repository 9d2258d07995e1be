//! `/c/{slug}/opinion/statements/{number}`: the answers of everyone and of each group to one statement; for one that
//! was taken out, the reason.

use super::{caller, votes};
use crate::{
    document::{Meta, PageResult},
    moderation::tools,
    param,
    request::Cx,
    t,
    ui::{crumbs, time},
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{Subject, address, opinion::SMALLEST_GROUP, phase::Activity};
use cabildo_service::opinion::StatementPage;
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::STATEMENT, get(show))
}

async fn show(cx: Cx, Path((slug, number)): Path<(String, String)>) -> PageResult {
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let page = cx
        .service
        .statements()
        .page(caller::of(&cx, &slug), &slug, number)
        .await?;
    let kicker = t!(&cx, "opinion-statement-kicker", number = number.to_string());
    let meta = Meta {
        title: page
            .line
            .as_ref()
            .map_or_else(|| kicker.clone(), |line| line.text.to_string()),
        description: t!(&cx, "opinion-statement-text"),
        private: page.hidden.is_some() || !page.consultation.state.is_public(),
    };
    let map_crumb = (address::opinion_map(&slug), t!(&cx, "opinion-map-page"));
    Ok(cx.page(meta, || {
        let answer = page
            .doors
            .to(Activity::Answer)
            .is_open()
            .then(|| view! { <a class="button" href=address::opinion(&slug)>{t!(&cx, "opinion-continue")}</a> });
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &page.consultation, vec![crumbs::statements(&cx, &slug), map_crumb])}
                {header(&cx, &page, kicker)}
                {notice(&cx, &page)}
                {page.hidden.is_none().then(|| answers(&cx, &page))}
                <div class="actions">
                    <a class="button primary" href=address::opinion_map(&slug)>{t!(&cx, "opinion-see-map")}</a> {answer}
                    {foot(&cx, &page)}
                </div>
            </div>
        }
    }))
}

fn header(cx: &Cx, page: &StatementPage, kicker: String) -> AnyView {
    let title = match &page.line {
        Some(line) => {
            view! { <h1 class="statement" lang=line.language.to_string() dir="auto">{line.text.to_string()}</h1> }
                .into_any()
        }
        None => view! { <h1>{t!(cx, "opinion-statement-hidden-title")}</h1> }.into_any(),
    };
    view! { <header class="page-header"><p class="kicker">{kicker}</p>{title}</header> }.into_any()
}

/// The reason for which it is not asked any more.
fn notice(cx: &Cx, page: &StatementPage) -> Option<AnyView> {
    let hidden = page.hidden.as_ref()?;
    let key = if page.is_mine {
        "opinion-statement-hidden-mine"
    } else {
        "opinion-statement-hidden"
    };
    Some(
        view! {
            <div class="notice" data-kind="hidden">
                <p>{t!(cx, key, date = time::date(cx, hidden.since))}</p>
                <blockquote dir="auto">{hidden.reason.to_string()}</blockquote>
            </div>
        }
        .into_any(),
    )
}

fn answers(cx: &Cx, page: &StatementPage) -> AnyView {
    let rows = match &page.result {
        Some(result) => {
            let rows = votes::rows(cx, &page.group_names, result);
            view! { {rows} <p class="hint">{t!(cx, "opinion-small", least = SMALLEST_GROUP)}</p> }.into_any()
        }
        None => view! { <div class="empty"><p>{t!(cx, "opinion-statement-none", least = SMALLEST_GROUP)}</p></div> }
            .into_any(),
    };
    view! {
        <section class="stack" data-gap="small" aria-labelledby="votes">
            <h2 id="votes">{t!(cx, "opinion-statement-votes")}</h2>
            {rows}
        </section>
    }
    .into_any()
}

/// The link to report it, and the moderators' tools.
fn foot(cx: &Cx, page: &StatementPage) -> AnyView {
    let subject = Subject::statement(page.id);
    let report = page.may.report.then(|| tools::report(cx, subject));
    let moderate = page.may.moderate.then(|| match page.hidden {
        Some(_) => tools::restore(cx, subject),
        None => tools::hide(cx, subject),
    });
    view! { {report} {moderate} }.into_any()
}
