//! The areas and themes of proposals: how many proposals have each, and the replacement when the lab removes one.

use crate::{Error, Tx, convert::list};
use cabildo_domain::ConsultationId;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// A tag of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// A theme.
    Theme,
    /// An area.
    Area,
}

impl Tag {
    const fn column(self) -> &'static str {
        match self {
            Self::Theme => "theme_id",
            Self::Area => "area_id",
        }
    }
}

/// The number of proposals of a consultation, in any state, with each area or theme; tags without proposals are left
/// out.
pub async fn counts(
    tx: &mut Tx,
    consultation: ConsultationId,
    tag: Tag,
) -> Result<HashMap<Uuid, i64>, Error> {
    let column = tag.column();
    let sql = format!(
        "SELECT {column}, COUNT(*) FROM proposal WHERE consultation_id = $1 AND {column} IS NOT NULL GROUP BY {column}"
    );
    let rows: Vec<(Uuid, i64)> = all!(tx, AssertSqlSafe(sql), consultation.0)?;
    Ok(rows.into_iter().collect())
}

/// Locks the proposals with one of these tags. They are locked before the consultation, as in every transaction that
/// writes both.
pub async fn lock(
    tx: &mut Tx,
    consultation: ConsultationId,
    tag: Tag,
    ids: &[Uuid],
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let column = tag.column();
    let sql = format!(
        "UPDATE proposal SET {column} = {column} WHERE consultation_id = $1 AND {column} IN ({})",
        list(2, ids.len())
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(consultation.0);
        for id in ids {
            query = query.bind(*id);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}

/// Gives the proposals with one of `from` another tag, or none. Their earlier versions keep what they had.
pub async fn replace(
    tx: &mut Tx,
    consultation: ConsultationId,
    tag: Tag,
    from: &[Uuid],
    to: Option<Uuid>,
) -> Result<(), Error> {
    if from.is_empty() {
        return Ok(());
    }
    let column = tag.column();
    let sql = format!(
        "UPDATE proposal SET {column} = $1 WHERE consultation_id = $2 AND {column} IN ({})",
        list(3, from.len())
    );
    on!(tx, |conn| {
        let mut query = sqlx::query(AssertSqlSafe(sql))
            .bind(to)
            .bind(consultation.0);
        for id in from {
            query = query.bind(*id);
        }
        query.execute(conn).await.map(drop)
    })?;
    Ok(())
}
