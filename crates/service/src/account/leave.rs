//! What leaves with an account that is erased: the supports, reactions and answers that it gave in phases that are still
//! open. What is over stays as a number.

use super::own::existing;
use crate::{Error, Service};
use cabildo_domain::{
    AccountId, ConsultationId, Subject, Timestamp,
    consultation::require,
    event::{NewEvent, Verb},
    permission::Resident,
    phase::{Activity, Phase},
};
use cabildo_store::{
    Tx,
    consultation::{self, Counts},
    leave::{self, Given},
    phase,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// How much of what an account gave leaves with it, and how much stays as a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Leaving {
    /// Supports that leave.
    pub supports: i64,
    /// Reactions to comments that leave.
    pub reactions: i64,
    /// Answers to statements that leave.
    pub answers: i64,
    /// Supports, reactions and answers in phases that are over: they stay counted.
    pub staying: i64,
}

/// The consultations of which something leaves, by what.
#[derive(Debug, Default)]
struct Open {
    supports: Vec<ConsultationId>,
    reactions: Vec<ConsultationId>,
    answers: Vec<ConsultationId>,
    /// Those in which a phase takes any of it.
    any: Vec<ConsultationId>,
}

impl Open {
    /// What is open of what was given: the phase that allows the activity is, in the consultation it was given in.
    fn of(given: &[Given], phases: &HashMap<ConsultationId, Vec<Phase>>, now: Timestamp) -> Self {
        let mut open = Self::default();
        for one in given {
            let phases = phases.get(&one.consultation).map_or(&[][..], Vec::as_slice);
            let takes =
                |activity| require(one.state, one.archived_at, phases, activity, now).is_ok();
            let (supports, reactions, answers) = (
                takes(Activity::Support),
                takes(Activity::Comment),
                takes(Activity::Answer),
            );
            let left =
                |is_open: bool, count: i64| (is_open && count > 0).then_some(one.consultation);
            open.supports.extend(left(supports, one.supports));
            open.reactions.extend(left(reactions, one.reactions));
            // The lock of a mapping is taken where there are answers alone: somebody who answers there for the first time
            // waits for the account, and holds that lock.
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
                if open.contains(&one.consultation) {
                    *of += count;
                } else {
                    leaving.staying += count;
                }
            }
        }
        leaving
    }
}

/// What an account gave, and what of it is open now. Two statements.
async fn read(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<(Vec<Given>, Open), Error> {
    let given = leave::given(tx, account).await?;
    let places: Vec<ConsultationId> = given.iter().map(|one| one.consultation).collect();
    let phases = phase::of_many(tx, &places).await?;
    let open = Open::of(&given, &phases, now);
    Ok((given, open))
}

impl Service {
    /// What would leave with the viewer's account now, and what would stay as a number. Three statements.
    pub async fn leaving(&self, resident: Resident<'_>) -> Result<Leaving, Error> {
        let mut tx = self.store().read().await?;
        let account = existing(&mut tx, resident.account()).await?;
        let (given, open) = read(&mut tx, account.id, self.now()).await?;
        Ok(open.leaving(&given))
    }

    /// Removes what leaves with an account, and brings every counter to what is left; what is owed stays owed. Answers the
    /// events, which are for the caller to append. The account must be empty already
    /// ([`cabildo_store::account::empty`]): nothing new is given in its name then. Rows are locked in the order of the
    /// house: comments, mappings, proposals, consultations.
    pub(super) async fn leave(
        &self,
        tx: &mut Tx,
        account: AccountId,
    ) -> Result<Vec<NewEvent>, Error> {
        let (_, open) = read(tx, account, self.now()).await?;
        let event = |verb, subject, consultation, actor| NewEvent {
            verb,
            subject,
            consultation: Some(consultation),
            actor,
            at: self.now(),
        };
        let mut events = Vec::new();
        for (comment, place) in leave::reactions(tx, account, &open.reactions).await? {
            let subject = Subject::comment(comment);
            events.push(event(Verb::Reacted, subject, place, Some(account)));
        }
        for place in self.forget_answers(tx, account, &open.answers).await? {
            // Events of a mapping never name the people who took part.
            let subject = Subject::consultation(place);
            events.push(event(Verb::StatementsAnswered, subject, place, None));
        }
        let mut changes: BTreeMap<ConsultationId, Counts> = BTreeMap::new();
        for (proposal, place) in leave::supports(tx, account, &open.supports).await? {
            let subject = Subject::proposal(proposal);
            events.push(event(Verb::SupportWithdrawn, subject, place, Some(account)));
            changes.entry(place).or_default().supports -= 1;
        }
        for place in leave::participations(tx, account, &open.any).await? {
            changes.entry(place).or_default().participants -= 1;
        }
        for (place, change) in changes {
            consultation::adjust(tx, place, change).await?;
        }
        Ok(events)
    }
}
