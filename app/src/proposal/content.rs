//! The content of a proposal, as its page, its preview and its history show it. A further field of [`Content`] is shown here.

use crate::{
    request::Cx,
    t,
    ui::{diff, languages, markdown::Prose},
};
use cabildo_domain::proposal::Content;
use cabildo_service::proposal::RevisionView;
use leptos::prelude::*;
use std::fmt::Display;

/// The text, rendered, and the items of the list of tags below it.
pub fn text(cx: &Cx, content: &Content, body_html: String, tags: Vec<AnyView>) -> AnyView {
    let tags = (!tags.is_empty())
        .then(|| view! { <ul class="tags" aria-label=t!(cx, "proposal-tags")>{tags}</ul> });
    view! {
        <Prose html=body_html language=content.language.clone() />
        {tags}
    }
    .into_any()
}

/// The changes from one version to another.
pub fn changes(cx: &Cx, before: &RevisionView, after: &RevisionView) -> AnyView {
    let language = |version: &RevisionView| languages::name(version.content.language.as_str());
    view! {
        {texts(&before.content, &after.content)}
        {choice(t!(cx, "proposal-history-language"), Some(language(before)), Some(language(after)))}
        {choice(cx.word("proposal-field", "theme"), before.theme.as_ref(), after.theme.as_ref())}
        {choice(cx.word("proposal-field", "area"), before.area.as_ref(), after.area.as_ref())}
    }
    .into_any()
}

/// The differences of title and text, each version marked with its language. A text compared with itself is shown whole.
pub fn texts(before: &Content, after: &Content) -> AnyView {
    let (old, new) = (before.language.as_str(), after.language.as_str());
    view! {
        {diff::diff_across((before.title.as_str(), old), (after.title.as_str(), new))}
        {diff::diff_across((before.body.as_str(), old), (after.body.as_str(), new))}
    }
    .into_any()
}

/// The change of a choice: the label before, struck out, and the label after.
fn choice<T: Display + PartialEq>(
    name: String,
    before: Option<T>,
    after: Option<T>,
) -> Option<AnyView> {
    if before == after {
        return None;
    }
    let removed = before.map(|label| view! { <del dir="auto">{label.to_string()}</del> });
    let added = after.map(|label| view! { <ins dir="auto">{label.to_string()}</ins> });
    Some(view! { <p>{name} ": " {removed} " " {added}</p> }.into_any())
}
