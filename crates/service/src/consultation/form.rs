//! The lab's forms: raw strings, as a browser posts them, and the stored values as such strings.

use super::{outline::fate::FateFields, ticks};
use crate::config::{DayTime, TimeZone};
use cabildo_domain::{
    area::format_outline,
    ladder::Rung,
    phase::{Allows, Phase},
};
use cabildo_store::{area::Area, consultation::ConsultationRow, theme::Theme};
use serde::{Deserialize, Serialize};

/// The lab's form that begins a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewConsultationForm {
    /// A word of [`cabildo_domain::consultation::Template`].
    pub template: String,
    /// The question.
    pub title: String,
    /// The question in one sentence.
    pub summary: String,
    /// The language of its texts.
    pub language: String,
}

/// The texts of a template in the lab's language: the domain has only keys, the interface's dictionary has the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateTexts {
    /// Name and description of each phase, in the template's order.
    pub phases: Vec<(String, String)>,
    /// The response that each rung owes and its owner, in the template's order.
    pub rungs: Vec<(String, String)>,
    /// The promise about the results.
    pub promise: String,
}

/// The lab's editor of a consultation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConsultationForm {
    /// The revision that the form was loaded from.
    pub revision: String,
    /// The question.
    pub title: String,
    /// Its address on the web; kept as it is once the consultation is public.
    pub slug: String,
    /// The question in one sentence.
    pub summary: String,
    /// The description, Markdown.
    pub description: String,
    /// The city's promise about the results, Markdown.
    pub promise: String,
    /// The outcome, Markdown.
    pub outcome: String,
    /// The language of its texts.
    pub language: String,
    /// Themes, one per line.
    pub themes: String,
    /// Areas, one per line, indented under their parent.
    pub areas: String,
    /// The phases; rows that are empty or ticked for removal are left out.
    pub phases: Vec<PhaseFields>,
    /// The ladder; rows that are empty or ticked for removal are left out.
    pub ladder: Vec<RungFields>,
    /// The fates of areas and themes with proposals that are missing in their lists.
    pub fates: Vec<FateFields>,
}

/// One phase in the editor. Its fields are posted as `phases[0][name]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PhaseFields {
    /// Its id; empty for a new one.
    pub id: String,
    pub name: String,
    /// The description of what people do in it.
    pub description: String,
    /// A word of [`cabildo_domain::phase::Method`].
    pub method: String,
    /// Its first day, `YYYY-MM-DD` on the installation's clocks.
    pub starts_on: String,
    /// `HH:MM` on that day; empty for the whole day.
    pub starts_time: String,
    /// A word of [`crate::config::Twice`] where that time comes twice on that day.
    pub starts_which: String,
    /// Its last day.
    pub ends_on: String,
    /// `HH:MM` on that day, exclusive; empty for the whole day.
    pub ends_time: String,
    /// A word of [`crate::config::Twice`] where that time comes twice on that day.
    pub ends_which: String,
    /// Instead of the day and time, for programs: `YYYY-MM-DDTHH:MM` on the installation's clocks.
    pub starts_at: String,
    /// The end in the same form, exclusive.
    pub ends_at: String,
    /// The allowed activities among those that labs choose: a tick for each, `phases[0][allows_propose]`.
    #[serde(flatten, with = "ticks")]
    pub allows: Allows,
    /// Whether to remove it.
    #[serde(deserialize_with = "crate::tick::deserialize")]
    pub remove: bool,
}

impl PhaseFields {
    /// Whether nothing was typed into it: an extra row that nobody used.
    pub fn is_blank(&self) -> bool {
        [
            &self.id,
            &self.name,
            &self.description,
            &self.starts_on,
            &self.starts_time,
            &self.ends_on,
            &self.ends_time,
            &self.starts_at,
            &self.ends_at,
        ]
        .iter()
        .all(|field| field.trim().is_empty())
    }
}

