//! `/admin/names`: titles and offices that no resident's name may contain.

use super::address as post;
use crate::{
    admin::tabs::tabs,
    document::{Meta, PageResult},
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, kept_text},
        refusal,
    },
};
use axum::extract::Query;
use cabildo_domain::{
    Refusal,
    limits::{Length, RESERVED_NAME, RESERVED_NAMES},
    name::reserved::ALWAYS,
};
use cabildo_service::account::ReservedNames;
use leptos::prelude::*;
use serde::Deserialize;

/// Characters of the whole list.
const ALL: Length = Length {
    min: 0,
    max: RESERVED_NAMES * RESERVED_NAME.max,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Again {
    again: String,
}

pub(super) async fn show(cx: Cx, Query(query): Query<Again>) -> PageResult {
    let list = cx
        .service
        .accounts()
        .reserved_names(cx.viewer.admin()?)
        .await?;
    let form = if query.again.is_empty() {
        FormState::default()
    } else {
        FormState::from(cx.kept(post::NAMES_KEPT_AS).await?)
    };
    let title = t!(cx, "admin-names");
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let label = t!(cx, "admin-names-list");
        view! {
            {error_summary(&cx, &form, &[("names", label.clone())])}
            <header class="page-header"><h1>{title}</h1><p class="lead">{t!(cx, "admin-names-lead")}</p></header>
            {tabs(&cx)}
            {outdated(&cx, &form)}
            {editor(&cx, &list, &form, label)}
        }
    }))
}

/// Another administrator saved meanwhile: the list below is theirs, and the typed one can be copied.
fn outdated(cx: &Cx, form: &FormState) -> Option<AnyView> {
    let refused = form
        .refusal()
        .filter(|refusal| matches!(refusal, Refusal::Outdated { .. }))?;
    let text = refusal::text(cx, refused);
    let typed = form.typed("names").unwrap_or_default().to_owned();
    let typed = kept_text(t!(cx, "admin-names-typed"), typed);
    Some(view! { <div class="notice" data-kind="warn"><p>{text}</p>{typed}</div> }.into_any())
}

fn editor(cx: &Cx, list: &ReservedNames, form: &FormState, label: String) -> AnyView {
    let is_outdated = matches!(form.refusal(), Some(Refusal::Outdated { .. }));
    let fresh = FormState::default();
    let form = if is_outdated { &fresh } else { form };
    let hint = t!(
        cx,
        "admin-names-hint",
        always = ALWAYS.join(", "),
        max = RESERVED_NAMES as i64
    );
    let area = Text::area("names", label, ALL)
        .hint(hint)
        .value(list.names.as_str());
    view! {
        <form method="post" action=post::SAVE_NAMES class="form">
            <input type="hidden" name="seen" value=form.value("seen", &list.seen) />
            {area.view(cx, form)}
            <div class="actions">
                <button class="primary" name="act" value="save">{t!(cx, "admin-names-act")}</button>
                <button name="act" value="restore">{t!(cx, "admin-names-restore")}</button>
            </div>
            <p class="hint">{t!(cx, "admin-names-restore-hint")}</p>
        </form>
    }
    .into_any()
}
