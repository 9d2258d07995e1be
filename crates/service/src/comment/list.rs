//! All comments of a proposal, by time: for the API and for whoever reads them all.

use super::{
    Cursor,
    discussion::cut,
    known, readable,
    view::{CommentView, Setting},
};
use crate::{Error, Service};
use cabildo_domain::{Viewer, comment::Sort, consultation::Slug};
use cabildo_store::comment::{list, place};
use serde::Serialize;

/// A page of comments at every depth, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommentList {
    /// The comments.
    pub comments: Vec<CommentView>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// Comments of the whole discussion that are not deleted.
    pub total: i64,
}

impl Service {
    /// Up to `limit` comments on a proposal, oldest first. Two statements.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`]; [`cabildo_domain::refusal::Need::Visible`] when it is hidden.
    pub async fn comments(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        after: Option<&Cursor>,
        limit: i64,
    ) -> Result<CommentList, Error> {
        let now = self.now();
        let mut tx = self.store().read().await?;
        let place = known(place::at(&mut tx, slug, number, now).await?, viewer)?;
        readable(&place, viewer)?;
        let after = after.and_then(|cursor| cursor.read(Sort::Oldest));
        let mut rows = list::all(&mut tx, place.subject, after, limit + 1).await?;
        let next = cut(&mut rows, limit).map(|last| Cursor::after(Sort::Oldest, last));
        let setting = Setting { open: place.open, hidden: place.hidden, status: place.status, now };
        let comments = rows.into_iter().map(|row| CommentView::new(row, viewer, setting)).collect();
        Ok(CommentList { comments, next, total: place.comments })
    }
}
