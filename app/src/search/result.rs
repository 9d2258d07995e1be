//! Draws one result of a search: its kind, its consultation, its status, its age and the text that matched.

use super::filters;
use crate::{
    request::Cx,
    t,
    ui::{marked::marked, supports, time},
};
use cabildo_domain::{SubjectKind, Timestamp, address, consultation::Slug};
use cabildo_service::search::find::{Hit, path_of};
use leptos::prelude::*;

/// Results one under the other.
pub fn rows(cx: &Cx, hits: &[Hit]) -> AnyView {
    let items: Vec<_> = hits
        .iter()
        .map(|hit| view! { <li>{row(cx, hit)}</li> })
        .collect();
    view! { <ul class="rows">{items}</ul> }.into_any()
}

/// The facts that a result shows beside its title and text, by its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The kind.
    Consultation,
    /// The kind, the consultation, and the number of supports.
    Supported,
    /// The consultation. The link's text names the kind.
    Remark,
    /// The kind and the consultation.
    Place,
}

impl Told {
    const fn of(kind: SubjectKind) -> Self {
        match kind {
            SubjectKind::Consultation => Self::Consultation,
            SubjectKind::Proposal => Self::Supported,
            SubjectKind::Comment => Self::Remark,
            SubjectKind::Statement | SubjectKind::Account => Self::Place,
        }
    }
}

fn row(cx: &Cx, hit: &Hit) -> AnyView {
    // The index escapes people's texts and adds nothing but `<mark>`.
    let (title, snippet) = (hit.title_html.clone(), hit.snippet_html.clone());
    let lang = hit.language.clone();
    let told = Told::of(hit.kind);
    let before = (told == Told::Remark).then(|| t!(cx, "search-comment-on"));
    let kind = (told != Told::Remark).then(
        || view! { <span class="badge">{cx.word("search-kind-one", hit.kind.as_str())}</span> " " },
    );
    let status = hit
        .status
        .as_ref()
        .filter(|status| *status != "published")
        .map(|status| {
            let label = filters::value_label(cx, "status", status, status);
            view! { <span class="status" data-status=status.clone()>{label}</span> " " }
        });
    let place = (told != Told::Consultation).then(|| {
        let href = address::consultation(&Slug::trusted(hit.consultation_slug.clone()));
        view! { <a href=href dir="auto">{hit.consultation_title.clone()}</a> " " }
    });
    let excerpt = (!snippet.is_empty())
        .then(|| view! { <p class="excerpt">{marked(snippet, hit.snippet_language.clone())}</p> });
    let tags = hit
        .theme
        .clone()
        .map(|theme| view! { <ul class="tags"><li dir="auto">{theme}</li></ul> });
    view! {
        <article class="row">
            <h2>
                <a href=path_of(hit)>
                    {before} " "
                    {marked(title, lang)}
                </a>
            </h2>
            <p class="meta">
                {kind}
                {status}
                {place}
                {time::ago(cx, Timestamp(hit.created_at))}
            </p>
            {excerpt}
            {tags}
            {counts(cx, hit)}
        </article>
    }
    .into_any()
}

fn counts(cx: &Cx, hit: &Hit) -> Option<AnyView> {
    (Told::of(hit.kind) == Told::Supported).then(|| {
        let counted = hit.supports - hit.imported_supports;
        view! { <p class="counts">{supports::supports(cx, counted, hit.imported_supports)}</p> }
            .into_any()
    })
}
