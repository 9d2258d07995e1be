//! The field of a search form. The suggestions under it are in [`super::piece`].

use super::island::SuggestWhileTyping;
use leptos::prelude::*;

/// A plain field, which an island turns into a combobox; its label is beside it.
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
