//! Comments: inserting and finding them. Lists are in [`list`], changes in [`change`], the subjects of comments in
//! [`place`].

pub mod change;
pub mod list;
pub mod place;

use crate::{
    Error, Tx,
    author::{self, WriterRow},
    convert::{placeholders, word},
};
use cabildo_domain::{
    AccountId, Author, CommentId, ConsultationId, Language, Subject, Timestamp,
    comment::Alignment,
    text::{CommentBody, Reason},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Comments in one INSERT: 23 columns each, under SQLite's limit of 32,766 bound values.
const BATCH: usize = 500;

/// A comment as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    /// The consultation it belongs to; `None` when its subject belongs to none.
    pub consultation: Option<ConsultationId>,
    /// The subject of the comment.
    pub subject: Subject,
    /// The comment it answers; `None` at top level.
    pub parent: Option<CommentId>,
    /// The top-level comment of its thread; itself at top level.
    pub root: CommentId,
    /// 0 at top level.
    pub depth: i64,
    pub author: Author,
    /// The side it takes.
    pub alignment: Alignment,
    /// The text, Markdown; empty once deleted.
    pub body: CommentBody,
    /// The text, rendered; empty once deleted.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The language it is written in.
    pub language: Language,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its author last changed it.
    pub edited_at: Option<Timestamp>,
    /// When its author deleted it.
    pub deleted_at: Option<Timestamp>,
    /// Why and since when a moderator hides it.
    pub hidden: Option<(Reason, Timestamp)>,
    /// An imported reply whose parent was not in the export.
    pub orphan: bool,
    /// The number of counted agreeing reactions.
    pub ups: i64,
    /// The number of counted disagreeing reactions.
    pub downs: i64,
    /// Imported agreeing reactions.
    pub imported_ups: i64,
    /// Imported disagreeing reactions.
    pub imported_downs: i64,
    /// [`cabildo_domain::comment::best`] of all reactions.
    pub best: i64,
    /// For a top-level comment: the number of readable replies below it, neither hidden nor deleted.
    pub replies: i64,
    /// For a top-level comment: the number of all replies below it, the notices of hidden and deleted ones included.
    pub places: i64,
}

/// A comment that is about to be inserted.
#[derive(Clone, Debug)]
pub struct NewComment {
    pub id: CommentId,
    /// The consultation it belongs to; `None` when its subject belongs to none.
    pub consultation: Option<ConsultationId>,
    /// The subject of the comment.
    pub subject: Subject,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// The top-level comment of its thread; itself at top level.
    pub root: CommentId,
    /// 0 at top level.
    pub depth: i64,
    pub author: Author,
    /// The side it takes.
    pub alignment: Alignment,
    /// The text, Markdown.
    pub body: CommentBody,
    /// The text, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The language it is written in.
    pub language: Language,
    /// When it was written.
    pub created_at: Timestamp,
    /// An imported reply whose parent was not in the export.
    pub orphan: bool,
    /// Imported agreeing reactions.
    pub imported_ups: i64,
    /// Imported disagreeing reactions.
    pub imported_downs: i64,
    /// A key that the form makes, so that a second submit of the same form is recognised.
    pub submit_key: Option<Uuid>,
    /// Its key in the source of the import.
    pub import_key: Option<String>,
}

/// Inserts comments; returns how many were new. A comment whose submit key or import key exists already is left out.
/// The caller adjusts the counters of the thread, the subject and the consultation: see [`change`].
pub async fn insert(tx: &mut Tx, comments: &[NewComment]) -> Result<u64, Error> {
    let mut added = 0;
    for batch in comments.chunks(BATCH) {
        added += insert_batch(tx, batch).await?;
    }
    Ok(added)
}

async fn insert_batch(tx: &mut Tx, batch: &[NewComment]) -> Result<u64, Error> {
    let sql = format!(
        "INSERT INTO comment (id, consultation_id, subject_kind, subject_id, parent_id, root_id, depth,
             author_kind, author_id, author_label, author_source_id, alignment, body, body_html, sanitizer, language, created_at, orphan, imported_ups, imported_downs,
             best, submit_key, import_key)
         VALUES {} ON CONFLICT DO NOTHING",
        placeholders(batch.len(), 23)
    );
    Ok(on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for new in batch {
            let (kind, account, label, source) = author::bound(&new.author);
            query = query
                .bind(new.id.0)
                .bind(new.consultation.map(|id| id.0))
                .bind(new.subject.kind.as_str())
                .bind(new.subject.id)
                .bind(new.parent.map(|id| id.0))
                .bind(new.root.0)
                .bind(new.depth)
                .bind(kind)
                .bind(account)
                .bind(label)
                .bind(source)
                .bind(new.alignment.as_str())
                .bind(new.body.as_str())
                .bind(&new.body_html)
                .bind(new.sanitizer)
                .bind(new.language.as_str())
                .bind(new.created_at.0)
                .bind(new.orphan)
                .bind(new.imported_ups)
                .bind(new.imported_downs)
                .bind(cabildo_domain::comment::best(
                    new.imported_ups,
                    new.imported_downs,
                ))
                .bind(new.submit_key)
                .bind(new.import_key.as_deref());
        }
        query.execute(conn).await.map(|done| done.rows_affected())
    })?)
}

