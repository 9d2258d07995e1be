//! `/c/{slug}/p/{number}/comments`: the whole discussion, page by page; and `/comments/{id}`: one thread.

use super::{
    address as post,
    form::{self, Address},
    section::{Section, instant, why_closed},
    thread::{self, Refused},
};
use crate::{
    document::{Meta, PageResult},
    hidden::lead_to_the_proposal,
    request::Cx,
    t,
    ui::{field::FormState, link},
};
use axum::{
    Router,
    extract::{Path, Query},
    middleware::from_fn,
    routing::get,
};
use cabildo_domain::{CommentId, Language, Refusal, address, consultation::Slug};
use cabildo_service::{comment::DiscussionQuery, cursor::Cursor};
use leptos::prelude::*;
use serde::Deserialize;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new()
        .route(address::DISCUSSION, get(discussion))
        .route(address::THREAD, get(one_thread))
        .route_layer(from_fn(lead_to_the_proposal))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Part {
    sort: String,
    after: String,
}

impl Part {
    fn after(&self) -> Option<Cursor> {
        Cursor::given(&self.after)
    }
}

async fn discussion(
    cx: Cx,
    Path((slug, number)): Path<(String, String)>,
    Query(part): Query<Part>,
) -> PageResult {
    let (slug, number) = place(&slug, &number)?;
    let sort = part.sort.parse().unwrap_or_default();
    let query = DiscussionQuery {
        sort,
        after: part.after(),
    };
    let (about, discussion) = cx
        .service
        .discussion_at(&cx.viewer, &slug, number, &query)
        .await?;
    let refused = FormState::from(cx.kept(&post::kept_as(&slug, number, "")).await?);
    let home = post::page(&slug, number, "");
    let first = part
        .after()
        .map(|_| link::with_query(&home, &[("sort", &part.sort)]));
    let title = t!(cx, "comment-page-title", title = about.title.as_str());
    // Later pages change all the time, so search engines keep only the first.
    let meta = Meta {
        title,
        description: String::new(),
        private: first.is_some(),
    };
    let section = Section {
        slug,
        number,
        sort,
        discussion,
        closed: about.closed,
        refused,
        home,
    };
    Ok(cx.public_page(meta, || {
        let back = first.map(|href| view! { <p><a href=href>{t!(cx, "comment-first")}</a></p> });
        view! { {heading(&cx, &section.slug, number, &about.title, &about.language)} {back} {section.view(&cx)} }
    }))
}

async fn one_thread(
    cx: Cx,
    Path((slug, number, id)): Path<(String, String, String)>,
    Query(part): Query<Part>,
) -> PageResult {
    let (slug, number) = place(&slug, &number)?;
    let id: CommentId = id.parse().map_err(|_| Refusal::NotFound)?;
    let page = cx
        .service
        .thread_page(&cx.viewer, &slug, number, id, part.after().as_ref())
        .await?;
    let refused = Refused {
        reply: cx
            .kept(&post::kept_as(&slug, number, &id.to_string()))
            .await?
            .into(),
        edit: cx.kept(&post::edit_kept_as(id)).await?.into(),
        comment: Some(id),
    };
    let title = t!(cx, "comment-thread-title", title = page.title.as_str());
    let meta = Meta {
        title,
        description: String::new(),
        private: false,
    };
    Ok(cx.page(meta, || {
        let address = Address { slug: slug.clone(), number };
        let top = page.thread.top.id;
        let next = page.next.as_ref().map(|next| {
            let href = link::with_query(&post::page(&slug, number, &top.to_string()), &[("after", next.as_str())]);
            view! { <nav class="pager" aria-label=t!(cx, "comment-pages")><a rel="next" href=href>{t!(cx, "comment-next-replies")}</a></nav> }
        });
        let count = page.thread.top.replies;
        let replies = (!page.thread.replies.is_empty()).then(|| {
            view! {
                <h2>{t!(cx, "comment-replies", count = count)}</h2>
                {thread::replies(&cx, &address, top, page.thread.replies, &refused)}
            }
        });
        // Refused input has no form here any more, so give it back to be copied.
        let closed = (!page.open).then(|| {
            let kept = form::kept(&cx, &refused.reply).or_else(|| form::kept(&cx, &refused.edit));
            kept.unwrap_or_else(|| view! { <p>{why_closed(&cx, page.closed)}</p> }.into_any())
        });
        view! {
            {heading(&cx, &slug, number, &page.title, &page.language)}
            {closed}
            <p><a href=post::page(&slug, number, "")>{t!(cx, "comment-all")}</a></p>
            <section class="discussion">
                {thread::comment(&cx, &address, page.thread.top, &refused, None)}
                {replies} {next} {instant(&cx)}
            </section>
        }
    }))
}

fn place(slug: &str, number: &str) -> Result<(Slug, i64), Refusal> {
    let slug = Slug::parse(slug).map_err(|_| Refusal::NotFound)?;
    Ok((slug, number.parse().map_err(|_| Refusal::NotFound)?))
}

fn heading(cx: &Cx, slug: &Slug, number: i64, title: &str, language: &Language) -> AnyView {
    let proposal = address::proposal(slug, number);
    let title = title.to_owned();
    view! {
        <header class="page-header">
            <p class="kicker">{t!(cx, "comment-kicker", number = number.to_string())}</p>
            <h1><a href=proposal lang=language.to_string() dir="auto">{title}</a></h1>
        </header>
    }
    .into_any()
}
