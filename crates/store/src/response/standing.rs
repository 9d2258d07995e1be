//! Proposals that have reached a rung for which no response is owed yet.

use crate::{Error, Tx, convert::list};
use cabildo_domain::{
    ConsultationId, ProposalId, RungId, ladder::Rung, proposal::Status, text::Owed,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A proposal and a rung that its counted supports have reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub proposal: ProposalId,
    pub consultation: ConsultationId,
    pub rung: Rung,
    /// The number of counted supports.
    pub counted: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    proposal_id: Uuid,
    consultation_id: Uuid,
    id: Uuid,
    count: i64,
    owes: String,
    owner: String,
    within_days: i64,
    support_count: i64,
}

impl From<Row> for Standing {
    fn from(row: Row) -> Self {
        Self {
            proposal: ProposalId(row.proposal_id),
            consultation: ConsultationId(row.consultation_id),
            rung: Rung {
                id: RungId(row.id),
                count: row.count,
                owes: Owed::trusted(row.owes),
                owner: Owed::trusted(row.owner),
                within_days: row.within_days,
            },
            counted: row.support_count,
        }
    }
}

/// Proposals of these statuses, not hidden, that have reached a rung without a response for it: in one consultation, or
/// (`None`) in all of them. Each proposal's lowest rung comes first. A response belongs to a rung by its id or by its
/// count, as for [`owe`](super::owe).
pub async fn standing(
    tx: &mut Tx,
    consultation: Option<ConsultationId>,
    statuses: &[Status],
) -> Result<Vec<Standing>, Error> {
    let place = if consultation.is_some() {
        format!("AND g.consultation_id = ${}", statuses.len() + 1)
    } else {
        String::new()
    };
    let sql = format!(
        "SELECT p.id AS proposal_id, g.consultation_id, g.id, g.count, g.owes, g.owner, g.within_days, p.support_count
         FROM rung g JOIN proposal p ON p.consultation_id = g.consultation_id AND p.support_count >= g.count
         WHERE p.hidden_at IS NULL AND p.status IN ({}) {place}
             AND NOT EXISTS (SELECT 1 FROM response r
                 WHERE r.proposal_id = p.id AND (r.rung_count = g.count OR r.rung_id = g.id))
         ORDER BY p.id, g.count",
        list(1, statuses.len())
    );
    let rows: Vec<Row> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for status in statuses {
            query = query.bind(status.as_str());
        }
        if let Some(consultation) = consultation {
            query = query.bind(consultation.0);
        }
        query.fetch_all(conn).await
    })?;
    Ok(rows.into_iter().map(Standing::from).collect())
}
