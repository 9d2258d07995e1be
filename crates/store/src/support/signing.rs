//! Supports as the integrity desk sees them: their time, the age of the account, the hashed network.

use crate::{
    Error, Tx,
    convert::{list, word},
};
use cabildo_domain::{Subject, SubjectKind, Timestamp, support::Signing};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// The most supports that are read of all subjects together, the newest first: more of them would not change the
/// result.
const MOST: i64 = 50_000;

#[derive(sqlx::FromRow)]
struct Row {
    subject_kind: String,
    subject_id: Uuid,
    at: i64,
    made_at: i64,
    previous: Option<i64>,
    network: Option<Vec<u8>>,
}

/// The supports of subjects since a moment, in one statement for up to two hundred subjects.
pub async fn since(
    tx: &mut Tx,
    subjects: &[Subject],
    moment: Timestamp,
) -> Result<HashMap<Subject, Vec<Signing>>, Error> {
    let mut found: HashMap<Subject, Vec<Signing>> = HashMap::new();
    if subjects.is_empty() {
        return Ok(found);
    }
    let sql = format!(
        "SELECT s.subject_kind, s.subject_id, s.created_at AS at, a.created_at AS made_at, n.network,
             (SELECT MAX(o.created_at) FROM support o WHERE o.account_id = s.account_id
                  AND o.created_at <= s.created_at AND o.subject_id <> s.subject_id) AS previous
         FROM support s JOIN account a ON a.id = s.account_id
         LEFT JOIN support_network n ON n.subject_kind = s.subject_kind AND n.subject_id = s.subject_id
             AND n.account_id = s.account_id
         WHERE s.created_at >= $1 AND s.subject_id IN ({})
         ORDER BY s.created_at DESC LIMIT $2 + 0",
        list(3, subjects.len())
    );
    let rows: Vec<Row> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql)).bind(moment.0).bind(MOST);
        for subject in subjects {
            query = query.bind(subject.id);
        }
        query.fetch_all(conn).await
    })?;
    for row in rows {
        let kind: SubjectKind = word("support.subject_kind", row.subject_kind)?;
        let id = row.subject_id;
        found
            .entry(Subject { kind, id })
            .or_default()
            .push(Signing {
                at: Timestamp(row.at),
                made_at: Timestamp(row.made_at),
                before: row.previous.map(Timestamp),
                network: row.network,
            });
    }
    Ok(found)
}
