//! Links that let people without an account answer statements.

use crate::{Error, Tx};
use cabildo_domain::{AccountId, ConsultationId, InvitationId, Timestamp, text::Label};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// An invitation link. Only the hash of its secret is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub consultation: ConsultationId,
    /// Its name among staff.
    pub label: Label,
    /// The most people it lets in.
    pub most: i64,
    /// The people it has let in.
    pub joined: i64,
    /// The account that made it.
    pub created_by: AccountId,
    /// The time when it was made.
    pub created_at: Timestamp,
    /// The time since when it lets nobody in.
    pub revoked_at: Option<Timestamp>,
}

const COLUMNS: &str =
    "id, consultation_id, label, most, joined, created_by, created_at, revoked_at";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    label: String,
    most: i64,
    joined: i64,
    created_by: Uuid,
    created_at: i64,
    revoked_at: Option<i64>,
}

impl From<Row> for Invitation {
    fn from(row: Row) -> Self {
        Self {
            id: InvitationId(row.id),
            consultation: ConsultationId(row.consultation_id),
            label: Label::trusted(row.label),
            most: row.most,
            joined: row.joined,
            created_by: AccountId(row.created_by),
            created_at: Timestamp(row.created_at),
            revoked_at: row.revoked_at.map(Timestamp),
        }
    }
}

/// Adds a link.
pub async fn insert(tx: &mut Tx, new: &Invitation, secret_hash: &[u8; 32]) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO invitation (id, consultation_id, secret_hash, label, most, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        new.id.0,
        new.consultation.0,
        secret_hash.to_vec(),
        new.label.as_str(),
        new.most,
        new.created_by.0,
        new.created_at.0,
    )?;
    Ok(())
}

/// The links of a consultation, newest first.
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Invitation>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM invitation WHERE consultation_id = $1 ORDER BY created_at DESC, id DESC"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), consultation.0)?;
    Ok(rows.into_iter().map(Invitation::from).collect())
}

/// The link with this secret, whether or not it still lets anybody in.
pub async fn by_secret(tx: &mut Tx, secret_hash: &[u8; 32]) -> Result<Option<Invitation>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM invitation WHERE secret_hash = $1");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), secret_hash.to_vec())?;
    Ok(row.map(Invitation::from))
}

/// Counts one more person in; `false`, and nothing changed, when the link is full or revoked.
pub async fn join(tx: &mut Tx, id: InvitationId) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE invitation SET joined = joined + 1 WHERE id = $1 AND joined < most AND revoked_at IS NULL",
        id.0,
    )?;
    Ok(done == 1)
}

/// Closes a link of a consultation; `false` when it does not exist or is closed already.
pub async fn revoke(
    tx: &mut Tx,
    consultation: ConsultationId,
    id: InvitationId,
    now: Timestamp,
) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE invitation SET revoked_at = $1 WHERE id = $2 AND consultation_id = $3 AND revoked_at IS NULL",
        now.0,
        id.0,
        consultation.0,
    )?;
    Ok(done == 1)
}
