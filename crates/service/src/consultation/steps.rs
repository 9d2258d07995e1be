//! Reads the phases of the lab's editor: their days, and the activities they allow.

use super::{
    context::{Context, merge, require_few},
    form::PhaseFields,
};
use crate::config::{DayTime, TimeZone, Wrong};
use cabildo_domain::{
    FieldErrors, Invalid, Timestamp, limits,
    phase::{self, Method, Phase},
    text::{PhaseDescription, PhaseName},
};
use std::str::FromStr;

pub(super) fn read_phases(
    rows: &[PhaseFields],
    context: &Context<'_>,
    errors: &mut FieldErrors,
) -> Option<Vec<Phase>> {
    let used = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.remove && !row.is_blank());
    require_few(errors, "phases", used.clone().count(), 1, limits::PHASES)?;
    let read: Vec<Option<Phase>> = used
        .map(|(index, row)| read_phase(index, row, context, errors))
        .collect();
    // With an unreadable phase among them, errors about their order would mislead; that one ends too early is true all
    // the same.
    if read.iter().any(Option::is_none) {
        errors
            .0
            .extend(phase::ends_too_early(read.iter().flatten()));
        return None;
    }
    let mut phases: Vec<Phase> = read.into_iter().flatten().collect();
    phases.sort_by_key(|phase| (phase.starts_at, phase.ends_at));
    merge(errors, phase::check_order(&phases))?;
    Some(phases)
}

fn read_phase(
    index: usize,
    row: &PhaseFields,
    context: &Context<'_>,
    errors: &mut FieldErrors,
) -> Option<Phase> {
    let field = |name: &str| format!("phases[{index}][{name}]");
    let stored = context
        .stored
        .iter()
        .flat_map(|stored| &stored.phases)
        .find(|phase| phase.id.to_string() == row.id);
    let name = errors.check(&field("name"), PhaseName::parse(&row.name));
    let description = errors.check(
        &field("description"),
        PhaseDescription::parse(&row.description),
    );
    let method = errors.check(
        &field("method"),
        read_method(&row.method, stored.map(|phase| phase.method)),
    );
    let begins = Typed {
        moment: &row.starts_at,
        day: row.beginning(),
        names: [field("starts_at"), field("starts_on"), field("starts_time")],
    };
    let ends = Typed {
        moment: &row.ends_at,
        day: row.ending(),
        names: [field("ends_at"), field("ends_on"), field("ends_time")],
    };
    let zone = context.zone;
    let starts_at = begins.read(
        stored.map(|phase| (phase.starts_at, zone.beginning(phase.starts_at))),
        zone,
        DayTime::read_beginning,
        errors,
    );
    let ends_at = ends.read(
        stored.map(|phase| (phase.ends_at, zone.ending(phase.ends_at))),
        zone,
        DayTime::read_ending,
        errors,
    );
    Some(Phase {
        id: stored.map_or_else(|| (context.new_id)().into(), |phase| phase.id),
        name: name?,
        description: description?,
        method: method?,
        starts_at: starts_at?,
        ends_at: ends_at?,
        allows: row.allows,
    })
}

/// A phase keeps a method without its noun, but such a method cannot be chosen.
fn read_method(word: &str, stored: Option<Method>) -> Result<Method, Invalid> {
    Method::from_str(word)
        .ok()
        .filter(|method| Method::offered(stored).any(|offered| offered == *method))
        .ok_or(Invalid::UnknownChoice)
}

/// The beginning or the end of a phase, as it was typed.
struct Typed<'a> {
    /// The exact moment; if given, the day is ignored.
    moment: &'a str,
    /// The day with a time.
    day: DayTime,
    /// The names of the fields of the moment, the day and the time.
    names: [String; 3],
}

impl Typed<'_> {
    /// A date that was not touched stays as stored, with its seconds.
    fn read(
        &self,
        stored: Option<(Timestamp, DayTime)>,
        zone: &TimeZone,
        read: fn(&DayTime, &TimeZone) -> Result<Timestamp, Wrong>,
        errors: &mut FieldErrors,
    ) -> Option<Timestamp> {
        let [moment, day, time] = &self.names;
        let text = self.moment.trim();
        if !text.is_empty() {
            return match stored {
                Some((at, _)) if zone.local(at) == text => Some(at),
                _ => errors.check(moment, zone.strictly(text)),
            };
        }
        if let Some((at, shown)) = stored
            && shown == self.day
        {
            return Some(at);
        }
        match read(&self.day, zone) {
            Ok(at) => Some(at),
            Err(Wrong::Day(invalid)) => errors.check(day, Err(invalid)),
            Err(Wrong::Time(invalid)) => errors.check(time, Err(invalid)),
        }
    }
}
