//! Older accounts with the same address: on `/admin/accounts` the list of collisions, and
//! `/admin/accounts/{id}/address`, where the address of one account is changed.

use super::address as post;
use crate::{
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary},
        time,
    },
};
use axum::extract::{Path, Query};
use cabildo_domain::{AccountId, Refusal, address, limits};
use cabildo_service::account::{AccountView, Collision};
use leptos::prelude::*;
use serde::Deserialize;

/// The collisions to decide; `None` without any.
pub(super) fn collisions(cx: &Cx, collisions: &[Collision]) -> Option<AnyView> {
    if collisions.is_empty() {
        return None;
    }
    let rows: Vec<_> = collisions
        .iter()
        .map(|collision| row(cx, collision))
        .collect();
    Some(
        view! {
            <section class="notice stack" data-kind="warn" aria-labelledby="collisions">
                <h2 id="collisions">{t!(cx, "admin-collisions")}</h2>
                <p>{t!(cx, "admin-collisions-lead")}</p>
                <ul class="rows">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

fn row(cx: &Cx, collision: &Collision) -> AnyView {
    let name = collision.other.name.to_string();
    let give = t!(
        cx,
        "admin-collisions-give-to",
        email = collision.other.email.as_str()
    );
    view! {
        <li>
            <article class="row">
                <h3 dir="auto">{collision.owner.email.clone()}</h3>
                {one(cx, &collision.owner, t!(cx, "admin-collisions-owner"))}
                {one(cx, &collision.other, t!(cx, "admin-collisions-other"))}
                <form method="post" action=post::GIVE_ADDRESS>
                    <input type="hidden" name="account" value=collision.other.id.to_string() />
                    <input type="hidden" name="name" value=name />
                    <button>{give}</button>
                </form>
            </article>
        </li>
    }
    .into_any()
}

fn one(cx: &Cx, account: &AccountView, what: String) -> AnyView {
    let change = t!(
        cx,
        "admin-address-change-of",
        email = account.email.as_str()
    );
    view! {
        <p class="meta">
            <strong dir="auto">{account.name.to_string()}</strong>
            <span dir="auto">{account.email.clone()}</span>
            <span>{cx.word("role", account.role.as_str())}</span>
            <span>{t!(cx, "account-since")} " " {time::plain_day(cx, account.created_at)}</span>
            <span>{what}</span>
            <a href=address::account_address(account.id) aria-label=change>{t!(cx, "admin-address-change")}</a>
        </p>
    }
    .into_any()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Again {
    again: String,
}

pub(super) async fn show(cx: Cx, Path(id): Path<String>, Query(query): Query<Again>) -> PageResult {
    let admin = cx.viewer.admin()?;
    let id: AccountId = id.parse().map_err(|_| Refusal::NotFound)?;
    let account = cx.service.accounts().account_of(admin, id).await?;
    let form = if query.again.is_empty() {
        FormState::default()
    } else {
        FormState::from(cx.kept(&post::address_kept_as(id)).await?)
    };
    let title = t!(cx, "admin-address-title");
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let label = t!(cx, "account-email");
        let lead = t!(cx, "admin-address-lead", name = account.name.as_str());
        let email = Text::line("email", label.clone(), limits::EMAIL)
            .value(account.email.as_str())
            .kind("email", "off");
        view! {
            {error_summary(&cx, &form, &[("email", label)])}
            <header class="page-header"><h1>{title}</h1><p class="lead">{lead}</p></header>
            <form method="post" action=post::CHANGE_ADDRESS class="form">
                <input type="hidden" name="account" value=account.id.to_string() />
                <input type="hidden" name="name" value=account.name.to_string() />
                {email.view(&cx, &form)}
                <div class="actions">
                    <button class="primary">{t!(cx, "admin-address-act")}</button>
                    <a class="button quiet" href=address::ADMIN_ACCOUNTS>{t!(cx, "admin-address-back")}</a>
                </div>
            </form>
        }
    }))
}
