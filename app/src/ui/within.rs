//! People's texts within a sentence of ours: a step's name, the response that a threshold owes. Each is marked with its
//! own language, so that screen readers pronounce it right.

use cabildo_domain::Language;
use leptos::prelude::*;

/// Placeholders for such texts while the sentence is formatted: characters that no text of ours contains.
pub const PLACES: [&str; 2] = ["\u{f0000}", "\u{f0001}"];

/// The sentence with `texts` in place of the [`PLACES`], each in `language`.
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
