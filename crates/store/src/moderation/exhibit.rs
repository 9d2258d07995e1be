//! The view that a moderator gets of a subject, by its kind.

use crate::{
    Error, Tx,
    author::{AuthorRow, Byline},
    commentable,
    consultation::{Within, WithinRow},
    convert::{list, word},
};
use cabildo_domain::{Subject, SubjectKind, Timestamp, subject::Commentable, text::Reason};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The view of a subject that a moderator needs to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    pub subject: Subject,
    /// Its consultation; `None` for a text that belongs to none.
    pub within: Option<Within>,
    /// Its own number; for a comment, the number of the subject under which it stands.
    pub number: i64,
    /// For a comment, the kind of that subject.
    pub under: Option<Commentable>,
    /// The title of its subject; for a statement, the consultation's title.
    pub title: String,
    /// Its own text, Markdown; empty when its author deleted it.
    pub body: String,
    /// The language of its text.
    pub language: String,
    /// The author; `None` for a statement by the lab or under a pseudonym.
    pub author: Option<Byline>,
    /// The time when it was written.
    pub created_at: Timestamp,
    /// The reason for hiding it, if it is hidden.
    pub hidden: Option<Reason>,
}

#[derive(sqlx::FromRow)]
struct ExhibitRow {
    id: Uuid,
    #[sqlx(flatten)]
    within: WithinRow,
    number: i64,
    under: Option<String>,
    title: String,
    body: String,
    language: String,
    #[sqlx(flatten)]
    author: AuthorRow,
    created_at: i64,
    hidden_reason: Option<String>,
}

impl ExhibitRow {
    fn of_kind(self, kind: SubjectKind) -> Result<Exhibit, Error> {
        let author = match kind {
            // The lab seeds statements, and people answer under a pseudonym.
            SubjectKind::Statement => self.author.if_any()?,
            SubjectKind::Proposal
            | SubjectKind::Comment
            | SubjectKind::Consultation
            | SubjectKind::Account => Some(self.author.try_into()?),
        };
        let under = self.under.map(|kind| word("commentable.kind", kind));
        Ok(Exhibit {
            subject: Subject { kind, id: self.id },
            within: self.within.read()?,
            number: self.number,
            under: under.transpose()?,
            title: self.title,
            body: self.body,
            language: self.language,
            author,
            created_at: Timestamp(self.created_at),
            hidden: self.hidden_reason.map(Reason::trusted),
        })
    }
}

const PROPOSAL: &str = concat!(
    "SELECT p.id, p.consultation_id, c.slug, c.state, p.number, NULL AS under, p.title, p.body, p.language, ",
    author_columns!("p"),
    ", p.created_at, p.hidden_reason
    FROM proposal p JOIN consultation c ON c.id = p.consultation_id LEFT JOIN account a ON a.id = p.author_id
    WHERE p.id"
);
const COMMENT: &str = concat!(
    "SELECT k.id, k.consultation_id, c.slug, c.state, p.number, p.kind AS under, p.title, k.body, k.language, ",
    author_columns!("k"),
    ", k.created_at, k.hidden_reason
    FROM comment k LEFT JOIN consultation c ON c.id = k.consultation_id LEFT JOIN account a ON a.id = k.author_id"
);
const STATEMENT: &str = concat!(
    "SELECT s.id, s.consultation_id, c.slug, c.state, s.number, NULL AS under, c.title, s.text AS body, s.language, ",
    author_columns!(account),
    ", s.created_at, s.hidden_reason
    FROM statement s JOIN consultation c ON c.id = s.consultation_id
    LEFT JOIN opinion_participant p ON p.id = s.author_id LEFT JOIN account a ON a.id = p.account_id
    WHERE s.id"
);

/// The SELECT of exhibits of a kind by ids (placeholders); `None` for a kind that is not moderated.
fn select(kind: SubjectKind, ids: &str) -> Option<String> {
    match kind {
        SubjectKind::Proposal => Some(format!("{PROPOSAL} IN ({ids})")),
        SubjectKind::Comment => Some(commentable::each(|rows| {
            format!(
                "{COMMENT} JOIN {rows} AS p ON p.id = k.subject_id AND p.kind = k.subject_kind WHERE k.id IN ({ids})"
            )
        })),
        SubjectKind::Statement => Some(format!("{STATEMENT} IN ({ids})")),
        SubjectKind::Consultation | SubjectKind::Account => None,
    }
}

/// The exhibits of these subjects, in no order: one statement for each kind among them.
pub async fn exhibits(tx: &mut Tx, subjects: &[Subject]) -> Result<Vec<Exhibit>, Error> {
    let mut exhibits = Vec::with_capacity(subjects.len());
    for kind in SubjectKind::ALL.iter().copied() {
        let ids: Vec<Uuid> = subjects
            .iter()
            .filter(|subject| subject.kind == kind)
            .map(|subject| subject.id)
            .collect();
        if ids.is_empty() {
            continue;
        }
        let Some(sql) = select(kind, &list(1, ids.len())) else {
            continue;
        };
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
