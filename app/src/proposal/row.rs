//! A proposal as a row of a list.

use crate::{
    request::Cx,
    t,
    ui::{author, status, supports, time},
};
use cabildo_domain::{Language, address, consultation::Slug, proposal::Status};
use cabildo_service::proposal::ProposalCard;
use leptos::prelude::*;

/// The level of the heading above the rows.
#[derive(Clone, Copy)]
pub enum Under {
    /// The page's own title.
    Page,
    /// A section of the page.
    Section,
}

/// Rows one under the other, of a consultation whose themes and areas are named in `language`.
pub fn rows(
    cx: &Cx,
    slug: &Slug,
    language: &Language,
    under: Under,
    cards: Vec<ProposalCard>,
) -> AnyView {
    let items: Vec<_> = cards
        .into_iter()
        .map(|card| view! { <li>{row(cx, slug, language, under, card)}</li> })
        .collect();
    view! { <ul class="rows">{items}</ul> }.into_any()
}

fn row(cx: &Cx, slug: &Slug, language: &Language, under: Under, card: ProposalCard) -> AnyView {
    let lang = card.language.to_string();
    // Most proposals are open, so only the others get a badge.
    let badge = (card.status != Status::Published).then(|| status::badge(cx, card.status));
    let tags = card.theme.iter().chain(&card.area);
    let tags: Vec<_> = tags
        .map(|label| view! { <li lang=language.to_string() dir="auto">{label.to_string()}</li> })
        .collect();
    let tags = (!tags.is_empty()).then(|| view! { <ul class="tags">{tags}</ul> });
    let mine = card
        .mine
        .then(|| view! { <span class="badge">{t!(cx, "proposal-row-mine")}</span> });
    let title = view! { <a href=address::proposal(slug, card.number) lang=lang.clone() dir="auto">{card.title.to_string()}</a> };
    let title = match under {
        Under::Page => view! { <h2>{title}</h2> }.into_any(),
        Under::Section => view! { <h3>{title}</h3> }.into_any(),
    };
    let checking = card.checking_until.map(|until| {
        let text = t!(cx, "support-row-checking", until = time::ending(cx, until));
        view! { <p class="hint">{text}</p> }
    });
    view! {
        <article class="row">
            {title}
            <p class="meta">{badge} {author::inline(cx, &card.author)} {time::ago(cx, card.created_at)} {mine}</p>
            <p class="excerpt" lang=lang dir="auto">{card.excerpt.clone()}</p>
            {tags}
            {counts(cx, &card)}
            {checking}
        </article>
    }
    .into_any()
}

fn counts(cx: &Cx, card: &ProposalCard) -> AnyView {
    view! {
        <p class="counts">
            {supports::supports(cx, card.counted, card.imported)}
            " "
            <span>
                <strong class="figure">{cx.number(card.comments)}</strong>
                " "
                {t!(cx, "proposal-row-comments", count = card.comments)}
            </span>
        </p>
    }
    .into_any()
}
