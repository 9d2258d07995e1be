//! Numbers and counters after an import, a fixed number of statements for each.

use crate::{Error, Tx};
use cabildo_domain::ConsultationId;

/// Gives the new proposals of a consultation the next numbers in the order of their ids in the source; until then their
/// number is the negative of that id.
pub async fn number_proposals(tx: &mut Tx, consultation: ConsultationId) -> Result<u64, Error> {
    let numbered = exec!(
        tx,
        "UPDATE proposal SET number = r.number FROM (
             SELECT p.id, c.last_number + ROW_NUMBER() OVER (ORDER BY p.number DESC) AS number
             FROM proposal p JOIN consultation c ON c.id = p.consultation_id
             WHERE p.consultation_id = $1 AND p.number < 0) AS r
         WHERE proposal.id = r.id",
        consultation.0,
    )?;
    exec!(
        tx,
        "UPDATE consultation SET last_number = last_number + $1 WHERE id = $2",
        numbered as i64,
        consultation.0,
    )?;
    Ok(numbered)
}

/// The counters that an import changes, each made from the rows it counts: comments first, the consultation last,
/// according to the order of locks.
const COUNTS: [&str; 4] = [
    "UPDATE comment SET reply_count = (
         SELECT COUNT(*) FROM comment AS r WHERE r.root_id = comment.id AND r.id <> comment.id
             AND r.deleted_at IS NULL AND r.hidden_at IS NULL),
         reply_places = (SELECT COUNT(*) FROM comment AS r WHERE r.root_id = comment.id AND r.id <> comment.id)
     WHERE consultation_id = $1 AND depth = 0",
    "UPDATE proposal SET comment_count = (
         SELECT COUNT(*) FROM comment AS c
         WHERE c.subject_id = proposal.id AND c.deleted_at IS NULL AND c.hidden_at IS NULL)
     WHERE consultation_id = $1",
    "INSERT INTO participant (consultation_id, account_id, since)
     SELECT took.consultation_id, took.author_id, MIN(took.created_at) FROM (
         SELECT consultation_id, author_id, created_at FROM proposal WHERE consultation_id = $1
         UNION ALL SELECT consultation_id, author_id, created_at FROM comment WHERE consultation_id = $1) AS took
     WHERE took.author_id IS NOT NULL GROUP BY took.consultation_id, took.author_id ON CONFLICT DO NOTHING",
    "UPDATE consultation SET
         proposal_count = (SELECT COUNT(*) FROM proposal AS p WHERE p.consultation_id = consultation.id AND p.listed),
         comment_count = (SELECT CAST(COALESCE(SUM(p.comment_count), 0) AS BIGINT) FROM proposal AS p
                          WHERE p.consultation_id = consultation.id AND p.hidden_at IS NULL),
         participant_count = (SELECT COUNT(*) FROM participant AS t WHERE t.consultation_id = consultation.id)
     WHERE id = $1",
];

/// Notes every author with an account or a pseudonym as a participant, and sets the counters of a consultation, its proposals and its threads to the
/// counts of their rows.
pub async fn all(tx: &mut Tx, consultation: ConsultationId) -> Result<(), Error> {
    for sql in COUNTS {
        exec!(tx, sql, consultation.0)?;
    }
    Ok(())
}
