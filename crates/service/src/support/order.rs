//! Many orders in one transaction, with a number of SQL statements that does not depend on how many they are.
//!
//! The transaction itself reads whether an order is allowed, so a form that was loaded before a phase ended, or before
//! a moderator hid the subject, is refused.

use super::{
    SupportState,
    owe::{self, owed},
};
use crate::{
    Accounts, Error,
    batch::{Context, Order},
    network::Purpose,
};
use cabildo_domain::{
    AccountId, ConsultationId, ProposalId, Refusal, Subject, Timestamp, Viewer,
    consultation::require,
    event::{NewEvent, Verb},
    ladder::{self, Rung},
    phase::{Activity, Phase},
    subject::Numbered,
    support::{Offer, Supportable, require_supportable},
    visibility::require_known,
};
use cabildo_store::{
    Tx,
    consultation::{self, Counts},
    event, phase,
    support::{self, Pair, Target},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One person's order: to support a subject, or to take the support back.
#[derive(Clone, Debug)]
pub(crate) struct SupportOrder {
    pub(super) viewer: Viewer,
    pub(super) account: AccountId,
    pub(super) at: Numbered<Supportable>,
    pub(super) give: bool,
    /// The network from which it comes.
    pub(super) network: Option<String>,
}

impl Order for SupportOrder {
    type Outcome = SupportState;
    type Key = (Numbered<Supportable>, AccountId);

    fn key(&self) -> Self::Key {
        (self.at.clone(), self.account)
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
    targets: HashMap<Numbered<Supportable>, Target>,
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
            .filter_map(|(order, verdict)| Some((verdict.as_ref().ok()?.subject, order.account)))
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
    Accounts::still_there(&mut tx, &givers).await?;
    let withdrawn = support::withdraw(&mut tx, &Vec::from_iter(wanted(false))).await?;
    let (counts, ladders) = if given.is_empty() && withdrawn.is_empty() {
        (HashMap::new(), facts.ladders(&mut tx).await?)
    } else {
        let counted = count(&mut tx, context, &facts, &given, &withdrawn).await?;
        tx.commit().await?;
        counted
    };
    let state = |order: &SupportOrder, target: &Target| {
        let counted = counts
            .get(&target.subject)
            .copied()
            .unwrap_or(target.counted);
        let ladder = match ladder::climber(target.subject) {
            Some(_) => ladders.get(&target.consultation),
            None => None,
        };
        let ladder = ladder.map_or(&[][..], Vec::as_slice);
        SupportState {
            counted,
            imported: target.imported,
            total: counted + target.imported,
            // The order is only carried out while the phase is open.
            offer: Offer::of(order.give, true, target.takes, target.hidden),
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
        let target = facts.targets.get(&order.at);
        let (Some(target), Some(from)) = (target, &order.network) else {
            continue;
        };
        let pair = (target.subject, order.account);
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
    let named: BTreeSet<&Numbered<Supportable>> = orders.iter().map(|order| &order.at).collect();
    let targets = support::targets(tx, &Vec::from_iter(named)).await?;
    let consultations: BTreeSet<ConsultationId> =
        targets.iter().map(|target| target.consultation).collect();
    let consultations = Vec::from_iter(consultations);
    let phases = phase::of_many(tx, &consultations).await?;
    let targets = targets
        .into_iter()
        .map(|target| (target.at.clone(), target))
        .collect();
    Ok(Facts {
        now: context.clock.now(),
        targets,
        phases,
    })
}

impl Facts {
    fn judge(&self, order: &SupportOrder) -> Result<&Target, Refusal> {
        let target = self.targets.get(&order.at).ok_or(Refusal::NotFound)?;
        require_known(&order.viewer, target.state)?;
        // Check first what holds for every subject: a phase that is over is the better reason.
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
            require_supportable(target.takes, target.hidden)?;
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

    /// The consultation of each subject of the batch.
    fn consultations(&self) -> HashMap<Subject, ConsultationId> {
        self.targets
            .values()
            .map(|target| (target.subject, target.consultation))
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
) -> Result<(HashMap<Subject, i64>, Ladders), Error> {
    let consultation_of = facts.consultations();
    let signs = given
        .iter()
        .map(|pair| (pair, 1))
        .chain(withdrawn.iter().map(|pair| (pair, -1)));
    let mut per_subject: BTreeMap<Subject, i64> = BTreeMap::new();
    let mut per_consultation: BTreeMap<ConsultationId, Counts> = BTreeMap::new();
    for ((subject, _), sign) in signs {
        *per_subject.entry(*subject).or_default() += sign;
        per_consultation
            .entry(consultation_of[subject])
            .or_default()
            .supports += sign;
    }
    let counts = support::count(tx, &Vec::from_iter(per_subject)).await?;
    let people: BTreeSet<(ConsultationId, AccountId)> = given
        .iter()
        .map(|(subject, account)| (consultation_of[subject], *account))
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
    let event = |verb, subject: Subject, actor| NewEvent {
        verb,
        subject,
        consultation: consultation_of.get(&subject).copied(),
        actor,
        at: facts.now,
    };
    let mut events = Vec::with_capacity(given.len() + withdrawn.len() + reached.len());
    events.extend(
        given
            .iter()
            .map(|(subject, who)| event(Verb::Supported, *subject, Some(*who))),
    );
    events.extend(
        withdrawn
            .iter()
            .map(|(subject, who)| event(Verb::SupportWithdrawn, *subject, Some(*who))),
    );
    events.extend(
        reached
            .iter()
            .map(|proposal| event(Verb::ThresholdReached, Subject::proposal(*proposal), None)),
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
    counts: &HashMap<Subject, i64>,
    ladders: &Ladders,
) -> Result<Vec<ProposalId>, Error> {
    let consultation_of = facts.consultations();
    let supported: BTreeSet<Subject> = given.iter().map(|(subject, _)| *subject).collect();
    let mut owes = Vec::new();
    for subject in supported {
        let Some(proposal) = ladder::climber(subject) else {
            continue;
        };
        let counted = counts.get(&subject).copied().unwrap_or_default();
        let ladder = ladders
            .get(&consultation_of[&subject])
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
