//! Consultations: their texts, their state, and the counters that lists read.
//!
//! Phases, rungs, themes and areas have files of their own. Counters change only through [`adjust`] and
//! [`take_number`], in the same transaction as the rows that they count.

pub mod list;
mod within;

pub use within::Within;
pub(crate) use within::WithinRow;

use crate::{Error, Tx, convert::word};
use cabildo_domain::{
    AccountId, ConsultationId, Language, Timestamp,
    consultation::{Slug, State, Template},
    text::{ConsultationTitle, Description, Summary},
};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The counters of a consultation; for [`adjust`] also their changes, with signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Proposals that were submitted.
    pub proposals: i64,
    pub comments: i64,
    /// Counted supports.
    pub supports: i64,
    /// People who took part in any way, once each.
    pub participants: i64,
}

/// A consultation with all its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsultationRow {
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: ConsultationTitle,
    /// The question in one sentence.
    pub summary: Summary,
    /// The description, Markdown.
    pub description: Description,
    /// The same, rendered.
    pub description_html: String,
    /// The city's promise about the results, Markdown.
    pub promise: Description,
    /// The same, rendered.
    pub promise_html: String,
    /// The outcome, Markdown; empty until there is one.
    pub outcome: Description,
    /// The same, rendered.
    pub outcome_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The language of its texts.
    pub language: Language,
    /// The template it started from.
    pub template: Template,
    /// Draft, published or archived.
    pub state: State,
    /// Raised by each edit.
    pub revision: i64,
    /// The account that created it, if a person did.
    pub created_by: Option<AccountId>,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub updated_at: Timestamp,
    /// When it first became public.
    pub published_at: Option<Timestamp>,
    /// When it went to the archive.
    pub archived_at: Option<Timestamp>,
    /// When people can first take part.
    pub opens_at: Timestamp,
    /// When people can no longer take part.
    pub closes_at: Timestamp,
    /// The last proposal number that was given.
    pub last_number: i64,
    /// The counts of proposals, comments, supports and people.
    pub counts: Counts,
}

const COLUMNS: &str = "id, slug, title, summary, description, description_html, promise, promise_html, \
    outcome, outcome_html, sanitizer, language, template, state, revision, created_by, created_at, updated_at, \
    published_at, archived_at, opens_at, closes_at, last_number, proposal_count, comment_count, support_count, \
    participant_count";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    title: String,
    summary: String,
    description: String,
    description_html: String,
    promise: String,
    promise_html: String,
    outcome: String,
    outcome_html: String,
    sanitizer: i64,
    language: String,
    template: String,
    state: String,
    revision: i64,
    created_by: Option<Uuid>,
    created_at: i64,
    updated_at: i64,
    published_at: Option<i64>,
    archived_at: Option<i64>,
    opens_at: i64,
    closes_at: i64,
    last_number: i64,
    proposal_count: i64,
    comment_count: i64,
    support_count: i64,
    participant_count: i64,
}

impl TryFrom<Row> for ConsultationRow {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: ConsultationId(row.id),
            slug: Slug::trusted(row.slug),
            title: ConsultationTitle::trusted(row.title),
            summary: Summary::trusted(row.summary),
            description: Description::trusted(row.description),
            description_html: row.description_html,
            promise: Description::trusted(row.promise),
            promise_html: row.promise_html,
            outcome: Description::trusted(row.outcome),
            outcome_html: row.outcome_html,
            sanitizer: row.sanitizer,
            language: Language::trusted(row.language),
            template: word("consultation.template", row.template)?,
            state: word("consultation.state", row.state)?,
            revision: row.revision,
            created_by: row.created_by.map(AccountId),
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
            published_at: row.published_at.map(Timestamp),
            archived_at: row.archived_at.map(Timestamp),
            opens_at: Timestamp(row.opens_at),
            closes_at: Timestamp(row.closes_at),
            last_number: row.last_number,
            counts: Counts {
                proposals: row.proposal_count,
                comments: row.comment_count,
                supports: row.support_count,
                participants: row.participant_count,
            },
        })
    }
}

/// The consultation at this address, in any state.
pub async fn by_slug(tx: &mut Tx, slug: &Slug) -> Result<Option<ConsultationRow>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM consultation WHERE slug = $1");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), slug.as_str())?;
    row.map(ConsultationRow::try_from).transpose()
}

