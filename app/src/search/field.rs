//! The field of a search form, and the suggestions under it.

use super::{island::SuggestWhileTyping, words};
use crate::{request::Cx, t, ui::marked::marked};
use cabildo_service::search::find::{Hit, path_of};
use leptos::prelude::*;

/// A plain field, which an island makes a combobox; its label is beside it.
pub fn field(id: &'static str, value: String) -> AnyView {
    view! {
        <div class="combobox">
            <input type="text" inputmode="search" enterkeyhint="search" name="q" id=id value=value maxlength="200"
                dir="auto" autocomplete="off" />
        </div>
        <SuggestWhileTyping />
    }
    .into_any()
}

/// The list that the island puts under the field; there is one at a time.
pub fn suggestions(cx: &Cx, hits: Vec<Hit>) -> AnyView {
    let options: Vec<_> = hits
        .into_iter()
        .enumerate()
        .map(|(index, hit)| {
            let (path, note) = (path_of(&hit), words::note(cx, &hit));
            view! {
                <li role="option" id=format!("suggestion-{index}") aria-selected="false" data-path=path>
                    {marked(hit.title_html, hit.language)} " " <small>{note}</small>
                </li>
            }
        })
        .collect();
    view! { <ul class="listbox" role="listbox" id="suggestions" aria-label=t!(cx, "search-suggestions")>{options}</ul> }
        .into_any()
}
