//! Every version of every proposal's text, the first included.

use super::{Byline, NewProposal};
use crate::{
    Error, Tx,
    author::{self, AuthorRow},
    convert::placeholders,
};
use cabildo_domain::{
    AreaId, Author, ProposalId, ThemeId, Timestamp,
    text::{Label, ProposalBody, ProposalTitle},
};
use sqlx::AssertSqlSafe;

/// A version that is about to be stored.
#[derive(Clone, Debug)]
pub struct NewRevision<'a> {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its number, from 1.
    pub revision: i64,
    /// The title at that time.
    pub title: &'a ProposalTitle,
    /// The text at that time, Markdown.
    pub body: &'a ProposalBody,
    /// The theme at that time.
    pub theme: Option<ThemeId>,
    /// The area at that time.
    pub area: Option<AreaId>,
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
            title: &new.title,
            body: &new.body,
            theme: new.theme,
            area: new.area,
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
        "INSERT INTO proposal_revision (proposal_id, revision, title, body, theme_id, area_id, author_kind, author_id,
             author_label, author_source_id, created_at)
         VALUES {}",
        placeholders(revisions.len(), 11)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for new in revisions {
            let (kind, account, label, source) = author::bound(new.editor);
            query = query
                .bind(new.proposal.0)
                .bind(new.revision)
                .bind(new.title.as_str())
                .bind(new.body.as_str())
                .bind(new.theme.map(|id| id.0))
                .bind(new.area.map(|id| id.0))
                .bind(kind)
                .bind(account)
                .bind(label)
                .bind(source)
                .bind(new.created_at.0);
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
    /// The title at that time.
    pub title: ProposalTitle,
    /// The text at that time, Markdown.
    pub body: ProposalBody,
    /// The theme at that time.
    pub theme: Option<Label>,
    /// The area at that time.
    pub area: Option<Label>,
    /// The author of this version.
    pub editor: Byline,
    /// The time.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    revision: i64,
    title: String,
    body: String,
    theme: Option<String>,
    area: Option<String>,
    #[sqlx(flatten)]
    editor: AuthorRow,
    created_at: i64,
}

impl TryFrom<Row> for Revision {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            revision: row.revision,
            title: ProposalTitle::trusted(row.title),
            body: ProposalBody::trusted(row.body),
            theme: row.theme.map(Label::trusted),
            area: row.area.map(Label::trusted),
            editor: row.editor.try_into()?,
            created_at: Timestamp(row.created_at),
        })
    }
}

/// The newest `limit` versions of a proposal, newest first.
pub async fn of(tx: &mut Tx, proposal: ProposalId, limit: i64) -> Result<Vec<Revision>, Error> {
    let rows: Vec<Row> = on!(tx, |conn| {
        sqlx::query_as(concat!(
            "SELECT r.revision, r.title, r.body, t.label AS theme, ar.label AS area, ",
            author_columns!("r"),
            ", r.created_at
             FROM proposal_revision r
             LEFT JOIN account a ON a.id = r.author_id
             LEFT JOIN theme t ON t.id = r.theme_id
             LEFT JOIN area ar ON ar.id = r.area_id
             WHERE r.proposal_id = $1 ORDER BY r.revision DESC LIMIT $2 + 0"
        ))
        .bind(proposal.0)
        .bind(limit)
        .fetch_all(conn)
        .await
    })?;
    rows.into_iter().map(Revision::try_from).collect()
}
