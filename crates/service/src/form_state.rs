//! Refused forms: the typed values come back after the redirect, with the errors beside the fields.
//!
//! A form is kept under a secret of the browser (only its SHA-256 is stored) and a name such as
//! `proposal/new/imagine-the-city`, for a day. Reading does not remove it, so a reload shows it again.
//!
//! Forms are kept within a budget ([`Budgets`]); the oldest are removed first, so that nobody can fill the disk with
//! them.

use crate::{Error, KeptForms, network::Purpose, session::sha256};
use cabildo_domain::{AccountId, Refusal, limits, time::Span};
pub use cabildo_store::form_state::Budget;
use cabildo_store::form_state::{self, FormState};
use std::{
    collections::BTreeMap,
    net::IpAddr,
    sync::atomic::{AtomicI64, Ordering},
};

/// How long a refused form is kept.
pub const KEPT_FOR: Span = Span::days(1);
/// The number of forms kept for one browser.
const MOST: i64 = 20;
/// Most bytes of a visitor's form. A signed-in person's may be as large as a request.
const VISITOR_BYTES: usize = 64 * 1024;

/// The limits on kept forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budgets {
    /// For one account.
    pub account: Budget,
    /// For all visitors without an account in one network, whether or not their browsers keep cookies.
    pub network: Budget,
    /// For everybody together; it may be exceeded by at most a sixteenth.
    pub all: Budget,
}

impl Default for Budgets {
    fn default() -> Self {
        const MIB: i64 = 1024 * 1024;
        Self {
            account: Budget {
                forms: 60,
                bytes: 4 * MIB,
            },
            network: Budget {
                forms: 300,
                bytes: 4 * MIB,
            },
            all: Budget {
                forms: 100_000,
                bytes: 256 * MIB,
            },
        }
    }
}

/// The sender of a refused form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typist {
    /// Somebody who is logged in.
    Account(AccountId),
    /// Somebody in the network of this address, without a log-in; `None` on a Unix socket.
    Visitor(Option<IpAddr>),
}

/// A form that was refused, or that is only shown, such as a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptForm {
    /// The typed values, by field.
    pub input: BTreeMap<String, String>,
    /// Why it was refused; `None` for one that is only shown.
    pub refusal: Option<Refusal>,
}

impl KeptForm {
    /// Whether it is only shown: nothing is wrong, and nothing was done yet.
    pub const fn is_preview(&self) -> bool {
        self.refusal.is_none()
    }
}

/// The bytes kept since the last full count: a full count reads the size of every form.
#[derive(Debug)]
pub(crate) struct Uncounted(AtomicI64);

impl Default for Uncounted {
    /// The first form after a start triggers a count, because the number left by an earlier run is unknown.
    fn default() -> Self {
        Self(AtomicI64::new(i64::MAX / 2))
    }
}

impl Uncounted {
    /// Notes another form; returns whether it is time to count.
    fn add(&self, bytes: i64, all: Budget) -> bool {
        // A small form weighs at least its share of the allowed number.
        let weight = bytes.max(all.bytes / all.forms.max(1));
        let since = self.0.fetch_add(weight, Ordering::Relaxed) + weight;
        let is_due = since > all.bytes / 16;
        if is_due {
            self.0.store(0, Ordering::Relaxed);
        }
        is_due
    }
}

/// The part of `input` that may be kept: without the longest fields when all would be too large.
fn keepable(input: &BTreeMap<String, String>, most: usize) -> BTreeMap<&str, &str> {
    let size = |name: &str, value: &str| name.len() + value.len();
    let mut kept: BTreeMap<&str, &str> = input
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let mut total: usize = kept.iter().map(|(name, value)| size(name, value)).sum();
    if total <= most {
        return kept;
    }
    let mut longest: Vec<(usize, &str)> = kept
        .iter()
        .map(|(name, value)| (size(name, value), *name))
        .collect();
    longest.sort_unstable();
    while total > most
        && let Some((bytes, name)) = longest.pop()
    {
        kept.remove(name);
        total -= bytes;
    }
    kept
}

