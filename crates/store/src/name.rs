//! People's names: their looks, names that could be taken for staff, and words reserved for staff.
//!
//! The program computes how a name looks; the rows of `name_look` are written in the same transaction as the name.
//! Changes that compare names or addresses of several accounts begin with [`lock`], before any other row.

use crate::{
    Error, Tx,
    convert::{list, placeholders, word},
};
use cabildo_domain::{
    AccountId, Role, Timestamp,
    consultation::Slug,
    name::{NameFlag, looks},
    text::DisplayName,
};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// Looks in one INSERT, and accounts in one DELETE.
const BATCH: usize = 500;
/// The setting that says how far the accounts were checked; [`lock`] locks its row.
const SETTLED: &str = "names_settled";
const RESERVED: &str = "reserved_names";

/// Waits until no other transaction compares names or addresses, and keeps others waiting until this one ends:
/// otherwise a new account and a new member of staff with the same name would not see each other. Returns the value
/// that [`note_settled`] noted last.
pub async fn lock(tx: &mut Tx) -> Result<String, Error> {
    Ok(scalar!(
        tx,
        "INSERT INTO setting (name, value) VALUES ($1, '')
         ON CONFLICT (name) DO UPDATE SET value = setting.value RETURNING value",
        SETTLED,
    )?)
}

/// The value that [`note_settled`] noted last, if any.
pub async fn settled(tx: &mut Tx) -> Result<Option<String>, Error> {
    setting(tx, SETTLED).await
}

/// Notes how far the accounts were checked.
pub async fn note_settled(tx: &mut Tx, value: &str) -> Result<(), Error> {
    keep(tx, SETTLED, value).await
}

/// The list of reserved names as an administrator saved it, if one did.
pub async fn reserved(tx: &mut Tx) -> Result<Option<String>, Error> {
    setting(tx, RESERVED).await
}

async fn setting(tx: &mut Tx, name: &'static str) -> Result<Option<String>, Error> {
    Ok(maybe_scalar!(
        tx,
        "SELECT value FROM setting WHERE name = $1",
        name
    )?)
}

/// Stores the list of reserved names.
pub async fn keep_reserved(tx: &mut Tx, text: &str) -> Result<(), Error> {
    keep(tx, RESERVED, text).await
}

async fn keep(tx: &mut Tx, name: &str, value: &str) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name,
        value,
    )?;
    Ok(())
}

/// All accounts of staff.
pub async fn staff(tx: &mut Tx) -> Result<Vec<(AccountId, DisplayName)>, Error> {
    let rows: Vec<(Uuid, String)> = all!(
        tx,
        "SELECT id, display_name FROM account WHERE role <> 'resident' AND erased_at IS NULL",
    )?;
    let staff = rows
        .into_iter()
        .map(|(id, name)| (AccountId(id), DisplayName::trusted(name)));
    Ok(staff.collect())
}

/// Notes how the names of these accounts look, and replaces earlier notes.
pub async fn note_looks(tx: &mut Tx, people: &[(AccountId, DisplayName)]) -> Result<(), Error> {
    for batch in people.chunks(BATCH) {
        let sql = format!(
            "DELETE FROM name_look WHERE account_id IN ({})",
            list(1, batch.len())
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (id, _) in batch {
                query = query.bind(id.0);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    add_looks(tx, people).await
}

/// As [`note_looks`], for new accounts, which have no earlier notes.
pub async fn add_looks(tx: &mut Tx, people: &[(AccountId, DisplayName)]) -> Result<(), Error> {
    let rows: Vec<(Uuid, String)> = people
        .iter()
        .flat_map(|(id, name)| looks(name.as_str()).into_iter().map(|look| (id.0, look)))
        .collect();
    for batch in rows.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO name_look (account_id, look) VALUES {}",
            placeholders(batch.len(), 2)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (id, look) in batch {
                query = query.bind(*id).bind(look);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Flags an account's name, or takes its flag away; the time of a flag that stays is kept.
pub async fn flag(
    tx: &mut Tx,
    id: AccountId,
    flag: Option<NameFlag>,
    at: Timestamp,
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE account SET name_flag = $2,
         name_flagged_at = CASE WHEN name_flag = $2 THEN name_flagged_at ELSE $3 END WHERE id = $1",
        id.0,
        flag.map(|flag| flag.as_str()),
        flag.map(|_| at.0),
    )?;
    Ok(())
}

/// Flags residents whose names have one of these looks, which are those of staff, unless they are flagged already.
pub async fn flag_lookalikes(tx: &mut Tx, looks: &[String], at: Timestamp) -> Result<u64, Error> {
    let sql = format!(
        "UPDATE account SET name_flag = 'staff', name_flagged_at = $1
         WHERE role = 'resident' AND name_flag IS NULL AND erased_at IS NULL
           AND id IN (SELECT account_id FROM name_look WHERE look IN ({}))",
        list(2, looks.len())
    );
    Ok(on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(at.0);
        for look in looks {
            query = query.bind(look);
        }
        query.execute(conn).await.map(|done| done.rows_affected())
    })?)
}

/// Removes the flag from residents who look like a former member of staff (`looks`) and like no present one (`others`).
pub async fn unflag_lookalikes(
    tx: &mut Tx,
    looks: &[String],
    others: &[String],
) -> Result<u64, Error> {
    let sql = format!(
        "UPDATE account SET name_flag = NULL, name_flagged_at = NULL
         WHERE name_flag = 'staff' AND id IN (SELECT account_id FROM name_look WHERE look IN ({}))
           AND id NOT IN (SELECT account_id FROM name_look WHERE look IN ({}))",
        list(1, looks.len()),
        list(looks.len() + 1, others.len())
    );
    Ok(on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for look in looks.iter().chain(others) {
            query = query.bind(look);
        }
        query.execute(conn).await.map(|done| done.rows_affected())
    })?)
}

