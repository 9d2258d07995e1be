//! `/c/{slug}/opinion/statements/{number}`: how everyone and each group answered one statement.

use super::{votes, words};
use crate::{
    document::{Failure, Meta, PageResult},
    request::Cx,
    t,
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{Refusal, opinion::SMALLEST_GROUP};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route("/c/{slug}/opinion/statements/{number}", get(show))
}

async fn show(cx: Cx, Path((slug, number)): Path<(String, String)>) -> PageResult {
    let (slug, number) = (words::slug(&slug)?, words::number(&number)?);
    let page = cx.service.opinion_page(&cx.viewer, &slug).await?;
    let Some(line) = page.texts.get(&number).cloned() else { return Err(Failure(Refusal::NotFound)) };
    let result = page.map.as_ref().and_then(|map| map.statements.iter().find(|result| result.number == number));
    let meta = Meta {
        title: line.text.to_string(),
        description: t!(&cx, "opinion-statement-text"),
        private: !page.consultation.state.is_public(),
    };
    let map_crumb = (words::map_path(&slug), t!(&cx, "opinion-map-page"));
    Ok(cx.page(meta, || {
        let votes = match result {
            Some(result) => {
                let rows = votes::rows(&cx, &page.group_names, result);
                view! { {rows} <p class="hint">{t!(&cx, "opinion-small", least = SMALLEST_GROUP)}</p> }.into_any()
            }
            None => view! { <div class="empty"><p>{t!(&cx, "opinion-statement-none")}</p></div> }.into_any(),
        };
        let answer = page
            .doors
            .answer
            .is_open()
            .then(|| view! { <a class="button" href=words::path(&slug)>{t!(&cx, "opinion-continue")}</a> });
        view! {
            <div class="narrow stack">
                {words::breadcrumbs(&cx, &page.consultation, vec![words::crumb(&cx, &slug), map_crumb])}
                <header class="page-header">
                    <p class="kicker">{t!(&cx, "opinion-statement-kicker", number = number.to_string())}</p>
                    <h1 class="statement" lang=line.language.to_string() dir="auto">{line.text.to_string()}</h1>
                </header>
                <section class="stack" data-gap="small" aria-labelledby="votes">
                    <h2 id="votes">{t!(&cx, "opinion-statement-votes")}</h2>
                    {votes}
                </section>
                <div class="actions">
                    <a class="button primary" href=words::map_path(&slug)>{t!(&cx, "opinion-see-map")}</a> {answer}
                </div>
            </div>
        }
    }))
}
