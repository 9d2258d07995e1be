//! The conflict after two people edited at once: both texts of every field that differs, with the words marked, before
//! anything is overwritten.

use crate::{request::Cx, t, ui::diff::diff};
use cabildo_service::{
    config::DayTime,
    consultation::{ConsultationForm, PhaseFields, RungFields},
};
use leptos::prelude::*;

/// The differences between the stored consultation and this person's input.
pub fn both_texts(cx: &Cx, stored: &ConsultationForm, typed: &ConsultationForm) -> AnyView {
    let pairs = [
        ("lab-field-title", stored.title.clone(), typed.title.clone()),
        (
            "lab-field-summary",
            stored.summary.clone(),
            typed.summary.clone(),
        ),
        (
            "lab-field-promise",
            stored.promise.clone(),
            typed.promise.clone(),
        ),
        (
            "lab-field-description",
            stored.description.clone(),
            typed.description.clone(),
        ),
        (
            "lab-steps",
            phases(cx, &stored.phases),
            phases(cx, &typed.phases),
        ),
        (
            "lab-field-themes",
            stored.themes.clone(),
            typed.themes.clone(),
        ),
        ("lab-field-areas", stored.areas.clone(), typed.areas.clone()),
        ("lab-ladder", ladder(&stored.ladder), ladder(&typed.ladder)),
        (
            "lab-field-outcome",
            stored.outcome.clone(),
            typed.outcome.clone(),
        ),
    ];
    let typed_language = typed.language.clone();
    let differing: Vec<_> = pairs
        .into_iter()
        .map(|(key, stored, typed)| {
            (
                key,
                stored.replace("\r\n", "\n"),
                typed.replace("\r\n", "\n"),
            )
        })
        .filter(|(_, stored, typed)| stored.trim() != typed.trim())
        .map(|(key, stored, typed)| view! { <h3>{t!(cx, key)}</h3> {diff(&stored, &typed, &typed_language)} })
        .collect();
    view! {
        <section class="notice stack" data-kind="warn" aria-labelledby="conflict">
            <h2 id="conflict">{t!(cx, "lab-conflict-title")}</h2>
            <p>{t!(cx, "lab-conflict-text")}</p>
            {differing}
        </section>
    }
    .into_any()
}

fn phases(cx: &Cx, rows: &[PhaseFields]) -> String {
    let line = |row: &PhaseFields| {
        let allows: Vec<String> = row
            .allows
            .iter()
            .map(|activity| cx.word("lab-allow", activity.as_str()))
            .collect();
        let dates = format!("{} – {}", moment(&row.beginning()), moment(&row.ending()));
        format!(
            "{} ({dates}) {} · {}",
            row.name,
            row.description,
            allows.join(", ")
        )
    };
    rows.iter()
        .filter(|row| !row.is_blank() && !row.remove)
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}

/// `2026-03-14 18:00`; for a whole day without the time.
fn moment(typed: &DayTime) -> String {
    format!("{} {}", typed.day, typed.time).trim().to_owned()
}

fn ladder(rows: &[RungFields]) -> String {
    let line = |row: &RungFields| {
        format!(
            "{}: {}, {} ({})",
            row.count, row.owes, row.owner, row.within_days
        )
    };
    rows.iter()
        .filter(|row| !row.is_blank() && !row.remove)
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
}
