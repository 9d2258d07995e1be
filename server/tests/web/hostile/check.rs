//! Checks that an answer contains no foreign script.

use crate::support::Page;
use scraper::{Html, Selector, node::Element};
use serde_json::Value;

/// Elements that no page of ours has: the tests' site has no assets, so not even the script of the islands.
const NEVER: &str =
    "script, iframe, frame, object, embed, base, style, applet, form form, meta[http-equiv]";

/// A whole page: one title, one first heading, and no markup but ours.
pub fn page(page: &Page) {
    let html = page.html();
    let context = format!("{} as {}", page.path, page.texts(".who").concat());
    for (selector, count) in [
        ("head title", 1),
        ("h1", 1),
        ("main", 1),
        ("body > footer", 1),
    ] {
        assert_eq!(
            page.texts(selector).len(),
            count,
            "{selector} on {context}: {}",
            page.body
        );
    }
    let images = Selector::parse("img").expect("a selector");
    let foreign = html
        .select(&images)
        .find(|image| image.value().attr("src") != Some("/favicon.svg"));
    assert!(foreign.is_none(), "{context}: {foreign:?}");
    fragment(&html, &context);
    // Characters that hide or reverse text must not appear in a name or a title.
    for text in page.texts("title, h1") {
        assert!(
            !text.contains(['\u{202E}', '\u{2066}', '\0']),
            "{context}: {text:?}"
        );
    }
}

/// A part of a page, as islands get it.
pub fn part(page: &Page) {
    fragment(&Html::parse_fragment(&page.body), &page.path);
}

fn fragment(html: &Html, context: &str) {
    let never = Selector::parse(NEVER).expect("a selector");
    let found: Vec<_> = html.select(&never).map(|element| element.html()).collect();
    assert!(found.is_empty(), "{context}: {found:?}");
    for element in html
        .tree
        .nodes()
        .filter_map(|node| node.value().as_element())
    {
        attributes(element, context);
    }
}

fn attributes(element: &Element, context: &str) {
    for (name, value) in element.attrs() {
        assert!(
            !name.starts_with("on") && !matches!(name, "style" | "srcdoc"),
            "{context}: {element:?}"
        );
        if matches!(
            name,
            "href" | "src" | "action" | "formaction" | "cite" | "poster" | "ping" | "background"
        ) {
            let address: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect::<String>()
                .to_lowercase();
            let runs = ["javascript:", "vbscript:", "data:"]
                .iter()
                .any(|scheme| address.starts_with(scheme));
            assert!(!runs, "{context}: {element:?}");
        }
    }
}

/// Data: said to be data, not to be sniffed, and where it carries HTML, HTML without scripts.
pub fn json(page: &Page, kind: &str) {
    assert!(
        kind.starts_with("application/json") || kind.starts_with("application/problem+json"),
        "{}: {kind}",
        page.path
    );
    assert_eq!(
        page.headers["x-content-type-options"], "nosniff",
        "{}",
        page.path
    );
    let value = serde_json::from_str(&page.body).expect("JSON");
    strings("", &value, &page.path);
}

fn strings(key: &str, value: &Value, path: &str) {
    match value {
        Value::String(text) if key.ends_with("html") => fragment(&Html::parse_fragment(text), path),
        Value::Array(items) => items.iter().for_each(|item| strings(key, item, path)),
        Value::Object(entries) => entries
            .iter()
            .for_each(|(key, item)| strings(key, item, path)),
        _ => {}
    }
}
