//! Creates the responses that rungs make the city owe: when a support reaches a rung, and when a proposal stands on one
//! without a new support, because the lab lowered or added it, or the proposal takes support again.

use crate::{Error, Supports, entropy};
use cabildo_domain::{
    ConsultationId, ProposalId, ResponseId, Subject, Timestamp,
    event::{NewEvent, Verb},
    ladder::Rung,
    proposal::Status,
    support::{Check, LOOKED_AT, Look, Signal},
    time::Span,
};
use cabildo_store::{
    Tx, event,
    response::{self, NewOwed, Standing, check},
    support::signing,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The number of rows in one statement.
const BATCH: usize = 200;

/// The response that a rung reached now makes the city owe.
pub(super) fn owed(
    entropy: &dyn entropy::Entropy,
    proposal: ProposalId,
    rung: &Rung,
    now: Timestamp,
) -> NewOwed {
    NewOwed {
        id: entropy::id_at(entropy, now).into(),
        proposal,
        rung: rung.id,
        rung_count: rung.count,
        owes: rung.owes.clone(),
        owner: rung.owner.clone(),
        reached_at: now,
        due_at: now + Span::days(rung.within_days),
    }
}

/// Writes down owed responses, once for each proposal and rung, and begins the check of those that conspicuous supports
/// reached; returns the ids of the new ones. One statement when none is new, else two and one for each set of signals.
pub(super) async fn write(
    tx: &mut Tx,
    owes: &[NewOwed],
    counts: &HashMap<Subject, i64>,
    now: Timestamp,
) -> Result<HashSet<ResponseId>, Error> {
    let new: HashSet<ResponseId> = response::owe(tx, owes).await?.into_iter().collect();
    let reached = || owes.iter().filter(|owed| new.contains(&owed.id));
    let subjects: BTreeSet<Subject> = reached()
        .map(|owed| Subject::proposal(owed.proposal))
        .collect();
    let signings = signing::since(tx, &Vec::from_iter(subjects), now - LOOKED_AT).await?;
    let mut signals: HashMap<Subject, Vec<Signal>> = HashMap::new();
    for (subject, signings) in signings {
        let counted = counts.get(&subject).copied().unwrap_or_default();
        signals.insert(subject, Look::at(&signings).signals(counted));
    }
    let mut checked: BTreeMap<&[Signal], Vec<ResponseId>> = BTreeMap::new();
    for owed in reached() {
        let subject = Subject::proposal(owed.proposal);
        let found = signals.get(&subject).map_or(&[][..], Vec::as_slice);
        if !found.is_empty() {
            checked.entry(found).or_default().push(owed.id);
        }
    }
    for (signals, responses) in checked {
        check::begin(tx, &responses, Check::begin(now).until, signals).await?;
    }
    Ok(new)
}

/// Proposals of a consultation (or of all) that take support and have reached a rung without a response.
pub(crate) async fn unowed(
    tx: &mut Tx,
    consultation: Option<ConsultationId>,
) -> Result<Vec<Standing>, Error> {
    Ok(response::standing(tx, consultation, &Status::TAKING_SUPPORT).await?)
}

impl Supports<'_> {
    /// Creates the missing responses for rungs that proposals of a consultation (or of all) have reached, once each,
    /// from now on; later supports find them there. Returns how many are new. Statements: two, and a few for each
    /// [`BATCH`] of them. Call it when the consultation's row is locked, so that no support counted meanwhile is
    /// missed.
    pub(crate) async fn owe_standing(
        self,
        tx: &mut Tx,
        consultation: Option<ConsultationId>,
    ) -> Result<usize, Error> {
        let (now, found) = (self.now(), unowed(tx, consultation).await?);
        let mut reached = Vec::new();
        for batch in found.chunks(BATCH) {
            let new: Vec<_> = batch
                .iter()
                .map(|one| owed(self.entropy(), one.proposal, &one.rung, now))
                .collect();
            let counts = batch
                .iter()
                .map(|one| (Subject::proposal(one.proposal), one.counted))
                .collect();
            let written = write(tx, &new, &counts, now).await?;
            let both = new
                .iter()
                .zip(batch)
                .filter(|(new, _)| written.contains(&new.id));
            reached.extend(both.map(|(_, one)| NewEvent {
                verb: Verb::ThresholdReached,
                subject: Subject::proposal(one.proposal),
                consultation: Some(one.consultation),
                actor: None,
                at: now,
            }));
        }
        if !reached.is_empty() {
            event::append(tx, &reached).await?;
        }
        Ok(reached.len())
    }
}
