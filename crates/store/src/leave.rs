//! Removes what leaves with an erased account: supports, reactions and answers in consultations that still take them.
//! This module deletes the rows; the caller adjusts the counters of consultations in the same transaction.

use crate::{
    Error, Tx,
    convert::{BATCH, filled, list, placeholders, size, word},
    support, supportable,
};
use cabildo_domain::{
    AccountId, CommentId, ConsultationId, Subject, SubjectKind, Timestamp, comment::best,
    consultation::State,
};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The contributions of an account to a consultation, with the columns that decide whether they are still open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The consultation; `None` for what belongs to none, so that no phase closes it.
    pub consultation: Option<ConsultationId>,
    /// The state of the consultation; published where there is none.
    pub state: State,
    /// When it went to the archive.
    pub archived_at: Option<Timestamp>,
    /// The number of supports.
    pub supports: i64,
    /// The number of reactions to comments.
    pub reactions: i64,
    /// The number of answered statements.
    pub answers: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Option<Uuid>,
    state: Option<String>,
    archived_at: Option<i64>,
    supports: i64,
    reactions: i64,
    answers: i64,
}

/// The contributions of an account, by consultation, in one statement. Consultations in which it took part without any
/// of them are included.
pub async fn given(tx: &mut Tx, account: AccountId) -> Result<Vec<Given>, Error> {
    let supports = supportable::each(|rows| {
        format!(
            "SELECT p.consultation_id, COUNT(*) AS supports, 0 AS reactions, 0 AS answers
             FROM support s JOIN {rows} AS p ON p.id = s.subject_id AND p.kind = s.subject_kind
             WHERE s.account_id = $1 GROUP BY p.consultation_id"
        )
    });
    let sql = format!(
        "SELECT c.id, c.state, c.archived_at, CAST(SUM(g.supports) AS BIGINT) AS supports,
                 CAST(SUM(g.reactions) AS BIGINT) AS reactions, CAST(SUM(g.answers) AS BIGINT) AS answers
             FROM ({supports}
                   UNION ALL SELECT m.consultation_id, 0, COUNT(*), 0
                   FROM reaction r JOIN comment m ON m.id = r.comment_id
                   WHERE r.account_id = $1 GROUP BY m.consultation_id
                   UNION ALL SELECT consultation_id, 0, 0, votes FROM opinion_participant WHERE account_id = $1
                   UNION ALL SELECT consultation_id, 0, 0, 0 FROM participant WHERE account_id = $1) AS g
             LEFT JOIN consultation c ON c.id = g.consultation_id
             GROUP BY c.id, c.state, c.archived_at ORDER BY c.id"
    );
    let rows: Vec<Row> = all!(tx, AssertSqlSafe(sql), account.0)?;
    rows.into_iter()
        .map(|row| {
            Ok(Given {
                consultation: row.id.map(ConsultationId),
                state: match row.state {
                    Some(state) => word("consultation.state", state)?,
                    None => State::Published,
                },
                archived_at: row.archived_at.map(Timestamp),
                supports: row.supports,
                reactions: row.reactions,
                answers: row.answers,
            })
        })
        .collect()
}

/// Removes the reactions of an account in these consultations and to comments that belong to none, and counts them out
/// of their comments. Returns the comments with their consultations.
pub async fn reactions(
    tx: &mut Tx,
    account: AccountId,
    consultations: &[ConsultationId],
) -> Result<Vec<(CommentId, Option<ConsultationId>)>, Error> {
    let within = if consultations.is_empty() {
        String::new()
    } else {
        let ids = list(2, consultations.len());
        format!("OR m.consultation_id IN ({ids})")
    };
    let those = format!(
        "(SELECT m.id FROM reaction r JOIN comment m ON m.id = r.comment_id
          WHERE r.account_id = $1 AND (m.consultation_id IS NULL {within}))"
    );
    // Lock the comments first, as a reaction does; else each of two transactions could wait for the other.
    let sql = format!("UPDATE comment SET best = best WHERE id IN {those}");
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(account.0);
        for id in consultations {
            query = query.bind(id.0);
        }
        query.execute(conn).await.map(drop)
    })?;
    let sql = format!(
        "DELETE FROM reaction WHERE account_id = $1 AND comment_id IN {those} RETURNING comment_id, up"
    );
    let mut gone: Vec<(Uuid, bool)> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(account.0);
        for id in consultations {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    gone.sort_unstable();
    let mut left = Vec::with_capacity(gone.len());
    for batch in gone.chunks(BATCH) {
        left.extend(count_reactions_out(tx, batch).await?);
    }
    Ok(left)
}

type Counted = (Uuid, Option<Uuid>, i64, i64, i64, i64);

