//! `/c/{slug}/p/{number}`: one proposal. In the order of importance: title, who and when; the text; support with its
//! ladder; the city's answer; the discussion; history, report.

use super::content;
use crate::{
    comment::section::Section,
    document::{Meta, PageResult},
    moderation::tools,
    param,
    request::Cx,
    response, support, t,
    ui::{author, crumbs, link::with_query, status, time},
};
use axum::{
    Router,
    extract::{Path, Query},
    routing::get,
};
use cabildo_domain::{Subject, address, comment::Sort, proposal::Gone};
use cabildo_service::proposal::{MergedView, ProposalContent, ProposalPage};
use leptos::prelude::*;
use serde::Deserialize;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::PROPOSAL, get(show))
}

/// The query of the address: the order of the discussion (a word of [`Sort`]; anything else means the best first).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    sort: String,
}

async fn show(
    cx: Cx,
    Path((slug, number)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let sort: Sort = asked.sort.parse().unwrap_or_default();
    let (page, discussion) = cx
        .service
        .proposals()
        .with_discussion(&cx.viewer, &slug, number, sort)
        .await?;
    let discussion = discussion.map(|discussion| Section::of(&page, sort, discussion));
    let kicker = t!(&cx, "proposal-kicker", number = number.to_string());
    let meta = Meta {
        title: page
            .content
            .as_ref()
            .map_or_else(|| kicker.clone(), |content| content.said.title.to_string()),
        description: t!(
            &cx,
            "proposal-description",
            title = page.consultation.title.to_string()
        ),
        private: page.hidden.is_some() || !page.consultation.state.is_public(),
    };
    Ok(cx.page(meta, || {
        view! {
            {crumbs::breadcrumbs(&cx, &page.consultation, vec![crumbs::proposals(&cx, &page.consultation)])}
            {header(&cx, &page, kicker)}
            {notices(&cx, &page)}
            {page.content.as_ref().map(|content| body(&cx, &page, content, discussion))}
        }
    }))
}

fn header(cx: &Cx, page: &ProposalPage, kicker: String) -> AnyView {
    let Some(content) = &page.content else {
        return view! { <header class="page-header"><p class="kicker">{kicker}</p><h1>{t!(cx, "proposal-hidden-title")}</h1></header> }
            .into_any();
    };
    let history = (page.revision > 1).then(|| {
        let href = format!(
            "{}/history",
            address::proposal(&page.consultation.slug, page.number)
        );
        view! { <a href=href>{t!(cx, "proposal-edited")}</a> }
    });
    view! {
        <header class="page-header">
            <p class="kicker">{kicker}</p>
            <h1 lang=content.said.language.to_string() dir="auto">{content.said.title.to_string()}</h1>
            <p class="meta">
                {status::badge(cx, page.status)} {author::inline(cx, &content.author)} {time::ago(cx, page.created_at)} {history}
            </p>
        </header>
    }
    .into_any()
}

/// The notices that a reader needs before the text: hidden, merged, withdrawn.
fn notices(cx: &Cx, page: &ProposalPage) -> AnyView {
    let hidden = page.hidden.as_ref().map(|hidden| {
        let key = if page.is_mine {
            "proposal-hidden-mine"
        } else {
            "proposal-hidden"
        };
        view! {
            <div class="notice" data-kind="hidden">
                <p>{t!(cx, key, date = time::date(cx, hidden.since))}</p>
                <blockquote dir="auto">{hidden.reason.to_string()}</blockquote>
            </div>
        }
    });
    let restored = page.restored.as_ref().map(|restored| {
        view! {
            <div class="notice" data-kind="info">
                <p>{t!(cx, "proposal-restored-mine", date = time::date(cx, restored.since))}</p>
                <blockquote dir="auto">{restored.reason.to_string()}</blockquote>
            </div>
        }
    });
    let merged = page.merged.as_ref().map(|merged| merger(cx, page, merged));
    let withdrawn = (page.status == cabildo_domain::proposal::Status::Withdrawn).then(|| {
        let text = t!(
            cx,
            "proposal-withdrawn-notice",
            date = time::date(cx, page.updated_at)
        );
        view! { <div class="notice" data-kind="info"><p>{text}</p></div> }
    });
    view! { {hidden} {restored} {merged} {withdrawn} }.into_any()
}

/// The proposal that stands for a merged one (the last of a chain), and how the chain came there; or that it no longer
/// does.
fn merger(cx: &Cx, page: &ProposalPage, merged: &MergedView) -> AnyView {
    let link = |number: i64| {
        let text = t!(cx, "answer-merged-into", number = number.to_string());
        view! { <a href=address::proposal(&page.consultation.slug, number)>{text}</a> }
    };
    let text = match (&page.merged_into, merged.gone) {
        (Some(pointer), _) => {
            let href = address::proposal(&pointer.slug, pointer.number);
            view! { <p>{t!(cx, "proposal-merged")} " " <a href=href dir="auto">{pointer.title.to_string()}</a></p> }
                .into_any()
        }
        (None, gone) => {
            let key = match gone {
                Some(Gone::Withdrawn) => "proposal-merged-withdrawn",
                Some(Gone::Hidden) | None => "proposal-merged-hidden",
            };
            view! { <p>{t!(cx, key)} " " {link(merged.end)}</p> }.into_any()
        }
    };
    let through = (merged.first != merged.end)
        .then(|| view! { <p>{t!(cx, "proposal-merged-through")} " " {link(merged.first)}</p> });
    view! { <div class="notice" data-kind="info">{text} {through}</div> }.into_any()
}

fn body(
    cx: &Cx,
    page: &ProposalPage,
    shown: &ProposalContent,
    discussion: Option<Section>,
) -> AnyView {
    view! {
        <div class="sidebar">
            <div>
                {content::text(cx, &shown.said, shown.body_html.clone(), tags(page, shown))}
                {acts(cx, page)}
            </div>
            <aside>{support::view::panel(cx, page)}</aside>
            <div>
                {response::view::answers(cx, page)}
                {discussion.map(|discussion| discussion.view(cx))}
                {foot(cx, page)}
            </div>
        </div>
    }
    .into_any()
}

/// The theme and the areas, each with a link to the proposals that have it.
fn tags(page: &ProposalPage, content: &ProposalContent) -> Vec<AnyView> {
    let list = address::proposals(&page.consultation.slug);
    let link = |name: &str, id: String, label: String| {
        let href = with_query(&list, &[(name, &id)]);
        let lang = page.consultation.language.to_string();
        view! { <li><a href=href lang=lang dir="auto">{label}</a></li> }.into_any()
    };
    let theme = content
        .said
        .theme
        .zip(content.theme.as_ref())
        .into_iter()
        .map(|(id, label)| link("theme", id.to_string(), label.to_string()));
    let areas = content
        .area
        .iter()
        .map(|(id, label)| link("area", id.to_string(), label.to_string()));
    theme.chain(areas).collect()
}

/// The acts of its author and of staff.
fn acts(cx: &Cx, page: &ProposalPage) -> Option<AnyView> {
    let path = address::proposal(&page.consultation.slug, page.number);
    let key = if page.may.edit {
        "proposal-edit"
    } else {
        "proposal-withdraw-title"
    };
    let edit = (page.may.edit || page.may.withdraw)
        .then(|| view! { <a class="button" href=format!("{path}/edit")>{t!(cx, key)}</a> });
    let answer = page
        .may
        .answer
        .then(|| view! { <a class="button" href=format!("{path}/answer")>{t!(cx, "proposal-answer")}</a> });
    (edit.is_some() || answer.is_some())
        .then(|| view! { <div class="actions">{edit} {answer}</div> }.into_any())
}

fn foot(cx: &Cx, page: &ProposalPage) -> AnyView {
    let history = format!(
        "{}/history",
        address::proposal(&page.consultation.slug, page.number)
    );
    let subject = Subject::proposal(page.id);
    let report = page.may.report.then(|| tools::report(cx, subject));
    let moderate = page.may.moderate.then(|| match page.hidden {
        Some(_) => tools::restore(cx, subject),
        None => tools::hide(cx, subject),
    });
    view! {
        <div class="actions">
            <a class="button quiet" href=history>{t!(cx, "proposal-history")}</a>
            {report} {moderate}
        </div>
    }
    .into_any()
}
