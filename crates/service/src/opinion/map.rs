//! Computes the map, outside of requests, from the answers in memory and those that came since.
//!
//! A computation first reads the mapping's number of the last change, then everything up to it, so that the published
//! map shows the state at that change. It can be stopped at any moment: nothing is written before the end, and the map
//! is published in one transaction. When two computations run at once (on two nodes), the result of the later one is
//! thrown away.

use super::{
    maps::Kept,
    memory::Loaded,
    view::{MapState, MapView},
};
use crate::{Error, Opinions};
use cabildo_domain::{
    ConsultationId, Refusal, Timestamp, consultation::Slug, opinion::StatementStatus, time::Span,
};
use cabildo_insight::{Cast, Opinion, Settings, Standing, Statement, Votes, compute_while};
use cabildo_store::{
    Tx, consultation,
    opinion::{
        self, exclusion,
        map::{self, Figures, Map},
        statement::{self, Statement as Row},
        vote,
    },
};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// The number of answers read at a time.
const CHUNK: i64 = 20_000;
/// Maps closer together than this count as one moment in the history.
const MOMENT: Span = Span::minutes(10);

/// A few figures of a map, for the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Summary {
    /// Sizes of the groups, by id.
    pub groups: Vec<(u32, i64)>,
    /// Statements with which people in total agree, and those with which every group agrees, the strongest first.
    pub agreed: Vec<i64>,
    pub unites: Vec<i64>,
}

/// The input of a computation.
pub(super) struct Material {
    opinion: opinion::Opinion,
    pub statements: Vec<Row>,
    pub excluded: BTreeSet<u64>,
    /// Statements that wait for a moderator. Nobody is asked them, and each has its author's agreement: until a
    /// statement is accepted it is in no map, as if it had not been made.
    held: BTreeSet<u64>,
    before: Option<Map>,
    votes: Votes,
}

