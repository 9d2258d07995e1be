//! Tests that every typed question gets an answer, also an odd one.

use cabildo_search::{Document, Query, Understood};
use proptest::prelude::*;

use crate::{ask, index_of, proposal, question};

#[test]
fn odd_questions_are_answered_with_sense() {
    let index = index_of(&[
        proposal(1, "Árboles 🌳 y más", "Un texto con \"comillas\""),
        proposal(2, "東京", ""),
    ]);
    let cases = [
        ("", Understood::Blank, 2),
        (" \t\n", Understood::Blank, 2),
        ("???", Understood::Empty, 0),
        ("\"", Understood::Empty, 0),
        ("- -\"\" --", Understood::Empty, 0),
        ("🌳", Understood::Empty, 0),
        ("\u{0}\u{1b}[31m", Understood::Words, 0),
        ("\u{0}árboles\u{7}", Understood::Words, 1),
        ("\"comillas", Understood::Words, 1),
        ("árboles)", Understood::Words, 1),
        ("title:árboles^9 AND", Understood::Words, 0),
        ("arboles*", Understood::Words, 1),
        ("\u{202e}árboles", Understood::Words, 1),
    ];
    for (text, understood, total) in cases {
        let page = ask(&index, text);
        assert_eq!(
            (page.understood, page.total),
            (understood, total),
            "{text:?}"
        );
        assert_eq!(page.hits.len(), total, "{text:?}");
    }
}

#[test]
fn ten_thousand_bytes_are_cut_and_said_to_be() {
    let index = index_of(&[proposal(1, "Árboles", "")]);
    for text in [
        "árboles ".repeat(1_250),
        "x".repeat(10_000),
        "\"árboles ".repeat(1_000),
        "東".repeat(4_000),
    ] {
        assert_eq!(ask(&index, &text).understood, Understood::Cut);
    }
    assert_eq!(ask(&index, &"árboles ".repeat(1_250)).total, 1);
}

#[test]
fn an_empty_index_answers_too() {
    let index = cabildo_search::Index::in_memory().expect("an index");
    for text in ["", "árboles", "\"dos palabras\"", "-x"] {
        assert_eq!(ask(&index, text).total, 0, "{text}");
    }
    assert!(index.is_empty());
    assert!(
        index
            .similar("árboles", None, "es", 5)
            .expect("an answer")
            .is_empty()
    );
    assert!(index.complete("ar", 5).expect("an answer").is_empty());
}

#[test]
fn a_page_of_no_hits_and_one_of_too_many_are_brought_to_what_is_allowed() {
    let index = index_of(&[proposal(1, "a1", ""), proposal(2, "a2", "")]);
    assert_eq!(
        index
            .search(&Query {
                limit: 0,
                ..question("")
            })
            .expect("an answer")
            .hits
            .len(),
        1
    );
    assert_eq!(
        index
            .search(&Query {
                limit: usize::MAX,
                ..question("")
            })
            .expect("an answer")
            .hits
            .len(),
        2
    );
}

/// Pieces of which questions are made, besides any characters at all.
fn bits() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("árboles".to_owned()),
        Just("\"".to_owned()),
        Just("-".to_owned()),
        Just(" ".to_owned()),
        Just("東京".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("ﷺ".to_owned()),
        Just("İ".to_owned()),
        Just("«".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(bit, 0..40).prop_map(|bits| bits.concat())
}

#[test]
fn no_text_at_all_makes_it_fail() {
    let documents = [
        proposal(1, "Árboles y bancos", "東京 e\u{301} İ ﷺ"),
        proposal(2, "bancos", "árboles"),
    ];
    let index = index_of(&documents);
    proptest!(ProptestConfig::with_cases(300), |(text in bits(), code in "[a-z]{0,3}")| {
        let page = index.search(&Query { language: code.clone(), ..question(&text) }).expect("an answer");
        prop_assert!(page.hits.len() == page.total);
        index.similar(&text, None, &code, 5).expect("an answer");
        index.complete(&text, 5).expect("an answer");
    });
}

#[test]
fn any_text_can_be_put_and_shown() {
    let config = ProptestConfig::with_cases(40);
    let languages = prop_oneof!["ar", "el", "es", "nl", "ta", "tr", "zz"];
    proptest!(config, |(title in bits(), body in bits(), language in languages)| {
        let index = index_of(&[Document { language, ..proposal(1, &title, &body) }]);
        let page = ask(&index, "");
        prop_assert_eq!(page.total, 1);
        let rest = page.hits[0].snippet_html.replace("<mark>", "").replace("</mark>", "");
        prop_assert!(!rest.contains('<'), "{}", rest);
        ask(&index, &title);
    });
}
