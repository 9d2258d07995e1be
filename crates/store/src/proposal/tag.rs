//! Which area and theme proposals bear: how many bear each, and others in their place when the lab removes one.

use crate::{Error, Tx, convert::list};
use cabildo_domain::ConsultationId;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// What a proposal bears.
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

/// How many proposals of a consultation, whatever their state, bear each area or theme; those that none bears are left
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
    let rows: Vec<(Uuid, i64)> = on!(tx, |conn| sqlx::query_as(AssertSqlSafe(sql))
        .bind(consultation.0)
        .fetch_all(conn)
        .await)?;
    Ok(rows.into_iter().collect())
}

/// Locks the proposals that bear one of these: before the consultation, as everyone who writes both does.
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

/// Gives the proposals that bear one of `from` another one, or none. Their earlier versions keep what they had.
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
