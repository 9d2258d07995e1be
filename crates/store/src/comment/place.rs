//! The subjects of comments, with the columns that the rules need: the rows of `commentable`, and their counters.

use crate::{
    Error, Tx,
    author::WriterRow,
    commentable,
    consultation::{Within, WithinRow},
};
use cabildo_domain::{
    Author, ConsultationId, Language, Subject, Timestamp,
    consultation::State,
    subject::{Commentable, Numbered},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A subject that people can comment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub subject: Subject,
    /// The subject as addresses and forms name it; `None` for one that belongs to no consultation.
    pub at: Option<Numbered<Commentable>>,
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// Its consultation; `None` for a subject that belongs to none.
    pub within: Option<Within>,
    pub author: Author,
    /// Whether its status takes comments.
    pub takes: bool,
    /// Whether a moderator hides it.
    pub hidden: bool,
    /// The number of comments on it that are neither hidden nor deleted.
    pub comments: i64,
    /// Whether a phase that allows comments is open. Phases do not apply to a subject without a consultation.
    pub open: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    language: String,
    #[sqlx(flatten)]
    within: WithinRow,
    number: i64,
    #[sqlx(flatten)]
    author: WriterRow,
    status: String,
    hidden: bool,
    comment_count: i64,
    open: bool,
}

impl Row {
    fn of_kind(self, kind: Commentable) -> Result<Place, Error> {
        let row = self;
        let within = row.within.read()?;
        let open = within
            .as_ref()
            .is_none_or(|within| row.open && within.state == State::Published);
        let at = within
            .as_ref()
            .map(|within| kind.at(&within.slug, row.number));
        Ok(Place {
            subject: Subject {
                kind: kind.into(),
                id: row.id,
            },
            at,
            title: row.title,
            language: Language::trusted(row.language),
            within,
            author: row.author.try_into()?,
            takes: kind
                .takes_comments(&row.status)
                .map_err(|_| Error::Unreadable {
                    column: "commentable.status",
                    value: row.status,
                })?,
            hidden: row.hidden,
            comments: row.comment_count,
            open,
        })
    }
}

impl Place {
    /// The id of its consultation; `None` for a subject that belongs to none.
    pub fn consultation(&self) -> Option<ConsultationId> {
        self.within.as_ref().map(|within| within.id)
    }
}

/// A SELECT of places of a kind, up to its condition.
fn select(kind: Commentable) -> String {
    let rows = commentable::rows(kind);
    format!(
        "SELECT p.id, p.title, p.language, p.consultation_id, c.slug, c.state, p.number, {author},
             p.status, p.hidden_at IS NOT NULL AS hidden, p.comment_count,
             EXISTS (SELECT 1 FROM phase f JOIN phase_allows w ON w.phase_id = f.id AND w.activity = 'comment'
                     WHERE f.consultation_id = c.id AND f.starts_at <= $1 AND f.ends_at > $1) AS open
         FROM {rows} AS p LEFT JOIN consultation c ON c.id = p.consultation_id",
        author = writer_columns!("p")
    )
}

/// Adds `change` to the place's counter of comments; `true` when the place is hidden, because its consultation does not
/// count them then.
pub(super) async fn adjust(tx: &mut Tx, subject: Subject, change: i64) -> Result<bool, Error> {
    match subject.kind.commentable() {
        Some(Commentable::Proposal) => {
            crate::proposal::change::adjust_comments(tx, subject.id.into(), change).await
        }
        None => Ok(false),
    }
}

/// The place of a subject at `now`; `None` for a subject that is unknown or takes no comments.
pub async fn of(tx: &mut Tx, subject: Subject, now: Timestamp) -> Result<Option<Place>, Error> {
    let Some(kind) = subject.kind.commentable() else {
        return Ok(None);
    };
    let sql = format!("{} WHERE p.id = $2", select(kind));
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), now.0, subject.id)?;
    row.map(|row| row.of_kind(kind)).transpose()
}

/// The subject with this number in a consultation, as a place for comments.
pub async fn at(
    tx: &mut Tx,
    about: &Numbered<Commentable>,
    now: Timestamp,
) -> Result<Option<Place>, Error> {
    let sql = format!("{} WHERE c.slug = $2 AND p.number = $3", select(about.kind));
    let row: Option<Row> = maybe!(
        tx,
        AssertSqlSafe(sql),
        now.0,
        about.slug.as_str(),
        about.number,
    )?;
    row.map(|row| row.of_kind(about.kind)).transpose()
}
