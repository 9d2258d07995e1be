//! Comments as people read them: one with its reactions and tools, and a thread with its replies folded.

use super::{address as post, form, piece};
use crate::{
    moderation::tools,
    request::Cx,
    t,
    ui::{author, field::FormState, link, markdown::Prose, time},
};
use cabildo_domain::{
    CommentId, Subject, SubjectKind, Viewer, address,
    comment::Alignment,
    subject::{Commentable, Numbered},
};
use cabildo_service::comment::{CommentText, CommentView, Reacted, Thread};
use leptos::prelude::*;
use std::collections::HashMap;

/// A refused form of this page, and the comment it belongs to.
#[derive(Clone, Default)]
pub(super) struct Refused {
    pub reply: FormState,
    pub edit: FormState,
    pub comment: Option<CommentId>,
}

impl Refused {
    fn on(&self, id: CommentId) -> (FormState, FormState) {
        if self.comment == Some(id) {
            (self.reply.clone(), self.edit.clone())
        } else {
            Default::default()
        }
    }
}

/// A thread in a list: its replies are folded, and the rest of a long one is a page away.
pub(super) fn folded(cx: &Cx, about: &Numbered<Commentable>, thread: Thread) -> AnyView {
    let count = thread.top.replies;
    let whole = about.thread(thread.top.id);
    let more = thread.more.then(|| {
        let label = match thread.more_replies {
            0 => t!(cx, "comment-whole-thread"),
            count => t!(cx, "comment-more-replies", count = count),
        };
        view! { <p><a href=whole>{label}</a></p> }
    });
    let replies = (!thread.replies.is_empty()).then(|| {
        view! {
            <details class="replies">
                <summary>{t!(cx, "comment-replies", count = count)}</summary>
                {replies(cx, about, thread.top.id, thread.replies, &Refused::default())}
                {more}
            </details>
        }
    });
    view! { <li>{comment(cx, about, thread.top, &Refused::default(), None)} {replies}</li> }
        .into_any()
}

/// Replies in reading order, indented by depth, naming the author they answer unless that is the top of the thread.
pub(super) fn replies(
    cx: &Cx,
    about: &Numbered<Commentable>,
    top: CommentId,
    replies: Vec<CommentView>,
    refused: &Refused,
) -> AnyView {
    let names: HashMap<CommentId, String> = replies
        .iter()
        .filter_map(|reply| Some((reply.id, author::name(cx, reply.author.as_ref()?))))
        .collect();
    let items: Vec<_> = replies
        .into_iter()
        .map(|reply| {
            let depth = reply.depth.to_string();
            let answered = reply
                .parent
                .filter(|parent| *parent != top)
                .and_then(|parent| names.get(&parent).cloned());
            view! { <li data-depth=depth>{comment(cx, about, reply, refused, answered)}</li> }
        })
        .collect();
    view! { <ol class="thread">{items}</ol> }.into_any()
}

/// One comment, or the notice in its place.
pub(super) fn comment(
    cx: &Cx,
    about: &Numbered<Commentable>,
    comment: CommentView,
    refused: &Refused,
    answered: Option<String>,
) -> AnyView {
    let id = format!("comment-{}", comment.id);
    match &comment.text {
        CommentText::Deleted { .. } => {
            view! { <p class="tombstone" id=id>{t!(cx, "comment-deleted")}</p> }.into_any()
        }
        CommentText::Hidden {
            reason,
            since,
            html,
        } => {
            let text = html.clone().map(|html| {
                let heading = if comment.is_mine {
                    t!(cx, "comment-hidden-own")
                } else {
                    t!(cx, "comment-hidden-staff")
                };
                let language = comment.language.clone();
                view! { <details><summary>{heading}</summary><Prose html language /></details> }
            });
            let restore = comment
                .may
                .moderate
                .then(|| tools::restore(cx, Subject::comment(comment.id)));
            view! {
                <div class="notice" data-kind="hidden" id=id>
                    <p>{t!(cx, "comment-hidden")} " " {time::ago(cx, *since)}</p>
                    <p dir="auto">{t!(cx, "hidden-reason", reason = reason.as_str())}</p>
                    {text} {restore}
                </div>
            }
            .into_any()
        }
        CommentText::Shown { html } => shown(cx, about, html.clone(), &comment, refused, answered),
    }
}

