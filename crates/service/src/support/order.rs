//! Many orders in one transaction, with a number of SQL statements that does not depend on how many they are.
//!
//! The transaction itself reads whether an order is allowed, so a form that was loaded before a phase ended, or before
//! a moderator hid the proposal, is refused.

use super::{
    SupportState,
    owe::{self, owed},
};
use crate::{
    Error, Service,
    batch::{Context, Order},
    network::Purpose,
};
use cabildo_domain::{
    AccountId, ConsultationId, ProposalId, Refusal, Subject, Timestamp, Viewer,
    consultation::{Slug, require},
    event::{NewEvent, Verb},
    ladder::{self, Rung},
    phase::{Activity, Phase},
    support::{Offer, require_supportable},
    visibility::require_known,
};
use cabildo_store::{
    Tx,
    consultation::{self, Counts},
    event, phase,
    support::{self, Pair, Target},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One person's order: to support a proposal, or to take the support back.
#[derive(Clone, Debug)]
pub(crate) struct SupportOrder {
    pub(super) viewer: Viewer,
    pub(super) account: AccountId,
    pub(super) slug: Slug,
    pub(super) number: i64,
    pub(super) give: bool,
    /// The network from which it comes.
    pub(super) network: Option<String>,
}

impl Order for SupportOrder {
    type Outcome = SupportState;
    type Key = (Slug, i64, AccountId);

    fn key(&self) -> Self::Key {
        (self.slug.clone(), self.number, self.account)
    }

    fn is_like(&self, other: &Self) -> bool {
        self.give == other.give
    }

    async fn write(
        context: &Context,
        orders: &[Self],
    ) -> Result<Vec<Result<SupportState, Refusal>>, Error> {
        write(context, orders).await
    }
}

/// The rows that the transaction read before it writes.
struct Facts {
    now: Timestamp,
    targets: HashMap<(Slug, i64), Target>,
    phases: HashMap<ConsultationId, Vec<Phase>>,
}

type Ladders = HashMap<ConsultationId, Vec<Rung>>;

/// Writes the orders and answers each, in their order. No two of them are one person's opposite orders.
async fn write(
    context: &Context,
    orders: &[SupportOrder],
) -> Result<Vec<Result<SupportState, Refusal>>, Error> {
    let mut tx = context.store.write().await?;
    let facts = read(&mut tx, context, orders).await?;
    let verdicts: Vec<Result<&Target, Refusal>> =
        orders.iter().map(|order| facts.judge(order)).collect();
    let wanted = |give: bool| -> BTreeSet<Pair> {
        let allowed = orders
            .iter()
            .zip(&verdicts)
            .filter(|(order, _)| order.give == give);
        allowed
            .filter_map(|(order, verdict)| Some((verdict.as_ref().ok()?.id, order.account)))
            .collect()
    };
    let gifts: Vec<(Pair, Timestamp)> = wanted(true)
        .into_iter()
        .map(|pair| (pair, facts.now))
        .collect();
    let given = support::give(&mut tx, &gifts).await?;
    keep_networks(&mut tx, context, &facts, orders, &given).await?;
    let givers: Vec<AccountId> = given.iter().map(|(_, account)| *account).collect();
    // When a batch fails here, its orders are tried again one by one, so the others are written.
    Service::still_there(&mut tx, &givers).await?;
    let withdrawn = support::withdraw(&mut tx, &Vec::from_iter(wanted(false))).await?;
    let (counts, ladders) = if given.is_empty() && withdrawn.is_empty() {
        (HashMap::new(), facts.ladders(&mut tx).await?)
    } else {
        let counted = count(&mut tx, context, &facts, &given, &withdrawn).await?;
        tx.commit().await?;
        counted
    };
    let state = |order: &SupportOrder, target: &Target| {
        let counted = counts.get(&target.id).copied().unwrap_or(target.counted);
        let ladder = ladders
            .get(&target.consultation)
            .map_or(&[][..], Vec::as_slice);
        SupportState {
            counted,
            imported: target.imported,
            total: counted + target.imported,
            // The order is only carried out while the phase is open.
            offer: Offer::of(order.give, true, target.status, target.hidden),
            mine: order.give,
            next_rung: ladder::next(ladder, counted).cloned(),
            language: target.language.clone(),
        }
    };
    Ok(orders
        .iter()
        .zip(verdicts)
        .map(|(order, verdict)| verdict.map(|target| state(order, target)))
        .collect())
}

/// Stores a hash of the network of each new support whose network is known. One statement.
async fn keep_networks(
    tx: &mut Tx,
    context: &Context,
    facts: &Facts,
    orders: &[SupportOrder],
    given: &[Pair],
) -> Result<(), Error> {
    let given: BTreeSet<&Pair> = given.iter().collect();
    let mut hashes: BTreeMap<Pair, Vec<u8>> = BTreeMap::new();
    for order in orders.iter().filter(|order| order.give) {
        let target = facts.targets.get(&(order.slug.clone(), order.number));
        let (Some(target), Some(from)) = (target, &order.network) else {
            continue;
        };
        let pair = (target.id, order.account);
        if !given.contains(&pair) {
            continue;
        }
        let purpose = Purpose::Supports(target.consultation);
        hashes.insert(pair, context.networks.hash(purpose, from));
    }
    support::network::keep(tx, &Vec::from_iter(hashes), facts.now).await?;
    Ok(())
}

async fn read(tx: &mut Tx, context: &Context, orders: &[SupportOrder]) -> Result<Facts, Error> {
    let addresses: BTreeSet<(&Slug, i64)> = orders
        .iter()
        .map(|order| (&order.slug, order.number))
        .collect();
    let targets = support::targets(tx, &Vec::from_iter(addresses)).await?;
    let consultations: BTreeSet<ConsultationId> =
        targets.iter().map(|target| target.consultation).collect();
    let consultations = Vec::from_iter(consultations);
    let phases = phase::of_many(tx, &consultations).await?;
    let targets = targets
        .into_iter()
        .map(|target| ((target.slug.clone(), target.number), target))
        .collect();
    Ok(Facts {
        now: context.clock.now(),
        targets,
        phases,
    })
}

impl Facts {
    fn judge(&self, order: &SupportOrder) -> Result<&Target, Refusal> {
        let target = self
            .targets
            .get(&(order.slug.clone(), order.number))
            .ok_or(Refusal::NotFound)?;
        require_known(&order.viewer, target.state)?;
        // Check first what holds for every proposal: a phase that is over is the better reason.
        let phases = self
            .phases
            .get(&target.consultation)
            .map_or(&[][..], Vec::as_slice);
        require(
            target.state,
            target.archived_at,
            phases,
            Activity::Support,
            self.now,
        )?;
        if order.give {
            require_supportable(target.status, target.hidden)?;
        }
        Ok(target)
    }

    async fn ladders(&self, tx: &mut Tx) -> Result<Ladders, Error> {
        let consultations: BTreeSet<ConsultationId> = self
            .targets
            .values()
            .map(|target| target.consultation)
            .collect();
        Ok(support::ladders(tx, &Vec::from_iter(consultations)).await?)
    }

    /// The consultation of each proposal of the batch.
    fn consultations(&self) -> HashMap<ProposalId, ConsultationId> {
        self.targets
            .values()
            .map(|target| (target.id, target.consultation))
            .collect()
    }
}

/// Adjusts every counter to the rows, creates the owed responses, appends the events.
async fn count(
    tx: &mut Tx,
    context: &Context,
    facts: &Facts,
    given: &[Pair],
    withdrawn: &[Pair],
) -> Result<(HashMap<ProposalId, i64>, Ladders), Error> {
    let consultation_of = facts.consultations();
    let signs = given
        .iter()
        .map(|pair| (pair, 1))
        .chain(withdrawn.iter().map(|pair| (pair, -1)));
    let mut per_proposal: BTreeMap<ProposalId, i64> = BTreeMap::new();
    let mut per_consultation: BTreeMap<ConsultationId, Counts> = BTreeMap::new();
    for ((proposal, _), sign) in signs {
        *per_proposal.entry(*proposal).or_default() += sign;
        per_consultation
            .entry(consultation_of[proposal])
            .or_default()
            .supports += sign;
    }
    let counts = support::count(tx, &Vec::from_iter(per_proposal)).await?;
    let people: BTreeSet<(ConsultationId, AccountId)> = given
        .iter()
        .map(|(proposal, account)| (consultation_of[proposal], *account))
        .collect();
    let people: Vec<_> = people
        .into_iter()
        .map(|(place, account)| (place, account, facts.now))
        .collect();
    for (place, _) in support::note_participants(tx, &people).await? {
        per_consultation.entry(place).or_default().participants += 1;
    }
    for (place, change) in per_consultation {
        consultation::adjust(tx, place, change).await?;
    }
    // Read the ladders under the lock that `adjust` took: a lab that saves a ladder either sees these supports, or is
    // seen here.
    let ladders = facts.ladders(tx).await?;
    let reached = owe(tx, context, facts, given, &counts, &ladders).await?;
    let event = |verb, proposal: ProposalId, actor| NewEvent {
        verb,
        subject: Subject::proposal(proposal),
        consultation: consultation_of.get(&proposal).copied(),
        actor,
        at: facts.now,
    };
    let mut events = Vec::with_capacity(given.len() + withdrawn.len() + reached.len());
    events.extend(
        given
            .iter()
            .map(|(proposal, who)| event(Verb::Supported, *proposal, Some(*who))),
    );
    events.extend(
        withdrawn
            .iter()
            .map(|(proposal, who)| event(Verb::SupportWithdrawn, *proposal, Some(*who))),
    );
    events.extend(
        reached
            .iter()
            .map(|proposal| event(Verb::ThresholdReached, *proposal, None)),
    );
    event::append(tx, &events).await?;
    Ok((counts, ladders))
}

/// Writes down the responses that the city owes for every reached rung of a supported proposal, once each; returns the
/// proposals that reached one just now. Rungs reached long ago are tried again, which repairs omissions.
async fn owe(
    tx: &mut Tx,
    context: &Context,
    facts: &Facts,
    given: &[Pair],
    counts: &HashMap<ProposalId, i64>,
    ladders: &Ladders,
) -> Result<Vec<ProposalId>, Error> {
    let consultation_of = facts.consultations();
    let supported: BTreeSet<ProposalId> = given.iter().map(|(proposal, _)| *proposal).collect();
    let mut owes = Vec::new();
    for proposal in supported {
        let counted = counts.get(&proposal).copied().unwrap_or_default();
        let ladder = ladders
            .get(&consultation_of[&proposal])
            .map_or(&[][..], Vec::as_slice);
        let rungs = ladder::reached(ladder, counted).into_iter();
        owes.extend(rungs.map(|rung| owed(&*context.entropy, proposal, rung, facts.now)));
    }
    let new = owe::write(tx, &owes, counts, facts.now).await?;
    Ok(owes
        .iter()
        .filter(|owed| new.contains(&owed.id))
        .map(|owed| owed.proposal)
        .collect())
}
