//! The editor's repeated groups: a fieldset for each phase and each rung, and empty ones for more.

use crate::{
    request::Cx,
    t,
    ui::{
        field::{Choice, FormState, Text, select},
        input::{date_time, number, tick},
    },
};
use cabildo_domain::{limits, phase::Method};
use cabildo_service::consultation::{ConsultationForm, PhaseFields, RungFields};
use leptos::prelude::*;

/// The phases that are there, then `spare` empty ones.
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
    let methods = Method::ALL
        .iter()
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
    let remove = (!row.is_blank())
        .then(|| tick(form, name("remove"), t!(cx, "lab-step-remove"), row.remove));
    view! {
        <fieldset class="group">
            <legend dir="auto">{legend}</legend>
            <input type="hidden" name=name("id") value=row.id.clone() />
            {title.view(cx, form)}
            {about.view(cx, form)}
            <div class="fields">
                {date_time(cx, form, name("starts_at"), t!(cx, "lab-step-starts"), row.starts_at.clone())}
                {date_time(cx, form, name("ends_at"), t!(cx, "lab-step-ends"), row.ends_at.clone())}
            </div>
            {select(cx, form, &name("method"), t!(cx, "lab-step-method"), methods, &row.method, None)}
            <fieldset class="field">
                <legend>{t!(cx, "lab-step-allows")}</legend>
                {tick(form, name("allows_propose"), t!(cx, "lab-allow-propose"), row.allows_propose)}
                {tick(form, name("allows_comment"), t!(cx, "lab-allow-comment"), row.allows_comment)}
                {tick(form, name("allows_support"), t!(cx, "lab-allow-support"), row.allows_support)}
            </fieldset>
            {remove}
        </fieldset>
    }
    .into_any()
}

/// The rungs that are there, then `spare` empty ones.
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

/// What each field of a row is called in the summary of errors: `Step 2: Support, Begins`.
pub fn labels(cx: &Cx, typed: &ConsultationForm) -> Vec<(String, String)> {
    const STEP: [(&str, &str); 4] = [
        ("name", "name"),
        ("description", "description"),
        ("starts_at", "starts"),
        ("ends_at", "ends"),
    ];
    const RUNG: [(&str, &str); 4] = [
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

/// `Step 2: Support`; `Step 2` while it has no name; of an empty row, `One more step`.
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