/// The columns of a [`Row`], from the table or alias `c`. Its author is beside it: [`WRITER`] or, with the name, the
/// columns of [`list`].
const COLUMNS: &str = "c.id, c.consultation_id, c.subject_kind, c.subject_id, c.parent_id, c.root_id, c.depth,
    c.alignment, c.body, c.body_html, c.sanitizer, c.language, c.created_at, c.edited_at, c.deleted_at,
    c.hidden_reason, c.hidden_at, c.orphan, c.ups, c.downs, c.imported_ups, c.imported_downs, c.best, c.reply_count, \
    c.reply_places";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Option<Uuid>,
    subject_kind: String,
    subject_id: Uuid,
    parent_id: Option<Uuid>,
    root_id: Uuid,
    depth: i64,
    alignment: String,
    body: String,
    body_html: String,
    sanitizer: i64,
    language: String,
    created_at: i64,
    edited_at: Option<i64>,
    deleted_at: Option<i64>,
    hidden_reason: Option<String>,
    hidden_at: Option<i64>,
    orphan: bool,
    ups: i64,
    downs: i64,
    imported_ups: i64,
    imported_downs: i64,
    best: i64,
    reply_count: i64,
    reply_places: i64,
}

/// The columns of the author of a comment, from the table or alias `c`.
const WRITER: &str = writer_columns!("c");

/// A comment with its author as it is stored.
#[derive(sqlx::FromRow)]
struct WrittenRow {
    #[sqlx(flatten)]
    comment: Row,
    #[sqlx(flatten)]
    author: WriterRow,
}

impl TryFrom<WrittenRow> for Comment {
    type Error = Error;
    fn try_from(row: WrittenRow) -> Result<Self, Error> {
        let author = row.author.try_into()?;
        row.comment.by(author)
    }
}

impl Row {
    fn by(self, author: Author) -> Result<Comment, Error> {
        let row = self;
        Ok(Comment {
            id: CommentId(row.id),
            consultation: row.consultation_id.map(ConsultationId),
            subject: Subject {
                kind: word("comment.subject_kind", row.subject_kind)?,
                id: row.subject_id,
            },
            parent: row.parent_id.map(CommentId),
            root: CommentId(row.root_id),
            depth: row.depth,
            author,
            alignment: word("comment.alignment", row.alignment)?,
            body: CommentBody::trusted(row.body),
            body_html: row.body_html,
            sanitizer: row.sanitizer,
            language: Language::trusted(row.language),
            created_at: Timestamp(row.created_at),
            edited_at: row.edited_at.map(Timestamp),
            deleted_at: row.deleted_at.map(Timestamp),
            hidden: row
                .hidden_reason
                .zip(row.hidden_at)
                .map(|(why, at)| (Reason::trusted(why), Timestamp(at))),
            orphan: row.orphan,
            ups: row.ups,
            downs: row.downs,
            imported_ups: row.imported_ups,
            imported_downs: row.imported_downs,
            best: row.best,
            replies: row.reply_count,
            places: row.reply_places,
        })
    }
}

/// The comment with this id, also when it is hidden or deleted.
pub async fn by_id(tx: &mut Tx, id: CommentId) -> Result<Option<Comment>, Error> {
    let sql = format!("SELECT {COLUMNS}, {WRITER} FROM comment c WHERE c.id = $1");
    let row: Option<WrittenRow> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
    row.map(Comment::try_from).transpose()
}

/// The comment that `author` inserted with this submit key.
pub async fn by_submit_key(
    tx: &mut Tx,
    author: AccountId,
    key: Uuid,
) -> Result<Option<Comment>, Error> {
    let sql = format!(
        "SELECT {COLUMNS}, {WRITER} FROM comment c WHERE c.submit_key = $1 AND c.author_id = $2"
    );
    let row: Option<WrittenRow> = maybe!(tx, AssertSqlSafe(sql), key, author.0)?;
    row.map(Comment::try_from).transpose()
}
