//! Measures from the author's side: what moderators did about an account's texts.

use crate::{Error, Tx, commentable, convert::word};
use cabildo_domain::{
    AccountId, Subject, SubjectKind, Timestamp, consultation::Slug, moderation::Measure,
    subject::Commentable, text::Reason,
};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A measure on a text of an account. The moderator's name is not shown to the author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OnOwn {
    pub subject: Subject,
    /// The consultation's address; `None` for a text that belongs to none.
    pub slug: Option<Slug>,
    /// Its own number; for a comment, the number of the subject under which it stands.
    pub number: i64,
    /// For a comment, the kind of that subject.
    pub under: Option<Commentable>,
    /// The title of its proposal, empty where that is hidden; for a statement, its text.
    pub title: String,
    /// The measure: hidden or shown again.
    pub measure: Measure,
    pub reason: Option<Reason>,
    /// The time.
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    subject_kind: String,
    subject_id: Uuid,
    slug: Option<String>,
    number: i64,
    under: Option<String>,
    title: String,
    measure: String,
    reason: String,
    created_at: i64,
}

impl TryFrom<Row> for OnOwn {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let kind: SubjectKind = word("moderation.subject_kind", row.subject_kind)?;
        let under = row.under.map(|kind| word("commentable.kind", kind));
        Ok(Self {
            subject: Subject {
                kind,
                id: row.subject_id,
            },
            slug: row.slug.map(Slug::trusted),
            number: row.number,
            under: under.transpose()?,
            title: row.title,
            measure: word("moderation.measure", row.measure)?,
            reason: (!row.reason.is_empty()).then(|| Reason::trusted(row.reason)),
            at: Timestamp(row.created_at),
        })
    }
}

const PROPOSAL: &str = "
    SELECT m.id, m.subject_kind, m.subject_id, c.slug, p.number, NULL AS under, p.title, m.measure, m.reason, m.created_at
    FROM proposal p JOIN moderation m ON m.subject_id = p.id JOIN consultation c ON c.id = p.consultation_id
    WHERE p.author_id = $1 AND m.measure <> 'dismiss'";
const STATEMENT: &str = "
    SELECT m.id, m.subject_kind, m.subject_id, c.slug, s.number, NULL AS under, s.text AS title, m.measure,
        m.reason, m.created_at
    FROM opinion_participant o JOIN statement s ON s.author_id = o.id JOIN moderation m ON m.subject_id = s.id
    JOIN consultation c ON c.id = s.consultation_id
    WHERE o.account_id = $1 AND m.measure <> 'dismiss'";

fn comments(rows: &str) -> String {
    format!(
        "SELECT m.id, m.subject_kind, m.subject_id, c.slug, p.number, p.kind AS under,
             CASE WHEN p.hidden_at IS NULL THEN p.title ELSE '' END AS title, m.measure, m.reason, m.created_at
         FROM comment k JOIN moderation m ON m.subject_id = k.id
         JOIN {rows} AS p ON p.id = k.subject_id AND p.kind = k.subject_kind
         LEFT JOIN consultation c ON c.id = k.consultation_id
         WHERE k.author_id = $1 AND m.measure <> 'dismiss'"
    )
}

/// The SELECT of the measures on an account's texts of a kind; `None` for a kind that is not moderated.
fn select(kind: SubjectKind) -> Option<String> {
    match kind {
        SubjectKind::Proposal => Some(PROPOSAL.to_owned()),
        SubjectKind::Comment => Some(commentable::each(comments)),
        SubjectKind::Statement => Some(STATEMENT.to_owned()),
        SubjectKind::Consultation | SubjectKind::Account => None,
    }
}

/// One statement for all kinds, so that the database merges and limits them.
fn on_own_sql() -> String {
    let selects: Vec<String> = SubjectKind::ALL
        .iter()
        .filter_map(|kind| select(*kind))
        .collect();
    format!(
        "SELECT subject_kind, subject_id, slug, number, under, title, measure, reason, created_at FROM ({}) AS taken
         ORDER BY created_at DESC, id DESC LIMIT $2 + 0",
        selects.join(" UNION ALL ")
    )
}

/// Up to `limit` measures that hid or restored texts of the account, the newest first.
pub async fn on_own(tx: &mut Tx, account: AccountId, limit: i64) -> Result<Vec<OnOwn>, Error> {
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(on_own_sql()), account.0, limit)?;
    rows.into_iter().map(OnOwn::try_from).collect()
}

/// The reason and the time when a subject was shown again, if that is the last measure on it.
pub async fn restored(tx: &mut Tx, subject: Subject) -> Result<Option<(Reason, Timestamp)>, Error> {
    let last: Option<(String, String, i64)> = maybe!(
        tx,
        "SELECT measure, reason, created_at FROM moderation
         WHERE subject_id = $1 AND measure <> 'dismiss' ORDER BY created_at DESC, id DESC LIMIT 1",
        subject.id,
    )?;
    let Some((measure, reason, at)) = last else {
        return Ok(None);
    };
    let measure: Measure = word("moderation.measure", measure)?;
    Ok((measure == Measure::Restore).then(|| (Reason::trusted(reason), Timestamp(at))))
}
