//! `/desk/opinion/{slug}/rules`: who may add statements and how many, whether there are invitations, the names of
//! groups.

use super::{address as post, frame};
use crate::{
    document::PageResult,
    param,
    request::Cx,
    t,
    ui::{
        field::{FormState, Text, error_summary},
        input::{number_with_hint, radios, tick_with_hint},
    },
};
use axum::{Router, extract::Path, routing::get};
use cabildo_domain::{
    address,
    limits::{LABEL, STATEMENTS_EACH},
    opinion::{Contributions, StatementStatus, group_letter},
};
use cabildo_service::opinion::StatementFilter;
use leptos::prelude::*;

/// The most groups of a map.
const GROUPS: usize = 5;

/// The page of this file.
pub fn routes() -> Router {
    Router::new().route(address::DESK_RULES, get(show))
}

async fn show(cx: Cx, Path(slug): Path<String>) -> PageResult {
    let slug = param::slug(&slug)?;
    let rules = cx.service.opinion().rules(cx.viewer.lab()?, &slug).await?;
    let filter = StatementFilter {
        status: StatementStatus::Held,
        after: i64::MAX,
    };
    let desk = cx
        .service
        .statements()
        .desk(cx.viewer.moderator()?, &slug, filter)
        .await?;
    let form = FormState::from(cx.kept(&post::rules_kept_as(&slug)).await?);
    Ok(cx.page(frame::private(t!(cx, "opinion-desk-tab-rules")), || {
        let name = |index: usize| format!("group_names[{index}]");
        let count = rules.group_names.len().max(GROUPS);
        let label = |index: usize| t!(cx, "opinion-desk-group-name", letter = group_letter(index as u32).to_string());
        let fields: Vec<(String, String)> = (0..count).map(|index| (name(index), label(index))).collect();
        let each = t!(cx, "opinion-desk-each");
        let mut labels =
            vec![("contributions", t!(cx, "opinion-desk-contributions")), ("statements_each", each.clone())];
        labels.extend(fields.iter().map(|(name, label)| (name.as_str(), label.clone())));
        let summary = error_summary(&cx, &form, &labels);
        let names: Vec<_> = fields
            .into_iter()
            .enumerate()
            .map(|(index, (name, label))| {
                let present = rules.group_names.get(index).cloned().unwrap_or_default();
                Text::line(name, label, LABEL).value(present).in_row().view(&cx, &form)
            })
            .collect();
        let choices = Contributions::ALL
            .iter()
            .map(|choice| {
                let word = choice.as_str();
                let about = t!(cx, &format!("opinion-desk-rule-{word}"));
                (word.to_owned(), cx.word("opinion-desk-contribute", word), about)
            })
            .collect();
        let legend = t!(cx, "opinion-desk-contributions");
        let each = (each, t!(cx, "opinion-desk-each-hint"));
        let invitations = (t!(cx, "opinion-desk-invitations-tick"), t!(cx, "opinion-desk-invitations-hint"));
        view! {
            {summary}
            {frame::head(&cx, &desk.consultation, "rules", t!(cx, "opinion-desk-rules-lead"))}
            <form method="post" action=post::SET_RULES class="form">
                <input type="hidden" name="at" value=slug.to_string() />
                {radios(&cx, &form, "contributions", legend, choices, &rules.contributions)}
                {number_with_hint(&cx, &form, "statements_each".to_owned(), each, rules.statements_each.clone(), STATEMENTS_EACH)}
                {tick_with_hint(&form, "invitations".to_owned(), invitations.0, invitations.1, rules.invitations)}
                <fieldset class="field" aria-describedby="group_names-hint">
                    <legend>{t!(cx, "opinion-desk-group-names")}</legend>
                    <p class="hint" id="group_names-hint">{t!(cx, "opinion-desk-group-names-hint")}</p>
                    {names}
                </fieldset>
                <div class="actions"><button class="primary">{t!(cx, "opinion-desk-save")}</button></div>
            </form>
        }
    }))
}
