//! The pieces that islands show while somebody types: suggestions under the search field, and similar proposals.

use crate::{request::Cx, t, ui::marked::marked};
use cabildo_domain::SubjectKind;
use cabildo_service::search::find::{Hit, path_of};
use leptos::prelude::*;

/// The list that the island puts under the field; only one exists at a time.
pub fn suggestions(cx: &Cx, hits: Vec<Hit>) -> AnyView {
    let options: Vec<_> = hits
        .into_iter()
        .enumerate()
        .map(|(index, hit)| {
            let (path, note) = (path_of(&hit), note(cx, &hit));
            view! {
                <li role="option" id=format!("suggestion-{index}") aria-selected="false" data-path=path>
                    {marked(hit.title_html, hit.language)} " " <small>{note}</small>
                </li>
            }
        })
        .collect();
    view! { <ul class="listbox" role="listbox" id="suggestions" aria-label=t!(cx, "search-suggestions")>{options}</ul> }
        .into_any()
}

/// The kind of a suggestion, and its consultation.
fn note(cx: &Cx, hit: &Hit) -> String {
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

/// A proposal that sounds like the one being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The path of its page.
    pub path: String,
    pub title: String,
    /// The language of the title.
    pub language: String,
    /// How many people support it, as a sentence.
    pub supports: String,
}

/// The texts of the list about these results.
pub fn described(cx: &Cx, hits: Vec<Hit>) -> Vec<Similar> {
    let similar = hits.into_iter().map(|hit| Similar {
        path: path_of(&hit),
        supports: supports(cx, &hit),
        title: hit.title,
        language: hit.language,
    });
    similar.collect()
}

/// `12 people support it`, and separately the number of imported supports.
fn supports(cx: &Cx, hit: &Hit) -> String {
    let counted = t!(
        cx,
        "search-similar-supports",
        count = hit.supports - hit.imported_supports
    );
    if hit.imported_supports == 0 {
        return counted;
    }
    format!(
        "{counted}{}",
        t!(cx, "supports-brought-in", count = hit.imported_supports)
    )
}

/// The content beside the title; `None` when nothing sounds alike.
pub fn list(cx: &Cx, similar: Vec<Similar>) -> Option<AnyView> {
    let rows: Vec<_> = similar
        .into_iter()
        .map(|one| {
            view! {
                <li><a href=one.path lang=one.language dir="auto">{one.title}</a> " " <small>{one.supports}</small></li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="similar" aria-labelledby="similar">
                <h2 id="similar">{t!(cx, "search-similar-title")}</h2>
                <p>{t!(cx, "search-similar-hint")}</p>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}
