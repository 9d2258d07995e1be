//! Tests of which words are marked and where a text is cut.

use super::*;
use crate::parse::parse;

fn whole(question: &str, text: &str, code: &str) -> String {
    Needles::new(&parse(question).terms, None).whole(text, code)
}

#[test]
fn matches_are_marked_whatever_their_accents_and_endings() {
    let cases = [
        (
            "participacion",
            "La PARTICIPACIÓN cuenta",
            "es",
            "La <mark>PARTICIPACIÓN</mark> cuenta",
        ),
        (
            "participación",
            "participaciones, no partes",
            "es",
            "<mark>participaciones</mark>, no partes",
        ),
        (
            "trees",
            "A tree & <b>trees</b>",
            "en",
            "A <mark>tree</mark> &amp; &lt;b&gt;<mark>trees</mark>&lt;/b&gt;",
        ),
        (
            "京都",
            "東京都と京都",
            "ja",
            "東<mark>京都</mark>と<mark>京都</mark>",
        ),
        (
            "\"carril bici\" -moto",
            "carril bici moto",
            "es",
            "<mark>carril</mark> <mark>bici</mark> moto",
        ),
        (
            "x",
            "\"quoted\" 'too'\n\nend",
            "en",
            "&quot;quoted&quot; &#39;too&#39; end",
        ),
    ];
    for (question, text, code, expected) in cases {
        assert_eq!(whole(question, text, code), expected, "{question}");
    }
}

#[test]
fn a_snippet_shows_the_densest_part_between_words() {
    let text = format!(
        "{}plaza {}plaza con árboles y más árboles {}",
        "uno ".repeat(100),
        "dos ".repeat(100),
        "tres ".repeat(100)
    );
    let snippet = Needles::new(&parse("plaza arboles").terms, None).snippet(&text, "es");
    assert!(snippet.starts_with("…dos "), "{snippet}");
    assert!(
        snippet.contains("<mark>plaza</mark> con <mark>árboles</mark> y más <mark>árboles</mark>"),
        "{snippet}"
    );
    assert!(snippet.ends_with("tres…"), "{snippet}");
    assert!(
        snippet
            .replace("<mark>", "")
            .replace("</mark>", "")
            .chars()
            .count()
            <= SNIPPET + 2,
        "{snippet}"
    );
}

#[test]
fn a_snippet_is_cut_between_clusters_and_says_so() {
    let family = "👩\u{200D}👩\u{200D}👧\u{200D}👦";
    for cluster in [family, "ที่", "स्त्री", "e\u{301}\u{323}", "🇪🇸"] {
        for before in 0..7 {
            let text = format!(
                "{}{} plaza {}",
                "x".repeat(before),
                cluster.repeat(200),
                cluster.repeat(200)
            );
            for question in ["plaza", "nothing"] {
                let snippet = Needles::new(&parse(question).terms, None).snippet(&text, "es");
                let kept = snippet
                    .replace("<mark>", "")
                    .replace("</mark>", "")
                    .replace(['…', ' ', 'x'], "");
                let rest = kept.replace("plaza", "").replace(cluster, "");
                assert_eq!(rest, "", "{snippet}");
                assert!(snippet.ends_with('…'), "{snippet}");
                assert_eq!(snippet.starts_with('…'), question == "plaza", "{snippet}");
            }
        }
    }
    let marks = format!("a{}", "\u{301}".repeat(900));
    let snippet = Needles::new(&[], None).snippet(&marks, "es");
    assert!(snippet.ends_with('…') && snippet.chars().count() <= SNIPPET + 1);
}

#[test]
fn a_short_text_is_its_own_snippet() {
    assert_eq!(
        Needles::new(&[], None).snippet("  Árboles y <bancos> ", "es"),
        " Árboles y &lt;bancos&gt; "
    );
}
