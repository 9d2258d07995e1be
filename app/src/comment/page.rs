//! The discussion of a subject (`/c/{slug}/p/{number}/comments`), page by page, and one thread of it (`/comments/{id}`).

use super::{
    address as post, form,
    section::{Section, instant, why_closed},
    thread::{self, Refused},
};
use crate::{
    document::{Meta, PageResult},
    hidden::lead_to_the_page,
    request::Cx,
    t,
    ui::{field::FormState, link},
};
use axum::{
    Router,
    extract::{Path, Query},
    middleware::from_fn_with_state,
    routing::get,
};
use cabildo_domain::{
    CommentId, Language, Refusal,
    consultation::Slug,
    subject::{Commentable, Numbered},
};
use cabildo_service::{comment::DiscussionQuery, cursor::Cursor};
use leptos::prelude::*;
use serde::Deserialize;

/// The pages of this feature.
pub fn routes() -> Router {
    Commentable::ALL
        .iter()
        .map(|kind| of_kind(*kind))
        .fold(Router::new(), Router::merge)
}

/// The pages of the discussions of one kind of subject.
fn of_kind(kind: Commentable) -> Router {
    let routes = kind.routes();
    let all = move |cx: Cx, Path((slug, number)): Path<(String, String)>, part: Query<Part>| async move {
        discussion(cx, place(kind, &slug, &number)?, part.0).await
    };
    let one = move |cx: Cx,
                    Path((slug, number, id)): Path<(String, String, String)>,
                    part: Query<Part>| async move {
        let about = place(kind, &slug, &number)?;
        let id = id.parse().map_err(|_| Refusal::NotFound)?;
        one_thread(cx, about, id, part.0).await
    };
    Router::new()
        .route(routes.discussion, get(all))
        .route(routes.thread, get(one))
        .route_layer(from_fn_with_state(routes.page, lead_to_the_page))
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

async fn discussion(cx: Cx, about: Numbered<Commentable>, part: Part) -> PageResult {
    let sort = part.sort.parse().unwrap_or_default();
    let query = DiscussionQuery {
        sort,
        after: part.after(),
    };
    let (subject, discussion) = cx
        .service
        .comments()
        .discussion_at(&cx.viewer, &about, &query)
        .await?;
    let refused = FormState::from(cx.kept(&post::kept_as(&about, "")).await?);
    let home = about.discussion();
    let first = part
        .after()
        .map(|_| link::with_query(&home, &[("sort", &part.sort)]));
    let title = t!(cx, "comment-page-title", title = subject.title.as_str());
    // Later pages change all the time, so search engines keep only the first.
    let meta = Meta {
        title,
        description: String::new(),
        private: first.is_some(),
    };
    let section = Section {
        about,
        sort,
        discussion,
        closed: subject.closed,
        refused,
        home,
    };
    Ok(cx.public_page(meta, || {
        let back = first.map(|href| view! { <p><a href=href>{t!(cx, "comment-first")}</a></p> });
        view! { {heading(&cx, &section.about, &subject.title, &subject.language)} {back} {section.view(&cx)} }
    }))
}

async fn one_thread(cx: Cx, about: Numbered<Commentable>, id: CommentId, part: Part) -> PageResult {
    let page = cx
        .service
        .comments()
        .thread(&cx.viewer, &about, id, part.after().as_ref())
        .await?;
    let refused = Refused {
        reply: cx
            .kept(&post::kept_as(&about, &id.to_string()))
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
        let top = page.thread.top.id;
        let next = page.next.as_ref().map(|next| {
            let href = link::with_query(&about.thread(top), &[("after", next.as_str())]);
            view! { <nav class="pager" aria-label=t!(cx, "comment-pages")><a rel="next" href=href>{t!(cx, "comment-next-replies")}</a></nav> }
        });
        let count = page.thread.top.replies;
        let replies = (!page.thread.replies.is_empty()).then(|| {
            view! {
                <h2>{t!(cx, "comment-replies", count = count)}</h2>
                {thread::replies(&cx, &about, top, page.thread.replies, &refused)}
            }
        });
        // Refused input has no form here any more, so give it back to be copied.
        let closed = (!page.open).then(|| {
            let kept = form::kept(&cx, &refused.reply).or_else(|| form::kept(&cx, &refused.edit));
            kept.unwrap_or_else(|| view! { <p>{why_closed(&cx, page.closed)}</p> }.into_any())
        });
        view! {
            {heading(&cx, &about, &page.title, &page.language)}
            {closed}
            <p><a href=about.discussion()>{t!(cx, "comment-all")}</a></p>
            <section class="discussion">
                {thread::comment(&cx, &about, page.thread.top, &refused, None)}
                {replies} {next} {instant(&cx)}
            </section>
        }
    }))
}

fn place(kind: Commentable, slug: &str, number: &str) -> Result<Numbered<Commentable>, Refusal> {
    let slug = Slug::parse(slug).map_err(|_| Refusal::NotFound)?;
    Ok(kind.at(&slug, number.parse().map_err(|_| Refusal::NotFound)?))
}

fn heading(cx: &Cx, about: &Numbered<Commentable>, title: &str, language: &Language) -> AnyView {
    let number = about.number.to_string();
    let kicker = match about.kind {
        Commentable::Proposal => t!(cx, "comment-kicker", number = number),
    };
    let title = title.to_owned();
    view! {
        <header class="page-header">
            <p class="kicker">{kicker}</p>
            <h1><a href=about.page() lang=language.to_string() dir="auto">{title}</a></h1>
        </header>
    }
    .into_any()
}
