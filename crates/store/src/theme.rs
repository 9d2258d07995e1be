//! Themes of consultations, in the order the lab gave them; retired ones last.

use crate::{Error, Tx, convert::placeholders};
use cabildo_domain::{ConsultationId, ThemeId, text::Label};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A theme: a topic that a proposal can have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Theme {
    pub id: ThemeId,
    /// Its name.
    pub label: Label,
    /// Whether it is no longer offered, and only kept for the proposals that have it.
    pub retired: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    label: String,
    retired: bool,
}

impl From<Row> for Theme {
    fn from(row: Row) -> Self {
        Self {
            id: ThemeId(row.id),
            label: Label::trusted(row.label),
            retired: row.retired,
        }
    }
}

/// The themes of a consultation.
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Theme>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT id, label, retired FROM theme WHERE consultation_id = $1 ORDER BY retired, position, id",
        consultation.0,
    )?;
    Ok(rows.into_iter().map(Theme::from).collect())
}

/// The themes by which a list can be filtered: those that are offered, and retired ones that proposals still have.
pub async fn in_lists(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Theme>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT id, label, retired FROM theme
         WHERE consultation_id = $1
             AND (NOT retired OR EXISTS (SELECT 1 FROM proposal p WHERE p.theme_id = theme.id))
         ORDER BY retired, position, id",
        consultation.0,
    )?;
    Ok(rows.into_iter().map(Theme::from).collect())
}

/// Makes `themes` the offered ones, in this order. Others are deleted, or retired when a proposal (or an earlier
/// revision of one) has them.
pub async fn replace(
    tx: &mut Tx,
    consultation: ConsultationId,
    themes: &[(ThemeId, Label)],
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE theme SET retired = TRUE WHERE consultation_id = $1",
        consultation.0,
    )?;
    if !themes.is_empty() {
        let sql = format!(
            "INSERT INTO theme (id, consultation_id, label, position, retired) VALUES {}
             ON CONFLICT (id) DO UPDATE SET label = excluded.label, position = excluded.position, retired = FALSE",
            placeholders(themes.len(), 5)
        );
        on!(tx, |conn| {
            let mut query = sqlx::query(AssertSqlSafe(sql));
            for (position, (id, label)) in themes.iter().enumerate() {
                query = query
                    .bind(id.0)
                    .bind(consultation.0)
                    .bind(label.as_str())
                    .bind(position as i64)
                    .bind(false);
            }
            query.execute(conn).await.map(drop)
        })?;
    }
    exec!(
        tx,
        "DELETE FROM theme WHERE consultation_id = $1 AND retired
             AND NOT EXISTS (SELECT 1 FROM proposal WHERE proposal.theme_id = theme.id)
             AND NOT EXISTS (SELECT 1 FROM proposal_revision WHERE proposal_revision.theme_id = theme.id)",
        consultation.0,
    )?;
    Ok(())
}
