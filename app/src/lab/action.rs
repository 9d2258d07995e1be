//! The lab's server functions: create, edit, publish, archive, bring back.

use super::address as post;
use crate::{
    act::{self, Input, Reply},
    error::AppError,
    flash::Flash,
    i18n,
    request::Cx,
    ui::link::with_query,
};
use cabildo_domain::{
    Locale, Refusal, address,
    consultation::{Slug, Template},
};
use cabildo_service::consultation::{
    ConsultationForm, FateFields, NewConsultationForm, PhaseFields, RungFields, TemplateTexts,
};
use leptos::prelude::*;
use std::str::FromStr;

/// Begins a consultation from a template and opens its editor.
///
/// # Errors
/// [`AppError`]; the form is kept.
#[server(prefix = "/act", endpoint = "consultation/create")]
pub async fn create_consultation(
    #[server(default)] template: String,
    #[server(default)] title: String,
    #[server(default)] summary: String,
    #[server(default)] language: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let texts = template_texts(cx.locale, &template, &language);
    let form = NewConsultationForm {
        template,
        title,
        summary,
        language,
    };
    let input = Input::of(&form);
    match cx
        .service
        .create_consultation(cx.viewer.lab()?, form, &texts)
        .await
    {
        Ok(row) => {
            act::forget(&cx, post::NEW_KEPT_AS).await;
            Reply::current().redirect_with(
                &cx,
                address::edit_consultation(&row.slug),
                &Flash::success("consultation-created"),
            );
            Ok(())
        }
        Err(error) => act::refuse(&cx, post::NEW_KEPT_AS, address::LAB_NEW, input, error).await,
    }
}

/// The texts of a template, in the consultation's language if the interface has it, else in the lab's.
fn template_texts(reader: Locale, template: &str, language: &str) -> TemplateTexts {
    let locale = Locale::from_tag(language).unwrap_or(reader);
    let text = |key: String| i18n::text(locale, &key, None);
    let Ok(template) = Template::from_str(template) else {
        return TemplateTexts::default();
    };
    let phase = |key: &str| {
        (
            text(format!("template-phase-{key}")),
            text(format!("template-phase-{key}-text")),
        )
    };
    let rung = |key: &str| {
        (
            text(format!("template-rung-{key}-owes")),
            text(format!("template-rung-{key}-owner")),
        )
    };
    TemplateTexts {
        phases: template
            .phases()
            .iter()
            .map(|sketch| phase(sketch.key))
            .collect(),
        rungs: template
            .ladder()
            .iter()
            .map(|(_, key, _)| rung(key))
            .collect(),
        promise: text(format!(
            "template-promise-{}",
            template.as_str().replace('_', "-")
        )),
    }
}

/// Saves the editor. `then` names the group for which more empty rows are wanted, or is `publish`: then the draft
/// becomes public with the saved content.
///
/// # Errors
/// [`AppError`]; the form is kept.
#[server(prefix = "/act", endpoint = "consultation/edit")]
pub async fn edit_consultation(
    at: String,
    #[server(default)] revision: String,
    #[server(default)] title: String,
    #[server(default)] slug: String,
    #[server(default)] summary: String,
    #[server(default)] description: String,
    #[server(default)] promise: String,
    #[server(default)] outcome: String,
    #[server(default)] language: String,
    #[server(default)] themes: String,
    #[server(default)] areas: String,
    #[server(default)] phases: Vec<PhaseFields>,
    #[server(default)] ladder: Vec<RungFields>,
    #[server(default)] fates: Vec<FateFields>,
    #[server(default)] then: String,
) -> Result<(), AppError> {
    let form = ConsultationForm {
        revision,
        title,
        slug,
        summary,
        description,
        promise,
        outcome,
        language,
        themes,
        areas,
        phases,
        ladder,
        fates,
    };
    save(&at, form, &then).await
}

