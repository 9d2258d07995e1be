//! The fields of a posted form that may be kept, carried along or sent back: those that the type of the form shows. A
//! [`Secret`](cabildo_domain::Secret) is serialised as nothing, so it is none of them, and neither is a field that the
//! type does not have.

use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// The fields that a posted form has by its type.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    names: BTreeSet<String>,
    /// The fields that are serialised as nothing.
    secrets: BTreeSet<String>,
}

/// Reads a body as the form of one endpoint.
pub(super) type Reader = fn(&[u8]) -> Option<Shown>;

/// Reads a body as a form of this type; `None` when it is no such form.
pub(super) fn shown<F: Serialize + DeserializeOwned>(body: &[u8]) -> Option<Shown> {
    // As server functions read it (the codec `PostUrl`).
    let form: F = serde_qs::Config::new(5, false)
        .deserialize_bytes(body)
        .ok()?;
    let mut shown = Shown::default();
    let value = serde_json::to_value(&form).ok()?;
    flatten(String::new(), value, &mut |name, text| {
        let names = match text {
            Some(_) => &mut shown.names,
            None => &mut shown.secrets,
        };
        names.insert(without_indexes(&name));
    });
    Some(shown)
}

impl Shown {
    /// Whether the form shows this field.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(&without_indexes(name))
    }

    /// The fields that it never shows.
    pub(super) const fn secrets(&self) -> &BTreeSet<String> {
        &self.secrets
    }
}

/// Gives each field to `put`, by the name that a browser would send; `None` for one that is serialised as nothing.
pub(super) fn flatten(
    name: String,
    value: serde_json::Value,
    put: &mut impl FnMut(String, Option<String>),
) {
    use serde_json::Value::{Array, Bool, Null, Number, Object, String as Text};
    let child = |key: String| {
        if name.is_empty() {
            key
        } else {
            format!("{name}[{key}]")
        }
    };
    match value {
        Null => put(name, None),
        Bool(true) => put(name, Some("on".to_owned())),
        Bool(false) => put(name, Some(String::new())),
        Number(number) => put(name, Some(number.to_string())),
        Text(text) => put(name, Some(text)),
        Array(items) => {
            for (index, item) in items.into_iter().enumerate() {
                flatten(child(index.to_string()), item, put);
            }
        }
        Object(entries) => {
            for (key, item) in entries {
                flatten(child(key), item, put);
            }
        }
    }
}

/// `phases[3][name]` as `phases[][name]`: a browser may leave rows out, and then numbers them otherwise than we do.
fn without_indexes(name: &str) -> String {
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut all, part| {
        let rest = part.trim_start_matches(|char: char| char.is_ascii_digit());
        all.push('[');
        all.push_str(if rest.starts_with(']') { rest } else { part });
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::Secret;
    use serde::Deserialize;

    #[derive(Serialize, Deserialize)]
    struct Row {
        name: String,
        #[serde(default)]
        code: Secret,
    }

    #[derive(Serialize, Deserialize)]
    struct Form {
        title: String,
        #[serde(default)]
        password: Secret,
        #[serde(default)]
        rows: Vec<Row>,
    }

    #[test]
    fn a_form_shows_the_fields_of_its_type_except_the_secret_ones() {
        let body = "title=T&password=x&rows[1][name]=A&rows[4][name]=B&rows[4][code]=y&other=z";
        let shown = shown::<Form>(body.as_bytes()).unwrap();
        assert!(shown.has("title") && shown.has("rows[4][name]"));
        for name in ["password", "rows[4][code]", "other", "rows[x][name]", ""] {
            assert!(!shown.has(name), "{name}");
        }
        let secrets: Vec<_> = shown.secrets().iter().collect();
        assert_eq!(secrets, ["password", "rows[][code]"]);
    }

    #[test]
    fn what_is_not_such_a_form_shows_nothing() {
        assert!(shown::<Form>(b"password=x").is_none());
    }
}
