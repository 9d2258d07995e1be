//! `/desk/opinion/{slug}/seeds`: the lab adds statements, one per line; pasted text is shown cleaned before it is
//! added.

use super::{address as post, frame};
use crate::{
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, select},
        input::tick,
        languages,
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    address,
    consultation::Slug,
    limits::{Length, STATEMENT, STATEMENT_ADVISED},
    opinion::{StatementStatus, StatementText},
    permission::Lab,
};
use cabildo_service::{
    form_state::KeptForm,
    opinion::{SeedForm, SeedLook, StatementFilter},
};
use leptos::prelude::*;

/// Characters of all lines together, well below the limit of a request.
const ALL: Length = Length {
    min: 1,
    max: 60_000,
};

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_SEEDS, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let lab = cx.viewer.lab()?;
    let filter = StatementFilter {
        status: StatementStatus::Published,
        after: 0,
    };
    let desk = cx
        .service
        .statements()
        .desk(cx.viewer.moderator()?, &slug, filter)
        .await?;
    let kept = cx.kept(&post::seeds_kept_as(&slug)).await?;
    let look = match &kept {
        Some(kept) if kept.is_preview() => looked_at(&cx, lab, &slug, kept).await,
        _ => None,
    };
    let form = FormState::from(kept);
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-tab-seeds")), || {
        let language = desk.consultation.language.to_string();
        let lead = t!(cx, "opinion-desk-seeds-lead", count = desk.published);
        let labels = [("statements", t!(cx, "opinion-desk-seeds-label")), ("language", t!(cx, "lab-field-language"))];
        let summary = look.is_none().then(|| error_summary(&cx, &form, &labels));
        view! {
            {summary}
            {frame::head(&cx, &desk.consultation, "seeds", lead)}
            {look.as_ref().map(|look| preview(&cx, &slug, &form.value("language", &language), look))}
            {fields(&cx, &slug, &form, &language, look.is_some())}
        }
    }))
}

/// The effect that a cleaned form would have now.
async fn looked_at(cx: &Cx, lab: Lab<'_>, slug: &Slug, kept: &KeptForm) -> Option<SeedLook> {
    let typed = |name: &str| kept.input.get(name).cloned().unwrap_or_default();
    let form = SeedForm {
        statements: typed("statements"),
        language: typed("language"),
        meta: !typed("meta").is_empty(),
    };
    cx.service.statements().look_at(lab, slug, &form).await.ok()
}

fn fields(cx: &Cx, slug: &Slug, form: &FormState, language: &str, is_seen: bool) -> AnyView {
    let hint = t!(
        cx,
        "opinion-desk-seeds-hint",
        min = STATEMENT.min as i64,
        max = STATEMENT.max as i64,
        advised = STATEMENT_ADVISED as i64
    );
    let choices = languages::choices(&form.value("language", language));
    // Adding is the main button after the preview, and previewing before it.
    let add = is_seen.then(|| {
        view! { <button class="primary" name="step" value="add">{t!(cx, "opinion-desk-seeds-add")}</button> }
    });
    let look = t!(
        cx,
        if is_seen {
            "opinion-desk-seeds-again"
        } else {
            "opinion-desk-seeds-look"
        }
    );
    view! {
        <form method="post" action=post::SEED class="form">
            <input type="hidden" name="at" value=slug.to_string() />
            {Text::area("statements", t!(cx, "opinion-desk-seeds-label"), ALL).hint(hint).view(cx, form)}
            {select(cx, form, "language", t!(cx, "lab-field-language"), choices, language, None)}
            {tick(form, "meta".to_owned(), t!(cx, "opinion-desk-meta-tick"), false)}
            <p class="hint">{t!(cx, "opinion-desk-meta-hint")}</p>
            <div class="actions">
                {add}
                <button class=(!is_seen).then_some("primary") name="step" value="look">{look}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The lines that would be added and those that would not, with links to restore statements that were taken out before.
fn preview(cx: &Cx, slug: &Slug, language: &str, look: &SeedLook) -> AnyView {
    let line = |text: &StatementText| {
        view! { <li lang=language.to_owned() dir="auto">{text.to_string()}</li> }
    };
    let list = |heading: &'static str, lines: Vec<AnyView>| {
        let id = heading.to_owned();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="stack" data-gap="small" aria-labelledby=id.clone()>
                    <h2 id=id.clone()>{t!(cx, heading, count = lines.len() as i64)}</h2>
                    <ul>{lines}</ul>
                </section>
            }
        })
    };
    let lines = |texts: &[StatementText]| {
        texts
            .iter()
            .map(|text| line(text).into_any())
            .collect::<Vec<_>>()
    };
    let taken_out = look.taken_out.iter().map(|out| {
        let href = address::statement_on_desk(slug, out.number);
        let reason = out.reason.as_ref().map(|reason| {
            view! { <p class="hint">{t!(cx, "opinion-desk-reason", reason = reason.as_str())}</p> }
        });
        let link = t!(
            cx,
            "opinion-desk-seeds-restore",
            number = out.number,
            text = out.text.as_str()
        );
        view! { <li><a href=href dir="auto">{link}</a>{reason}</li> }.into_any()
    });
    let loud = look.new.iter().any(is_loud).then(|| {
        view! { <p class="hint">{t!(cx, "opinion-desk-seeds-loud")}</p> }
    });
    let none = look
        .new
        .is_empty()
        .then(|| view! { <p>{t!(cx, "opinion-desk-seeds-none")}</p> });
    view! {
        <div class="notice" data-kind="info"><p>{t!(cx, "opinion-desk-seeds-note")}</p></div>
        {none}
        {list("opinion-desk-seeds-new", lines(&look.new))}
        {loud}
        {list("opinion-desk-seeds-known", lines(&look.known))}
        {list("opinion-desk-seeds-out", taken_out.collect())}
    }
    .into_any()
}

/// Whether a statement is written in capitals alone.
fn is_loud(text: &StatementText) -> bool {
    let letters = || text.as_str().chars().filter(|char| char.is_alphabetic());
    letters().count() >= 10 && letters().all(char::is_uppercase)
}
