//! `/sign-up` and `/log-in`.

use super::{Again, refused};
use crate::{
    account::action::{LogIn, SignUp, onward},
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary},
        link,
    },
};
use axum::{
    extract::Query,
    response::{IntoResponse, Redirect},
};
use cabildo_domain::{Invalid, Refusal, limits};
use leptos::prelude::*;
use server_fn::ServerFn;

fn email(cx: &Cx, token: &'static str) -> Text {
    Text::line("email", t!(cx, "account-email"), limits::EMAIL).kind("email", token)
}

fn private(title: String) -> Meta {
    Meta {
        title,
        private: true,
        ..Meta::default()
    }
}

pub(super) async fn sign_up(cx: Cx, Query(query): Query<Again>) -> PageResult {
    if cx.viewer.account().is_some() {
        return Ok(Redirect::to(&onward(&query.back)).into_response());
    }
    let form = refused(&cx, "sign-up", !query.again.is_empty()).await?;
    let title = t!(cx, "sign-up-title");
    let name = Text::line("display_name", t!(cx, "account-name"), limits::DISPLAY_NAME)
        .hint(t!(cx, "account-name-hint"))
        .kind("text", "nickname");
    let email = email(&cx, "email").hint(t!(cx, "sign-up-email-hint"));
    let password = Text::line("password", t!(cx, "account-password"), limits::PASSWORD)
        .hint(t!(
            cx,
            "account-password-hint",
            min = limits::PASSWORD.min as i64
        ))
        .kind("password", "new-password");
    let labels = [
        ("email", email.label.clone()),
        ("display_name", name.label.clone()),
        ("password", password.label.clone()),
    ];
    let known = has_account(&form).then(|| known_address(&cx, &query.back));
    Ok(cx.page(private(title.clone()), || {
        view! {
            <div class="narrow stack">
                {error_summary(&cx, &form, &labels)}
                <header class="page-header"><h1>{title}</h1><p class="lead">{t!(cx, "sign-up-lead")}</p></header>
                <form method="post" action=SignUp::PATH class="form">
                    <p class="cost">{t!(cx, "sign-up-cost")}</p>
                    <input type="hidden" name="back" value=query.back.clone() />
                    {name.view(&cx, &form)}
                    {email.view(&cx, &form)}
                    {known}
                    {password.view(&cx, &form)}
                    <div class="visually-hidden" aria-hidden="true">
                        <label for="website">{t!(cx, "sign-up-trap")}</label>
                        <input id="website" name="website" tabindex="-1" autocomplete="off" />
                    </div>
                    <div class="actions"><button class="primary">{t!(cx, "sign-up-act")}</button></div>
                </form>
                <p>
                    {t!(cx, "sign-up-have-account")} " "
                    <a href=link::with_query("/log-in", &[("back", &query.back)])>{t!(cx, "nav-log-in")}</a>
                </p>
                <p class="hint">{t!(cx, "sign-up-data")} " " <a href="/about">{t!(cx, "nav-about")}</a></p>
            </div>
        }
    }))
}

pub(super) async fn log_in(cx: Cx, Query(query): Query<Again>) -> PageResult {
    if cx.viewer.account().is_some() {
        return Ok(Redirect::to(&onward(&query.back)).into_response());
    }
    let form = refused(&cx, "log-in", !query.again.is_empty()).await?;
    let title = t!(cx, "log-in-title");
    let mut email = email(&cx, "username");
    if !query.known.is_empty() {
        let signing_up = refused(&cx, "sign-up", true).await?;
        email = email.value(signing_up.value("email", ""));
    }
    let password = Text::line("password", t!(cx, "account-password"), limits::PASSWORD)
        .kind("password", "current-password");
    let labels = [
        ("email", email.label.clone()),
        ("password", password.label.clone()),
    ];
    // Whoever pressed something in a consultation was sent here, and wants to know why.
    let is_sent = query.back.starts_with("/c/");
    let why = is_sent.then(|| view! { <p class="lead">{t!(cx, "log-in-to-take-part")}</p> });
    Ok(cx.page(private(title.clone()), || {
        view! {
            <div class="narrow stack">
                {error_summary(&cx, &form, &labels)}
                <header class="page-header"><h1>{title}</h1>{why}</header>
                {is_sent.then(|| no_account(&cx, &query.back))}
                <form method="post" action=LogIn::PATH class="form">
                    <input type="hidden" name="back" value=query.back.clone() />
                    {email.view(&cx, &form)}
                    {password.view(&cx, &form)}
                    <div class="actions"><button class="primary">{t!(cx, "nav-log-in")}</button></div>
                </form>
                {(!is_sent).then(|| no_account(&cx, &query.back))}
                <p class="hint">{t!(cx, "log-in-forgotten")}</p>
            </div>
        }
    }))
}

/// Whether sign-up was refused because the address has an account.
fn has_account(form: &FormState) -> bool {
    match form.refusal() {
        Some(Refusal::Invalid { fields }) => {
            fields.all_of("email").any(|why| *why == Invalid::Taken)
        }
        _ => false,
    }
}

/// The way from sign-up to log-in for an address that has an account. The form there finds the address where what was typed
/// is kept: in the link it would stand in histories and logs.
fn known_address(cx: &Cx, back: &str) -> AnyView {
    let href = link::with_query("/log-in", &[("known", "1"), ("back", back)]);
    view! {
        <p>
            {t!(cx, "sign-up-known")} " " <a id="known-address" href=href>{t!(cx, "sign-up-known-act")}</a>
        </p>
    }
    .into_any()
}

fn no_account(cx: &Cx, back: &str) -> AnyView {
    view! {
        <p>
            {t!(cx, "log-in-no-account")} " "
            <a href=link::with_query("/sign-up", &[("back", back)])>{t!(cx, "nav-sign-up")}</a>
        </p>
    }
    .into_any()
}
