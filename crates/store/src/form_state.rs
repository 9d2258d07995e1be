//! The table `form_state`: the input of refused forms and of previews. A form is kept until it is accepted or too old,
//! or until newer forms need the room.

use crate::{Error, Tx};
use cabildo_domain::{AccountId, Timestamp};

/// A refused form, as it is stored.
#[derive(Clone, Debug)]
pub struct FormState {
    /// The SHA-256 of the browser's secret.
    pub key_hash: [u8; 32],
    /// The name of the form, for instance `proposal/new/imagine-the-city`.
    pub form: String,
    /// The account that sent it, when known.
    pub account: Option<AccountId>,
    /// The keyed hash of the network that it came from, when no account is known.
    pub network: Option<Vec<u8>>,
    /// The fields, JSON.
    pub input: String,
    /// The refusal, JSON; `null` for a form that is only shown.
    pub refusal: String,
    /// When it was refused.
    pub created_at: Timestamp,
}

impl FormState {
    /// The space that it takes up, in bytes.
    pub fn bytes(&self) -> i64 {
        (self.input.len() + self.refusal.len()) as i64
    }
}

/// How much may be kept; the oldest forms are removed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Most forms.
    pub forms: i64,
    /// Most bytes of all of them together.
    pub bytes: i64,
}

/// Keeps a form, and replaces an earlier one with the same name.
pub async fn keep(tx: &mut Tx, state: &FormState) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO form_state (key_hash, form, account_id, network, input, refusal, bytes, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (key_hash, form) DO UPDATE SET account_id = excluded.account_id, network = excluded.network,
             input = excluded.input, refusal = excluded.refusal, bytes = excluded.bytes,
             created_at = excluded.created_at",
        state.key_hash.as_slice(),
        &state.form,
        state.account.map(|id| id.0),
        state.network.as_deref(),
        &state.input,
        &state.refusal,
        state.bytes(),
        state.created_at.0,
    )?;
    Ok(())
}

/// The fields and the refusal (both JSON) of a form that was kept after `since`. A form that an account sent is found
/// for that account alone.
pub async fn find(
    tx: &mut Tx,
    key_hash: &[u8; 32],
    form: &str,
    account: Option<AccountId>,
    since: Timestamp,
) -> Result<Option<(String, String)>, Error> {
    Ok(maybe!(
        tx,
        "SELECT input, refusal FROM form_state WHERE key_hash = $1 AND form = $2 AND created_at > $3
             AND (account_id IS NULL OR account_id = $4)",
        key_hash.as_slice(),
        form,
        since.0,
        account.map(|id| id.0),
    )?)
}

/// Forgets a form.
pub async fn forget(tx: &mut Tx, key_hash: &[u8; 32], form: &str) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM form_state WHERE key_hash = $1 AND form = $2",
        key_hash.as_slice(),
        form,
    )?;
    Ok(())
}

/// Forgets all forms of an account.
pub async fn forget_all(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM form_state WHERE account_id = $1",
        account.0
    )?;
    Ok(())
}

/// Forgets every form kept at `since` or before.
pub async fn forget_old(tx: &mut Tx, since: Timestamp) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM form_state WHERE created_at <= $1",
        since.0
    )?)
}

/// Removes three groups of forms after `newest` was kept: all that were kept at `since` or before; of its browser, all
/// but the `most` newest; of its account or network, the oldest beyond `budget`.
///
/// One statement, which reads only the forms of this browser, account and network, and the old ones.
pub async fn sweep(
    tx: &mut Tx,
    newest: &FormState,
    most: i64,
    budget: Budget,
    since: Timestamp,
) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM form_state WHERE (key_hash, form) IN (
             SELECT key_hash, form FROM form_state WHERE created_at <= $1
             UNION ALL
             SELECT key_hash, form FROM (
                 SELECT key_hash, form, ROW_NUMBER() OVER newest AS place FROM form_state WHERE key_hash = $2
                 WINDOW newest AS (ORDER BY form = $3 DESC, created_at DESC, form)) own
             WHERE place > $4
             UNION ALL
             SELECT key_hash, form FROM (
                 SELECT key_hash, form, ROW_NUMBER() OVER newest AS place, SUM(bytes) OVER newest AS total
                 FROM form_state WHERE account_id = $5 OR network = $6
                 WINDOW newest AS (ORDER BY (key_hash = $2 AND form = $3) DESC, created_at DESC, key_hash, form)) shared
             WHERE place > $7 OR total > $8)",
        since.0,
        newest.key_hash.as_slice(),
        &newest.form,
        most,
        newest.account.map(|id| id.0),
        newest.network.as_deref(),
        budget.forms,
        budget.bytes,
    )?;
    Ok(())
}

/// Removes the oldest of all forms beyond `budget`. It reads the size of every kept form, so do not call it for each
/// new one.
pub async fn sweep_all(tx: &mut Tx, budget: Budget) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM form_state WHERE (key_hash, form) IN (
             SELECT key_hash, form FROM (
                 SELECT key_hash, form, ROW_NUMBER() OVER newest AS place, SUM(bytes) OVER newest AS total
                 FROM form_state WINDOW newest AS (ORDER BY created_at DESC, key_hash, form)) listed
             WHERE place > $1 OR total > $2)",
        budget.forms,
        budget.bytes,
    )?)
}
