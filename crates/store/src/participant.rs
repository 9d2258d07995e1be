//! The people who took part in each consultation, once each: the source of its count of people.

use crate::{Error, Tx};
use cabildo_domain::{AccountId, ConsultationId, Timestamp};

/// Notes that an account took part; `true` the first time, and then the caller adds one to the consultation's
/// participants with [`crate::consultation::adjust`].
pub async fn note(
    tx: &mut Tx,
    consultation: ConsultationId,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, Error> {
    let added = exec!(
        tx,
        "INSERT INTO participant (consultation_id, account_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        consultation.0,
        account.0,
        now.0,
    )?;
    Ok(added == 1)
}
