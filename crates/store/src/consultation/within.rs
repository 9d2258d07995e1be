//! The consultation that something belongs to, if it belongs to one: comments and events need not.

use crate::{Error, convert::word};
use cabildo_domain::{
    ConsultationId,
    consultation::{Slug, State},
};
use uuid::Uuid;

/// The consultation that something belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Within {
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// Its state, which decides who may know of it and of all that is in it.
    pub state: State,
}

/// The columns `consultation_id`, `slug` and `state` of a consultation that was left joined.
#[derive(sqlx::FromRow)]
pub(crate) struct WithinRow {
    consultation_id: Option<Uuid>,
    slug: Option<String>,
    state: Option<String>,
}

impl WithinRow {
    /// The consultation; `None` for something that belongs to none.
    pub(crate) fn read(self) -> Result<Option<Within>, Error> {
        let (Some(id), Some(slug), Some(state)) = (self.consultation_id, self.slug, self.state)
        else {
            return Ok(None);
        };
        Ok(Some(Within {
            id: ConsultationId(id),
            slug: Slug::trusted(slug),
            state: word("consultation.state", state)?,
        }))
    }
}
