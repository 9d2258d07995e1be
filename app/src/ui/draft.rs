//! Drafts: a text that somebody began to write in a form is there again when they return to it in the same tab. It
//! stays in the browser, until the tab is closed or the form is sent (the server itself keeps the input of a refused
//! form).

use super::island::KeepDrafts;
use crate::{request::Cx, t};
use leptos::prelude::*;

/// The value of a form's `data-draft`: the name under which its fields are kept. Each account has its own name, because
/// a browser may be shared; nothing is kept for a visitor.
pub fn name(cx: &Cx, form: &str) -> Option<String> {
    Some(format!("draft/{}/{form}", cx.viewer.account()?))
}

/// The hint in such a form that a draft is back, once it is. The page also needs one [`KeepDrafts`] for all its forms.
pub fn hint(cx: &Cx) -> AnyView {
    view! { <p class="hint" role="status" data-drafted hidden>{t!(cx, "field-drafted")}</p> }
        .into_any()
}

/// As [`hint`], with the island, in a form that is alone on its page.
pub fn note(cx: &Cx) -> AnyView {
    view! { {hint(cx)} <KeepDrafts /> }.into_any()
}
