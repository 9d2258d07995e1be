//! Tests of which words find which texts.

use cabildo_domain::{SubjectKind, subject::Commentable};
use cabildo_search::{Document, Passage, Understood};

use crate::{ask, index_of, numbers, proposal, question};

fn city() -> Vec<Document> {
    vec![
        proposal(1, "Participación en los barrios", "Más asambleas"),
        proposal(2, "PARTICIPACIÓN", "en mayúsculas"),
        proposal(3, "Nuevas participaciones", "de la gente"),
        proposal(
            4,
            "Canciones en la plaza",
            "Una canción al día para los niños y las niñas",
        ),
        proposal(5, "Plantar árboles", "Un árbol por cada coche"),
        proposal(
            6,
            "Carril bici seguro",
            "Separar la bici del coche y de la moto",
        ),
        proposal(7, "Una bici para cada carril", "No hay orden aquí"),
        Document {
            language: "en".to_owned(),
            ..proposal(
                8,
                "Cycling lanes",
                "Safe cycle lanes for the children of the city",
            )
        },
        Document {
            language: "ja".to_owned(),
            ..proposal(9, "東京都の公園", "公園に木を植える")
        },
        Document {
            language: "th".to_owned(),
            ..proposal(10, "สวนสาธารณะ", "ปลูกต้นไม้")
        },
        Document {
            language: "de".to_owned(),
            ..proposal(11, "Mehr Bäume für die Straße", "Schatten im Sommer")
        },
        Document {
            language: String::new(),
            ..proposal(12, "Bancos públicos", "sin idioma conocido")
        },
    ]
}

#[test]
fn accents_case_and_endings_make_no_difference() {
    let index = index_of(&city());
    let cases: [(&str, &[i64]); 20] = [
        ("participacion", &[1, 2, 3]),
        ("participación", &[1, 2, 3]),
        ("PARTICIPACIÓN", &[1, 2, 3]),
        ("participacio\u{301}n", &[1, 2, 3]),
        ("participaciones", &[1, 2, 3]),
        ("canción", &[4]),
        ("cancion", &[4]),
        ("canciones", &[4]),
        ("nina", &[4]),
        ("niñas", &[4]),
        ("arbol", &[5]),
        ("árboles", &[5]),
        ("arboles", &[5]),
        ("cycles", &[8]),
        ("lane city", &[8]),
        ("strasse", &[11]),
        ("Baum", &[11]),
        ("bäume", &[11]),
        ("publicos", &[12]),
        ("PÚBLICOS", &[12]),
    ];
    for (text, expected) in cases {
        let page = ask(&index, text);
        assert_eq!(
            (numbers(&page), page.corrected, page.partly),
            (expected.to_vec(), None, false),
            "{text}"
        );
        assert_eq!(page.total, expected.len(), "{text}");
    }
}

#[test]
fn texts_without_spaces_are_found_by_any_part_of_two_characters_and_by_one() {
    let index = index_of(&city());
    for (text, expected) in [
        ("東京", 9),
        ("公園", 9),
        ("木", 9),
        ("京都", 9),
        ("สวน", 10),
        ("ต้นไม้", 10),
    ] {
        assert_eq!(numbers(&ask(&index, text)), [expected], "{text}");
    }
    assert_eq!(
        ask(&index, "東公").total,
        0,
        "characters that do not stand together"
    );
}

#[test]
fn all_words_are_required_and_excluded_words_are_not_there() {
    let index = index_of(&city());
    let cases: [(&str, &[i64]); 7] = [
        ("bici coche", &[6]),
        ("bici", &[6, 7]),
        ("bici -moto", &[7]),
        ("árboles -\"carril bici\"", &[5]),
        ("coche -motos", &[5]),
        ("bici -\"carril bici\"", &[7]),
        ("-bici -coche -participación -canción", &[8, 9, 10, 11, 12]),
    ];
    for (text, expected) in cases {
        assert_eq!(numbers(&ask(&index, text)), expected, "{text}");
    }
}

#[test]
fn a_phrase_is_found_in_its_order_only() {
    let index = index_of(&city());
    for (text, expected) in [
        ("\"carril bici\"", vec![6]),
        ("\"Carril Bici", vec![6]),
        ("«bici para cada»", vec![7]),
        ("\"bici carril\"", vec![]),
    ] {
        assert_eq!(numbers(&ask(&index, text)), expected, "{text}");
    }
    assert_eq!(
        ask(&index, "\"seguro separar\"").total,
        0,
        "no phrase reaches from the title into the body"
    );
    assert_eq!(ask(&index, "\"seguro 6\"").total, 0, "nor to the number");
}

#[test]
fn very_common_words_do_not_count_unless_there_are_no_others() {
    let index = index_of(&city());
    let page = ask(&index, "los árboles de la calle de los");
    assert_eq!(
        (numbers(&page), page.partly),
        (vec![5], true),
        "árboles is half of the words that count"
    );
    assert_eq!(numbers(&ask(&index, "el carril de la bici")), [6, 7]);
    let page = ask(&index, "de la");
    assert_eq!(page.understood, Understood::OnlyStopWords);
    assert_eq!(numbers(&page), [3, 6]);
    let page = ask(&index, "\"de la gente\"");
    assert_eq!(
        (numbers(&page), page.understood),
        (vec![3], Understood::Words)
    );
}

