//! Sessions: one row for each signed-in browser. The token itself is never stored, only its SHA-256.

use crate::{Error, Tx, convert::word, grant::GrantColumns};
use cabildo_domain::{
    AccountId, Locale, Role, SessionId, Timestamp, permission::Grant, text::DisplayName,
};
use uuid::Uuid;

/// A session that is about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    pub id: SessionId,
    /// The SHA-256 of its token.
    pub token_hash: [u8; 32],
    pub account: AccountId,
    /// When it begins.
    pub created_at: Timestamp,
    /// The end, unless it is used before.
    pub expires_at: Timestamp,
    /// The browser in a few words.
    pub agent: String,
}

/// Begins a session.
pub async fn insert(tx: &mut Tx, session: &NewSession) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO session (id, token_hash, account_id, created_at, last_seen_at, expires_at, agent)
         VALUES ($1, $2, $3, $4, $4, $5, $6)",
        session.id.0,
        session.token_hash.as_slice(),
        session.account.0,
        session.created_at.0,
        session.expires_at.0,
        &session.agent,
    )?;
    Ok(())
}

/// A living session with its account.
#[derive(Clone, Debug)]
pub struct LiveSession {
    pub id: SessionId,
    pub account: AccountId,
    /// The name people see.
    pub name: DisplayName,
    /// The account's role, which holds everywhere.
    pub role: Role,
    /// Further capabilities, each in one place.
    pub grants: Vec<Grant>,
    /// The language the account reads.
    pub locale: Locale,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_seen_at: Timestamp,
    /// The end, unless it is used before.
    pub expires_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct LiveRow {
    id: Uuid,
    account_id: Uuid,
    display_name: String,
    role: String,
    locale: String,
    created_at: i64,
    last_seen_at: i64,
    expires_at: i64,
    #[sqlx(flatten)]
    grant: GrantColumns,
}

/// The session with this token, unless it has ended at `now`.
pub async fn live(
    tx: &mut Tx,
    token_hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<LiveSession>, Error> {
    // There is one row for each grant, and one row for an account without grants.
    let rows: Vec<LiveRow> = all!(
        tx,
        "SELECT s.id, s.account_id, a.display_name, a.role, a.locale, s.created_at, s.last_seen_at, s.expires_at,
             g.capability, g.scope, g.place
         FROM session s JOIN account a ON a.id = s.account_id
         LEFT JOIN capability_grant g ON g.account_id = a.id
         WHERE s.token_hash = $1 AND s.expires_at > $2",
        token_hash.as_slice(),
        now.0,
    )?;
    let mut grants = Vec::new();
    let mut session = None;
    for row in rows {
        grants.extend(row.grant.read()?);
        session = Some(row);
    }
    session
        .map(|row| {
            Ok(LiveSession {
                id: SessionId(row.id),
                account: AccountId(row.account_id),
                name: DisplayName::trusted(row.display_name),
                role: word("account.role", row.role)?,
                grants,
                locale: Locale::from_tag(&row.locale).unwrap_or_default(),
                created_at: Timestamp(row.created_at),
                last_seen_at: Timestamp(row.last_seen_at),
                expires_at: Timestamp(row.expires_at),
            })
        })
        .transpose()
}

/// Notes that a session was used, and its new end.
pub async fn touch(
    tx: &mut Tx,
    id: SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE id = $1",
        id.0,
        now.0,
        expires_at.0,
    )?;
    Ok(())
}

/// Gives a session another token; `false` when it has ended.
pub async fn change_token(
    tx: &mut Tx,
    account: AccountId,
    id: SessionId,
    token_hash: &[u8; 32],
) -> Result<bool, Error> {
    let changed = exec!(
        tx,
        "UPDATE session SET token_hash = $3 WHERE account_id = $1 AND id = $2",
        account.0,
        id.0,
        token_hash.as_slice(),
    )?;
    Ok(changed == 1)
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    pub id: SessionId,
    /// The browser in a few words; empty when it is unknown.
    pub agent: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the hour.
    pub last_seen_at: Timestamp,
}

/// The living sessions of an account, the last used first.
pub async fn of_account(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<OwnSession>, Error> {
    let rows: Vec<(Uuid, String, i64, i64)> = all!(
        tx,
        "SELECT id, agent, created_at, last_seen_at FROM session
         WHERE account_id = $1 AND expires_at > $2 ORDER BY last_seen_at DESC, id DESC",
        account.0,
        now.0,
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, agent, created_at, last_seen_at)| OwnSession {
            id: SessionId(id),
            agent,
            created_at: Timestamp(created_at),
            last_seen_at: Timestamp(last_seen_at),
        })
        .collect())
}

/// Ends the session with this token, if there is one.
pub async fn end_by_token(tx: &mut Tx, token_hash: &[u8; 32]) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM session WHERE token_hash = $1",
        token_hash.as_slice()
    )?;
    Ok(())
}

/// Ends one session of an account; `false` when the account has no such session.
pub async fn end(tx: &mut Tx, account: AccountId, id: SessionId) -> Result<bool, Error> {
    let ended = exec!(
        tx,
        "DELETE FROM session WHERE account_id = $1 AND id = $2",
        account.0,
        id.0,
    )?;
    Ok(ended == 1)
}

/// Ends all sessions of an account but one; returns how many.
pub async fn end_others(tx: &mut Tx, account: AccountId, kept: SessionId) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM session WHERE account_id = $1 AND id <> $2",
        account.0,
        kept.0,
    )?)
}

/// Ends all sessions of an account; returns how many.
pub async fn end_all(tx: &mut Tx, account: AccountId) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM session WHERE account_id = $1",
        account.0
    )?)
}

/// Removes ended sessions: every expired one, and those of `account` except the `most` last used.
pub async fn sweep(
    tx: &mut Tx,
    account: AccountId,
    most: i64,
    now: Timestamp,
) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM session WHERE expires_at <= $1 OR (account_id = $2 AND id NOT IN (
             SELECT id FROM session WHERE account_id = $2 ORDER BY last_seen_at DESC, id DESC LIMIT $3 + 0))",
        now.0,
        account.0,
        most,
    )?;
    Ok(())
}
