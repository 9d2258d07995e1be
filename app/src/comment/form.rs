//! The forms of a discussion: a new comment, a reply, a change of a fresh one.

use super::address as post;
use crate::{
    request::Cx,
    t,
    ui::{
        diff, draft,
        field::{self, FormState, Text, error_summary},
    },
};
use cabildo_domain::{
    CommentId, Refusal,
    comment::Alignment,
    limits::COMMENT_BODY,
    subject::{Commentable, Numbered},
};
use cabildo_service::{comment::CommentForm, entropy};
use leptos::prelude::*;

/// The hidden fields that name the subject of a discussion.
fn named(about: &Numbered<Commentable>) -> AnyView {
    view! {
        <input type="hidden" name="about" value=about.kind.as_str() />
        <input type="hidden" name="slug" value=about.slug.to_string() />
        <input type="hidden" name="number" value=about.number.to_string() />
    }
    .into_any()
}

/// The form of a new comment, with the refused input if there is any.
pub(super) fn new_comment(cx: &Cx, about: &Numbered<Commentable>, state: &FormState) -> AnyView {
    let labels = [
        ("body", t!(cx, "comment-body")),
        ("alignment", t!(cx, "comment-alignment")),
    ];
    let name = draft::name(cx, &post::kept_as(about, ""));
    view! {
        {error_summary(cx, state, &labels)}
        <form method="post" action=post::WRITE class="form" id="comment-form" data-draft=name>
            {named(about)}
            {draft::hint(cx)}
            {provenance(cx, "")}
            {Text::area("body", t!(cx, "comment-body"), COMMENT_BODY).hint(t!(cx, "comment-body-hint")).view(cx, state)}
            {alignment(cx, &state.value("alignment", Alignment::Neutral.as_str()), state.error(cx, "alignment"))}
            <div class="actions"><button class="primary">{t!(cx, "comment-publish")}</button></div>
        </form>
    }
    .into_any()
}

/// Refused input whose form no longer exists: the reason, and the text to copy.
pub(super) fn kept(cx: &Cx, state: &FormState) -> Option<AnyView> {
    let text = state.typed("body").unwrap_or_default().to_owned();
    Some(
        view! { {error_summary(cx, state, &[("body", t!(cx, "comment-body"))])?} {field::kept_text(t!(cx, "field-kept"), text)} }
            .into_any(),
    )
}

/// The folded form of a reply; unfolded when its input was refused.
pub(super) fn reply(
    cx: &Cx,
    about: &Numbered<Commentable>,
    parent: CommentId,
    state: &FormState,
) -> AnyView {
    let refused = state.refusal().is_some();
    let labels = [
        ("body", t!(cx, "comment-reply-body")),
        ("alignment", t!(cx, "comment-alignment")),
    ];
    let body = body(cx, t!(cx, "comment-reply-body"), state, "");
    let name = draft::name(cx, &post::kept_as(about, &parent.to_string()));
    view! {
        <details open=refused>
            <summary>{t!(cx, "comment-reply")}</summary>
            {error_summary(cx, state, &labels)}
            <form method="post" action=post::WRITE class="form" data-draft=name>
                {named(about)}
                {draft::hint(cx)}
                {provenance(cx, &parent.to_string())}
                {body}
                {alignment(cx, &state.value("alignment", Alignment::Neutral.as_str()), state.error(cx, "alignment"))}
                <div class="actions"><button class="primary">{t!(cx, "comment-publish-reply")}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// The folded form that changes a fresh comment.
pub(super) fn edit(
    cx: &Cx,
    about: &Numbered<Commentable>,
    id: CommentId,
    form: &CommentForm,
    state: &FormState,
) -> AnyView {
    let refused = state.refusal().is_some();
    let labels = [
        ("body", t!(cx, "comment-body")),
        ("alignment", t!(cx, "comment-alignment")),
    ];
    view! {
        <details open=refused>
            <summary>{t!(cx, "comment-edit")}</summary>
            <div class="stack" data-gap="small">
                {error_summary(cx, state, &labels)}
                {both_texts(cx, form, state)}
                <form method="post" action=post::EDIT class="form">
                    {named(about)}
                    <input type="hidden" name="id" value=id.to_string() />
                    <input type="hidden" name="language" value=form.language.clone() />
                    <input type="hidden" name="revision" value=form.revision.clone() />
                    {body(cx, t!(cx, "comment-body"), state, &form.body)}
                    {alignment(cx, &state.value("alignment", &form.alignment), state.error(cx, "alignment"))}
                    <div class="actions"><button class="primary">{t!(cx, "comment-save")}</button></div>
                </form>
            </div>
        </details>
    }
    .into_any()
}

/// The present text after another tab changed it, and the change that saving the form below would make.
fn both_texts(cx: &Cx, present: &CommentForm, state: &FormState) -> Option<AnyView> {
    if !matches!(state.refusal(), Some(Refusal::Outdated { .. })) {
        return None;
    }
    let lang = present.language.clone();
    let difference = diff::diff(
        &present.body,
        state.typed("body").unwrap_or_default(),
        &lang,
    );
    Some(
        view! {
            <div class="notice" data-kind="warn">
                <p>{t!(cx, "proposal-outdated-hint")}</p>
                <p><strong>{t!(cx, "proposal-outdated-present")}</strong></p>
                <blockquote lang=lang dir="auto"><p>{present.body.clone()}</p></blockquote>
                <p><strong>{t!(cx, "proposal-outdated-difference")}</strong></p>
                {difference}
            </div>
        }
        .into_any(),
    )
}

/// The second look before deleting.
pub(super) fn delete(cx: &Cx, id: CommentId) -> AnyView {
    view! {
        <details>
            <summary>{t!(cx, "comment-delete")}</summary>
            <form method="post" action=post::DELETE class="form">
                <input type="hidden" name="id" value=id.to_string() />
                <p>{t!(cx, "comment-delete-look")}</p>
                <div class="actions"><button class="danger">{t!(cx, "comment-delete-sure")}</button></div>
            </form>
        </details>
    }
    .into_any()
}

/// The hidden fields of a new comment: the comment it answers, the key against double submits. The language is detected
/// in the text.
fn provenance(cx: &Cx, parent: &str) -> AnyView {
    let key = entropy::random_id(cx.service.entropy()).to_string();
    let parent = (!parent.is_empty())
        .then(|| view! { <input type="hidden" name="parent" value=parent.to_owned() /> });
    view! {
        {parent}
        <input type="hidden" name="submit_key" value=key />
    }
    .into_any()
}

fn body(cx: &Cx, label: String, state: &FormState, default: &str) -> AnyView {
    // At most one of the many forms on a page was refused; the summary of its errors links to it.
    let id = state.refusal().is_some().then_some("body");
    field::small_area(
        cx,
        id,
        "body",
        label,
        state.value("body", default),
        COMMENT_BODY,
        state.error(cx, "body"),
    )
}

fn alignment(cx: &Cx, chosen: &str, error: Option<String>) -> AnyView {
    let choices: Vec<_> = Alignment::ALL
        .iter()
        .map(|alignment| {
            let checked = alignment.as_str() == chosen;
            view! {
                <label class="choice">
                    <input type="radio" name="alignment" value=alignment.as_str() checked=checked />
                    " " <span>{cx.word("alignment", alignment.as_str())}</span>
                </label>
            }
        })
        .collect();
    view! {
        <fieldset class="field">
            <legend>{t!(cx, "comment-alignment")}</legend>
            {error.map(|error| view! { <p class="error">{error}</p> })}
            <div class="cluster">{choices}</div>
        </fieldset>
    }
    .into_any()
}
