//! Inserting proposals.

use super::{
    content::{self, bind_content},
    is_listed, revision,
};
use crate::{Error, Tx, author, convert::placeholders};
use cabildo_domain::{
    Author, ConsultationId, ProposalId, Timestamp,
    proposal::{Content, Status},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The columns of a new proposal besides its content.
const OWN_COLUMNS: usize = 21;

/// Proposals in one INSERT, so that their columns stay under SQLite's limit of 32,766 bound values.
const BATCH: usize = 500;

/// A proposal that is about to be inserted.
#[derive(Clone, Debug)]
pub struct NewProposal {
    pub id: ProposalId,
    pub consultation: ConsultationId,
    /// Its number there, from [`crate::consultation::take_number`].
    pub number: i64,
    pub author: Author,
    /// The content.
    pub content: Content,
    /// The text, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
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
        "INSERT INTO proposal (id, consultation_id, number, author_kind, author_id, author_label, author_source_id, {}, body_html, sanitizer, status, revision, created_at, updated_at, listed, imported_support_count,
             support_total, lot, fair_rank, fair_rank_before, submit_key, import_key)
         VALUES {}",
        content::WRITTEN,
        placeholders(batch.len(), content::COLUMNS + OWN_COLUMNS)
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
                .bind(source);
            query = bind_content!(query, new.content)
                .bind(&new.body_html)
                .bind(new.sanitizer)
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
