//! The combobox pattern of the ARIA practices, in the browser: the focus stays in the field, and
//! `aria-activedescendant` names the active option.

use super::action::complete_search;
use crate::ui::live::{self, Latest};
use leptos::{prelude::document, task::spawn_local};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, KeyboardEvent};

/// Milliseconds of rest after a keystroke before the server is asked.
const REST: u32 = 150;

/// Turns the field into a combobox; without JavaScript it stays a plain field.
pub fn start() {
    let Ok(Some(root)) = document().query_selector(".combobox") else {
        return;
    };
    let Some(field) = root
        .first_element_child()
        .and_then(|field| field.dyn_into().ok())
    else {
        return;
    };
    let combobox = Rc::new(Combobox {
        root: root.clone(),
        field,
        latest: Latest::default(),
    });
    combobox.set("role", Some("combobox"));
    combobox.set("aria-autocomplete", Some("list"));
    combobox.set("aria-expanded", Some("false"));
    live::listen(
        &root,
        &["input", "keydown", "focusout", "mousedown", "click"],
        move |event| combobox.hear(&event),
    );
}

struct Combobox {
    root: Element,
    field: HtmlInputElement,
    latest: Latest,
}

impl Combobox {
    fn hear(self: &Rc<Self>, event: &Event) {
        match event.type_().as_str() {
            "input" => spawn_local(Rc::clone(self).suggest()),
            "keydown" => {
                if self.press(event.unchecked_ref()).is_some() {
                    event.prevent_default();
                }
            }
            "focusout" => self.close(),
            kind => {
                if let Some(Ok(Some(option))) =
                    live::target(event).map(|target| target.closest("[role=option]"))
                {
                    // A press on an option must not take the focus from the field, or the list closes under it.
                    event.prevent_default();
                    if kind == "click" {
                        visit(&option);
                    }
                }
            }
        }
    }

    /// Sets an attribute of the field, or removes it.
    fn set(&self, name: &str, value: Option<&str>) {
        let _ = match value {
            Some(value) => self.field.set_attribute(name, value),
            None => self.field.remove_attribute(name),
        };
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).ok()?
    }

    async fn suggest(self: Rc<Self>) {
        let Some(is_latest) = self.latest.rested(REST).await else {
            return;
        };
        let text = self.field.value();
        let found = if text.trim().is_empty() {
            None
        } else {
            complete_search(text).await.ok()
        };
        if is_latest() {
            self.close();
            self.show(found.unwrap_or_default().html());
        }
    }

    fn show(&self, options: &str) {
        let _ = self.root.insert_adjacent_html("beforeend", options);
        if let Some(list) = self.find("[role=listbox]") {
            self.set("aria-expanded", Some("true"));
            self.set("aria-controls", Some(&list.id()));
        }
    }

    fn close(&self) {
        // An answer that is still on its way must not open the list again.
        let _ = self.latest.ask();
        if let Some(list) = self.find("[role=listbox]") {
            list.remove();
        }
        self.set("aria-expanded", Some("false"));
        self.set("aria-controls", None);
        self.set("aria-activedescendant", None);
    }

    /// Handles a key; `None` when the list does not use it.
    fn press(&self, event: &KeyboardEvent) -> Option<()> {
        let list = self
            .find("[role=listbox]")
            .filter(|_| !event.is_composing())?;
        let chosen = self.find("[aria-selected=true]");
        match event.key().as_str() {
            "ArrowDown" => {
                let next = chosen.as_ref().and_then(Element::next_element_sibling);
                self.choose(chosen, &next.or_else(|| list.first_element_child())?);
            }
            "ArrowUp" => {
                let previous = chosen.as_ref().and_then(Element::previous_element_sibling);
                self.choose(chosen, &previous.or_else(|| list.last_element_child())?);
            }
            "Escape" => self.close(),
            "Enter" => visit(&chosen?),
            _ => return None,
        }
        Some(())
    }

    fn choose(&self, before: Option<Element>, option: &Element) {
        if let Some(before) = before {
            let _ = before.set_attribute("aria-selected", "false");
        }
        let _ = option.set_attribute("aria-selected", "true");
        self.set("aria-activedescendant", Some(&option.id()));
    }
}

fn visit(option: &Element) {
    if let Some(path) = option.get_attribute("data-path") {
        live::open(&path);
    }
}
