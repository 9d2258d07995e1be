//! The author of something, as pages name them.

use crate::{request::Cx, t};
use cabildo_service::author::{AuthorView, Badge};
use leptos::prelude::*;

/// The author's name as plain text, with the badge in brackets.
pub fn name(cx: &Cx, author: &AuthorView) -> String {
    let badge = badge_of(author).map(|badge| format!(" ({})", badge_text(cx, badge)));
    format!("{}{}", bare_name(cx, author), badge.unwrap_or_default())
}

fn bare_name(cx: &Cx, author: &AuthorView) -> String {
    match author {
        AuthorView::Known { name, .. } | AuthorView::Imported { name: Some(name) } => {
            name.to_string()
        }
        AuthorView::Role { label } => label.to_string(),
        AuthorView::SecretLink => t!(cx, "author-secret-link"),
        AuthorView::WalkUpCode => t!(cx, "author-walk-up-code"),
        AuthorView::Paper => t!(cx, "author-paper"),
        AuthorView::Imported { name: None } => t!(cx, "author-imported-unnamed"),
        AuthorView::Erased => t!(cx, "author-erased"),
    }
}

fn badge_of(author: &AuthorView) -> Option<Badge> {
    match author {
        AuthorView::Known { badge, .. } => *badge,
        AuthorView::Role { .. }
        | AuthorView::SecretLink
        | AuthorView::WalkUpCode
        | AuthorView::Paper
        | AuthorView::Imported { .. }
        | AuthorView::Erased => None,
    }
}

fn badge_text(cx: &Cx, badge: Badge) -> String {
    cx.word("author-badge", badge.as_str())
}

/// The badge beside a name: it says that the name is staff's, or that it is not, though it looks like it. It is text,
/// so that screen readers say it after the name.
pub fn badge(cx: &Cx, badge: Option<Badge>) -> Option<AnyView> {
    badge.map(|badge| {
        let text = badge_text(cx, badge);
        view! { " " <span class="badge" data-badge=badge.as_str()>{text}</span> }.into_any()
    })
}

/// The author's name, with a word for an author who is not a member here.
pub fn view(cx: &Cx, author: &AuthorView) -> AnyView {
    let imported = matches!(author, AuthorView::Imported { .. })
        .then(|| view! { " " <span class="badge">{t!(cx, "author-imported")}</span> });
    view! {
        <strong class="author" dir="auto">{bare_name(cx, author)}</strong>
        {badge(cx, badge_of(author))}
        {imported}
    }
    .into_any()
}

/// The author's name as text in a line, for a proposal or a version.
pub fn inline(cx: &Cx, author: &AuthorView) -> AnyView {
    match author {
        AuthorView::Known { name, badge: None } => {
            view! { <span dir="auto">{name.to_string()}</span> }.into_any()
        }
        AuthorView::Known { name, badge: mark } => view! {
            <span><span dir="auto">{name.to_string()}</span>{badge(cx, *mark)}</span>
        }
        .into_any(),
        AuthorView::Imported { .. } => {
            let title = t!(cx, "proposal-imported-author");
            view! { <span dir="auto" title=title>{bare_name(cx, author)}</span> }.into_any()
        }
        AuthorView::Role { .. }
        | AuthorView::SecretLink
        | AuthorView::WalkUpCode
        | AuthorView::Paper => view! { <span dir="auto">{bare_name(cx, author)}</span> }.into_any(),
        AuthorView::Erased => view! { <span>{t!(cx, "proposal-erased-author")}</span> }.into_any(),
    }
}
