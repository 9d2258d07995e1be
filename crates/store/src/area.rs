//! Areas of consultations, in the order of their outline (a parent before its children); retired ones last.

use crate::{Error, Tx, convert::placeholders};
use cabildo_domain::{AreaId, ConsultationId, limits, text::Label};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A part of the city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    pub id: AreaId,
    /// The area it lies in.
    pub parent: Option<AreaId>,
    /// Its name.
    pub label: Label,
    /// How far it is nested: 0 at the top.
    pub depth: i64,
    /// Whether it is no longer offered, and only kept for the proposals that have it.
    pub retired: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    parent_id: Option<Uuid>,
    label: String,
    depth: i64,
    retired: bool,
}

impl From<Row> for Area {
    fn from(row: Row) -> Self {
        Self {
            id: AreaId(row.id),
            parent: row.parent_id.map(AreaId),
            label: Label::trusted(row.label),
            depth: row.depth,
            retired: row.retired,
        }
    }
}

/// The areas of a consultation.
pub async fn of(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Area>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        "SELECT id, parent_id, label, depth, retired FROM area
         WHERE consultation_id = $1 ORDER BY retired, position, id",
        consultation.0,
    )?;
    Ok(rows.into_iter().map(Area::from).collect())
}

/// The areas by which a list can be filtered: those that are offered, and retired ones that proposals still have, with
/// all areas around them. They come in the order of the outline, retired ones after the others of the same parent.
pub async fn in_lists(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<Area>, Error> {
    #[derive(sqlx::FromRow)]
    struct Used {
        #[sqlx(flatten)]
        row: Row,
        used: bool,
    }
    let rows: Vec<Used> = all!(
        tx,
        "SELECT id, parent_id, label, depth, retired,
             CASE WHEN retired THEN EXISTS (SELECT 1 FROM proposal p WHERE p.area_id = area.id) ELSE TRUE END AS used
         FROM area WHERE consultation_id = $1 ORDER BY position, retired, id",
        consultation.0,
    )?;
    let used: HashSet<AreaId> = rows
        .iter()
        .filter(|row| row.used)
        .map(|row| AreaId(row.row.id))
        .collect();
    let areas = rows.into_iter().map(|row| Area::from(row.row)).collect();
    Ok(tree(areas, &used))
}

/// The areas in the order of a tree, a parent before its children; only areas that are wanted or contain a wanted one.
fn tree(areas: Vec<Area>, wanted: &HashSet<AreaId>) -> Vec<Area> {
    let known: HashSet<AreaId> = areas.iter().map(|area| area.id).collect();
    let mut within: HashMap<Option<AreaId>, Vec<Area>> = HashMap::new();
    for area in areas {
        let parent = area.parent.filter(|parent| known.contains(parent));
        within.entry(parent).or_default().push(area);
    }
    fn walk(
        parent: Option<AreaId>,
        depth: i64,
        within: &mut HashMap<Option<AreaId>, Vec<Area>>,
        wanted: &HashSet<AreaId>,
        out: &mut Vec<Area>,
    ) {
        for mut area in within.remove(&parent).unwrap_or_default() {
            let (id, place) = (area.id, out.len());
            area.depth = depth;
            out.push(area);
            walk(Some(id), depth + 1, within, wanted, out);
            if out.len() == place + 1 && !wanted.contains(&id) {
                out.pop();
            }
        }
    }
    let mut out = Vec::with_capacity(known.len());
    walk(None, 0, &mut within, wanted, &mut out);
    out
}

/// Makes `areas` the offered ones, in this order, each parent before its children. Other areas are deleted, or retired
/// when a proposal, an earlier revision of one, or a remaining area needs them.
pub async fn replace(
    tx: &mut Tx,
    consultation: ConsultationId,
    areas: &[Area],
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE area SET retired = TRUE WHERE consultation_id = $1",
        consultation.0,
    )?;
    upsert(tx, consultation, areas).await?;
    // Delete the innermost first: an area can be deleted once nothing lies in it.
    for depth in (0..limits::AREA_DEPTH as i64).rev() {
        exec!(
            tx,
            "DELETE FROM area WHERE consultation_id = $1 AND depth = $2 AND retired
                 AND NOT EXISTS (SELECT 1 FROM area AS inner_area WHERE inner_area.parent_id = area.id)
                 AND NOT EXISTS (SELECT 1 FROM proposal WHERE proposal.area_id = area.id)
                 AND NOT EXISTS (SELECT 1 FROM proposal_revision WHERE proposal_revision.area_id = area.id)",
            consultation.0,
            depth,
        )?;
    }
    Ok(())
}

async fn upsert(tx: &mut Tx, consultation: ConsultationId, areas: &[Area]) -> Result<(), Error> {
    if areas.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "INSERT INTO area (id, consultation_id, parent_id, label, position, depth, retired) VALUES {}
         ON CONFLICT (id) DO UPDATE SET parent_id = excluded.parent_id, label = excluded.label,
             position = excluded.position, depth = excluded.depth, retired = FALSE",
        placeholders(areas.len(), 7)
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (position, area) in areas.iter().enumerate() {
            query = query
                .bind(area.id.0)
                .bind(consultation.0)
                .bind(area.parent.map(|id| id.0))
                .bind(area.label.as_str())
                .bind(position as i64)
                .bind(area.depth)
                .bind(false);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}
