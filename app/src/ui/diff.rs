//! The differences between two texts.

use cabildo_service::proposal::{DiffKind, word_diff};
use leptos::prelude::*;

/// The differences between two texts of one language, word by word, in the lines as they were typed.
pub fn diff(old: &str, new: &str, lang: &str) -> AnyView {
    diff_across((old, lang), (new, lang))
}

/// The differences between two texts, each with its language. Words that only the old text has are marked with its
/// language where the new text is in another.
pub fn diff_across((old, old_lang): (&str, &str), (new, lang): (&str, &str)) -> AnyView {
    let other_lang = (old_lang != lang).then(|| old_lang.to_owned());
    let mut lines: Vec<Vec<AnyView>> = vec![Vec::new()];
    for piece in word_diff(old, new) {
        for (index, text) in piece.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if text.is_empty() {
                continue;
            }
            let text = text.to_owned();
            let view = match piece.kind {
                DiffKind::Same => text.into_any(),
                DiffKind::Added => view! { <ins>{text}</ins> }.into_any(),
                DiffKind::Removed => view! { <del lang=other_lang.clone()>{text}</del> }.into_any(),
            };
            if let Some(line) = lines.last_mut() {
                line.push(view);
            }
        }
    }
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|line| !line.is_empty())
        .map(|line| view! { <p>{line}</p> })
        .collect();
    view! { <div class="diff prose" lang=lang.to_owned() dir="auto">{lines}</div> }.into_any()
}