impl Opinions<'_> {
    /// Up to `limit` consultations whose map is behind. One statement.
    pub async fn stale_maps(self, limit: i64) -> Result<Vec<ConsultationId>, Error> {
        Ok(opinion::stale(&mut self.store().read().await?, limit).await?)
    }

    /// Computes and publishes the map of a consultation, if something changed since the last one. Gives up soon after
    /// `stop` is set. Returns `true` when a map was published.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Error::Store`]. The last map stays.
    pub async fn update_map(
        self,
        consultation: ConsultationId,
        stop: &Arc<AtomicBool>,
    ) -> Result<bool, Error> {
        self.keep_map(consultation, stop, None).await
    }

    /// As [`Opinions::update_map`], also for the consumer of the event log, which stores its place with the map. Also
    /// returns `false` when another node does the consumer's work now.
    pub(super) async fn keep_map(
        self,
        consultation: ConsultationId,
        stop: &Arc<AtomicBool>,
        kept: Option<&Kept>,
    ) -> Result<bool, Error> {
        let Some(material) = self.material(consultation).await? else {
            return Ok(false);
        };
        let stop = stop.clone();
        let computed = tokio::task::spawn_blocking(move || {
            let opinion = material.compute(&|| !stop.load(Ordering::Relaxed));
            (material, opinion)
        });
        let (material, computed) = computed
            .await
            .map_err(|error| Error::Failed(format!("a map was interrupted: {error}")))?;
        let Some(computed) = computed else {
            self.remember(material);
            return Ok(false);
        };
        let published = self.publish(&material, &computed, kept).await;
        self.remember(material);
        published
    }

    pub(super) fn remember(self, material: Material) {
        let Material { opinion, votes, .. } = material;
        self.inner.opinions.keep(
            opinion.consultation,
            Loaded {
                epoch: opinion.epoch,
                seq: opinion.seq,
                votes,
            },
        );
    }

    /// Reads the input of a computation; `None` when nothing changed.
    async fn material(self, consultation: ConsultationId) -> Result<Option<Material>, Error> {
        let mut tx = self.store().read().await?;
        let opinion = opinion::of(&mut tx, consultation)
            .await?
            .ok_or(Refusal::NotFound)?;
        if opinion.published_seq >= opinion.seq {
            return Ok(None);
        }
        Ok(Some(self.read_material(&mut tx, opinion).await?))
    }

    /// Reads the input for a computation of the present state.
    pub(super) async fn read_material(
        self,
        tx: &mut Tx,
        opinion: opinion::Opinion,
    ) -> Result<Material, Error> {
        let loaded = self.inner.opinions.take(opinion.consultation);
        Material::read(tx, opinion, loaded).await
    }

    /// The whole result for a consultation, from the present answers, for the operator: it lists people one by one, by
    /// numbers that no page shows. Nothing is published.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Error::Store`].
    pub async fn operator_view(self, slug: &Slug) -> Result<Opinion, Error> {
        let mut tx = self.store().read().await?;
        let row = consultation::by_slug(&mut tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        let Some(opinion) = opinion::of(&mut tx, row.id).await? else {
            return Ok(Opinion::default());
        };
        let material = Material::read(&mut tx, opinion, None).await?;
        drop(tx);
        let computed = tokio::task::spawn_blocking(move || material.compute(&|| true)).await;
        let computed =
            computed.map_err(|error| Error::Failed(format!("a map was interrupted: {error}")))?;
        Ok(computed.unwrap_or_default())
    }

    async fn publish(
        self,
        material: &Material,
        computed: &Opinion,
        kept: Option<&Kept>,
    ) -> Result<bool, Error> {
        let unwritable =
            |error: serde_json::Error| Error::Failed(format!("a map cannot be written: {error}"));
        let consultation = material.opinion.consultation;
        let view = MapView::of(computed, &material.statements);
        let now = self.now();
        let map = Map {
            number: material.before.as_ref().map_or(0, |before| before.number) + 1,
            seq: material.opinion.seq,
            at: now,
            view: serde_json::to_string(&view).map_err(unwritable)?,
            state: serde_json::to_string(&MapState::of(computed)).map_err(unwritable)?,
        };
        let summary = Summary {
            groups: view
                .groups
                .iter()
                .map(|group| (group.id, group.size))
                .collect(),
            agreed: view
                .agreed
                .iter()
                .map(|evidence| evidence.statement)
                .collect(),
            unites: view.unites.clone(),
        };
        let figures = Figures {
            number: map.number,
            at: now,
            people: view.people,
            votes: view.votes,
            statements: material
                .statements
                .iter()
                .filter(|row| standing(row) == Standing::Open)
                .count() as i64,
            excluded: material.excluded.len() as i64,
            summary: serde_json::to_string(&summary).map_err(unwritable)?,
        };
        let mut tx = self.store().write().await?;
        let mut locked = opinion::lock(&mut tx, &[consultation])
            .await?
            .pop()
            .ok_or(Refusal::NotFound)?;
        if !map::publish(&mut tx, consultation, &map).await? {
            return Ok(false);
        }
        locked.published_seq = map.seq;
        opinion::update(&mut tx, &locked).await?;
        let replaced = replaced(&map::over_time(&mut tx, consultation, 2).await?, now);
        map::note(&mut tx, consultation, &figures, replaced).await?;
        if let Some(kept) = kept
            && !kept.advance(&mut tx, consultation).await?
        {
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }
}

/// The number of the last figures, when they are so close in time to the figures before that new ones replace them.
fn replaced(last: &[Figures], now: Timestamp) -> Option<i64> {
    let [last, before] = last else { return None };
    // If the clock was set back, each new map would replace the last figures for as long as the clock is behind.
    (Span(0)..MOMENT)
        .contains(&now.since(before.at))
        .then_some(last.number)
}

impl Material {
    /// The map without these participants, and without a previous map.
    pub(super) fn without(&self, left_out: &BTreeSet<u64>) -> MapView {
        let settings = Settings {
            seed: self.opinion.seed as u64,
            ..Settings::default()
        };
        let is_all = left_out.is_empty() && self.held.is_empty();
        let some = (!is_all).then(|| self.votes.without(left_out, &self.held));
        let computed = compute_while(
            some.as_ref().unwrap_or(&self.votes),
            &settings,
            None,
            &|| true,
        );
        computed
            .map(|computed| MapView::of(&computed, &self.statements))
            .unwrap_or_default()
    }

    async fn read(
        tx: &mut Tx,
        opinion: opinion::Opinion,
        loaded: Option<Loaded>,
    ) -> Result<Self, Error> {
        let consultation = opinion.consultation;
        let statements = statement::all(tx, consultation).await?;
        let excluded = exclusion::excluded(tx, consultation).await?;
        let before = map::present(tx, consultation).await?;
        let votes = load(tx, &opinion, &statements, loaded).await?;
        let excluded = excluded.into_iter().map(|number| number as u64).collect();
        let held = statements
            .iter()
            .filter(|row| row.status == StatementStatus::Held);
        let held = held.map(|row| row.number as u64).collect();
        Ok(Self {
            opinion,
            statements,
            excluded,
            held,
            before,
            votes,
        })
    }

    fn compute(&self, keep_going: &dyn Fn() -> bool) -> Option<Opinion> {
        let settings = Settings {
            seed: self.opinion.seed as u64,
            ..Settings::default()
        };
        let state: MapState = self
            .before
            .as_ref()
            // The state may be of another version of the program; then the groups begin anew.
            .and_then(|before| serde_json::from_str(&before.state).ok())
            .unwrap_or_default();
        if self.excluded.is_empty() && self.held.is_empty() {
            return compute_while(&self.votes, &settings, Some(&state.previous), keep_going);
        }
        let mut previous = state.previous;
        previous
            .members
            .retain(|member, _| !self.excluded.contains(member));
        compute_while(
            &self.votes.without(&self.excluded, &self.held),
            &settings,
            Some(&previous),
            keep_going,
        )
    }
}

/// How a statement takes part in the mathematics.
pub(super) const fn standing(statement: &Row) -> Standing {
    match (statement.status, statement.meta) {
        (StatementStatus::Published, false) => Standing::Open,
        (StatementStatus::Published, true) => Standing::Meta,
        (StatementStatus::Held | StatementStatus::Rejected, _) => Standing::Rejected,
    }
}

/// The answers up to the mapping's last change: those in memory, and those that came since.
async fn load(
    tx: &mut Tx,
    opinion: &opinion::Opinion,
    statements: &[Row],
    loaded: Option<Loaded>,
) -> Result<Votes, Error> {
    let known = statements.iter().map(|row| Statement {
        id: row.number as u64,
        standing: standing(row),
    });
    let impossible = |error: cabildo_insight::votes::VotesError| Error::Failed(error.to_string());
    let (mut seq, mut votes) = match loaded {
        Some(loaded) if loaded.epoch == opinion.epoch && loaded.seq <= opinion.seq => {
            let mut votes = loaded.votes;
            votes.set_statements(known).map_err(impossible)?;
            (loaded.seq, votes)
        }
        _ => (0, Votes::new(known).map_err(impossible)?),
    };
    let mut batch = Vec::new();
    while seq < opinion.seq {
        let rows = vote::since(tx, opinion.consultation, seq, CHUNK).await?;
        let Some((last, _)) = rows.last() else { break };
        seq = *last;
        // The numbers order the answers, not the times: a clock may be set back.
        let casts = rows
            .iter()
            .take_while(|(number, _)| *number <= opinion.seq)
            .map(|(number, cast)| Cast {
                participant: cast.participant as u64,
                statement: cast.statement as u64,
                answer: answer(cast.answer),
                at: *number,
            });
        batch.extend(casts);
    }
    votes.apply(&batch).map_err(impossible)?;
    Ok(votes)
}

const fn answer(answer: cabildo_domain::opinion::Answer) -> cabildo_insight::Answer {
    use cabildo_domain::opinion::Answer::{Agree, Disagree, Pass};
    match answer {
        Agree => cabildo_insight::Answer::Agree,
        Disagree => cabildo_insight::Answer::Disagree,
        Pass => cabildo_insight::Answer::Pass,
    }
}
