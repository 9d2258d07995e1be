//! The lists of comments to which cursors belong, and the positions in them.

use crate::cursor::{Cursor, List};
use cabildo_domain::{CommentId, Subject, comment::Sort};
use cabildo_store::comment::list::{After, Listed};
use uuid::Uuid;

/// The list of threads about a subject.
pub(super) fn threads(subject: Subject, sort: Sort) -> List {
    List::of(
        sort.as_str(),
        [b"threads".as_slice(), subject.id.as_bytes()],
    )
}

/// The list of all comments about a subject, oldest first.
pub(super) fn all(subject: Subject) -> List {
    let parts = [b"comments".as_slice(), subject.id.as_bytes()];
    List::of(Sort::Oldest.as_str(), parts)
}

/// The list of replies in a comment's thread, oldest first.
pub(super) fn replies(top: CommentId) -> List {
    let parts = [b"replies".as_slice(), top.0.as_bytes()];
    List::of(Sort::Oldest.as_str(), parts)
}

/// The cursor after a comment in a list in this order.
pub(super) fn after(list: List, sort: Sort, listed: &Listed) -> Cursor {
    let key = match sort {
        Sort::Best => listed.comment.best,
        Sort::Newest | Sort::Oldest => listed.comment.created_at.0,
    };
    Cursor::at(list, (key, listed.comment.id.0))
}

/// The position of a cursor, if it belongs to this list.
pub(super) fn position(cursor: &Cursor, list: List) -> Option<After> {
    let (key, id): (i64, Uuid) = cursor.read(list)?;
    Some(After {
        key,
        id: CommentId(id),
    })
}
