//! Messages to people, waiting for delivery. Nothing delivers them yet: a job for delivery would read the waiting ones
//! in order of `created_at`, look the address up in `account`, and set `sent_at`.

use crate::{Error, Tx};
use cabildo_domain::{AccountId, MessageId, Timestamp};

/// A message to be enqueued. The payload (JSON) holds the values that the text needs, never the address.
#[derive(Clone, Debug)]
pub struct Message {
    pub id: MessageId,
    /// The recipient.
    pub account: AccountId,
    /// The kind of text, for instance `welcome`.
    pub kind: &'static str,
    /// The values that the text needs, JSON.
    pub payload: String,
    /// When it was put here.
    pub created_at: Timestamp,
}

/// Puts a message into the outbox, unless the same one (kind and payload) to the same account still waits there. So
/// nobody can flood a mailbox by repeating the act that causes the message.
pub async fn enqueue(tx: &mut Tx, message: &Message) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO outbox (id, account_id, kind, payload, created_at)
         SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (
             SELECT 1 FROM outbox WHERE account_id = $2 AND kind = $3 AND payload = $4 AND sent_at IS NULL)",
        message.id.0,
        message.account.0,
        message.kind,
        &message.payload,
        message.created_at.0,
    )?;
    Ok(())
}

/// The kinds of the messages that wait for an account, oldest first.
pub async fn waiting(tx: &mut Tx, account: AccountId) -> Result<Vec<String>, Error> {
    Ok(scalars!(
        tx,
        "SELECT kind FROM outbox WHERE account_id = $1 AND sent_at IS NULL ORDER BY created_at, id",
        account.0,
    )?)
}
