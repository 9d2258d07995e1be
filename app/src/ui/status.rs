//! The status of a proposal, as a badge.

use crate::request::Cx;
use cabildo_domain::proposal::Status;
use leptos::prelude::*;

/// The badge.
pub fn badge(cx: &Cx, status: Status) -> AnyView {
    view! { <span class="status" data-status=status.as_str()>{cx.word("status", status.as_str())}</span> }.into_any()
}