fn shown(
    cx: &Cx,
    about: &Numbered<Commentable>,
    html: String,
    comment: &CommentView,
    refused: &Refused,
    answered: Option<String>,
) -> AnyView {
    let here = about.thread(comment.id);
    let alignment = (comment.alignment != Alignment::Neutral).then(|| {
        let word = comment.alignment.as_str();
        view! { " " <span class="alignment" data-alignment=word>{cx.word("alignment", word)}</span> }
    });
    let edited = comment
        .edited_at
        .map(|_| view! { " " <span>{t!(cx, "comment-edited")}</span> });
    let orphan = comment
        .orphan
        .then(|| view! { " " <span class="badge">{t!(cx, "comment-orphan")}</span> });
    let answers = answered.map(
        |name| view! { <p class="answers" dir="auto">{t!(cx, "comment-answers", name = name)}</p> },
    );
    view! {
        <article class="comment" id=format!("comment-{}", comment.id) data-alignment=comment.alignment.as_str()>
            <header>
                {comment.author.as_ref().map(|by| author::view(cx, by))} {alignment}
                " " <a href=here>{time::ago(cx, comment.created_at)}</a> {edited} {orphan}
            </header>
            {answers}
            <Prose html language=comment.language.clone() />
            {footer(cx, about, comment, refused)}
        </article>
    }
    .into_any()
}

fn footer(
    cx: &Cx,
    about: &Numbered<Commentable>,
    comment: &CommentView,
    refused: &Refused,
) -> AnyView {
    let may = comment.may;
    let is_member = cx.viewer != Viewer::Visitor;
    let (refused_reply, refused_edit) = refused.on(comment.id);
    let reply = may.reply.then(|| {
        if is_member {
            form::reply(cx, about, comment.id, &refused_reply)
        } else {
            let back = about.thread(comment.id);
            let log_in = link::with_query(address::LOG_IN, &[("back", &back)]);
            view! { <a class="button quiet" href=log_in>{t!(cx, "comment-reply")}</a> }.into_any()
        }
    });
    let report = may.report.then(|| {
        view! { <a class="button quiet" href=address::report(SubjectKind::Comment, comment.id.0)>{t!(cx, "report")}</a> }
    });
    let edit = comment
        .form
        .as_ref()
        .map(|form| form::edit(cx, about, comment.id, form, &refused_edit));
    let delete = may.delete.then(|| form::delete(cx, comment.id));
    let hide = may
        .moderate
        .then(|| tools::hide(cx, Subject::comment(comment.id)));
    view! {
        <footer class="actions">
            {reactions(cx, comment, may.react && is_member)} {reply} {report} {edit} {delete} {hide}
        </footer>
    }
    .into_any()
}

/// The form to react with. A reader who may not react sees the counts.
fn reactions(cx: &Cx, comment: &CommentView, may_react: bool) -> AnyView {
    let now = Reacted {
        ups: comment.ups,
        downs: comment.downs,
        reaction: comment.reaction,
    };
    if !may_react {
        let counts = piece::sides(cx, now).into_iter().filter(|(_, _, count)| *count > 0).map(|(_, label, count)| {
            view! { <span class="reaction">{label} " " <span class="figure">{cx.number(count)}</span></span> }
        });
        return counts.collect_view().into_any();
    }
    view! {
        <form class="inline" method="post" action=post::REACT>{piece::reaction_buttons(cx, comment.id, now)}</form>
    }
    .into_any()
}
