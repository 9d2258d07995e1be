//! Imports content, many rows at a time: people, and finding earlier imports by their key. [`thread`] puts comments
//! into their threads, [`count`] makes the counters.

pub mod count;
pub mod thread;

use crate::{
    Error, Tx,
    convert::{list, placeholders},
    name,
};
use cabildo_domain::{
    AccountId, ConsultationId, Locale, Role, Timestamp, name::NameFlag, text::DisplayName,
};
use sqlx::AssertSqlSafe;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// People in one INSERT: 9 columns each, under SQLite's limit of 32,766 bound values.
const BATCH: usize = 500;

/// A person who is known here only by a name, and cannot sign in.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The account's id.
    pub id: AccountId,
    /// The name people see.
    pub name: DisplayName,
    /// The person's key in the source of the import; it marks the account as imported.
    pub import_key: Option<String>,
    /// The language they read.
    pub locale: Locale,
    /// The time since when they are known here.
    pub created_at: Timestamp,
    /// Why the name is listed at the desk.
    pub flag: Option<NameFlag>,
}

/// Inserts people; returns how many were new. A person whose import key exists already is left out.
pub async fn insert_people(tx: &mut Tx, people: &[NewPerson]) -> Result<u64, Error> {
    let mut added = 0;
    for batch in people.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO account (id, imported, import_key, display_name, role, locale, created_at, name_flag,
                 name_flagged_at)
             VALUES {} ON CONFLICT (import_key) DO NOTHING RETURNING id",
            placeholders(batch.len(), 9)
        );
        let new: Vec<Uuid> = on!(tx, |conn| {
            let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
            for new in batch {
                query = query
                    .bind(new.id.0)
                    .bind(new.import_key.is_some())
                    .bind(new.import_key.as_deref())
                    .bind(new.name.as_str())
                    .bind(Role::Resident.as_str())
                    .bind(new.locale.tag())
                    .bind(new.created_at.0)
                    .bind(new.flag.map(NameFlag::as_str))
                    .bind(new.flag.map(|_| new.created_at.0));
            }
            query.fetch_all(conn).await
        })?;
        added += new.len() as u64;
        let new: HashSet<Uuid> = new.into_iter().collect();
        let new = batch.iter().filter(|person| new.contains(&person.id.0));
        let new: Vec<_> = new.map(|person| (person.id, person.name.clone())).collect();
        name::add_looks(tx, &new).await?;
    }
    Ok(added)
}

/// The kinds of rows that have an import key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Accounts.
    Account,
    /// Proposals.
    Proposal,
    /// Comments.
    Comment,
}

/// The existing rows among these keys: for each the id, and whether this import inserted it (see [`thread`] and
/// [`count::number_proposals`]; always `false` for an account).
pub async fn known(
    tx: &mut Tx,
    kind: Kind,
    keys: &[String],
) -> Result<HashMap<String, (Uuid, bool)>, Error> {
    let (table, new) = match kind {
        Kind::Account => ("account", "FALSE"),
        Kind::Proposal => ("proposal", "number < 0"),
        Kind::Comment => ("comment", "depth < 0"),
    };
    let mut known = HashMap::with_capacity(keys.len());
    for batch in keys.chunks(BATCH) {
        let marks = list(1, batch.len());
        let sql = format!(
            "SELECT import_key, id, {new} AS new FROM {table} WHERE import_key IN ({marks})"
        );
        let rows: Vec<(String, Uuid, bool)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for key in batch {
                query = query.bind(key);
            }
            query.fetch_all(conn).await
        })?;
        known.extend(rows.into_iter().map(|(key, id, new)| (key, (id, new))));
    }
    Ok(known)
}

/// The consultation that was imported under this key.
pub async fn consultation(tx: &mut Tx, key: &str) -> Result<Option<ConsultationId>, Error> {
    let id: Option<Uuid> =
        maybe_scalar!(tx, "SELECT id FROM consultation WHERE import_key = $1", key)?;
    Ok(id.map(ConsultationId))
}

/// Stores the key under which a consultation was imported.
///
/// # Errors
/// [`Error::Taken`] when another one has the key.
pub async fn mark_consultation(tx: &mut Tx, id: ConsultationId, key: &str) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE consultation SET import_key = $1 WHERE id = $2",
        key,
        id.0
    )?;
    Ok(())
}

/// Removes people whose import key begins with `prefix` (which must have no wildcards of LIKE) and who wrote nothing.
pub async fn remove_silent(tx: &mut Tx, prefix: &str) -> Result<u64, Error> {
    Ok(exec!(
        tx,
        "DELETE FROM account WHERE imported AND import_key LIKE $1
           AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.author_id = account.id)
           AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.author_id = account.id)",
        format!("{prefix}%"),
    )?)
}
