//! Where an account logged in before: browsers and networks, as hashes with a salt each.

use crate::{Error, Tx, convert::word};
use cabildo_domain::{AccountId, SessionId, Timestamp, words};
use uuid::Uuid;

/// The kind of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A browser that holds a cookie of ours.
    Browser,
    /// A network.
    Network,
}

words!(PlaceKind { Browser = "browser", Network = "network" });

/// A place where an account logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlace {
    pub kind: PlaceKind,
    /// The salt that was hashed along; no two rows have the same.
    pub salt: Vec<u8>,
    pub hash: Vec<u8>,
    /// The last session that began there.
    pub session: SessionId,
    /// The time when that session began.
    pub last_at: Timestamp,
}

/// Kind, salt, hash, session and last use.
type Row = (String, Vec<u8>, Vec<u8>, Uuid, i64);

/// The places of an account, the last used first; those last used before `since` are deleted.
pub async fn of_account(
    tx: &mut Tx,
    account: AccountId,
    since: Timestamp,
) -> Result<Vec<KnownPlace>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT kind, salt, hash, session_id, last_at FROM known_place
         WHERE account_id = $1 AND last_at > $2 ORDER BY last_at DESC, salt",
        account.0,
        since.0,
    )?;
    rows.into_iter()
        .map(|(kind, salt, hash, session, last_at)| {
            Ok(KnownPlace {
                kind: word("known_place.kind", kind)?,
                salt,
                hash,
                session: SessionId(session),
                last_at: Timestamp(last_at),
            })
        })
        .collect()
}

/// Stores a place, or its new use: a row with the same salt is replaced.
pub async fn keep(tx: &mut Tx, account: AccountId, place: &KnownPlace) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO known_place (account_id, kind, salt, hash, session_id, last_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (account_id, salt) DO UPDATE SET hash = excluded.hash, session_id = excluded.session_id, last_at = excluded.last_at",
        account.0,
        place.kind.as_str(),
        &place.salt,
        &place.hash,
        place.session.0,
        place.last_at.0,
    )?;
    Ok(())
}

/// Removes all places of an account except the `most` last used of each kind.
pub async fn sweep(tx: &mut Tx, account: AccountId, most: i64) -> Result<(), Error> {
    for kind in [PlaceKind::Browser, PlaceKind::Network] {
        exec!(
            tx,
            "DELETE FROM known_place WHERE account_id = $1 AND kind = $2 AND salt NOT IN (
                 SELECT salt FROM known_place WHERE account_id = $1 AND kind = $2
                 ORDER BY last_at DESC, salt LIMIT $3 + 0)",
            account.0,
            kind.as_str(),
            most,
        )?;
    }
    Ok(())
}

/// Forgets the places where this session began last.
pub async fn forget_of(tx: &mut Tx, account: AccountId, session: SessionId) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM known_place WHERE account_id = $1 AND session_id = $2",
        account.0,
        session.0,
    )?;
    Ok(())
}

/// Forgets the places of an account except those where the session `kept` began last; without `kept`, all of them.
pub async fn forget_others(
    tx: &mut Tx,
    account: AccountId,
    kept: Option<SessionId>,
) -> Result<(), Error> {
    let kept = kept.map_or(Uuid::nil(), |session| session.0);
    exec!(
        tx,
        "DELETE FROM known_place WHERE account_id = $1 AND session_id <> $2",
        account.0,
        kept,
    )?;
    Ok(())
}

/// Forgets every place that was last used at `before` or earlier; returns how many.
pub async fn forget_old(tx: &mut Tx, before: Timestamp) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM known_place WHERE last_at <= $1",
        before.0
    )?)
}

/// Whether any place was last used at `before` or earlier.
pub async fn has_old(tx: &mut Tx, before: Timestamp) -> Result<bool, Error> {
    let found: Option<i64> = maybe_scalar!(
        tx,
        "SELECT last_at FROM known_place WHERE last_at <= $1 LIMIT 1",
        before.0,
    )?;
    Ok(found.is_some())
}
