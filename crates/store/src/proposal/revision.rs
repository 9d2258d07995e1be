//! Every version of every proposal's text, the first included.

use super::{
    Byline, NewProposal,
    content::{self, ContentRow, bind_content, content_columns, content_joins},
};
use crate::{
    Error, Tx,
    author::{self, AuthorRow},
    convert::placeholders,
};
use cabildo_domain::{Author, ProposalId, Timestamp, proposal::Content, text::Label};
use sqlx::AssertSqlSafe;

/// A version that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewRevision<'a> {
    pub proposal: ProposalId,
    /// Its number, from 1.
    pub revision: i64,
    /// The content at that time.
    pub content: &'a Content,
    /// The author of this version.
    pub editor: &'a Author,
    /// The time.
    pub created_at: Timestamp,
}

impl<'a> NewRevision<'a> {
    pub(super) fn first_of(new: &'a NewProposal) -> Self {
        Self {
            proposal: new.id,
            revision: 1,
            content: &new.content,
            editor: &new.author,
            created_at: new.created_at,
        }
    }
}

/// Stores versions.
///
/// # Errors
/// [`Error::Taken`] when one is there already.
pub async fn insert(tx: &mut Tx, revisions: &[NewRevision<'_>]) -> Result<(), Error> {
    if revisions.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO proposal_revision (proposal_id, revision, author_kind, author_id, author_label, author_source_id,
             created_at, {}) VALUES {}",
        content::WRITTEN,
        placeholders(revisions.len(), 7 + content::COLUMNS)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for new in revisions {
            let (kind, account, label, source) = author::bound(new.editor);
            query = query
                .bind(new.proposal.0)
                .bind(new.revision)
                .bind(kind)
                .bind(account)
                .bind(label)
                .bind(source)
                .bind(new.created_at.0);
            query = bind_content!(query, new.content);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}

/// A version of a proposal's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: i64,
    /// The content at that time.
    pub content: Content,
    /// The label of its theme.
    pub theme: Option<Label>,
    /// The label of its area.
    pub area: Option<Label>,
    /// The author of this version.
    pub editor: Byline,
    /// The time.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    revision: i64,
    #[sqlx(flatten)]
    content: ContentRow,
    #[sqlx(flatten)]
    editor: AuthorRow,
    created_at: i64,
}

impl TryFrom<Row> for Revision {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let (content, theme, area) = row.content.split();
        Ok(Self {
            revision: row.revision,
            content,
            theme,
            area,
            editor: row.editor.try_into()?,
            created_at: Timestamp(row.created_at),
        })
    }
}

/// The newest `limit` versions of a proposal, newest first.
pub async fn of(tx: &mut Tx, proposal: ProposalId, limit: i64) -> Result<Vec<Revision>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        concat!(
            "SELECT r.revision, ",
            content_columns!("r"),
            ", ",
            author_columns!("r"),
            ", r.created_at FROM proposal_revision r LEFT JOIN account a ON a.id = r.author_id",
            content_joins!("r"),
            " WHERE r.proposal_id = $1 ORDER BY r.revision DESC LIMIT $2 + 0"
        ),
        proposal.0,
        limit,
    )?;
    rows.into_iter().map(Revision::try_from).collect()
}
