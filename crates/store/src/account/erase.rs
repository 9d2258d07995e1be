//! Erases an account: all data that identifies a person.

use crate::{
    Error, Tx, address,
    convert::{self, BATCH, filled, size},
};
use cabildo_domain::{AccountId, Timestamp};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Whether one of these accounts is erased. Call it after inserting rows that name the accounts: the foreign keys hold
/// the accounts until the transaction ends, so an erasure either came before and is seen here, or waits and finds the
/// rows.
pub async fn any_erased(tx: &mut Tx, ids: &[AccountId]) -> Result<bool, Error> {
    for batch in ids.chunks(BATCH) {
        let sql = format!(
            "SELECT id FROM account WHERE id IN ({}) AND erased_at IS NOT NULL LIMIT 1",
            convert::list(1, size(batch.len()))
        );
        let found: Option<Uuid> = on!(tx, |conn| {
            let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
            for id in filled(batch) {
                query = query.bind(id.0);
            }
            query.fetch_optional(conn).await
        })?;
        if found.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Empties the account's own columns. From here to the end of the transaction no new row can name the account: the
/// address is a key, so this statement waits for rows that are being inserted for the account, and later ones wait for
/// this statement.
pub async fn empty(tx: &mut Tx, id: AccountId, at: Timestamp) -> Result<(), Error> {
    address::release(tx, id).await?;
    exec!(tx, "DELETE FROM name_look WHERE account_id = $1", id.0)?;
    exec!(
        tx,
        "UPDATE account SET email = NULL, email_folded = NULL, display_name = '', password_hash = NULL,
         name_flag = NULL, name_flagged_at = NULL, role = 'resident', locale = 'en', erased_at = $2 WHERE id = $1",
        id.0,
        at.0,
    )?;
    Ok(())
}

/// Erases all data that identifies the account's owner: its own columns, its sessions, its refused forms, its messages,
/// the notes of its reports, and the link to the answers it gave to statements. Its contributions stay, shown as by a
/// deleted account. Its supports, reactions and answers in open phases are removed before this ([`crate::leave`]).
///
/// Refused forms that contain `folded` (the address) are deleted too, in every browser: a refused sign-up has no
/// account yet. Call [`crate::Store::erase_residue`] after the commit.
pub async fn erase(tx: &mut Tx, id: AccountId, folded: &str, at: Timestamp) -> Result<(), Error> {
    empty(tx, id, at).await?;
    exec!(
        tx,
        "DELETE FROM capability_grant WHERE account_id = $1",
        id.0
    )?;
    exec!(tx, "DELETE FROM session WHERE account_id = $1", id.0)?;
    crate::known_place::forget_others(tx, id, None).await?;
    exec!(
        tx,
        "DELETE FROM form_state WHERE account_id = $1 OR lower(input) LIKE $2 ESCAPE '\\'",
        id.0,
        convert::containing(folded),
    )?;
    exec!(tx, "DELETE FROM outbox WHERE account_id = $1", id.0)?;
    exec!(
        tx,
        "UPDATE report SET note = '' WHERE reporter_id = $1",
        id.0
    )?;
    crate::support::network::forget_of(tx, id).await?;
    exec!(
        tx,
        "UPDATE opinion_participant SET account_id = NULL, pseudonym = NULL, pass_hash = NULL, network = NULL
         WHERE account_id = $1",
        id.0,
    )?;
    Ok(())
}
