//! Answers to statements: many answers in one transaction, with a number of SQL statements that does not depend on how
//! many they are.

use super::{
    Caller, Voter,
    ballot::{self, Recorded},
    joining::{count, newcomer},
    network_hash,
};
use crate::{
    Accounts, Error, Opinions,
    batch::{Context, Order},
    entropy,
};
use cabildo_domain::{
    AccountId, ConsultationId, OpinionParticipantId, Refusal, Timestamp, Viewer,
    consultation::{Slug, require},
    opinion::Answer,
    phase::{Activity, Phase},
    refusal::Need,
    visibility::require_known,
};
use cabildo_store::{
    Tx,
    opinion::{
        self, Opinion,
        participant::{self, Participant},
        statement::{self, Target},
        vote::Cast,
    },
    phase,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An answer that is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteReceipt {
    /// The number of the statement.
    pub number: i64,
    /// The present answer.
    pub answer: Answer,
    /// Whether it differs from the answer before; false for a repeated answer.
    pub changed: bool,
    /// The number of statements that this person has answered.
    pub answered: i64,
}

/// One person's answer that waits to be written.
#[derive(Clone, Debug)]
pub(crate) struct VoteOrder {
    viewer: Viewer,
    slug: Slug,
    number: i64,
    voter: Voter,
    /// The participant without an account that a signed-in person's browser also is, by an invitation.
    guest: Option<Voter>,
    answer: Answer,
    network: Option<String>,
}

impl Order for VoteOrder {
    type Outcome = VoteReceipt;
    type Key = (Slug, i64, Voter);

    fn key(&self) -> Self::Key {
        (self.slug.clone(), self.number, self.voter.clone())
    }

    fn is_like(&self, other: &Self) -> bool {
        self.answer == other.answer
    }

    async fn write(
        context: &Context,
        orders: &[Self],
    ) -> Result<Vec<Result<VoteReceipt, Refusal>>, Error> {
        write(context, orders).await
    }
}

impl Opinions<'_> {
    /// Answers a statement, or changes the answer; durable when this returns. The same answer again, or twice at once,
    /// changes nothing. A first answer makes a signed-in person a participant.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] for somebody who is neither signed in nor has a pass of this consultation;
    /// [`Refusal::NotFound`]; [`Refusal::Closed`] (`Activity::Answer`); [`cabildo_domain::refusal::Need::Visible`] for
    /// a statement that a moderator took out; [`Need::GuestSettled`] for a signed-in person whose browser answers here
    /// by an invitation too, until they said whether that is them ([`Opinions::settle_guest`]).
    pub async fn cast(
        self,
        caller: Caller<'_>,
        slug: &Slug,
        number: i64,
        answer: Answer,
    ) -> Result<VoteReceipt, Error> {
        let voter = caller.voter().ok_or(Refusal::SignInRequired)?;
        let order = VoteOrder {
            viewer: caller.viewer.clone(),
            slug: slug.clone(),
            number,
            voter,
            guest: caller.second(),
            answer,
            network: caller.network(),
        };
        self.inner.votes.settle(&self, order).await
    }
}

/// The rows that the transaction read before it writes, kept up to date while it does.
struct Facts {
    now: Timestamp,
    targets: HashMap<(Slug, i64), Target>,
    phases: HashMap<ConsultationId, Vec<Phase>>,
    opinions: BTreeMap<ConsultationId, Opinion>,
    /// Participants by consultation and number.
    people: BTreeMap<ConsultationId, HashMap<i64, Participant>>,
    /// The numbers of the present participants.
    numbers: HashMap<(ConsultationId, Voter), i64>,
}

