//! Answering without page loads, also by keys, and similar statements while typing. Without JavaScript the same forms
//! are sent.

use leptos::prelude::*;

/// Sends an answer in the background and shows the next statement; the keys 1, 2 and 3 press the buttons while the box
/// that says so is ticked.
#[island]
pub fn InstantAnswers() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    answers::start();
}

/// Keeps the list of similar statements up to date while one is typed.
#[island]
pub fn SimilarStatements() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    similar::start();
}

/// Shows the groups' answers under a statement in the list of all; a second press folds them again.
#[island]
pub fn ChooseStatement() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    chosen::start();
}

/// Describes the group whose outline is pointed at, has the focus or is tapped, and marks its texts everywhere on the
/// page. The first tap describes; the next one, like a click, goes to the group's texts. Escape ends it.
#[island]
pub fn PointAtGroup() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    pointed::start();
}

#[cfg(feature = "hydrate")]
mod pointed {
    use crate::ui::live;
    use leptos::prelude::{document, window};
    use std::cell::Cell;
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, KeyboardEvent};

    thread_local! {
        /// Whether the coming click is a tap on a group that was not described before.
        static TOLD_BY_TAP: Cell<bool> = const { Cell::new(false) };
    }

    pub fn start() {
        let _ = tell("");
        live::listen(
            &window(),
            &["mouseover", "focusin", "touchstart", "click", "keydown"],
            |event| {
                let _ = heard(&event);
            },
        );
    }

    fn place() -> Option<Element> {
        document().query_selector("[data-live=group]").ok()?
    }

    fn heard(event: &Event) -> Option<()> {
        if let Some(pressed) = event.dyn_ref::<KeyboardEvent>() {
            return if pressed.key() == "Escape" {
                tell("")
            } else {
                None
            };
        }
        let group = live::target(event)?
            .closest("figure.map [data-group]")
            .ok()??
            .get_attribute("data-group")?;
        let is_told = document()
            .query_selector(&["[data-lit='", &group, "']"].concat())
            .ok()?
            .is_some();
        match event.type_().as_str() {
            // It may become a scroll, so nothing moves yet.
            "touchstart" => {
                TOLD_BY_TAP.set(!is_told);
                return None;
            }
            "click" if TOLD_BY_TAP.take() => event.prevent_default(),
            _ => {}
        }
        if is_told { None } else { tell(&group) }
    }

    /// Shows the description of a group, or the hint how to ask for it, and marks the group everywhere.
    fn tell(group: &str) -> Option<()> {
        let place = place()?;
        let _ = place.remove_attribute("hidden");
        let mut next = place.first_element_child();
        while let Some(about) = next {
            let _ = about
                .toggle_attribute_with_force("hidden", about.get_attribute("data-about")? != group);
            next = about.next_element_sibling();
        }
        place
            .closest("main")
            .ok()??
            .set_attribute("data-lit", group)
            .ok()
    }
}

#[cfg(feature = "hydrate")]
mod chosen {
    use super::super::action::chosen_statement;
    use crate::ui::live;
    use leptos::{prelude::window, task::spawn_local};
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, MouseEvent};

    pub fn start() {
        live::listen(&window(), &["click"], |event| {
            let _ = chosen(&event);
        });
    }

    fn chosen(event: &Event) -> Option<()> {
        let link = live::target(event)?.closest("[data-choose]").ok()??;
        let press: &MouseEvent = event.dyn_ref()?;
        // With these keys the browser opens the page in another window.
        if press.ctrl_key() || press.meta_key() || press.shift_key() || press.button() != 0 {
            return None;
        }
        let place = link
            .parent_element()?
            .query_selector("[data-live=votes]")
            .ok()??;
        let slug = link
            .closest("[data-slug]")
            .ok()??
            .get_attribute("data-slug")?;
        let number: i64 = link.get_attribute("data-choose")?.parse().ok()?;
        event.prevent_default();
        if place.first_element_child().is_some() {
            place.set_text_content(None);
        } else {
            spawn_local(show(place, link, slug, number));
        }
        Some(())
    }

    async fn show(place: Element, link: Element, slug: String, number: i64) {
        match chosen_statement(slug, number).await {
            Ok(votes) => live::update(&place, &votes),
            Err(_) => live::open(&link.get_attribute("href").unwrap_or_default()),
        }
    }
}