#[test]
fn a_misspelt_word_is_corrected_only_when_nothing_has_it() {
    let index = index_of(&city());
    let page = ask(&index, "particpacion");
    assert_eq!(numbers(&page), [1, 2, 3]);
    assert_eq!(page.corrected.as_deref(), Some("participación"));
    let page = ask(&index, "carrlil bici, seguro");
    assert_eq!(
        (numbers(&page), page.corrected.as_deref()),
        (vec![6], Some("carril bici, seguro"))
    );
    assert_eq!(
        ask(&index, "bixi").corrected.as_deref(),
        Some("bici"),
        "four letters, one wrong"
    );
    assert_eq!(
        ask(&index, "bxc").total,
        0,
        "three letters are too few to guess"
    );
    assert_eq!(
        ask(&index, "2019").total,
        0,
        "a number is not a misspelling of another"
    );
}

#[test]
fn without_a_match_of_all_words_matches_of_half_are_shown_and_marked() {
    let index = index_of(&city());
    let page = ask(&index, "canciones arboles plaza");
    assert_eq!((numbers(&page), page.partly), (vec![4], true));
    assert!(!ask(&index, "canciones plaza").partly);
}

#[test]
fn a_match_in_the_title_comes_before_one_in_the_body() {
    let long = "Un texto que habla de muchas cosas de la ciudad y una vez de fuentes entre ellas.";
    let index = index_of(&[
        proposal(1, "Otra cosa", long),
        proposal(2, "Fuentes", "Agua"),
        proposal(3, "Más", long),
    ]);
    let first = ask(&index, "fuente")
        .hits
        .into_iter()
        .next()
        .expect("a hit");
    assert_eq!(first.number, Some(2));
    assert!(first.score > 0.0);
}

#[test]
fn a_number_finds_its_proposal() {
    let index = index_of(&city());
    assert_eq!(numbers(&ask(&index, "11")), [11]);
}

#[test]
fn a_comment_is_found_by_its_own_words_and_shows_its_proposals_title() {
    let comment = Document {
        kind: SubjectKind::Comment,
        number: None,
        parent_kind: Some(Commentable::Proposal),
        parent_number: Some(5),
        ..proposal(900, "Plantar árboles", "Yo prefiero fuentes & sombra")
    };
    let index = index_of(&[comment, proposal(5, "Plantar árboles", "")]);
    assert_eq!(ask(&index, "arboles").total, 1);
    let page = ask(&index, "fuentes");
    assert_eq!(
        (page.hits[0].kind, page.hits[0].parent_number),
        (SubjectKind::Comment, Some(5))
    );
    assert_eq!(page.hits[0].title, "Plantar árboles");
    assert_eq!(
        page.hits[0].snippet_html,
        "Yo prefiero <mark>fuentes</mark> &amp; sombra"
    );
    let page = ask(&index, "sombra plantar árboles prefiero");
    let comment = page
        .hits
        .iter()
        .find(|hit| hit.kind == SubjectKind::Comment)
        .expect("the comment");
    assert_eq!(
        comment.title_html, "Plantar árboles",
        "its proposal's title is not what matched"
    );
}

#[test]
fn a_further_text_is_found_in_its_own_language_and_shown() {
    let passage = |text: &str, language: &str| Passage {
        text: text.to_owned(),
        language: language.to_owned(),
    };
    let passages = vec![
        passage("We will plant sycamores.", "en"),
        passage("Antes dijimos que no", "es"),
    ];
    let body = "Un árbol por cada vecino";
    let index = index_of(&[
        Document {
            passages,
            ..proposal(1, "Más sombra", body)
        },
        proposal(2, "Plant", "We plant"),
    ]);
    let shown = |text: &str| {
        let page = ask(&index, text);
        assert_eq!((numbers(&page), page.partly), (vec![1], false), "{text}");
        (
            page.hits[0].snippet_html.clone(),
            page.hits[0].snippet_language.clone(),
        )
    };
    let answer = "We will plant <mark>sycamores</mark>.";
    assert_eq!(
        shown("sycamore"),
        (answer.to_owned(), "en".to_owned()),
        "stems of another language"
    );
    assert_eq!(shown("dijimos").1, "es");
    assert_eq!(
        shown("sombra"),
        (body.to_owned(), "es".to_owned()),
        "the body where nothing in it matched"
    );
    assert_eq!(shown("vecinos sycamores").1, "es", "the body first");
    assert_eq!(
        ask(&index, "\"sycamores antes\"").total,
        0,
        "no phrase reaches from one text into the next"
    );
    assert_eq!(
        ask(&index, "sicamores").corrected.as_deref(),
        Some("sycamores")
    );
}

#[test]
fn hits_show_what_matched_and_escape_the_rest() {
    let index = index_of(&[proposal(
        1,
        "<script>alert(1)</script> participación",
        "La «participación» & más",
    )]);
    let page = ask(&index, "participacion");
    assert_eq!(
        page.hits[0].title_html,
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>participación</mark>"
    );
    assert_eq!(
        page.hits[0].snippet_html,
        "La «<mark>participación</mark>» &amp; más"
    );
}

#[test]
fn texts_in_other_languages_than_the_readers_are_found_by_their_stems_too() {
    let index = index_of(&city());
    let page = index
        .search(&cabildo_search::Query {
            language: "en".to_owned(),
            ..question("canciones")
        })
        .expect("an answer");
    assert_eq!(numbers(&page), [4]);
}
