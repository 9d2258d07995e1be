//! A lab publishes, archives and reopens consultations. An act that was done already is not done (or logged) again.

use crate::{Consultations, Error, opinion};
use cabildo_domain::{
    ConsultationId, FieldErrors, Invalid, Refusal, Subject, Timestamp,
    consultation::{Slug, State},
    event::Verb,
    permission::Lab,
    phase::{Method, Phase},
    refusal::Need,
    time::Span,
};
use cabildo_store::{
    Tx,
    consultation::{self, ConsultationRow},
    event,
    opinion::asked,
    phase,
    support::network,
};

/// Within this time, a second press of the button counts as a double click.
const DOUBLE_CLICK: Span = Span::seconds(10);

impl Consultations<'_> {
    /// Publishes a draft; its phases open and close by their dates.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Invalid`] as long as it does not say what
    /// happens with the answers (`promise`), or maps opinions without a statement (`statements`);
    /// [`Refusal::Forbidden`] when it is archived.
    pub async fn publish(self, lab: Lab<'_>, slug: &Slug) -> Result<ConsultationRow, Error> {
        let (mut tx, mut row) = self.locked(slug).await?;
        self.publish_row(&mut tx, lab, &mut row).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Publishes a locked draft, within a transaction.
    pub(super) async fn publish_row(
        self,
        tx: &mut Tx,
        lab: Lab<'_>,
        row: &mut ConsultationRow,
    ) -> Result<(), Error> {
        match row.state {
            State::Published => return Ok(()),
            State::Archived => return Err(Refusal::forbidden(Need::Changeable).into()),
            State::Draft => {}
        }
        if row.promise.as_str().is_empty() {
            return Err(FieldErrors::one("promise", Invalid::Required).into());
        }
        let phases = phase::of(tx, row.id).await?;
        require_statements(tx, row.id, &phases).await?;
        row.state = State::Published;
        row.published_at = row.published_at.or(Some(self.now()));
        self.store_state(tx, lab, row, Verb::Published).await
    }

    /// Ends a public consultation at once and puts it into the archive.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Forbidden`] for a draft.
    pub async fn archive(self, lab: Lab<'_>, slug: &Slug) -> Result<ConsultationRow, Error> {
        let (mut tx, mut row) = self.locked(slug).await?;
        match row.state {
            State::Archived => return Ok(row),
            State::Draft => return Err(Refusal::forbidden(Need::Changeable).into()),
            State::Published => {}
        }
        row.state = State::Archived;
        row.archived_at = Some(self.now());
        // Nobody can join any more, so the hashes have no further use.
        opinion::forget_networks(&mut tx, row.id, Timestamp::MAX).await?;
        network::forget_all(&mut tx, row.id).await?;
        self.store_state(&mut tx, lab, &row, Verb::Archived).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Brings a consultation back from the archive; or makes a public one in which nobody took part a draft again. A
    /// double click changes nothing the second time.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Forbidden`] when people took part already.
    pub async fn reopen(self, lab: Lab<'_>, slug: &Slug) -> Result<ConsultationRow, Error> {
        let (mut tx, mut row) = self.locked(slug).await?;
        if row.state == State::Published && self.was_just_reopened(&mut tx, &row).await? {
            return Ok(row);
        }
        row.state = match row.state {
            State::Draft => return Ok(row),
            State::Archived => State::Published,
            State::Published if row.last_number == 0 && row.counts == Default::default() => {
                State::Draft
            }
            State::Published => return Err(Refusal::forbidden(Need::Changeable).into()),
        };
        row.archived_at = None;
        self.store_state(&mut tx, lab, &row, Verb::Reopened).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Whether the last event of the consultation is that it was reopened, a moment ago.
    async fn was_just_reopened(self, tx: &mut Tx, row: &ConsultationRow) -> Result<bool, Error> {
        let last = event::last_of(tx, Subject::consultation(row.id)).await?;
        Ok(last.is_some_and(|last| {
            // If the clock was set back since, the next press is not taken for a double click.
            let since = self.now().since(last.at);
            let is_a_moment_ago = (Span(0)..DOUBLE_CLICK).contains(&since);
            last.verb == Verb::Reopened && is_a_moment_ago
        }))
    }

    async fn locked(self, slug: &Slug) -> Result<(Tx, ConsultationRow), Error> {
        let mut tx = self.inner.store.write().await?;
        let found = consultation::by_slug(&mut tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        let row = consultation::lock(&mut tx, found.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        Ok((tx, row))
    }

    /// A change of state is not an edit: the revision stays, so that an editor that is open elsewhere can still save.
    async fn store_state(
        self,
        tx: &mut Tx,
        lab: Lab<'_>,
        row: &ConsultationRow,
        verb: Verb,
    ) -> Result<(), Error> {
        consultation::update(tx, row, row.revision).await?;
        self.append_event(tx, lab, row.id, verb).await
    }
}

/// Refuses to publish while a phase maps opinions and there is no statement to answer: people would come to an empty
/// page. It refuses even where residents may add statements, because the first of them would have no example.
pub(super) async fn require_statements(
    tx: &mut Tx,
    id: ConsultationId,
    phases: &[Phase],
) -> Result<(), Error> {
    let maps = phases.iter().any(|phase| phase.method == Method::Map);
    if maps && !asked::any(tx, id).await? {
        return Err(FieldErrors::one("statements", Invalid::NoStatements).into());
    }
    Ok(())
}
