//! What moderators did, with their statements of reasons: written once, never changed, never deleted.

mod log;
pub mod own;

pub use log::{Deed, Noted, log};

use crate::{
    Error, Tx,
    convert::{list, word},
    proposal::Author,
};
use cabildo_domain::{
    AccountId, ConsultationId, Subject, SubjectKind, Timestamp,
    consultation::{Slug, State},
    moderation::Measure,
    text::Reason,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A measure about to be noted.
#[derive(Clone, Debug)]
pub struct NewMeasure {
    /// Its id.
    pub id: Uuid,
    /// What it was taken on.
    pub subject: Subject,
    /// What was done.
    pub measure: Measure,
    /// Why; `None` where no reason has to be given.
    pub reason: Option<Reason>,
    /// By whom.
    pub moderator: AccountId,
    /// When.
    pub at: Timestamp,
}

/// Notes a measure.
///
/// # Errors
/// [`Error`].
pub async fn insert(tx: &mut Tx, new: &NewMeasure) -> Result<(), Error> {
    on!(tx, |conn| {
        sqlx::query(
            "INSERT INTO moderation (id, subject_kind, subject_id, measure, reason, moderator_id, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(new.id)
        .bind(new.subject.kind.as_str())
        .bind(new.subject.id)
        .bind(new.measure.as_str())
        .bind(new.reason.as_ref().map_or("", Reason::as_str))
        .bind(new.moderator.0)
        .bind(new.at.0)
        .execute(conn)
        .await
        .map(drop)
    })?;
    Ok(())
}

/// What a moderator has to see of a subject to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// What it is.
    pub subject: Subject,
    /// Its consultation.
    pub consultation: ConsultationId,
    /// Its consultation's address.
    pub slug: Slug,
    /// Where its consultation stands.
    pub state: State,
    /// The number of the proposal that it is or stands under; of a statement, its own.
    pub number: i64,
    /// The title of that proposal; of a statement, its consultation's.
    pub title: String,
    /// Its own text, Markdown; empty when its author deleted it.
    pub body: String,
    /// The language of its text.
    pub language: String,
    /// The account that wrote it; none of a statement by the lab or under a pseudonym.
    pub author: Option<Author>,
    /// When.
    pub created_at: Timestamp,
    /// Why it is hidden, if it is.
    pub hidden: Option<Reason>,
}

#[derive(sqlx::FromRow)]
struct ExhibitRow {
    id: Uuid,
    consultation_id: Uuid,
    slug: String,
    state: String,
    number: i64,
    title: String,
    body: String,
    language: String,
    author_id: Option<Uuid>,
    author_name: Option<String>,
    author_marks: i64,
    created_at: i64,
    hidden_reason: Option<String>,
}

impl ExhibitRow {
    fn of_kind(self, kind: SubjectKind) -> Result<Exhibit, Error> {
        let author = self.author_id.zip(self.author_name);
        Ok(Exhibit {
            subject: Subject { kind, id: self.id },
            consultation: ConsultationId(self.consultation_id),
            slug: Slug::trusted(self.slug),
            state: word("consultation.state", self.state)?,
            number: self.number,
            title: self.title,
            body: self.body,
            language: self.language,
            author: author.map(|(id, name)| Author::of(id, name, self.author_marks)),
            created_at: Timestamp(self.created_at),
            hidden: self.hidden_reason.map(Reason::trusted),
        })
    }
}

const PROPOSAL: &str = concat!(
    "SELECT p.id, p.consultation_id, c.slug, c.state, p.number, p.title, p.body, p.language, ",
    author_columns!(),
    ", p.created_at, p.hidden_reason
    FROM proposal p JOIN consultation c ON c.id = p.consultation_id JOIN account a ON a.id = p.author_id
    WHERE p.id"
);
const COMMENT: &str = concat!(
    "SELECT k.id, k.consultation_id, c.slug, c.state, p.number, p.title, k.body, k.language, ",
    author_columns!(),
    ", k.created_at, k.hidden_reason
    FROM comment k JOIN proposal p ON p.id = k.subject_id JOIN consultation c ON c.id = p.consultation_id
    JOIN account a ON a.id = k.author_id
    WHERE k.id"
);
const STATEMENT: &str = concat!(
    "SELECT s.id, s.consultation_id, c.slug, c.state, s.number, c.title, s.text AS body, s.language, ",
    author_columns!(),
    ", s.created_at, s.hidden_reason
    FROM statement s JOIN consultation c ON c.id = s.consultation_id
    LEFT JOIN opinion_participant p ON p.id = s.author_id LEFT JOIN account a ON a.id = p.account_id
    WHERE s.id"
);

/// What moderators see of these subjects, in no order: one statement for each kind.
///
/// # Errors
/// [`Error`].
pub async fn exhibits(tx: &mut Tx, subjects: &[Subject]) -> Result<Vec<Exhibit>, Error> {
    let mut exhibits = Vec::with_capacity(subjects.len());
    let selects = [
        (SubjectKind::Proposal, PROPOSAL),
        (SubjectKind::Comment, COMMENT),
        (SubjectKind::Statement, STATEMENT),
    ];
    for (kind, select) in selects {
        let ids: Vec<Uuid> = subjects
            .iter()
            .filter(|subject| subject.kind == kind)
            .map(|subject| subject.id)
            .collect();
        if ids.is_empty() {
            continue;
        }
        let sql = format!("{select} IN ({})", list(1, ids.len()));
        let rows: Vec<ExhibitRow> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for id in &ids {
                query = query.bind(*id);
            }
            query.fetch_all(conn).await
        })?;
        for row in rows {
            exhibits.push(row.of_kind(kind)?);
        }
    }
    Ok(exhibits)
}
