//! The button beside a password field that shows the input. Without scripts it could do nothing, so it stays hidden
//! until its island listens.

use crate::{request::Cx, t, ui::island::ShowPassword};
use leptos::prelude::*;

/// The button for the field with this id.
pub fn show(cx: &Cx, field: String) -> AnyView {
    view! {
        <button type="button" class="quiet" aria-controls=field hidden data-shows-password="" data-show=t!(cx, "password-show")
            data-hide=t!(cx, "password-hide")>{t!(cx, "password-show")}</button>
        <span class="visually-hidden" role="status" data-shown=t!(cx, "password-shown")
            data-hidden=t!(cx, "password-hidden")></span>
        <ShowPassword />
    }
    .into_any()
}
