//! Reads a discussion: a page of threads with the first replies of each, or one thread with all replies.

use super::{
    known, lists, readable,
    view::{CommentView, Setting},
};
use crate::{
    Comments, Error,
    cursor::{Cursor, cut},
    proposal::ProposalPage,
};
use cabildo_domain::{
    CommentId, Language, Refusal, Subject, Viewer,
    comment::Sort,
    limits::{REPLIES, THREADS},
    phase::{Activity, Closed},
    subject::{Commentable, Numbered},
};
use cabildo_store::{
    Tx,
    comment::{
        list::{self, Listed},
        place::{self, Place},
    },
};
use serde::Serialize;
use std::collections::HashMap;

/// The number of replies on one page of a thread.
pub const THREAD_PAGE: i64 = 100;

/// The part of a discussion to read.
#[derive(Clone, Debug, Default)]
pub struct DiscussionQuery {
    /// The order of the threads.
    pub sort: Sort,
    /// The start of the page.
    pub after: Option<Cursor>,
}

/// A top-level comment with its replies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Thread {
    /// The comment at its top.
    pub top: CommentView,
    /// The replies, each after the comment it answers, with their depths.
    pub replies: Vec<CommentView>,
    /// Whether the thread's page has more replies.
    pub more: bool,
    /// The number of those further replies that can be read: neither hidden nor deleted.
    pub more_replies: i64,
}

/// A page of a discussion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Discussion {
    pub threads: Vec<Thread>,
    /// The start of the next page.
    pub next: Option<Cursor>,
    /// The number of comments in the whole discussion that are neither hidden nor deleted.
    pub total: i64,
    /// Whether people can write here now (a visitor is asked to sign in).
    pub open: bool,
}

/// The subject of a discussion, for the page that shows nothing else of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Why no open phase allows comments.
    pub closed: Option<Closed>,
}

/// One thread on a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThreadPage {
    /// The title of the subject.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    pub thread: Thread,
    /// Where the next page of replies begins.
    pub next: Option<Cursor>,
    /// Whether people can write here now.
    pub open: bool,
    /// Why no open phase allows comments.
    pub closed: Option<Closed>,
}

