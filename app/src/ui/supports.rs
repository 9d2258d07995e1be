//! The number of people who support a proposal, as a figure.

use crate::{request::Cx, t};
use leptos::prelude::*;

/// `12 supports`, and separately the imported ones: `12 supports, and 20,604 brought in`.
pub fn supports(cx: &Cx, counted: i64, imported: i64) -> AnyView {
    let imported = (imported > 0).then(|| t!(cx, "supports-brought-in", count = imported));
    view! {
        <span>
            <strong class="figure">{cx.number(counted)}</strong>
            " "
            {t!(cx, "proposal-row-supports", count = counted)}
            {imported}
        </span>
    }
    .into_any()
}
