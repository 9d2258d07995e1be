//! Atom feeds (RFC 4287): `/feed.atom` has the news of all consultations, `/c/{slug}/feed.atom` of one.
//!
//! People's texts are plain text here, never markup; hidden things are in no feed.

use crate::api::v1::etag;
use atom_syndication::{Entry, Feed as Atom, FixedDateTime, Generator, Link, Person, Text};
use axum::{
    Router,
    extract::Path,
    http::header,
    middleware::from_fn,
    response::{IntoResponse, Response},
    routing::get,
};
use cabildo_app::{document::Failure, request::Cx, ui::author};
use cabildo_domain::{Refusal, Timestamp, address, consultation::Slug};
use cabildo_service::{
    author::AuthorView,
    feed::{Feed, FeedEntry, News},
};

/// The addresses of the feeds.
pub fn routes() -> Router {
    Router::new()
        .route(address::FEED, get(place))
        .route(address::CONSULTATION_FEED, get(consultation))
        .layer(from_fn(etag::tag))
}

async fn place(cx: Cx) -> Result<Response, Failure> {
    let feed = cx.service.consultations().feed(None).await?;
    Ok(answer(&cx, feed, "", address::FEED))
}

async fn consultation(cx: Cx, Path(slug): Path<String>) -> Result<Response, Failure> {
    let slug = Slug::parse(&slug).map_err(|_| Refusal::NotFound)?;
    let feed = cx.service.consultations().feed(Some(&slug)).await?;
    let (page, own) = (
        address::consultation(&slug),
        address::consultation_feed(&slug),
    );
    Ok(answer(&cx, feed, &page, &own))
}

/// The feed at the address `own`, for the page at `page`.
fn answer(cx: &Cx, feed: Feed, page: &str, own: &str) -> Response {
    let text = document(cx, feed, page, own).to_string();
    let headers = [
        (header::CONTENT_TYPE, "application/atom+xml; charset=utf-8"),
        (header::VARY, "Cookie, Accept-Language"),
    ];
    (headers, text).into_response()
}

fn document(cx: &Cx, feed: Feed, page: &str, own: &str) -> Atom {
    let home = address::absolute(&cx.site.public_url, page);
    let own = address::absolute(&cx.site.public_url, own);
    let title = feed.title.map_or_else(
        || cx.site.name.clone(),
        |title| format!("{title} – {}", cx.site.name),
    );
    // A feed is dated by its newest entry, so that an unchanged feed has an unchanged tag.
    let updated = feed
        .entries
        .iter()
        .map(updated_at)
        .max()
        .unwrap_or(Timestamp(0));
    Atom {
        title: plain(&title),
        id: own.clone(),
        updated: instant(updated),
        authors: vec![Person {
            name: clean(&cx.site.name),
            ..Person::default()
        }],
        links: vec![
            link("self", own, Some("application/atom+xml")),
            link("alternate", home, Some("text/html")),
        ],
        generator: Some(Generator {
            value: "Cabildo".to_owned(),
            ..Generator::default()
        }),
        entries: feed
            .entries
            .into_iter()
            .map(|item| entry(cx, item))
            .collect(),
        ..Atom::default()
    }
}

fn entry(cx: &Cx, item: FeedEntry) -> Entry {
    let (updated, title) = (updated_at(&item), item.title.to_string());
    let (title, authors) = match item.news {
        News::Proposed {
            author:
                AuthorView::Erased
                | AuthorView::SecretLink
                | AuthorView::WalkUpCode
                | AuthorView::Paper
                | AuthorView::Imported { name: None },
            ..
        } => (title, Vec::new()),
        News::Proposed { ref author, .. } => (
            title,
            vec![Person {
                name: clean(&author::name(cx, author)),
                ..Person::default()
            }],
        ),
        News::Answered { .. } => (
            format!("{}: {title}", cx.text("feed-answer", None)),
            Vec::new(),
        ),
    };
    let page = address::proposal(&item.slug, item.number);
    let page = address::absolute(&cx.site.public_url, &page);
    Entry {
        title: plain(&title),
        id: format!("urn:uuid:{}", item.id),
        updated: instant(updated),
        published: Some(instant(item.at)),
        authors,
        links: vec![link("alternate", page, Some("text/html"))],
        summary: Some(Text {
            lang: Some(item.language.to_string()),
            ..plain(&item.summary)
        }),
        ..Entry::default()
    }
}

fn updated_at(entry: &FeedEntry) -> Timestamp {
    match entry.news {
        News::Proposed { updated_at, .. } => updated_at.max(entry.at),
        News::Answered { corrected_at } => corrected_at.unwrap_or(entry.at),
    }
}

fn link(rel: &str, href: String, kind: Option<&str>) -> Link {
    Link {
        rel: rel.to_owned(),
        href,
        mime_type: kind.map(str::to_owned),
        ..Link::default()
    }
}

fn plain(text: &str) -> Text {
    Text::plain(clean(text))
}

/// The text without characters that XML 1.0 cannot express, however escaped.
fn clean(text: &str) -> String {
    let is_sayable = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    text.chars().filter(is_sayable).collect()
}

fn instant(at: Timestamp) -> FixedDateTime {
    let at = at.clamp(Timestamp::MIN, Timestamp::MAX);
    let text = jiff::Timestamp::from_millisecond(at.0)
        .unwrap_or_default()
        .to_string();
    text.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_xml_cannot_hold_are_left_out() {
        assert_eq!(clean("a\u{0}b\u{8}c\u{FFFF}\n🌳<"), "abc\n🌳<");
        assert_eq!(
            instant(Timestamp(1_772_366_400_000)).to_rfc3339(),
            "2026-03-01T12:00:00+00:00"
        );
    }
}