/// An account whose name is being checked.
#[derive(Clone, Debug)]
pub struct Named {
    /// The account.
    pub id: AccountId,
    /// Its name, as the database has it.
    pub name: DisplayName,
    pub role: Role,
    /// Its present flag.
    pub flag: Option<NameFlag>,
}

/// Up to `limit` accounts after this one, by id.
pub async fn batch(tx: &mut Tx, after: Uuid, limit: i64) -> Result<Vec<Named>, Error> {
    let rows: Vec<(Uuid, String, String, Option<String>)> = all!(
        tx,
        "SELECT id, display_name, role, name_flag FROM account WHERE id > $1 AND erased_at IS NULL
         ORDER BY id LIMIT $2 + 0",
        after,
        limit,
    )?;
    let named = |(id, name, role, flag): (Uuid, String, String, Option<String>)| {
        Ok(Named {
            id: AccountId(id),
            name: DisplayName::trusted(name),
            role: word("account.role", role)?,
            flag: flag
                .map(|flag| word("account.name_flag", flag))
                .transpose()?,
        })
    };
    rows.into_iter().map(named).collect()
}

/// The noted looks of these accounts.
pub async fn known_looks(
    tx: &mut Tx,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, Vec<String>>, Error> {
    let mut known: HashMap<AccountId, Vec<String>> = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let sql = format!(
            "SELECT account_id, look FROM name_look WHERE account_id IN ({})",
            list(1, batch.len())
        );
        let rows: Vec<(Uuid, String)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for id in batch {
                query = query.bind(id.0);
            }
            query.fetch_all(conn).await
        })?;
        for (id, look) in rows {
            known.entry(AccountId(id)).or_default().push(look);
        }
    }
    Ok(known)
}

/// Replaces a name by the same name without invisible characters.
pub async fn clean(tx: &mut Tx, id: AccountId, name: &DisplayName) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE account SET display_name = $2 WHERE id = $1",
        id.0,
        name.as_str(),
    )?;
    Ok(())
}

/// An account whose name is listed at the desk.
#[derive(Clone, Debug)]
pub struct Flagged {
    /// The account.
    pub id: AccountId,
    pub name: DisplayName,
    /// The reason for the flag.
    pub flag: NameFlag,
    /// The time of the flag.
    pub flagged_at: Timestamp,
    /// The time when the account was created.
    pub created_at: Timestamp,
    /// Whether it was imported.
    pub imported: bool,
    /// The newest listed proposal of the account, if there is one.
    pub newest: Option<(Slug, i64)>,
}

#[derive(sqlx::FromRow)]
struct FlaggedRow {
    id: Uuid,
    display_name: String,
    name_flag: String,
    name_flagged_at: i64,
    created_at: i64,
    imported: bool,
    slug: Option<String>,
    number: Option<i64>,
}

impl TryFrom<FlaggedRow> for Flagged {
    type Error = Error;
    fn try_from(row: FlaggedRow) -> Result<Self, Error> {
        Ok(Self {
            id: AccountId(row.id),
            name: DisplayName::trusted(row.display_name),
            flag: word("account.name_flag", row.name_flag)?,
            flagged_at: Timestamp(row.name_flagged_at),
            created_at: Timestamp(row.created_at),
            imported: row.imported,
            newest: row.slug.map(Slug::trusted).zip(row.number),
        })
    }
}

/// Up to `limit` flagged names, the last flagged first, after the last one of the page before.
pub async fn flagged(
    tx: &mut Tx,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<Flagged>, Error> {
    let (at, id) = before.unwrap_or((Timestamp::MAX, Uuid::max()));
    let rows: Vec<FlaggedRow> = all!(
        tx,
        "SELECT a.id, a.display_name, a.name_flag, a.name_flagged_at, a.created_at, a.imported, c.slug, p.number
         FROM account a
         LEFT JOIN proposal p ON p.id = (SELECT q.id FROM proposal q WHERE q.author_id = a.id AND q.listed = TRUE
             AND q.author_kind <> 'role' ORDER BY q.created_at DESC LIMIT 1)
         LEFT JOIN consultation c ON c.id = p.consultation_id AND c.state <> 'draft'
         WHERE a.name_flag IS NOT NULL AND (a.name_flagged_at, a.id) < ($1, $2)
         ORDER BY a.name_flagged_at DESC, a.id DESC LIMIT $3 + 0",
        at.0,
        id,
        limit,
    )?;
    rows.into_iter().map(Flagged::try_from).collect()
}
