//! Filters of a search as plain checkboxes with counts.

use super::query;
use crate::{request::Cx, t};
use cabildo_domain::{address, proposal::Status};
use cabildo_service::search::find::{Facet, SearchForm, SearchPage, values};
use leptos::prelude::*;

/// The number of values of a filter that are always visible; the others are folded away.
const SEEN: usize = 8;

/// The form of filters; `None` when there is nothing to choose.
pub fn view(cx: &Cx, page: &SearchPage) -> Option<AnyView> {
    let form = &page.form;
    let facets: Vec<AnyView> = SearchForm::FILTERS
        .into_iter()
        .filter_map(|filter| facet(cx, page, filter))
        .collect();
    if facets.is_empty() {
        return None;
    }
    let chosen = form.filters() as i64;
    let badge = (chosen > 0).then(|| view! { " " <span class="badge">{cx.number(chosen)}</span> });
    let clear = (chosen > 0)
        .then(|| view! { <a class="button quiet" href=query::without_filters(form)>{t!(cx, "search-filter-clear")}</a> });
    Some(
        view! {
            <form class="filters" method="get" action=address::SEARCH aria-label=t!(cx, "search-filter")>
                <input type="hidden" name="q" value=form.q.clone() />
                {order_field(form)}
                <details>
                    <summary>{t!(cx, "search-filter")} {badge}</summary>
                    {facets}
                    <div class="actions"><button>{t!(cx, "search-filter-apply")}</button> {clear}</div>
                </details>
            </form>
        }
        .into_any(),
    )
}

/// The order as a hidden field, when it is not the usual one.
pub fn order_field(form: &SearchForm) -> Option<AnyView> {
    let order = form.order.clone();
    (!order.is_empty())
        .then(|| view! { <input type="hidden" name="order" value=order /> }.into_any())
}

/// The filters as hidden fields, for the form with the box.
pub fn hidden_fields(form: &SearchForm) -> Vec<AnyView> {
    let chosen = SearchForm::FILTERS.into_iter().flat_map(|filter| {
        form.chosen(filter)
            .iter()
            .map(move |value| (filter, value.clone()))
    });
    chosen
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any())
        .collect()
}

fn facet(cx: &Cx, page: &SearchPage, filter: &'static str) -> Option<AnyView> {
    let chosen = page.form.chosen(filter);
    let all = values(&page.facets, filter);
    // A single value is no choice, but a chosen value can always be removed.
    if all.len() < 2 && chosen.is_empty() {
        return None;
    }
    let (mut seen, mut folded) = (Vec::new(), Vec::new());
    for (place, value) in all.iter().enumerate() {
        let ticked = chosen.contains(&value.value);
        let list = if place < SEEN || ticked {
            &mut seen
        } else {
            &mut folded
        };
        list.push(choice(cx, filter, value, ticked));
    }
    let more = folded.len() as i64;
    let folded = (more > 0)
        .then(|| view! { <details><summary>{t!(cx, "search-filter-more", count = more)}</summary>{folded}</details> });
    Some(
        view! { <fieldset class="facet"><legend>{cx.word("search-filter", filter)}</legend>{seen}{folded}</fieldset> }
            .into_any(),
    )
}

fn choice(cx: &Cx, filter: &'static str, value: &Facet, ticked: bool) -> AnyView {
    let label = value_label(cx, filter, &value.value, &value.label);
    let dir = matches!(filter, "consultation" | "theme" | "area").then_some("auto");
    view! {
        <label class="choice">
            <input type="checkbox" name=filter value=value.value.clone() checked=ticked />
            " "
            <span><span dir=dir>{label}</span> " " <span class="figure">{cx.number(value.count as i64)}</span></span>
        </label>
    }
    .into_any()
}

/// The name of a filter's value for people.
pub fn value_label(cx: &Cx, filter: &str, value: &str, label: &str) -> String {
    match filter {
        "kind" => cx.word("search-kind", value),
        "status" if value.parse::<Status>().is_ok() => cx.word("status", value),
        _ => label.to_owned(),
    }
}
