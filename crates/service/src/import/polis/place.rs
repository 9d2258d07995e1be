//! The consultation that receives the export.

use super::{ImportError, PolisImport, PolisTexts, files::Export};
use crate::{Imports, markdown};
use cabildo_domain::{
    ConsultationId, FieldErrors, Invalid, Language,
    consultation::{Slug, State, Template},
    excerpt::excerpt,
    limits,
    phase::{self, Allows, Method, Phase},
    text::{ConsultationTitle, Description, PhaseDescription, PhaseName, Summary},
    time::Span,
};
use cabildo_store::{
    Tx,
    consultation::{self, ConsultationRow, Counts},
    phase::{self as phase_rows, replace},
};

/// How long people can answer from the moment of the import.
const OPEN_FOR: Span = Span::days(90);
/// The number of characters from which the language is guessed.
const SAMPLE: usize = 20_000;

/// The target of an import.
pub(super) struct Place {
    pub consultation: ConsultationId,
    pub language: Language,
    /// Whether this import created the consultation.
    pub new: bool,
    pub texts: PolisTexts,
}

pub(super) fn read_slug(slug: &str) -> Result<Slug, ImportError> {
    let mut errors = FieldErrors::default();
    errors
        .check("consultation", Slug::parse(slug))
        .ok_or(ImportError::Fields(errors))
}

impl Imports<'_> {
    /// The consultation at the address, or a new one whose only phase maps opinions.
    pub(super) async fn place_of_import(
        self,
        tx: &mut Tx,
        import: &PolisImport,
        slug: &Slug,
        export: &Export,
    ) -> Result<Place, ImportError> {
        if let Some(row) = consultation::by_slug(tx, slug).await? {
            let phases = phase_rows::of(tx, row.id).await?;
            if phases.iter().all(|phase| phase.method != Method::Map) {
                return Err(ImportError::NoMap(slug.clone()));
            }
            let texts = (import.texts)(row.language.as_str());
            return Ok(Place {
                consultation: row.id,
                language: row.language,
                new: false,
                texts,
            });
        }
        let mut errors = FieldErrors::default();
        let code = import
            .language
            .clone()
            .unwrap_or_else(|| language_of(export));
        let language = errors.check("language", Language::parse(&code));
        let texts = (import.texts)(&code);
        let title = errors.check("title", title(import, &texts, slug, export));
        let summary = errors.check("summary", Summary::parse(&texts.summary));
        let description = errors.check("description", Description::parse(&texts.description));
        let promise = errors.check("promise", Description::parse(&texts.promise));
        let name = errors.check("phase", PhaseName::parse(&texts.phase));
        let told = errors.check(
            "phase description",
            PhaseDescription::parse(&texts.phase_description),
        );
        let (
            Some(language),
            Some(title),
            Some(summary),
            Some(description),
            Some(promise),
            Some(name),
            Some(told),
        ) = (language, title, summary, description, promise, name, told)
        else {
            return Err(ImportError::Fields(errors));
        };
        let now = self.now();
        let phase = Phase {
            id: self.new_id(),
            name,
            description: told,
            method: Method::Map,
            starts_at: now,
            ends_at: now + OPEN_FOR,
            allows: Allows::default(),
        };
        let (opens_at, closes_at) =
            phase::window(std::slice::from_ref(&phase)).unwrap_or((now, now));
        let row = ConsultationRow {
            id: self.new_id(),
            slug: slug.clone(),
            title,
            summary,
            description_html: markdown::render(description.as_str()),
            description,
            promise_html: markdown::render(promise.as_str()),
            promise,
            outcome: Description::trusted(String::new()),
            outcome_html: String::new(),
            sanitizer: markdown::VERSION,
            language: language.clone(),
            template: Template::OpinionMap,
            state: State::Published,
            revision: 1,
            created_by: None,
            created_at: now,
            updated_at: now,
            published_at: Some(now),
            archived_at: None,
            opens_at,
            closes_at,
            last_number: 0,
            counts: Counts::default(),
        };
        consultation::insert(tx, &row).await?;
        replace(tx, row.id, &[phase]).await?;
        Ok(Place {
            consultation: row.id,
            language,
            new: true,
            texts,
        })
    }
}

/// The given title, which must be acceptable; else the first acceptable one of: the topic of the export, its beginning,
/// the words of the address, those words with ours before them.
fn title(
    import: &PolisImport,
    texts: &PolisTexts,
    slug: &Slug,
    export: &Export,
) -> Result<ConsultationTitle, Invalid> {
    if let Some(given) = &import.title {
        return ConsultationTitle::parse(given);
    }
    let topic = export.topic.clone().unwrap_or_default();
    let words = slug.as_str().replace('-', " ");
    let ours = format!("{}: {words}", texts.title);
    let fallbacks = [beginning(&topic), words, beginning(&ours)];
    fallbacks
        .iter()
        .map(|text| ConsultationTitle::parse(text))
        .fold(ConsultationTitle::parse(&topic), |found, next| {
            found.or(next)
        })
}

/// As many whole words of a text as fit into a title, with a sign when there were more.
fn beginning(text: &str) -> String {
    let most = limits::CONSULTATION_TITLE.max;
    if text.chars().count() <= most {
        return text.to_owned();
    }
    excerpt(text, most - 1, true).into_owned()
}

/// The language that most of the text seems to have.
fn language_of(export: &Export) -> String {
    let bodies: Vec<&str> = export
        .comments
        .iter()
        .map(|comment| comment.body.as_str())
        .collect();
    let text: String = bodies.join("\n").chars().take(SAMPLE).collect();
    let code = whatlang::detect_lang(&text).map_or("eng", |language| language.code());
    // The program uses two-letter codes of languages where they exist.
    let short = match code {
        "eng" => "en",
        "spa" => "es",
        "deu" => "de",
        "fra" => "fr",
        "ita" => "it",
        "por" => "pt",
        "cat" => "ca",
        "nld" => "nl",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        other => other,
    };
    short.to_owned()
}
