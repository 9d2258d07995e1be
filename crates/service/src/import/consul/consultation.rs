//! The consultation with the imported content.

use super::{ConsulImport, ImportError};
use crate::{Imports, markdown};
use cabildo_domain::{
    ConsultationId, FieldErrors, Language, Subject, Timestamp,
    consultation::{Slug, State, Template},
    event::{NewEvent, Verb},
    phase::{self, Activity, Allows, Method, Phase},
    text::{ConsultationTitle, Description, PhaseDescription, PhaseName, Summary},
    time::Span,
};
use cabildo_store::{
    Tx,
    consultation::{self, ConsultationRow, Counts},
    import,
    phase::replace,
};

/// How long people can take part in imported content from the moment of the import.
const OPEN_FOR: Span = Span::days(90);

/// The operator's settings, checked.
pub(super) struct Head {
    pub slug: Slug,
    pub title: ConsultationTitle,
    pub language: Language,
    texts: Texts,
}

struct Texts {
    summary: Summary,
    description: Description,
    promise: Description,
    phase: PhaseName,
    phase_description: PhaseDescription,
}

impl Head {
    pub fn read(import: &ConsulImport) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let texts = &import.texts;
        let slug = errors.check("consultation", Slug::parse(&import.slug));
        let title = errors.check("title", ConsultationTitle::parse(&import.title));
        let language = errors.check("language", Language::parse(&import.language));
        let summary = errors.check("summary", Summary::parse(&texts.summary));
        let description = errors.check("description", Description::parse(&texts.description));
        let promise = errors.check("promise", Description::parse(&texts.promise));
        let phase = errors.check("phase", PhaseName::parse(&texts.phase));
        let told = errors.check(
            "phase description",
            PhaseDescription::parse(&texts.phase_description),
        );
        match (
            slug,
            title,
            language,
            summary,
            description,
            promise,
            phase,
            told,
        ) {
            (
                Some(slug),
                Some(title),
                Some(language),
                Some(summary),
                Some(description),
                Some(promise),
                Some(phase),
                Some(phase_description),
            ) => {
                let texts = Texts {
                    summary,
                    description,
                    promise,
                    phase,
                    phase_description,
                };
                Ok(Self {
                    slug,
                    title,
                    language,
                    texts,
                })
            }
            _ => Err(errors),
        }
    }

    /// The key by which a later import recognises the consultation and everything in it.
    pub fn key(&self) -> String {
        format!("consul:{}", self.slug)
    }
}

impl Imports<'_> {
    /// The consultation of an earlier import, or a new one, and whether it is new.
    pub(super) async fn consultation(
        self,
        tx: &mut Tx,
        head: &Head,
        archived: bool,
        written: (Timestamp, Timestamp),
    ) -> Result<(ConsultationId, bool), ImportError> {
        if let Some(id) = import::consultation(tx, &head.key()).await? {
            consultation::lock(tx, id).await?;
            return Ok((id, false));
        }
        if consultation::by_slug(tx, &head.slug).await?.is_some() {
            return Err(ImportError::Occupied(head.slug.clone()));
        }
        let now = self.now();
        let phase = Phase {
            id: self.new_id(),
            name: head.texts.phase.clone(),
            description: head.texts.phase_description.clone(),
            method: Method::Propose,
            starts_at: if archived { written.0 } else { now },
            ends_at: if archived {
                written.1.max(written.0) + Span(1)
            } else {
                now + OPEN_FOR
            },
            allows: Allows::of(&[Activity::Propose, Activity::Comment, Activity::Support]),
        };
        let row = self.consultation_row(head, archived, &phase);
        consultation::insert(tx, &row).await?;
        import::mark_consultation(tx, row.id, &head.key()).await?;
        replace(tx, row.id, &[phase]).await?;
        Ok((row.id, true))
    }

    fn consultation_row(self, head: &Head, archived: bool, phase: &Phase) -> ConsultationRow {
        let now = self.now();
        let (opens_at, closes_at) =
            phase::window(std::slice::from_ref(phase)).unwrap_or((now, now));
        ConsultationRow {
            id: self.new_id(),
            slug: head.slug.clone(),
            title: head.title.clone(),
            summary: head.texts.summary.clone(),
            description_html: markdown::render(head.texts.description.as_str()),
            description: head.texts.description.clone(),
            promise_html: markdown::render(head.texts.promise.as_str()),
            promise: head.texts.promise.clone(),
            outcome: Description::trusted(String::new()),
            outcome_html: String::new(),
            sanitizer: markdown::VERSION,
            language: head.language.clone(),
            template: Template::OpenCall,
            state: if archived {
                State::Archived
            } else {
                State::Published
            },
            revision: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            published_at: Some(now),
            archived_at: archived.then_some(now),
            opens_at,
            closes_at,
            last_number: 0,
            counts: Counts::default(),
        }
    }

    /// The events of an import: the consultation was created, if it is new, and content was imported into it.
    pub(in crate::import) fn import_events(self, id: ConsultationId, new: bool) -> Vec<NewEvent> {
        let verbs: &[Verb] = if new {
            &[Verb::Created, Verb::Published, Verb::Imported]
        } else {
            &[Verb::Imported]
        };
        let event = |verb: &Verb| NewEvent {
            verb: *verb,
            subject: Subject::consultation(id),
            consultation: Some(id),
            actor: None,
            at: self.now(),
        };
        verbs.iter().map(event).collect()
    }
}