/// Writes the orders and answers each, in their order.
async fn write(
    context: &Context,
    orders: &[VoteOrder],
) -> Result<Vec<Result<VoteReceipt, Refusal>>, Error> {
    let mut tx = context.store.write().await?;
    let mut facts = read(&mut tx, context, orders).await?;
    let verdicts: Vec<Result<ConsultationId, Refusal>> =
        orders.iter().map(|order| facts.judge(order)).collect();
    facts.admit(&mut tx, context, orders, &verdicts).await?;
    let mut ballots: BTreeMap<ConsultationId, BTreeMap<(i64, i64), Cast>> = BTreeMap::new();
    for (order, verdict) in orders.iter().zip(&verdicts) {
        let Ok(place) = verdict else { continue };
        let participant = facts.number(*place, &order.voter)?;
        let cast = Cast {
            participant,
            statement: order.number,
            answer: order.answer,
            at: facts.now,
        };
        ballots
            .entry(*place)
            .or_default()
            .insert((participant, order.number), cast);
    }
    let mut recorded: BTreeMap<ConsultationId, Recorded> = BTreeMap::new();
    for (place, casts) in ballots {
        let characters: HashMap<i64, usize> = facts
            .targets
            .values()
            .filter(|target| target.consultation == place)
            .map(|target| (target.number, target.characters.max(0) as usize))
            .collect();
        let opinion = facts.opinions.get_mut(&place).ok_or_else(lost)?;
        let people = facts.people.entry(place).or_default();
        let casts: Vec<Cast> = casts.into_values().collect();
        let done = ballot::record(&mut tx, opinion, people, &casts, &characters).await?;
        if !done.changed.is_empty() {
            opinion::update(&mut tx, opinion).await?;
        }
        recorded.insert(place, done);
    }
    if recorded.values().any(|done| !done.changed.is_empty()) {
        count(&mut tx, facts.now, &facts.people, &recorded).await?;
        tx.commit().await?;
    }
    let receipt = |order: &VoteOrder, place: ConsultationId| -> Result<VoteReceipt, Error> {
        let number = facts.number(place, &order.voter)?;
        let changed = recorded
            .get(&place)
            .is_some_and(|done| done.changed.contains(&(number, order.number)));
        let answered = facts
            .people
            .get(&place)
            .and_then(|people| people.get(&number))
            .map_or(0, |person| person.votes);
        Ok(VoteReceipt {
            number: order.number,
            answer: order.answer,
            changed,
            answered,
        })
    };
    let answers = orders
        .iter()
        .zip(verdicts)
        .map(|(order, verdict)| match verdict {
            Ok(place) => receipt(order, place).map(Ok),
            Err(refusal) => Ok(Err(refusal)),
        });
    answers.collect()
}

fn lost() -> Error {
    Error::Failed("an order whose place is unknown".to_owned())
}

async fn read(tx: &mut Tx, context: &Context, orders: &[VoteOrder]) -> Result<Facts, Error> {
    let addresses: BTreeSet<(&Slug, i64)> = orders
        .iter()
        .map(|order| (&order.slug, order.number))
        .collect();
    let targets = statement::targets(tx, &Vec::from_iter(addresses)).await?;
    let places: BTreeSet<ConsultationId> =
        targets.iter().map(|target| target.consultation).collect();
    let places = Vec::from_iter(places);
    let opinions = opinion::lock(tx, &places).await?;
    let phases = phase::of_many(tx, &places).await?;
    let targets: HashMap<(Slug, i64), Target> = targets
        .into_iter()
        .map(|target| ((target.slug.clone(), target.number), target))
        .collect();
    let (mut accounts, mut passes) = (BTreeSet::new(), BTreeSet::new());
    for order in orders {
        let Some(target) = targets.get(&(order.slug.clone(), order.number)) else {
            continue;
        };
        for voter in std::iter::once(&order.voter).chain(&order.guest) {
            match voter {
                Voter::Account(account) => {
                    accounts.insert((target.consultation, *account));
                }
                Voter::Pass(hash) => {
                    passes.insert(*hash);
                }
            }
        }
    }
    let mut found = participant::of_accounts(tx, &Vec::from_iter(accounts)).await?;
    found.extend(participant::of_passes(tx, &Vec::from_iter(passes)).await?);
    let mut facts = Facts {
        // Read the clock after the locks: of two batches on two nodes, the later one gets the later time.
        now: context.clock.now(),
        targets,
        phases,
        opinions: opinions
            .into_iter()
            .map(|opinion| (opinion.consultation, opinion))
            .collect(),
        people: BTreeMap::new(),
        numbers: HashMap::new(),
    };
    found
        .into_iter()
        .for_each(|participant| facts.know(participant));
    Ok(facts)
}

