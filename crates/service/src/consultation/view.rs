//! The views of consultations for pages and the API.

use super::{Doors, form::ConsultationForm};
use crate::{cursor::Cursor, markdown};
use cabildo_domain::{
    ConsultationId, Language, Refusal, Timestamp,
    consultation::{self, Slug, Standing, State, Template},
    ladder::Rung,
    phase::{self, Activity, Closed, Phase},
    text::{ConsultationTitle, Summary},
};
use cabildo_store::{
    beginning::Beginning,
    consultation::{ConsultationRow, Counts, list::CardRow},
    theme::Theme,
};
use serde::Serialize;

/// The number of characters of the promise on a card, and of the outcome in a row.
const PROMISE: usize = 150;
const OUTCOME: usize = 240;

/// A consultation in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsultationCard {
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: ConsultationTitle,
    /// The question in one sentence.
    pub summary: Summary,
    /// The beginning of the promise about the results, without markup.
    pub promise: String,
    /// The beginning of the outcome, without markup; empty until there is one.
    pub outcome: String,
    /// The language of its texts.
    pub language: Language,
    /// The template it started from.
    pub template: Template,
    /// The present status.
    pub standing: Standing,
    /// When it first became public.
    pub published_at: Option<Timestamp>,
    /// When it was last edited.
    pub updated_at: Timestamp,
    /// When people can first take part.
    pub opens_at: Timestamp,
    /// When people can no longer take part.
    pub closes_at: Timestamp,
    /// The counts of proposals, comments, supports and people.
    pub counts: Counts,
    /// Its phases as they took place, by their dates.
    pub phases: Vec<Phase>,
    /// The activities it allows now.
    pub doors: Doors,
    /// The instant for which `standing` and `doors` hold.
    pub now: Timestamp,
}

impl ConsultationCard {
    pub(super) fn new(row: CardRow, phases: Vec<Phase>, now: Timestamp) -> Self {
        let phases = consultation::as_held(row.state, row.archived_at, phases, now);
        // An archived consultation opens or closes nothing later.
        let end = row.archived_at.unwrap_or(Timestamp(i64::MAX));
        Self {
            id: row.id,
            slug: row.slug,
            title: row.title,
            summary: row.summary,
            promise: excerpt(&row.promise, PROMISE),
            outcome: excerpt(&row.outcome, OUTCOME),
            language: row.language,
            template: row.template,
            standing: Standing::of(row.state, row.opens_at, row.closes_at, now),
            published_at: row.published_at,
            updated_at: row.updated_at,
            opens_at: row.opens_at.min(end),
            closes_at: row.closes_at.min(end),
            counts: row.counts,
            doors: Doors::at(row.state, row.archived_at, &phases, now),
            phases,
            now,
        }
    }

    /// The phase that is open.
    pub fn current_phase(&self) -> Option<&Phase> {
        phase::current(&self.phases, self.now)
    }
}

/// The first words of a Markdown text, without markup, on one line: the whole sentences within `most` characters, or,
/// when the first sentence is longer, as many words as fit; with an ellipsis when something was cut.
fn excerpt(beginning: &Beginning, most: usize) -> String {
    let text = markdown::summary(&beginning.text, most, beginning.is_whole);
    let Some(cut) = text.strip_suffix('…') else {
        return text;
    };
    let sentences = [". ", "! ", "? "]
        .iter()
        .filter_map(|end| cut.rfind(end))
        .max();
    match sentences.filter(|end| *end > most / 3) {
        Some(end) => format!("{} …", &cut[..=end]),
        None => text,
    }
}

/// The home page's lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Home {
    /// Open now, those that close soonest first.
    pub open: Vec<ConsultationCard>,
    /// Announced, those that open soonest first.
    pub upcoming: Vec<ConsultationCard>,
    /// Over, those with an outcome first.
    pub past: Vec<ConsultationCard>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsultationList {
    /// The consultations on this page.
    pub items: Vec<ConsultationCard>,
    /// The start of the next page, if there is one.
    pub next: Option<Cursor>,
}

