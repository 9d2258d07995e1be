//! A form as it is shown: the input when it was last refused, and the linked summary of errors.

use crate::{
    request::Cx,
    t,
    ui::{link, refusal},
};
use cabildo_domain::Refusal;
use cabildo_service::form_state::KeptForm;
use leptos::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// A form as it is shown: the kept input, and the reason if it was refused.
#[derive(Clone, Default)]
pub struct FormState {
    kept: Option<Arc<KeptForm>>,
    /// The input of a form that was not refused.
    filled: BTreeMap<String, String>,
}

impl From<Option<KeptForm>> for FormState {
    fn from(kept: Option<KeptForm>) -> Self {
        Self {
            kept: kept.map(Arc::new),
            ..Self::default()
        }
    }
}

impl FormState {
    /// A form that was not refused, with input.
    pub fn filled(filled: BTreeMap<String, String>) -> Self {
        Self { kept: None, filled }
    }

    /// The input of `name`, else `default`.
    pub fn value(&self, name: &str, default: &str) -> String {
        self.typed(name).unwrap_or(default).to_owned()
    }

    /// The input of `name`, if there is any.
    pub fn typed(&self, name: &str) -> Option<&str> {
        let input = self.kept.as_ref().map_or(&self.filled, |kept| &kept.input);
        input.get(name).map(String::as_str)
    }

    /// Whether the box `name` was ticked, else `default`.
    pub fn ticked(&self, name: &str, default: bool) -> bool {
        if self.kept.is_some() {
            self.typed(name).is_some_and(|value| !value.is_empty())
        } else {
            default
        }
    }

    /// The number of rows of a repeated group that were sent: fields named `group[0][...]`, `group[1][...]`.
    pub fn rows(&self, group: &str) -> usize {
        let prefix = format!("{group}[");
        let kept = self.kept.iter().flat_map(|kept| kept.input.keys());
        let index = |name: &String| {
            name.strip_prefix(&prefix)?
                .split(']')
                .next()?
                .parse::<usize>()
                .ok()
        };
        kept.filter_map(index).max().map_or(0, |last| last + 1)
    }

    /// Why the form was refused.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.kept.as_ref()?.refusal.as_ref()
    }

    /// The sentences beside the field `name`, one for each error.
    pub fn errors(&self, cx: &Cx, name: &str) -> Vec<String> {
        match self.refusal() {
            Some(Refusal::Invalid { fields }) => fields
                .all_of(name)
                .map(|invalid| refusal::invalid_text(cx, invalid))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The sentences beside the field `name`, joined.
    pub fn error(&self, cx: &Cx, name: &str) -> Option<String> {
        let errors = self.errors(cx, name);
        (!errors.is_empty()).then(|| errors.join(" "))
    }
}

/// The summary at the top of a refused form, linking to each field. `labels` gives each field's label.
pub fn error_summary(
    cx: &Cx,
    form: &FormState,
    labels: &[(impl AsRef<str>, String)],
) -> Option<AnyView> {
    summary(cx, form, labels, "errors-kept")
}

/// The same for a form with a password: it is never kept, so people are told to type it again.
pub fn error_summary_with_password(
    cx: &Cx,
    form: &FormState,
    labels: &[(impl AsRef<str>, String)],
) -> Option<AnyView> {
    summary(cx, form, labels, "errors-kept-no-password")
}

fn summary(
    cx: &Cx,
    form: &FormState,
    labels: &[(impl AsRef<str>, String)],
    kept: &'static str,
) -> Option<AnyView> {
    let refusal = form.refusal()?;
    if *refusal == Refusal::SignInRequired {
        return Some(come_back(cx));
    }
    let items: Vec<AnyView> = match refusal {
        Refusal::Invalid { fields } => fields
            .0
            .iter()
            .map(|(name, invalid)| {
                let label = labels
                    .iter()
                    .find(|(field, _)| field.as_ref() == name)
                    .map(|(_, label)| label.clone());
                let sentence = refusal::invalid_text(cx, invalid);
                let text = match label {
                    Some(label) if label.ends_with('?') => {
                        t!(cx, "errors-item-asked", label = label, sentence = sentence)
                    }
                    Some(label) => t!(cx, "errors-item", label = label, sentence = sentence),
                    None => sentence,
                };
                view! { <li><a href=format!("#{}", link::encode(name))>{text}</a></li> }.into_any()
            })
            .collect(),
        _ => Vec::new(),
    };
    let heading = refusal::text(cx, refusal);
    let list = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
    Some(
        view! {
            <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
                <h2 id="errors">{heading}</h2>
                <p>{t!(cx, kept)}</p>
                {list}
            </div>
        }
        .into_any(),
    )
}

/// Says that a form that was sent without a session is filled in again.
fn come_back(cx: &Cx) -> AnyView {
    view! {
        <div class="notice" data-kind="info" role="status" tabindex="-1" autofocus>
            <p>{t!(cx, "errors-carried")}</p>
        </div>
    }
    .into_any()
}
