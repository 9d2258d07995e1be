//! A lab creates and edits consultations.

use super::{
    context::Context,
    draft::Draft,
    form::{ConsultationForm, NewConsultationForm, PhaseFields, RungFields, Stored, TemplateTexts},
    lifecycle::require_statements,
    outline::{self, Ideas, Places},
};
use crate::{Consultations, Error, markdown};
use cabildo_domain::{
    AreaId, ConsultationId, FieldErrors, Invalid, Refusal, Subject, ThemeId, Timestamp,
    area::OutlineItem,
    consultation::{Slug, State, Template},
    event::{NewEvent, Verb},
    permission::Lab,
    phase,
};
use cabildo_store::{
    Tx,
    area::{self, Area},
    consultation::{self, ConsultationRow, Counts},
    event, phase as phase_store,
    proposal::tag::{self, Tag},
    rung, theme,
};
use std::str::FromStr;
use uuid::Uuid;

impl Consultations<'_> {
    /// Makes a draft from a template: its first phase begins tomorrow at midnight, the others follow.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] fields.
    pub async fn create(
        self,
        lab: Lab<'_>,
        form: NewConsultationForm,
        texts: &TemplateTexts,
    ) -> Result<ConsultationRow, Error> {
        let template = Template::from_str(&form.template);
        let full = self.template_form(template.unwrap_or(Template::OpenCall), &form, texts);
        let new_id = || self.new_id::<Uuid>();
        let context = Context {
            stored: None,
            zone: &self.config().time_zone,
            new_id: &new_id,
        };
        let mut errors = FieldErrors::default();
        let template = errors.check("template", template.map_err(|_| Invalid::UnknownChoice));
        let draft = Draft::read(&full, &context)
            .map_err(|found| errors.0.extend(found.0))
            .ok();
        let (Some(template), Some(draft)) = (template, draft) else {
            return Err(errors.into());
        };
        let now = self.now();
        let mut row = blank(self.new_id(), template, &draft, now);
        row.created_by = Some(lab.account());
        let mut tx = self.inner.store.write().await?;
        row.slug = self.free_slug(&mut tx, draft.slug.clone()).await?;
        fill(&mut row, &draft);
        consultation::insert(&mut tx, &row)
            .await
            .map_err(|error| slug_taken(error, "title"))?;
        let places = outline::settle(&draft, None, &[], &Ideas::default(), &new_id)?;
        write_parts(&mut tx, row.id, draft, &places).await?;
        self.append_event(&mut tx, lab, row.id, Verb::Created)
            .await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Saves the editor's content. Phases, rungs, themes and areas that are still there keep their ids; for a missing
    /// area or theme with proposals, the form must say what becomes of it. A new or lowered rung that proposals have
    /// already reached owes them its response from now on. A public consultation keeps its address, whatever the form
    /// says.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Outdated`] when somebody edited it since the
    /// form was loaded; [`Refusal::Invalid`] fields.
    pub async fn edit(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: ConsultationForm,
    ) -> Result<ConsultationRow, Error> {
        let mut tx = self.inner.store.write().await?;
        let row = self.write_edit(&mut tx, lab, slug, form, false).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Saves the editor's content and publishes the draft: both, or neither. A public consultation is only saved.
    ///
    /// # Errors
    /// Those of [`Consultations::edit`] and of [`Consultations::publish`].
    pub async fn edit_and_publish(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: ConsultationForm,
    ) -> Result<ConsultationRow, Error> {
        let mut tx = self.inner.store.write().await?;
        let mut row = self.write_edit(&mut tx, lab, slug, form, true).await?;
        self.publish_row(&mut tx, lab, &mut row).await?;
        tx.commit().await?;
        Ok(row)
    }

    async fn write_edit(
        self,
        tx: &mut Tx,
        lab: Lab<'_>,
        slug: &Slug,
        mut form: ConsultationForm,
        publishing: bool,
    ) -> Result<ConsultationRow, Error> {
        let found = consultation::by_slug(tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        let named = outline::named(&form.fates);
        for one in [Tag::Theme, Tag::Area] {
            tag::lock(tx, found.id, one, &named).await?;
        }
        let row = consultation::lock(tx, found.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let stored = parts_of(tx, row).await?;
        if stored.row.state != State::Draft {
            form.slug = stored.row.slug.to_string();
        }
        let loaded: i64 = form
            .revision
            .trim()
            .parse()
            .map_err(|_| Refusal::Malformed)?;
        if loaded != stored.row.revision {
            return Err(Refusal::Outdated {
                current: stored.row.revision,
            }
            .into());
        }
        let new_id = || self.new_id::<Uuid>();
        let context = Context {
            stored: Some(&stored),
            zone: &self.config().time_zone,
            new_id: &new_id,
        };
        let draft = if publishing {
            Draft::read_to_publish(&form, &context)?
        } else {
            Draft::read(&form, &context)?
        };
        // A phase that was there before stays allowed: its statements may have been taken out since.
        let new_maps = draft.phases.iter().filter(|phase| {
            let before = stored.phases.iter().find(|before| before.id == phase.id);
            before.is_none_or(|before| before.method != phase.method)
        });
        if stored.row.state.is_public() {
            require_statements(tx, stored.row.id, &new_maps.cloned().collect::<Vec<_>>()).await?;
        }
        let ideas = ideas_of(tx, found.id).await?;
        let places = outline::settle(&draft, Some(&stored), &form.fates, &ideas, &new_id)?;
        let mut row = stored.row.clone();
        row.slug = draft.slug.clone();
        fill(&mut row, &draft);
        row.revision = loaded + 1;
        row.updated_at = self.now();
        let written = consultation::update(tx, &row, loaded)
            .await
            .map_err(|error| slug_taken(error, "slug"))?;
        if !written {
            return Err(Refusal::Outdated {
                current: stored.row.revision,
            }
            .into());
        }
        write_parts(tx, row.id, draft, &places).await?;
        self.supports().owe_standing(tx, Some(row.id)).await?;
        self.append_event(tx, lab, row.id, Verb::Edited).await?;
        Ok(row)
    }

    /// The form that the editor would show for a template; a new consultation is read from it.
    fn template_form(
        self,
        template: Template,
        form: &NewConsultationForm,
        texts: &TemplateTexts,
    ) -> ConsultationForm {
        let slug = Slug::suggest(&form.title).unwrap_or_else(|| {
            let random = crate::entropy::random_id(self.entropy())
                .simple()
                .to_string();
            Slug::trusted(format!("consultation-{}", &random[..6]))
        });
        let today = self.config().time_zone.day(self.now());
        let day = |days: i64| {
            let date = today.checked_add(jiff::Span::new().days(days));
            date.unwrap_or(today).to_string()
        };
        let mut begun = 0;
        let phases =
            template
                .phases()
                .iter()
                .zip(&texts.phases)
                .map(|(sketch, (name, description))| {
                    let first = begun + 1;
                    begun += sketch.days;
                    PhaseFields {
                        name: name.clone(),
                        description: description.clone(),
                        method: sketch.method.to_string(),
                        starts_on: day(first),
                        ends_on: day(begun),
                        allows: sketch.allows,
                        ..PhaseFields::default()
                    }
                });
        let phases = phases.collect();
        let ladder =
            template
                .ladder()
                .iter()
                .zip(&texts.rungs)
                .map(|((count, _, days), (owes, owner))| RungFields {
                    count: count.to_string(),
                    owes: owes.clone(),
                    owner: owner.clone(),
                    within_days: days.to_string(),
                    ..RungFields::default()
                });
        ConsultationForm {
            title: form.title.clone(),
            slug: slug.to_string(),
            summary: form.summary.clone(),
            promise: texts.promise.clone(),
            language: form.language.clone(),
            phases,
            ladder: ladder.collect(),
            ..ConsultationForm::default()
        }
    }

    /// `slug`, or the first of `slug-2`, `slug-3` ... that is not taken.
    async fn free_slug(self, tx: &mut Tx, slug: Slug) -> Result<Slug, Error> {
        let stem = slug
            .as_str()
            .get(..slug.as_str().len().min(50))
            .unwrap_or_default()
            .trim_end_matches('-')
            .to_owned();
        let mut candidate = slug;
        for number in 2..=200 {
            if consultation::by_slug(tx, &candidate).await?.is_none() {
                return Ok(candidate);
            }
            candidate = Slug::trusted(format!("{stem}-{number}"));
        }
        Err(FieldErrors::one("title", Invalid::Taken).into())
    }

    pub(super) async fn append_event(
        self,
        tx: &mut Tx,
        lab: Lab<'_>,
        id: ConsultationId,
        verb: Verb,
    ) -> Result<(), Error> {
        let event = NewEvent {
            verb,
            subject: Subject::consultation(id),
            consultation: Some(id),
            actor: Some(lab.account()),
            at: self.now(),
        };
        event::append(tx, &[event]).await?;
        Ok(())
    }
}

/// Reads all parts of a consultation. Four statements.
pub(super) async fn parts_of(tx: &mut Tx, row: ConsultationRow) -> Result<Stored, Error> {
    Ok(Stored {
        phases: phase_store::of(tx, row.id).await?,
        ladder: rung::of(tx, row.id).await?,
        themes: theme::of(tx, row.id).await?,
        areas: area::of(tx, row.id).await?,
        row,
    })
}

fn slug_taken(error: cabildo_store::Error, field: &str) -> Error {
    match error {
        cabildo_store::Error::Taken { constraint } if constraint.contains("slug") => {
            FieldErrors::one(field, Invalid::Taken).into()
        }
        other => other.into(),
    }
}

/// A row of a new draft with only its first values.
fn blank(id: ConsultationId, template: Template, draft: &Draft, now: Timestamp) -> ConsultationRow {
    ConsultationRow {
        id,
        slug: draft.slug.clone(),
        title: draft.title.clone(),
        summary: draft.summary.clone(),
        description: draft.description.clone(),
        description_html: String::new(),
        promise: draft.promise.clone(),
        promise_html: String::new(),
        outcome: draft.outcome.clone(),
        outcome_html: String::new(),
        sanitizer: markdown::VERSION,
        language: draft.language.clone(),
        template,
        state: State::Draft,
        revision: 1,
        created_by: None,
        created_at: now,
        updated_at: now,
        published_at: None,
        archived_at: None,
        opens_at: now,
        closes_at: now,
        last_number: 0,
        counts: Counts::default(),
    }
}

/// Puts the draft's texts and dates into the row.
fn fill(row: &mut ConsultationRow, draft: &Draft) {
    row.title = draft.title.clone();
    row.summary = draft.summary.clone();
    row.language = draft.language.clone();
    row.description_html = markdown::render(draft.description.as_str());
    row.description = draft.description.clone();
    row.promise_html = markdown::render(draft.promise.as_str());
    row.promise = draft.promise.clone();
    row.outcome_html = markdown::render(draft.outcome.as_str());
    row.outcome = draft.outcome.clone();
    row.sanitizer = markdown::VERSION;
    if let Some((opens_at, closes_at)) = phase::window(&draft.phases) {
        (row.opens_at, row.closes_at) = (opens_at, closes_at);
    }
}

/// The number of proposals with each theme and each area. Two statements.
pub(super) async fn ideas_of(tx: &mut Tx, id: ConsultationId) -> Result<Ideas, Error> {
    Ok(Ideas {
        themes: tag::counts(tx, id, Tag::Theme).await?,
        areas: tag::counts(tx, id, Tag::Area).await?,
    })
}

async fn write_parts(
    tx: &mut Tx,
    id: ConsultationId,
    draft: Draft,
    places: &Places,
) -> Result<(), Error> {
    phase_store::replace(tx, id, &draft.phases).await?;
    rung::replace(tx, id, &draft.ladder).await?;
    let themes = places.themes.ids.iter().copied();
    let themes: Vec<_> = themes.map(ThemeId).zip(draft.themes).collect();
    theme::replace(tx, id, &themes).await?;
    area::replace(tx, id, &areas(&draft.areas, &places.areas.ids)).await?;
    for (one, to, from) in places.moves() {
        tag::replace(tx, id, one, from, to).await?;
    }
    Ok(())
}

/// The lines of the outline with their ids and parents.
fn areas(outline: &[OutlineItem], ids: &[Uuid]) -> Vec<Area> {
    let mut above: Vec<AreaId> = Vec::new();
    let area = |(item, id): (&OutlineItem, &Uuid)| {
        above.truncate(item.depth);
        let parent = above.last().copied();
        above.push(AreaId(*id));
        Area {
            id: AreaId(*id),
            parent,
            label: item.label.clone(),
            depth: item.depth as i64,
            retired: false,
        }
    };
    outline.iter().zip(ids).map(area).collect()
}
