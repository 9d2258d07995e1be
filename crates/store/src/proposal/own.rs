//! Proposals from the author's side: those of one account, in all consultations.

use crate::{Error, Tx, convert::word};
use cabildo_domain::{
    AccountId, Language, Timestamp, consultation::Slug, consultation::State, proposal::Status,
    text::ProposalTitle,
};
use serde::Serialize;

/// A proposal as its author sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnProposal {
    /// The consultation's address.
    pub slug: Slug,
    pub number: i64,
    pub title: ProposalTitle,
    /// The language it is written in.
    pub language: Language,
    pub status: Status,
    /// Whether a moderator has hidden it.
    pub hidden: bool,
    /// The counted supports, and the imported ones.
    pub supports: (i64, i64),
    pub comments: i64,
    /// The time when it was created.
    pub created_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    slug: String,
    number: i64,
    title: String,
    language: String,
    status: String,
    hidden: bool,
    support_count: i64,
    imported_support_count: i64,
    comment_count: i64,
    created_at: i64,
}

impl TryFrom<Row> for OwnProposal {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            slug: Slug::trusted(row.slug),
            number: row.number,
            title: ProposalTitle::trusted(row.title),
            language: Language::trusted(row.language),
            status: word("proposal.status", row.status)?,
            hidden: row.hidden,
            supports: (row.support_count, row.imported_support_count),
            comments: row.comment_count,
            created_at: Timestamp(row.created_at),
        })
    }
}

/// Up to `limit` proposals of an account, the newest first. Proposals in draft consultations are left out, because only
/// the lab can see those.
pub async fn of_author(
    tx: &mut Tx,
    account: AccountId,
    limit: i64,
) -> Result<Vec<OwnProposal>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT c.slug, p.number, p.title, p.language, p.status, p.hidden_at IS NOT NULL AS hidden,
             p.support_count, p.imported_support_count, p.comment_count, p.created_at
         FROM proposal p JOIN consultation c ON c.id = p.consultation_id
         WHERE p.author_id = $1 AND c.state <> $2 ORDER BY p.created_at DESC, p.id DESC LIMIT $3 + 0",
        account.0,
        State::Draft.as_str(),
        limit,
    )?;
    rows.into_iter().map(OwnProposal::try_from).collect()
}
