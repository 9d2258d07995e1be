//! Carries a form that was sent without a session through the log-in or the sign-up, in a hidden field. After the
//! log-in, the page of that form shows it filled in again. Nothing is stored before the person is signed in.

use super::{
    endpoint,
    input::{Input, Posted},
};
use crate::request::Cx;
use cabildo_domain::{AccountId, Refusal, limits};
use cabildo_service::form_state::Typist;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A form on its way through the log-in or the sign-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    action: String,
    fields: Vec<(String, String)>,
}

impl Carried {
    /// The name of the hidden field.
    pub const FIELD: &str = "carried";

    /// The posted form; `None` for one that is too long to be carried, or that is not a form of ours.
    pub(crate) fn posted(posted: &Posted) -> Option<Self> {
        if posted.count() > limits::EDITOR_FIELDS {
            return None;
        }
        let carried = Self {
            action: posted.action().to_owned(),
            fields: posted.fields(),
        };
        carried.is_allowed().then_some(carried)
    }

    /// Reads the hidden field; `None` for a value that we did not put there.
    pub fn read(field: &str) -> Option<Self> {
        let carried: Self = serde_json::from_str(field).ok()?;
        carried.is_allowed().then_some(carried)
    }

    fn is_allowed(&self) -> bool {
        let bytes = |(name, value): &(String, String)| name.len() + value.len();
        self.fields.len() <= limits::EDITOR_FIELDS
            && self.fields.iter().map(bytes).sum::<usize>() <= limits::CARRIED_BYTES
            && self.shows_all()
            && endpoint::place(&self.action, &self.input()).is_some()
    }

    /// Whether its form shows all of these fields, so that none is secret.
    fn shows_all(&self) -> bool {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&self.fields)
            .finish();
        endpoint::of(&self.action)
            .and_then(|endpoint| (endpoint.reader)(body.as_bytes()))
            .is_some_and(|shown| self.fields.iter().all(|(name, _)| shown.has(name)))
    }

    fn input(&self) -> Input {
        // The target and the button of a form are not typed input.
        let is_typed = |name: &str| !matches!(name, "back" | "step" | "then");
        let fields = self.fields.iter().filter(|(name, _)| is_typed(name));
        let all: BTreeMap<String, String> = fields.cloned().collect();
        Input(without_blank_rows(&all))
    }

    /// The page of the posted form, whether or not the form is carried.
    pub(crate) fn page_of(posted: &Posted) -> Option<String> {
        if posted.count() > limits::EDITOR_FIELDS {
            return None;
        }
        let input = Input::posted(posted.fields());
        endpoint::place(posted.action(), &input).map(|place| place.page)
    }

    /// Whether it contains typed text that must come back.
    pub fn has_text(&self) -> bool {
        endpoint::place(&self.action, &self.input()).is_some_and(|place| place.form.is_some())
    }

    /// The hidden field.
    pub fn field(&self) -> AnyView {
        let value = serde_json::to_string(self).unwrap_or_default();
        view! { <input type="hidden" name=Self::FIELD value=value /> }.into_any()
    }

    /// Keeps the form for the account that has just signed in. Returns the form's page; `None` if its endpoint finds no
    /// page.
    ///
    /// # Errors
    /// The texts, to be given back at once, when the form could not be kept.
    pub async fn keep_for(
        &self,
        cx: &Cx,
        account: AccountId,
    ) -> Result<Option<String>, Vec<String>> {
        let input = self.input();
        let Some(place) = endpoint::place(&self.action, &input) else {
            return Ok(None);
        };
        let Some(form) = place.form else {
            return Ok(Some(place.page));
        };
        let key = super::form_key(cx);
        let kept = cx
            .service
            .kept_forms()
            .keep(
                &key,
                &form,
                Typist::Account(account),
                &input.0,
                Some(&Refusal::SignInRequired),
            )
            .await;
        match kept {
            Ok(()) => Ok(Some(place.page)),
            Err(error) => {
                tracing::error!(?error, form, "a form could not be kept after the log-in");
                Err(input.texts())
            }
        }
    }
}

