//! The lab's controls for a consultation as a whole: see it, edit it, publish it, archive it, bring it back.

use super::address as post;
use crate::{request::Cx, t};
use cabildo_domain::{
    address,
    consultation::{Slug, State},
};
use cabildo_service::consultation::{ConsultationEditor, ConsultationPage};
use leptos::prelude::*;

/// The bar above the public page, for the lab: it says that a draft is a preview, and links to the editor.
pub fn bar(cx: &Cx, page: &ConsultationPage) -> AnyView {
    let edit = address::edit_consultation(&page.slug);
    let (key, publish) = match page.state {
        State::Draft => ("lab-bar-draft", Some(publish(cx, &page.slug))),
        State::Published | State::Archived => ("lab-bar-public", None),
    };
    view! {
        <div class="notice" data-kind="info">
            <p>{t!(cx, key)}</p>
            <div class="actions">{publish} <a class="button" href=edit>{t!(cx, "lab-edit")}</a></div>
        </div>
    }
    .into_any()
}

fn publish(cx: &Cx, slug: &Slug) -> AnyView {
    form(post::PUBLISH, slug, Some("primary"), t!(cx, "lab-publish"))
}

fn form(path: &'static str, slug: &Slug, class: Option<&'static str>, label: String) -> AnyView {
    view! {
        <form class="inline" method="post" action=path>
            <input type="hidden" name="at" value=slug.to_string() />
            <button class=class>{label}</button>
        </form>
    }
    .into_any()
}

fn to_the_button(cx: &Cx) -> AnyView {
    view! { <p><a href=format!("#{ACTIONS}")>{t!(cx, "lab-publish-where")}</a></p> }.into_any()
}

/// The button in the editor's form of a draft that saves the input and publishes it.
pub fn save_and_publish(cx: &Cx, editor: &ConsultationEditor) -> Option<AnyView> {
    let is_draft = editor.state == State::Draft;
    is_draft.then(|| {
        view! { <button name="then" value="publish">{t!(cx, "lab-publish")}</button> }.into_any()
    })
}

/// The id of the section with the editor's buttons.
pub const ACTIONS: &str = "actions";

/// The section of the editor with the acts that this state allows, and their meaning. A draft is published by a button
/// of the editor's form, so that the input is saved with it. The button stands at the end of that form, because Enter
/// in a field presses the form's first button.
pub fn section(cx: &Cx, editor: &ConsultationEditor) -> AnyView {
    let slug = &editor.slug;
    let (key, control) = match editor.state {
        State::Draft => ("lab-publish-about", to_the_button(cx)),
        State::Published if editor.untouched => (
            "lab-withdraw-about",
            form(post::REOPEN, slug, None, t!(cx, "lab-withdraw")),
        ),
        State::Published => (
            "lab-archive-about",
            form(post::ARCHIVE, slug, None, t!(cx, "lab-archive")),
        ),
        State::Archived => (
            "lab-reopen-about",
            form(post::REOPEN, slug, None, t!(cx, "lab-reopen")),
        ),
    };
    view! {
        <section class="stack" data-gap="small" aria-labelledby="state">
            <h2 id="state">{t!(cx, "lab-state")}</h2>
            <p>{t!(cx, key)}</p>
            {control}
        </section>
    }
    .into_any()
}
