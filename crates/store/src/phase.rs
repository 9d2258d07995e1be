//! Phases of consultations, in the order of their dates.

use crate::{
    Error, Tx,
    convert::{list, placeholders, word},
};
use cabildo_domain::{
    ConsultationId, PhaseId, Timestamp,
    consultation::State,
    phase::{Activity, Phase},
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
    /// One of the activities that the phase allows; a phase without activities has one row with `None`.
    activity: Option<String>,
}

impl Row {
    /// Adds the row to the phases read so far: the rows of one phase follow each other, one for each activity.
    fn add_to(self, phases: &mut Vec<Phase>) -> Result<(), Error> {
        let activity: Option<Activity> = match self.activity {
            Some(activity) => Some(word("phase_allows.activity", activity)?),
            None => None,
        };
        if let Some(last) = phases.last_mut().filter(|last| last.id.0 == self.id) {
            last.allows = last.allows.iter().chain(activity).collect();
            return Ok(());
        }
        phases.push(Phase {
            id: PhaseId(self.id),
            name: PhaseName::trusted(self.name),
            description: PhaseDescription::trusted(self.description),
            method: word("phase.method", self.method)?,
            starts_at: Timestamp(self.starts_at),
            ends_at: Timestamp(self.ends_at),
            allows: activity.into_iter().collect(),
        });
        Ok(())
    }
}

/// The phases of a consultation.
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Phase>, Error> {
    Ok(of_many(tx, &[consultation])
        .await?
        .remove(&consultation)
        .unwrap_or_default())
}

/// The phases of several consultations, in one statement.
pub async fn of_many(
    tx: &mut Tx,
    consultations: &[ConsultationId],
) -> Result<HashMap<ConsultationId, Vec<Phase>>, Error> {
    let mut phases: HashMap<ConsultationId, Vec<Phase>> = HashMap::new();
    if consultations.is_empty() {
        return Ok(phases);
    }
    let sql = format!(
        "SELECT p.id, p.consultation_id, p.name, p.description, p.method, p.starts_at, p.ends_at, w.activity
         FROM phase p LEFT JOIN phase_allows w ON w.phase_id = p.id
         WHERE p.consultation_id IN ({}) ORDER BY p.starts_at, p.id",
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
        let of = phases
            .entry(ConsultationId(row.consultation_id))
            .or_default();
        row.add_to(of)?;
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
pub async fn rules(
    tx: &mut Tx,
    consultation: ConsultationId,
) -> Result<Option<(State, Option<Timestamp>, Vec<Phase>)>, Error> {
    let rows: Vec<RulesRow> = all!(
        tx,
        "SELECT c.state, c.archived_at, p.id, p.consultation_id, p.name, p.description, p.method, p.starts_at,
                p.ends_at, w.activity
         FROM phase p JOIN consultation c ON c.id = p.consultation_id
         LEFT JOIN phase_allows w ON w.phase_id = p.id
         WHERE p.consultation_id = $1 ORDER BY p.starts_at, p.id",
        consultation.0,
    )?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let state = word("consultation.state", first.state.clone())?;
    let archived_at = first.archived_at.map(Timestamp);
    let mut phases = Vec::new();
    for row in rows {
        row.phase.add_to(&mut phases)?;
    }
    Ok(Some((state, archived_at, phases)))
}

/// Replaces all phases of the consultation by these.
pub async fn replace(
    tx: &mut Tx,
    consultation: ConsultationId,
    phases: &[Phase],
) -> Result<(), Error> {
    exec!(
        tx,
        "DELETE FROM phase WHERE consultation_id = $1",
        consultation.0
    )?;
    if phases.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO phase (id, consultation_id, name, description, method, starts_at, ends_at)
         VALUES {}",
        placeholders(phases.len(), 7)
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
                .bind(phase.ends_at.0);
        }
        query.execute(conn).await.map(drop)
    })?;
    let allowed: Vec<(PhaseId, Activity)> = phases
        .iter()
        .flat_map(|phase| phase.allows.iter().map(|activity| (phase.id, activity)))
        .collect();
    if allowed.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO phase_allows (phase_id, activity) VALUES {}",
        placeholders(allowed.len(), 2)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (phase, activity) in &allowed {
            query = query.bind(phase.0).bind(activity.as_str());
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}
