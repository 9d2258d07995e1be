//! Markdown of people to HTML that is safe on every page, and to plain text for the index.
//!
//! pulldown-cmark renders, ammonia cleans from an empty list of allowed tags. The source is stored, the HTML is
//! kept beside it with [`VERSION`]; a page that finds an older version renders again.

use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The version of the rules below; raise it when they change.
pub const VERSION: i64 = 2;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "del",
            "a",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "h3",
            "h4",
            "h5",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener noreferrer"))
        .clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH)
}

/// Headings of a text lie below the page's own: the first becomes h3 whatever its number of `#`, one below it
/// h4, and so on to h5, so that no level is skipped. `open` holds the levels of the headings above the present one.
fn lower<'a>(event: Event<'a>, open: &mut Vec<HeadingLevel>) -> Event<'a> {
    use pulldown_cmark::HeadingLevel::{H3, H4, H5};
    let level = |open: &Vec<HeadingLevel>| match open.len() {
        0 | 1 => H3,
        2 => H4,
        _ => H5,
    };
    match event {
        Event::Start(Tag::Heading { level: from, id, classes, attrs }) => {
            open.retain(|above| *above < from);
            open.push(from);
            Event::Start(Tag::Heading { level: level(open), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(level(open))),
        // What looks like HTML is shown as it was typed.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        other => other,
    }
}

/// Renders a text to HTML that can stand on any page.
pub fn render(source: &str) -> String {
    let mut unsafe_html = String::with_capacity(source.len() * 3 / 2);
    let mut open = Vec::new();
    html::push_html(&mut unsafe_html, parser(source).map(|event| lower(event, &mut open)));
    CLEANER.clean(&unsafe_html).to_string()
}

/// The HTML kept beside a text, or the text rendered again when other rules made that HTML.
pub fn current(source: &str, html: String, version: i64) -> String {
    if version == VERSION { html } else { render(source) }
}

/// The words of a text without their markup, blocks separated by a line end.
pub fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for event in parser(source) {
        match event {
            Event::Text(piece) | Event::Code(piece) | Event::Html(piece) | Event::InlineHtml(piece) => {
                text.push_str(&piece);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markdown_becomes_the_allowed_tags() {
        assert_eq!(render("# A\n\n*b* **c**"), "<h3>A</h3>\n<p><em>b</em> <strong>c</strong></p>\n");
        let link = render("[x](https://example.org)");
        assert!(link.contains("rel=\"nofollow ugc noopener noreferrer\""), "{link}");
    }

    #[test]
    fn headings_never_skip_a_level() {
        let html = render("### A\n\n##### B\n\n# C");
        assert_eq!(html, "<h3>A</h3>\n<h4>B</h4>\n<h3>C</h3>\n");
    }

    #[test]
    fn hostile_text_comes_out_harmless() {
        for source in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "![x](https://tracker.example/x.png)",
            "<a href=\"data:text/html,x\">x</a>",
            "</textarea><script>alert(1)</script>",
            "[x](//evil.example)",
        ] {
            let html = render(source);
            let bad = ["<script", "<img", "<a href=\"javascript", "<a href=\"data", "<a href=\"//"];
            assert!(bad.iter().all(|bad| !html.contains(bad)), "{source} -> {html}");
        }
    }

    #[test]
    fn plain_text_keeps_the_words() {
        assert_eq!(plain("# One\n\ntwo *three*\n- four"), "One\ntwo three\nfour");
    }

    proptest! {
        #[test]
        fn no_attribute_but_href_and_rel_ever_comes_out(source in "[ -~\n]{0,300}") {
            let html = render(&source);
            let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
            for tag in tags {
                let inner = tag.trim_start_matches('/');
                prop_assert!(!inner.contains('=') || inner.starts_with("a "), "{}", tag);
            }
        }
    }
}