/// A consultation as its own page shows it, except its proposals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsultationPage {
    pub id: ConsultationId,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: ConsultationTitle,
    /// The question in one sentence.
    pub summary: Summary,
    /// The description, as HTML that is safe anywhere.
    pub description_html: String,
    /// The promise about the results, as HTML that is safe anywhere.
    pub promise_html: String,
    /// The outcome, as HTML that is safe anywhere; empty until there is one.
    pub outcome_html: String,
    /// The language of its texts.
    pub language: Language,
    /// The template it started from.
    pub template: Template,
    /// Draft, published or archived.
    pub state: State,
    /// The present status.
    pub standing: Standing,
    /// When it first became public.
    pub published_at: Option<Timestamp>,
    /// When it was last edited.
    pub updated_at: Timestamp,
    /// When it went to the archive.
    pub archived_at: Option<Timestamp>,
    /// When people can first take part.
    pub opens_at: Timestamp,
    /// When people can no longer take part.
    pub closes_at: Timestamp,
    /// The counts of proposals, comments, supports and people.
    pub counts: Counts,
    /// Its phases as they took place, by their dates.
    pub phases: Vec<Phase>,
    /// The activities it allows now.
    pub doors: Doors,
    /// Its ladder, lowest rung first.
    pub ladder: Vec<Rung>,
    /// Its themes, without the retired ones.
    pub themes: Vec<Theme>,
    /// The instant for which `standing` and `doors` hold.
    pub now: Timestamp,
}

impl ConsultationPage {
    pub(super) fn new(
        row: ConsultationRow,
        phases: Vec<Phase>,
        ladder: Vec<Rung>,
        mut themes: Vec<Theme>,
        now: Timestamp,
    ) -> Self {
        themes.retain(|theme| !theme.retired);
        let phases = consultation::as_held(row.state, row.archived_at, phases, now);
        // An archived consultation opens or closes nothing later.
        let end = row.archived_at.unwrap_or(Timestamp(i64::MAX));
        // The HTML was made by older rules, so render it again.
        let sanitizer = row.sanitizer;
        let html = |source: &str, html: String| {
            if sanitizer == markdown::VERSION {
                html
            } else {
                markdown::render(source)
            }
        };
        Self {
            standing: Standing::of(row.state, row.opens_at, row.closes_at, now),
            doors: Doors::of(&row, &phases, now),
            description_html: html(row.description.as_str(), row.description_html),
            promise_html: html(row.promise.as_str(), row.promise_html),
            outcome_html: html(row.outcome.as_str(), row.outcome_html),
            id: row.id,
            slug: row.slug,
            title: row.title,
            summary: row.summary,
            language: row.language,
            template: row.template,
            state: row.state,
            published_at: row.published_at,
            updated_at: row.updated_at,
            archived_at: row.archived_at,
            opens_at: row.opens_at.min(end),
            closes_at: row.closes_at.min(end),
            counts: row.counts,
            phases,
            ladder,
            themes,
            now,
        }
    }

    /// The phase that is open.
    pub fn current_phase(&self) -> Option<&Phase> {
        phase::current(&self.phases, self.now)
    }

    /// Whether `activity` is closed now, and when it was or will be open; `None` when it is open.
    pub fn closed(&self, activity: Activity) -> Option<Closed> {
        match consultation::require(
            self.state,
            self.archived_at,
            &self.phases,
            activity,
            self.now,
        ) {
            Err(Refusal::Closed { closed, .. }) => Some(closed),
            _ => None,
        }
    }

    /// Whether `activity` is open now.
    pub fn allows(&self, activity: Activity) -> bool {
        self.closed(activity).is_none()
    }
}

/// A consultation in the lab's editor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConsultationEditor {
    /// The stored consultation, as the form shows it.
    pub form: ConsultationForm,
    /// Its address on the web.
    pub slug: Slug,
    /// The question.
    pub title: ConsultationTitle,
    /// Draft, published or archived.
    pub state: State,
    /// The present status.
    pub standing: Standing,
    /// The revision that is current.
    pub revision: i64,
    /// Whether nobody took part yet, so that it may become a draft again.
    pub untouched: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_sentences_or_words_and_says_when_that_is_not_all() {
        let of = |text: &str| excerpt(&Beginning::from(text.to_owned()), 240);
        assert_eq!(of("We **answer**\n\neveryone."), "We answer everyone.");
        let cut = of(&"palabra ".repeat(60));
        assert!(
            cut.ends_with("palabra…") && cut.chars().count() <= 241,
            "{cut}"
        );
        assert_eq!(of(&"ñ".repeat(500)).chars().count(), 241);
        assert_eq!(
            of(&"We answer every idea in public. ".repeat(12)),
            format!(
                "{} …",
                "We answer every idea in public. ".repeat(7).trim_end()
            )
        );
        let family = "👩\u{200D}👩\u{200D}👧";
        assert_eq!(of(&family.repeat(90)), format!("{}…", family.repeat(48)));
        // Shown in full, and still not the whole text.
        let linked = format!(
            "[Here](https://example.org/{}) and there it goes on and on",
            "x".repeat(580)
        );
        assert!(of(&linked).ends_with('…'), "{}", of(&linked));
    }
}
