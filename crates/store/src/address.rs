//! Addresses: one account per mailbox, however the address is spelled. Accounts from before that rule may collide: the
//! older one has the canonical form, the other notes the form that it contests and is found by its exact spelling.

use crate::{
    Error, Tx,
    convert::{list, placeholders, word},
};
use cabildo_domain::{AccountId, Role, Timestamp, account::Email, text::DisplayName};
use sqlx::AssertSqlSafe;
use std::collections::HashSet;
use uuid::Uuid;

/// The number of accounts in one step of [`settle`].
const BATCH: i64 = 500;
const UNSETTLED: &str = "email IS NOT NULL AND email_canonical IS NULL AND email_contested IS NULL";

/// Gives up to 500 accounts their canonical form, the oldest without one first; returns their number. The transaction
/// must hold [`crate::name::lock`].
pub async fn settle(tx: &mut Tx) -> Result<usize, Error> {
    let sql = format!(
        "SELECT id, email FROM account WHERE {UNSETTLED} ORDER BY created_at, id LIMIT $1 + 0"
    );
    let rows: Vec<(Uuid, String)> = all!(tx, AssertSqlSafe(sql), BATCH)?;
    if rows.is_empty() {
        return Ok(0);
    }
    let forms: Vec<(Uuid, String)> = rows
        .into_iter()
        .map(|(id, email)| (id, Email::trusted(email).canonical()))
        .collect();
    let mut held = held(tx, &forms).await?;
    let (owners, others): (Vec<_>, Vec<_>) = forms
        .into_iter()
        .partition(|(_, form)| held.insert(form.clone()));
    note(tx, "email_canonical", &owners).await?;
    note(tx, "email_contested", &others).await?;
    Ok(owners.len() + others.len())
}

async fn held(tx: &mut Tx, forms: &[(Uuid, String)]) -> Result<HashSet<String>, Error> {
    let sql = format!(
        "SELECT email_canonical FROM account WHERE email_canonical IN ({})",
        list(1, forms.len())
    );
    let held: Vec<String> = on!(tx, |conn| {
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql));
        for (_, form) in forms {
            query = query.bind(form);
        }
        query.fetch_all(conn).await
    })?;
    Ok(held.into_iter().collect())
}

async fn note(tx: &mut Tx, column: &'static str, forms: &[(Uuid, String)]) -> Result<(), Error> {
    if forms.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "UPDATE account SET {column} = v.column2 FROM (VALUES {}) AS v WHERE account.id = v.column1",
        placeholders(forms.len(), 2)
    );
    Ok(on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, form) in forms {
            query = query.bind(*id).bind(form);
        }
        query.execute(conn).await.map(drop)
    })?)
}

/// Whether there are accounts that [`settle`] has not seen.
pub async fn is_unsettled(tx: &mut Tx) -> Result<bool, Error> {
    let sql = format!("SELECT EXISTS (SELECT 1 FROM account WHERE {UNSETTLED})");
    Ok(scalar!(tx, AssertSqlSafe(sql))?)
}

/// One of two accounts with the same address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimant {
    /// The account.
    pub id: AccountId,
    /// The address as it was typed.
    pub email: Email,
    /// The name people see.
    pub name: DisplayName,
    pub role: Role,
    /// The time when it was created.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct CollisionRow {
    id: Uuid,
    email: String,
    display_name: String,
    role: String,
    created_at: i64,
    owner_id: Uuid,
    owner_email: String,
    owner_name: String,
    owner_role: String,
    owner_created_at: i64,
}

impl CollisionRow {
    fn read(self) -> Result<(Claimant, Claimant), Error> {
        let owner = Claimant {
            id: AccountId(self.owner_id),
            email: Email::trusted(self.owner_email),
            name: DisplayName::trusted(self.owner_name),
            role: word("account.role", self.owner_role)?,
            created_at: Timestamp(self.owner_created_at),
        };
        let other = Claimant {
            id: AccountId(self.id),
            email: Email::trusted(self.email),
            name: DisplayName::trusted(self.display_name),
            role: word("account.role", self.role)?,
            created_at: Timestamp(self.created_at),
        };
        Ok((owner, other))
    }
}

/// Up to `limit` pairs of accounts with the same address: the one that has it, and the one that contests it.
pub async fn collisions(tx: &mut Tx, limit: i64) -> Result<Vec<(Claimant, Claimant)>, Error> {
    let rows: Vec<CollisionRow> = all!(
        tx,
        "SELECT a.id, a.email, a.display_name, a.role, a.created_at, o.id AS owner_id, o.email AS owner_email,
             o.display_name AS owner_name, o.role AS owner_role, o.created_at AS owner_created_at
         FROM account a JOIN account o ON o.email_canonical = a.email_contested
         WHERE a.email_contested IS NOT NULL ORDER BY a.email_contested, a.created_at, a.id LIMIT $1 + 0",
        limit,
    )?;
    rows.into_iter().map(CollisionRow::read).collect()
}

/// Gives an account the canonical form that it contests; the account that had it contests it from now on. `false` when
/// it no longer contests anything.
pub async fn give(tx: &mut Tx, id: AccountId) -> Result<bool, Error> {
    let contested: Option<Option<String>> = maybe_scalar!(
        tx,
        "SELECT email_contested FROM account WHERE id = $1",
        id.0
    )?;
    let Some(form) = contested.flatten() else {
        return Ok(false);
    };
    exec!(
        tx,
        "UPDATE account SET email_contested = email_canonical, email_canonical = NULL WHERE email_canonical = $1",
        &form,
    )?;
    claim(tx, id, &form).await?;
    Ok(true)
}

async fn claim(tx: &mut Tx, id: AccountId, form: &str) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE account SET email_canonical = $2, email_contested = NULL WHERE id = $1",
        id.0,
        form,
    )?;
    Ok(())
}

/// Takes the canonical form from an account; the oldest account that contests it gets it.
pub async fn release(tx: &mut Tx, id: AccountId) -> Result<(), Error> {
    let form: Option<Option<String>> = maybe_scalar!(
        tx,
        "SELECT email_canonical FROM account WHERE id = $1",
        id.0
    )?;
    exec!(
        tx,
        "UPDATE account SET email_canonical = NULL, email_contested = NULL WHERE id = $1",
        id.0,
    )?;
    let Some(form) = form.flatten() else {
        return Ok(());
    };
    let next: Option<Uuid> = maybe_scalar!(
        tx,
        "SELECT id FROM account WHERE email_contested = $1 ORDER BY created_at, id LIMIT 1",
        &form,
    )?;
    match next {
        Some(next) => claim(tx, AccountId(next), &form).await,
        None => Ok(()),
    }
}

/// Changes the address of an account; `false` when another account has it, or the account is gone: then roll back. The
/// transaction must hold [`crate::name::lock`].
pub async fn change(tx: &mut Tx, id: AccountId, email: &Email) -> Result<bool, Error> {
    release(tx, id).await?;
    let changed = exec!(
        tx,
        "UPDATE account SET email = $2, email_folded = $3, email_canonical = $4
         WHERE id = $1 AND email IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM account o WHERE o.id <> $1 AND (o.email_folded = $3 OR o.email_canonical = $4))",
        id.0,
        email.as_str(),
        email.folded(),
        email.canonical(),
    )?;
    Ok(changed == 1)
}
