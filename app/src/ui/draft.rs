//! Drafts: what somebody began to write in a form is there again when they come back to it in the same tab. It stays in
//! the browser, until the tab is closed or the form is sent (what the server refuses, it keeps itself).

use super::island::KeepDrafts;
use crate::{request::Cx, t};
use leptos::prelude::*;

/// For `data-draft` of a form: under which name its fields are kept. Each account has its own, since a browser may be
/// shared; nothing is kept of a visitor.
pub fn name(cx: &Cx, form: &str) -> Option<String> {
    Some(format!("draft/{}/{form}", cx.viewer.account()?))
}

/// In such a form: says that a draft is back, once it is. The page has a [`KeepDrafts`] besides, one for all its forms.
pub fn hint(cx: &Cx) -> AnyView {
    view! { <p class="hint" role="status" data-drafted hidden>{t!(cx, "field-drafted")}</p> }
        .into_any()
}

/// The same, with the island, in a form that is alone on its page.
pub fn note(cx: &Cx) -> AnyView {
    view! { {hint(cx)} <KeepDrafts /> }.into_any()
}
