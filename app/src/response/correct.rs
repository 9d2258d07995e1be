//! `/c/{slug}/p/{number}/answers/{id}/correct`: staff correct an answer, with a reason that everyone reads.

use super::{
    address as post, fields,
    preview::{buttons, shown},
    view,
};
use crate::{
    document::{Meta, PageResult},
    param,
    request::Cx,
    t,
    ui::{
        crumbs, diff,
        field::{FormState, Text, error_summary},
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{Refusal, ResponseId, address, consultation::Slug, limits};
use cabildo_service::{
    form_state::KeptForm,
    proposal::ProposalPage,
    response::{Correctable, CorrectionForm},
};
use leptos::prelude::*;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::ANSWER_CORRECT, get(show))
}

async fn show(cx: Cx, Path((slug, number, id)): Path<(String, String, String)>) -> PageResult {
    let moderator = cx.viewer.moderator()?;
    let (slug, number) = (param::slug(&slug)?, param::number(&number)?);
    let id: ResponseId = id.parse().map_err(|_| Refusal::NotFound)?;
    let correctable = cx
        .service
        .responses()
        .correctable(moderator, &slug, number, id)
        .await?;
    let page = cx
        .service
        .proposals()
        .page(&cx.viewer, &slug, number)
        .await?;
    let kept = cx.kept(&post::correction_kept_as(id)).await?;
    let seen = match kept.as_ref().filter(|kept| kept.is_preview()) {
        Some(kept) => {
            let form = typed(kept);
            let outcome = cx
                .service
                .responses()
                .preview_correction(moderator, &slug, number, id, &form);
            outcome.await.ok().map(|(answer, _)| answer)
        }
        None => None,
    };
    let state = FormState::from(kept.filter(|kept| seen.is_some() || !kept.is_preview()));
    let title = t!(cx, "answer-correct-title");
    let meta = Meta {
        title: title.clone(),
        private: true,
        ..Meta::default()
    };
    Ok(cx.page(meta, || {
        let crumbs = vec![
            crumbs::proposals(&cx, &page.consultation),
            (
                address::proposal(&slug, number),
                t!(&cx, "proposal-kicker", number = number.to_string()),
            ),
        ];
        let summary = seen
            .is_none()
            .then(|| error_summary(&cx, &state, &fields::labels(&cx)));
        view! {
            <div class="narrow stack">
                {crumbs::breadcrumbs(&cx, &page.consultation, crumbs)}
                {summary}
                <header class="page-header">
                    <h1>{title}</h1>
                    <p class="lead">{t!(&cx, "answer-correct-lead")}</p>
                </header>
                {both_texts(&cx, &correctable.form, &state)}
                {seen.as_ref().map(|answer| {
                    let answer = view::unpublished(&cx, answer, &page.consultation);
                    shown(&cx, t!(&cx, "answer-correct-note"), answer)
                })}
                {form(&cx, &slug, &page, (id, &correctable), &state, seen.is_some())}
            </div>
        }
    }))
}

/// The form, as it was kept.
fn typed(kept: &KeptForm) -> CorrectionForm {
    let field = |name: &str| kept.input.get(name).cloned().unwrap_or_default();
    CorrectionForm {
        revision: field("revision"),
        status: field("status"),
        merged_into: field("merged_into"),
        body: field("body"),
        language: field("language"),
        reason: field("reason"),
    }
}

fn is_outdated(state: &FormState) -> bool {
    matches!(state.refusal(), Some(Refusal::Outdated { .. }))
}

/// The present text after somebody else corrected it, and the change that saving the form below would make.
fn both_texts(cx: &Cx, present: &CorrectionForm, state: &FormState) -> Option<AnyView> {
    is_outdated(state).then(|| {
        let lang = present.language.clone();
        let difference = diff::diff(
            &present.body,
            state.typed("body").unwrap_or_default(),
            &lang,
        );
        view! {
            <div class="notice" data-kind="warn">
                <p>{t!(cx, "answer-outdated")}</p>
                {difference}
            </div>
        }
        .into_any()
    })
}

fn form(
    cx: &Cx,
    slug: &Slug,
    page: &ProposalPage,
    (id, correctable): (ResponseId, &Correctable),
    state: &FormState,
    is_seen: bool,
) -> AnyView {
    let Correctable {
        form: present,
        is_newest,
        ..
    } = correctable;
    // After both texts were shown, saving replaces the present one.
    let revision = if is_outdated(state) {
        present.revision.clone()
    } else {
        state.value("revision", &present.revision)
    };
    let place =
        is_newest.then(|| fields::place(cx, state, &present.status, &present.merged_into, true));
    let reason = Text::area("reason", cx.word("answer-field", "reason"), limits::REASON)
        .hint(t!(cx, "answer-reason-hint"));
    view! {
        <form class="form" method="post" action=post::CORRECT>
            <input type="hidden" name="slug" value=slug.to_string() />
            <input type="hidden" name="number" value=page.number.to_string() />
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="revision" value=revision />
            {place}
            {fields::text(cx, state, &present.body, &present.language)}
            {reason.view(cx, state)}
            {buttons(cx, is_seen, t!(cx, "answer-correct-publish"), address::answer_history(slug, page.number, id))}
        </form>
    }
    .into_any()
}
