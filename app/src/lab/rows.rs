//! The editor's repeated groups: a fieldset for each phase and each rung, and empty ones for more.

use crate::{
    request::Cx,
    t,
    ui::{
        field::{Choice, FormState, Text, select},
        input::{day, number, tick, time_of_day},
    },
};
use cabildo_domain::{
    Invalid, Refusal, limits,
    phase::{Activity, Method},
};
use cabildo_service::{
    config::{DayTime, Twice},
    consultation::{ConsultationForm, PhaseFields, RungFields},
};
use leptos::prelude::*;

/// The existing phases, then `spare` empty ones.
pub fn phases(cx: &Cx, form: &FormState, rows: &[PhaseFields], spare: usize) -> AnyView {
    let spare = spare.min(limits::PHASES.saturating_sub(rows.len()));
    let empty = PhaseFields {
        method: Method::Propose.to_string(),
        ..PhaseFields::default()
    };
    let all = rows.iter().chain(std::iter::repeat_n(&empty, spare));
    let groups: Vec<_> = all
        .enumerate()
        .map(|(index, row)| phase(cx, form, index, row))
        .collect();
    let error = group_error(cx, form, "phases");
    view! { <div id="phases" tabindex="-1" class="stack">{error}{groups}</div> }.into_any()
}

fn phase(cx: &Cx, form: &FormState, index: usize, row: &PhaseFields) -> AnyView {
    let name = |field: &str| format!("phases[{index}][{field}]");
    let legend = legend(cx, "lab-step", index, &row.name, row.is_blank());
    let methods = Method::offered(row.method.parse().ok())
        .map(|method| Choice {
            value: method.to_string(),
            label: cx.word("method", method.as_str()),
        })
        .collect();
    let title = Text::line(name("name"), t!(cx, "lab-step-name"), limits::PHASE_NAME)
        .value(row.name.clone())
        .in_row();
    let about = Text::line(
        name("description"),
        t!(cx, "lab-step-description"),
        limits::PHASE_DESCRIPTION,
    )
    .value(row.description.clone())
    .in_row();
    let allows: Vec<_> = Activity::chosen()
        .map(|activity| {
            let (field, label) = (
                format!("allows_{activity}"),
                cx.word("lab-allow", activity.as_str()),
            );
            tick(form, name(&field), label, row.allows.contains(activity))
        })
        .collect();
    let remove = (!row.is_blank())
        .then(|| tick(form, name("remove"), t!(cx, "lab-step-remove"), row.remove));
    view! {
        <fieldset class="group">
            <legend dir="auto">{legend}</legend>
            <input type="hidden" name=name("id") value=row.id.clone() />
            {title.view(cx, form)}
            {about.view(cx, form)}
            <div class="fields">
                {day(cx, form, name("starts_on"), t!(cx, "lab-step-starts-on"), row.starts_on.clone())}
                {day(cx, form, name("ends_on"), t!(cx, "lab-step-ends-on"), row.ends_on.clone())}
            </div>
            {times(cx, form, index, row)}
            {select(cx, form, &name("method"), t!(cx, "lab-step-method"), methods, &row.method, None)}
            <fieldset class="field">
                <legend>{t!(cx, "lab-step-allows")}</legend>
                {allows}
            </fieldset>
            {remove}
        </fieldset>
    }
    .into_any()
}

/// Times of day, for a step that is not of whole days: folded unless there are some.
fn times(cx: &Cx, form: &FormState, index: usize, row: &PhaseFields) -> AnyView {
    let ends = [("starts", row.beginning()), ("ends", row.ending())];
    let is_wrong = ends.iter().any(|(end, _)| {
        let name = format!("phases[{index}][{end}_time]");
        form.error(cx, &name).is_some()
    });
    let is_open = is_wrong || ends.iter().any(|(_, typed)| !typed.time.is_empty());
    let fields: Vec<_> = ends
        .iter()
        .map(|(end, typed)| time_fields(cx, form, index, end, typed))
        .collect();
    view! {
        <details open=is_open>
            <summary>{t!(cx, "lab-step-times")}</summary>
            <div class="fields">{fields}</div>
        </details>
    }
    .into_any()
}

/// A time of day, and the choice between two moments when the time comes twice.
fn time_fields(cx: &Cx, form: &FormState, index: usize, end: &str, typed: &DayTime) -> AnyView {
    let name = |field: &str| format!("phases[{index}][{end}_{field}]");
    let time = time_of_day(
        cx,
        form,
        name("time"),
        t!(cx, &format!("lab-step-{end}-time")),
        typed.time.clone(),
    );
    let comes_twice = match form.refusal() {
        Some(Refusal::Invalid { fields }) => fields
            .all_of(&name("time"))
            .any(|invalid| matches!(invalid, Invalid::TwiceThatDay { .. })),
        _ => false,
    };
    let which = (comes_twice || !typed.which.is_empty()).then(|| {
        let choices = Twice::ALL
            .iter()
            .map(|which| Choice {
                value: which.to_string(),
                label: cx.word("lab-step-which", which.as_str()),
            })
            .collect();
        select(
            cx,
            form,
            &name("which"),
            t!(cx, &format!("lab-step-{end}-which")),
            choices,
            &typed.which,
            Some(t!(cx, "lab-step-which-none")),
        )
    });
    view! { <div class="stack" data-gap="small">{time} {which}</div> }.into_any()
}

