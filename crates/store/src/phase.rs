//! Phases of consultations, in the order of their dates.

use crate::{
    Error, Tx,
    convert::{list, placeholders, word},
};
use cabildo_domain::{
    ConsultationId, PhaseId, Timestamp,
    consultation::State,
    phase::{Allows, Phase},
    text::{PhaseDescription, PhaseName},
};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    name: String,
    description: String,
    method: String,
    starts_at: i64,
    ends_at: i64,
    allows_propose: bool,
    allows_comment: bool,
    allows_support: bool,
}

impl TryFrom<Row> for Phase {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: PhaseId(row.id),
            name: PhaseName::trusted(row.name),
            description: PhaseDescription::trusted(row.description),
            method: word("phase.method", row.method)?,
            starts_at: Timestamp(row.starts_at),
            ends_at: Timestamp(row.ends_at),
            allows: Allows {
                propose: row.allows_propose,
                comment: row.allows_comment,
                support: row.allows_support,
            },
        })
    }
}

/// The phases of a consultation.
///
/// # Errors
/// [`Error`].
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Phase>, Error> {
    Ok(of_many(tx, &[consultation])
        .await?
        .remove(&consultation)
        .unwrap_or_default())
}

/// The phases of several consultations, in one statement.
///
/// # Errors
/// [`Error`].
pub async fn of_many(
    tx: &mut Tx,
    consultations: &[ConsultationId],
) -> Result<HashMap<ConsultationId, Vec<Phase>>, Error> {
    let mut phases: HashMap<ConsultationId, Vec<Phase>> = HashMap::new();
    if consultations.is_empty() {
        return Ok(phases);
    }
    let sql = format!(
        "SELECT id, consultation_id, name, description, method, starts_at, ends_at,
                allows_propose, allows_comment, allows_support
         FROM phase WHERE consultation_id IN ({}) ORDER BY starts_at, id",
        list(1, consultations.len())
    );
    let rows: Vec<Row> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for id in consultations {
            query = query.bind(id.0);
        }
        query.fetch_all(conn).await
    })?;
    for row in rows {
        phases
            .entry(ConsultationId(row.consultation_id))
            .or_default()
            .push(row.try_into()?);
    }
    Ok(phases)
}

#[derive(sqlx::FromRow)]
struct RulesRow {
    state: String,
    archived_at: Option<i64>,
    #[sqlx(flatten)]
    phase: Row,
}

/// The state of the consultation, when it was archived, and its phases, in one statement.
///
/// # Errors
/// [`Error`].
pub async fn rules(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Option<(State, Option<Timestamp>, Vec<Phase>)>, Error> {
    let rows: Vec<RulesRow> = on!(tx, |conn| {
        sqlx::query_as(
            "SELECT c.state, c.archived_at, p.id, p.consultation_id, p.name, p.description, p.method, p.starts_at,
                    p.ends_at, p.allows_propose, p.allows_comment, p.allows_support
             FROM phase p JOIN consultation c ON c.id = p.consultation_id
             WHERE p.consultation_id = $1 ORDER BY p.starts_at, p.id",
        )
        .bind(consultation.0)
        .fetch_all(conn)
        .await
    })?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let state = word("consultation.state", first.state.clone())?;
    let archived_at = first.archived_at.map(Timestamp);
    let phases = rows
        .into_iter()
        .map(|row| row.phase.try_into())
        .collect::<Result<_, _>>()?;
    Ok(Some((state, archived_at, phases)))
}

/// Puts these phases in the place of all that the consultation has.
///
/// # Errors
/// [`Error`].
pub async fn replace(
    tx: &mut Tx,
    consultation: ConsultationId,
    phases: &[Phase],
) -> Result<(), Error> {
    on!(tx, |conn| {
        sqlx::query("DELETE FROM phase WHERE consultation_id = $1")
            .bind(consultation.0)
            .execute(conn)
            .await
            .map(drop)
    })?;
    if phases.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO phase (id, consultation_id, name, description, method, starts_at, ends_at,
                            allows_propose, allows_comment, allows_support) VALUES {}",
        placeholders(phases.len(), 10)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for phase in phases {
            query = query
                .bind(phase.id.0)
                .bind(consultation.0)
                .bind(phase.name.as_str())
                .bind(phase.description.as_str())
                .bind(phase.method.as_str())
                .bind(phase.starts_at.0)
                .bind(phase.ends_at.0)
                .bind(phase.allows.propose)
                .bind(phase.allows.comment)
                .bind(phase.allows.support);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}
