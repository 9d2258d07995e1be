//! `/desk/names`: residents' names that could be taken for staff.

use crate::{
    document::{Meta, PageResult},
    moderation::page::tabs,
    request::Cx,
    t,
    ui::{link, time},
};
use axum::extract::Query;
use cabildo_domain::{address, permission::Capability};
use cabildo_service::{account::FlaggedName, cursor::Cursor};
use leptos::prelude::*;
use serde::Deserialize;

/// The end of the page before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    after: String,
}

pub(super) async fn show(cx: Cx, Query(part): Query<Part>) -> PageResult {
    let after = Cursor::given(&part.after);
    let page = cx
        .service
        .accounts()
        .flagged_names(cx.viewer.moderator()?, after.as_ref())
        .await?;
    let title = t!(cx, "desk-names-title");
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let next = page.next.as_ref().map(|next| {
            let href = link::with_query(address::DESK_NAMES, &[("after", next.as_str())]);
            view! { <nav class="pager" aria-label=t!(cx, "desk-pages")><a rel="next" href=href>{t!(cx, "desk-next")}</a></nav> }
        });
        let rows: Vec<_> = page.names.iter().map(|name| row(&cx, name)).collect();
        let list = if rows.is_empty() {
            view! { <p class="empty">{t!(cx, "desk-names-none")}</p> }.into_any()
        } else {
            view! { <ul class="rows">{rows}</ul> }.into_any()
        };
        view! {
            <header class="page-header"><h1>{title}</h1><p class="lead">{t!(cx, "desk-names-lead")}</p></header>
            {tabs(&cx)} {list} {next}
        }
    }))
}

fn row(cx: &Cx, name: &FlaggedName) -> AnyView {
    let idea = name.newest.as_ref().map(|(slug, number)| {
        view! { <a href=address::proposal(slug, *number)>{t!(cx, "desk-names-idea")}</a> }
    });
    // Only administrators can open the list of accounts.
    let account = (cx.viewer.may(Capability::Administer) && !name.imported).then(|| {
        let href = link::with_query(address::ADMIN_ACCOUNTS, &[("q", name.name.as_str())]);
        view! { <a href=href>{t!(cx, "desk-names-account")}</a> }
    });
    let imported = name
        .imported
        .then(|| view! { <span>{t!(cx, "desk-names-imported")}</span> });
    view! {
        <li>
            <article class="row">
                <h2 dir="auto">{name.name.to_string()}</h2>
                <p>{cx.word("desk-names-flag", name.flag.as_str())}</p>
                <p class="meta">
                    <span>{t!(cx, "desk-names-since")} " " {time::day(cx, name.flagged_at)}</span>
                    <span>{t!(cx, "account-since")} " " {time::plain_day(cx, name.created_at)}</span>
                    {imported} {idea} {account}
                </p>
            </article>
        </li>
    }
    .into_any()
}
