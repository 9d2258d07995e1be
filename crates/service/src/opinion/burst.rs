//! Bursts: many who joined from one network within an hour. A moderator may exclude all of one by one decision, after a
//! second look at what the map would be, and readmit them so. And the end of the hashes of networks, which bursts are
//! noticed by: they are erased some days after somebody joined, or when the consultation is archived.

use super::{
    compare::{MapSide, Pair},
    decided::Decided,
    page::StatementLine,
};
use crate::{Error, Service, moderation::ReasonForm, proposal::ConsultationBrief};
use cabildo_domain::{
    ConsultationId, Refusal, Timestamp, consultation::Slug, opinion::NETWORK_KEPT,
    permission::Moderator,
};
use cabildo_store::{
    Tx,
    opinion::{
        self,
        burst::{self, Burst},
        exclusion::{self, Decision},
    },
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Consultations whose old hashes are erased in one go; the next minute takes the next.
const AT_ONCE: i64 = 100;

/// Many who joined from one network within an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BurstView {
    /// The beginning of the hour.
    pub from: Timestamp,
    /// How many joined.
    pub people: i64,
    /// Their answers.
    pub votes: i64,
    /// How many of them are excluded.
    pub excluded: i64,
    /// The first of their numbers, which names the burst.
    pub first: i64,
    /// The last of their numbers; others may lie between.
    pub last: i64,
}

impl From<Burst> for BurstView {
    fn from(row: Burst) -> Self {
        let Burst {
            within,
            people,
            votes,
            excluded,
            first,
            last,
        } = row;
        Self {
            from: within.from,
            people,
            votes,
            excluded,
            first,
            last,
        }
    }
}

/// A second look at a burst before it is excluded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BurstPreview {
    /// Where.
    pub consultation: ConsultationBrief,
    /// The burst.
    pub burst: BurstView,
    /// The map now and without the burst; `None` while another comparison is computed, or when nobody of it counts.
    pub maps: Option<BurstMaps>,
}

/// What the map would be, computed from nothing like what it is, so that both differ by the burst alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BurstMaps {
    /// The answers that count now.
    pub now: MapSide,
    /// Without those of the burst.
    pub without: MapSide,
    /// What the statements say, by number.
    pub texts: BTreeMap<i64, StatementLine>,
}

/// What a decision about several did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExcludedTogether {
    /// What names the decision, to take it back.
    pub exclusion: i64,
    /// How many it excluded; 0 when all were already, and nothing changed.
    pub people: i64,
}

impl Service {
    /// What excluding a burst would do: how many people and answers, and what the map would be. Nothing is changed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a number that begins no burst.
    pub async fn burst_preview(
        &self,
        moderator: Moderator<'_>,
        slug: &Slug,
        first: i64,
    ) -> Result<BurstPreview, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultation_seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let opinion = opinion::of(&mut tx, row.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let found = burst::beginning_with(&mut tx, row.id, first)
            .await?
            .ok_or(Refusal::NotFound)?;
        let counted = burst::counted(&mut tx, row.id, &found.within).await?;
        let pair = if counted.is_empty() {
            None
        } else {
            let counted = counted.into_iter().map(|number| number as u64);
            self.pair(tx, opinion, |excluded| {
                (
                    excluded.clone(),
                    excluded.iter().copied().chain(counted).collect(),
                )
            })
            .await?
        };
        let maps = pair.map(
            |Pair {
                 material,
                 left,
                 right,
             }| {
                let texts = super::page::texts(&material.statements);
                self.remember(material);
                BurstMaps {
                    now: left.into(),
                    without: right.into(),
                    texts,
                }
            },
        );
        Ok(BurstPreview {
            consultation: ConsultationBrief::from(&row),
            burst: found.into(),
            maps,
        })
    }

    /// Leaves the answers of everyone of a burst out of every count and the map, for one reason that each of them reads.
    /// Who was excluded before keeps their own reason. A fixed number of statements; doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`reason`).
    pub async fn exclude_burst(
        &self,
        moderator: Moderator<'_>,
        slug: &Slug,
        first: i64,
        form: ReasonForm,
    ) -> Result<ExcludedTogether, Error> {
        let reason = form.parse()?;
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, moderator.viewer(), slug).await?;
        let found = burst::beginning_with(&mut tx, row.id, first)
            .await?
            .ok_or(Refusal::NotFound)?;
        opinion.seq += 1;
        let decision = Decision {
            reason: &reason,
            at: self.now(),
            exclusion: opinion.seq,
        };
        let done = exclusion::exclude_burst(&mut tx, row.id, &found.within, decision).await?;
        let answer = ExcludedTogether {
            exclusion: opinion.seq,
            people: done.people,
        };
        if done.people > 0 {
            let decided = Decided {
                participant: None,
                changed: done,
                reason: Some(&reason),
                moderator: moderator.account(),
            };
            self.note_exclusion(&mut tx, opinion, decided).await?;
            tx.commit().await?;
        }
        Ok(answer)
    }

    /// Counts the answers of everyone whom one decision excluded, and who still is excluded by it, again; says of how
    /// many. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a consultation.
    pub async fn readmit_together(
        &self,
        moderator: Moderator<'_>,
        slug: &Slug,
        exclusion: i64,
    ) -> Result<i64, Error> {
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, moderator.viewer(), slug).await?;
        let done = exclusion::readmit_together(&mut tx, row.id, exclusion).await?;
        if done.people > 0 {
            opinion.seq += 1;
            let decided = Decided {
                participant: None,
                changed: done,
                reason: None,
                moderator: moderator.account(),
            };
            self.note_exclusion(&mut tx, opinion, decided).await?;
            tx.commit().await?;
        }
        Ok(done.people)
    }

    /// Erases the hashes of the networks of participants who joined longer ago than [`NETWORK_KEPT`]; says of how many.
    /// One statement when there is nothing to do.
    pub async fn forget_networks(&self) -> Result<u64, Error> {
        let before = self.now() - NETWORK_KEPT;
        let due = burst::with_networks(&mut self.store().read().await?, before, AT_ONCE).await?;
        let mut forgotten = 0;
        for consultation in due {
            let mut tx = self.store().write().await?;
            forgotten += forget_networks(&mut tx, consultation, before).await?;
            tx.commit().await?;
        }
        if forgotten > 0 {
            tracing::info!(participants = forgotten, "hashes of networks were erased");
        }
        Ok(forgotten)
    }
}

/// Erases the hashes of the networks of those who joined a consultation before a moment.
pub(crate) async fn forget_networks(
    tx: &mut Tx,
    consultation: ConsultationId,
    before: Timestamp,
) -> Result<u64, Error> {
    // Answers that arrive meanwhile write the same rows, under this lock.
    opinion::lock(tx, &[consultation]).await?;
    Ok(burst::forget_networks(tx, consultation, before).await?)
}