impl Comments<'_> {
    /// A page of the discussion of a subject. Three statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`cabildo_domain::refusal::Need::Readable`] when the subject is hidden from the viewer.
    pub async fn discussion(
        self,
        viewer: &Viewer,
        subject: Subject,
        query: &DiscussionQuery,
    ) -> Result<Discussion, Error> {
        let mut tx = self.store().read().await?;
        let place = known(place::of(&mut tx, subject, self.now()).await?, viewer)?;
        readable(&place, viewer)?;
        self.threads(
            &mut tx,
            viewer,
            subject,
            self.setting(&place),
            place.comments,
            query,
        )
        .await
    }

    /// A page of the discussion of the subject with this number, with the subject. Four statements.
    ///
    /// # Errors
    /// As [`Comments::discussion`].
    pub async fn discussion_at(
        self,
        viewer: &Viewer,
        about: &Numbered<Commentable>,
        query: &DiscussionQuery,
    ) -> Result<(About, Discussion), Error> {
        let mut tx = self.store().read().await?;
        let place = known(place::at(&mut tx, about, self.now()).await?, viewer)?;
        readable(&place, viewer)?;
        let setting = self.setting(&place);
        let discussion = self
            .threads(
                &mut tx,
                viewer,
                place.subject,
                setting,
                place.comments,
                query,
            )
            .await?;
        let closed = self.closed(&mut tx, &place).await?;
        Ok((
            About {
                title: place.title,
                language: place.language,
                closed,
            },
            discussion,
        ))
    }

    /// Why no open phase allows comments there. One statement.
    async fn closed(self, tx: &mut Tx, place: &Place) -> Result<Option<Closed>, Error> {
        match self.require_comments(tx, place.consultation()).await {
            Err(Error::Refused(Refusal::Closed { closed, .. })) => Ok(Some(closed)),
            outcome => outcome.map(|()| None),
        }
    }

    /// The first page of the discussion of a proposal that is loaded already. Two statements.
    pub(crate) async fn discussion_of(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        page: &ProposalPage,
        sort: Sort,
    ) -> Result<Discussion, Error> {
        let setting = Setting {
            open: page.doors.to(Activity::Comment).is_open(),
            hidden: page.hidden.is_some(),
            takes: page.status.takes_comments(),
            now: self.now(),
        };
        let query = DiscussionQuery { sort, after: None };
        self.threads(
            tx,
            viewer,
            Subject::proposal(page.id),
            setting,
            page.comments,
            &query,
        )
        .await
    }

    fn setting(self, place: &Place) -> Setting {
        Setting {
            open: place.open,
            hidden: place.hidden,
            takes: place.takes,
            now: self.now(),
        }
    }

    async fn threads(
        self,
        tx: &mut Tx,
        viewer: &Viewer,
        subject: Subject,
        setting: Setting,
        total: i64,
        query: &DiscussionQuery,
    ) -> Result<Discussion, Error> {
        let account = viewer.account();
        let in_list = lists::threads(subject, query.sort);
        let after = query
            .after
            .as_ref()
            .and_then(|cursor| lists::position(cursor, in_list));
        let mut tops = list::threads(tx, subject, query.sort, after, THREADS + 1, account).await?;
        let next = cut(&mut tops, THREADS).map(|last| lists::after(in_list, query.sort, last));
        let answered: Vec<CommentId> = tops
            .iter()
            .filter(|top| top.comment.places > 0)
            .map(|top| top.comment.id)
            .collect();
        let mut replies: HashMap<CommentId, Vec<Listed>> = HashMap::new();
        for reply in list::replies(tx, &answered, REPLIES, account).await? {
            replies.entry(reply.comment.root).or_default().push(reply);
        }
        let threads = tops
            .into_iter()
            .map(|top| {
                let shown = replies.remove(&top.comment.id).unwrap_or_default();
                thread(top, shown, true, viewer, setting)
            })
            .collect();
        Ok(Discussion {
            threads,
            next,
            total,
            open: setting.takes_comments(),
        })
    }

    /// A comment's thread, with a page of its replies. Four statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`cabildo_domain::refusal::Need::Readable`] when the subject is hidden from the viewer.
    pub async fn thread(
        self,
        viewer: &Viewer,
        about: &Numbered<Commentable>,
        comment: CommentId,
        after: Option<&Cursor>,
    ) -> Result<ThreadPage, Error> {
        let mut tx = self.store().read().await?;
        let place = known(place::at(&mut tx, about, self.now()).await?, viewer)?;
        readable(&place, viewer)?;
        let account = viewer.account();
        let top = list::root_of(&mut tx, place.subject, comment, account)
            .await?
            .ok_or(Refusal::NotFound)?;
        let in_list = lists::replies(top.comment.id);
        let after = after.and_then(|cursor| lists::position(cursor, in_list));
        let mut replies =
            list::thread(&mut tx, top.comment.id, after, THREAD_PAGE + 1, account).await?;
        let next =
            cut(&mut replies, THREAD_PAGE).map(|last| lists::after(in_list, Sort::Oldest, last));
        let closed = self.closed(&mut tx, &place).await?;
        let setting = self.setting(&place);
        Ok(ThreadPage {
            thread: thread(top, replies, false, viewer, setting),
            title: place.title,
            language: place.language,
            next,
            open: setting.takes_comments(),
            closed,
        })
    }
}

fn thread(
    top: Listed,
    replies: Vec<Listed>,
    goes_on: bool,
    viewer: &Viewer,
    setting: Setting,
) -> Thread {
    let count = top.comment.replies;
    let is_read =
        |reply: &&Listed| reply.comment.deleted_at.is_none() && reply.comment.hidden.is_none();
    let read = replies.iter().filter(is_read).count() as i64;
    let more = goes_on && top.comment.places > replies.len() as i64;
    let more_replies = if more { (count - read).max(0) } else { 0 };
    let top = CommentView::new(top, viewer, setting);
    let replies = replies
        .into_iter()
        .map(|reply| CommentView::new(reply, viewer, setting))
        .collect();
    Thread {
        replies: in_reading_order(top.id, replies),
        top,
        more,
        more_replies,
    }
}

/// Puts each reply after the comment it answers. Replies come by time, and keep that order under the same comment. A
/// reply whose parent is not among them (it is on an earlier page) begins a branch of its own.
fn in_reading_order(root: CommentId, replies: Vec<CommentView>) -> Vec<CommentView> {
    let ids: std::collections::HashSet<CommentId> = replies.iter().map(|reply| reply.id).collect();
    let mut children: HashMap<CommentId, Vec<CommentView>> = HashMap::new();
    let count = replies.len();
    for reply in replies {
        let above = reply
            .parent
            .filter(|parent| ids.contains(parent) && *parent != reply.id)
            .unwrap_or(root);
        children.entry(above).or_default().push(reply);
    }
    let mut ordered = Vec::with_capacity(count);
    let mut waiting: Vec<CommentView> = children.remove(&root).unwrap_or_default();
    waiting.reverse();
    while let Some(reply) = waiting.pop() {
        let below = children.remove(&reply.id).unwrap_or_default();
        ordered.push(reply);
        waiting.extend(below.into_iter().rev());
    }
    ordered
}
