//! `/admin/accounts`: the accounts page by page, with filters and a form that changes a role.

use super::address as post;
use crate::{
    admin::{account_address, names, tabs::tabs},
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{link, time},
};
use axum::{Router, extract::Query, routing::get};
use cabildo_domain::{Role, address, limits};
use cabildo_service::account::{AccountPage, AccountQuery, AccountView};
use leptos::prelude::*;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new()
        .route(address::ADMIN_ACCOUNTS, get(accounts))
        .route(address::ADMIN_ADDRESS, get(account_address::show))
        .route(address::ADMIN_NAMES, get(names::show))
}

async fn accounts(cx: Cx, Query(query): Query<AccountQuery>) -> PageResult {
    let page = cx
        .service
        .accounts()
        .list(cx.viewer.admin()?, &query)
        .await?;
    let collisions = cx
        .service
        .accounts()
        .colliding_addresses(cx.viewer.admin()?)
        .await?;
    let meta = Meta {
        title: t!(cx, "admin-accounts"),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        view! {
            <header class="page-header">
                <h1 id="accounts">{t!(cx, "admin-accounts")}</h1>
                <p class="lead">{t!(cx, "admin-accounts-lead")}</p>
            </header>
            {tabs(&cx)}
            {account_address::collisions(&cx, &collisions)}
            {filter(&cx, &query)}
            {if page.accounts.is_empty() { empty(&cx) } else { table(&cx, &page) }}
            {pager(&cx, &query, &page)}
        }
    }))
}

fn filter(cx: &Cx, query: &AccountQuery) -> AnyView {
    let chosen: Option<Role> = query.role.parse().ok();
    view! {
        <form class="form" method="get" action=address::ADMIN_ACCOUNTS role="search">
            <div class="fields">
                <div class="field">
                    <label for="q">{t!(cx, "admin-find")}</label>
                    <input type="search" id="q" name="q" maxlength=limits::QUERY.max.to_string() value=query.q.clone() dir="auto" />
                </div>
                <div class="field">
                    <label for="role">{t!(cx, "admin-role")}</label>
                    <select id="role" name="role">
                        <option value="">{t!(cx, "admin-any-role")}</option>
                        {roles(cx, chosen)}
                    </select>
                </div>
            </div>
            <div class="actions"><button>{t!(cx, "admin-show")}</button></div>
        </form>
    }
    .into_any()
}

fn roles(cx: &Cx, selected: Option<Role>) -> AnyView {
    Role::ALL
        .iter()
        .map(|role| {
            let word = cx.word("role", role.as_str());
            view! { <option value=role.as_str() selected=selected == Some(*role)>{word}</option> }
        })
        .collect_view()
        .into_any()
}

fn table(cx: &Cx, page: &AccountPage) -> AnyView {
    let rows = page
        .accounts
        .iter()
        .map(|account| row(cx, account))
        .collect_view();
    view! {
        <div class="table" data-narrow="stacked" role="region" aria-labelledby="accounts" tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!(cx, "account-name")}</th>
                        <th scope="col">{t!(cx, "account-email")}</th>
                        <th scope="col">{t!(cx, "account-since")}</th>
                        <th scope="col">{t!(cx, "admin-role")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(cx: &Cx, account: &AccountView) -> AnyView {
    let id = format!("role-{}", account.id);
    let name = account.name.to_string();
    view! {
        <tr>
            <th scope="row" dir="auto">{name.clone()}</th>
            <td>{account.email.clone()}</td>
            <td data-label=t!(cx, "account-since")>{time::plain_day(cx, account.created_at)}</td>
            <td>
                <form class="inline" method="post" action=post::CHANGE_ROLE>
                    <input type="hidden" name="account" value=account.id.to_string() />
                    <input type="hidden" name="name" value=name.clone() />
                    <input type="hidden" name="before" value=account.role.as_str() />
                    <input type="hidden" name="back" value=cx.path_and_query.clone() />
                    <label class="visually-hidden" for=id.clone()>{t!(cx, "admin-role-of", name = name.as_str())}</label>
                    <select id=id name="role">{roles(cx, Some(account.role))}</select>
                    " " <button class="quiet" aria-label=t!(cx, "admin-role-act-of", name = name)>{t!(cx, "admin-role-act")}</button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}

fn empty(cx: &Cx) -> AnyView {
    view! {
        <div class="empty">
            <h2>{t!(cx, "admin-nobody")}</h2>
            <p>{t!(cx, "admin-nobody-hint")}</p>
            <a class="button" href=address::ADMIN_ACCOUNTS>{t!(cx, "admin-everybody")}</a>
        </div>
    }
    .into_any()
}

fn pager(cx: &Cx, query: &AccountQuery, page: &AccountPage) -> Option<AnyView> {
    let of = |after: &str| {
        link::with_query(
            address::ADMIN_ACCOUNTS,
            &[("q", &query.q), ("role", &query.role), ("after", after)],
        )
    };
    let first = (!query.after.is_empty())
        .then(|| view! { <a rel="first" href=of("")>{t!(cx, "admin-newest")}</a> });
    let next = page
        .next
        .as_deref()
        .map(|after| view! { <a rel="next" href=of(after)>{t!(cx, "admin-older")}</a> });
    let any = first.is_some() || next.is_some();
    any.then(|| {
        view! { <nav class="pager" aria-label=t!(cx, "admin-pages")>{first}{next}</nav> }.into_any()
    })
}
