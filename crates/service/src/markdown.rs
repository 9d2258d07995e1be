//! Markdown of people to HTML that is safe on every page, and to plain text for the index.
//!
//! pulldown-cmark renders, ammonia cleans from an empty list of allowed tags. The source is stored, the HTML is
//! kept beside it with [`VERSION`]; a page that finds an older version renders again.

use ammonia::{Builder, UrlRelative};
use cabildo_domain::{Invalid, limits::Length, text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The version of the rules below; raise it when they change.
pub const VERSION: i64 = 3;

/// How deep quotations, and lists, may lie in each other: on a phone deeper ones would leave no room for words.
const DEEPEST: usize = 4;

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
        Event::Start(Tag::Heading {
            level: from,
            id,
            classes,
            attrs,
        }) => {
            open.retain(|above| *above < from);
            open.push(from);
            Event::Start(Tag::Heading {
                level: level(open),
                id,
                classes,
                attrs,
            })
        }
        Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(level(open))),
        // What looks like HTML is shown as it was typed.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        other => other,
    }
}

/// Lays what is nested deeper than [`DEEPEST`] beside what it is nested in; no word is lost. Pictures are not shown:
/// their descriptions are.
fn shallow<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut flat: Vec<Event<'a>> = Vec::new();
    let (mut quotes, mut lists) = (0_usize, 0_usize);
    // An item was closed for the list inside it; whatever else it holds begins an item of its own.
    let mut is_between = false;
    for event in events {
        let begins_list = matches!(event, Event::Start(Tag::List(_)));
        if is_between && !begins_list {
            is_between = false;
            if matches!(event, Event::End(TagEnd::Item)) {
                continue;
            }
            flat.push(Event::Start(Tag::Item));
        }
        let shown = match event {
            Event::Start(Tag::BlockQuote(_)) => {
                quotes += 1;
                quotes <= DEEPEST
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                quotes = quotes.saturating_sub(1);
                quotes < DEEPEST
            }
            Event::Start(Tag::List(_)) => {
                lists += 1;
                lists <= DEEPEST
            }
            Event::End(TagEnd::List(_)) => {
                lists = lists.saturating_sub(1);
                is_between = lists >= DEEPEST;
                lists < DEEPEST
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => false,
            _ => true,
        };
        if shown {
            flat.push(event);
        } else if begins_list
            && !std::mem::take(&mut is_between)
            && flat
                .pop_if(|last| *last == Event::Start(Tag::Item))
                .is_none()
        {
            flat.push(Event::End(TagEnd::Item));
        }
    }
    flat
}

/// Renders a text to HTML that can stand on any page.
pub fn render(source: &str) -> String {
    let mut unsafe_html = String::with_capacity(source.len() * 3 / 2);
    let mut open = Vec::new();
    let events = shallow(parser(source)).into_iter();
    html::push_html(
        &mut unsafe_html,
        events.map(|event| lower(event, &mut open)),
    );
    CLEANER.clean(&unsafe_html).to_string()
}

/// The HTML kept beside a text, or the text rendered again when other rules made that HTML.
pub fn current(source: &str, html: String, version: i64) -> String {
    if version == VERSION {
        html
    } else {
        render(source)
    }
}

/// The words of a text without their markup, blocks separated by a line end.
pub fn plain(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for event in parser(source) {
        match event {
            Event::Text(piece)
            | Event::Code(piece)
            | Event::Html(piece)
            | Event::InlineHtml(piece) => {
                text.push_str(&piece);
            }
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock,
            ) => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Whether what people will read of a text, its markup taken away, has the characters it must have.
///
/// # Errors
/// [`Invalid::TooShort`].
pub fn says_enough(source: &str, length: Length) -> Result<(), Invalid> {
    let said = text::clean(&plain(source)).chars().count();
    if said < length.min {
        Err(Invalid::TooShort {
            min: length.min as u32,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::limits;
    use proptest::prelude::*;

    #[test]
    fn what_is_nested_too_deeply_is_laid_flat_and_no_word_is_lost() {
        let deepest = |html: &str, tag: &str| {
            let (mut depth, mut most) = (0_i32, 0_i32);
            for piece in html.split('<') {
                depth += i32::from(piece.starts_with(&format!("{tag}>")))
                    - i32::from(piece.starts_with(&format!("/{tag}>")));
                most = most.max(depth);
            }
            assert_eq!(depth, 0, "{html}");
            most
        };
        let quotes = render(&(">".repeat(2_990) + " the end"));
        assert_eq!(
            (deepest(&quotes, "blockquote"), quotes.contains("the end")),
            (4, true)
        );
        let list: String = (0..60)
            .map(|n| format!("{}- level {n}\n", "  ".repeat(n)))
            .collect();
        let html = render(&list);
        assert_eq!(deepest(&html, "ul"), 4);
        assert!(
            (0..60)
                .all(|n| html.contains(&format!("level {n}\n"))
                    || html.contains(&format!("level {n}<"))),
            "{html}"
        );
        assert!(!html.contains("<li></li>"), "{html}");
        let mixed = "- a\n  - b\n    - c\n      - d\n        - e\n\n        more of d\n      - f\n    - g\n";
        let html = render(mixed);
        assert!(
            ["a", "b", "c", "d", "e", "more of d", "f", "g"]
                .iter()
                .all(|word| html.contains(word)),
            "{html}"
        );
        assert_eq!(deepest(&html, "li"), 4);
    }

    #[test]
    fn a_text_of_markup_alone_says_nothing() {
        for (source, enough) in [
            ("*".repeat(27), false),
            ("> ".repeat(20), false),
            (
                "[shade]: https://example.org/a/long/address".to_owned(),
                false,
            ),
            ("**Trees**, and many benches.".to_owned(), true),
        ] {
            assert_eq!(
                says_enough(&source, limits::PROPOSAL_BODY).is_ok(),
                enough,
                "{source}"
            );
        }
    }

    #[test]
    fn of_a_picture_its_description_is_shown() {
        assert_eq!(
            render("![A bench](https://tracker.example/x.png)"),
            "<p>A bench</p>\n"
        );
    }

    #[test]
    fn markdown_becomes_the_allowed_tags() {
        assert_eq!(
            render("# A\n\n*b* **c**"),
            "<h3>A</h3>\n<p><em>b</em> <strong>c</strong></p>\n"
        );
        let link = render("[x](https://example.org)");
        assert!(
            link.contains("rel=\"nofollow ugc noopener noreferrer\""),
            "{link}"
        );
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
            let bad = [
                "<script",
                "<img",
                "<a href=\"javascript",
                "<a href=\"data",
                "<a href=\"//",
            ];
            assert!(
                bad.iter().all(|bad| !html.contains(bad)),
                "{source} -> {html}"
            );
        }
    }

    #[test]
    fn plain_text_keeps_the_words() {
        assert_eq!(
            plain("# One\n\ntwo *three*\n- four"),
            "One\ntwo three\nfour"
        );
    }

    proptest! {
        #[test]
        fn no_word_is_lost_however_it_is_nested(source in "([>*\\- ]{0,12}[a-z]{1,3}\n){0,12}") {
            let words = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            let html = render(&source);
            let shown: String = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect();
            prop_assert_eq!(words(&shown.replace("&gt;", "")), words(&source), "{}", html);
        }

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
