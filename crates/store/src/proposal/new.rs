//! Inserting proposals.

use super::{is_listed, revision};
use crate::{Error, Tx, author, convert::placeholders};
use cabildo_domain::{
    AreaId, Author, ConsultationId, Language, ProposalId, ThemeId, Timestamp,
    proposal::Status,
    text::{ProposalBody, ProposalTitle},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Proposals in one INSERT: 26 columns each, under SQLite's limit of 32,766 bound values.
const BATCH: usize = 500;

/// A proposal that is about to be inserted.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// Its id.
    pub id: ProposalId,
    /// The consultation.
    pub consultation: ConsultationId,
    /// Its number there, from [`crate::consultation::take_number`].
    pub number: i64,
    /// The author.
    pub author: Author,
    /// The title.
    pub title: ProposalTitle,
    /// The text, Markdown.
    pub body: ProposalBody,
    /// The text, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The language it is written in.
    pub language: Language,
    /// The theme.
    pub theme: Option<ThemeId>,
    /// The area.
    pub area: Option<AreaId>,
    /// The status; withdrawn and merged proposals are not listed.
    pub status: Status,
    /// When it was written.
    pub created_at: Timestamp,
    /// Imported supports, whose supporters are not known.
    pub imported_supports: i64,
    /// Its random number, which never changes.
    pub lot: i64,
    /// Its place in today's fair order.
    pub fair_rank: i64,
    /// A key that the form makes, so that a second submit of the same form is recognised.
    pub submit_key: Option<Uuid>,
    /// Its key in the source of the import.
    pub import_key: Option<String>,
}

impl NewProposal {
    /// Whether lists show it: neither withdrawn nor merged.
    pub const fn is_listed(&self) -> bool {
        is_listed(self.status, false)
    }
}

/// Inserts proposals, each with its first revision. The caller adjusts the counters.
///
/// # Errors
/// [`Error::Taken`] for a number, submit key or import key that is there already.
pub async fn insert(tx: &mut Tx, proposals: &[NewProposal]) -> Result<(), Error> {
    for batch in proposals.chunks(BATCH) {
        insert_batch(tx, batch).await?;
        let first: Vec<revision::NewRevision> =
            batch.iter().map(revision::NewRevision::first_of).collect();
        revision::insert(tx, &first).await?;
    }
    Ok(())
}

async fn insert_batch(tx: &mut Tx, batch: &[NewProposal]) -> Result<(), Error> {
    let sql = format!(
        "INSERT INTO proposal (id, consultation_id, number, author_kind, author_id, author_label, author_source_id, title, body, body_html, sanitizer, language,
             theme_id, area_id, status, revision, created_at, updated_at, listed, imported_support_count,
             support_total, lot, fair_rank, fair_rank_before, submit_key, import_key)
         VALUES {}",
        placeholders(batch.len(), 26)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for new in batch {
            let (kind, account, label, source) = author::bound(&new.author);
            query = query
                .bind(new.id.0)
                .bind(new.consultation.0)
                .bind(new.number)
                .bind(kind)
                .bind(account)
                .bind(label)
                .bind(source)
                .bind(new.title.as_str())
                .bind(new.body.as_str())
                .bind(&new.body_html)
                .bind(new.sanitizer)
                .bind(new.language.as_str())
                .bind(new.theme.map(|id| id.0))
                .bind(new.area.map(|id| id.0))
                .bind(new.status.as_str())
                .bind(1_i64)
                .bind(new.created_at.0)
                .bind(new.created_at.0)
                .bind(new.is_listed())
                .bind(new.imported_supports)
                .bind(new.imported_supports)
                .bind(new.lot)
                .bind(new.fair_rank)
                // It was in no list of the day before, so any rank will do.
                .bind(new.fair_rank)
                .bind(new.submit_key)
                .bind(new.import_key.as_deref());
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}
