//! The languages a consultation or a proposal may be written in, each under its own name.

use crate::ui::field::Choice;
use cabildo_domain::Locale;

/// Languages beside those of the interface.
const OTHERS: [(&str, &str); 10] = [
    ("ca", "Català"),
    ("eu", "Euskara"),
    ("gl", "Galego"),
    ("fr", "Français"),
    ("pt", "Português"),
    ("it", "Italiano"),
    ("de", "Deutsch"),
    ("nah", "Nāhuatl"),
    ("ar", "العربية"),
    ("zh", "中文"),
];

/// A language's own name, or its code where the list lacks it.
pub fn name(code: &str) -> String {
    choices(code)
        .into_iter()
        .find(|choice| choice.value == code)
        .map_or_else(|| code.to_owned(), |choice| choice.label)
}

/// The choices; `present` is among them even when the list lacks it.
pub fn choices(present: &str) -> Vec<Choice> {
    let ours = Locale::OFFERED.map(|locale| (locale.tag(), locale.own_name()));
    let mut choices: Vec<Choice> = ours
        .into_iter()
        .chain(OTHERS)
        .map(|(value, label)| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
        })
        .collect();
    if !present.is_empty() && choices.iter().all(|choice| choice.value != present) {
        choices.push(Choice {
            value: present.to_owned(),
            label: present.to_owned(),
        });
    }
    choices
}
