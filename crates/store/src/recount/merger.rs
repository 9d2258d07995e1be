//! Compares the ends of mergers with the chains they follow from.

use super::Difference;
use crate::{Error, Store, Tx, proposal::place};
use cabildo_domain::ProposalId;
use uuid::Uuid;

/// Each merged proposal whose stored end is not the end of its chain: its id, the numbers of both ends (0 means none),
/// and the right end. UNION drops rows that were seen before, so that even a circle ends.
const WRONG: &str = "WITH RECURSIVE chain (id, onward) AS (
        SELECT id, merged_into FROM proposal WHERE merged_into IS NOT NULL
        UNION
        SELECT chain.id, p.merged_into FROM chain JOIN proposal p ON p.id = chain.onward
        WHERE p.merged_into IS NOT NULL
    ), ends (id, end_id, number) AS (
        SELECT chain.id, m.id, m.number FROM chain JOIN proposal m ON m.id = chain.onward
        WHERE m.merged_into IS NULL
    )
    SELECT p.id, COALESCE(s.number, 0) AS stored, COALESCE(e.number, 0) AS counted, e.end_id
    FROM proposal p LEFT JOIN ends e ON e.id = p.id LEFT JOIN proposal s ON s.id = p.merged_end
    WHERE (p.merged_into IS NOT NULL OR p.merged_end IS NOT NULL)
      AND p.merged_end IS DISTINCT FROM e.end_id
    ORDER BY p.id";

type Row = (Uuid, i64, i64, Option<Uuid>);

async fn wrong(tx: &mut Tx) -> Result<Vec<Row>, Error> {
    Ok(all!(tx, WRONG)?)
}

fn difference(&(id, stored, counted, _): &Row) -> Difference {
    Difference {
        what: "proposal.merged_end",
        id,
        stored,
        counted,
    }
}

/// The wrong ends.
pub(super) async fn differences(tx: &mut Tx) -> Result<Vec<Difference>, Error> {
    Ok(wrong(tx).await?.iter().map(difference).collect())
}

/// Corrects the wrong ends while no merger can happen; returns them.
pub(super) async fn fix(store: &Store) -> Result<Vec<Difference>, Error> {
    if wrong(&mut store.read().await?).await?.is_empty() {
        return Ok(Vec::new());
    }
    let mut tx = store.write().await?;
    place::lock_mergers(&mut tx).await?;
    let rows = wrong(&mut tx).await?;
    for (id, _, _, end) in &rows {
        place::set_end(&mut tx, ProposalId(*id), end.map(ProposalId)).await?;
    }
    tx.commit().await?;
    Ok(rows.iter().map(difference).collect())
}
