//! Bursts: many participants who joined from one network within an hour. A moderator may exclude a whole burst by one
//! decision, after looking at the map without it, and readmit it in the same way. The hashes of networks by which
//! bursts are noticed are erased some days after somebody joined, or when the consultation is archived.

use super::{
    compare::{MapSide, Pair},
    decided::Decided,
    page::StatementLine,
};
use crate::{Error, Opinions, consultation::ConsultationBrief, moderation::ReasonForm};
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

/// The number of consultations whose old hashes are erased in one run; the next run, a minute later, takes the next.
const AT_ONCE: i64 = 100;

/// Many participants who joined from one network within an hour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BurstView {
    /// The beginning of the hour.
    pub from: Timestamp,
    /// The number of people who joined.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// The number of them who are excluded.
    pub excluded: i64,
    /// The lowest participant number, which names the burst.
    pub first: i64,
    /// The highest participant number; others may lie between.
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

/// A burst, shown before it is excluded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BurstPreview {
    pub consultation: ConsultationBrief,
    pub burst: BurstView,
    /// The map now and without the burst; `None` while another comparison is computed, or when none of its participants
    /// counts.
    pub maps: Option<BurstMaps>,
}

/// The map with and without the burst. Both are computed without a previous map, so that they differ by the burst
/// alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BurstMaps {
    /// The answers that count now.
    pub now: MapSide,
    /// Without those of the burst.
    pub without: MapSide,
    /// The texts of the statements, by number.
    pub texts: BTreeMap<i64, StatementLine>,
}

/// The result of a decision about several participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ExcludedTogether {
    /// The number of the decision, with which it can be taken back.
    pub exclusion: i64,
    /// The number of people it excluded; 0 when all were excluded already, and nothing changed.
    pub people: i64,
}

impl Opinions<'_> {
    /// The effect of excluding a burst: the number of people and answers, and the map without them. Nothing is changed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a number that begins no burst.
    pub async fn burst_preview(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
        first: i64,
    ) -> Result<BurstPreview, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
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

    /// Excludes the answers of a whole burst from every count and the map, for one reason that each participant can
    /// read. Participants who were excluded before keep their own reason. A fixed number of statements; doing it twice
    /// changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`reason`).
    pub async fn exclude_burst(
        self,
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

    /// Counts the answers of everyone again whom one decision excluded and who is still excluded by it; returns how
    /// many. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for a consultation.
    pub async fn readmit_together(
        self,
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

    /// Erases the hashes of the networks of participants who joined longer ago than [`NETWORK_KEPT`]; returns how many.
    /// One statement when there is nothing to do.
    pub async fn forget_networks(self) -> Result<u64, Error> {
        let before = self.now() - NETWORK_KEPT;
        let due = burst::with_networks(&mut self.store().read().await?, before, AT_ONCE).await?;
        let mut forgotten = 0;
        for consultation in due {
            let mut tx = self.store().write().await?;
            forgotten += forget_networks(&mut tx, consultation, before).await?;
            tx.commit().await?;
        }
        if forgotten > 0 {
            tracing::info!(
                participants = forgotten,
                "old hashes of networks were deleted"
            );
        }
        Ok(forgotten)
    }
}

/// Erases the hashes of the networks of participants who joined a consultation before a moment.
pub(crate) async fn forget_networks(
    tx: &mut Tx,
    consultation: ConsultationId,
    before: Timestamp,
) -> Result<u64, Error> {
    // Answers that arrive meanwhile write the same rows, under this lock.
    opinion::lock(tx, &[consultation]).await?;
    Ok(burst::forget_networks(tx, consultation, before).await?)
}