#[cfg(feature = "hydrate")]
mod answers {
    use super::super::action::answer_statement;
    use crate::{error::AppError, ui::live};
    use cabildo_domain::Refusal;
    use leptos::{
        prelude::{document, window},
        task::spawn_local,
    };
    use wasm_bindgen::JsCast;
    use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent, SubmitEvent};

    /// The number of milliseconds for which a new statement cannot be answered: a bouncing key, or a double click,
    /// would answer a statement that nobody has read.
    const UNREAD: u32 = 300;

    pub fn start() {
        let _ = offer_keys();
        live::listen(&window(), &["submit"], |event| {
            let _ = sent(&event);
        });
        live::listen(&window(), &["keydown"], |event| {
            let _ = pressed(&event);
        });
    }

    /// Shows the box that turns the keys off, only when there are keys and something to press.
    fn offer_keys() -> Option<()> {
        let keys = document().query_selector(".ask .keys").ok()??;
        match document()
            .query_selector("[data-live=opinion] [data-key]")
            .ok()?
        {
            Some(_) => keys.remove_attribute("hidden").ok(),
            None => keys.set_attribute("hidden", "").ok(),
        }
    }

    fn pressed(event: &Event) -> Option<()> {
        let pressed: &KeyboardEvent = event.dyn_ref()?;
        let is_typing = live::target(event)?
            .matches("input:not([type=checkbox]), textarea, select")
            .ok()?;
        let is_combined =
            pressed.ctrl_key() || pressed.alt_key() || pressed.meta_key() || pressed.repeat();
        let keys: HtmlInputElement = document()
            .query_selector("[data-keys]")
            .ok()??
            .dyn_into()
            .ok()?;
        if is_typing || is_combined || !keys.checked() {
            return None;
        }
        let named = ["[data-live=opinion] [data-key='", &pressed.key(), "']"].concat();
        let button: HtmlElement = document().query_selector(&named).ok()??.dyn_into().ok()?;
        event.prevent_default();
        button.click();
        Some(())
    }

    fn sent(event: &Event) -> Option<()> {
        let form = live::target(event)?;
        let piece = form.closest("[data-live=opinion]").ok()??;
        let button: Element = event.dyn_ref::<SubmitEvent>()?.submitter()?.into();
        let (slug, answer) = (live::field(&form, "slug")?, button.get_attribute("value")?);
        let number: i64 = live::field(&form, "number")?.parse().ok()?;
        event.prevent_default();
        if !piece.has_attribute("aria-busy") {
            let _ = piece.set_attribute("aria-busy", "true");
            spawn_local(ask(piece, slug, number, answer));
        }
        Some(())
    }

    async fn ask(piece: Element, slug: String, number: i64, answer: String) {
        match answer_statement(slug, number, answer, String::new(), true).await {
            Ok(now) => {
                live::update(&piece, &now);
                let _ = offer_keys();
                let _ = keep_focus(&piece);
                gloo_timers::future::TimeoutFuture::new(UNREAD).await;
            }
            // The page is unchanged, and the statement can still be answered.
            Err(AppError(Refusal::Busy { .. } | Refusal::TooFast { .. })) => {
                live::say_failed(&piece)
            }
            Err(error) => live::leave(&piece, &error),
        }
        let _ = piece.remove_attribute("aria-busy");
    }

    /// After the last statement the pressed button is gone, so move the focus near it.
    fn keep_focus(piece: &Element) -> Option<()> {
        let place: HtmlElement = piece.parent_element()?.dyn_into().ok()?;
        if !place.contains(document().active_element().as_deref()) {
            place.focus().ok()?;
        }
        Some(())
    }
}

#[cfg(feature = "hydrate")]
mod similar {
    use super::super::action::similar_statements;
    use crate::ui::live::{self, Latest};
    use leptos::{
        prelude::{document, window},
        task::spawn_local,
    };
    use wasm_bindgen::JsCast;
    use web_sys::{Event, HtmlTextAreaElement};

    /// Milliseconds of rest after a keystroke before the server is asked.
    const REST: u32 = 300;

    pub fn start() {
        let latest = Latest::default();
        live::listen(&window(), &["input"], move |event| {
            let _ = typed(&event, &latest);
        });
    }

    fn typed(event: &Event, latest: &Latest) -> Option<()> {
        let piece = document().query_selector("[data-live=similar]").ok()??;
        let field: HtmlTextAreaElement = live::target(event)?.dyn_into().ok()?;
        if field.id() != "text" {
            return None;
        }
        let (slug, latest) = (piece.get_attribute("data-slug")?, latest.clone());
        spawn_local(async move {
            let Some(is_latest) = latest.rested(REST).await else {
                return;
            };
            if let (Ok(similar), true) =
                (similar_statements(slug, field.value()).await, is_latest())
            {
                live::update(&piece, &similar);
            }
        });
        Some(())
    }
}
