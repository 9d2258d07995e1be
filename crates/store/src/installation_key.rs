//! Keys of the installation on a PostgreSQL server that several programs share. Backups leave the rows out.

use crate::{Error, Tx};
use cabildo_domain::Timestamp;

/// The key with this name.
pub async fn find(tx: &mut Tx, name: &str) -> Result<Option<Vec<u8>>, Error> {
    Ok(maybe_scalar!(
        tx,
        "SELECT secret FROM installation_key WHERE name = $1",
        name
    )?)
}

/// Stores a key; an existing one of this name stays.
pub async fn keep(tx: &mut Tx, name: &str, secret: &[u8], now: Timestamp) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO installation_key (name, secret, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (name) DO NOTHING",
        name,
        secret,
        now.0,
    )?;
    Ok(())
}

/// Destroys a key.
pub async fn destroy(tx: &mut Tx, name: &str) -> Result<(), Error> {
    exec!(tx, "DELETE FROM installation_key WHERE name = $1", name)?;
    Ok(())
}
