//! Writes answers: the row, the history, the counters, the pace, all in the caller's transaction and under the lock of
//! the mapping.

use crate::Error;
use cabildo_domain::opinion::Tally;
use cabildo_store::{
    Tx,
    opinion::{
        Opinion,
        participant::{self, Participant},
        statement,
        vote::{self, Cast},
    },
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The changes that [`record`] wrote.
#[derive(Debug, Default)]
pub(super) struct Recorded {
    /// The numbers of participant and statement whose answer changed.
    pub changed: BTreeSet<(i64, i64)>,
    /// Participants without an earlier answer.
    pub newcomers: BTreeSet<i64>,
}

/// Writes answers of one consultation, no two of them by one participant to one statement. A repeated answer is left as
/// it is: it adds nothing to the history or the pace. The mapping and the people are updated in memory; the caller
/// writes the mapping's row. `characters` is the length of a statement.
pub(super) async fn record(
    tx: &mut Tx,
    opinion: &mut Opinion,
    people: &mut HashMap<i64, Participant>,
    casts: &[Cast],
    characters: &HashMap<i64, usize>,
) -> Result<Recorded, Error> {
    let pairs: Vec<(i64, i64)> = casts
        .iter()
        .map(|cast| (cast.participant, cast.statement))
        .collect();
    let present = vote::present(tx, opinion.consultation, &pairs).await?;
    let fresh: Vec<Cast> = casts
        .iter()
        .filter(|cast| present.get(&(cast.participant, cast.statement)) != Some(&cast.answer))
        .copied()
        .collect();
    let mut recorded = Recorded::default();
    if fresh.is_empty() {
        return Ok(recorded);
    }
    vote::put(tx, opinion.consultation, &fresh).await?;
    vote::remember(tx, opinion.consultation, opinion.seq + 1, &fresh).await?;
    opinion.seq += fresh.len() as i64;
    let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
    let mut moved: BTreeSet<i64> = BTreeSet::new();
    for cast in &fresh {
        let before = present.get(&(cast.participant, cast.statement));
        recorded.changed.insert((cast.participant, cast.statement));
        let Some(person) = people.get_mut(&cast.participant) else {
            continue;
        };
        let length = characters.get(&cast.statement).copied().unwrap_or_default();
        let counts = person.excluded_at.is_none();
        person.pace = person.pace.after(cast.at, length);
        moved.insert(cast.participant);
        if counts {
            let tally = tallies.entry(cast.statement).or_default();
            tally.count(cast.answer, 1);
            if let Some(before) = before {
                tally.count(*before, -1);
            }
        }
        if before.is_none() {
            if person.votes == 0 {
                recorded.newcomers.insert(cast.participant);
                opinion.voters += i64::from(counts);
            }
            person.votes += 1;
            opinion.votes += i64::from(counts);
        }
    }
    statement::count(tx, opinion.consultation, &Vec::from_iter(tallies)).await?;
    let paces: Vec<_> = moved
        .into_iter()
        .filter_map(|number| {
            people
                .get(&number)
                .map(|person| (number, person.votes, person.pace))
        })
        .collect();
    participant::set_paces(tx, opinion.consultation, &paces).await?;
    Ok(recorded)
}
