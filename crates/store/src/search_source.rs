//! The sources of the search index: consultations, proposals with the city's answers, comments and statements, with
//! everything that a result shows, read in batches. Hidden and withdrawn things are read too and marked, so that the
//! index can remove them.

mod answer;
mod consultation;
mod statement;

pub use answer::AnswerSource;
pub use consultation::{ConsultationSource, consultation, consultations};
pub use statement::{StatementSource, statements, statements_of};

use crate::{
    Error, Tx, commentable,
    convert::{list, word},
};
use cabildo_domain::{
    CommentId, ConsultationId, Language, ProposalId, Timestamp,
    consultation::{Slug, State},
    proposal::Status,
    subject::Commentable,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A proposal as the index knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalSource {
    pub id: ProposalId,
    pub consultation: ConsultationId,
    /// That consultation's address.
    pub consultation_slug: Slug,
    /// That consultation's title.
    pub consultation_title: String,
    pub number: i64,
    pub title: String,
    /// The text, Markdown.
    pub body: String,
    /// The answers that the city gave, the newest first.
    pub answers: Vec<AnswerSource>,
    /// The language it is written in.
    pub language: Language,
    pub theme: Option<String>,
    /// The areas, from the widest to the narrowest.
    pub area_path: Vec<String>,
    pub status: Status,
    /// Supports, imported ones too.
    pub supports: i64,
    /// The number of them that are imported.
    pub imported_supports: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether the search may find it: it is listed, and its consultation is public.
    pub visible: bool,
}

/// A comment as the index knows it. Theme and area are those of the subject under which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentSource {
    pub id: CommentId,
    /// The kind of the subject under which it stands.
    pub under: Commentable,
    /// That subject's id.
    pub subject: Uuid,
    /// That subject's number.
    pub subject_number: i64,
    /// That subject's title.
    pub subject_title: String,
    pub consultation: ConsultationId,
    /// That consultation's address.
    pub consultation_slug: Slug,
    /// That consultation's title.
    pub consultation_title: String,
    /// The text, Markdown.
    pub body: String,
    /// The language it is written in.
    pub language: Language,
    /// The subject's theme.
    pub theme: Option<String>,
    /// The subject's areas, from the widest to the narrowest.
    pub area_path: Vec<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Whether the search may find it: neither hidden nor deleted, under a subject that may be found.
    pub visible: bool,
}

/// The last comment of a chunk.
pub type CommentPlace = (ProposalId, Timestamp, CommentId);

#[derive(sqlx::FromRow)]
struct ProposalRow {
    id: Uuid,
    consultation_id: Uuid,
    slug: String,
    consultation_title: String,
    number: i64,
    title: String,
    body: String,
    language: String,
    theme: Option<String>,
    area_1: Option<String>,
    area_2: Option<String>,
    area_3: Option<String>,
    area_4: Option<String>,
    status: String,
    support_total: i64,
    imported_support_count: i64,
    created_at: i64,
    listed: bool,
    state: String,
}

