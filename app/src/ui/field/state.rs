//! What was typed into a form that was refused, and why it was.

use crate::{request::Cx, ui::refusal};
use cabildo_domain::Refusal;
use cabildo_service::form_state::KeptForm;
use std::sync::Arc;

/// A form as it is shown: what was typed when it was last refused, and why.
#[derive(Clone, Default)]
pub struct FormState(Option<Arc<KeptForm>>);

impl From<Option<KeptForm>> for FormState {
    fn from(kept: Option<KeptForm>) -> Self {
        Self(kept.map(Arc::new))
    }
}

impl FormState {
    /// What was typed into `name`, else `default`.
    pub fn value(&self, name: &str, default: &str) -> String {
        self.typed(name).unwrap_or(default).to_owned()
    }

    /// What was typed into `name`, if the form was refused.
    pub fn typed(&self, name: &str) -> Option<&str> {
        self.0
            .as_ref()
            .and_then(|kept| kept.input.get(name))
            .map(String::as_str)
    }

    /// Whether the box `name` was ticked, else `default`.
    pub fn ticked(&self, name: &str, default: bool) -> bool {
        if self.0.is_some() {
            self.typed(name).is_some_and(|value| !value.is_empty())
        } else {
            default
        }
    }

    /// How many rows of a repeated group were sent: fields named `group[0][...]`, `group[1][...]`.
    pub fn rows(&self, group: &str) -> usize {
        let prefix = format!("{group}[");
        let kept = self.0.iter().flat_map(|kept| kept.input.keys());
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
        self.0.as_ref().map(|kept| &kept.refusal)
    }

    /// The sentences beside the field `name`, one for each thing that is wrong with it.
    pub fn errors(&self, cx: &Cx, name: &str) -> Vec<String> {
        match self.refusal() {
            Some(Refusal::Invalid { fields }) => fields
                .all_of(name)
                .map(|invalid| refusal::invalid_text(cx, invalid))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The sentences beside the field `name` in one.
    pub fn error(&self, cx: &Cx, name: &str) -> Option<String> {
        let errors = self.errors(cx, name);
        (!errors.is_empty()).then(|| errors.join(" "))
    }
}
