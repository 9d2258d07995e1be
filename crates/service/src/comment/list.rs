//! All comments on a subject, by time, for the API.

use super::{
    known, lists, readable,
    view::{CommentView, Setting},
};
use crate::{
    Comments, Error,
    cursor::{Cursor, cut},
};
use cabildo_domain::{
    Refusal, Viewer,
    comment::Sort,
    subject::{Commentable, Numbered},
};
use cabildo_store::comment::{list, place};
use serde::Serialize;

/// A page of comments at every depth, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommentList {
    pub comments: Vec<CommentView>,
    /// The start of the next page.
    pub next: Option<Cursor>,
    /// The number of comments in the whole discussion that are neither hidden nor deleted.
    pub total: i64,
}

impl Comments<'_> {
    /// Up to `limit` comments on a subject, oldest first. Two statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`cabildo_domain::refusal::Need::Readable`] when it is hidden; [`Refusal::Malformed`] for a
    /// cursor of another list.
    pub async fn list(
        self,
        viewer: &Viewer,
        about: &Numbered<Commentable>,
        after: Option<&Cursor>,
        limit: i64,
    ) -> Result<CommentList, Error> {
        let now = self.now();
        let mut tx = self.store().read().await?;
        let place = known(place::at(&mut tx, about, now).await?, viewer)?;
        readable(&place, viewer)?;
        let in_list = lists::all(place.subject);
        let after = after
            .map(|cursor| lists::position(cursor, in_list).ok_or(Refusal::Malformed))
            .transpose()?;
        let mut rows = list::all(&mut tx, place.subject, after, limit + 1).await?;
        let next = cut(&mut rows, limit).map(|last| lists::after(in_list, Sort::Oldest, last));
        let setting = Setting {
            open: place.open,
            hidden: place.hidden,
            takes: place.takes,
            now,
        };
        let comments = rows
            .into_iter()
            .map(|row| CommentView::new(row, viewer, setting))
            .collect();
        Ok(CommentList {
            comments,
            next,
            total: place.comments,
        })
    }
}