impl Facts {
    fn know(&mut self, participant: Participant) {
        let place = participant.consultation;
        if let Some(account) = participant.account {
            self.numbers
                .insert((place, Voter::Account(account)), participant.number);
        }
        if let Some(hash) = participant
            .pass_hash
            .as_deref()
            .and_then(|hash| hash.try_into().ok())
        {
            self.numbers
                .insert((place, Voter::Pass(hash)), participant.number);
        }
        self.people
            .entry(place)
            .or_default()
            .insert(participant.number, participant);
    }

    fn number(&self, place: ConsultationId, voter: &Voter) -> Result<i64, Error> {
        self.numbers
            .get(&(place, voter.clone()))
            .copied()
            .ok_or_else(lost)
    }

    fn judge(&self, order: &VoteOrder) -> Result<ConsultationId, Refusal> {
        let target = self
            .targets
            .get(&(order.slug.clone(), order.number))
            .ok_or(Refusal::NotFound)?;
        require_known(&order.viewer, target.state)?;
        let place = target.consultation;
        let is_pass = matches!(order.voter, Voter::Pass(_));
        if is_pass && !self.numbers.contains_key(&(place, order.voter.clone())) {
            return Err(Refusal::SignInRequired);
        }
        let guest = order.guest.clone().map(|guest| (place, guest));
        if guest.is_some_and(|guest| self.numbers.contains_key(&guest)) {
            return Err(Refusal::forbidden(Need::GuestSettled));
        }
        let author = target
            .author
            .filter(|author| self.is(place, &order.voter, *author));
        // Authors may change their mind about a statement that waits for a moderator.
        if author.is_none() {
            target.status.require_open()?;
        }
        let phases = self.phases.get(&place).map_or(&[][..], Vec::as_slice);
        require(
            target.state,
            target.archived_at,
            phases,
            Activity::Answer,
            self.now,
        )?;
        Ok(place)
    }

    fn is(&self, place: ConsultationId, voter: &Voter, author: OpinionParticipantId) -> bool {
        let number = self.numbers.get(&(place, voter.clone()));
        number
            .and_then(|number| self.people.get(&place)?.get(number))
            .is_some_and(|person| person.id == author)
    }

    /// Makes participants of people who may answer and have not before.
    async fn admit(
        &mut self,
        tx: &mut Tx,
        context: &Context,
        orders: &[VoteOrder],
        verdicts: &[Result<ConsultationId, Refusal>],
    ) -> Result<(), Error> {
        let mut new = Vec::new();
        for (order, verdict) in orders.iter().zip(verdicts) {
            let (Ok(place), Voter::Account(account)) = (verdict, &order.voter) else {
                continue;
            };
            if self.numbers.contains_key(&(*place, order.voter.clone())) {
                continue;
            }
            let opinion = self.opinions.get_mut(place).ok_or_else(lost)?;
            let network = network_hash(&context.networks, opinion, order.network.as_deref());
            let id = entropy::random_id(&*context.entropy).into();
            let participant = newcomer(opinion, id, self.now, network);
            let participant = Participant {
                account: Some(*account),
                ..participant
            };
            new.push(participant.clone());
            self.know(participant);
        }
        participant::insert(tx, &new).await?;
        let accounts: Vec<AccountId> = new.iter().filter_map(|person| person.account).collect();
        Accounts::still_there(tx, &accounts).await
    }
}
