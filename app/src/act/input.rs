//! The typed input of a form.

use super::shown::{Reader, Shown, flatten};
use axum::{
    body::Bytes,
    http::{HeaderMap, header},
};
use cabildo_domain::{consultation::Slug, limits};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// The fields that people write in words, in the order of the forms; see [`Input::texts`].
const TEXTS: [&str; 13] = [
    "title",
    "summary",
    "body",
    "text",
    "statements",
    "promise",
    "description",
    "themes",
    "areas",
    "outcome",
    "note",
    "reason",
    "label",
];
/// The same in the rows of a group: `phases[0][name]`.
const ROW_TEXTS: [&str; 4] = ["[name]", "[description]", "[owes]", "[owner]"];

/// The typed input of a form, by field name. It never contains a secret.
#[derive(Clone, Debug, Default)]
pub struct Input(pub BTreeMap<String, String>);

impl Input {
    /// The fields of a form's struct; nested ones are named as the browser names them: `phases[0][name]`.
    pub fn of(form: &impl Serialize) -> Self {
        let mut fields = BTreeMap::new();
        let value = serde_json::to_value(form).unwrap_or_default();
        flatten(String::new(), value, &mut |name, text| {
            if let Some(text) = text {
                fields.insert(name, text);
            }
        });
        Self(fields)
    }

    /// Fields that a form shows, as a browser posted them; see [`Posted::fields`].
    pub(crate) fn posted(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(fields.into_iter().collect())
    }

    /// A field; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// The slug in a field.
    pub(crate) fn slug(&self, name: &str) -> Option<Slug> {
        Slug::parse(self.get(name)).ok()
    }

    /// The number in a field.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.get(name).parse().ok()
    }

    /// The texts that people wrote, which would cost them time to write again.
    pub(super) fn texts(&self) -> Vec<String> {
        // A reason may also be chosen from a list; then it is a word of ours.
        let is_choice = |name: &str, text: &str| {
            name == "reason"
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        let is_row = |name: &str| ROW_TEXTS.iter().any(|ending| name.ends_with(ending));
        TEXTS
            .iter()
            .filter_map(|name| self.0.get_key_value(*name))
            .chain(self.0.iter().filter(|(name, _)| is_row(name)))
            .filter(|(name, text)| !text.trim().is_empty() && !is_choice(name, text))
            .map(|(_, text)| text.clone())
            .collect()
    }

    /// Adds another field.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }
}

/// A form as it was posted, not read yet: a form of a successful request is never read this way.
#[derive(Clone)]
pub(crate) struct Posted {
    /// The address it was posted to.
    action: String,
    body: Bytes,
    /// Reads it as the form of that address.
    reader: Reader,
}

impl fmt::Debug for Posted {
    /// Shows no field: one of them may be secret.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.body.len();
        write!(formatter, "Posted({}, {bytes} bytes)", self.action)
    }
}

impl Posted {
    pub(super) fn new(action: &str, reader: Reader, headers: &HeaderMap, body: Bytes) -> Self {
        let is_form = headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        });
        Self {
            action: action.to_owned(),
            body: if is_form { body } else { Bytes::new() },
            reader,
        }
    }

    /// The address it was posted to.
    pub(crate) fn action(&self) -> &str {
        &self.action
    }

    /// Whether it contains nothing that could be read as a form.
    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// The number of its fields, without reading them.
    pub(super) fn count(&self) -> usize {
        count_fields(&self.body)
    }

    /// The fields that its type shows, so no secret; none for a body that is no such form.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        let Some(shown) = self.shown() else {
            return Vec::new();
        };
        self.all().filter(|(name, _)| shown.has(name)).collect()
    }

    /// The texts typed into it; empty for a body that is not a form of ours.
    pub(crate) fn texts(&self) -> Vec<String> {
        if self.count() > limits::EDITOR_FIELDS {
            return Vec::new();
        }
        Input::posted(self.all()).texts()
    }

    /// Whether it holds a secret, or may hold one: it is no form of its type.
    pub(super) fn has_secret(&self) -> bool {
        self.shown().is_none_or(|shown| !shown.secrets().is_empty())
    }

    fn all(&self) -> impl Iterator<Item = (String, String)> {
        form_urlencoded::parse(&self.body).into_owned()
    }

    fn shown(&self) -> Option<Shown> {
        (self.reader)(&self.body)
    }
}

/// How many fields there are in an encoded form or query.
pub(super) fn count_fields(encoded: &[u8]) -> usize {
    encoded.split(|byte| *byte == b'&').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::Secret;

    #[test]
    fn nested_fields_are_named_as_the_browser_names_them_and_secrets_are_dropped() {
        #[derive(Serialize)]
        struct Form {
            title: &'static str,
            word: Secret,
            phases: Vec<BTreeMap<&'static str, &'static str>>,
        }
        let form = Form {
            title: "T",
            word: "secret".into(),
            phases: vec![BTreeMap::from([("name", "Ideas")])],
        };
        let fields: Vec<_> = Input::of(&form).0.into_iter().collect();
        assert_eq!(
            fields,
            [
                ("phases[0][name]".into(), "Ideas".into()),
                ("title".into(), "T".into())
            ]
        );
    }

    #[test]
    fn the_texts_of_a_form_are_its_words_in_their_order() {
        let fields = [
            ("phases[0][name]", "Ideas"),
            ("phases[0][method]", "propose"),
            ("reason", "spam"),
            ("body", "So that people stay."),
            ("title", "More trees"),
            ("unknown", "other words"),
        ];
        let input = Input::posted(fields.map(|(name, value)| (name.into(), value.into())));
        assert_eq!(
            input.texts(),
            ["More trees", "So that people stay.", "Ideas"]
        );
    }
}
