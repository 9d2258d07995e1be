//! The values for pages with a proposal's form: the choices, the open activities, the present text, and a preview.

use super::{ProposalForm, find, form::is_author};
use crate::{
    Error, Proposals,
    consultation::{ConsultationBrief, Door, Doors},
    markdown,
};
use cabildo_domain::{
    FieldErrors, Refusal, Viewer, consultation::Slug, phase::Activity, proposal::Content,
    refusal::Need, text::Label,
};
use cabildo_store::{
    area::{self, Area},
    phase, proposal,
    theme::{self, Theme},
};

/// The page with a proposal's form, new or not.
#[derive(Clone, Debug)]
pub struct Compose {
    pub consultation: ConsultationBrief,
    /// The activities that are open there now.
    pub doors: Doors,
    /// The number of proposals that are listed there.
    pub total: i64,
    /// The themes to choose from.
    pub themes: Vec<Theme>,
    /// The areas to choose from, in the order of their outline.
    pub areas: Vec<Area>,
    /// The present text, when it is an edit.
    pub present: Option<ProposalForm>,
}

/// A proposal as others will see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalPreview {
    /// The content.
    pub content: Content,
    /// The text, rendered and safe.
    pub body_html: String,
    /// The label of its theme.
    pub theme: Option<Label>,
    /// The label of its area.
    pub area: Option<Label>,
}

impl Proposals<'_> {
    /// The values for a page with the form of a new proposal, or of proposal `number`, which only its author may
    /// change. Four statements, five for an edit. The page shows by `doors` whether proposing is open; a visitor may
    /// look at the form of a new one.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; for an edit [`Refusal::SignInRequired`], [`Need::Author`], [`Need::Visible`],
    /// [`Need::Changeable`].
    pub async fn compose(
        self,
        viewer: &Viewer,
        slug: &Slug,
        number: Option<i64>,
    ) -> Result<Compose, Error> {
        if number.is_some() {
            viewer.resident()?;
        }
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let present = match number {
            None => None,
            Some(number) => {
                let proposal = find(&mut tx, &row, number, viewer).await?;
                authors_own(viewer, &proposal)?;
                Some(ProposalForm::of(&proposal))
            }
        };
        let phases = phase::of(&mut tx, row.id).await?;
        let mut themes = theme::of(&mut tx, row.id).await?;
        let mut areas = area::in_lists(&mut tx, row.id).await?;
        let chosen = |id: String, field: fn(&ProposalForm) -> &String| {
            present.as_ref().is_some_and(|p| *field(p) == id)
        };
        themes.retain(|theme| !theme.retired || chosen(theme.id.to_string(), |form| &form.theme));
        areas.retain(|area| !area.retired || chosen(area.id.to_string(), |form| &form.area));
        // The remaining ones may all be chosen.
        themes.iter_mut().for_each(|theme| theme.retired = false);
        areas.iter_mut().for_each(|area| area.retired = false);
        let doors = Doors::of(&row, &phases, self.now());
        Ok(Compose {
            consultation: ConsultationBrief::from(&row),
            doors,
            total: row.counts.proposals,
            themes,
            areas,
            present,
        })
    }
}

impl Compose {
    /// Whether a proposal can be submitted or changed now.
    ///
    /// # Errors
    /// [`Refusal::Closed`].
    pub const fn require_open(&self) -> Result<(), Refusal> {
        match self.doors.to(Activity::Propose) {
            Door::Open { .. } => Ok(()),
            Door::Closed { closed } => Err(Refusal::Closed {
                activity: Activity::Propose,
                closed,
            }),
        }
    }

    /// A form's content as others will see it.
    ///
    /// # Errors
    /// The fields that are wrong, all at once.
    pub fn preview(&self, form: &ProposalForm) -> Result<ProposalPreview, FieldErrors> {
        let content = form.parse(&self.themes, &self.areas, &self.consultation.language, None)?;
        let theme = content
            .theme
            .and_then(|id| self.themes.iter().find(|theme| theme.id == id));
        let area = content
            .area
            .and_then(|id| self.areas.iter().find(|area| area.id == id));
        Ok(ProposalPreview {
            body_html: markdown::render(content.body.as_str()),
            theme: theme.map(|theme| theme.label.clone()),
            area: area.map(|area| area.label.clone()),
            content,
        })
    }
}

/// Checks that the viewer is the author, that the proposal is visible, and that the city has not answered.
pub(super) fn authors_own(viewer: &Viewer, proposal: &proposal::Proposal) -> Result<(), Refusal> {
    if !is_author(viewer, proposal) {
        return Err(Refusal::forbidden(Need::Author));
    }
    if proposal.hidden.is_some() {
        return Err(Refusal::forbidden(Need::Visible));
    }
    if !proposal.status.is_the_authors() {
        return Err(Refusal::forbidden(Need::Changeable));
    }
    Ok(())
}
