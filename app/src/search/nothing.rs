//! The page of a search without results, with other ways to go on.

use super::query;
use crate::{request::Cx, t, ui::link::with_query};
use cabildo_domain::{address, excerpt::beginning, limits, phase::Activity};
use cabildo_service::{
    consultation::{ConsultationCard, ListKind},
    search::find::{SearchPage, Understood},
};
use leptos::prelude::*;

/// Consultations that take proposals now; loaded only when nothing was found.
pub async fn open_calls(cx: &Cx) -> Result<Vec<ConsultationCard>, cabildo_service::Error> {
    let mut open = cx
        .service
        .consultations()
        .list(ListKind::Open, None)
        .await?
        .items;
    open.retain(|card| {
        card.current_phase()
            .is_some_and(|phase| phase.permits(Activity::Propose))
    });
    open.truncate(3);
    Ok(open)
}

/// The content in place of the results.
pub fn view(cx: &Cx, page: &SearchPage, open: &[ConsultationCard]) -> AnyView {
    let form = &page.form;
    let has_words = page.understood != Understood::Empty && !form.q.trim().is_empty();
    let text = match page.understood {
        Understood::Empty => t!(cx, "search-nothing-no-words"),
        _ if form.filters() > 0 => t!(cx, "search-nothing-filters"),
        Understood::Blank => t!(cx, "search-nothing-at-all"),
        _ => t!(cx, "search-nothing-hint"),
    };
    let wider = (form.filters() > 0)
        .then(|| view! { <a class="button primary" href=query::without_filters(form)>{t!(cx, "search-nothing-wider")}</a> });
    let everything = (!form.q.is_empty())
        .then(|| view! { <a class="button" href=address::SEARCH>{t!(cx, "search-nothing-everything")}</a> });
    let title = beginning(&form.q, limits::PROPOSAL_TITLE.max);
    let propose: Vec<_> = open
        .iter()
        .filter(|_| has_words)
        .map(|card| {
            let href = with_query(&address::propose(&card.slug), &[("title", title.trim())]);
            view! { <a class="button" href=href>{t!(cx, "search-nothing-propose", place = card.title.as_str())}</a> " " }
        })
        .collect();
    view! {
        <div class="empty">
            <h2>{t!(cx, "search-nothing-title")}</h2>
            <p>{text}</p>
            <div class="actions">{wider} " " {everything} " " {propose}</div>
        </div>
    }
    .into_any()
}
