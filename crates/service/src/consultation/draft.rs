//! Reads the lab's editor into domain types, reports all errors at once, and keeps the ids of everything that is still
//! there.

use super::{
    context::{Context, merge, require_few},
    form::{ConsultationForm, RungFields},
    steps::read_phases,
};
use cabildo_domain::{
    FieldErrors, Invalid, Language,
    area::{OutlineItem, parse_list, parse_outline},
    consultation::Slug,
    ladder::{self, Rung},
    limits,
    phase::Phase,
    text::{ConsultationTitle, Description, Label, Owed, Summary},
};

/// The content of the editor, checked.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The question.
    pub title: ConsultationTitle,
    /// Its address on the web.
    pub slug: Slug,
    /// The question in one sentence.
    pub summary: Summary,
    pub description: Description,
    /// The city's promise about the results.
    pub promise: Description,
    pub outcome: Description,
    /// The language of its texts.
    pub language: Language,
    /// The phases, none overlapping, at least one.
    pub phases: Vec<Phase>,
    pub ladder: Vec<Rung>,
    /// The themes' names.
    pub themes: Vec<Label>,
    /// The areas' outline.
    pub areas: Vec<OutlineItem>,
}

impl Draft {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field at fault, named as the form's inputs are.
    pub fn read(form: &ConsultationForm, context: &Context<'_>) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let title = errors.check("title", ConsultationTitle::parse(&form.title));
        let slug = errors.check("slug", Slug::parse(&form.slug));
        let summary = errors.check("summary", Summary::parse(&form.summary));
        let description = errors.check("description", Description::parse(&form.description));
        let promise = errors.check("promise", Description::parse(&form.promise));
        let outcome = errors.check("outcome", Description::parse(&form.outcome));
        let language = errors.check("language", Language::parse(&form.language));
        let themes = merge(
            &mut errors,
            parse_list("themes", &form.themes, limits::THEMES),
        );
        let areas = merge(
            &mut errors,
            parse_outline("areas", &form.areas, limits::AREAS, limits::AREA_DEPTH),
        );
        let phases = read_phases(&form.phases, context, &mut errors);
        let ladder = read_ladder(&form.ladder, context, &mut errors);
        match (
            title,
            slug,
            summary,
            description,
            promise,
            outcome,
            language,
            themes,
            areas,
            phases,
            ladder,
        ) {
            (
                Some(title),
                Some(slug),
                Some(summary),
                Some(description),
                Some(promise),
                Some(outcome),
                Some(language),
                Some(themes),
                Some(areas),
                Some(phases),
                Some(ladder),
            ) if errors.is_empty() => Ok(Self {
                title,
                slug,
                summary,
                description,
                promise,
                outcome,
                language,
                phases,
                ladder,
                themes,
                areas,
            }),
            _ => Err(errors),
        }
    }
}

impl Draft {
    /// Reads a form whose consultation becomes public with it; its promise about the results must not be empty.
    ///
    /// # Errors
    /// The errors of [`Draft::read`] and that of a missing promise, all at once.
    pub fn read_to_publish(
        form: &ConsultationForm,
        context: &Context<'_>,
    ) -> Result<Self, FieldErrors> {
        let read = Self::read(form, context);
        if Description::parse(&form.promise).is_ok_and(|promise| !promise.as_str().is_empty()) {
            return read;
        }
        let mut errors = read.err().unwrap_or_default();
        if errors.of("promise").is_none() {
            errors.add("promise", Invalid::Required);
        }
        Err(errors)
    }
}

fn read_ladder(
    rows: &[RungFields],
    context: &Context<'_>,
    errors: &mut FieldErrors,
) -> Option<Vec<Rung>> {
    let used = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| !row.remove && !row.is_blank());
    require_few(errors, "ladder", used.clone().count(), 0, limits::RUNGS)?;
    let read: Vec<Option<Rung>> = used
        .map(|(index, row)| read_rung(index, row, context, errors))
        .collect();
    let mut ladder = read.into_iter().collect::<Option<Vec<Rung>>>()?;
    ladder.sort_by_key(|rung| rung.count);
    merge(errors, ladder::check(&ladder))?;
    Some(ladder)
}

fn read_rung(
    index: usize,
    row: &RungFields,
    context: &Context<'_>,
    errors: &mut FieldErrors,
) -> Option<Rung> {
    let field = |name: &str| format!("ladder[{index}][{name}]");
    let stored = context
        .stored
        .iter()
        .flat_map(|stored| &stored.ladder)
        .find(|rung| rung.id.to_string() == row.id);
    let count = errors.check(&field("count"), read_number(&row.count, limits::RUNG_COUNT));
    let owes = errors.check(&field("owes"), Owed::parse(&row.owes));
    let owner = errors.check(&field("owner"), Owed::parse(&row.owner));
    let within_days = errors.check(
        &field("within_days"),
        read_number(&row.within_days, limits::RUNG_DAYS),
    );
    Some(Rung {
        id: stored.map_or_else(|| (context.new_id)().into(), |rung| rung.id),
        count: count?,
        owes: owes?,
        owner: owner?,
        within_days: within_days?,
    })
}

fn read_number(text: &str, most: i64) -> Result<i64, Invalid> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    let number: i64 = text.parse().map_err(|_| Invalid::Malformed)?;
    if (1..=most).contains(&number) {
        Ok(number)
    } else {
        Err(Invalid::OutOfRange { min: 1, max: most })
    }
}
