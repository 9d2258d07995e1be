//! Lists of consultations: the columns that a card needs, and no more than the beginning of long texts.

use super::Counts;
use crate::{Error, Tx, beginning::Beginning, convert::word};
use cabildo_domain::{
    ConsultationId, Language, Timestamp,
    consultation::{Slug, State, Template},
    text::{ConsultationTitle, Summary},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A consultation as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardRow {
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: ConsultationTitle,
    /// The question in one sentence.
    pub summary: Summary,
    /// The beginning of the promise about the results, Markdown.
    pub promise: Beginning,
    /// The beginning of the outcome, Markdown.
    pub outcome: Beginning,
    /// The language of its texts.
    pub language: Language,
    /// The template it started from.
    pub template: Template,
    /// Draft, published or archived.
    pub state: State,
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
    /// The counts of proposals, comments, supports and people.
    pub counts: Counts,
}

const COLUMNS: &str = "id, slug, title, summary, substr(promise, 1, 601) AS promise, \
    substr(outcome, 1, 601) AS outcome, language, template, state, updated_at, published_at, archived_at, opens_at, closes_at, \
    proposal_count, comment_count, support_count, participant_count";

const _: () = assert!(Beginning::READ == 601, "so many characters are read above");

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    title: String,
    summary: String,
    promise: String,
    outcome: String,
    language: String,
    template: String,
    state: String,
    updated_at: i64,
    published_at: Option<i64>,
    archived_at: Option<i64>,
    opens_at: i64,
    closes_at: i64,
    proposal_count: i64,
    comment_count: i64,
    support_count: i64,
    participant_count: i64,
}

impl TryFrom<Row> for CardRow {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: ConsultationId(row.id),
            slug: Slug::trusted(row.slug),
            title: ConsultationTitle::trusted(row.title),
            summary: Summary::trusted(row.summary),
            promise: row.promise.into(),
            outcome: row.outcome.into(),
            language: Language::trusted(row.language),
            template: word("consultation.template", row.template)?,
            state: word("consultation.state", row.state)?,
            updated_at: Timestamp(row.updated_at),
            published_at: row.published_at.map(Timestamp),
            archived_at: row.archived_at.map(Timestamp),
            opens_at: Timestamp(row.opens_at),
            closes_at: Timestamp(row.closes_at),
            counts: Counts {
                proposals: row.proposal_count,
                comments: row.comment_count,
                supports: row.support_count,
                participants: row.participant_count,
            },
        })
    }
}

/// A position in a list that is ordered by a time and then by id: the next page begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The time of the last item seen.
    pub at: Timestamp,
    pub id: ConsultationId,
}

async fn cards(
    tx: &mut Tx,
    rest: &str,
    times: [Timestamp; 2],
    id: Uuid,
    limit: i64,
) -> Result<Vec<CardRow>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM consultation WHERE {rest} LIMIT $4 + 0");
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), times[0].0, times[1].0, id, limit)?;
    rows.into_iter().map(CardRow::try_from).collect()
}

/// Consultations that are open at `now`, those that close soonest first.
pub async fn open(
    tx: &mut Tx,
    now: Timestamp,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<CardRow>, Error> {
    let place = after.unwrap_or(Place {
        at: now,
        id: ConsultationId(Uuid::nil()),
    });
    let rest = "state = 'published' AND opens_at <= $1 AND closes_at > $1
        AND (closes_at > $2 OR (closes_at = $2 AND id > $3)) ORDER BY closes_at, id";
    cards(tx, rest, [now, place.at], place.id.0, limit).await
}

/// Consultations that are announced but not open at `now`, those that open soonest first.
pub async fn upcoming(
    tx: &mut Tx,
    now: Timestamp,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<CardRow>, Error> {
    let place = after.unwrap_or(Place {
        at: now,
        id: ConsultationId(Uuid::nil()),
    });
    let rest = "state = 'published' AND opens_at > $1
        AND (opens_at > $2 OR (opens_at = $2 AND id > $3)) ORDER BY opens_at, id";
    cards(tx, rest, [now, place.at], place.id.0, limit).await
}

/// Consultations that are over or archived at `now`, those that closed last first.
pub async fn past(
    tx: &mut Tx,
    now: Timestamp,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<CardRow>, Error> {
    let place = after.unwrap_or(Place {
        at: Timestamp(i64::MAX),
        id: ConsultationId(Uuid::max()),
    });
    let rest = "((state = 'published' AND closes_at <= $1) OR state = 'archived')
        AND (closes_at < $2 OR (closes_at = $2 AND id < $3)) ORDER BY closes_at DESC, id DESC";
    cards(tx, rest, [now, place.at], place.id.0, limit).await
}

/// Consultations that are over or archived at `now`: those with an outcome first, then those that closed last.
pub async fn outcomes(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<CardRow>, Error> {
    let rest = "((state = 'published' AND closes_at <= $1) OR state = 'archived') AND closes_at < $2 AND id <> $3
        ORDER BY CASE WHEN outcome = '' THEN 1 ELSE 0 END, closes_at DESC, id DESC";
    cards(tx, rest, [now, Timestamp(i64::MAX)], Uuid::nil(), limit).await
}

/// All public consultations, those published last first.
pub async fn public(tx: &mut Tx, after: Option<Place>, limit: i64) -> Result<Vec<CardRow>, Error> {
    let place = after.unwrap_or(Place {
        at: Timestamp(i64::MAX),
        id: ConsultationId(Uuid::max()),
    });
    let rest = "state <> 'draft' AND published_at > $1
        AND (published_at < $2 OR (published_at = $2 AND id < $3)) ORDER BY published_at DESC, id DESC";
    cards(tx, rest, [Timestamp(i64::MIN), place.at], place.id.0, limit).await
}

/// All consultations in any state, those edited last first.
pub async fn all(tx: &mut Tx, after: Option<Place>, limit: i64) -> Result<Vec<CardRow>, Error> {
    let place = after.unwrap_or(Place {
        at: Timestamp(i64::MAX),
        id: ConsultationId(Uuid::max()),
    });
    let rest = "updated_at > $1 AND (updated_at < $2 OR (updated_at = $2 AND id < $3))
        ORDER BY updated_at DESC, id DESC";
    cards(tx, rest, [Timestamp(i64::MIN), place.at], place.id.0, limit).await
}
