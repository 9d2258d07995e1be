//! Text areas. Their text is escaped here and nowhere else.

use super::at_most;
use crate::request::Cx;
use cabildo_domain::limits::Length;
use leptos::prelude::*;

/// A text area whose text is escaped, because Leptos 0.8 writes `<textarea>{text}</textarea>` raw. This is the only
/// place that may write one. The line end keeps an empty first line that HTML would drop.
pub(super) fn textarea(
    name: String,
    value: String,
    max: String,
    rows: u8,
    required: bool,
    described: Option<String>,
    invalid: Option<&'static str>,
) -> AnyView {
    let escaped = format!("\n{}", html_escape::encode_text(&value));
    view! {
        <textarea id=name.clone() name=name rows=rows.to_string() maxlength=max required=required aria-describedby=described
            aria-invalid=invalid dir="auto" inner_html=escaped></textarea>
    }
    .into_any()
}

/// The text typed into a form that no longer exists, to be copied.
pub fn kept_text(label: String, text: String) -> Option<AnyView> {
    let escaped = format!("\n{}", html_escape::encode_text(&text));
    (!text.trim().is_empty()).then(|| {
        view! {
            <div class="field kept">
                <label>
                    {label}
                    <textarea rows="8" readonly dir="auto" inner_html=escaped></textarea>
                </label>
            </div>
        }
        .into_any()
    })
}

/// A text to copy, shown in full: a one-line field would cut it.
pub fn whole(id: &'static str, text: &str, described: &'static str) -> AnyView {
    let escaped = format!("\n{}", html_escape::encode_text(text));
    view! { <textarea id=id rows="3" readonly aria-describedby=described inner_html=escaped></textarea> }.into_any()
}

/// A text area inside its own label, for a form of which a page has many: without an id unless one is given, and
/// without counting.
pub fn small_area(
    cx: &Cx,
    id: Option<&'static str>,
    name: &'static str,
    label: String,
    value: String,
    limit: Length,
    error: Option<String>,
) -> AnyView {
    let escaped = format!("\n{}", html_escape::encode_text(&value));
    let invalid = error.is_some().then_some("true");
    let required = limit.min > 0;
    view! {
        <div class="field">
            {error.map(|error| view! { <p class="error">{error}</p> })}
            <label>
                {label}
                <textarea id=id name=name rows="4" maxlength=limit.max.to_string() required=required
                    aria-invalid=invalid dir="auto" inner_html=escaped></textarea>
            </label>
            {at_most(cx, limit)}
        </div>
    }
    .into_any()
}
