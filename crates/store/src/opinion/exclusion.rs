//! Excludes participants, so that their answers do not count, and readmits them: one by one, or a burst at once
//! ([`super::burst`]: many participants who joined from one network within an hour).
//!
//! Each operation runs a fixed number of statements, however many people it concerns. The number of the change
//! (`opinion.seq`) marks the people that it excluded, so that they can be readmitted together.

use super::burst::Within;
use crate::{Error, Tx};
use cabildo_domain::{ConsultationId, Timestamp, text::Reason};

/// The change that an exclusion or a readmission makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// The number of participants.
    pub people: i64,
    /// The number of them who have answered.
    pub voters: i64,
    /// The number of their answers.
    pub votes: i64,
}

/// A decision: reason, time, and the number of the change.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    pub reason: &'a Reason,
    /// The time.
    pub at: Timestamp,
    /// The number of the change, new with each.
    pub exclusion: i64,
}

/// Excludes a participant who is not excluded yet, and subtracts their answers from the counts of the statements.
pub async fn exclude(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i64,
    decision: Decision<'_>,
) -> Result<Change, Error> {
    exec!(
        tx,
        "UPDATE opinion_participant SET excluded_at = $1, excluded_reason = $2, exclusion = $3
         WHERE consultation_id = $4 AND number = $5 AND excluded_at IS NULL",
        decision.at.0,
        decision.reason.as_str(),
        decision.exclusion,
        consultation.0,
        number,
    )?;
    count(tx, consultation, decision.exclusion, -1).await?;
    change(tx, consultation, decision.exclusion).await
}

/// Excludes everyone of a burst who is not excluded yet, and subtracts their answers from the counts of the
/// statements.
pub async fn exclude_burst(
    tx: &mut Tx,
    consultation: ConsultationId,
    burst: &Within,
    decision: Decision<'_>,
) -> Result<Change, Error> {
    exec!(
        tx,
        "UPDATE opinion_participant SET excluded_at = $1, excluded_reason = $2, exclusion = $3
         WHERE consultation_id = $4 AND network = $5 AND joined_at >= $6 AND joined_at < $7
             AND excluded_at IS NULL",
        decision.at.0,
        decision.reason.as_str(),
        decision.exclusion,
        consultation.0,
        &burst.network,
        burst.from.0,
        burst.until.0,
    )?;
    count(tx, consultation, decision.exclusion, -1).await?;
    change(tx, consultation, decision.exclusion).await
}

/// Readmits an excluded participant, and adds their answers to the counts again.
///
/// `exclusion` is the number of this change. It replaces the number of the exclusion, so that only this participant is
/// readmitted, and not the people who were excluded together with them.
pub async fn readmit(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i64,
    exclusion: i64,
) -> Result<Change, Error> {
    exec!(
        tx,
        "UPDATE opinion_participant SET exclusion = $1
         WHERE consultation_id = $2 AND number = $3 AND excluded_at IS NOT NULL",
        exclusion,
        consultation.0,
        number,
    )?;
    readmit_together(tx, consultation, exclusion).await
}

/// Readmits everyone whom one change excluded and who is still excluded, and adds their answers to the counts again.
pub async fn readmit_together(
    tx: &mut Tx,
    consultation: ConsultationId,
    exclusion: i64,
) -> Result<Change, Error> {
    count(tx, consultation, exclusion, 1).await?;
    let changed = change(tx, consultation, exclusion).await?;
    exec!(
        tx,
        "UPDATE opinion_participant SET excluded_at = NULL, excluded_reason = NULL, exclusion = NULL
         WHERE consultation_id = $1 AND exclusion = $2",
        consultation.0,
        exclusion,
    )?;
    Ok(changed)
}

/// Counts the answers of those whom a change excluded in or out.
async fn count(
    tx: &mut Tx,
    consultation: ConsultationId,
    exclusion: i64,
    by: i64,
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE statement SET agrees = agrees + v.agreed * $1, disagrees = disagrees + v.disagreed * $1,
             passes = passes + v.passed * $1
         FROM (SELECT v.statement,
                   CAST(SUM(CASE v.answer WHEN 1 THEN 1 ELSE 0 END) AS BIGINT) AS agreed,
                   CAST(SUM(CASE v.answer WHEN -1 THEN 1 ELSE 0 END) AS BIGINT) AS disagreed,
                   CAST(SUM(CASE v.answer WHEN 0 THEN 1 ELSE 0 END) AS BIGINT) AS passed
               FROM opinion_participant p
               JOIN statement_vote v ON v.consultation_id = p.consultation_id AND v.participant = p.number
               WHERE p.consultation_id = $2 AND p.exclusion = $3 GROUP BY v.statement) AS v
         WHERE statement.consultation_id = $2 AND statement.number = v.statement",
        by,
        consultation.0,
        exclusion,
    )?;
    Ok(())
}

async fn change(
    tx: &mut Tx,
    consultation: ConsultationId,
    exclusion: i64,
) -> Result<Change, Error> {
    Ok(one!(
        tx,
        "SELECT COUNT(*) AS people,
             CAST(COALESCE(SUM(CASE WHEN votes > 0 THEN 1 ELSE 0 END), 0) AS BIGINT) AS voters,
             CAST(COALESCE(SUM(votes), 0) AS BIGINT) AS votes
         FROM opinion_participant WHERE consultation_id = $1 AND exclusion = $2",
        consultation.0,
        exclusion,
    )?)
}

/// The numbers of the participants whose answers do not count.
pub async fn excluded(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<i64>, Error> {
    Ok(scalars!(
        tx,
        "SELECT number FROM opinion_participant WHERE consultation_id = $1 AND excluded_at IS NOT NULL
         ORDER BY number",
        consultation.0,
    )?)
}

/// Several participants who were excluded by one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// The number of the change.
    pub exclusion: i64,
    /// The number of people who are still excluded by it.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The time.
    pub at: Timestamp,
    pub reason: Reason,
}

/// Up to `limit` decisions that excluded several at once, the newest first.
pub async fn together(
    tx: &mut Tx,
    consultation: ConsultationId,
    limit: i64,
) -> Result<Vec<Together>, Error> {
    let rows: Vec<(i64, i64, i64, i64, String)> = all!(
        tx,
        "SELECT exclusion, COUNT(*), CAST(SUM(votes) AS BIGINT), MIN(excluded_at), MIN(excluded_reason)
         FROM opinion_participant WHERE consultation_id = $1 AND exclusion IS NOT NULL
         GROUP BY exclusion HAVING COUNT(*) > 1 ORDER BY exclusion DESC LIMIT $2 + 0",
        consultation.0,
        limit,
    )?;
    let together = |(exclusion, people, votes, at, reason)| Together {
        exclusion,
        people,
        votes,
        at: Timestamp(at),
        reason: Reason::trusted(reason),
    };
    Ok(rows.into_iter().map(together).collect())
}
