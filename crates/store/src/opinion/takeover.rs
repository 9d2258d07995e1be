//! Gives answers to another participant, or removes them: for a person who answered as two, and for an erased account.
//! Both hold the lock of the mapping, and raise its epoch.

use super::{vote::Cast, within};
use crate::{Error, Tx};
use cabildo_domain::{ConsultationId, OpinionParticipantId, Timestamp, opinion::Answer};
use sqlx::AssertSqlSafe;

/// The last answer to each statement among those that these participants gave, by the numbers of the history: the
/// answers that remain when they are one person. Ordered by statement.
pub async fn last_answers(
    tx: &mut Tx,
    consultation: ConsultationId,
    participants: &[i64],
) -> Result<Vec<Cast>, Error> {
    let sql = format!(
        "SELECT h.participant, h.statement, h.answer, h.at FROM statement_vote_history h
         JOIN (SELECT MAX(seq) AS seq FROM statement_vote_history
               WHERE consultation_id = ${0} AND participant {1} GROUP BY statement) AS l ON l.seq = h.seq
         WHERE h.consultation_id = ${0} ORDER BY h.statement",
        participants.len() + 1,
        within(1, participants.len())
    );
    let rows: Vec<(i64, i64, i64, i64)> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for number in participants {
            query = query.bind(*number);
        }
        query.bind(consultation.0).fetch_all(conn).await
    })?;
    rows.into_iter()
        .map(|(participant, statement, value, at)| {
            let answer = Answer::from_value(value).ok_or_else(|| Error::Unreadable {
                column: "statement_vote_history.answer",
                value: value.to_string(),
            })?;
            Ok(Cast {
                participant,
                statement,
                answer,
                at: Timestamp(at),
            })
        })
        .collect()
}

/// Gives the history and the statements of one participant to another. The caller writes the present answers.
pub async fn hand_over(
    tx: &mut Tx,
    consultation: ConsultationId,
    from: (i64, OpinionParticipantId),
    to: (i64, OpinionParticipantId),
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE statement_vote_history SET participant = $1 WHERE consultation_id = $2 AND participant = $3",
        to.0,
        consultation.0,
        from.0,
    )?;
    exec!(
        tx,
        "UPDATE statement SET author_id = $1 WHERE author_id = $2",
        to.1.0,
        from.1.0,
    )?;
    Ok(())
}

/// Removes the present answers of a participant; the history keeps them.
pub async fn clear(
    tx: &mut Tx,
    consultation: ConsultationId,
    participant: i64,
) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM statement_vote WHERE consultation_id = $1 AND participant = $2",
        consultation.0,
        participant,
    )?;
    Ok(())
}

/// Removes a participant's answers, the present ones and their history.
pub async fn forget(
    tx: &mut Tx,
    consultation: ConsultationId,
    participant: i64,
) -> Result<(), Error> {
    clear(tx, consultation, participant).await?;
    exec!(
        tx,
        "DELETE FROM statement_vote_history WHERE consultation_id = $1 AND participant = $2",
        consultation.0,
        participant,
    )?;
    Ok(())
}