/// The consultation with this id, in any state.
pub async fn by_id(tx: &mut Tx, id: ConsultationId) -> Result<Option<ConsultationRow>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM consultation WHERE id = $1");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), id.0)?;
    row.map(ConsultationRow::try_from).transpose()
}

/// The consultation with this id, locked against other writers until the transaction ends.
pub async fn lock(tx: &mut Tx, id: ConsultationId) -> Result<Option<ConsultationRow>, Error> {
    // An UPDATE takes the row's lock with the same statement on both engines.
    exec!(
        tx,
        "UPDATE consultation SET revision = revision WHERE id = $1",
        id.0,
    )?;
    by_id(tx, id).await
}

/// Adds a consultation with its counters.
///
/// # Errors
/// [`Error::Taken`] when another one has its slug.
pub async fn insert(tx: &mut Tx, row: &ConsultationRow) -> Result<(), Error> {
    let values = crate::convert::placeholders(1, 27);
    let sql = format!("INSERT INTO consultation ({COLUMNS}) VALUES {values}");
    exec!(
        tx,
        AssertSqlSafe(sql),
        row.id.0,
        row.slug.as_str(),
        row.title.as_str(),
        row.summary.as_str(),
        row.description.as_str(),
        &row.description_html,
        row.promise.as_str(),
        &row.promise_html,
        row.outcome.as_str(),
        &row.outcome_html,
        row.sanitizer,
        row.language.as_str(),
        row.template.as_str(),
        row.state.as_str(),
        row.revision,
        row.created_by.map(|id| id.0),
        row.created_at.0,
        row.updated_at.0,
        row.published_at.map(|at| at.0),
        row.archived_at.map(|at| at.0),
        row.opens_at.0,
        row.closes_at.0,
        row.last_number,
        row.counts.proposals,
        row.counts.comments,
        row.counts.supports,
        row.counts.participants,
    )?;
    Ok(())
}

/// Writes everything that a lab may change (texts, slug, language, state, dates), but no counter. `false`, and nothing
/// changed, unless the revision in the database is `expected`.
///
/// # Errors
/// [`Error::Taken`] when another one has the slug.
pub async fn update(tx: &mut Tx, row: &ConsultationRow, expected: i64) -> Result<bool, Error> {
    let done = exec!(
        tx,
        "UPDATE consultation SET slug = $1, title = $2, summary = $3, description = $4, description_html = $5,
             promise = $6, promise_html = $7, outcome = $8, outcome_html = $9, sanitizer = $10, language = $11,
             state = $12, revision = $13, updated_at = $14, published_at = $15, archived_at = $16,
             opens_at = $17, closes_at = $18
         WHERE id = $19 AND revision = $20",
        row.slug.as_str(),
        row.title.as_str(),
        row.summary.as_str(),
        row.description.as_str(),
        &row.description_html,
        row.promise.as_str(),
        &row.promise_html,
        row.outcome.as_str(),
        &row.outcome_html,
        row.sanitizer,
        row.language.as_str(),
        row.state.as_str(),
        row.revision,
        row.updated_at.0,
        row.published_at.map(|at| at.0),
        row.archived_at.map(|at| at.0),
        row.opens_at.0,
        row.closes_at.0,
        row.id.0,
        expected,
    )?;
    Ok(done == 1)
}

/// Takes the next proposal number of a consultation; the row stays locked until the transaction ends.
///
/// # Errors
/// [`Error`], also when there is no such consultation.
pub async fn take_number(tx: &mut Tx, id: ConsultationId) -> Result<i64, Error> {
    Ok(scalar!(
        tx,
        "UPDATE consultation SET last_number = last_number + 1 WHERE id = $1 RETURNING last_number",
        id.0,
    )?)
}

/// Adds `change` to the counters.
pub async fn adjust(tx: &mut Tx, id: ConsultationId, change: Counts) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE consultation SET proposal_count = proposal_count + $1, comment_count = comment_count + $2,
             support_count = support_count + $3, participant_count = participant_count + $4
         WHERE id = $5",
        change.proposals,
        change.comments,
        change.supports,
        change.participants,
        id.0,
    )?;
    Ok(())
}
