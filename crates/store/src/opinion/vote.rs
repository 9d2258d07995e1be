//! Answers to statements: the latest of each participant, and the history of all.

use super::{values, within};
use crate::{
    Error, Tx,
    convert::{BATCH, filled, placeholders, size},
};
use cabildo_domain::{ConsultationId, Timestamp, opinion::Answer};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

/// An answer, by the numbers of participant and statement in their consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The participant's number.
    pub participant: i64,
    /// The statement's number.
    pub statement: i64,
    pub answer: Answer,
    /// The time.
    pub at: Timestamp,
}

fn answer(value: i64) -> Result<Answer, Error> {
    Answer::from_value(value).ok_or_else(|| Error::Unreadable {
        column: "statement_vote.answer",
        value: value.to_string(),
    })
}

/// The present answers of these participants to these statements, by both numbers.
pub async fn present(
    tx: &mut Tx,
    consultation: ConsultationId,
    pairs: &[(i64, i64)],
) -> Result<HashMap<(i64, i64), Answer>, Error> {
    let mut found = HashMap::with_capacity(pairs.len());
    for batch in pairs.chunks(BATCH) {
        let rows = size(batch.len());
        let sql = format!(
            "SELECT DISTINCT t.participant, t.statement, t.answer FROM {} CROSS JOIN statement_vote t
             WHERE t.consultation_id = ${} AND t.participant = v.column1 AND t.statement = v.column2",
            values(rows, 2),
            rows * 2 + 1
        );
        let rows: Vec<(i64, i64, i64)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (participant, statement) in filled(batch) {
                query = query.bind(*participant).bind(*statement);
            }
            query.bind(consultation.0).fetch_all(conn).await
        })?;
        for (participant, statement, value) in rows {
            found.insert((participant, statement), answer(value)?);
        }
    }
    Ok(found)
}

/// Writes answers over the present ones. No two may be of the same participant to the same statement.
pub async fn put(tx: &mut Tx, consultation: ConsultationId, casts: &[Cast]) -> Result<(), Error> {
    for batch in casts.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO statement_vote (consultation_id, participant, statement, answer, at) VALUES {}
             ON CONFLICT (consultation_id, participant, statement)
             DO UPDATE SET answer = excluded.answer, at = excluded.at",
            placeholders(batch.len(), 5)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for cast in batch {
                query = query
                    .bind(consultation.0)
                    .bind(cast.participant)
                    .bind(cast.statement)
                    .bind(cast.answer.value())
                    .bind(cast.at.0);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Appends answers to the history, numbered from `first`.
pub async fn remember(
    tx: &mut Tx,
    consultation: ConsultationId,
    first: i64,
    casts: &[Cast],
) -> Result<(), Error> {
    let mut seq = first;
    for batch in casts.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO statement_vote_history (consultation_id, seq, participant, statement, answer, at) VALUES {}",
            placeholders(batch.len(), 6)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for cast in batch {
                query = query
                    .bind(consultation.0)
                    .bind(seq)
                    .bind(cast.participant)
                    .bind(cast.statement)
                    .bind(cast.answer.value())
                    .bind(cast.at.0);
                seq += 1;
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    Ok(())
}

/// Up to `limit` answers of the history after a number, each with its number.
pub async fn since(
    tx: &mut Tx,
    consultation: ConsultationId,
    seq: i64,
    limit: i64,
) -> Result<Vec<(i64, Cast)>, Error> {
    let rows: Vec<(i64, i64, i64, i64, i64)> = all!(
        tx,
        "SELECT seq, participant, statement, answer, at FROM statement_vote_history
         WHERE consultation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3 + 0",
        consultation.0,
        seq,
        limit,
    )?;
    rows.into_iter()
        .map(|(seq, participant, statement, value, at)| {
            Ok((
                seq,
                Cast {
                    participant,
                    statement,
                    answer: answer(value)?,
                    at: Timestamp(at),
                },
            ))
        })
        .collect()
}

/// The present answers of a participant, by the number of the statement.
pub async fn of_participant(
    tx: &mut Tx,
    consultation: ConsultationId,
    participant: i64,
) -> Result<Vec<(i64, Answer, Timestamp)>, Error> {
    let rows: Vec<(i64, i64, i64)> = all!(
        tx,
        "SELECT statement, answer, at FROM statement_vote WHERE consultation_id = $1 AND participant = $2
         ORDER BY statement",
        consultation.0,
        participant,
    )?;
    rows.into_iter()
        .map(|(statement, value, at)| Ok((statement, answer(value)?, Timestamp(at))))
        .collect()
}

/// The present answers of these participants, ordered by participant and statement. Exports read them in batches.
pub async fn of_participants(
    tx: &mut Tx,
    consultation: ConsultationId,
    participants: &[i64],
) -> Result<Vec<Cast>, Error> {
    let mut casts = Vec::new();
    for batch in participants.chunks(BATCH) {
        let rows = size(batch.len());
        let sql = format!(
            "SELECT participant, statement, answer, at FROM statement_vote
             WHERE consultation_id = ${} AND participant {} ORDER BY participant, statement",
            rows + 1,
            within(1, rows)
        );
        let rows: Vec<(i64, i64, i64, i64)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for participant in filled(batch) {
                query = query.bind(*participant);
            }
            query.bind(consultation.0).fetch_all(conn).await
        })?;
        for (participant, statement, value, at) in rows {
            casts.push(Cast {
                participant,
                statement,
                answer: answer(value)?,
                at: Timestamp(at),
            });
        }
    }
    Ok(casts)
}

/// The numbers of the statements that a participant has answered.
pub async fn answered(
    tx: &mut Tx,
    consultation: ConsultationId,
    participant: i64,
) -> Result<Vec<i64>, Error> {
    Ok(scalars!(
        tx,
        "SELECT statement FROM statement_vote WHERE consultation_id = $1 AND participant = $2",
        consultation.0,
        participant,
    )?)
}

/// The answers of authors to their own statements, if those answers count. Statements of an import, whose authors were
/// published elsewhere, are left out.
pub async fn of_authors(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Cast>, Error> {
    let rows: Vec<(i64, i64, i64, i64)> = all!(
        tx,
        "SELECT v.participant, v.statement, v.answer, v.at
         FROM statement s
         JOIN opinion_participant p ON p.id = s.author_id AND p.import_key IS NULL AND p.excluded_at IS NULL
         JOIN statement_vote v
             ON v.consultation_id = s.consultation_id AND v.participant = p.number AND v.statement = s.number
         WHERE s.consultation_id = $1 ORDER BY v.statement",
        consultation.0,
    )?;
    let cast = |(participant, statement, value, at)| {
        Ok(Cast {
            participant,
            statement,
            answer: answer(value)?,
            at: Timestamp(at),
        })
    };
    rows.into_iter().map(cast).collect()
}
