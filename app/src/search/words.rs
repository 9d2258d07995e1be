//! What a result is, in words; and the addresses of searches.

use crate::{request::Cx, t, ui::link::with_query};
use cabildo_domain::{SubjectKind, proposal::Status};
use cabildo_service::search::find::{Hit, SearchForm};

/// The path of the search page.
pub const PATH: &str = "/search";

/// The name and value pairs of a form; the place in the list is left out.
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

/// The address of a search.
pub fn address(form: &SearchForm) -> String {
    with_query(PATH, &pairs(form))
}

/// The address of the same search without filters.
pub fn without_filters(form: &SearchForm) -> String {
    with_query(PATH, &[("q", &form.q), ("order", &form.order)])
}

/// What a value of a filter is called.
pub fn value_label(cx: &Cx, filter: &str, value: &str, label: &str) -> String {
    match filter {
        "kind" => cx.word("search-kind", value),
        "status" if value.parse::<Status>().is_ok() => cx.word("status", value),
        _ => label.to_owned(),
    }
}

/// What a suggestion is, and where.
pub fn note(cx: &Cx, hit: &Hit) -> String {
    match hit.kind {
        SubjectKind::Proposal => {
            let counted = hit.supports - hit.imported_supports;
            let note = t!(
                cx,
                "search-note-proposal",
                count = counted,
                place = hit.consultation_title.as_str()
            );
            match hit.imported_supports {
                0 => note,
                imported => format!("{note}{}", t!(cx, "supports-brought-in", count = imported)),
            }
        }
        SubjectKind::Comment => t!(
            cx,
            "search-note-comment",
            place = hit.consultation_title.as_str()
        ),
        SubjectKind::Statement => t!(
            cx,
            "search-note-statement",
            place = hit.consultation_title.as_str()
        ),
        SubjectKind::Consultation | SubjectKind::Account => t!(cx, "search-note-consultation"),
    }
}
