//! Small islands that any form can use.

use leptos::prelude::*;

/// Counts down the characters that remain in the fields of a page (`ui::field` writes the sentences); without JavaScript
/// each sentence stands still.
#[island]
pub fn Remaining() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::start();
}

/// Keeps the input of forms with a `data-draft` in this tab, and restores it into empty fields (`ui::draft`).
#[island]
pub fn KeepDrafts() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    drafts::start();
}

/// Serves the buttons that show the input of password fields (`ui::password`).
#[island]
pub fn ShowPassword() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    passwords::start();
}

#[cfg(feature = "hydrate")]
mod passwords {
    use crate::ui::live;
    use leptos::prelude::{document, window};
    use std::sync::atomic::{AtomicBool, Ordering};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlInputElement};

    const BUTTONS: &str = "[data-shows-password]";

    /// A page has one of these islands per field; the first serves all.
    static STARTED: AtomicBool = AtomicBool::new(false);

    pub fn start() {
        if STARTED.swap(true, Ordering::Relaxed) {
            return;
        }
        each(|button| {
            let _ = button.remove_attribute("hidden");
        });
        live::listen(&window(), &["click"], |event| {
            let _ = pressed(&event);
        });
        // Hide the passwords again before sending: else browsers would offer them later, as they do with texts.
        live::listen(&window(), &["submit"], |_| {
            each(|button| {
                let _ = turn(button, false);
            });
        });
    }

    fn each(act: impl Fn(&Element)) {
        let Ok(buttons) = document().query_selector_all(BUTTONS) else {
            return;
        };
        for index in 0..buttons.length() {
            if let Some(button) = buttons.get(index).and_then(|node| node.dyn_into().ok()) {
                act(&button);
            }
        }
    }

    fn pressed(event: &Event) -> Option<()> {
        let button = live::target(event)?.closest(BUTTONS).ok()??;
        let is_hidden = field(&button)?.type_() == "password";
        turn(&button, is_hidden)?;
        let status = button.next_element_sibling()?;
        let words = if is_hidden {
            "data-shown"
        } else {
            "data-hidden"
        };
        status.set_text_content(status.get_attribute(words).as_deref());
        Some(())
    }

    fn field(button: &Element) -> Option<HtmlInputElement> {
        document()
            .get_element_by_id(&button.get_attribute("aria-controls")?)?
            .dyn_into()
            .ok()
    }

    fn turn(button: &Element, is_shown: bool) -> Option<()> {
        field(button)?.set_type(if is_shown { "text" } else { "password" });
        let words = if is_shown { "data-hide" } else { "data-show" };
        button.set_text_content(button.get_attribute(words).as_deref());
        Some(())
    }
}

#[cfg(feature = "hydrate")]
mod drafts {
    use crate::ui::live;
    use leptos::{
        prelude::{document, window},
        task::spawn_local,
    };
    use std::sync::atomic::{AtomicBool, Ordering};
    use wasm_bindgen::JsCast;
    use web_sys::{
        Element, Event, EventInit, HtmlInputElement, HtmlTextAreaElement, NodeList, Storage,
    };

    /// The fields that are kept.
    const FIELDS: &str = "textarea[name], input[type=text][name]";

    /// A page may have one of these islands per form; the first serves all.
    static STARTED: AtomicBool = AtomicBool::new(false);

    pub fn start() {
        if STARTED.swap(true, Ordering::Relaxed) {
            return;
        }
        if let Ok(forms) = document().query_selector_all("form[data-draft]") {
            each(&forms, |form| _ = bring_back(form));
        }
        live::listen(&window(), &["input"], |event| _ = keep(&event));
        live::listen(&window(), &["submit"], |event| _ = forget(&event));
    }

    fn storage() -> Option<Storage> {
        window().session_storage().ok()?
    }

    fn each(list: &NodeList, mut act: impl FnMut(&Element)) {
        for index in 0..list.length() {
            if let Some(element) = list.get(index).and_then(|node| node.dyn_into().ok()) {
                act(&element);
            }
        }
    }

    fn key(form: &Element, field: &Element) -> Option<String> {
        Some(
            [
                &form.get_attribute("data-draft")?,
                "/",
                &field.get_attribute("name")?,
            ]
            .concat(),
        )
    }

    fn value(field: &Element) -> Option<String> {
        match field.dyn_ref::<HtmlInputElement>() {
            Some(input) => Some(input.value()),
            None => Some(field.dyn_ref::<HtmlTextAreaElement>()?.value()),
        }
    }

    fn bring_back(form: &Element) -> Option<()> {
        let (storage, mut is_back) = (storage()?, false);
        each(&form.query_selector_all(FIELDS).ok()?, |field| {
            is_back |= fill(&storage, form, field).is_some();
        });
        if is_back {
            let _ = form
                .query_selector("[data-drafted]")
                .ok()??
                .remove_attribute("hidden");
            let _ = form.closest("details").ok()??.set_attribute("open", "");
        }
        Some(())
    }

    fn fill(storage: &Storage, form: &Element, field: &Element) -> Option<()> {
        let kept = storage.get_item(&key(form, field)?).ok()??;
        if !value(field)?.is_empty() {
            return None;
        }
        match field.dyn_ref::<HtmlInputElement>() {
            Some(input) => input.set_value(&kept),
            None => field.dyn_ref::<HtmlTextAreaElement>()?.set_value(&kept),
        }
        // The remaining characters are counted, as if the text had been typed, once all islands of this page listen.
        let how = EventInit::new();
        how.set_bubbles(true);
        let (field, typed) = (
            field.clone(),
            Event::new_with_event_init_dict("input", &how).ok()?,
        );
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(0).await;
            let _ = field.dispatch_event(&typed);
        });
        Some(())
    }

    fn keep(event: &Event) -> Option<()> {
        let field = live::target(event)?;
        if !field.matches(FIELDS).ok()? {
            return None;
        }
        let key = key(&field.closest("form[data-draft]").ok()??, &field)?;
        let text = value(&field)?;
        // A full storage keeps no more; the page goes on working.
        if text.is_empty() {
            storage()?.remove_item(&key).ok()
        } else {
            storage()?.set_item(&key, &text).ok()
        }
    }

    fn forget(event: &Event) -> Option<()> {
        let form = live::target(event)?;
        let storage = storage()?;
        each(&form.query_selector_all(FIELDS).ok()?, |field| {
            if let Some(key) = key(&form, field) {
                let _ = storage.remove_item(&key);
            }
        });
        Some(())
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use crate::ui::live;
    use leptos::prelude::{document, window};
    use std::sync::atomic::{AtomicBool, Ordering};
    use wasm_bindgen::JsCast;
    use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

    /// A page has one of these islands per field; the first listens for all.
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
        let sentence = document()
            .query_selector(&["[data-counts='", &field.id(), "']"].concat())
            .ok()??;
        let max: i64 = sentence.get_attribute("data-max")?.parse().ok()?;
        let left = max - text.chars().count() as i64;
        let words = sentence.get_attribute(if left < 0 { "data-past" } else { "data-left" })?;
        let (before, after) = words.split_once("{n}")?;
        sentence.set_text_content(Some(
            &[before, &left.unsigned_abs().to_string(), after].concat(),
        ));
        let _ = sentence.toggle_attribute_with_force("data-over", left < 0);
        Some(())
    }
}
