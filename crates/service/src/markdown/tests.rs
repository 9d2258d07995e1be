//! The HTML and the plain text that various sources become.

use super::*;
use cabildo_domain::limits;
use proptest::prelude::*;

#[test]
fn deep_nesting_is_flattened_and_no_word_is_lost() {
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
        (0..60).all(
            |n| html.contains(&format!("level {n}\n")) || html.contains(&format!("level {n}<"))
        ),
        "{html}"
    );
    assert!(!html.contains("<li></li>"), "{html}");
    let mixed =
        "- a\n  - b\n    - c\n      - d\n        - e\n\n        more of d\n      - f\n    - g\n";
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

/// The targets of a text's links, with the link texts.
fn links(source: &str) -> Vec<(String, String)> {
    let html = render(source);
    let found = html.split("<a href=\"").skip(1).filter_map(|rest| {
        let (href, rest) = rest.split_once('"')?;
        let text = rest.split_once('>')?.1.split_once("</a>")?.0;
        Some((href.replace("&amp;", "&"), text.replace("&amp;", "&")))
    });
    found.collect()
}

#[test]
fn a_bare_address_is_a_link_to_exactly_that_address() {
    for address in [
        "https://example.org",
        "http://example.org/map.php?from=a_b&to=_c_#part_2",
        "https://example.org/_drafts_/plan__of_the__square.pdf",
        "https://example.org/*stars*/~~waves~~/x",
        "https://es.example.org/wiki/Plaza_(Madrid)",
        "https://example.org/?filter[area]=north",
        "https://example.org/a&copy;b",
        "HTTPS://Example.ORG/Path",
        "https://example.org:8443/x",
        "https://example.org#above",
    ] {
        for text in [
            address.to_owned(),
            format!("See {address}."),
            format!("(see {address})"),
            format!("**{address}** and _{address}_, or \"{address}\"; “{address}”!"),
            format!("- {address}\n\n> {address}, they say\n\n# {address}"),
            format!("看{address}。"),
        ] {
            let found = links(&text);
            assert!(!found.is_empty(), "{text}");
            for (href, shown) in found {
                assert_eq!(shown, address, "{text}");
                let plain = href.replace("%5B", "[").replace("%5D", "]");
                assert_eq!(plain, address, "{text}");
            }
            assert!(plain(&text).contains(address), "{}", plain(&text));
        }
    }
}

#[test]
fn addresses_without_a_scheme_and_in_other_scripts_lead_where_they_say() {
    let www = links("Look at www.example.org/a_b_c, please");
    assert_eq!(
        www,
        [(
            "https://www.example.org/a_b_c".to_owned(),
            "www.example.org/a_b_c".to_owned()
        )]
    );
    let [(href, shown)] = &links("Siehe https://bücher.example/straße.")[..] else {
        panic!()
    };
    assert_eq!(shown, "https://bücher.example/straße");
    assert!(
        href.starts_with("https://b") && href.ends_with("e"),
        "{href}"
    );
    // Escaped by hand or by an importer.
    let escaped = links("https://example.org/a\\_b\\_c\\*");
    assert_eq!(escaped[0].1, "https://example.org/a_b_c");
}

#[test]
fn code_links_and_what_is_no_address_are_left_alone() {
    for text in [
        "`https://example.org/_a_`",
        "    https://example.org/code",
        "```\nwww.example.org\n```",
        "https://",
        "http://@",
        "www.",
        "a://example.org and xhttps://example.org",
        "https://bank.example@elsewhere.example/log-in",
        "ana@www.example.org",
    ] {
        assert_eq!(links(text), [], "{text}");
    }
    let one = |text: &str| {
        let found = links(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    };
    assert_eq!(
        one("[https://shown.example](https://led.example)").0,
        "https://led.example"
    );
    assert_eq!(
        one("<https://example.org/_a_>").1,
        "https://example.org/_a_"
    );
    assert_eq!(
        one("[the _plan_ at www.example.org](https://led.example/)").0,
        "https://led.example/"
    );
    assert_eq!(
        links("![https://example.org](https://example.org/x.png)"),
        []
    );
}

#[test]
fn many_half_addresses_take_time_in_proportion() {
    for piece in [
        "https://@",
        "www.(",
        "https://a.example/(",
        "https://[",
        "https://a.example,",
    ] {
        let html = render(&piece.repeat(20_000 / piece.len()));
        assert!(html.len() > 10_000, "{piece}");
    }
}

#[test]
fn a_list_begins_at_its_number_and_a_year_begins_a_sentence() {
    assert_eq!(
        render("5. Fifth article\n6. Sixth article"),
        "<ol start=\"5\">\n<li>Fifth article</li>\n<li>Sixth article</li>\n</ol>\n"
    );
    assert!(render("0) zero").starts_with("<ol start=\"0\">"));
    assert_eq!(render("1. one"), "<ol>\n<li>one</li>\n</ol>\n");
    assert!(render("31. Oktober").starts_with("<ol start=\"31\">"));
    assert_eq!(
        render("1986. A great year."),
        "<p>1986. A great year.</p>\n"
    );
    assert_eq!(
        render("1985) dry\n1990) wet"),
        "<p>1985) dry<br>\n1990) wet</p>\n"
    );
    assert_eq!(
        render("- 2024. A bad one"),
        "<ul>\n<li>2024. A bad one</li>\n</ul>\n"
    );
    assert_eq!(
        render("> 1986. 1987. Both"),
        "<blockquote>\n<p>1986. 1987. Both</p>\n</blockquote>\n"
    );
    assert_eq!(plain("1986. A great year."), "1986. A great year.");
    // Also after a list.
    let after = render("5. Fifth\n\n1986. A great year.");
    assert!(after.ends_with("<p>1986. A great year.</p>\n"), "{after}");
}

#[test]
fn a_summary_ends_between_clusters_and_words_and_says_that_it_was_cut() {
    assert_eq!(
        summary("**Más** árboles\n\n- uno", 220, true),
        "Más árboles uno"
    );
    let long = summary(&"palabra ".repeat(60), 220, true);
    assert!(
        long.ends_with("palabra…") && long.chars().count() <= 221,
        "{long}"
    );
    assert_eq!(summary(&"ñ".repeat(400), 220, true).chars().count(), 221);
    let family = "👩\u{200D}👩\u{200D}👦";
    assert_eq!(
        summary(&family.repeat(3), 12, true),
        format!("{}…", family.repeat(2))
    );
    assert_eq!(summary("All of it", 220, false), "All of…");
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
    fn no_attribute_but_those_of_links_and_the_number_of_a_list_ever_comes_out(source in "[ -~\n]{0,300}") {
        let html = render(&source);
        let tags = html.split('<').skip(1).filter_map(|rest| rest.split('>').next());
        for tag in tags {
            let inner = tag.trim_start_matches('/');
            let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let list = inner.strip_prefix("ol start=\"").and_then(|rest| rest.strip_suffix('"'));
            prop_assert!(!inner.contains('=') || inner.starts_with("a ") || list.is_some_and(is_number), "{}", tag);
        }
    }
}