/// One rung in the editor. Its fields are posted as `ladder[0][count]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RungFields {
    /// Its id; empty for a new one.
    pub id: String,
    /// The number of counted supports that reaches it.
    pub count: String,
    /// The response that the city then owes.
    pub owes: String,
    /// The owner of the response.
    pub owner: String,
    /// The number of days for the response.
    pub within_days: String,
    /// Whether to remove it.
    #[serde(deserialize_with = "crate::tick::deserialize")]
    pub remove: bool,
}

impl RungFields {
    /// Whether nothing was typed into it.
    pub fn is_blank(&self) -> bool {
        [
            &self.id,
            &self.count,
            &self.owes,
            &self.owner,
            &self.within_days,
        ]
        .iter()
        .all(|field| field.trim().is_empty())
    }
}

/// A consultation with all its parts, as the store has it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its own row.
    pub row: ConsultationRow,
    pub phases: Vec<Phase>,
    pub ladder: Vec<Rung>,
    /// Its themes, retired ones too.
    pub themes: Vec<Theme>,
    /// Its areas, retired ones too.
    pub areas: Vec<Area>,
}

impl ConsultationForm {
    /// The stored consultation, as the editor shows it.
    pub fn of(stored: &Stored, zone: &TimeZone) -> Self {
        let row = &stored.row;
        let themes = stored
            .themes
            .iter()
            .filter(|theme| !theme.retired)
            .map(|theme| (theme.label.as_str(), 0));
        let areas = stored.areas.iter().filter(|area| !area.retired);
        Self {
            revision: row.revision.to_string(),
            title: row.title.to_string(),
            slug: row.slug.to_string(),
            summary: row.summary.to_string(),
            description: row.description.to_string(),
            promise: row.promise.to_string(),
            outcome: row.outcome.to_string(),
            language: row.language.to_string(),
            themes: format_outline(themes),
            areas: format_outline(
                areas.map(|area| (area.label.as_str(), area.depth.max(0) as usize)),
            ),
            phases: stored
                .phases
                .iter()
                .map(|phase| PhaseFields::of(phase, zone))
                .collect(),
            ladder: stored.ladder.iter().map(RungFields::of).collect(),
            fates: Vec::new(),
        }
    }
}

impl PhaseFields {
    /// The beginning, as it was typed.
    pub fn beginning(&self) -> DayTime {
        DayTime {
            day: self.starts_on.clone(),
            time: self.starts_time.clone(),
            which: self.starts_which.clone(),
        }
    }

    /// The end, as it was typed.
    pub fn ending(&self) -> DayTime {
        DayTime {
            day: self.ends_on.clone(),
            time: self.ends_time.clone(),
            which: self.ends_which.clone(),
        }
    }

    /// Turns exact moments, if any, into days and times: a page that was loaded before the editor asked for days posts
    /// moments.
    pub fn split_moments(&mut self) {
        for (moment, day, time) in [
            (
                &mut self.starts_at,
                &mut self.starts_on,
                &mut self.starts_time,
            ),
            (&mut self.ends_at, &mut self.ends_on, &mut self.ends_time),
        ] {
            let moment = std::mem::take(moment);
            if moment.trim().is_empty() {
                continue;
            }
            let (date, clock) = moment.trim().split_once('T').unwrap_or((moment.trim(), ""));
            (*day, *time) = (date.to_owned(), clock.to_owned());
        }
    }

    fn of(phase: &Phase, zone: &TimeZone) -> Self {
        let (begins, ends) = (zone.beginning(phase.starts_at), zone.ending(phase.ends_at));
        Self {
            id: phase.id.to_string(),
            name: phase.name.to_string(),
            description: phase.description.to_string(),
            method: phase.method.to_string(),
            starts_on: begins.day,
            starts_time: begins.time,
            starts_which: begins.which,
            ends_on: ends.day,
            ends_time: ends.time,
            ends_which: ends.which,
            starts_at: String::new(),
            ends_at: String::new(),
            allows: phase.allows,
            remove: false,
        }
    }
}

impl RungFields {
    fn of(rung: &Rung) -> Self {
        Self {
            id: rung.id.to_string(),
            count: rung.count.to_string(),
            owes: rung.owes.to_string(),
            owner: rung.owner.to_string(),
            within_days: rung.within_days.to_string(),
            remove: false,
        }
    }
}
