//! The preview before publishing an answer: the form is kept without errors, its page shows the answer, and only an
//! answer that was shown is published.

use crate::{act::Form, request::Cx, t};
use cabildo_service::form_state::KeptForm;
use leptos::prelude::*;

/// Whether this browser was shown exactly the content that it posts now.
pub async fn was_seen(cx: &Cx, posted: &Form<'_>) -> Result<bool, cabildo_service::Error> {
    // A browser may send other line ends than it was given.
    let lines = |text: &str| text.replace("\r\n", "\n");
    let kept = cx.kept(posted.name()).await?.filter(KeptForm::is_preview);
    let input = posted.input();
    Ok(kept.is_some_and(|kept| {
        input.0.len() == kept.input.len()
            && input.0.iter().all(|(name, text)| {
                let seen = kept.input.get(name);
                seen.is_some_and(|seen| lines(seen) == lines(text))
            })
    }))
}

/// The answer as everyone will see it, with a note that it is not public yet.
pub fn shown(cx: &Cx, note: String, answer: AnyView) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="preview">
            <h2 id="preview">{t!(cx, "answer-preview-title")}</h2>
            <div class="notice" data-kind="info"><p>{note}</p></div>
            {answer}
        </section>
    }
    .into_any()
}

/// The buttons: a shown answer can be published; a changed one is shown first.
pub fn buttons(cx: &Cx, is_seen: bool, publish: String, cancel: String) -> AnyView {
    let seen = is_seen
        .then(|| view! { <button class="primary" name="step" value="publish">{publish}</button> });
    let (class, label) = if is_seen {
        (None, t!(cx, "answer-preview-again"))
    } else {
        (Some("primary"), t!(cx, "answer-preview"))
    };
    view! {
        <div class="actions">
            {seen}
            <button class=class name="step" value="preview">{label}</button>
            <a class="button quiet" href=cancel>{t!(cx, "proposal-cancel")}</a>
        </div>
    }
    .into_any()
}
