//! Suggestions while typing. Without JavaScript the field is a plain one and the form finds the same.

use super::action::{Similar, Suggestion};
use crate::ui::marked::marked;
use leptos::prelude::*;

/// The field of a search form, with a list of suggestions: arrows move, Enter opens the chosen one or searches, Escape
/// closes the list.
#[island]
pub fn SearchBox(
    /// The id of the field; its label is beside the island.
    id: String,
    /// What it holds at first.
    value: String,
    /// What the list of suggestions is called.
    label: String,
) -> impl IntoView {
    let (found, set_found) = signal(Vec::<Suggestion>::new());
    let (active, set_active) = signal(None::<usize>);
    let (ready, set_ready) = signal(false);
    let list = format!("{id}-list");
    let option = {
        let list = list.clone();
        move |index: usize| format!("{list}-{index}")
    };
    // Before the island is alive the field is no combobox, and without JavaScript it never is.
    Effect::new(move |_| set_ready.set(true));
    let is_open = Memo::new(move |_| !found.with(Vec::is_empty));
    let (on_input, on_key, on_blur) = behaviour::search_box(found, set_found, active, set_active);
    let expanded = move || ready.get().then(|| if is_open.get() { "true" } else { "false" });
    let controls = {
        let list = list.clone();
        move || is_open.get().then(|| list.clone())
    };
    let chosen = {
        let option = option.clone();
        move || active.get().map(&option)
    };
    let options = move || {
        let option = option.clone();
        let row = move |(index, one): (usize, Suggestion)| {
            let path = one.path;
            view! {
                <li
                    role="option"
                    id=option(index)
                    aria-selected=move || if active.get() == Some(index) { "true" } else { "false" }
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| behaviour::open(&path)
                >
                    {marked(one.title_html, one.language)}
                    " "
                    <small>{one.note}</small>
                </li>
            }
        };
        found.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <div class="combobox">
            <input
                type="text"
                inputmode="search"
                enterkeyhint="search"
                name="q"
                id=id
                value=value
                maxlength="200"
                dir="auto"
                autocomplete="off"
                role=move || ready.get().then_some("combobox")
                aria-autocomplete=move || ready.get().then_some("list")
                aria-expanded=expanded
                aria-controls=controls
                aria-activedescendant=chosen
                on:input=on_input
                on:keydown=on_key
                on:blur=on_blur
            />
            <Show when=move || is_open.get()>
                <ul class="listbox" role="listbox" id=list.clone() aria-label=label.clone()>{options.clone()}</ul>
            </Show>
        </div>
    }
}

/// Proposals that sound like the title in the field `target`: those the page came with, then those for what is typed.
#[island]
pub fn SimilarWhileTyping(
    /// The id of the title's field.
    target: String,
    /// The consultation's slug.
    slug: String,
    /// The heading of the list.
    heading: String,
    /// What to do with the list.
    hint: String,
    /// What the page came with.
    start: Vec<Similar>,
) -> impl IntoView {
    let (found, set_found) = signal(start);
    behaviour::similar(target, slug, set_found);
    let rows = move || {
        let row = |one: Similar| {
            view! {
                <li><a href=one.path lang=one.language dir="auto">{one.title}</a> " " <small>{one.supports}</small></li>
            }
        };
        found.get().into_iter().map(row).collect_view()
    };
    view! {
        <div aria-live="polite">
            <Show when=move || !found.with(Vec::is_empty)>
                <section class="similar" aria-labelledby="similar">
                    <h2 id="similar">{heading.clone()}</h2>
                    <p>{hint.clone()}</p>
                    <ul>{rows}</ul>
                </section>
            </Show>
        </div>
    }
}

/// What happens in the browser.
#[cfg(feature = "hydrate")]
mod behaviour {
    use super::super::action::{Similar, Suggestion, complete_search, similar_proposals};
    use leptos::{
        ev::{FocusEvent, KeyboardEvent},
        leptos_dom::helpers::window_event_listener,
        prelude::*,
        task::spawn_local,
    };
    use wasm_bindgen::JsCast;
    use web_sys::{Event, HtmlInputElement};

    /// Milliseconds of rest after a keystroke before the server is asked.
    const REST: u32 = 150;

