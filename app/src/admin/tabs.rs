//! The links between the administrators' pages.

use crate::{request::Cx, t};
use cabildo_domain::address;
use leptos::prelude::*;

/// The administrators' pages.
pub(super) fn tabs(cx: &Cx) -> AnyView {
    let part = |href: &'static str, text: String| {
        let current = (cx.path() == href).then_some("page");
        view! { <li><a href=href aria-current=current>{text}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label=t!(cx, "nav-admin")>
            <ul>
                {part(address::ADMIN_ACCOUNTS, t!(cx, "admin-accounts"))}
                {part(address::ADMIN_NAMES, t!(cx, "admin-names"))}
            </ul>
        </nav>
    }
    .into_any()
}
