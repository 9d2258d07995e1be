//! A refused editor's form, read back from the flat fields in which it was kept.

use crate::ui::field::FormState;
use cabildo_domain::phase::Activity;
use cabildo_service::consultation::{ConsultationForm, FateFields, PhaseFields, RungFields};

/// The typed values of the fields that were kept, and the stored values of the others.
pub fn typed(kept: &FormState, stored: &ConsultationForm) -> ConsultationForm {
    if kept.refusal().is_none() {
        return stored.clone();
    }
    let text = |name: &str, stored: &str| kept.value(name, stored);
    ConsultationForm {
        revision: text("revision", &stored.revision),
        title: text("title", &stored.title),
        slug: text("slug", &stored.slug),
        summary: text("summary", &stored.summary),
        description: text("description", &stored.description),
        promise: text("promise", &stored.promise),
        outcome: text("outcome", &stored.outcome),
        language: text("language", &stored.language),
        themes: text("themes", &stored.themes),
        areas: text("areas", &stored.areas),
        phases: (0..kept.rows("phases"))
            .map(|index| phase(kept, index))
            .collect(),
        ladder: (0..kept.rows("ladder"))
            .map(|index| rung(kept, index))
            .collect(),
        fates: (0..kept.rows("fates"))
            .map(|index| fate(kept, index))
            .collect(),
    }
}

fn phase(kept: &FormState, index: usize) -> PhaseFields {
    let field = |name: &str| kept.value(&format!("phases[{index}][{name}]"), "");
    let ticked = |name: &str| kept.ticked(&format!("phases[{index}][{name}]"), false);
    PhaseFields {
        id: field("id"),
        name: field("name"),
        description: field("description"),
        method: field("method"),
        starts_on: field("starts_on"),
        starts_time: field("starts_time"),
        starts_which: field("starts_which"),
        ends_on: field("ends_on"),
        ends_time: field("ends_time"),
        ends_which: field("ends_which"),
        starts_at: String::new(),
        ends_at: String::new(),
        allows: Activity::chosen()
            .filter(|activity| ticked(&format!("allows_{activity}")))
            .collect(),
        remove: ticked("remove"),
    }
}

fn fate(kept: &FormState, index: usize) -> FateFields {
    let field = |name: &str| kept.value(&format!("fates[{index}][{name}]"), "");
    FateFields {
        id: field("id"),
        to: field("to"),
    }
}

fn rung(kept: &FormState, index: usize) -> RungFields {
    let field = |name: &str| kept.value(&format!("ladder[{index}][{name}]"), "");
    RungFields {
        id: field("id"),
        count: field("count"),
        owes: field("owes"),
        owner: field("owner"),
        within_days: field("within_days"),
        remove: kept.ticked(&format!("ladder[{index}][remove]"), false),
    }
}