impl KeptForms<'_> {
    /// Keeps the input of a refused form, or of one that is only shown (`None`). Two statements; now and
    /// then a third, which counts everything.
    pub async fn keep(
        self,
        key: &str,
        form: &str,
        typist: Typist,
        input: &BTreeMap<String, String>,
        refusal: Option<&Refusal>,
    ) -> Result<(), Error> {
        let json = |error: serde_json::Error| Error::Failed(error.to_string());
        let budgets = self.config().kept_forms;
        let (account, network, most, budget) = match typist {
            Typist::Account(account) => (Some(account), None, limits::KEPT_BYTES, budgets.account),
            Typist::Visitor(address) => {
                let network = self.networks().hash(
                    Purpose::KeptForms,
                    &address.map(crate::rate_limit::network).unwrap_or_default(),
                );
                (None, Some(network), VISITOR_BYTES, budgets.network)
            }
        };
        let now = self.now();
        let state = FormState {
            key_hash: sha256(key),
            form: form.to_owned(),
            account,
            network,
            // PostgreSQL allows no NUL in a text; serde_json writes it as an escape.
            input: serde_json::to_string(&keepable(input, most)).map_err(json)?,
            // `null` for a form that is only shown.
            refusal: serde_json::to_string(&refusal).map_err(json)?,
            created_at: now,
        };
        let mut tx = self.store().write().await?;
        form_state::keep(&mut tx, &state).await?;
        form_state::sweep(&mut tx, &state, MOST, budget, now - KEPT_FOR).await?;
        if self.inner.uncounted.add(state.bytes(), budgets.all) {
            let gone = form_state::sweep_all(&mut tx, budgets.all).await?;
            if gone > 0 {
                tracing::warn!(
                    gone,
                    "refused forms took too much room; the oldest were deleted"
                );
            }
        }
        Ok(tx.commit().await?)
    }

    /// The refused form with this name and browser, if one is kept. A form that an account sent is found for that
    /// account alone.
    pub async fn take(
        self,
        key: &str,
        form: &str,
        account: Option<AccountId>,
    ) -> Result<Option<KeptForm>, Error> {
        let mut tx = self.store().read().await?;
        let since = self.now() - KEPT_FOR;
        let found = form_state::find(&mut tx, &sha256(key), form, account, since).await?;
        // A form that an older version of the program kept may be unreadable; then it counts as gone.
        Ok(found.and_then(|(input, refusal)| {
            let input = serde_json::from_str(&input).ok()?;
            let refusal = serde_json::from_str(&refusal).ok()?;
            Some(KeptForm { input, refusal })
        }))
    }

    /// Forgets a refused form, after the form was accepted.
    pub async fn forget(self, key: &str, form: &str) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        form_state::forget(&mut tx, &sha256(key), form).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets forms that are older than a day, with the hashes of their networks. A job calls it.
    pub async fn forget_old(self) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        form_state::forget_old(&mut tx, self.now() - KEPT_FOR).await?;
        Ok(tx.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_field_goes_first() {
        let input: BTreeMap<String, String> = [("title", "short"), ("body", &"x".repeat(100))]
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

    #[test]
    fn a_hundred_thousand_small_fields_beyond_the_limit_take_no_time() {
        let input: BTreeMap<String, String> = (0..100_000)
            .map(|n| (format!("phases[{n}][name]"), "a".to_owned()))
            .collect();
        let kept = keepable(&input, VISITOR_BYTES);
        let bytes: usize = kept
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        assert!(
            bytes <= VISITOR_BYTES && bytes > VISITOR_BYTES - 100,
            "{bytes}"
        );
    }

    #[test]
    fn everything_is_counted_at_the_start_and_when_a_sixteenth_came_anew() {
        let (uncounted, all) = (
            Uncounted::default(),
            Budget {
                forms: 1_600,
                bytes: 16_000,
            },
        );
        assert!(uncounted.add(1, all), "the first after a start");
        assert!(!uncounted.add(999, all));
        assert!(uncounted.add(2, all));
        let small = (0..200).filter(|_| uncounted.add(1, all)).count();
        assert!(small >= 1, "many small ones count as well");
    }
}
