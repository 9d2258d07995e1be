//! `/account/erase`: the second look before an account is deleted for good.

use super::{Again, refused};
use crate::{
    account::address as post,
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::field::{Text, error_summary_with_password},
};
use axum::extract::Query;
use cabildo_domain::{address, limits};
use leptos::prelude::*;

pub(super) async fn show(cx: Cx, Query(query): Query<Again>) -> PageResult {
    let email = cx
        .service
        .accounts()
        .own(cx.viewer.resident()?)
        .await?
        .email;
    let leaving = cx.service.accounts().leaving(cx.viewer.resident()?).await?;
    let form = refused(&cx, post::ERASE_KEPT_AS, !query.again.is_empty()).await?;
    let title = t!(cx, "erase-title");
    let password = Text::line("password", t!(cx, "erase-password"), limits::PASSWORD)
        .kind("password", "current-password");
    let labels = [
        ("password", password.label.clone()),
        ("confirm", t!(cx, "erase-confirm-label")),
    ];
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let error = form.error(&cx, "confirm");
        let described = error.is_some().then_some("confirm-error");
        let invalid = error.is_some().then_some("true");
        view! {
            <div class="narrow stack">
                {error_summary_with_password(&cx, &form, &labels)}
                <header class="page-header"><h1>{title}</h1><p class="lead">{t!(cx, "erase-lead")}</p></header>
                <ul>
                    <li>{t!(cx, "erase-goes")}</li>
                    <li>
                        {t!(cx, "erase-leaves")}
                        <ul>
                            <li>{t!(cx, "erase-leaves-supports", count = leaving.supports)}</li>
                            <li>{t!(cx, "erase-leaves-reactions", count = leaving.reactions)}</li>
                            <li>{t!(cx, "erase-leaves-answers", count = leaving.answers)}</li>
                        </ul>
                    </li>
                    <li>{t!(cx, "erase-staying", count = leaving.staying)}</li>
                    <li>{t!(cx, "erase-owed")}</li>
                    <li>{t!(cx, "erase-stays")}</li>
                    <li>{t!(cx, "erase-final")}</li>
                </ul>
                <p><a href=address::ACCOUNT_DATA download="">{t!(cx, "erase-download-first")}</a></p>
                <form method="post" action=post::ERASE class="form">
                    // Tells password managers the account.
                    <input type="text" autocomplete="username" value=email hidden readonly />
                    {password.view(&cx, &form)}
                    <div class="field">
                        {error.map(|error| view! { <p class="error" id="confirm-error">{error}</p> })}
                        <label class="choice">
                            <input type="checkbox" id="confirm" name="confirm" value="yes" required
                                aria-describedby=described aria-invalid=invalid />
                            " " <span>{t!(cx, "erase-confirm")}</span>
                        </label>
                    </div>
                    <div class="actions">
                        <button class="danger">{t!(cx, "erase-act")}</button>
                        <a class="button quiet" href=address::ACCOUNT>{t!(cx, "erase-cancel")}</a>
                    </div>
                </form>
            </div>
        }
    }))
}
