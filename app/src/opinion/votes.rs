//! The counts of answers: a bar, and the same in words.

use super::group;
use crate::{request::Cx, t};
use cabildo_domain::{address, opinion::Tally, text::Label};
use cabildo_service::opinion::{Evidence, OpinionPage, StatementResult};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A share in whole percent.
pub fn percent(part: i64, whole: i64) -> i64 {
    if whole == 0 {
        0
    } else {
        (part * 200 + whole) / (whole * 2)
    }
}

/// The bar of one tally: agree, disagree, pass, from the start. It is decoration; [`sentence`] says the same.
fn bar(tally: Tally) -> AnyView {
    let whole = tally.seen().max(1) as f64;
    let share = |part: i64| part as f64 * 100.0 / whole;
    let (agree, disagree, pass) = (
        share(tally.agrees),
        share(tally.disagrees),
        share(tally.passes),
    );
    let piece = |answer: &'static str, start: f64, width: f64| {
        (width > 0.0).then(|| {
            view! { <rect data-answer=answer x=format!("{start:.2}") y="0" width=format!("{width:.2}") height="8" /> }
        })
    };
    view! {
        <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            {piece("agree", 0.0, agree)} {piece("disagree", agree, disagree)} {piece("pass", agree + disagree, pass)}
        </svg>
    }
    .into_any()
}

/// `64% agree, 12% disagree, 24% passed (120 people)`.
pub fn sentence(cx: &Cx, tally: Tally) -> String {
    let seen = tally.seen();
    t!(
        cx,
        "opinion-votes",
        agree = percent(tally.agrees, seen),
        disagree = percent(tally.disagrees, seen),
        pass = percent(tally.passes, seen),
        count = seen
    )
}

/// `64% of the group agree (77 of 120).`
pub fn of_group(cx: &Cx, evidence: &Evidence) -> String {
    t!(
        cx,
        &format!("opinion-share-{}", evidence.answer.as_str()),
        percent = percent(evidence.successes, evidence.seen),
        count = evidence.successes,
        seen = evidence.seen
    )
}

/// Everyone and each group, one under the other.
pub fn rows(cx: &Cx, names: &BTreeMap<u32, Label>, result: &StatementResult) -> AnyView {
    let row = |who: String, tally: Tally, group: Option<String>| {
        view! {
            <li data-group=group><strong dir="auto">{who}</strong> {bar(tally)} <span class="figure">{sentence(cx, tally)}</span></li>
        }
    };
    let everyone = row(t!(cx, "opinion-everyone"), result.tally, None);
    let groups: Vec<_> = result
        .groups
        .iter()
        .map(|of| {
            let letter = cabildo_domain::opinion::group_letter(of.group).to_string();
            row(group::name(cx, names, of.group), of.tally, Some(letter))
        })
        .collect();
    view! { <ul class="votes">{everyone}{groups}</ul> }.into_any()
}

/// A statement's text, as a link to its answers.
pub fn link(page: &OpinionPage, number: i64) -> Option<AnyView> {
    let line = page.texts.get(&number)?;
    let href = address::statement(&page.consultation.slug, number);
    let lang = line.language.to_string();
    Some(view! { <a href=href lang=lang dir="auto">{line.text.to_string()}</a> }.into_any())
}
