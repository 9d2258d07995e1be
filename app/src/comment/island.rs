//! Reactions without leaving the page.

use leptos::prelude::*;

/// Takes over the reaction forms of a page: a press is sent in the background, and the buttons follow the answer.
/// When that fails, the form is sent as it would be without JavaScript. One for a whole discussion, so that a
/// hundred comments cost no more than one.
#[island]
pub fn InstantReactions(
    /// What is said when the answer does not come.
    failed: String,
) -> impl IntoView {
    let (message, set_message) = signal(String::new());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| {
        use leptos::{ev, leptos_dom::helpers::window_event_listener};
        let failed = failed.clone();
        let handle = window_event_listener(ev::submit, move |event| {
            if let Some((form, id, reaction)) = browser::pressed(&event) {
                event.prevent_default();
                let failed = failed.clone();
                leptos::task::spawn_local(async move {
                    match super::action::react_to_comment(id, reaction).await {
                        Ok(now) => {
                            browser::show(&form, now);
                            set_message.set(String::new());
                        }
                        Err(_) => set_message.set(failed),
                    }
                });
            }
        });
        on_cleanup(move || handle.remove());
    });
    #[cfg(not(feature = "hydrate"))]
    let _ = (failed, set_message);
    view! { <p role="status" class="reaction-status">{move || message.get()}</p> }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::comment::action::{ReactToComment, Reactions};
    use cabildo_domain::comment::Reaction;
    use server_fn::ServerFn;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, SubmitEvent};

    /// The form, the comment and the reaction of a press on one of our buttons.
    pub fn pressed(event: &Event) -> Option<(Element, String, String)> {
        let submit = event.dyn_ref::<SubmitEvent>()?;
        let form: Element = event.target()?.dyn_into().ok()?;
        if form.get_attribute("action")? != ReactToComment::PATH {
            return None;
        }
        let button: Element = submit.submitter()?.into();
        let id = form.query_selector("input[name=id]").ok()??.get_attribute("value")?;
        Some((form, id, button.get_attribute("value")?))
    }

    /// Sets both buttons to what is true now.
    pub fn show(form: &Element, now: Reactions) {
        for (side, count) in [(Reaction::Up, now.ups), (Reaction::Down, now.downs)] {
            let Ok(Some(button)) = form.query_selector(&format!("button[data-side={}]", side.as_str())) else {
                continue;
            };
            let pressed = now.mine == side;
            let next = if pressed { Reaction::None } else { side };
            let _ = button.set_attribute("aria-pressed", if pressed { "true" } else { "false" });
            let _ = button.set_attribute("value", next.as_str());
            if let Ok(Some(figure)) = button.query_selector(".figure") {
                figure.set_text_content(Some(&count.to_string()));
            }
        }
    }
}
