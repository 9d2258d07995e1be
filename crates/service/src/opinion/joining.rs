//! Participants who join a mapping: their number there, and their place among the people of the consultation.

use super::ballot::Recorded;
use crate::Error;
use cabildo_domain::{
    ConsultationId, OpinionParticipantId, Subject, Timestamp,
    event::{NewEvent, Verb},
};
use cabildo_store::{
    Tx,
    consultation::{self, Counts},
    event,
    opinion::{Opinion, participant::Participant},
    support,
};
use std::collections::{BTreeMap, HashMap};

/// A participant who joins now, with the next number of the mapping.
pub(super) fn newcomer(
    opinion: &mut Opinion,
    id: OpinionParticipantId,
    now: Timestamp,
    network: Option<Vec<u8>>,
) -> Participant {
    opinion.last_participant += 1;
    Participant {
        id,
        consultation: opinion.consultation,
        number: opinion.last_participant,
        account: None,
        pseudonymous: false,
        pseudonym: None,
        pass_hash: None,
        invitation: None,
        import_key: None,
        joined_at: now,
        network,
        votes: 0,
        pace: cabildo_domain::opinion::Pace::default(),
        excluded_at: None,
        excluded_reason: None,
        exclusion: None,
        merged_into: None,
    }
}

/// Counts the people who took part for the first time, and appends one event for each consultation.
pub(super) async fn count(
    tx: &mut Tx,
    now: Timestamp,
    everyone: &BTreeMap<ConsultationId, HashMap<i64, Participant>>,
    recorded: &BTreeMap<ConsultationId, Recorded>,
) -> Result<(), Error> {
    let mut events = Vec::new();
    let mut joined: BTreeMap<ConsultationId, i64> = BTreeMap::new();
    let mut accounts = Vec::new();
    for (place, done) in recorded.iter().filter(|(_, done)| !done.changed.is_empty()) {
        let people = everyone.get(place);
        for newcomer in &done.newcomers {
            match people.and_then(|people| people.get(newcomer)) {
                Some(Participant {
                    account: Some(account),
                    ..
                }) => accounts.push((*place, *account, now)),
                _ => *joined.entry(*place).or_default() += 1,
            }
        }
        events.push(NewEvent {
            verb: Verb::StatementsAnswered,
            subject: Subject::consultation(*place),
            consultation: Some(*place),
            actor: None,
            at: now,
        });
    }
    for (place, _) in support::note_participants(tx, &accounts).await? {
        *joined.entry(place).or_default() += 1;
    }
    for (place, participants) in joined {
        consultation::adjust(
            tx,
            place,
            Counts {
                participants,
                ..Counts::default()
            },
        )
        .await?;
    }
    event::append(tx, &events).await?;
    Ok(())
}