/// The existing rungs, then `spare` empty ones.
pub fn ladder(cx: &Cx, form: &FormState, rows: &[RungFields], spare: usize) -> AnyView {
    let spare = spare.min(limits::RUNGS.saturating_sub(rows.len()));
    let empty = RungFields::default();
    let all = rows.iter().chain(std::iter::repeat_n(&empty, spare));
    let groups: Vec<_> = all
        .enumerate()
        .map(|(index, row)| rung(cx, form, index, row))
        .collect();
    let error = group_error(cx, form, "ladder");
    view! { <div id="ladder" tabindex="-1" class="stack">{error}{groups}</div> }.into_any()
}

fn rung(cx: &Cx, form: &FormState, index: usize, row: &RungFields) -> AnyView {
    let name = |field: &str| format!("ladder[{index}][{field}]");
    let legend = legend(cx, "lab-rung", index, &row.owes, row.is_blank());
    let (counts, days) = ((1, limits::RUNG_COUNT), (1, limits::RUNG_DAYS));
    let owes = Text::line(name("owes"), t!(cx, "lab-rung-owes"), limits::OWED)
        .value(row.owes.clone())
        .in_row();
    let owner = Text::line(name("owner"), t!(cx, "lab-rung-owner"), limits::OWED)
        .value(row.owner.clone())
        .in_row();
    let remove = (!row.is_blank())
        .then(|| tick(form, name("remove"), t!(cx, "lab-rung-remove"), row.remove));
    view! {
        <fieldset class="group">
            <legend dir="auto">{legend}</legend>
            <input type="hidden" name=name("id") value=row.id.clone() />
            <div class="fields">
                {number(cx, form, name("count"), t!(cx, "lab-rung-count"), row.count.clone(), counts)}
                {number(cx, form, name("within_days"), t!(cx, "lab-rung-days"), row.within_days.clone(), days)}
            </div>
            {owes.view(cx, form)}
            {owner.view(cx, form)}
            {remove}
        </fieldset>
    }
    .into_any()
}

/// The name of each field of a row in the summary of errors: `Step 2: Support, Begins`.
pub fn labels(cx: &Cx, typed: &ConsultationForm) -> Vec<(String, String)> {
    const STEP: &[(&str, &str)] = &[
        ("name", "name"),
        ("description", "description"),
        ("starts_on", "starts-on"),
        ("starts_time", "starts-time"),
        ("ends_on", "ends-on"),
        ("ends_time", "ends-time"),
    ];
    const RUNG: &[(&str, &str)] = &[
        ("count", "count"),
        ("within_days", "days"),
        ("owes", "owes"),
        ("owner", "owner"),
    ];
    let steps = typed
        .phases
        .iter()
        .map(|row| {
            (
                "phases",
                "lab-step",
                row.name.as_str(),
                row.is_blank(),
                STEP,
            )
        })
        .enumerate();
    let rungs = typed
        .ladder
        .iter()
        .map(|row| {
            (
                "ladder",
                "lab-rung",
                row.owes.as_str(),
                row.is_blank(),
                RUNG,
            )
        })
        .enumerate();
    let mut labels = Vec::new();
    for (index, (group, key, title, is_spare, fields)) in steps.chain(rungs) {
        let row = legend(cx, key, index, title, is_spare);
        for (name, word) in fields {
            let field = t!(cx, &format!("{key}-{word}"));
            labels.push((
                format!("{group}[{index}][{name}]"),
                t!(cx, "lab-row-field", row = row.as_str(), field = field),
            ));
        }
    }
    labels
}

/// `Step 2: Support`; `Step 2` while it has no name; for an empty row, `One more step`.
fn legend(cx: &Cx, key: &str, index: usize, title: &str, is_spare: bool) -> String {
    if is_spare {
        return t!(cx, &format!("{key}-more"));
    }
    if title.trim().is_empty() {
        return t!(cx, &format!("{key}-unnamed"), number = (index + 1) as i64);
    }
    t!(
        cx,
        &format!("{key}-number"),
        number = (index + 1) as i64,
        title = title.to_owned()
    )
}

/// The sentence about the group as a whole (two phases overlap, a count stands twice).
fn group_error(cx: &Cx, form: &FormState, group: &str) -> Option<AnyView> {
    form.error(cx, group)
        .map(|error| view! { <p class="error" id=format!("{group}-error")>{error}</p> }.into_any())
}
