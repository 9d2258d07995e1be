//! The log of staff's acts, newest first: measures, and official answers with their corrections.

use crate::{
    Error, Tx,
    author::{AuthorRow, Byline},
    convert::word,
};
use cabildo_domain::{
    Language, Subject, Timestamp, moderation::Measure, proposal::Status, text::Reason,
};
use uuid::Uuid;

/// An act of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A measure was taken.
    Measure(Measure),
    /// A proposal was answered, or the answer corrected.
    Answer {
        /// The version of the answer: 1 when it was published.
        revision: i64,
        /// The status that was set with it.
        status: Status,
        /// The beginning of the text, Markdown.
        beginning: String,
        /// The language it is written in.
        language: Language,
    },
}

/// An act, as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    pub id: Uuid,
    pub subject: Subject,
    /// The act.
    pub deed: Deed,
    pub reason: Option<Reason>,
    pub moderator: Byline,
    /// The time.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    subject_kind: String,
    subject_id: Uuid,
    measure: String,
    reason: String,
    #[sqlx(flatten)]
    moderator: AuthorRow,
    created_at: i64,
    revision: i64,
    beginning: String,
    language: String,
}

/// The prefix by which the second half of the statement marks an answer instead of a measure.
const ANSWER: &str = "answer:";

impl TryFrom<Row> for Noted {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let deed = match row.measure.strip_prefix(ANSWER) {
            Some(status) => Deed::Answer {
                revision: row.revision,
                status: word("response_version.status", status.to_owned())?,
                beginning: row.beginning,
                language: Language::trusted(row.language),
            },
            None => Deed::Measure(word("moderation.measure", row.measure)?),
        };
        Ok(Self {
            id: row.id,
            subject: Subject {
                kind: word("moderation.subject_kind", row.subject_kind)?,
                id: row.subject_id,
            },
            deed,
            reason: (!row.reason.is_empty()).then(|| Reason::trusted(row.reason)),
            moderator: row.moderator.try_into()?,
            at: Timestamp(row.created_at),
        })
    }
}

/// Each half reads a page by its own index; together they are cut to one page.
const LOG: &str = concat!(
    "SELECT d.id, d.subject_kind, d.subject_id, d.measure, d.reason, ",
    author_columns!(account),
    ", d.created_at, d.revision, d.beginning, d.language
    FROM (
        SELECT * FROM (
            SELECT m.id, m.subject_kind, m.subject_id, m.measure, m.reason, m.moderator_id, m.created_at,
                CAST(0 AS BIGINT) AS revision, '' AS beginning, '' AS language
            FROM moderation m
            WHERE (m.created_at, m.id) < ($1, $2) ORDER BY m.created_at DESC, m.id DESC LIMIT $3 + 0
        ) AS measures
        UNION ALL
        SELECT * FROM (
            SELECT v.id, 'proposal' AS subject_kind, r.proposal_id AS subject_id, 'answer:' || v.status AS measure,
                v.reason, v.editor_id AS moderator_id, v.created_at, v.revision, SUBSTR(v.body, 1, 600) AS beginning,
                v.language
            FROM response_version v JOIN response r ON r.id = v.response_id
            WHERE (v.created_at, v.id) < ($1, $2) ORDER BY v.created_at DESC, v.id DESC LIMIT $3 + 0
        ) AS answers
    ) AS d JOIN account a ON a.id = d.moderator_id
    ORDER BY d.created_at DESC, d.id DESC LIMIT $3 + 0"
);

/// Up to `limit` acts of staff, newest first, before `(at, id)`.
pub async fn log(
    tx: &mut Tx,
    before: Option<(Timestamp, Uuid)>,
    limit: i64,
) -> Result<Vec<Noted>, Error> {
    let (at, id) = before.unwrap_or((Timestamp(i64::MAX), Uuid::max()));
    let rows: Vec<Row> = all!(tx, LOG, at.0, id, limit)?;
    rows.into_iter().map(Noted::try_from).collect()
}
