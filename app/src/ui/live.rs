//! The work of islands in the browser: they listen, ask the server, and update a piece of the page with the server's
//! markup. They keep no state beside the page and draw nothing themselves, which keeps the download small.

use super::fragment::Fragment;
use crate::error::AppError;
use cabildo_domain::Refusal;
use leptos::prelude::document;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, Node};

/// Calls `hear` for events of these types that reach `place`, for as long as the page stands.
pub fn listen(place: &EventTarget, types: &[&str], hear: impl Fn(Event) + 'static) {
    let hear = Closure::<dyn Fn(Event)>::new(hear).into_js_value();
    for kind in types {
        let _ = place.add_event_listener_with_callback(kind, hear.unchecked_ref());
    }
}

/// The element that an event happened to.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The value that the field of this name had when the form was loaded.
pub fn field(form: &Element, name: &str) -> Option<String> {
    form.query_selector(&["[name=", name, "]"].concat())
        .ok()??
        .get_attribute("value")
}

/// Goes to a page.
pub fn open(path: &str) {
    let _ = leptos::prelude::window().location().set_href(path);
}

/// Goes to the page that can resolve the refusal, as the piece names it: the log-in, or its own page reloaded.
pub fn leave(piece: &Element, error: &AppError) {
    let page = match error.0 {
        Refusal::SignInRequired => "data-log-in",
        _ => "data-page",
    };
    if let Some(page) = piece.get_attribute(page) {
        open(&page);
    }
}

/// Says in the piece's status line, in words that the server wrote there, that an answer did not come. The next update
/// restores the line.
pub fn say_failed(piece: &Element) {
    if let Ok(Some(line)) = piece.query_selector("[role=status][data-failed]") {
        let _ = line.remove_attribute("hidden");
        line.set_text_content(line.get_attribute("data-failed").as_deref());
    }
}

/// Makes the content of `piece` equal to the fragment. Equal parts are not touched: the focus stays on its button, and
/// a live region for screen readers remains and speaks.
pub fn update(piece: &Element, fragment: &Fragment) {
    if let Ok(holder) = document().create_element("div") {
        holder.set_inner_html(fragment.html());
        adopt_children(piece, &holder);
    }
}

fn adopt_children(standing: &Element, fresh: &Element) {
    let mut place = standing.first_child();
    while let Some(next) = fresh.first_child() {
        match place {
            Some(node) if node.node_name() == next.node_name() => {
                adopt(&node, &next);
                let _ = fresh.remove_child(&next);
                place = node.next_sibling();
            }
            before => {
                let _ = standing.insert_before(&next, before.as_ref());
                place = before;
            }
        }
    }
    while let Some(node) = place {
        place = node.next_sibling();
        let _ = standing.remove_child(&node);
    }
}

fn adopt(standing: &Node, fresh: &Node) {
    match (standing.dyn_ref::<Element>(), fresh.dyn_ref::<Element>()) {
        (Some(standing), Some(fresh)) => {
            adopt_attributes(standing, fresh);
            adopt_children(standing, fresh);
        }
        _ if standing.node_value() != fresh.node_value() => {
            standing.set_node_value(fresh.node_value().as_deref())
        }
        _ => {}
    }
}

fn adopt_attributes(standing: &Element, fresh: &Element) {
    let names = |element: &Element| {
        element
            .get_attribute_names()
            .into_iter()
            .filter_map(|name| name.as_string())
    };
    for name in names(standing).filter(|name| !fresh.has_attribute(name)) {
        let _ = standing.remove_attribute(&name);
    }
    for name in names(fresh) {
        let value = fresh.get_attribute(&name);
        if let Some(value) =
            value.filter(|value| standing.get_attribute(&name).as_ref() != Some(value))
        {
            let _ = standing.set_attribute(&name, &value);
        }
    }
}

/// Distinguishes the last question from earlier ones, whose answers come too late to be shown.
#[derive(Clone, Default)]
pub struct Latest(Rc<Cell<u32>>);

impl Latest {
    /// Marks all earlier questions as outdated; the returned function says whether the present one is still the last.
    pub fn ask(&self) -> impl Fn() -> bool + use<> {
        let (latest, mine) = (Rc::clone(&self.0), self.0.get().wrapping_add(1));
        latest.set(mine);
        move || latest.get() == mine
    }

    /// As [`Latest::ask`], after so many milliseconds of rest; `None` when something was asked meanwhile.
    pub async fn rested(&self, milliseconds: u32) -> Option<impl Fn() -> bool + use<>> {
        let is_latest = self.ask();
        gloo_timers::future::TimeoutFuture::new(milliseconds).await;
        is_latest().then_some(is_latest)
    }
}
