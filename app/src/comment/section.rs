//! The discussion as a part of the proposal's page, and the parts that its own page shares with it.

use super::{form, island::InstantReactions, thread};
use crate::{
    request::Cx,
    t,
    ui::{closed, field::FormState, island::KeepDrafts, link},
};
use cabildo_domain::{
    Viewer, address,
    comment::Sort,
    phase::{Activity, Closed},
    subject::{Commentable, Numbered},
};
use cabildo_service::{comment::Discussion, consultation::Door, proposal::ProposalPage};
use leptos::prelude::*;

/// A page of a discussion with everything needed to show it.
pub struct Section {
    /// The subject of the discussion.
    pub(super) about: Numbered<Commentable>,
    pub(super) sort: Sort,
    pub(super) discussion: Discussion,
    /// Why no open phase allows comments.
    pub(super) closed: Option<Closed>,
    /// The refused input of a new comment.
    pub(super) refused: FormState,
    /// The page on which the order is chosen.
    pub(super) home: String,
}

impl Section {
    /// The first page of the discussion, in the order `sort`, of a proposal that is loaded already.
    pub fn of(page: &ProposalPage, sort: Sort, discussion: Discussion) -> Self {
        let about = Commentable::Proposal.at(&page.consultation.slug, page.number);
        let closed = match page.doors.to(Activity::Comment) {
            Door::Open { .. } => None,
            Door::Closed { closed } => Some(closed),
        };
        let home = about.page();
        Self {
            about,
            sort,
            discussion,
            closed,
            refused: FormState::default(),
            home,
        }
    }

    /// The section on the page.
    pub fn view(self, cx: &Cx) -> AnyView {
        let total = self.discussion.total;
        let is_empty = self.discussion.threads.is_empty();
        let sort = (!is_empty).then(|| sorts(cx, &self.home, self.sort));
        let write = self.write(cx, is_empty);
        let next = self.discussion.next.as_ref().map(|next| {
            let path = self.about.discussion();
            let href = link::with_query(&path, &[("sort", self.sort.as_str()), ("after", next.as_str())]);
            view! { <nav class="pager" aria-label=t!(cx, "comment-pages")><a rel="next" href=href>{t!(cx, "comment-next")}</a></nav> }
        });
        let threads: Vec<_> = self
            .discussion
            .threads
            .into_iter()
            .map(|thread| thread::folded(cx, &self.about, thread))
            .collect();
        view! {
            <section class="discussion" id="discussion" aria-labelledby="d">
                <div class="heading"><h2 id="d">{t!(cx, "comment-count", count = total)}</h2>{sort}</div>
                {write}
                {(!is_empty).then(|| view! { <ol class="thread">{threads}</ol> })}
                {next}
                {instant(cx)}
            </section>
        }
        .into_any()
    }

    fn write(&self, cx: &Cx, is_empty: bool) -> AnyView {
        let empty = is_empty.then(|| view! { <p>{t!(cx, "comment-none")}</p> });
        if !self.discussion.open {
            let none = is_empty.then(|| view! { <p>{t!(cx, "comment-none-closed")}</p> });
            let kept = form::kept(cx, &self.refused);
            let why = kept
                .is_none()
                .then(|| view! { <p>{why_closed(cx, self.closed)}</p> });
            return view! { {kept} {why} {none} }.into_any();
        }
        if cx.viewer == Viewer::Visitor {
            let back = self.about.discussion();
            let log_in = link::with_query(address::LOG_IN, &[("back", &back)]);
            return view! {
                {empty}
                <p><a class="button" href=log_in>{t!(cx, "comment-log-in")}</a></p>
            }
            .into_any();
        }
        let refused = self.refused.refusal().is_some();
        // In a long discussion reading comes first; the form is one press away.
        view! {
            {empty}
            <details class="write" open=refused || is_empty>
                <summary>{t!(cx, "comment-write")}</summary>
                {form::new_comment(cx, &self.about, &self.refused)}
            </details>
        }
        .into_any()
    }
}

/// Why nobody can write here now: the dates when no phase allows it, else that the subject takes no more comments.
pub(super) fn why_closed(cx: &Cx, closed: Option<Closed>) -> String {
    closed.map_or_else(
        || t!(cx, "comment-closed"),
        |closed| closed::text(cx, Activity::Comment, closed),
    )
}

/// Makes reactions immediate for members, and keeps drafts in all forms of the page; visitors have no buttons to press.
pub(super) fn instant(cx: &Cx) -> Option<AnyView> {
    (cx.viewer != Viewer::Visitor).then(|| {
        view! {
            <p role="status" class="reaction-status" data-failed=t!(cx, "comment-react-failed")></p>
            <InstantReactions />
            <KeepDrafts />
        }
        .into_any()
    })
}

fn sorts(cx: &Cx, home: &str, current: Sort) -> AnyView {
    let links: Vec<_> = Sort::ALL
        .iter()
        .map(|sort| {
            let word = if *sort == Sort::default() { "" } else { sort.as_str() };
            let href = format!("{}#discussion", link::with_query(home, &[("sort", word)]));
            let is_current = (*sort == current).then_some("true");
            view! { <li><a href=href aria-current=is_current>{cx.word("comment-sort", sort.as_str())}</a></li> }
        })
        .collect();
    view! {
        <nav class="sort" aria-label=t!(cx, "comment-order")>
            <span>{t!(cx, "comment-order")}</span>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}
