//! `/desk/opinion/{slug}/with-and-without`: the map with and without the excluded participants.

use super::frame;
use crate::{document::PageResult, param, request::Cx, t};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::address;
use cabildo_service::opinion::{MapSide, StatementLine};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_COMPARE, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let found = cx
        .service
        .opinion()
        .compare_maps(cx.viewer.moderator()?, &slug)
        .await?;
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-compare")), || {
        let lead = t!(cx, "opinion-desk-compare-lead", count = found.excluded);
        let headings = [
            t!(cx, "opinion-desk-compare-with"),
            t!(cx, "opinion-desk-compare-without"),
        ];
        view! {
            {frame::head(&cx, &found.consultation, "integrity", lead)}
            <h2 id="compare">{t!(cx, "opinion-desk-compare")}</h2>
            {table(&cx, &found.texts, headings, &found.with, &found.without)}
        }
    }))
}

/// Two maps side by side, under these headings.
pub fn table(
    cx: &Cx,
    texts: &BTreeMap<i64, StatementLine>,
    headings: [String; 2],
    left: &MapSide,
    right: &MapSide,
) -> AnyView {
    let row = |key: &str, cell: &dyn Fn(&MapSide) -> AnyView| {
        view! { <tr><th scope="row">{t!(cx, key)}</th><td>{cell(left)}</td><td>{cell(right)}</td></tr> }.into_any()
    };
    let list = |numbers: &[i64]| {
        let items: Vec<_> = numbers
            .iter()
            .filter_map(|number| texts.get(number))
            .map(|line| view! { <li lang=line.language.to_string() dir="auto">{line.text.to_string()}</li> })
            .collect();
        if items.is_empty() {
            return view! { {t!(cx, "opinion-desk-compare-nothing")} }.into_any();
        }
        view! { <ol>{items}</ol> }.into_any()
    };
    let sizes = |side: &MapSide| {
        side.groups
            .iter()
            .map(|size| cx.number(*size))
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let [first, second] = headings;
    view! {
        <div class="table" role="region" aria-labelledby="compare" tabindex="0">
            <table>
                <thead><tr>
                    <td></td>
                    <th scope="col">{first}</th>
                    <th scope="col">{second}</th>
                </tr></thead>
                <tbody>
                    {row("opinion-desk-compare-people", &|side| cx.number(side.people).into_any())}
                    {row("opinion-desk-compare-votes", &|side| cx.number(side.votes).into_any())}
                    {row("opinion-desk-compare-groups", &|side| sizes(side).into_any())}
                    {row("opinion-desk-compare-agreed", &|side| list(&side.agreed))}
                    {row("opinion-desk-compare-disagreed", &|side| list(&side.disagreed))}
                    {row("opinion-desk-compare-unites", &|side| list(&side.unites))}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}
