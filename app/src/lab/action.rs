//! The lab's server functions: create, edit, publish, archive, bring back.

use super::address as post;
use crate::{
    act::{self, Form},
    error::AppError,
    flash::Flash,
    i18n, param,
    request::Cx,
    ui::link::with_query,
};
use cabildo_domain::{
    Locale, Refusal, address,
    consultation::{Slug, Template},
};
use cabildo_service::{
    Error,
    consultation::{ConsultationForm, NewConsultationForm, TemplateTexts},
};
use leptos::prelude::*;
use std::str::FromStr;

/// Begins a consultation from a template and opens its editor.
#[server(prefix = "/act", endpoint = "consultation/create")]
pub async fn create_consultation(
    #[server(flatten)] form: NewConsultationForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let texts = template_texts(cx.locale, &form.template, &form.language);
    let posted = Form::new(&cx, post::NEW_KEPT_AS, address::LAB_NEW, &form);
    let lab = cx.viewer.lab()?;
    let row = posted
        .run(cx.service.consultations().create(lab, form, &texts))
        .await?;
    act::done(
        address::edit_consultation(&row.slug),
        &Flash::success("consultation-created"),
    )
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
#[server(prefix = "/act", endpoint = "consultation/edit")]
pub async fn edit_consultation(
    at: String,
    #[server(flatten)] form: ConsultationForm,
    #[server(default)] then: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let at = param::slug(&at)?;
    let mut form = form;
    // The editor adds an empty row to each group whenever it is shown; unused ones must not add up.
    form.phases.retain(|row| !row.is_blank());
    form.ladder.retain(|row| !row.is_blank());
    for phase in &mut form.phases {
        phase.split_moments();
    }
    let posted = editor(&cx, &at, &form);
    let lab = cx.viewer.lab()?;
    if then == "publish" {
        let publishing = cx.service.consultations().edit_and_publish(lab, &at, form);
        let row = posted.run(publishing).await?;
        return is_public(&row.slug);
    }
    let row = posted
        .run(cx.service.consultations().edit(lab, &at, form))
        .await?;
    let path = address::edit_consultation(&row.slug);
    let onward = match &*then {
        "phases" | "ladder" => with_query(&path, &[("more", &*then)]),
        _ => path,
    };
    act::done(onward, &Flash::success("consultation-saved"))
}

/// The editor of the consultation at this address.
fn editor<'a>(cx: &'a Cx, at: &Slug, form: &ConsultationForm) -> Form<'a> {
    let page = address::edit_consultation(at);
    Form::new(cx, post::edit_kept_as(at), page, form)
}

/// Goes to the public page with a message, and offers to undo.
fn is_public(slug: &Slug) -> Result<(), AppError> {
    let undo = [("at", slug.as_str())];
    let flash = Flash::success("consultation-published").undo(post::REOPEN, &undo);
    act::done(address::consultation(slug), &flash)
}

/// Publishes a draft.
///
/// # Errors
/// [`AppError`]; an incomplete draft leads back to its editor, which names what is missing.
#[server(prefix = "/act", endpoint = "consultation/publish")]
pub async fn publish_consultation(at: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let at = param::slug(&at)?;
    let lab = cx.viewer.lab()?;
    match cx.service.consultations().publish(lab, &at).await {
        Ok(row) => is_public(&row.slug),
        Err(Error::Refused(refusal @ Refusal::Invalid { .. })) => {
            let stored = cx.service.consultations().editor(lab, &at).await?;
            Err(editor(&cx, &at, &stored.form).refuse(refusal).await)
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends a consultation and archives it.
#[server(prefix = "/act", endpoint = "consultation/archive")]
pub async fn archive_consultation(at: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (at, lab) = (param::slug(&at)?, cx.viewer.lab()?);
    let row = cx.service.consultations().archive(lab, &at).await?;
    let undo = [("at", row.slug.as_str())];
    let flash = Flash::success("consultation-archived").undo(post::REOPEN, &undo);
    act::done(address::edit_consultation(&row.slug), &flash)
}

/// Brings a consultation back from the archive, or back to draft when nobody took part.
#[server(prefix = "/act", endpoint = "consultation/reopen")]
pub async fn reopen_consultation(at: String) -> Result<(), AppError> {
    let cx = Cx::current();
    let (at, lab) = (param::slug(&at)?, cx.viewer.lab()?);
    let row = cx.service.consultations().reopen(lab, &at).await?;
    let said = if row.state.is_public() {
        "consultation-reopened"
    } else {
        "consultation-withdrawn"
    };
    act::done(address::edit_consultation(&row.slug), &Flash::success(said))
}
