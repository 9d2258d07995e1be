//! Reads one consultation, for people and for the lab's editor.

use super::{
    edit::{ideas_of, parts_of},
    form::ConsultationForm,
    outline::{self, Questions},
    view::{ConsultationEditor, ConsultationPage},
};
use crate::{Consultations, Error};
use cabildo_domain::{
    ConsultationId, Refusal, Viewer,
    area::{parse_list, parse_outline},
    consultation::{Slug, Standing},
    limits,
    permission::Lab,
    visibility::require_known,
};
use cabildo_store::{
    area::{self, Area},
    consultation, phase, rung, theme,
};

impl Consultations<'_> {
    /// A consultation with its phases, ladder and themes. Four statements. Only the lab finds a draft, as the preview
    /// of what people will see.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn page(self, viewer: &Viewer, slug: &Slug) -> Result<ConsultationPage, Error> {
        let mut tx = self.inner.store.read().await?;
        let row = consultation::by_slug(&mut tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        require_known(viewer, row.state)?;
        let phases = phase::of(&mut tx, row.id).await?;
        let ladder = rung::of(&mut tx, row.id).await?;
        let themes = theme::of(&mut tx, row.id).await?;
        Ok(ConsultationPage::new(
            row,
            phases,
            ladder,
            themes,
            self.now(),
        ))
    }

    /// The areas of a consultation, in the order of their outline, without the retired ones. One statement.
    pub async fn areas(self, consultation: ConsultationId) -> Result<Vec<Area>, Error> {
        let mut tx = self.inner.store.read().await?;
        let mut areas = area::of(&mut tx, consultation).await?;
        areas.retain(|area| !area.retired);
        Ok(areas)
    }

    /// The editor's questions about this form: the fates of areas and themes that have proposals and are missing in
    /// their lists. Empty when the lists cannot be read. Seven statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn editor_questions(
        self,
        _: Lab<'_>,
        slug: &Slug,
        form: &ConsultationForm,
    ) -> Result<Questions, Error> {
        let themes = parse_list("themes", &form.themes, limits::THEMES);
        let areas = parse_outline("areas", &form.areas, limits::AREAS, limits::AREA_DEPTH);
        let (Ok(themes), Ok(areas)) = (themes, areas) else {
            return Ok(Questions::default());
        };
        let mut tx = self.inner.store.read().await?;
        let row = consultation::by_slug(&mut tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        let stored = parts_of(&mut tx, row).await?;
        let ideas = ideas_of(&mut tx, stored.row.id).await?;
        let themes = outline::flat(&themes);
        Ok(outline::questions(
            &themes,
            &areas,
            &stored,
            &form.fates,
            &ideas,
        ))
    }

    /// A consultation as the lab's editor shows it: five statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn editor(self, _: Lab<'_>, slug: &Slug) -> Result<ConsultationEditor, Error> {
        let mut tx = self.inner.store.read().await?;
        let row = consultation::by_slug(&mut tx, slug)
            .await?
            .ok_or(Refusal::NotFound)?;
        let stored = parts_of(&mut tx, row).await?;
        let form = ConsultationForm::of(&stored, &self.config().time_zone);
        let row = stored.row;
        Ok(ConsultationEditor {
            form,
            standing: Standing::of(row.state, row.opens_at, row.closes_at, self.now()),
            revision: row.revision,
            untouched: row.last_number == 0 && row.counts == Default::default(),
            slug: row.slug,
            title: row.title,
            state: row.state,
        })
    }
}
