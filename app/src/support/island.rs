//! Keeps the support of a proposal up to date in place. Without JavaScript the same form is sent, and the page comes
//! back with the new number.

use leptos::prelude::*;

/// Sends the support's form in the background, and shows the server's new rendering of it.
#[island]
pub fn InstantSupport() -> impl IntoView {
    #[cfg(feature = "hydrate")]
    browser::start();
}

#[cfg(feature = "hydrate")]
mod browser {
    use super::super::action::{WithdrawSupport, support_proposal, withdraw_support};
    use crate::{error::AppError, ui::live};
    use cabildo_domain::Refusal;
    use leptos::{prelude::window, task::spawn_local};
    use server_fn::ServerFn;
    use web_sys::{Element, Event};

    /// The number of milliseconds for which the button rests after a press: it then does the opposite, and the second
    /// half of a double tap would undo the first.
    const REST: u32 = 1_000;

    pub fn start() {
        live::listen(&window(), &["submit"], |event| {
            let _ = sent(&event);
        });
    }

    fn sent(event: &Event) -> Option<()> {
        let form = live::target(event)?;
        let piece = form.closest("[data-live=support]").ok()??;
        let button = button(&form)?;
        let slug = live::field(&form, "slug")?;
        let number: i64 = live::field(&form, "number")?.parse().ok()?;
        event.prevent_default();
        if !button.has_attribute("aria-busy") {
            let _ = button.set_attribute("aria-busy", "true");
            let withdraw = form.get_attribute("action")? == WithdrawSupport::PATH;
            spawn_local(ask(piece, button, slug, number, withdraw));
        }
        Some(())
    }

    async fn ask(piece: Element, button: Element, slug: String, number: i64, withdraw: bool) {
        let answer = if withdraw {
            withdraw_support(slug, number).await
        } else {
            support_proposal(slug, number).await
        };
        let _ = button.remove_attribute("aria-busy");
        match answer {
            Ok(now) => {
                live::update(&piece, &now);
                let _ = rest(&piece).await;
            }
            Err(AppError(Refusal::Busy { .. })) => live::say_failed(&piece),
            Err(error) => live::leave(&piece, &error),
        }
    }

    fn button(place: &Element) -> Option<Element> {
        place.query_selector("button").ok()?
    }

    async fn rest(piece: &Element) -> Option<()> {
        let button = button(piece)?;
        let _ = button.set_attribute("aria-busy", "true");
        gloo_timers::future::TimeoutFuture::new(REST).await;
        button.remove_attribute("aria-busy").ok()
    }
}
