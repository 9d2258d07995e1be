//! The newest public things, for feeds: proposals, and answers of the city.

use crate::{
    Error, Tx,
    author::{AuthorRow, Byline},
    beginning::Beginning,
};
use cabildo_domain::{
    ConsultationId, Language, ProposalId, ResponseId, Timestamp, consultation::Slug,
    text::ProposalTitle,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A proposal in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedProposal {
    pub id: ProposalId,
    /// Its consultation's address.
    pub slug: Slug,
    pub number: i64,
    pub title: ProposalTitle,
    /// The beginning of the text, Markdown.
    pub beginning: Beginning,
    /// The language it is written in.
    pub language: Language,
    pub author: Byline,
    /// The time when it was written.
    pub created_at: Timestamp,
    /// When its text or status last changed.
    pub updated_at: Timestamp,
}

/// An official response in a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedAnswer {
    pub id: ResponseId,
    /// The consultation's address.
    pub slug: Slug,
    /// The number of the proposal that was answered.
    pub number: i64,
    pub title: ProposalTitle,
    /// The beginning of the response, Markdown.
    pub beginning: Beginning,
    /// The language of the response.
    pub language: Language,
    /// The time when it was given.
    pub answered_at: Timestamp,
    /// When it was last corrected.
    pub corrected_at: Option<Timestamp>,
}

const READ: usize = Beginning::READ;

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: Uuid,
    slug: String,
    number: i64,
    title: String,
    beginning: String,
    language: String,
    #[sqlx(flatten)]
    author: AuthorRow,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<ProposalRow> for FeedProposal {
    type Error = Error;
    fn try_from(row: ProposalRow) -> Result<Self, Error> {
        Ok(Self {
            id: ProposalId(row.id),
            slug: Slug::trusted(row.slug),
            number: row.number,
            title: ProposalTitle::trusted(row.title),
            beginning: row.beginning.into(),
            language: Language::trusted(row.language),
            author: row.author.try_into()?,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
        })
    }
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    id: Uuid,
    slug: String,
    number: i64,
    title: String,
    beginning: String,
    language: String,
    answered_at: i64,
    corrected_at: Option<i64>,
}

impl From<AnswerRow> for FeedAnswer {
    fn from(row: AnswerRow) -> Self {
        Self {
            id: ResponseId(row.id),
            slug: Slug::trusted(row.slug),
            number: row.number,
            title: ProposalTitle::trusted(row.title),
            beginning: row.beginning.into(),
            language: Language::trusted(row.language),
            answered_at: Timestamp(row.answered_at),
            corrected_at: row.corrected_at.map(Timestamp),
        }
    }
}

/// Up to `limit` listed proposals of a public consultation, or of all, the newest first.
pub async fn proposals(
    tx: &mut Tx,
    of: Option<ConsultationId>,
    limit: i64,
) -> Result<Vec<FeedProposal>, Error> {
    let within = if of.is_some() {
        "AND consultation_id = $2"
    } else {
        ""
    };
    // The newest are found in an index; only their texts are read.
    let sql = format!(
        "SELECT p.id, c.slug, p.number, p.title, SUBSTR(p.body, 1, {READ}) AS beginning, p.language,
             {}, p.created_at, p.updated_at
         FROM (SELECT id FROM proposal WHERE listed = TRUE {within} ORDER BY created_at DESC, id DESC LIMIT $1 + 0) AS latest
         JOIN proposal p ON p.id = latest.id JOIN consultation c ON c.id = p.consultation_id
         LEFT JOIN account a ON a.id = p.author_id
         WHERE c.state <> 'draft' ORDER BY p.created_at DESC, p.id DESC",
        author_columns!("p")
    );
    let rows: Vec<ProposalRow> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(limit);
        if let Some(of) = of {
            query = query.bind(of.0);
        }
        query.fetch_all(conn).await
    })?;
    rows.into_iter().map(FeedProposal::try_from).collect()
}

/// Up to `limit` responses to proposals that are not hidden, of a public consultation or of all, those given or
/// corrected last first.
pub async fn answers(
    tx: &mut Tx,
    of: Option<ConsultationId>,
    limit: i64,
) -> Result<Vec<FeedAnswer>, Error> {
    let within = if of.is_some() {
        "AND p.consultation_id = $2"
    } else {
        ""
    };
    let sql = format!(
        "SELECT r.id, c.slug, p.number, p.title, SUBSTR(r.body, 1, {READ}) AS beginning, r.language, r.answered_at,
             r.corrected_at
         FROM response r JOIN proposal p ON p.id = r.proposal_id JOIN consultation c ON c.id = p.consultation_id
         WHERE r.answered_at IS NOT NULL AND p.hidden_at IS NULL AND c.state <> 'draft' {within}
         ORDER BY COALESCE(r.corrected_at, r.answered_at) DESC, r.id DESC LIMIT $1 + 0"
    );
    let rows: Vec<AnswerRow> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(limit);
        if let Some(of) = of {
            query = query.bind(of.0);
        }
        query.fetch_all(conn).await
    })?;
    Ok(rows.into_iter().map(FeedAnswer::from).collect())
}
