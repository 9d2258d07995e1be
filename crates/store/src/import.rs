//! Putting in many people at once: pseudonymous authors of imported content, and the residents of a made-up city.
//! None of them can sign in.

use crate::{Error, Tx, convert::placeholders};
use cabildo_domain::{AccountId, Locale, Role, Timestamp, text::DisplayName};
use sqlx::AssertSqlSafe;

/// People in one INSERT: 7 columns each, under SQLite's limit of 32,766 bound values.
const BATCH: usize = 500;

/// A person who is known here by a name alone.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The account's id.
    pub id: AccountId,
    /// The name people see.
    pub name: DisplayName,
    /// What the person was called where they were imported from; marks the account as imported.
    pub import_key: Option<String>,
    /// The language they read.
    pub locale: Locale,
    /// Since when they are known here.
    pub created_at: Timestamp,
}

/// Puts people in; answers how many were new. One whose import key is there already is left out.
///
/// # Errors
/// [`Error`].
pub async fn insert_people(tx: &mut Tx, people: &[NewPerson]) -> Result<u64, Error> {
    let mut added = 0;
    for batch in people.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO account (id, imported, import_key, display_name, role, locale, created_at)
             VALUES {} ON CONFLICT (import_key) DO NOTHING",
            placeholders(batch.len(), 7)
        );
        added += on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for new in batch {
                query = query
                    .bind(new.id.0)
                    .bind(new.import_key.is_some())
                    .bind(new.import_key.as_deref())
                    .bind(new.name.as_str())
                    .bind(Role::Resident.as_str())
                    .bind(new.locale.tag())
                    .bind(new.created_at.0);
            }
            query.execute(conn).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(added)
}
