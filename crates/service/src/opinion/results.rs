//! The results together with the reader's own place, in one read.

use super::{
    Caller,
    ask::MyPlace,
    page::{Moment, OpinionPage, moments},
};
use crate::{Error, Opinions};
use cabildo_domain::consultation::Slug;
use cabildo_store::phase;
use serde::Serialize;

/// The results as one person sees them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpinionResults {
    /// The page that everyone sees.
    pub page: OpinionPage,
    /// The person's own place.
    pub mine: MyPlace,
    /// Earlier maps, oldest first.
    pub moments: Vec<Moment>,
}

impl Opinions<'_> {
    /// [`Opinions::page`], the caller's place on the map, and earlier maps. Seven statements, up to nine for the
    /// first reader of a map.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`].
    pub async fn results(self, caller: Caller<'_>, slug: &Slug) -> Result<OpinionResults, Error> {
        let mut tx = self.store().read().await?;
        let desk = self.desk(&mut tx, caller, slug).await?;
        let published = self.published(&mut tx, desk.row.id).await?;
        let phases = phase::of(&mut tx, desk.row.id).await?;
        super::require_mapping(desk.opinion.as_ref(), &phases)?;
        let moments = moments(&mut tx, desk.row.id).await?;
        let mine = desk.place(caller, published.as_deref());
        let page = OpinionPage::of(
            &desk.row,
            desk.opinion.as_ref(),
            &desk.statements,
            published.as_deref(),
            &phases,
            self.now(),
        );
        Ok(OpinionResults {
            page,
            mine,
            moments,
        })
    }
}