    /// Goes to a page.
    pub fn open(path: &str) {
        let _ = window().location().set_href(path);
    }

    type Handlers = (Box<dyn FnMut(Event)>, Box<dyn FnMut(KeyboardEvent)>, Box<dyn FnMut(FocusEvent)>);

    /// What the field does on input, on keys, and when it loses the focus.
    pub fn search_box(
        found: ReadSignal<Vec<Suggestion>>,
        set_found: WriteSignal<Vec<Suggestion>>,
        active: ReadSignal<Option<usize>>,
        set_active: WriteSignal<Option<usize>>,
    ) -> Handlers {
        let asked = StoredValue::new(0_u32);
        let close = move || {
            // An answer that is still on its way must not open the list again.
            asked.update_value(|count| *count += 1);
            set_active.set(None);
            set_found.set(Vec::new());
        };
        let on_input = move |event: Event| {
            let text = event_target_value(&event);
            asked.update_value(|count| *count += 1);
            let mine = asked.get_value();
            spawn_local(async move {
                gloo_timers::future::TimeoutFuture::new(REST).await;
                if asked.try_get_value() != Some(mine) {
                    return;
                }
                let answer =
                    if text.trim().is_empty() { Vec::new() } else { complete_search(text).await.unwrap_or_default() };
                if asked.try_get_value() == Some(mine) {
                    set_active.set(None);
                    set_found.set(answer);
                }
            });
        };
        let on_key = move |event: KeyboardEvent| {
            let count = found.with_untracked(Vec::len);
            if count == 0 || event.is_composing() {
                return;
            }
            let current = active.get_untracked();
            match event.key().as_str() {
                "ArrowDown" => set_active.set(Some(current.map_or(0, |index| (index + 1) % count))),
                "ArrowUp" => set_active.set(Some(current.map_or(count - 1, |index| (index + count - 1) % count))),
                "Escape" => close(),
                "Enter" if current.is_some() => {
                    let path = current
                        .and_then(|index| found.with_untracked(|all| all.get(index).map(|one| one.path.clone())));
                    if let Some(path) = path {
                        open(&path);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        };
        (Box::new(on_input), Box::new(on_key), Box::new(move |_| close()))
    }

    /// Asks for similar proposals when the field named `target` rests.
    pub fn similar(target: String, slug: String, set_found: WriteSignal<Vec<Similar>>) {
        let asked = StoredValue::new(0_u32);
        let facts = StoredValue::new((target, slug));
        Effect::new(move |_| {
            let handle = window_event_listener(leptos::ev::input, move |event| {
                let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
                let (target, slug) = facts.get_value();
                let Some(field) = field.filter(|field| field.id() == target) else { return };
                let title = field.value();
                asked.update_value(|count| *count += 1);
                let mine = asked.get_value();
                spawn_local(async move {
                    gloo_timers::future::TimeoutFuture::new(2 * REST).await;
                    if asked.try_get_value() != Some(mine) {
                        return;
                    }
                    let answer = similar_proposals(slug, title).await;
                    if let (Some(latest), Ok(similar)) = (asked.try_get_value(), answer)
                        && latest == mine
                    {
                        set_found.set(similar);
                    }
                });
            });
            on_cleanup(move || handle.remove());
        });
    }
}

/// On the server nothing happens: the markup stands still.
#[cfg(not(feature = "hydrate"))]
mod behaviour {
    use super::super::action::{Similar, Suggestion};
    use leptos::{
        ev::{Event, FocusEvent, KeyboardEvent},
        prelude::*,
    };

    type Handlers = (fn(Event), fn(KeyboardEvent), fn(FocusEvent));

    pub fn open(_path: &str) {}

    pub fn search_box(
        _found: ReadSignal<Vec<Suggestion>>,
        _set_found: WriteSignal<Vec<Suggestion>>,
        _active: ReadSignal<Option<usize>>,
        _set_active: WriteSignal<Option<usize>>,
    ) -> Handlers {
        (|_| {}, |_| {}, |_| {})
    }

    pub fn similar(_target: String, _slug: String, _set_found: WriteSignal<Vec<Similar>>) {}
}
