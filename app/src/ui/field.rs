//! Form fields: the label above, the hint under it, the error beside the field, the remaining characters. Refused input
//! comes back through [`FormState`].

mod area;

pub use super::form_state::{FormState, error_summary, error_summary_with_password};
pub use area::{kept_text, small_area, whole};

use crate::{
    request::Cx,
    t,
    ui::{island::Remaining, password},
};
use area::textarea;
use cabildo_domain::limits::Length;
use leptos::prelude::*;

/// A text field.
#[derive(Clone)]
pub struct Text {
    /// The name in the form, also the element's id.
    pub name: String,
    /// The label above it.
    pub label: String,
    /// The hint under the label; empty for none.
    pub hint: String,
    /// The limits, shown and enforced.
    pub limit: Length,
    /// The `type` of the input; `textarea` for several lines.
    pub kind: &'static str,
    /// The value when nothing was typed yet.
    pub value: String,
    /// The `autocomplete` token (WCAG 1.3.5); empty for none.
    pub autocomplete: &'static str,
    /// The number of lines that an empty field of several lines shows.
    pub rows: u8,
    /// Whether it is in a row that may stay empty: then the browser does not require it, and it is neither marked
    /// optional nor counted.
    pub in_row: bool,
}

impl Text {
    /// A one-line field.
    pub fn line(name: impl Into<String>, label: String, limit: Length) -> Self {
        Self {
            name: name.into(),
            label,
            hint: String::new(),
            limit,
            kind: "text",
            value: String::new(),
            autocomplete: "",
            rows: 8,
            in_row: false,
        }
    }

    /// A field of several lines.
    pub fn area(name: impl Into<String>, label: String, limit: Length) -> Self {
        Self {
            kind: "textarea",
            ..Self::line(name, label, limit)
        }
    }

    /// A field of one long line: it is shown in `rows` lines, and the reader of the form joins them into one.
    pub fn long_line(name: impl Into<String>, label: String, limit: Length, rows: u8) -> Self {
        Self {
            rows,
            ..Self::area(name, label, limit)
        }
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(mut self, hint: String) -> Self {
        self.hint = hint;
        self
    }

    /// Sets the first value.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Sets another `type` and its `autocomplete` token.
    #[must_use]
    pub fn kind(mut self, kind: &'static str, autocomplete: &'static str) -> Self {
        self.kind = kind;
        self.autocomplete = autocomplete;
        self
    }

    /// Marks the field as part of a repeated row, which may stay empty as a whole.
    #[must_use]
    pub fn in_row(mut self) -> Self {
        self.in_row = true;
        self
    }

    /// The field on the page.
    pub fn view(self, cx: &Cx, form: &FormState) -> AnyView {
        let Self {
            name,
            label,
            hint,
            limit,
            kind,
            value,
            autocomplete,
            rows,
            in_row,
        } = self;
        let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
        let errors = form.errors(cx, &name);
        let is_wrong = !errors.is_empty();
        // A password is never sent back.
        let value = if kind == "password" {
            String::new()
        } else {
            form.value(&name, &value)
        };
        let described: Vec<&str> = [
            (!hint.is_empty()).then_some(hint_id.as_str()),
            is_wrong.then_some(error_id.as_str()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = is_wrong.then_some("true");
        let required = limit.min > 0 && !in_row;
        let label = if limit.min == 0 && !in_row {
            optional(cx, label)
        } else {
            label.into_any()
        };
        let autocomplete = (!autocomplete.is_empty()).then_some(autocomplete);
        let is_secret = kind == "password";
        // A browser that checks spelling, or capitalises the first letter, would do so while the password is shown.
        let (spellcheck, capitals) = (is_secret.then_some("false"), is_secret.then_some("none"));
        let show = is_secret.then(|| password::show(cx, name.clone()));
        let max = limit.max.to_string();
        // Browsers refuse non-ASCII letters before the `@` in `type=email`, and rewrite the typed domain.
        let (element, keys) = match kind {
            "email" => ("text", Some("email")),
            other => (other, None),
        };
        let control = if kind == "textarea" {
            textarea(name.clone(), value, max, rows, required, described, invalid)
        } else {
            view! {
                <input id=name.clone() name=name.clone() type=element value=value maxlength=max required=required
                    inputmode=keys autocapitalize=keys.map(|_| "none").or(capitals) autocomplete=autocomplete
                    spellcheck=spellcheck aria-describedby=described aria-invalid=invalid dir="auto" />
            }
            .into_any()
        };
        let counted = !in_row && (kind == "textarea" || kind == "text");
        // Show no length limit when an existing password is re-entered.
        let limited = !counted && autocomplete != Some("current-password");
        let remaining = counted.then(|| remaining(cx, name.clone(), limit.max));
        let at_most = limited.then(|| at_most(cx, limit));
        view! {
            <div class="field">
                <label for=name>{label}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
                {is_wrong.then(|| view! { <p class="error" id=error_id>{lines(errors)}</p> })}
                {control}
                {show}
                {remaining} {at_most}
            </div>
        }
        .into_any()
    }
}

/// Sentences, each on a line of its own.
fn lines(sentences: Vec<String>) -> Vec<AnyView> {
    let each = sentences.into_iter().enumerate();
    each.map(|(index, sentence)| {
        view! { {(index > 0).then(|| view! { <br /> })} {sentence} }.into_any()
    })
    .collect()
}

/// The limit of a field that is not counted while somebody types.
fn at_most(cx: &Cx, limit: Length) -> AnyView {
    view! { <p class="remaining">{t!(cx, "field-at-most", max = limit.max as i64)}</p> }.into_any()
}

fn remaining(cx: &Cx, name: String, max: usize) -> AnyView {
    let start = t!(cx, "field-at-most", max = max as i64);
    view! {
        <p class="remaining" data-counts=name data-max=max.to_string() data-left=t!(cx, "field-left")
            data-past=t!(cx, "field-over")>{start}</p>
        <Remaining />
    }
    .into_any()
}

/// A label with the mark of an optional field.
pub fn optional(cx: &Cx, label: String) -> AnyView {
    view! { {label} " " <span class="optional">{t!(cx, "field-optional")}</span> }.into_any()
}

/// One choice of a list.
#[derive(Clone)]
pub struct Choice {
    /// The value that is posted.
    pub value: String,
    /// The text for people.
    pub label: String,
}

/// A `<select>`; the first entry is `empty` with an empty value, when given.
pub fn select(
    cx: &Cx,
    form: &FormState,
    name: &str,
    label: impl IntoView + 'static,
    choices: Vec<Choice>,
    selected: &str,
    empty: Option<String>,
) -> AnyView {
    let selected = form.value(name, selected);
    let error = form.error(cx, name);
    let error_id = format!("{name}-error");
    let described = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some().then_some("true");
    let options: Vec<_> = empty
        .map(|label| Choice {
            value: String::new(),
            label,
        })
        .into_iter()
        .chain(choices)
        .map(|choice| {
            let is_selected = choice.value == selected;
            view! { <option value=choice.value selected=is_selected>{choice.label}</option> }
        })
        .collect();
    let name = name.to_owned();
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            {error.map(|error| view! { <p class="error" id=error_id>{error}</p> })}
            <select id=name.clone() name=name aria-describedby=described aria-invalid=invalid>{options}</select>
        </div>
    }
    .into_any()
}
