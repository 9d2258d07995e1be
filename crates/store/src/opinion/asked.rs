//! Tells whether a consultation has anything to answer.

use crate::{Error, Tx};
use cabildo_domain::{ConsultationId, opinion::StatementStatus};

/// Whether a consultation has a statement that people are asked.
pub async fn any(tx: &mut Tx, consultation: ConsultationId) -> Result<bool, Error> {
    Ok(scalar!(
        tx,
        "SELECT EXISTS (SELECT 1 FROM statement WHERE consultation_id = $1 AND status = $2)",
        consultation.0,
        StatementStatus::Published.as_str(),
    )?)
}
