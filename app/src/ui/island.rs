//! Small islands that any form can use.

use leptos::prelude::*;

/// Counts down the characters that remain in the fields of a page (`ui::field` writes the sentences); without JavaScript
/// each sentence stands still.
#[island]
pub fn Remaining() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::start();
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::ui::live;
    use leptos::prelude::{document, window};
    use std::sync::atomic::{AtomicBool, Ordering};
    use wasm_bindgen::JsCast;
    use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

    /// A page has one of these islands a field; the first listens for all.
    static STARTED: AtomicBool = AtomicBool::new(false);

    pub fn start() {
        if !STARTED.swap(true, Ordering::Relaxed) {
            live::listen(&window(), &["input"], |event| {
                let _ = count(&event);
            });
        }
    }

    fn count(event: &Event) -> Option<()> {
        let field = live::target(event)?;
        let text = match field.dyn_ref::<HtmlInputElement>() {
            Some(input) => input.value(),
            None => field.dyn_ref::<HtmlTextAreaElement>()?.value(),
        };
        let sentence = document().query_selector(&["[data-counts='", &field.id(), "']"].concat()).ok()??;
        let max: i64 = sentence.get_attribute("data-max")?.parse().ok()?;
        let left = max - text.chars().count() as i64;
        let words = sentence.get_attribute(if left < 0 { "data-past" } else { "data-left" })?;
        let (before, after) = words.split_once("{n}")?;
        sentence.set_text_content(Some(&[before, &left.unsigned_abs().to_string(), after].concat()));
        let _ = sentence.toggle_attribute_with_force("data-over", left < 0);
        Some(())
    }
}
