//! The code that runs in the browser: it hydrates the islands of the page that the server sent.

// Without this line the linker drops the islands' exports, and all that tells is a warning in the browser's console.
#[expect(
    unused_imports,
    reason = "linked for its exports: each island is found by name at run time"
)]
use cabildo_app::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's inline script once this module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
