//! The message after an action: what happened, what comes next, and undo where undo exists.
//!
//! It travels in a cookie across the redirect and is shown once. It holds a key of the dictionary and its values,
//! never markup.

use crate::request::Cx;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use fluent_bundle::FluentArgs;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A message for the next page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    kind: Kind,
    key: String,
    args: Vec<(String, String)>,
    undo: Option<Undo>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    Success,
    Info,
    Error,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Undo {
    action: String,
    fields: Vec<(String, String)>,
}

impl Flash {
    /// Something was done. `key` names a text `flash-<key>` of the dictionary.
    pub fn success(key: &str) -> Self {
        Self {
            kind: Kind::Success,
            key: key.to_owned(),
            args: Vec::new(),
            undo: None,
        }
    }

    /// Something to know.
    pub fn info(key: &str) -> Self {
        Self {
            kind: Kind::Info,
            ..Self::success(key)
        }
    }

    /// Something was not done.
    pub fn error(key: &str) -> Self {
        Self {
            kind: Kind::Error,
            ..Self::success(key)
        }
    }

    /// With a value for the text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// With a button that undoes it: a form post to a server function's path.
    #[must_use]
    pub fn undo(mut self, action: &str, fields: &[(&str, &str)]) -> Self {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        self.undo = Some(Undo {
            action: action.to_owned(),
            fields,
        });
        self
    }

    /// As a cookie's value.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// From a cookie's value; `None` for anything we did not write.
    pub fn decode(value: &str) -> Option<Self> {
        let flash: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
        let undo_is_ours = flash
            .undo
            .as_ref()
            .is_none_or(|undo| undo.action.starts_with("/act/"));
        undo_is_ours.then_some(flash)
    }
}

/// The message at the top of the page, when there is one.
pub fn view(cx: &Cx) -> Option<AnyView> {
    let flash = cx.flash.clone()?;
    let key = format!("flash-{}", flash.key);
    if !crate::i18n::has(cx.locale, &key) {
        return None;
    }
    let mut args = FluentArgs::new();
    for (name, value) in flash.args {
        args.set(name, value);
    }
    let text = cx.text(&key, Some(&args));
    let (kind, role) = match flash.kind {
        Kind::Success => ("success", "status"),
        Kind::Info => ("info", "status"),
        Kind::Error => ("error", "alert"),
    };
    let undo = flash.undo.map(|undo| {
        let hidden: Vec<_> = undo
            .fields
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect();
        view! {
            <form class="inline" method="post" action=undo.action>
                {hidden}
                <button class="quiet">{crate::t!(cx, "site-undo")}</button>
            </form>
        }
    });
    Some(
        view! {
            <div class="flash" id="flash" data-kind=kind role=role tabindex="-1" autofocus>
                <p>{text}</p>
                {undo}
            </div>
        }
        .into_any(),
    )
}
