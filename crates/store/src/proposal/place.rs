//! The standing that staff give a proposal: a status, or another proposal that stands for it.
//!
//! `merged_into` is the proposal that staff named, `merged_end` the one at the end of the chain. A proposal is only
//! merged into one that is not merged itself, and both are locked meanwhile, so there are no circles. Every merger
//! points all proposals that were merged into this one to the new end.

use super::{
    change::{count, lock},
    is_listed,
};
use crate::{Error, Tx};
use cabildo_domain::{ProposalId, Timestamp, proposal::Status};

/// The standing that a proposal is to get.
#[derive(Clone, Copy, Debug)]
pub struct Placing {
    /// The proposal.
    pub id: ProposalId,
    /// Its status from now on.
    pub status: Status,
    /// The proposal that stands for it, when it is merged.
    pub into: Option<ProposalId>,
    /// Whether the answer that merged it is being corrected; then it may be merged already, and its end need not be
    /// gone.
    pub correcting: bool,
    /// The time.
    pub at: Timestamp,
}

/// The result of [`set`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// The standing was set.
    Done,
    /// Staff may not change the proposal in its present status, or it is hidden.
    NotChangeable,
    /// The other proposal cannot stand for it: it is the same one, or hidden, withdrawn or merged itself.
    CannotStandFor,
}

/// Sets the standing of a proposal; unless the result is [`Placed::Done`], nothing changed. Its supports stay its own.
pub async fn set(tx: &mut Tx, placing: &Placing) -> Result<Placed, Error> {
    let Placing { id, into, .. } = *placing;
    if into == Some(id) {
        return Ok(Placed::CannotStandFor);
    }
    lock_mergers(tx).await?;
    let mut ids: Vec<ProposalId> = into.into_iter().chain([id]).collect();
    ids.sort_by_key(|id| id.0);
    let (mut own, mut other) = (None, None);
    for locked in ids {
        let row = lock(tx, locked).await?;
        if locked == id {
            own = row;
        } else {
            other = row;
        }
    }
    let stands = other.is_some_and(|other| !other.hidden && other.status.can_stand_for_another());
    if into.is_some() && !stands {
        return Ok(Placed::CannotStandFor);
    }
    let Some(own) = own else {
        return Ok(Placed::NotChangeable);
    };
    let is_open = match own.status {
        Status::Merged => placing.correcting || end_is_gone(tx, id).await?,
        status => Status::ANSWERS.contains(&status),
    };
    if own.hidden || !is_open {
        return Ok(Placed::NotChangeable);
    }
    let lists = is_listed(placing.status, own.hidden);
    write(tx, placing, lists).await?;
    if own.status == Status::Merged || into.is_some() {
        point_at(tx, id, into.unwrap_or(id)).await?;
    }
    count(tx, &own, lists, own.hidden).await?;
    Ok(Placed::Done)
}

/// Makes all mergers wait for each other, before any proposal is locked.
pub(crate) async fn lock_mergers(tx: &mut Tx) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE setting SET value = value WHERE name = 'mergers'",
    )?;
    Ok(())
}

async fn write(tx: &mut Tx, placing: &Placing, lists: bool) -> Result<(), Error> {
    let into = placing.into.map(|id| id.0);
    exec!(
        tx,
        "UPDATE proposal SET status = $1, listed = $2, updated_at = $3, merged_into = $4, merged_end = $5
         WHERE id = $6",
        placing.status.as_str(),
        lists,
        placing.at.0,
        into,
        into,
        placing.id.0,
    )?;
    Ok(())
}

/// Whether the proposal at the end of the chain no longer stands for this merged one.
async fn end_is_gone(tx: &mut Tx, id: ProposalId) -> Result<bool, Error> {
    Ok(scalar!(
        tx,
        "SELECT EXISTS (SELECT 1 FROM proposal p JOIN proposal m ON m.id = p.merged_end
             WHERE p.id = $1 AND (m.hidden_at IS NOT NULL OR m.status = $2))",
        id.0,
        Status::Withdrawn.as_str(),
    )?)
}

/// Writes the end of one proposal's chain of mergers.
pub(crate) async fn set_end(
    tx: &mut Tx,
    id: ProposalId,
    end: Option<ProposalId>,
) -> Result<(), Error> {
    exec!(
        tx,
        "UPDATE proposal SET merged_end = $2 WHERE id = $1",
        id.0,
        end.map(|end| end.0),
    )?;
    Ok(())
}

/// Points all proposals that were merged into a proposal, directly or not, to a new end.
async fn point_at(tx: &mut Tx, id: ProposalId, end: ProposalId) -> Result<(), Error> {
    exec!(
        tx,
        "WITH RECURSIVE under (id) AS (
             SELECT id FROM proposal WHERE merged_into = $1
             UNION
             SELECT p.id FROM proposal p JOIN under ON p.merged_into = under.id
         )
         UPDATE proposal SET merged_end = $2 WHERE id IN (SELECT id FROM under)",
        id.0,
        end.0,
    )?;
    Ok(())
}
