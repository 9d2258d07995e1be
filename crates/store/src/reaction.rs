//! Reactions to comments: one row per person and comment. The counters are columns of the comment
//! ([`crate::comment::change::set_reactions`]), whose row the caller has locked.

use crate::{Error, Tx};
use cabildo_domain::{AccountId, CommentId, Timestamp};

/// An account's reaction to a comment: `Some(true)` means agreement.
pub async fn of(
    tx: &mut Tx,
    comment: CommentId,
    account: AccountId,
) -> Result<Option<bool>, Error> {
    Ok(maybe_scalar!(
        tx,
        "SELECT up FROM reaction WHERE comment_id = $1 AND account_id = $2",
        comment.0,
        account.0,
    )?)
}

/// Stores a reaction, and replaces an earlier one.
pub async fn put(
    tx: &mut Tx,
    comment: CommentId,
    account: AccountId,
    up: bool,
    now: Timestamp,
) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO reaction (comment_id, account_id, up, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (comment_id, account_id) DO UPDATE SET up = excluded.up, created_at = excluded.created_at",
        comment.0,
        account.0,
        up,
        now.0,
    )?;
    Ok(())
}

/// Takes a reaction back.
pub async fn remove(tx: &mut Tx, comment: CommentId, account: AccountId) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM reaction WHERE comment_id = $1 AND account_id = $2",
        comment.0,
        account.0,
    )?;
    Ok(())
}
