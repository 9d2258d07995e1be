//! Accounts: creating, finding, changing and erasing them.
//!
//! The data that identifies a person stands in this table and in those that [`erase()`] empties; other tables hold ids.

mod erase;

pub use erase::{any_erased, empty, erase};

use crate::{
    Error, Tx,
    convert::{self, word},
    name,
};
use cabildo_domain::{
    AccountId, Locale, Role, Timestamp, account::Email, name::NameFlag, text::DisplayName,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An account about to be created by a person or an operator.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub id: AccountId,
    /// The address with which it signs in.
    pub email: Email,
    /// The name people see.
    pub name: DisplayName,
    /// The password's hash, a PHC string.
    pub password_hash: String,
    pub role: Role,
    /// The language it reads.
    pub locale: Locale,
    /// When it was created.
    pub created_at: Timestamp,
    /// Why the name is listed at the desk.
    pub flag: Option<NameFlag>,
}

/// Inserts an account; `false` when its address is taken, however it is spelled, and then nothing was changed. The
/// transaction must hold [`name::lock`].
pub async fn insert(tx: &mut Tx, account: &NewAccount) -> Result<bool, Error> {
    let inserted = exec!(
        tx,
        "INSERT INTO account (id, email, email_folded, email_canonical, display_name, password_hash, role, locale,
             created_at, name_flag, name_flagged_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
        account.id.0,
        account.email.as_str(),
        account.email.folded(),
        account.email.canonical(),
        account.name.as_str(),
        &account.password_hash,
        account.role.as_str(),
        account.locale.tag(),
        account.created_at.0,
        account.flag.map(NameFlag::as_str),
        account.flag.map(|_| account.created_at.0),
    )?;
    if inserted == 1 {
        name::add_looks(tx, &[(account.id, account.name.clone())]).await?;
    }
    Ok(inserted == 1)
}

/// An account that can sign in, as its owner and the admins see it.
#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    /// The address with which it signs in.
    pub email: Email,
    /// The name people see.
    pub name: DisplayName,
    /// The password's hash, when it has a password.
    pub password_hash: Option<String>,
    pub role: Role,
    /// The language it reads.
    pub locale: Locale,
    /// When it was created.
    pub created_at: Timestamp,
    /// Why the name is listed at the desk.
    pub flag: Option<NameFlag>,
    /// Whether an older account has the same address in another spelling.
    pub contested: bool,
}

const COLUMNS: &str =
    "id, email, display_name, password_hash, role, locale, created_at, name_flag, email_contested";

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    email: String,
    display_name: String,
    password_hash: Option<String>,
    role: String,
    locale: String,
    created_at: i64,
    name_flag: Option<String>,
    email_contested: Option<String>,
}

impl TryFrom<Row> for Account {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: AccountId(row.id),
            email: Email::trusted(row.email),
            name: DisplayName::trusted(row.display_name),
            password_hash: row.password_hash,
            role: word("account.role", row.role)?,
            locale: Locale::from_tag(&row.locale).unwrap_or_default(),
            created_at: Timestamp(row.created_at),
            flag: row
                .name_flag
                .map(|flag| word("account.name_flag", flag))
                .transpose()?,
            contested: row.email_contested.is_some(),
        })
    }
}

/// The account with this id. Imported and erased accounts are not found, because nobody can sign in to them.
pub async fn by_id(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM account WHERE id = $1 AND email IS NOT NULL");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
    row.map(Account::try_from).transpose()
}

/// The account with this address: first the one with exactly this spelling (an account that contests an address is
/// found by its own spelling alone), else one with the same canonical form.
pub async fn by_email(tx: &mut Tx, email: &Email) -> Result<Option<Account>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM account WHERE (email_folded = $1 OR email_canonical = $2) AND email IS NOT NULL
         ORDER BY CASE WHEN email_folded = $1 THEN 0 ELSE 1 END LIMIT 1"
    );
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), email.folded(), email.canonical())?;
    row.map(Account::try_from).transpose()
}

/// Replaces the hash `verified`, against which a password was just verified, by `new` (the same hash or a fresher one),
/// and locks the account until the transaction ends. `false` when the hash changed meanwhile or the account was erased:
/// the verification is then void.
pub async fn confirm_hash(
    tx: &mut Tx,
    id: AccountId,
    verified: &str,
    new: &str,
) -> Result<bool, Error> {
    let updated = exec!(
        tx,
        "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
        id.0,
        verified,
        new,
    )?;
    Ok(updated == 1)
}

/// Changes the name and the language; `false` when the account no longer exists. The look of the name is noted here;
/// the caller sets its flag, and the transaction must hold [`name::lock`].
pub async fn change_profile(
    tx: &mut Tx,
    id: AccountId,
    name: &DisplayName,
    locale: Locale,
) -> Result<bool, Error> {
    let updated = exec!(
        tx,
        "UPDATE account SET display_name = $2, locale = $3 WHERE id = $1 AND email IS NOT NULL",
        id.0,
        name.as_str(),
        locale.tag(),
    )?;
    if updated == 1 {
        name::note_looks(tx, &[(id, name.clone())]).await?;
    }
    Ok(updated == 1)
}

/// Changes the language alone; `false` when the account no longer exists.
pub async fn change_locale(tx: &mut Tx, id: AccountId, locale: Locale) -> Result<bool, Error> {
    let updated = exec!(
        tx,
        "UPDATE account SET locale = $2 WHERE id = $1 AND email IS NOT NULL",
        id.0,
        locale.tag(),
    )?;
    Ok(updated == 1)
}

/// Changes the role. Call [`lock_admins`] before, when an admin may lose the role.
pub async fn set_role(tx: &mut Tx, id: AccountId, role: Role) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE account SET role = $2 WHERE id = $1",
        id.0,
        role.as_str()
    )?;
    Ok(())
}

/// The admins, locked until the transaction ends, so that two admins cannot take the role from each other at once and
/// leave the installation without any.
pub async fn lock_admins(tx: &mut Tx) -> Result<Vec<AccountId>, Error> {
    let ids: Vec<Uuid> = scalars!(
        tx,
        "UPDATE account SET role = role WHERE role = 'admin' AND email IS NOT NULL RETURNING id",
    )?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// The accounts to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name or of the address.
    pub text: String,
    /// Only accounts with this role.
    pub role: Option<Role>,
    /// Only accounts created before this one, which is the last of the page before.
    pub before: Option<(Timestamp, AccountId)>,
}

/// Up to `limit` accounts that can sign in, newest first.
pub async fn list(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Account>, Error> {
    let (at, id) = filter
        .before
        .unwrap_or((Timestamp::MAX, AccountId(Uuid::max())));
    let sql = format!(
        "SELECT {COLUMNS} FROM account
             WHERE email IS NOT NULL AND (created_at < $1 OR (created_at = $1 AND id < $2))
               AND ($3 = '' OR role = $3)
               AND (email_folded LIKE $4 ESCAPE '\\' OR lower(display_name) LIKE $4 ESCAPE '\\'
                    OR display_name LIKE $5 ESCAPE '\\')
             ORDER BY created_at DESC, id DESC LIMIT $6 + 0"
    );
    let rows: Vec<Row> = all!(
        tx,
        AssertSqlSafe(sql),
        at.0,
        id.0,
        filter.role.map_or("", Role::as_str),
        // SQLite lowers only ASCII letters, so the text is also compared as it was typed.
        convert::containing(&filter.text.to_lowercase()),
        convert::containing(&filter.text),
        limit,
    )?;
    rows.into_iter().map(Account::try_from).collect()
}
