//! Texts of people within a sentence of ours: a step's name, what a threshold owes. Each is marked with its own language,
//! so that it is read aloud as what it is.

use cabildo_domain::Language;
use leptos::prelude::*;

/// Marks the places of such texts while the sentence is formatted: characters that no text of ours holds.
pub const PLACES: [&str; 2] = ["\u{f0000}", "\u{f0001}"];

/// The sentence with `texts` in the places that [`PLACES`] holds for them, each in `language`.
pub fn within(sentence: &str, texts: &[&str], language: &Language) -> AnyView {
    let mut parts = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find(|mark: char| PLACES.iter().any(|place| place.starts_with(mark)))
    {
        let (before, from) = rest.split_at(at);
        let which = PLACES
            .iter()
            .position(|place| from.starts_with(place))
            .unwrap_or_default();
        let text = texts.get(which).copied().unwrap_or_default().to_owned();
        parts.push(
            view! { {before.to_owned()} <span lang=language.to_string() dir="auto">{text}</span> }
                .into_any(),
        );
        rest = from.get(PLACES[which].len()..).unwrap_or_default();
    }
    view! { {parts} {rest.to_owned()} }.into_any()
}