async fn save(at: &str, mut form: ConsultationForm, then: &str) -> Result<(), AppError> {
    let cx = Cx::current();
    let at = Slug::parse(at).map_err(|_| Refusal::NotFound)?;
    // The editor adds an empty row to each group whenever it is shown; unused ones must not add up.
    form.phases.retain(|row| !row.is_blank());
    form.ladder.retain(|row| !row.is_blank());
    for phase in &mut form.phases {
        phase.split_moments();
    }
    let input = Input::of(&form);
    let saved = match then {
        "publish" => {
            cx.service
                .edit_and_publish_consultation(cx.viewer.lab()?, &at, form)
                .await
        }
        _ => {
            cx.service
                .edit_consultation(cx.viewer.lab()?, &at, form)
                .await
        }
    };
    match saved {
        Ok(row) if then == "publish" => {
            act::forget(&cx, &post::edit_kept_as(&at)).await;
            is_public(&cx, &row.slug);
            Ok(())
        }
        Ok(row) => {
            act::forget(&cx, &post::edit_kept_as(&at)).await;
            let path = address::edit_consultation(&row.slug);
            let onward = match then {
                "phases" | "ladder" => with_query(&path, &[("more", then)]),
                _ => path,
            };
            Reply::current().redirect_with(&cx, onward, &Flash::success("consultation-saved"));
            Ok(())
        }
        Err(error) => {
            act::refuse(
                &cx,
                &post::edit_kept_as(&at),
                &address::edit_consultation(&at),
                input,
                error,
            )
            .await
        }
    }
}

/// Goes to the public page with a message, and offers to undo.
fn is_public(cx: &Cx, slug: &Slug) {
    let flash =
        Flash::success("consultation-published").undo(post::REOPEN, &[("at", slug.as_str())]);
    Reply::current().redirect_with(cx, address::consultation(slug), &flash);
}

/// Publishes a draft.
///
/// # Errors
/// [`AppError`]; an incomplete draft leads back to its editor, which names what is missing.
#[server(prefix = "/act", endpoint = "consultation/publish")]
pub async fn publish_consultation(at: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let at = Slug::parse(&at).map_err(|_| Refusal::NotFound)?;
    match cx.service.publish_consultation(cx.viewer.lab()?, &at).await {
        Ok(row) => {
            is_public(&cx, &row.slug);
            Ok(())
        }
        Err(cabildo_service::Error::Refused(refusal @ Refusal::Invalid { .. })) => {
            let editor = cx
                .service
                .consultation_editor(cx.viewer.lab()?, &at)
                .await?;
            let input = Input::of(&editor.form);
            act::refuse(
                &cx,
                &post::edit_kept_as(&at),
                &address::edit_consultation(&at),
                input,
                refusal,
            )
            .await
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends a consultation and archives it.
#[server(prefix = "/act", endpoint = "consultation/archive")]
pub async fn archive_consultation(at: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let at = Slug::parse(&at).map_err(|_| Refusal::NotFound)?;
    let row = cx
        .service
        .archive_consultation(cx.viewer.lab()?, &at)
        .await?;
    let undo = [("at", row.slug.as_str())];
    let flash = Flash::success("consultation-archived").undo(post::REOPEN, &undo);
    Reply::current().redirect_with(&cx, address::edit_consultation(&row.slug), &flash);
    Ok(())
}

/// Brings a consultation back from the archive, or back to draft when nobody took part.
#[server(prefix = "/act", endpoint = "consultation/reopen")]
pub async fn reopen_consultation(at: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let at = Slug::parse(&at).map_err(|_| Refusal::NotFound)?;
    let row = cx
        .service
        .reopen_consultation(cx.viewer.lab()?, &at)
        .await?;
    let key = if row.state.is_public() {
        "consultation-reopened"
    } else {
        "consultation-withdrawn"
    };
    Reply::current().redirect_with(
        &cx,
        address::edit_consultation(&row.slug),
        &Flash::success(key),
    );
    Ok(())
}
