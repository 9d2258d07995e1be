//! Turns people's Markdown into HTML that is safe on every page, and into plain text for the index.
//!
//! pulldown-cmark renders, and ammonia removes every tag that is not in our list. The source is stored, and its HTML
//! beside it with [`VERSION`]; a page that finds an older version renders again.

mod spelling;

use ammonia::{Builder, UrlRelative};
use cabildo_domain::{Invalid, clean::clean, excerpt, limits::Length};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// The version of the rules below; raise it when they change.
pub const VERSION: i64 = 4;

/// How deep quotations and lists may be nested: deeper ones would leave no room for words on a phone.
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
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("ol", "start") => is_first_number(value).then_some(value.into()),
            _ => Some(value.into()),
        })
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener noreferrer"))
        .clean_content_tags(HashSet::from(["script", "style"]));
    builder
});

const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH;

/// Whether a list may begin with this number.
fn is_first_number(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_digit())
        && value
            .parse()
            .is_ok_and(|first: u64| first <= spelling::LAST)
}

/// Headings of a text are put below the page's own: the first becomes h3 whatever its number of `#`, the next level h4,
/// and so on to h5, so that no level is skipped. `open` has the levels of the headings above the present one.
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
        // Text that looks like HTML is shown as it was typed.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::SoftBreak => Event::HardBreak,
        other => other,
    }
}

/// Moves content that is nested deeper than [`DEEPEST`] up beside its parent; no word is lost. Pictures are replaced by
/// their descriptions.
fn shallow<'a>(events: impl Iterator<Item = Event<'a>>) -> Vec<Event<'a>> {
    let mut flat: Vec<Event<'a>> = Vec::new();
    let (mut quotes, mut lists) = (0_usize, 0_usize);
    // An item was closed for the list inside it; further content of the item begins an item of its own.
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

/// Renders a text to HTML that is safe on any page.
pub fn render(source: &str) -> String {
    let mut unsafe_html = String::with_capacity(source.len() * 3 / 2);
    let mut open = Vec::new();
    let source = spelling::corrected(source, OPTIONS);
    let events = shallow(Parser::new_ext(&source, OPTIONS)).into_iter();
    html::push_html(
        &mut unsafe_html,
        events.map(|event| lower(event, &mut open)),
    );
    CLEANER.clean(&unsafe_html).to_string()
}

/// The stored HTML of a text, or new HTML when other rules made the stored one.
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
    let source = spelling::corrected(source, OPTIONS);
    for event in Parser::new_ext(&source, OPTIONS) {
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

/// The beginning of a text as lists show it: at most `most` characters on one line, without markup, and "…" exactly
/// when something was cut. `is_whole` is false for a source that is itself only a beginning.
pub fn summary(source: &str, most: usize, is_whole: bool) -> String {
    let plain = plain(source);
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    excerpt::excerpt(&line, most, is_whole).into_owned()
}

/// Whether a text without its markup still has the required number of characters.
///
/// # Errors
/// [`Invalid::TooShort`].
pub fn says_enough(source: &str, length: Length) -> Result<(), Invalid> {
    let said = clean(&plain(source)).chars().count();
    if said < length.min {
        Err(Invalid::TooShort {
            min: length.min as u32,
        })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