impl TryFrom<ProposalRow> for ProposalSource {
    type Error = Error;
    fn try_from(row: ProposalRow) -> Result<Self, Error> {
        Ok(Self {
            id: ProposalId(row.id),
            consultation: ConsultationId(row.consultation_id),
            consultation_slug: Slug::trusted(row.slug),
            consultation_title: row.consultation_title,
            number: row.number,
            title: row.title,
            body: row.body,
            answers: Vec::new(),
            language: Language::trusted(row.language),
            theme: row.theme,
            area_path: [row.area_4, row.area_3, row.area_2, row.area_1]
                .into_iter()
                .flatten()
                .collect(),
            status: word("proposal.status", row.status)?,
            supports: row.support_total,
            imported_supports: row.imported_support_count,
            created_at: Timestamp(row.created_at),
            visible: row.listed && is_public(row.state)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: Uuid,
    under: String,
    subject_id: Uuid,
    number: i64,
    subject_title: String,
    consultation_id: Uuid,
    slug: String,
    consultation_title: String,
    body: String,
    language: String,
    theme: Option<String>,
    area_1: Option<String>,
    area_2: Option<String>,
    area_3: Option<String>,
    area_4: Option<String>,
    created_at: i64,
    deleted_at: Option<i64>,
    hidden_at: Option<i64>,
    listed: bool,
    state: String,
}

impl TryFrom<CommentRow> for CommentSource {
    type Error = Error;
    fn try_from(row: CommentRow) -> Result<Self, Error> {
        let stands = row.deleted_at.is_none() && row.hidden_at.is_none();
        Ok(Self {
            id: CommentId(row.id),
            under: word("commentable.kind", row.under)?,
            subject: row.subject_id,
            subject_number: row.number,
            subject_title: row.subject_title,
            consultation: ConsultationId(row.consultation_id),
            consultation_slug: Slug::trusted(row.slug),
            consultation_title: row.consultation_title,
            body: row.body,
            language: Language::trusted(row.language),
            theme: row.theme,
            area_path: [row.area_4, row.area_3, row.area_2, row.area_1]
                .into_iter()
                .flatten()
                .collect(),
            created_at: Timestamp(row.created_at),
            visible: stands && row.listed && is_public(row.state)?,
        })
    }
}

fn is_public(state: String) -> Result<bool, Error> {
    word("consultation.state", state).map(State::is_public)
}

/// The surroundings of a proposal: its consultation, its theme, and its area with all areas around it (four levels at
/// most, [`cabildo_domain::limits::AREA_DEPTH`]).
const AROUND_PROPOSAL: &str = "JOIN consultation ON consultation.id = proposal.consultation_id
     LEFT JOIN theme ON theme.id = proposal.theme_id
     LEFT JOIN area AS a1 ON a1.id = proposal.area_id
     LEFT JOIN area AS a2 ON a2.id = a1.parent_id
     LEFT JOIN area AS a3 ON a3.id = a2.parent_id
     LEFT JOIN area AS a4 ON a4.id = a3.parent_id";

const LABELS: &str = "theme.label AS theme, a1.label AS area_1, a2.label AS area_2, a3.label AS area_3, a4.label AS area_4";

/// The proposals with these ids; at most a few thousand.
pub async fn proposals(tx: &mut Tx, ids: &[ProposalId]) -> Result<Vec<ProposalSource>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = proposal_sql(&format!("proposal.id IN ({})", list(1, ids.len())));
    let rows: Vec<ProposalRow> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for id in ids {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    with_answers(tx, rows).await
}

/// The proposals of a consultation after number `after`, in the order of their numbers, up to `limit`.
pub async fn proposals_of(
    tx: &mut Tx,
    consultation: ConsultationId,
    after: i64,
    limit: i64,
) -> Result<Vec<ProposalSource>, Error> {
    let sql = proposal_sql(
        "proposal.consultation_id = $1 AND proposal.number > $2 ORDER BY proposal.number LIMIT $3 + 0",
    );
    let rows: Vec<ProposalRow> = all!(tx, AssertSqlSafe(sql), consultation.0, after, limit)?;
    with_answers(tx, rows).await
}

async fn with_answers(tx: &mut Tx, rows: Vec<ProposalRow>) -> Result<Vec<ProposalSource>, Error> {
    let mut proposals = rows
        .into_iter()
        .map(ProposalSource::try_from)
        .collect::<Result<Vec<_>, _>>()?;
    answer::add(tx, &mut proposals).await?;
    Ok(proposals)
}

fn proposal_sql(which: &str) -> String {
    format!(
        "SELECT proposal.id, proposal.consultation_id, consultation.slug, consultation.title AS consultation_title,
             proposal.number, proposal.title, proposal.body, proposal.language, {LABELS}, proposal.status,
             proposal.support_total, proposal.imported_support_count, proposal.created_at, proposal.listed, consultation.state
         FROM proposal {AROUND_PROPOSAL} WHERE {which}"
    )
}

/// The comments with these ids, on whatever subject; at most a few thousand.
pub async fn comments(tx: &mut Tx, ids: &[CommentId]) -> Result<Vec<CommentSource>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let which = format!("comment.id IN ({})", list(1, ids.len()));
    let sql = commentable::each(|rows| comment_sql(rows, &which));
    let rows: Vec<CommentRow> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for id in ids {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    rows.into_iter().map(CommentSource::try_from).collect()
}

/// The comments on these proposals after a position, in the order of proposal, time and id, up to `limit`.
pub async fn comments_on(
    tx: &mut Tx,
    proposals: &[ProposalId],
    after: Option<CommentPlace>,
    limit: i64,
) -> Result<Vec<CommentSource>, Error> {
    if proposals.is_empty() {
        return Ok(Vec::new());
    }
    let (subject, at, id) = after.map_or((Uuid::nil(), i64::MIN, Uuid::nil()), |(p, at, id)| {
        (p.0, at.0, id.0)
    });
    let which = format!(
        "comment.subject_id IN ({}) AND (comment.subject_id, comment.created_at, comment.id) > ($1, $2, $3)
         ORDER BY comment.subject_id, comment.created_at, comment.id LIMIT $4 + 0",
        list(5, proposals.len())
    );
    let sql = comment_sql(commentable::rows(Commentable::Proposal), &which);
    let rows: Vec<CommentRow> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql))
            .bind(subject)
            .bind(at)
            .bind(id)
            .bind(limit);
        for proposal in proposals {
            query = query.bind(proposal.0);
        }
        query.fetch_all(conn).await
    })?;
    rows.into_iter().map(CommentSource::try_from).collect()
}

fn comment_sql(rows: &str, which: &str) -> String {
    format!(
        "SELECT comment.id, proposal.kind AS under, proposal.id AS subject_id, proposal.number,
             proposal.title AS subject_title, proposal.consultation_id, consultation.slug, consultation.title AS consultation_title, comment.body,
             comment.language, {LABELS}, comment.created_at, comment.deleted_at, comment.hidden_at, proposal.listed,
             consultation.state
         FROM comment
         JOIN {rows} AS proposal ON proposal.id = comment.subject_id AND proposal.kind = comment.subject_kind
         {AROUND_PROPOSAL} WHERE {which}"
    )
}

/// The number of proposals, comments and statements, hidden ones too: the length of a rebuild, for its progress bar.
pub async fn extent(tx: &mut Tx) -> Result<i64, Error> {
    Ok(scalar!(
        tx,
        "SELECT (SELECT count(*) FROM proposal) + (SELECT count(*) FROM comment)
             + (SELECT count(*) FROM statement)",
    )?)
}
