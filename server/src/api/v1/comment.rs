//! `/api/v1/consultations/{slug}/proposals/{number}/comments`: comments on a proposal, oldest first, at every depth.

use super::{
    ApiResult, Problem,
    proposal::named,
    value::{instant, parameter},
};
use crate::state::AppState;
use axum::{
    Json,
    extract::{Path, Query, State},
};
use cabildo_domain::{Refusal, Viewer, consultation::Slug, limits::PAGE, subject::Commentable};
use cabildo_service::{
    comment::{CommentText, CommentView},
    cursor::Cursor,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// The addresses of comments.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Most comments in one answer.
pub(super) const MOST: i64 = 100;

/// The page of the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    /// Where the page begins: `next` of the page before.
    after: String,
    /// The most items on a page, from 1 to 100; 20 if left out.
    limit: String,
}

/// Whether a comment can be read.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Presence {
    /// Its text.
    Shown,
    /// Its author deleted it.
    Deleted,
    /// A moderator hides it, for the reason given.
    Hidden,
}

/// A comment on a proposal.
#[derive(Serialize, ToSchema)]
pub(super) struct Comment {
    /// Its id.
    id: Uuid,
    /// The comment it answers.
    parent: Option<Uuid>,
    /// The top-level comment of its thread.
    root: Uuid,
    /// 0 at top level.
    depth: i64,
    /// Whether its text can be read.
    state: Presence,
    /// The author's name; null when the account was deleted, and when the comment is deleted or hidden.
    author: Option<String>,
    /// `staff` when the author works for the city now, `resident` for a resident whose name could be taken for staff;
    /// null for everybody else.
    #[schema(example = "staff")]
    author_badge: Option<&'static str>,
    /// `for`, `against` or `neutral`.
    alignment: &'static str,
    /// The text as HTML that is safe to show; null when it is deleted or hidden.
    html: Option<String>,
    /// The reason that a moderator gave for hiding it.
    hidden_reason: Option<String>,
    /// The language of the text (ISO 639).
    language: String,
    /// When it was written.
    #[schema(format = DateTime)]
    created_at: String,
    /// When its author last edited it.
    #[schema(format = DateTime)]
    edited_at: Option<String>,
    /// Reactions that agree.
    ups: i64,
    /// Reactions that disagree.
    downs: i64,
}

/// A page of comments.
#[derive(Serialize, ToSchema)]
pub(super) struct Comments {
    /// The comments, oldest first.
    items: Vec<Comment>,
    /// The cursor of the next page, to be sent as `after`; null on the last page.
    next: Option<String>,
    /// Comments of the whole discussion that are neither hidden nor deleted.
    total: i64,
}

impl From<CommentView> for Comment {
    fn from(view: CommentView) -> Self {
        let (author, author_badge) = view.author.map(named).unwrap_or_default();
        let (state, html, hidden_reason) = match view.text {
            CommentText::Shown { html } => (Presence::Shown, Some(html), None),
            CommentText::Deleted { .. } => (Presence::Deleted, None, None),
            CommentText::Hidden { reason, .. } => {
                (Presence::Hidden, None, Some(reason.into_string()))
            }
        };
        Self {
            id: view.id.0,
            parent: view.parent.map(|id| id.0),
            root: view.root.0,
            depth: view.depth,
            state,
            author,
            author_badge,
            alignment: view.alignment.as_str(),
            html,
            hidden_reason,
            language: view.language.to_string(),
            created_at: instant(view.created_at),
            edited_at: view.edited_at.map(instant),
            ups: view.ups,
            downs: view.downs,
        }
    }
}

/// Comments on a proposal
#[utoipa::path(
    get,
    path = "/consultations/{slug}/proposals/{number}/comments",
    tag = "comments",
    params(
        ("slug" = String, Path, description = "The consultation's address"),
        ("number" = i64, Path, description = "The proposal's number there"),
        ("after" = Option<String>, Query, description = "Where the page begins: `next` of the page before"),
        ("limit" = Option<i64>, Query, description = "The most items on a page, from 1 to 100; 20 if left out"),
    ),
    responses((status = 200, body = Comments), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(super) async fn list(
    State(state): State<AppState>,
    Path((slug, number)): Path<(String, String)>,
    Query(part): Query<Part>,
) -> ApiResult<Json<Comments>> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let number = number.parse().map_err(|_| Refusal::NotFound)?;
    let after = Cursor::given(&part.after);
    let limit = parameter("limit", &part.limit)?.unwrap_or(PAGE);
    if !(1..=MOST).contains(&limit) {
        return Err(Problem::parameter("limit"));
    }
    let about = Commentable::Proposal.at(&slug, number);
    let comments = state
        .service
        .comments()
        .list(&Viewer::Visitor, &about, after.as_ref(), limit);
    let list = comments.await.map_err(Problem::of_cursor)?;
    Ok(Json(Comments {
        items: list.comments.into_iter().map(Comment::from).collect(),
        next: list.next.map(Cursor::into_string),
        total: list.total,
    }))
}
