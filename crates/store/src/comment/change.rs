//! Changes of a comment: its text, its deletion, its notice, and its counters.

use super::{COLUMNS, Comment, WRITER, WrittenRow};
use crate::{
    Error, Tx,
    consultation::{self, Counts},
};
use cabildo_domain::{
    CommentId, ConsultationId, Language, Subject, Timestamp,
    comment::Alignment,
    text::{CommentBody, Reason},
};
use sqlx::AssertSqlSafe;

/// The comment with this id, locked against other writers until the transaction ends.
pub async fn lock(tx: &mut Tx, id: CommentId) -> Result<Option<Comment>, Error> {
    // An UPDATE that changes nothing takes the row's lock with the same statement on both engines.
    let sql = format!(
        "UPDATE comment SET best = best WHERE id = $1 RETURNING {}, {}",
        COLUMNS.replace("c.", ""),
        WRITER.replace("c.", "")
    );
    let row: Option<WrittenRow> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
    row.map(Comment::try_from).transpose()
}

/// A new text for a comment.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The comment.
    pub id: CommentId,
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
    /// The time.
    pub at: Timestamp,
}

/// Replaces the text of a comment.
pub async fn edit(tx: &mut Tx, edit: &Edit) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE comment SET alignment = $1, body = $2, body_html = $3, sanitizer = $4, language = $5,
             edited_at = $6 WHERE id = $7",
        edit.alignment.as_str(),
        edit.body.as_str(),
        &edit.body_html,
        edit.sanitizer,
        edit.language.as_str(),
        edit.at.0,
        edit.id.0,
    )?;
    Ok(())
}

/// Erases a comment's text and leaves its place; `false` when it was erased before.
pub async fn erase(tx: &mut Tx, id: CommentId, now: Timestamp) -> Result<bool, Error> {
    let erased = exec!(
        tx,
        "UPDATE comment SET body = '', body_html = '', deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL",
        now.0,
        id.0,
    )?;
    Ok(erased == 1)
}

/// Hides a comment for a reason, or (`None`) shows it again; `false` when it was so already, or is deleted or unknown.
/// The comment keeps its place; the caller adjusts the counters ([`count`], [`adjust_replies`]).
pub async fn set_hidden(
    tx: &mut Tx,
    id: CommentId,
    hidden: Option<(&Reason, Timestamp)>,
) -> Result<bool, Error> {
    let changed = exec!(
        tx,
        "UPDATE comment SET hidden_reason = $1, hidden_at = $2
         WHERE id = $3 AND deleted_at IS NULL AND (hidden_at IS NULL) = $4",
        hidden.map(|(reason, _)| reason.as_str()),
        hidden.map(|(_, at)| at.0),
        id.0,
        hidden.is_some(),
    )?;
    Ok(changed == 1)
}

/// Adds `change` to the readable replies of a thread, and `places` to all of its replies, the notices of hidden and
/// deleted ones included.
pub async fn adjust_replies(
    tx: &mut Tx,
    root: CommentId,
    change: i64,
    places: i64,
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE comment SET reply_count = reply_count + $1, reply_places = reply_places + $2 WHERE id = $3",
        change,
        places,
        root.0,
    )?;
    Ok(())
}

/// Writes the counted reactions of a comment and the score that follows from them.
pub async fn set_reactions(
    tx: &mut Tx,
    id: CommentId,
    ups: i64,
    downs: i64,
    best: i64,
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE comment SET ups = $1, downs = $2, best = $3 WHERE id = $4",
        ups,
        downs,
        best,
        id.0,
    )?;
    Ok(())
}

/// Adds `change` to the number of comments of a subject and, unless the subject is hidden, of its consultation if it
/// belongs to one, and `participants` to the number of people who took part there. The subject comes first, according to
/// the order of locks.
pub async fn count(
    tx: &mut Tx,
    subject: Subject,
    consultation: Option<ConsultationId>,
    change: i64,
    participants: i64,
) -> Result<(), Error> {
    let hidden = super::place::adjust(tx, subject, change).await?;
    let Some(consultation) = consultation else {
        return Ok(());
    };
    consultation::adjust(
        tx,
        consultation,
        Counts {
            comments: if hidden { 0 } else { change },
            participants,
            ..Counts::default()
        },
    )
    .await
}

/// Adds `change` (1 or -1) to all counters of a comment: of its thread, when it is a reply, its subject and its
/// consultation. The comment's row must be locked.
pub async fn count_one(tx: &mut Tx, comment: &Comment, change: i64) -> Result<(), Error> {
    if comment.id != comment.root {
        adjust_replies(tx, comment.root, change, 0).await?;
    }
    count(tx, comment.subject, comment.consultation, change, 0).await
}
