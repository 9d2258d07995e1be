//! The table `consumer`: how far each shared consumer of the event log has come, and which node (process) works for it.
//!
//! A node leases a consumer for a while and renews the lease while it works. The lease of a dead node ends by itself.
//! The node moves the position in the transaction of its effects. The `UPDATE` has the condition that the lease is
//! still this node's, so a node that lost its lease changes nothing, however late it comes. `leased_by` is bytes on
//! both engines.

use crate::{Error, Tx};
use cabildo_domain::Timestamp;
use uuid::Uuid;

/// Inserts the consumer, if it is not there yet: it begins at the end of the log.
pub async fn begin(tx: &mut Tx, name: &str) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO consumer (name, seq, leased_until) SELECT $1, seq, 0 FROM event_head WHERE id = 1
         ON CONFLICT (name) DO NOTHING",
        name,
    )?;
    Ok(())
}

/// Leases the consumer to `node` until `until`, or renews its lease; returns the number of the last event whose effects
/// are there. `None` while another node holds the lease.
pub async fn lease(
    tx: &mut Tx,
    name: &str,
    node: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<i64>, Error> {
    Ok(maybe_scalar!(
        tx,
        "UPDATE consumer SET leased_by = $1, leased_until = $2
         WHERE name = $3 AND (leased_by IS NULL OR leased_by = $1 OR leased_until <= $4) RETURNING seq",
        node.as_bytes().as_slice(),
        until.0,
        name,
        now.0,
    )?)
}

/// Moves the position forward, in the transaction of the effects. Returns `false` if another node has the lease now;
/// the caller must then roll back.
pub async fn advance(tx: &mut Tx, name: &str, node: Uuid, seq: i64) -> Result<bool, Error> {
    let moved = exec!(
        tx,
        "UPDATE consumer SET seq = CASE WHEN seq < $1 THEN $1 ELSE seq END WHERE name = $2 AND leased_by = $3",
        seq,
        name,
        node.as_bytes().as_slice(),
    )?;
    Ok(moved == 1)
}

/// Gives the lease back, so that another node can begin at once.
pub async fn release(tx: &mut Tx, name: &str, node: Uuid) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE consumer SET leased_by = NULL, leased_until = 0 WHERE name = $1 AND leased_by = $2",
        name,
        node.as_bytes().as_slice(),
    )?;
    Ok(())
}
