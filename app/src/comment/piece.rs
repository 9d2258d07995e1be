//! The two buttons with which people react to a comment: in the form, and for an island after a press.

use crate::{request::Cx, t};
use cabildo_domain::{CommentId, comment::Reaction};
use cabildo_service::comment::Reacted;
use leptos::prelude::*;

/// Both sides: the reaction, its word, its count.
pub(super) fn sides(cx: &Cx, now: Reacted) -> [(Reaction, String, i64); 2] {
    [
        (Reaction::Up, t!(cx, "comment-agree"), now.ups),
        (Reaction::Down, t!(cx, "comment-disagree"), now.downs),
    ]
}

/// The buttons; pressing the pressed one takes the reaction back.
pub(super) fn reaction_buttons(cx: &Cx, comment: CommentId, now: Reacted) -> AnyView {
    let buttons = sides(cx, now).map(|(side, label, count)| {
        let pressed = now.reaction == side;
        let value = if pressed { Reaction::None } else { side };
        view! {
            <button class="reaction" name="reaction" value=value.as_str() data-side=side.as_str()
                aria-pressed=if pressed { "true" } else { "false" }>
                {label} " " <span class="figure">{cx.number(count)}</span>
            </button>
        }
    });
    view! {
        <input type="hidden" name="id" value=comment.to_string() />
        {buttons.into_iter().collect_view()}
    }
    .into_any()
}
