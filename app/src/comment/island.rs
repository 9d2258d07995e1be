//! Reactions without a page load.

use leptos::prelude::*;

/// Takes over the reaction forms of a page: a press is sent in the background, and the buttons become what the server
/// then draws. When that fails, the page says so. One island serves a whole discussion, so that a hundred comments cost
/// no more than one.
#[island]
pub fn InstantReactions() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::start();
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::action::{ReactToComment, react_to_comment};
    use crate::ui::live;
    use leptos::{
        prelude::{document, window},
        task::spawn_local,
    };
    use server_fn::ServerFn;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, SubmitEvent};

    pub fn start() {
        live::listen(&window(), &["submit"], |event| {
            if let Some((form, id, reaction)) = pressed(&event) {
                event.prevent_default();
                spawn_local(async move {
                    let answer = react_to_comment(id, reaction).await;
                    if let Ok(now) = &answer {
                        live::update(&form, now);
                    }
                    say(answer.is_err());
                });
            }
        });
    }

    /// The form, the comment and the reaction of a press on one of our buttons.
    fn pressed(event: &Event) -> Option<(Element, String, String)> {
        let form = live::target(event)?;
        if form.get_attribute("action")? != ReactToComment::PATH {
            return None;
        }
        let button: Element = event.dyn_ref::<SubmitEvent>()?.submitter()?.into();
        let id = live::field(&form, "id")?;
        Some((form, id, button.get_attribute("value")?))
    }

    /// Shows or hides the sentence that an answer did not come.
    fn say(has_failed: bool) {
        if let Ok(Some(place)) = document().query_selector(".reaction-status") {
            let words = place.get_attribute("data-failed").filter(|_| has_failed);
            place.set_text_content(words.as_deref());
        }
    }
}
