//! Removes the supports, reactions and answers of an erased account in phases that are still open. Those in phases that
//! are over stay as a number.

use super::own::existing;
use crate::{Accounts, Error};
use cabildo_domain::{
    AccountId, ConsultationId, Subject, Timestamp,
    consultation::require,
    event::{NewEvent, Verb},
    permission::Resident,
    phase::{Activity, Phase},
};
use cabildo_store::{
    Tx,
    author::{self, Texts},
    consultation::{self, Counts},
    leave::{self, Given},
    phase,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The numbers of an account's contributions that are removed with it and that stay counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// Supports that are removed.
    pub supports: i64,
    /// Reactions to comments that are removed.
    pub reactions: i64,
    /// Answers to statements that are removed.
    pub answers: i64,
    /// Supports, reactions and answers in phases that are over: they stay counted.
    pub staying: i64,
}

/// The consultations in which something is removed, by its kind.
#[derive(Debug, Default)]
struct Open {
    supports: Vec<ConsultationId>,
    reactions: Vec<ConsultationId>,
    answers: Vec<ConsultationId>,
    /// The consultations in which a phase takes any of these kinds.
    any: Vec<ConsultationId>,
}

impl Open {
    /// The open part of what was given: in its consultation, a phase that allows the activity is open.
    fn of(given: &[Given], phases: &HashMap<ConsultationId, Vec<Phase>>, now: Timestamp) -> Self {
        let mut open = Self::default();
        for one in given {
            let Some(consultation) = one.consultation else {
                continue;
            };
            let phases = phases.get(&consultation).map_or(&[][..], Vec::as_slice);
            let takes =
                |activity| require(one.state, one.archived_at, phases, activity, now).is_ok();
            let (supports, reactions, answers) = (
                takes(Activity::Support),
                takes(Activity::Comment),
                takes(Activity::Answer),
            );
            let left = |is_open: bool, count: i64| (is_open && count > 0).then_some(consultation);
            open.supports.extend(left(supports, one.supports));
            open.reactions.extend(left(reactions, one.reactions));
            // Lock a mapping only where there are answers: somebody who answers there for the first time holds that
            // lock while waiting for the account.
            open.answers.extend(left(answers, one.answers));
            open.any.extend(left(supports || reactions || answers, 1));
        }
        open
    }

    fn leaving(&self, given: &[Given]) -> Leaving {
        let mut leaving = Leaving::default();
        for one in given {
            for (open, count, of) in [
                (&self.supports, one.supports, &mut leaving.supports),
                (&self.reactions, one.reactions, &mut leaving.reactions),
                (&self.answers, one.answers, &mut leaving.answers),
            ] {
                if one.consultation.is_none_or(|id| open.contains(&id)) {
                    *of += count;
                } else {
                    leaving.staying += count;
                }
            }
        }
        leaving
    }
}

/// The account's contributions, and those that are open now. Two statements.
async fn read(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<(Vec<Given>, Open), Error> {
    let given = leave::given(tx, account).await?;
    let places: Vec<ConsultationId> = given.iter().filter_map(|one| one.consultation).collect();
    let phases = phase::of_many(tx, &places).await?;
    let open = Open::of(&given, &phases, now);
    Ok((given, open))
}

impl Accounts<'_> {
    /// The numbers that would be removed with the viewer's account now, and those that would stay counted. Three
    /// statements.
    pub async fn leaving(self, resident: Resident<'_>) -> Result<Leaving, Error> {
        let mut tx = self.store().read().await?;
        let account = existing(&mut tx, resident.account()).await?;
        let (given, open) = read(&mut tx, account.id, self.now()).await?;
        Ok(open.leaving(&given))
    }

    /// Removes what leaves with an account, unties it from the texts that are shown with a role only, and adjusts every
    /// counter; owed responses stay owed. Returns the events,
    /// which the caller appends. The account must be empty already ([`cabildo_store::account::empty`]), so that nothing
    /// new is given in its name. Rows are locked in the usual order: comments, mappings, supported subjects, consultations.
    pub(super) async fn leave(
        self,
        tx: &mut Tx,
        account: AccountId,
    ) -> Result<Vec<NewEvent>, Error> {
        let (_, open) = read(tx, account, self.now()).await?;
        let event = |verb, subject, consultation, actor| NewEvent {
            verb,
            subject,
            consultation,
            actor,
            at: self.now(),
        };
        let mut events = Vec::new();
        author::hold(tx, account, Texts::Comments).await?;
        for (comment, place) in leave::reactions(tx, account, &open.reactions).await? {
            let subject = Subject::comment(comment);
            events.push(event(Verb::Reacted, subject, place, Some(account)));
        }
        for place in self
            .opinion()
            .forget_answers(tx, account, &open.answers)
            .await?
        {
            // Events of a mapping never name participants.
            let subject = Subject::consultation(place);
            events.push(event(Verb::StatementsAnswered, subject, Some(place), None));
        }
        let mut changes: BTreeMap<ConsultationId, Counts> = BTreeMap::new();
        author::hold(tx, account, Texts::Proposals).await?;
        for (subject, place) in leave::supports(tx, account, &open.supports).await? {
            events.push(event(
                Verb::SupportWithdrawn,
                subject,
                Some(place),
                Some(account),
            ));
            changes.entry(place).or_default().supports -= 1;
        }
        for place in leave::participations(tx, account, &open.any).await? {
            changes.entry(place).or_default().participants -= 1;
        }
        author::untie(tx, account).await?;
        for (place, change) in changes {
            consultation::adjust(tx, place, change).await?;
        }
        Ok(events)
    }
}
