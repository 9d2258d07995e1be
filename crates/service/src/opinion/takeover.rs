//! Answers that change their owner or are removed, under the lock of the mapping; every counter, the history and the
//! map follow.

use crate::{Error, Opinions};
use cabildo_domain::{
    AccountId, ConsultationId,
    opinion::{Answer, Pace, Tally},
};
use cabildo_store::{
    Tx,
    opinion::{
        self, Opinion,
        participant::{self, Participant},
        statement, takeover,
        vote::{self, Cast},
    },
};
use std::collections::BTreeMap;

/// One person who takes part twice.
pub(super) struct Both {
    pub guest: Participant,
    pub account: Participant,
}

/// The changes to a mapping's counters while one participant's answers are removed and others added.
#[derive(Default)]
struct Change {
    tallies: BTreeMap<i64, Tally>,
    voters: i64,
    votes: i64,
    excluded: i64,
}

impl Change {
    /// Counts a participant with these answers in, or (-1) out; the answers of an excluded participant count nowhere.
    fn count(&mut self, person: &Participant, answers: &[(i64, Answer)], by: i64) {
        if person.excluded_at.is_some() {
            self.excluded += by;
            return;
        }
        self.voters += by * i64::from(!answers.is_empty());
        self.votes += by * answers.len() as i64;
        for (statement, answer) in answers {
            self.tallies
                .entry(*statement)
                .or_default()
                .count(*answer, by);
        }
    }

    /// Writes the counters, and notes that the history changed.
    async fn write(self, tx: &mut Tx, opinion: &mut Opinion) -> Result<(), Error> {
        let moved: Vec<(i64, Tally)> = self
            .tallies
            .into_iter()
            .filter(|(_, tally)| *tally != Tally::default())
            .collect();
        statement::count(tx, opinion.consultation, &moved).await?;
        opinion.voters += self.voters;
        opinion.votes += self.votes;
        opinion.excluded += self.excluded;
        opinion.seq += 1;
        opinion.epoch += 1;
        opinion.revision += 1;
        Ok(opinion::update(tx, opinion).await?)
    }
}

/// A participant's present answers, by statement.
async fn present(tx: &mut Tx, person: &Participant) -> Result<Vec<(i64, Answer)>, Error> {
    let answers = vote::of_participant(tx, person.consultation, person.number).await?;
    Ok(answers
        .into_iter()
        .map(|(statement, answer, _)| (statement, answer))
        .collect())
}

/// Makes one person of two: the account takes over the guest's answers and statements. When both answered a statement,
/// the later answer holds; when either is excluded, the person is excluded. The guest's number stays, empty, and points
/// to the other.
pub(super) async fn unite(
    tx: &mut Tx,
    opinion: &mut Opinion,
    both: Both,
) -> Result<Participant, Error> {
    let Both { guest, account } = both;
    let place = opinion.consultation;
    let mut change = Change::default();
    change.count(&guest, &present(tx, &guest).await?, -1);
    change.count(&account, &present(tx, &account).await?, -1);
    let mut casts = takeover::last_answers(tx, place, &[guest.number, account.number]).await?;
    casts
        .iter_mut()
        .for_each(|cast: &mut Cast| cast.participant = account.number);
    takeover::hand_over(
        tx,
        place,
        (guest.number, guest.id),
        (account.number, account.id),
    )
    .await?;
    takeover::clear(tx, place, guest.number).await?;
    takeover::clear(tx, place, account.number).await?;
    vote::put(tx, place, &casts).await?;
    let united = united(&guest, account, casts.len() as i64);
    let answers: Vec<_> = casts
        .iter()
        .map(|cast| (cast.statement, cast.answer))
        .collect();
    change.count(&united, &answers, 1);
    // Write the guest first: no two participants may hold the same pass.
    participant::update(tx, &emptied(guest, Some(united.number))).await?;
    participant::update(tx, &united).await?;
    change.write(tx, opinion).await?;
    Ok(united)
}

fn united(guest: &Participant, account: Participant, votes: i64) -> Participant {
    let excluded = if account.excluded_at.is_some() {
        (
            account.excluded_at,
            account.excluded_reason.clone(),
            account.exclusion,
        )
    } else {
        (
            guest.excluded_at,
            guest.excluded_reason.clone(),
            guest.exclusion,
        )
    };
    // Keep the network of the moment from which the person is counted, so that no false burst appears.
    let (joined_at, network) = if guest.joined_at < account.joined_at {
        (guest.joined_at, guest.network.clone())
    } else {
        (account.joined_at, account.network.clone())
    };
    Participant {
        invitation: account.invitation.or(guest.invitation),
        joined_at,
        network,
        votes,
        pace: account.pace.with(guest.pace),
        excluded_at: excluded.0,
        excluded_reason: excluded.1,
        exclusion: excluded.2,
        ..account
    }
}

/// A participant without anything but the number.
fn emptied(person: Participant, merged_into: Option<i64>) -> Participant {
    Participant {
        account: None,
        pseudonym: None,
        pass_hash: None,
        network: None,
        votes: 0,
        pace: Pace::default(),
        excluded_at: None,
        excluded_reason: None,
        exclusion: None,
        merged_into,
        ..person
    }
}

impl Opinions<'_> {
    /// Removes an account's answers in these consultations from every count and from the history, so that the next map
    /// is made without them. This includes excluded participants, whose exclusion then has no object. Statements stay.
    /// Returns the consultations in which something was removed.
    pub(crate) async fn forget_answers(
        self,
        tx: &mut Tx,
        account: AccountId,
        places: &[ConsultationId],
    ) -> Result<Vec<ConsultationId>, Error> {
        let mut changed = Vec::new();
        for mut opinion in opinion::lock(tx, places).await? {
            let place = opinion.consultation;
            let found = participant::of_accounts(tx, &[(place, account)]).await?;
            for person in found {
                if person.votes == 0 && person.excluded_at.is_none() {
                    continue;
                }
                let mut change = Change::default();
                change.count(&person, &present(tx, &person).await?, -1);
                takeover::forget(tx, place, person.number).await?;
                let left = Participant {
                    account: person.account,
                    ..emptied(person, None)
                };
                participant::update(tx, &left).await?;
                change.write(tx, &mut opinion).await?;
                changed.push(place);
            }
        }
        Ok(changed)
    }
}
