//! Who wrote something, as pages name them.

use crate::{request::Cx, t};
use cabildo_service::author::AuthorView;
use leptos::prelude::*;

/// The author's name as plain text.
pub fn name(cx: &Cx, author: &AuthorView) -> String {
    match author {
        AuthorView::Known { name } | AuthorView::Imported { name } => name.to_string(),
        AuthorView::Erased => t!(cx, "author-erased"),
    }
}

/// The author's name, with a word for who is not a member here.
pub fn view(cx: &Cx, author: &AuthorView) -> AnyView {
    let imported = matches!(author, AuthorView::Imported { .. })
        .then(|| view! { " " <span class="badge">{t!(cx, "author-imported")}</span> });
    view! { <strong class="author" dir="auto">{name(cx, author)}</strong>{imported} }.into_any()
}