/// The fields without empty rows; the remaining rows are numbered without gaps. A page adds an empty row to each group
/// whenever it is shown; ticks and choices alone do not make a row non-empty.
fn without_blank_rows(fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut rows: BTreeMap<(&str, usize), Vec<(&str, &str)>> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for (name, value) in fields {
        match row(name) {
            Some((group, index, rest)) => rows
                .entry((group, index))
                .or_default()
                .push((rest, value.as_str())),
            None => drop(all.insert(name.clone(), value.clone())),
        }
    }
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    for ((group, _), row) in rows {
        let is_text =
            |name: &str| !name.starts_with("[allows") && !matches!(name, "[method]" | "[remove]");
        let is_used = row
            .iter()
            .any(|(name, value)| is_text(name) && !value.trim().is_empty());
        if is_used {
            let index = next.entry(group).or_default();
            for (rest, value) in row {
                all.insert(format!("{group}[{index}]{rest}"), value.to_owned());
            }
            *index += 1;
        }
    }
    all
}

/// Splits `phases[3][name]` into the group `phases`, the row 3, and the rest `[name]`.
fn row(name: &str) -> Option<(&str, usize, &str)> {
    let (group, rest) = name.split_once('[')?;
    let (index, rest) = rest.split_once(']')?;
    // A list of plain values has no rows: the position of a value matters even when it is empty.
    rest.starts_with('[').then_some(())?;
    Some((group, index.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderMap, HeaderValue, header::CONTENT_TYPE};

    /// A form that every server function can read: each takes its own fields.
    const EVERY: &str = "slug=city&at=city&number=1&rung=1&first=1&exclusion=1&kind=comment&account=a&role=lab\
        &id=01900000-0000-7000-8000-000000000000&secret=s&locale=es&reaction=up";

    #[test]
    fn a_field_whose_type_is_secret_is_never_kept_and_never_carried() {
        let mut secrets = Vec::new();
        for endpoint in endpoint::all() {
            let shown = (endpoint.reader)(EVERY.as_bytes());
            let shown = shown.unwrap_or_else(|| panic!("{}: EVERY lacks a field", endpoint.path));
            for name in shown.secrets() {
                let body = format!("{EVERY}&{name}=four+dry+cats");
                let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
                let headers = HeaderMap::from_iter([(CONTENT_TYPE, kind)]);
                let posted = Posted::new(endpoint.path, endpoint.reader, &headers, body.into());
                let carried = format!("{:?}", Carried::posted(&posted));
                let path = endpoint.path;
                assert!(
                    posted.fields().iter().all(|field| field.0 != *name),
                    "{path}: {name} is kept"
                );
                assert!(!carried.contains("dry cats"), "{path}: {name} is carried");
                assert!(
                    posted.has_secret(),
                    "{path}: the answer would contain {name}"
                );
                let debug = format!("{posted:?}");
                assert!(!debug.contains("dry"), "{path}: {name} is shown");
                secrets.push((path, name.clone()));
            }
        }
        secrets.sort();
        let expected = [
            ("/act/account/erase", "password"),
            ("/act/account/password", "current"),
            ("/act/account/password", "new"),
            ("/act/log-in", "password"),
            ("/act/sign-up", "password"),
        ];
        assert_eq!(
            secrets,
            expected.map(|(path, name)| (path, name.to_owned()))
        );
    }

    #[test]
    fn rows_that_nobody_used_are_left_out_and_the_others_keep_their_order() {
        let fields = [
            ("title", "T"),
            ("phases[0][name]", "Ideas"),
            ("phases[0][method]", "propose"),
            ("phases[2][name]", "Support"),
            ("phases[3][name]", " "),
            ("phases[3][method]", "propose"),
            ("phases[10][id]", "x"),
            ("group_names[0]", ""),
            ("group_names[1]", "B"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let kept: Vec<_> = without_blank_rows(&fields.into()).into_iter().collect();
        let expected = [
            ("group_names[0]", ""),
            ("group_names[1]", "B"),
            ("phases[0][method]", "propose"),
            ("phases[0][name]", "Ideas"),
            ("phases[1][name]", "Support"),
            ("phases[2][id]", "x"),
            ("title", "T"),
        ];
        assert_eq!(
            kept,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }
}
