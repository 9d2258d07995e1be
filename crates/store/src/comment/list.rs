//! Lists of comments: a page of threads, the first replies of each, one whole thread, everything on a subject.
//! Each is one statement, and each comment comes with its author's name and the asking account's own reaction.

use super::{COLUMNS, Comment, Row};
use crate::{
    Error, Tx,
    author::{AuthorRow, Byline},
    convert::list,
};
use cabildo_domain::{AccountId, CommentId, Subject, comment::Sort};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A comment with the values that its reader sees beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub comment: Comment,
    pub author: Byline,
    /// The reaction of the account that asks: `Some(true)` means agreement.
    pub mine: Option<bool>,
}

/// The start of a page: after the comment with this id, whose value in the order is `key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    /// The score for [`Sort::Best`], the time of writing in milliseconds for the others.
    pub key: i64,
    /// The comment.
    pub id: CommentId,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    comment: Row,
    #[sqlx(flatten)]
    author: AuthorRow,
    mine: Option<bool>,
}

impl TryFrom<ListedRow> for Listed {
    type Error = Error;
    fn try_from(row: ListedRow) -> Result<Self, Error> {
        let author = Byline::try_from(row.author)?;
        let comment = row.comment.by(author.author.clone())?;
        Ok(Self {
            comment,
            author,
            mine: row.mine,
        })
    }
}

/// The columns of a [`ListedRow`] for the viewer `$1`.
fn select() -> String {
    format!(
        "SELECT {COLUMNS}, {author}, r.up AS mine
         FROM comment c LEFT JOIN account a ON a.id = c.author_id
         LEFT JOIN reaction r ON r.comment_id = c.id AND r.account_id = $1",
        author = author_columns!("c")
    )
}

fn listed(rows: Vec<ListedRow>) -> Result<Vec<Listed>, Error> {
    rows.into_iter().map(Listed::try_from).collect()
}

/// Up to `limit` top-level comments on a subject in this order.
pub async fn threads(
    tx: &mut Tx,
    subject: Subject,
    sort: Sort,
    after: Option<After>,
    limit: i64,
    viewer: Option<AccountId>,
) -> Result<Vec<Listed>, Error> {
    let (column, beyond, direction) = match sort {
        Sort::Best => ("best", "<", "DESC"),
        Sort::Newest => ("created_at", "<", "DESC"),
        Sort::Oldest => ("created_at", ">", "ASC"),
    };
    let from = if after.is_some() {
        format!("AND (c.{column}, c.id) {beyond} ($4, $5)")
    } else {
        String::new()
    };
    let sql = format!(
        "{} WHERE c.subject_id = $2 AND c.depth = 0 {from}
         ORDER BY c.{column} {direction}, c.id {direction} LIMIT $3 + 0",
        select()
    );
    listed(on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(viewer.map(|id| id.0))
            .bind(subject.id)
            .bind(limit);
        if let Some(after) = after {
            query = query.bind(after.key).bind(after.id.0);
        }
        query.fetch_all(conn).await
    })?)
}

/// The first `each` replies of each of these threads, by time.
pub async fn replies(
    tx: &mut Tx,
    roots: &[CommentId],
    each: i64,
    viewer: Option<AccountId>,
) -> Result<Vec<Listed>, Error> {
    if roots.is_empty() {
        return Ok(Vec::new());
    }
    // The inner query reads only the index comment_thread.
    let sql = format!(
        "{} JOIN (SELECT id, ROW_NUMBER() OVER (PARTITION BY root_id ORDER BY created_at, id) AS place
                  FROM comment WHERE root_id IN ({}) AND id <> root_id) n ON n.id = c.id
         WHERE n.place <= $2 ORDER BY c.root_id, n.place",
        select(),
        list(3, roots.len())
    );
    listed(on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(viewer.map(|id| id.0))
            .bind(each);
        for root in roots {
            query = query.bind(root.0);
        }
        query.fetch_all(conn).await
    })?)
}

/// Up to `limit` replies of one thread, by time.
pub async fn thread(
    tx: &mut Tx,
    root: CommentId,
    after: Option<After>,
    limit: i64,
    viewer: Option<AccountId>,
) -> Result<Vec<Listed>, Error> {
    let from = if after.is_some() {
        "AND (c.created_at, c.id) > ($4, $5)"
    } else {
        ""
    };
    let sql = format!(
        "{} WHERE c.root_id = $2 AND c.id <> c.root_id {from} ORDER BY c.created_at, c.id LIMIT $3 + 0",
        select()
    );
    listed(on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(viewer.map(|id| id.0))
            .bind(root.0)
            .bind(limit);
        if let Some(after) = after {
            query = query.bind(after.key).bind(after.id.0);
        }
        query.fetch_all(conn).await
    })?)
}

/// The top-level comment of the thread that `id` belongs to, on this subject.
pub async fn root_of(
    tx: &mut Tx,
    subject: Subject,
    id: CommentId,
    viewer: Option<AccountId>,
) -> Result<Option<Listed>, Error> {
    let sql = format!(
        "{} WHERE c.id = (SELECT root_id FROM comment WHERE id = $2) AND c.subject_id = $3",
        select()
    );
    let row: Option<ListedRow> = maybe!(
        tx,
        AssertSqlSafe(sql),
        viewer.map(|id| id.0),
        id.0,
        subject.id,
    )?;
    row.map(Listed::try_from).transpose()
}

/// Up to `limit` comments on a subject at every depth, by time. The API uses it.
pub async fn all(
    tx: &mut Tx,
    subject: Subject,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Listed>, Error> {
    let from = if after.is_some() {
        "AND (c.created_at, c.id) > ($4, $5)"
    } else {
        ""
    };
    let sql = format!(
        "{} WHERE c.subject_id = $2 {from} ORDER BY c.created_at, c.id LIMIT $3 + 0",
        select()
    );
    listed(on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(None::<Uuid>)
            .bind(subject.id)
            .bind(limit);
        if let Some(after) = after {
            query = query.bind(after.key).bind(after.id.0);
        }
        query.fetch_all(conn).await
    })?)
}
