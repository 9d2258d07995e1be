//! The message after an action: what happened, what comes next, and undo where undo exists.
//!
//! It travels in a sealed cookie across the redirect and is shown once, to the account it is for. It holds a key of the
//! dictionary and its values, never markup.

use super::undo::Undo;
use crate::request::Cx;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{AccountId, Timestamp, time::Span};
use cabildo_service::Service;
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

/// What its cookie is sealed for.
const SEAL: &str = "flash";

/// Whose message it is, as its seal names them.
fn holder(account: Option<AccountId>) -> String {
    account
        .map(|account| account.to_string())
        .unwrap_or_default()
}

impl Flash {
    /// Seconds for which it waits to be shown.
    pub const SECONDS: i64 = 60;

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

    /// With a button that undoes it: a form post to a server function's path, which must be on the list of what can be
    /// undone.
    #[must_use]
    pub fn undo(mut self, action: &str, fields: &[(&str, &str)]) -> Self {
        self.undo = Undo::of(action, fields);
        if self.undo.is_none() {
            tracing::warn!(action, "a message may not offer to undo this");
        }
        self
    }

    /// As the value of a cookie for this account, or for somebody without one.
    pub fn seal(&self, service: &Service, account: Option<AccountId>, now: Timestamp) -> String {
        let until = now + Span::seconds(Self::SECONDS);
        let json = serde_json::to_vec(&(until.0, self)).unwrap_or_default();
        service.seal(SEAL, &holder(account), &URL_SAFE_NO_PAD.encode(json))
    }

    /// From the value of a cookie; `None` for anything that we did not write for this account within the last minute.
    pub fn open(
        service: &Service,
        account: Option<AccountId>,
        now: Timestamp,
        sealed: &str,
    ) -> Option<Self> {
        let value = service.unseal(SEAL, &holder(account), sealed)?;
        let json = URL_SAFE_NO_PAD.decode(value).ok()?;
        let (until, flash): (i64, Self) = serde_json::from_slice(&json).ok()?;
        let is_allowed = flash.undo.as_ref().is_none_or(Undo::is_allowed);
        (is_allowed && now.0 < until).then_some(flash)
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
    let undo = flash.undo.map(|undo| undo.form(crate::t!(cx, "site-undo")));
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
