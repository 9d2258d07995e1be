//! One owed response in a list: on the desk, and on the page of an office.

use crate::{
    request::Cx,
    t,
    ui::{link::with_query, time},
};
use cabildo_domain::{address, permission::Capability};
use cabildo_service::response::OwedView;
use leptos::prelude::*;

/// The proposal, the due date, the promise, and a link to the form that answers it.
pub(super) fn row(cx: &Cx, owed: &OwedView) -> AnyView {
    let OwedView {
        owing,
        late,
        checking_until,
    } = owed;
    let proposal = address::proposal(&owing.slug, owing.number);
    let answer = with_query(
        &address::answer_proposal(&owing.slug, owing.number),
        &[("response", &owing.id.to_string())],
    );
    let due = if *late {
        t!(cx, "answer-desk-late")
    } else {
        t!(cx, "answer-desk-due")
    };
    let urgent = late.then_some("");
    let checking = checking_until.map(|until| {
        let text = t!(cx, "support-desk-checking", until = time::ending(cx, until));
        if cx.viewer.may(Capability::Moderate) {
            let href = address::look_at_supports(&owing.slug, owing.number);
            view! { <a href=href>{text}</a> }.into_any()
        } else {
            view! { <span>{text}</span> }.into_any()
        }
    });
    view! {
        <article class="row" data-urgent=urgent>
            <h2><a href=proposal lang=owing.language.to_string() dir="auto">{owing.title.to_string()}</a></h2>
            <p class="meta">
                <strong>{due} " " {time::day(cx, owing.due_at)}</strong>
                <span dir="auto">{owing.consultation_title.to_string()}</span>
                <span>{t!(cx, "proposal-kicker", number = owing.number.to_string())}</span>
                {checking}
            </p>
            <p>
                {t!(
                    cx,
                    "answer-desk-owes",
                    owes = owing.owes.to_string(),
                    owner = owing.owner.to_string(),
                    rung = owing.rung_count,
                    counted = owing.counted
                )}
            </p>
            <div class="actions"><a class="button" href=answer>{t!(cx, "answer-write")}</a></div>
        </article>
    }
    .into_any()
}
