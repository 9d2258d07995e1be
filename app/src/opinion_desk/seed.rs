//! `/desk/opinion/{slug}/seeds`: the lab adds statements, one a line.

use super::{frame, setup::SeedStatements};
use crate::{
    document::PageResult,
    lab::languages,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary, select},
        input::tick,
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    consultation::Slug,
    limits::{Length, STATEMENT, STATEMENT_ADVISED},
    opinion::StatementStatus,
};
use cabildo_service::opinion::StatementFilter;
use leptos::prelude::*;
use server_fn::ServerFn;

/// Characters of all lines together, well under what a request may hold.
const ALL: Length = Length {
    min: 1,
    max: 60_000,
};

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route("/desk/opinion/{slug}/seeds", get(show))
}

/// The name under which a refused form is kept.
pub fn form_name(slug: &Slug) -> String {
    format!("opinion-desk/seed/{slug}")
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = frame::slug(&slug)?;
    cx.viewer.lab()?;
    let filter = StatementFilter {
        status: StatementStatus::Published,
        after: 0,
    };
    let desk = cx.service.statement_desk(&cx.viewer, &slug, filter).await?;
    let form = FormState::from(cx.kept(&form_name(&slug)).await?);
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-tab-seeds")), || {
        let labels = [("statements", t!(cx, "opinion-desk-seeds-label")), ("language", t!(cx, "lab-field-language"))];
        let hint = t!(
            cx,
            "opinion-desk-seeds-hint",
            min = STATEMENT.min as i64,
            max = STATEMENT.max as i64,
            advised = STATEMENT_ADVISED as i64
        );
        let language = desk.consultation.language.to_string();
        let choices = languages::choices(&form.value("language", &language));
        let lead = t!(cx, "opinion-desk-seeds-lead", count = desk.published);
        view! {
            {error_summary(&cx, &form, &labels)}
            {frame::head(&cx, &desk.consultation, "seeds", lead)}
            <form method="post" action=SeedStatements::PATH class="form">
                <input type="hidden" name="at" value=slug.to_string() />
                {Text::area("statements", t!(cx, "opinion-desk-seeds-label"), ALL).hint(hint).view(&cx, &form)}
                {select(&cx, &form, "language", t!(cx, "lab-field-language"), choices, &language, None)}
                {tick(&form, "meta".to_owned(), t!(cx, "opinion-desk-meta-tick"), false)}
                <p class="hint">{t!(cx, "opinion-desk-meta-hint")}</p>
                <div class="actions"><button class="primary">{t!(cx, "opinion-desk-seeds-add")}</button></div>
            </form>
        }
    }))
}
