//! Suggestions while typing. Without JavaScript the field is plain and the form finds the same.

use leptos::prelude::*;

/// Turns the page's search field into a combobox with a list of suggestions: arrows move, Enter opens the chosen one or
/// searches, Escape closes the list.
#[island]
pub fn SuggestWhileTyping() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    super::combobox::start();
}

/// Keeps the list of similar proposals up to date while the title is typed; the server sent a first list with the page.
#[island]
pub fn SimilarWhileTyping() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::start();
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::action::similar_proposals;
    use crate::ui::live::{self, Latest};
    use leptos::{
        prelude::{document, window},
        task::spawn_local,
    };
    use wasm_bindgen::JsCast;
    use web_sys::{Event, HtmlInputElement};

    /// Milliseconds of rest after a keystroke before the server is asked.
    const REST: u32 = 300;

    pub fn start() {
        let latest = Latest::default();
        live::listen(&window(), &["input"], move |event| {
            let _ = typed(&event, &latest);
        });
    }

    fn typed(event: &Event, latest: &Latest) -> Option<()> {
        let piece = document().query_selector("[data-similar-to]").ok()??;
        let title: HtmlInputElement = live::target(event)?.dyn_into().ok()?;
        if piece.get_attribute("data-similar-to")? != title.id() {
            return None;
        }
        let (slug, latest) = (piece.get_attribute("data-slug")?, latest.clone());
        spawn_local(async move {
            let Some(is_latest) = latest.rested(REST).await else {
                return;
            };
            if let (Ok(similar), true) = (similar_proposals(slug, title.value()).await, is_latest())
            {
                live::update(&piece, &similar);
            }
        });
        Some(())
    }
}
