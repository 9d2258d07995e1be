//! What was typed into a form that was refused, kept until it is sent again.

use crate::{Error, Tx};
use cabildo_domain::{AccountId, Timestamp};

/// A refused form, as it is kept.
#[derive(Clone, Debug)]
pub struct FormState {
    /// The SHA-256 of the browser's secret.
    pub key_hash: [u8; 32],
    /// Which form, for instance `proposal/new/imagine-the-city`.
    pub form: String,
    /// Whose it is, when known.
    pub account: Option<AccountId>,
    /// The fields, JSON.
    pub input: String,
    /// The refusal, JSON.
    pub refusal: String,
    /// When it was refused.
    pub created_at: Timestamp,
}

/// Keeps a form; one that is kept already is replaced.
///
/// # Errors
/// [`Error`].
pub async fn keep(tx: &mut Tx, state: &FormState) -> Result<(), Error> {
    Ok(on!(tx, |conn| {
        sqlx::query(
            "INSERT INTO form_state (key_hash, form, account_id, input, refusal, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (key_hash, form) DO UPDATE SET account_id = excluded.account_id, input = excluded.input,
                 refusal = excluded.refusal, created_at = excluded.created_at",
        )
        .bind(state.key_hash.as_slice())
        .bind(&state.form)
        .bind(state.account.map(|id| id.0))
        .bind(&state.input)
        .bind(&state.refusal)
        .bind(state.created_at.0)
        .execute(conn)
        .await
        .map(drop)
    })?)
}

/// The fields and the refusal (both JSON) of a form that was kept after `since`.
///
/// # Errors
/// [`Error`].
pub async fn find(
    tx: &mut Tx,
    key_hash: &[u8; 32],
    form: &str,
    since: Timestamp,
) -> Result<Option<(String, String)>, Error> {
    Ok(on!(tx, |conn| {
        sqlx::query_as("SELECT input, refusal FROM form_state WHERE key_hash = $1 AND form = $2 AND created_at > $3")
            .bind(key_hash.as_slice())
            .bind(form)
            .bind(since.0)
            .fetch_optional(conn)
            .await
    })?)
}

/// Forgets a form.
///
/// # Errors
/// [`Error`].
pub async fn forget(tx: &mut Tx, key_hash: &[u8; 32], form: &str) -> Result<(), Error> {
    Ok(on!(tx, |conn| {
        sqlx::query("DELETE FROM form_state WHERE key_hash = $1 AND form = $2")
            .bind(key_hash.as_slice())
            .bind(form)
            .execute(conn)
            .await
            .map(drop)
    })?)
}

/// Forgets all forms of an account.
///
/// # Errors
/// [`Error`].
pub async fn forget_all(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    Ok(on!(tx, |conn| {
        sqlx::query("DELETE FROM form_state WHERE account_id = $1")
            .bind(account.0)
            .execute(conn)
            .await
            .map(drop)
    })?)
}

/// Removes every form kept before `since`, and of one browser all but the `most` newest.
///
/// # Errors
/// [`Error`].
pub async fn sweep(
    tx: &mut Tx,
    key_hash: &[u8; 32],
    most: i64,
    since: Timestamp,
) -> Result<(), Error> {
    Ok(on!(tx, |conn| {
        sqlx::query(
            "DELETE FROM form_state WHERE created_at <= $1 OR (key_hash = $2 AND form NOT IN (
                 SELECT form FROM form_state WHERE key_hash = $2 ORDER BY created_at DESC, form LIMIT $3))",
        )
        .bind(since.0)
        .bind(key_hash.as_slice())
        .bind(most)
        .execute(conn)
        .await
        .map(drop)
    })?)
}
