//! The question to a signed-in person whose browser also takes part by an invitation: one person must not count twice.

use super::address as post;
use crate::{request::Cx, t};
use cabildo_domain::{Refusal, address, consultation::Slug, refusal::Need};
use cabildo_service::{Error, opinion::Guest};
use leptos::prelude::*;

/// Whether a use-case waits for the answer to the question.
pub fn is_unsettled(error: &Error) -> bool {
    matches!(error, Error::Refused(refusal) if *refusal == Refusal::forbidden(Need::GuestSettled))
}

/// The question, with what each answer means.
pub fn question(cx: &Cx, slug: &Slug, guest: &Guest) -> AnyView {
    let count = guest.answers;
    let said = match guest.pseudonym.as_ref().map(ToString::to_string) {
        Some(name) => t!(cx, "opinion-guest-named", name = name, count = count),
        None => t!(cx, "opinion-guest", count = count),
    };
    view! {
        <section class="stack" data-gap="small" aria-labelledby="guest">
            <h2 id="guest">{t!(cx, "opinion-guest-title")}</h2>
            <p dir="auto">{said}</p>
            <form class="form" method="post" action=post::SETTLE_GUEST>
                <input type="hidden" name="slug" value=slug.to_string() />
                <ul>
                    <li>{t!(cx, "opinion-guest-yes-why")}</li>
                    <li>{t!(cx, "opinion-guest-no-why")}</li>
                </ul>
                <div class="actions">
                    <button class="primary" name="mine" value="yes">{t!(cx, "opinion-guest-yes")}</button>
                    <button name="mine" value="no">{t!(cx, "opinion-guest-no")}</button>
                </div>
            </form>
            <p class="hint"><a href=address::opinion_map(slug)>{t!(cx, "opinion-guest-later")}</a></p>
        </section>
    }
    .into_any()
}
