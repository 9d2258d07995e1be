//! The rows of statements: adds them, reads them by number, author or status, and changes them.

mod target;

pub use target::{Target, targets};

use super::values;
use crate::{
    Error, Tx,
    convert::{BATCH, filled, placeholders, size, word},
};
use cabildo_domain::{
    ConsultationId, Language, OpinionParticipantId, StatementId, Timestamp,
    opinion::{StatementStatus, StatementText, Tally},
    text::Reason,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub id: StatementId,
    pub consultation: ConsultationId,
    pub number: i64,
    /// The author; `None` for statements of the lab.
    pub author: Option<OpinionParticipantId>,
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// Whether the lab seeded it.
    pub seed: bool,
    /// Whether it is about the person, not an opinion.
    pub meta: bool,
    pub status: StatementStatus,
    /// The moderator's reason, while the statement is taken out.
    pub hidden_reason: Option<Reason>,
    /// The time when it was taken out.
    pub hidden_at: Option<Timestamp>,
    /// Raised by each edit.
    pub revision: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// The latest answers of participants who count.
    pub tally: Tally,
}

const COLUMNS: &str = "id, consultation_id, number, author_id, text, language, seed, meta, status, hidden_reason, \
    hidden_at, revision, created_at, updated_at, agrees, disagrees, passes";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    number: i64,
    author_id: Option<Uuid>,
    text: String,
    language: String,
    seed: bool,
    meta: bool,
    status: String,
    hidden_reason: Option<String>,
    hidden_at: Option<i64>,
    revision: i64,
    created_at: i64,
    updated_at: i64,
    agrees: i64,
    disagrees: i64,
    passes: i64,
}

impl TryFrom<Row> for Statement {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: StatementId(row.id),
            consultation: ConsultationId(row.consultation_id),
            number: row.number,
            author: row.author_id.map(OpinionParticipantId),
            text: StatementText::trusted(row.text),
            language: Language::trusted(row.language),
            seed: row.seed,
            meta: row.meta,
            status: word("statement.status", row.status)?,
            hidden_reason: row.hidden_reason.map(Reason::trusted),
            hidden_at: row.hidden_at.map(Timestamp),
            revision: row.revision,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
            tally: Tally {
                agrees: row.agrees,
                disagrees: row.disagrees,
                passes: row.passes,
            },
        })
    }
}

/// Adds statements with no answers yet; `submit_key` is for a single one.
///
/// # Errors
/// [`Error::Taken`] for a submit key that was used.
pub async fn insert(
    tx: &mut Tx,
    statements: &[Statement],
    submit_key: Option<Uuid>,
) -> Result<(), Error> {
    for batch in statements.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO statement (id, consultation_id, number, author_id, text, language, seed, meta, status,
                 hidden_reason, hidden_at, revision, created_at, updated_at, submit_key) VALUES {}",
            placeholders(batch.len(), 15)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for new in batch {
                query = query
                    .bind(new.id.0)
                    .bind(new.consultation.0)
                    .bind(new.number)
                    .bind(new.author.map(|id| id.0))
                    .bind(new.text.as_str())
                    .bind(new.language.as_str())
                    .bind(new.seed)
                    .bind(new.meta)
                    .bind(new.status.as_str())
                    .bind(new.hidden_reason.as_ref().map(Reason::as_str))
                    .bind(new.hidden_at.map(|at| at.0))
                    .bind(new.revision)
                    .bind(new.created_at.0)
                    .bind(new.updated_at.0)
                    .bind(submit_key);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// The statement with this number.
pub async fn by_number(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i64,
) -> Result<Option<Statement>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM statement WHERE consultation_id = $1 AND number = $2");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), consultation.0, number)?;
    row.map(Statement::try_from).transpose()
}

/// The statement with this id.
pub async fn by_id(tx: &mut Tx, id: StatementId) -> Result<Option<Statement>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM statement WHERE id = $1");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
    row.map(Statement::try_from).transpose()
}

/// The statement that a participant submitted with this key.
pub async fn by_submit_key(
    tx: &mut Tx,
    author: OpinionParticipantId,
    key: Uuid,
) -> Result<Option<Statement>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM statement WHERE submit_key = $1 AND author_id = $2");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), key, author.0)?;
    row.map(Statement::try_from).transpose()
}

/// Every statement of a consultation, by number.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Statement>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM statement WHERE consultation_id = $1 ORDER BY number");
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), consultation.0)?;
    rows.into_iter().map(Statement::try_from).collect()
}

/// Up to `limit` statements of a status after a number, by number.
pub async fn of_status(
    tx: &mut Tx,
    consultation: ConsultationId,
    status: StatementStatus,
    after: i64,
    limit: i64,
) -> Result<Vec<Statement>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM statement WHERE consultation_id = $1 AND status = $2 AND number > $3
         ORDER BY number LIMIT $4 + 0"
    );
    let rows: Vec<Row> = all!(
        tx,
        AssertSqlSafe(sql),
        consultation.0,
        status.as_str(),
        after,
        limit
    )?;
    rows.into_iter().map(Statement::try_from).collect()
}

/// Every statement of an author, by number.
pub async fn of_author(tx: &mut Tx, author: OpinionParticipantId) -> Result<Vec<Statement>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM statement WHERE author_id = $1 ORDER BY created_at, number");
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), author.0)?;
    rows.into_iter().map(Statement::try_from).collect()
}

/// The number of statements that a participant wrote, in any status.
pub async fn count_of_author(tx: &mut Tx, author: OpinionParticipantId) -> Result<i64, Error> {
    Ok(scalar!(
        tx,
        "SELECT COUNT(*) FROM statement WHERE author_id = $1",
        author.0
    )?)
}

/// The numbers of statements by status: held, published, rejected.
pub async fn counts(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Vec<(StatementStatus, i64)>, Error> {
    let rows: Vec<(String, i64)> = all!(
        tx,
        "SELECT status, COUNT(*) FROM statement WHERE consultation_id = $1 GROUP BY status",
        consultation.0,
    )?;
    rows.into_iter()
        .map(|(status, count)| Ok((word("statement.status", status)?, count)))
        .collect()
}

/// Writes the text, language, status, reason and kind of a statement whose mapping is locked.
pub async fn update(tx: &mut Tx, statement: &Statement) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE statement SET text = $1, language = $2, meta = $3, status = $4, hidden_reason = $5,
             hidden_at = $6, revision = $7, updated_at = $8 WHERE id = $9",
        statement.text.as_str(),
        statement.language.as_str(),
        statement.meta,
        statement.status.as_str(),
        statement.hidden_reason.as_ref().map(Reason::as_str),
        statement.hidden_at.map(|at| at.0),
        statement.revision,
        statement.updated_at.0,
        statement.id.0,
    )?;
    Ok(())
}

/// Adds to the counted answers of statements of one consultation, each named once.
pub async fn count(
    tx: &mut Tx,
    consultation: ConsultationId,
    changes: &[(i64, Tally)],
) -> Result<(), Error> {
    for batch in changes.chunks(BATCH) {
        let rows = size(batch.len());
        let sql = format!(
            "UPDATE statement SET agrees = agrees + v.column2, disagrees = disagrees + v.column3,
                 passes = passes + v.column4
             FROM {} WHERE statement.consultation_id = ${} AND statement.number = v.column1",
            values(rows, 4),
            rows * 4 + 1
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (number, change) in filled(batch) {
                query = query
                    .bind(*number)
                    .bind(change.agrees)
                    .bind(change.disagrees)
                    .bind(change.passes);
            }
            query.bind(consultation.0).execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}
