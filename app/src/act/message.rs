//! A message on its way to the next page: sealed in a cookie, shown once, to the account it is for. The endpoint
//! declares what a message may offer to undo ([`Endpoint::undoes`](super::Endpoint::undoes)).

use super::endpoint;
use crate::flash::{Flash, Undo};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{AccountId, Timestamp, time::Span};
use cabildo_service::Service;

/// The purpose for which its cookie is sealed.
const SEAL: &str = "flash";

/// The owner of the message, as its seal names it.
fn holder(account: Option<AccountId>) -> String {
    account
        .map(|account| account.to_string())
        .unwrap_or_default()
}

impl Flash {
    /// The number of seconds for which it waits to be shown.
    pub const SECONDS: i64 = 60;

    /// Adds a button that undoes the act: a form post to a server function, which must be declared to undo something.
    #[must_use]
    pub fn undo(mut self, action: &str, fields: &[(&str, &str)]) -> Self {
        self.undo = Undo::of(action, fields);
        if self.undo.is_none() {
            tracing::warn!(action, "a message may not offer to undo this");
        }
        self
    }

    /// The value of a cookie with this message, for this account or for somebody without one.
    pub fn seal(&self, service: &Service, account: Option<AccountId>, now: Timestamp) -> String {
        let until = now + Span::seconds(Self::SECONDS);
        let json = serde_json::to_vec(&(until.0, self)).unwrap_or_default();
        service.seal(SEAL, &holder(account), &URL_SAFE_NO_PAD.encode(json))
    }

    /// Reads the value of a cookie; `None` for a value that we did not write for this account within the last minute.
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

impl Undo {
    /// The form that posts these fields to this action; `None` for an action that undoes nothing.
    fn of(action: &str, fields: &[(&str, &str)]) -> Option<Self> {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let undo = Self {
            action: action.to_owned(),
            fields: fields.collect(),
        };
        undo.is_allowed().then_some(undo)
    }

    /// Whether its action undoes something with these fields, each present once and of its kind.
    fn is_allowed(&self) -> bool {
        let Some(kinds) = endpoint::of(&self.action).and_then(|endpoint| endpoint.undo) else {
            return false;
        };
        self.fields.len() == kinds.len()
            && kinds.iter().all(|(name, kind)| {
                self.fields
                    .iter()
                    .any(|(field, value)| field == name && kind.fits(value))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUPPORT: &str = "/act/proposal/support";

    #[test]
    fn an_action_that_the_endpoint_lists_can_be_undone() {
        let id = "01900000-0000-7000-8000-000000000000";
        let restore = [
            ("kind", "comment"),
            ("id", id),
            ("reason", "A mistake."),
            ("back", "/desk/log?after=x"),
        ];
        assert!(Undo::of("/act/moderation/restore", &restore).is_some());
        assert!(Undo::of(SUPPORT, &[("slug", "city"), ("number", "7")]).is_some());
        let role = [
            ("account", id),
            ("role", "lab"),
            ("name", "Ana"),
            ("before", "resident"),
            ("back", "/admin/accounts"),
        ];
        assert!(Undo::of("/act/admin/role", &role).is_some());
    }

    #[test]
    fn nothing_else_stands_behind_the_button() {
        for (action, fields) in [
            (
                "/act/account/erase",
                vec![("password", "x"), ("confirm", "yes")],
            ),
            (
                "/act/proposal/withdraw",
                vec![("slug", "city"), ("number", "7")],
            ),
            (
                "https://evil.example/",
                vec![("slug", "city"), ("number", "7")],
            ),
            (SUPPORT, vec![("slug", "city")]),
            (
                SUPPORT,
                vec![("slug", "city"), ("number", "7"), ("number", "8")],
            ),
            (SUPPORT, vec![("slug", "city"), ("slug", "city")]),
            (SUPPORT, vec![("slug", "../x"), ("number", "7")]),
            (SUPPORT, vec![("slug", "city"), ("number", "-7")]),
            (SUPPORT, vec![("slug", "city"), ("number", "7x")]),
        ] {
            assert_eq!(Undo::of(action, &fields), None, "{action} {fields:?}");
        }
    }
}
