//! Drafts: a signed-in person who leaves a half-written form finds the text again on return to the same tab.
//!
//! The browser keeps the draft until the tab is closed or the form is sent. The server never sees it; the server keeps
//! only the input of refused forms.

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
