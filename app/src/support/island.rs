//! The support of a proposal, kept up to date in place. Without JavaScript it is the same form, and the page comes
//! back with the new number.

use super::action::{SupportProposal, SupportTexts, WithdrawSupport};
use leptos::prelude::*;
use server_fn::ServerFn;

/// The count, the way to the next rung, and the button.
#[island]
pub fn SupportPanel(
    /// The consultation.
    slug: String,
    /// The proposal.
    number: i64,
    /// What stands there at first.
    texts: SupportTexts,
    /// Whether support can be given or taken back now.
    open: bool,
    /// Why not, if not.
    closed: String,
) -> impl IntoView {
    let (now, set_now) = signal(texts);
    let (busy, set_busy) = signal(false);
    let field = move |read: fn(&SupportTexts) -> String| move || now.with(read);
    let path = move || if now.with(|now| now.mine) { WithdrawSupport::PATH } else { SupportProposal::PATH };
    let has_rung = move || now.with(|now| now.max > 0);
    let form_slug = slug.clone();
    #[cfg(feature = "hydrate")]
    let submit = {
        use super::action::{support_proposal, withdraw_support};
        use leptos::{ev::SubmitEvent, task::spawn_local};
        move |event: SubmitEvent| {
            event.prevent_default();
            if busy.get_untracked() {
                return;
            }
            set_busy.set(true);
            let (slug, mine) = (slug.clone(), now.with_untracked(|now| now.mine));
            spawn_local(async move {
                let answer = if mine {
                    withdraw_support(slug.clone(), number).await
                } else {
                    support_proposal(slug.clone(), number).await
                };
                set_busy.set(false);
                match answer {
                    Ok(texts) => set_now.set(texts),
                    Err(error) => leave(&error, &slug, number),
                }
            });
        }
    };
    #[cfg(not(feature = "hydrate"))]
    let submit = {
        let _ = (set_now, set_busy, slug);
        |_| {}
    };
    view! {
        <p class="count"><strong class="figure">{field(|t| t.figure.clone())}</strong> " " {field(|t| t.people.clone())}</p>
        <Show when=has_rung>
            <progress
                value=move || now.with(|t| t.value)
                max=move || now.with(|t| t.max)
                aria-label=field(|t| t.progress.clone())
            ></progress>
            <p class="next">{field(|t| t.next.clone())}</p>
        </Show>
        <p class="mine" role="status" hidden=move || now.with(|t| t.said.is_empty())>{field(|t| t.said.clone())}</p>
        {if open {
            view! {
                <form class="act" method="post" action=path on:submit=submit>
                    <p class="in-bar" aria-hidden="true">{field(|t| t.bar.clone())}</p>
                    <input type="hidden" name="slug" value=form_slug />
                    <input type="hidden" name="number" value=number.to_string() />
                    <button
                        class=move || if now.with(|t| t.mine) { "big" } else { "primary big" }
                        aria-busy=move || busy.get().then_some("true")
                    >
                        {field(|t| t.button.clone())}
                    </button>
                </form>
            }
            .into_any()
        } else {
            view! { <p class="closed">{closed}</p> }.into_any()
        }}
    }
}

/// What an island cannot say, a page does: logging in, or the proposal as it is now.
#[cfg(feature = "hydrate")]
fn leave(error: &crate::error::AppError, slug: &str, number: i64) {
    use cabildo_domain::Refusal;
    let page = format!("/c/{slug}/p/{number}");
    let target = match error.0 {
        Refusal::SignInRequired => format!("/log-in?back=%2Fc%2F{slug}%2Fp%2F{number}"),
        _ => page,
    };
    let _ = window().location().set_href(&target);
}
