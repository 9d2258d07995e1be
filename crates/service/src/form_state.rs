//! Refused forms: what was typed comes back after the redirect, with the errors beside the fields.
//!
//! A form is kept under a secret of the browser (only its SHA-256 is stored) and a name such as
//! `proposal/new/imagine-the-city`, for a day. Reading does not forget it, so that a reload shows it again.

use crate::{Error, Service, session::sha256};
use cabildo_domain::{AccountId, Refusal, limits, time::Span};
use cabildo_store::form_state;
use std::collections::BTreeMap;

/// How long a refused form is kept.
pub const KEPT_FOR: Span = Span::days(1);
/// Forms kept for one browser.
const MOST: i64 = 20;
/// Most bytes of a visitor's form. A member's may be as large as a request may be.
const VISITOR_BYTES: usize = 64 * 1024;

/// A form that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// What was typed, by field.
    pub input: BTreeMap<String, String>,
    /// Why it was refused.
    pub refusal: Refusal,
}

/// What may be kept of `input`: no passwords, and the longest fields left out when all would be too much.
fn keepable(input: &BTreeMap<String, String>, most: usize) -> BTreeMap<&str, &str> {
    let mut kept: BTreeMap<&str, &str> = input
        .iter()
        .filter(|(name, _)| {
            !name.contains("password") && !matches!(name.as_str(), "current" | "new")
        })
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    while kept
        .iter()
        .map(|(name, value)| name.len() + value.len())
        .sum::<usize>()
        > most
    {
        let longest = kept
            .iter()
            .max_by_key(|(name, value)| name.len() + value.len())
            .map(|(name, _)| *name);
        let Some(longest) = longest else { break };
        kept.remove(longest);
    }
    kept
}

impl Service {
    /// Keeps what was typed into a refused form. Fields for passwords (`password...`, `current`, `new`) are
    /// dropped whoever calls.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn keep_form(
        &self,
        key: &str,
        form: &str,
        account: Option<AccountId>,
        input: &BTreeMap<String, String>,
        refusal: &Refusal,
    ) -> Result<(), Error> {
        let json = |error: serde_json::Error| Error::Failed(error.to_string());
        let most = if account.is_some() {
            limits::KEPT_BYTES
        } else {
            VISITOR_BYTES
        };
        let now = self.now();
        let state = form_state::FormState {
            key_hash: sha256(key),
            form: form.to_owned(),
            account,
            // PostgreSQL holds no NUL in a text; serde_json writes it as an escape.
            input: serde_json::to_string(&keepable(input, most)).map_err(json)?,
            refusal: serde_json::to_string(refusal).map_err(json)?,
            created_at: now,
        };
        let mut tx = self.store().write().await?;
        form_state::keep(&mut tx, &state).await?;
        form_state::sweep(&mut tx, &state.key_hash, MOST, now - KEPT_FOR).await?;
        Ok(tx.commit().await?)
    }

    /// The refused form of this name and browser, if one is kept.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn take_form(&self, key: &str, form: &str) -> Result<Option<KeptForm>, Error> {
        let mut tx = self.store().read().await?;
        let found = form_state::find(&mut tx, &sha256(key), form, self.now() - KEPT_FOR).await?;
        // A form that an older version of the program kept may no longer be readable: then it is gone.
        Ok(found.and_then(|(input, refusal)| {
            let input = serde_json::from_str(&input).ok()?;
            let refusal = serde_json::from_str(&refusal).ok()?;
            Some(KeptForm { input, refusal })
        }))
    }

    /// Forgets a refused form, once it was accepted.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn drop_form(&self, key: &str, form: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        form_state::forget(&mut tx, &sha256(key), form).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_never_kept_and_the_longest_field_goes_first() {
        let input: BTreeMap<String, String> = [
            ("title", "short"),
            ("body", &"x".repeat(100)),
            ("password", "secret"),
            ("new", "secret"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        assert_eq!(
            keepable(&input, 1000).keys().copied().collect::<Vec<_>>(),
            ["body", "title"]
        );
        assert_eq!(
            keepable(&input, 50).keys().copied().collect::<Vec<_>>(),
            ["title"]
        );
        assert!(keepable(&input, 0).is_empty());
    }
}
