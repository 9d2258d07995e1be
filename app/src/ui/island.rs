//! Small islands that any form can use.

use leptos::prelude::*;

/// Counts down the characters that remain in the field named `target`; without JavaScript the sentence stands still.
#[island]
pub fn Remaining(
    /// The id of the input or textarea.
    target: String,
    /// The most characters allowed.
    max: u32,
    /// The sentence with `{n}` for the number of characters left.
    left: String,
    /// The sentence with `{n}` for the number of characters too many.
    over: String,
    /// What stands there before the first keystroke.
    start: String,
) -> impl IntoView {
    let (count, set_count) = signal::<Option<i64>>(None);
    #[cfg(feature = "hydrate")]
    {
        use leptos::{ev, leptos_dom::helpers::window_event_listener};
        let watched = target.clone();
        let measure = move || {
            let element = document().get_element_by_id(&watched)?;
            let text = value_of(&element)?;
            Some(i64::from(max) - text.chars().count() as i64)
        };
        let measure = StoredValue::new(measure);
        Effect::new(move |_| {
            let handle = window_event_listener(ev::input, move |_| {
                if let Some(left) = measure.with_value(|measure| measure()) {
                    set_count.set(Some(left));
                }
            });
            on_cleanup(move || handle.remove());
        });
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = (set_count, target, max);
    let text = move || match count.get() {
        None => start.clone(),
        Some(n) if n < 0 => over.replace("{n}", &(-n).to_string()),
        Some(n) => left.replace("{n}", &n.to_string()),
    };
    view! { <span data-over=move || count.get().is_some_and(|n| n < 0).then_some("")>{text}</span> }
}

#[cfg(feature = "hydrate")]
fn value_of(element: &web_sys::Element) -> Option<String> {
    use wasm_bindgen::JsCast;
    element
        .dyn_ref::<web_sys::HtmlInputElement>()
        .map(web_sys::HtmlInputElement::value)
        .or_else(|| element.dyn_ref::<web_sys::HtmlTextAreaElement>().map(web_sys::HtmlTextAreaElement::value))
}