/// Subtracts reactions from their comments (each named once), and writes the scores that follow.
async fn count_reactions_out(
    tx: &mut Tx,
    gone: &[(Uuid, bool)],
) -> Result<Vec<(CommentId, Option<ConsultationId>)>, Error> {
    let sql = format!(
        "UPDATE comment SET ups = ups - v.column2, downs = downs - v.column3 FROM (VALUES {}) AS v
         WHERE comment.id = v.column1
         RETURNING id, consultation_id, ups, downs, imported_ups, imported_downs",
        placeholders(size(gone.len()), 3)
    );
    let counted: Vec<Counted> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for (comment, up) in filled(gone) {
            query = query
                .bind(*comment)
                .bind(i64::from(*up))
                .bind(i64::from(!*up));
        }
        query.fetch_all(conn).await
    })?;
    if counted.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "UPDATE comment SET best = v.column2 FROM (VALUES {}) AS v WHERE comment.id = v.column1",
        placeholders(size(counted.len()), 2)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (id, _, ups, downs, imported_ups, imported_downs) in filled(&counted) {
            query = query
                .bind(*id)
                .bind(best(ups + imported_ups, downs + imported_downs));
        }
        query.execute(conn).await.map(drop)
    })?;
    let place =
        |(id, consultation, ..): &Counted| (CommentId(*id), consultation.map(ConsultationId));
    Ok(counted.iter().map(place).collect())
}

/// Removes the supports of an account in these consultations, and counts them out of their subjects. Responses that
/// are owed already stay owed. Returns the subjects with their consultations.
pub async fn supports(
    tx: &mut Tx,
    account: AccountId,
    consultations: &[ConsultationId],
) -> Result<Vec<(Subject, ConsultationId)>, Error> {
    if consultations.is_empty() {
        return Ok(Vec::new());
    }
    let those = list(2, consultations.len());
    let sql = supportable::each(|rows| {
        format!(
            "SELECT p.kind, p.id, p.consultation_id
             FROM support s JOIN {rows} AS p ON p.id = s.subject_id AND p.kind = s.subject_kind
             WHERE s.account_id = $1 AND p.consultation_id IN ({those})"
        )
    });
    let rows: Vec<(String, Uuid, Uuid)> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(account.0);
        for id in consultations {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    let mut place_of: BTreeMap<Subject, ConsultationId> = BTreeMap::new();
    for (kind, id, place) in rows {
        let kind: SubjectKind = word("support.subject_kind", kind)?;
        place_of.insert(Subject { kind, id }, ConsultationId(place));
    }
    let pairs: Vec<support::Pair> = place_of.keys().map(|one| (*one, account)).collect();
    // Do not subtract rows that somebody removed meanwhile.
    let mut gone: Vec<Subject> = support::withdraw(tx, &pairs)
        .await?
        .into_iter()
        .map(|(subject, _)| subject)
        .collect();
    gone.sort_unstable();
    let changes: Vec<(Subject, i64)> = gone.iter().map(|one| (*one, -1)).collect();
    support::count(tx, &changes).await?;
    Ok(gone
        .into_iter()
        .filter_map(|one| Some((one, *place_of.get(&one)?)))
        .collect())
}

/// Forgets that an account took part in these consultations, unless something of it is left there; returns the
/// consultations that it left.
pub async fn participations(
    tx: &mut Tx,
    account: AccountId,
    consultations: &[ConsultationId],
) -> Result<Vec<ConsultationId>, Error> {
    if consultations.is_empty() {
        return Ok(Vec::new());
    }
    let supports = supportable::each(|rows| {
        format!(
            "SELECT 1 FROM support s JOIN {rows} AS x ON x.id = s.subject_id AND x.kind = s.subject_kind
             WHERE s.account_id = $1 AND x.consultation_id = participant.consultation_id"
        )
    });
    let sql = format!(
        "DELETE FROM participant WHERE account_id = $1 AND consultation_id IN ({})
             AND NOT EXISTS (SELECT 1 FROM proposal x
                 WHERE x.author_id = $1 AND x.consultation_id = participant.consultation_id)
             AND NOT EXISTS (SELECT 1 FROM comment x
                 WHERE x.author_id = $1 AND x.consultation_id = participant.consultation_id AND x.deleted_at IS NULL)
             AND NOT EXISTS ({supports})
             AND NOT EXISTS (SELECT 1 FROM reaction r JOIN comment x ON x.id = r.comment_id
                 WHERE r.account_id = $1 AND x.consultation_id = participant.consultation_id)
             AND NOT EXISTS (SELECT 1 FROM opinion_participant o
                 WHERE o.account_id = $1 AND o.consultation_id = participant.consultation_id
                     AND (o.votes > 0 OR EXISTS (SELECT 1 FROM statement x WHERE x.author_id = o.id)))
         RETURNING consultation_id",
        list(2, consultations.len())
    );
    let ids: Vec<Uuid> = on!(tx, |conn| {
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).bind(account.0);
        for id in consultations {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    Ok(ids.into_iter().map(ConsultationId).collect())
}
