//! Checks whether a consultation allows an activity now. Every write that takes part in a consultation calls it.

use crate::{Consultations, Error};
use cabildo_domain::{ConsultationId, Refusal, consultation, phase::Activity};
use cabildo_store::{Tx, phase};

impl Consultations<'_> {
    /// Checks, inside the writing transaction, that a consultation allows `activity` now. It reads the dates from the
    /// database and the present from the clock, so a form that was loaded before a phase ended is refused after it. One
    /// statement.
    ///
    /// # Errors
    /// [`Refusal::Closed`], saying when it was or will be allowed; [`Refusal::NotFound`].
    pub(crate) async fn require(
        self,
        tx: &mut Tx,
        consultation: ConsultationId,
        activity: Activity,
    ) -> Result<(), Error> {
        let (state, archived_at, phases) = phase::rules(tx, consultation)
            .await?
            .ok_or(Refusal::NotFound)?;
        Ok(consultation::require(
            state,
            archived_at,
            &phases,
            activity,
            self.now(),
        )?)
    }
}
