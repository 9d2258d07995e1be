//! The append-only log: appending under a lock, reading in order.
//!
//! A number is taken by updating the one row of `event_head`, whose lock is held until the transaction ends. So numbers
//! become visible in their order, without gaps, on both engines: a reader that follows the log neither skips nor
//! repeats an event. Append last in a transaction, so that the lock is held briefly.

use crate::{
    Error, Tx,
    convert::{placeholders, word},
};
use cabildo_domain::{
    AccountId, ConsultationId, Subject, Timestamp,
    event::{Event, NewEvent, Verb},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Events in one INSERT: 7 columns each, under SQLite's limit of 32,766 bound values.
const BATCH: usize = 500;

/// Appends events in order; returns the number of the last one.
pub async fn append(tx: &mut Tx, events: &[NewEvent]) -> Result<i64, Error> {
    let count = events.len() as i64;
    let last: i64 = scalar!(
        tx,
        "UPDATE event_head SET seq = seq + $1 WHERE id = 1 RETURNING seq",
        count,
    )?;
    let mut seq = last - count;
    for batch in events.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO event (seq, at, kind, subject_kind, subject_id, consultation_id, actor_id) VALUES {}",
            placeholders(batch.len(), 7)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for event in batch {
                seq += 1;
                query = query
                    .bind(seq)
                    .bind(event.at.0)
                    .bind(event.verb.word(event.subject.kind))
                    .bind(event.subject.kind.as_str())
                    .bind(event.subject.id)
                    .bind(event.consultation.map(|id| id.0))
                    .bind(event.actor.map(|id| id.0));
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(last)
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: i64,
    kind: String,
    subject_kind: String,
    subject_id: Uuid,
    consultation_id: Option<Uuid>,
    actor_id: Option<Uuid>,
}

impl TryFrom<Row> for Event {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let subject = Subject {
            kind: word("event.subject_kind", row.subject_kind)?,
            id: row.subject_id,
        };
        let Ok(verb) = Verb::read(&row.kind, subject.kind) else {
            return Err(Error::Unreadable {
                column: "event.kind",
                value: row.kind,
            });
        };
        Ok(Self {
            seq: row.seq,
            verb,
            subject,
            consultation: row.consultation_id.map(ConsultationId),
            actor: row.actor_id.map(AccountId),
            at: Timestamp(row.at),
        })
    }
}

/// The last event about a subject.
pub async fn last_of(tx: &mut Tx, subject: Subject) -> Result<Option<Event>, Error> {
    let row: Option<Row> = maybe!(
        tx,
        "SELECT seq, at, kind, subject_kind, subject_id, consultation_id, actor_id
         FROM event WHERE subject_id = $1 AND subject_kind = $2 ORDER BY seq DESC LIMIT 1",
        subject.id,
        subject.kind.as_str(),
    )?;
    row.map(Event::try_from).transpose()
}

/// Up to `limit` events after `seq`, in order.
pub async fn after(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<Event>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT seq, at, kind, subject_kind, subject_id, consultation_id, actor_id
         FROM event WHERE seq > $1 ORDER BY seq LIMIT $2 + 0",
        seq,
        limit,
    )?;
    rows.into_iter().map(Event::try_from).collect()
}

/// The number of the newest event; 0 when there is none.
pub async fn head(tx: &mut Tx) -> Result<i64, Error> {
    Ok(scalar!(tx, "SELECT seq FROM event_head WHERE id = 1")?)
}
