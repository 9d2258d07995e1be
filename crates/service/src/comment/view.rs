//! A comment as one reader sees it.

use super::CommentForm;
use crate::{author::AuthorView, markdown};
use cabildo_domain::{
    CommentId, Language, Timestamp, Viewer,
    comment::{self, Alignment, Reaction},
    permission::Capability,
    text::Reason,
    visibility::may_read,
};
use cabildo_store::comment::list::Listed;
use serde::Serialize;

/// The content at a comment's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CommentText {
    /// Its text.
    Shown {
        /// The text as safe HTML.
        html: String,
    },
    /// The author deleted it; replies to it stay.
    Deleted {
        /// The time.
        at: Timestamp,
    },
    /// A moderator hides it.
    Hidden {
        /// The reason.
        reason: Reason,
        /// The time since when it is hidden.
        since: Timestamp,
        /// The text, for its author and for moderators.
        html: Option<String>,
    },
}

/// The actions that the reader may take on a comment now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CommentMay {
    /// Change its text.
    pub edit: bool,
    pub delete: bool,
    /// Answer it (a visitor is asked to sign in).
    pub reply: bool,
    /// React to it (a visitor is asked to sign in).
    pub react: bool,
    /// Report it (a visitor is asked to sign in).
    pub report: bool,
    /// Hide or restore it.
    pub moderate: bool,
}

/// A comment in a discussion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommentView {
    pub id: CommentId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// The top-level comment of its thread; itself at top level.
    pub root: CommentId,
    /// 0 at top level; at most [`comment::MAX_DEPTH`].
    pub depth: i64,
    /// The author; `None` when the text is gone for this reader.
    pub author: Option<AuthorView>,
    /// Whether the reader wrote it.
    pub is_mine: bool,
    /// The side it takes.
    pub alignment: Alignment,
    /// The content.
    pub text: CommentText,
    /// The language it is written in.
    pub language: Language,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its author last changed it.
    pub edited_at: Option<Timestamp>,
    /// The number of reactions that agree, imported ones included.
    pub ups: i64,
    /// The number of reactions that disagree, imported ones included.
    pub downs: i64,
    /// The reader's own reaction.
    pub reaction: Reaction,
    /// An imported reply whose parent was not in the export.
    pub orphan: bool,
    /// For a top-level comment: the number of replies below it that are neither hidden nor deleted.
    pub replies: i64,
    /// The actions that the reader may take.
    pub may: CommentMay,
    /// The form that edits it, where the reader may.
    pub form: Option<CommentForm>,
}

/// The facts that decide about every comment of a discussion alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Whether a phase that allows comments is open.
    pub open: bool,
    /// Whether a moderator hides the subject.
    pub hidden: bool,
    /// Whether its status takes comments.
    pub takes: bool,
    /// The present.
    pub now: Timestamp,
}

impl Setting {
    /// Whether people can write here now.
    pub const fn takes_comments(self) -> bool {
        self.open && !self.hidden && self.takes
    }
}

impl CommentView {
    pub(super) fn new(listed: Listed, viewer: &Viewer, setting: Setting) -> Self {
        let Listed {
            comment,
            author,
            mine,
        } = listed;
        let is_mine = comment.author.is(viewer);
        let may = may(viewer, &comment, is_mine, setting);
        let form = may.edit.then(|| CommentForm::of(&comment));
        let reads = may_read(viewer, &comment.author, comment.hidden.is_some());
        let gone = comment.deleted_at.is_some() || !reads;
        let html =
            || markdown::current(comment.body.as_str(), comment.body_html, comment.sanitizer);
        let text = match (comment.deleted_at, comment.hidden) {
            (Some(at), _) => CommentText::Deleted { at },
            (None, Some((reason, since))) => CommentText::Hidden {
                reason,
                since,
                html: reads.then(html),
            },
            (None, None) => CommentText::Shown { html: html() },
        };
        Self {
            id: comment.id,
            parent: comment.parent,
            root: comment.root,
            depth: comment.depth,
            author: (!gone).then(|| author.into()),
            is_mine,
            alignment: comment.alignment,
            text,
            language: comment.language,
            created_at: comment.created_at,
            edited_at: comment.edited_at,
            ups: comment.ups + comment.imported_ups,
            downs: comment.downs + comment.imported_downs,
            reaction: Reaction::of(mine),
            orphan: comment.orphan,
            replies: comment.replies,
            may,
            form,
        }
    }
}

fn may(
    viewer: &Viewer,
    comment: &cabildo_store::comment::Comment,
    is_mine: bool,
    setting: Setting,
) -> CommentMay {
    let there = comment.deleted_at.is_none();
    let visible = there && comment.hidden.is_none();
    let open = visible && setting.takes_comments();
    CommentMay {
        edit: open && is_mine && comment::is_editable(comment.created_at, setting.now),
        delete: there && is_mine,
        reply: open,
        react: open && !is_mine,
        report: visible && !is_mine,
        moderate: there && viewer.may(Capability::Moderate),
    }
}
