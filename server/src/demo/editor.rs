//! Turns a consultation of the demo's content into the filled-in form of the lab's editor.

use super::{calendar::Calendar, content::Consultation};
use cabildo_domain::phase::Activity;
use cabildo_service::consultation::{ConsultationForm, PhaseFields, RungFields};

/// The lab's form, filled in.
pub(super) fn editor(
    content: &Consultation,
    calendar: &Calendar<'_>,
    revision: i64,
) -> ConsultationForm {
    let phases = content.phases.iter().map(|phase| PhaseFields {
        name: phase.name.clone(),
        description: phase.description.clone(),
        method: phase.method.clone(),
        starts_on: calendar.day(phase.from).to_string(),
        ends_on: calendar.day(phase.to - 1).to_string(),
        allows: [
            (phase.propose, Activity::Propose),
            (phase.comment, Activity::Comment),
            (phase.support, Activity::Support),
        ]
        .into_iter()
        .filter_map(|(is, activity)| is.then_some(activity))
        .collect(),
        ..PhaseFields::default()
    });
    let ladder = content.ladder.iter().map(|rung| RungFields {
        count: rung.count.to_string(),
        owes: rung.owes.clone(),
        owner: rung.owner.clone(),
        within_days: rung.days.to_string(),
        ..RungFields::default()
    });
    ConsultationForm {
        revision: revision.to_string(),
        title: content.title.clone(),
        slug: content.slug.clone(),
        summary: content.summary.clone(),
        description: content.description.clone(),
        promise: content.promise.clone(),
        outcome: content.outcome.clone(),
        language: content.language.clone(),
        themes: content.themes.join("\n"),
        areas: content.areas.clone(),
        phases: phases.collect(),
        ladder: ladder.collect(),
        fates: Vec::new(),
    }
}
