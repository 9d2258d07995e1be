//! The address of a search, with its words, filters and order.

use crate::ui::link::with_query;
use cabildo_domain::address;
use cabildo_service::search::find::SearchForm;

/// The name and value pairs of a form, without the position in the list.
pub fn pairs(form: &SearchForm) -> Vec<(&str, &str)> {
    let mut pairs = vec![("q", form.q.as_str())];
    for filter in SearchForm::FILTERS {
        pairs.extend(
            form.chosen(filter)
                .iter()
                .map(|value| (filter, value.as_str())),
        );
    }
    pairs.push(("order", form.order.as_str()));
    pairs
}

/// The address of this search.
pub fn of(form: &SearchForm) -> String {
    with_query(address::SEARCH, &pairs(form))
}

/// The address of the same search without filters.
pub fn without_filters(form: &SearchForm) -> String {
    with_query(address::SEARCH, &[("q", &form.q), ("order", &form.order)])
}
