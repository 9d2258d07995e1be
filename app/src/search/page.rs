//! `/search`: all public content, by words, filters and order. It works without JavaScript; every text that is typed
//! gets a sentence, never an error.

use super::{address as post, field, filters, nothing, query, result};
use crate::{
    act,
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::link::with_query,
};
use axum::{
    Router,
    extract::{Query, Request},
    routing::get,
};
use cabildo_domain::{address, excerpt::excerpt};
use cabildo_service::search::find::{SearchForm, SearchPage, Understood};
use leptos::prelude::*;

/// The page, and the questions of its islands.
pub fn routes() -> Router {
    let ask = || get(|cx: Cx, request: Request| act::handle(cx, request));
    Router::new()
        .route(address::SEARCH, get(show))
        .route(post::COMPLETE, ask())
        .route(post::SIMILAR, ask())
}

async fn show(cx: Cx, Query(pairs): Query<Vec<(String, String)>>) -> PageResult {
    let page = cx
        .service
        .search()
        .find(SearchForm::of_pairs(pairs), cx.locale)
        .await?;
    let open = if page.hits.is_empty() {
        nothing::open_calls(&cx).await?
    } else {
        Vec::new()
    };
    // The title also appears in tabs and bookmarks, so strip bidi control characters from the query.
    let title = match cabildo_domain::clean::clean_line(&page.form.q).as_str() {
        "" => t!(cx, "search-title"),
        words => t!(cx, "search-title-for", words = words),
    };
    // A search is private, and a list of results is not a page for search engines.
    let meta = Meta {
        title,
        description: String::new(),
        private: true,
    };
    Ok(cx.public_page(meta, || {
        let list = if page.hits.is_empty() {
            nothing::view(&cx, &page, &open)
        } else {
            view! { {order(&cx, &page)} {result::rows(&cx, &page.hits)} {pager(&cx, &page)} }
                .into_any()
        };
        view! {
            <header class="page-header"><h1>{t!(cx, "search-title")}</h1></header>
            {search_box(&cx, &page.form)}
            {outcome(&cx, &page)}
            {with_filters(filters::view(&cx, &page), list)}
        }
    }))
}

fn with_filters(filters: Option<AnyView>, list: AnyView) -> AnyView {
    match filters {
        Some(filters) => {
            view! { <div class="sidebar" data-side="start">{filters}<div class="stack">{list}</div></div> }.into_any()
        }
        None => list,
    }
}

fn search_box(cx: &Cx, form: &SearchForm) -> AnyView {
    let typed: String = form
        .q
        .chars()
        .take(cabildo_domain::limits::QUERY.max)
        .collect();
    view! {
        <form class="search-box" role="search" action=address::SEARCH>
            <label class="visually-hidden" for="search-q">{t!(cx, "search-label")}</label>
            {field::field("search-q", typed)}
            {filters::hidden_fields(form)}
            {filters::order_field(form)}
            <button class="primary">{t!(cx, "nav-search")}</button>
        </form>
    }
    .into_any()
}

/// The number of results, and how the words were interpreted.
fn outcome(cx: &Cx, page: &SearchPage) -> AnyView {
    let words = excerpt(page.form.q.trim(), 80, true);
    let count = match page.understood {
        Understood::Blank => t!(cx, "search-count-all", count = page.total),
        _ => t!(cx, "search-count", count = page.total, words = &*words),
    };
    let reading = match (&page.corrected, page.partly) {
        (Some(corrected), false) => Some(t!(
            cx,
            "search-corrected",
            words = &*words,
            corrected = corrected.as_str()
        )),
        (Some(corrected), true) => Some(t!(
            cx,
            "search-partly-corrected",
            corrected = corrected.as_str()
        )),
        (None, true) => Some(t!(cx, "search-partly")),
        (None, false) => None,
    };
    let remark = match page.understood {
        Understood::Cut => Some(t!(
            cx,
            "search-cut",
            max = cabildo_domain::limits::QUERY.max as i64
        )),
        Understood::OnlyStopWords => Some(t!(cx, "search-stop-words")),
        _ => None,
    };
    let sentences: Vec<_> = [reading, remark]
        .into_iter()
        .flatten()
        .map(|text| view! { <p>{text}</p> })
        .collect();
    let notice = (!sentences.is_empty())
        .then(|| view! { <div class="notice" data-kind="info">{sentences}</div> });
    view! { <p role="status" dir="auto">{count}</p> {notice} }.into_any()
}

fn order(cx: &Cx, page: &SearchPage) -> AnyView {
    let form = &page.form;
    // Without words there is nothing to match, so the newest come first.
    let is_blank = page.understood == Understood::Blank;
    let orders: &[&str] = if is_blank {
        &["newest", "supported"]
    } else {
        &["relevance", "newest", "supported"]
    };
    let current = match form.order.as_str() {
        "" if is_blank => "newest",
        "" => "relevance",
        other => other,
    };
    let items: Vec<_> = orders
        .iter()
        .map(|&order| {
            let href = query::of(&SearchForm { order: order.to_owned(), ..form.clone() });
            let is_current = (order == current).then_some("true");
            view! { <li><a href=href aria-current=is_current>{cx.word("search-order", order)}</a></li> }
        })
        .collect();
    view! { <nav class="sort" aria-label=t!(cx, "search-order")><span>{t!(cx, "search-order")}</span> <ul>{items}</ul></nav> }
        .into_any()
}

fn pager(cx: &Cx, page: &SearchPage) -> Option<AnyView> {
    let form = &page.form;
    let first = (!form.after.is_empty()).then(
        || view! { <a rel="first" href=query::of(form)>{t!(cx, "search-first-page")}</a> " " },
    );
    let next = page.next.as_ref().map(|next| {
        let mut pairs = query::pairs(form);
        pairs.push(("after", next));
        view! { <a rel="next" href=with_query(address::SEARCH, &pairs)>{t!(cx, "search-next-page")}</a> }
    });
    (first.is_some() || next.is_some()).then(|| {
        view! { <nav class="pager" aria-label=t!(cx, "search-pages")>{first}{next}</nav> }
            .into_any()
    })
}
