//! The questions about areas and themes that have proposals and are missing in the editor's lists, asked before it
//! saves.

use crate::{
    request::Cx,
    t,
    ui::field::{Choice, FormState, select},
};
use cabildo_service::consultation::{Fate, Question, Questions};
use leptos::prelude::*;

/// The questions, and the answers given before.
pub fn view(cx: &Cx, questions: &Questions) -> AnyView {
    let said: Vec<_> = questions
        .said
        .iter()
        .enumerate()
        .map(|(index, fate)| {
            view! {
                <input type="hidden" name=name(index, "id") value=fate.id.clone() />
                <input type="hidden" name=name(index, "to") value=fate.to.clone() />
            }
        })
        .collect();
    if questions.open.is_empty() {
        return view! { {said} }.into_any();
    }
    let first = questions.said.len();
    let asked: Vec<_> = questions
        .open
        .iter()
        .enumerate()
        .map(|(index, question)| ask(cx, first + index, question))
        .collect();
    view! {
        {said}
        <fieldset class="group" id="fates" tabindex="-1">
            <legend>{t!(cx, "lab-fates")}</legend>
            <p class="hint">{t!(cx, "lab-fates-hint")}</p>
            {asked}
        </fieldset>
    }
    .into_any()
}

fn name(index: usize, field: &str) -> String {
    format!("fates[{index}][{field}]")
}

fn ask(cx: &Cx, index: usize, question: &Question) -> AnyView {
    let label = t!(
        cx,
        "lab-fate",
        name = question.name.as_str(),
        count = question.ideas
    );
    let choices = question
        .choices
        .iter()
        .map(|choice| {
            let line = choice.line.as_str();
            Choice {
                value: choice.value.clone(),
                label: match (&choice.fate, question.field) {
                    (Fate::Renamed(_), _) => t!(cx, "lab-fate-renamed", line = line),
                    (Fate::Moved(_), _) => t!(cx, "lab-fate-moved", line = line),
                    (Fate::None, "themes") => t!(cx, "lab-fate-no-theme"),
                    (Fate::None, _) => t!(cx, "lab-fate-no-area"),
                },
            }
        })
        .collect();
    let label = view! { <span dir="auto">{label}</span> };
    let none = Some(t!(cx, "lab-fate-choose"));
    // Show the likeliest answer, not the value that another question had at this place of the form.
    let fresh = FormState::default();
    let chosen = question.likely.clone().unwrap_or_default();
    view! {
        <input type="hidden" name=name(index, "id") value=question.id.to_string() />
        {select(cx, &fresh, &name(index, "to"), label, choices, &chosen, none)}
    }
    .into_any()
}
