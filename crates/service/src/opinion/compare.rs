//! The map with and without the participants whom moderators excluded, side by side, for staff.

use super::{map::Material, page::StatementLine, view::MapView};
use crate::{Error, Opinions, consultation::ConsultationBrief};
use cabildo_domain::{Refusal, consultation::Slug, permission::Moderator};
use cabildo_store::{
    Tx,
    opinion::{self, Opinion},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The seconds after which staff should ask again while another comparison runs.
const AGAIN: u32 = 5;

/// A map with and without the excluded participants.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapComparison {
    pub consultation: ConsultationBrief,
    /// The number of excluded participants.
    pub excluded: i64,
    /// Everybody's answers.
    pub with: MapSide,
    /// The answers that count.
    pub without: MapSide,
    /// The texts of the statements, by number.
    pub texts: BTreeMap<i64, StatementLine>,
}

/// A map in a few figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MapSide {
    /// People who answered.
    pub people: i64,
    /// The number of their answers.
    pub votes: i64,
    /// Sizes of the groups, the largest first.
    pub groups: Vec<i64>,
    /// Statements with which people agree in every group, the strongest first.
    pub agreed: Vec<i64>,
    /// Statements with which people disagree in every group, the strongest first.
    pub disagreed: Vec<i64>,
    /// Statements with which every group agrees, the strongest first.
    pub unites: Vec<i64>,
}

impl From<MapView> for MapSide {
    fn from(view: MapView) -> Self {
        let mut groups: Vec<i64> = view.groups.iter().map(|group| group.size).collect();
        groups.sort_unstable_by(|a, b| b.cmp(a));
        Self {
            people: view.people,
            votes: view.votes,
            groups,
            agreed: view.agreed_by_all(),
            disagreed: view.disagreed_by_all(),
            unites: view.united(),
        }
    }
}

/// Two maps of the same material.
pub(super) struct Pair {
    pub material: Material,
    pub left: MapView,
    pub right: MapView,
}

impl Opinions<'_> {
    /// Computes the map twice, with and without the excluded participants. Both are computed without a previous map, so
    /// that they differ by the excluded alone. Nothing is published. One comparison runs at a time, because it may take
    /// seconds of a processor.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Busy`].
    pub async fn compare_maps(
        self,
        moderator: Moderator<'_>,
        slug: &Slug,
    ) -> Result<MapComparison, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, moderator.viewer(), slug)
            .await?;
        let opinion = opinion::of(&mut tx, row.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let both = |excluded: &BTreeSet<u64>| (BTreeSet::new(), excluded.clone());
        let pair = self
            .pair(tx, opinion, both)
            .await?
            .ok_or(Refusal::Busy { seconds: AGAIN })?;
        let Pair {
            material,
            left,
            right,
        } = pair;
        let texts = super::page::texts(&material.statements);
        let excluded = material.excluded.len() as i64;
        self.remember(material);
        let consultation = ConsultationBrief::from(&row);
        Ok(MapComparison {
            consultation,
            excluded,
            with: left.into(),
            without: right.into(),
            texts,
        })
    }

    /// Computes the map twice, each time without the excluded participants that `sides` names. `None` while another
    /// comparison is computed. The caller gives the material back with `remember`.
    pub(super) async fn pair(
        self,
        mut tx: Tx,
        opinion: Opinion,
        sides: impl FnOnce(&BTreeSet<u64>) -> (BTreeSet<u64>, BTreeSet<u64>),
    ) -> Result<Option<Pair>, Error> {
        let Some(permit) = self.inner.opinions.compare() else {
            return Ok(None);
        };
        let material = self.read_material(&mut tx, opinion).await?;
        drop(tx);
        let (left, right) = sides(&material.excluded);
        let computed = tokio::task::spawn_blocking(move || {
            // Hold the permit here, so that it is not given back when the reader leaves before the end.
            let _permit = permit;
            let (left, right) = (material.without(&left), material.without(&right));
            Pair {
                material,
                left,
                right,
            }
        });
        let pair = computed
            .await
            .map_err(|error| Error::Failed(format!("a comparison was interrupted: {error}")))?;
        Ok(Some(pair))
    }
}
