//! Inputs other than texts: dates, numbers, ticks, and radio buttons.

use crate::{request::Cx, ui::field::FormState};
use leptos::prelude::*;

/// A field with one value that is not a text: label, hint and error around an input of another type.
#[derive(Clone)]
struct Plain {
    name: String,
    label: String,
    hint: String,
    kind: &'static str,
    value: String,
    bounds: Option<(i64, i64)>,
}

impl Plain {
    fn view(self, cx: &Cx, form: &FormState) -> AnyView {
        let Self {
            name,
            label,
            hint,
            kind,
            value,
            bounds,
        } = self;
        let (hint_id, error_id) = (format!("{name}-hint"), format!("{name}-error"));
        let error = form.error(cx, &name);
        let value = form.value(&name, &value);
        let described: Vec<&str> = [
            (!hint.is_empty()).then_some(hint_id.as_str()),
            error.is_some().then_some(error_id.as_str()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        let invalid = error.is_some().then_some("true");
        let size = bounds.is_some().then_some("small");
        let (min, max) = (
            bounds.map(|(min, _)| min.to_string()),
            bounds.map(|(_, max)| max.to_string()),
        );
        view! {
            <div class="field">
                <label for=name.clone()>{label}</label>
                {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
                {error.map(|error| view! { <p class="error" id=error_id>{error}</p> })}
                <input id=name.clone() name=name type=kind value=value min=min max=max data-size=size
                    aria-describedby=described aria-invalid=invalid />
            </div>
        }
        .into_any()
    }
}

/// A day of the calendar.
pub fn day(cx: &Cx, form: &FormState, name: String, label: String, value: String) -> AnyView {
    plain(cx, form, name, label, value, "date")
}

/// A time of day on the city's clocks.
pub fn time_of_day(
    cx: &Cx,
    form: &FormState,
    name: String,
    label: String,
    value: String,
) -> AnyView {
    plain(cx, form, name, label, value, "time")
}

fn plain(
    cx: &Cx,
    form: &FormState,
    name: String,
    label: String,
    value: String,
    kind: &'static str,
) -> AnyView {
    Plain {
        name,
        label,
        hint: String::new(),
        kind,
        value,
        bounds: None,
    }
    .view(cx, form)
}

/// A whole number from `bounds.0` to `bounds.1`.
pub fn number(
    cx: &Cx,
    form: &FormState,
    name: String,
    label: String,
    value: String,
    bounds: (i64, i64),
) -> AnyView {
    number_with_hint(cx, form, name, (label, String::new()), value, bounds)
}

/// A whole number from `bounds.0` to `bounds.1`, with a hint under its label: (label, hint).
pub fn number_with_hint(
    cx: &Cx,
    form: &FormState,
    name: String,
    (label, hint): (String, String),
    value: String,
    bounds: (i64, i64),
) -> AnyView {
    Plain {
        name,
        label,
        hint,
        kind: "number",
        value,
        bounds: Some(bounds),
    }
    .view(cx, form)
}

/// A box to tick; it posts `true`, or nothing.
pub fn tick(form: &FormState, name: String, label: String, ticked: bool) -> AnyView {
    ticked_box(form, name, label, ticked, None)
}

/// A box to tick with a hint under it.
pub fn tick_with_hint(
    form: &FormState,
    name: String,
    label: String,
    hint: String,
    ticked: bool,
) -> AnyView {
    let id = format!("{name}-hint");
    view! {
        <div class="field">
            {ticked_box(form, name, label, ticked, Some(id.clone()))}
            <p class="hint" id=id>{hint}</p>
        </div>
    }
    .into_any()
}

fn ticked_box(
    form: &FormState,
    name: String,
    label: String,
    ticked: bool,
    described: Option<String>,
) -> AnyView {
    let ticked = form.ticked(&name, ticked);
    view! {
        <label class="choice">
            <input type="checkbox" id=name.clone() name=name value="true" checked=ticked aria-describedby=described />
            " " <span>{label}</span>
        </label>
    }
    .into_any()
}

/// Radio buttons, all visible at once: (value, label, explanation).
pub fn radios(
    cx: &Cx,
    form: &FormState,
    name: &str,
    legend: String,
    choices: Vec<(String, String, String)>,
    chosen: &str,
) -> AnyView {
    let chosen = form.value(name, chosen);
    let error = form
        .error(cx, name)
        .map(|error| view! { <p class="error" id=format!("{name}-error")>{error}</p> });
    let mut first = true;
    let choices: Vec<_> = choices
        .into_iter()
        .map(|(value, label, explanation)| {
            let checked = value == chosen;
            // The summary of errors links to the field's name.
            let id = std::mem::take(&mut first).then(|| name.to_owned());
            view! {
                <label class="choice">
                    <input type="radio" id=id name=name.to_owned() value=value checked=checked required />
                    " " <span>{label} " " <small>{explanation}</small></span>
                </label>
            }
        })
        .collect();
    view! { <fieldset class="field"><legend>{legend}</legend>{error}{choices}</fieldset> }
        .into_any()
}
