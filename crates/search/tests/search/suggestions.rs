//! Suggestions while typing.

use cabildo_domain::SubjectKind;
use cabildo_search::{Document, Hit, Index};
use uuid::Uuid;

use crate::{index_of, proposal};

fn city() -> Index {
    index_of(&[
        proposal(1, "Más árboles en la Gran Vía", "Sombra para el verano"),
        proposal(
            2,
            "Plantar un árbol por vecino",
            "Que cada barrio tenga sombra",
        ),
        proposal(3, "Autobuses nocturnos", "También los domingos"),
        Document {
            consultation: Uuid::from_u128(5),
            ..proposal(4, "Árboles frutales", "En los colegios")
        },
        Document {
            kind: SubjectKind::Comment,
            number: None,
            ..proposal(5, "Más árboles en la Gran Vía", "más árboles, sí")
        },
        proposal(6, "Carriles para autobuses", "y taxis"),
    ])
}

fn numbers(hits: &[Hit]) -> Vec<i64> {
    hits.iter().filter_map(|hit| hit.number).collect()
}

#[test]
fn proposals_like_the_one_being_written_are_found_and_comments_are_not() {
    let index = city();
    let similar = |title: &str| numbers(&index.similar(title, None, "es", 5).expect("an answer"));
    assert_eq!(similar("Quiero árboles en Gran Via")[0], 1);
    let mut trees = similar("ARBOL");
    trees.sort_unstable();
    assert_eq!(trees, [1, 2, 4]);
    assert!(similar("Piscinas cubiertas").is_empty());
    assert!(similar("de la en un").is_empty(), "only very common words");
    assert!(
        similar("").is_empty(),
        "without a title there is nothing to compare"
    );
    assert!(
        similar("\"árboles\" -frutales").contains(&4),
        "a title is text: its marks mean nothing"
    );
}

#[test]
fn similar_proposals_stay_within_a_consultation_if_one_is_given() {
    let hits = city()
        .similar("árboles", Some(Uuid::from_u128(5)), "es", 5)
        .expect("an answer");
    assert_eq!(numbers(&hits), [4]);
    assert_eq!(hits[0].title_html, "<mark>Árboles</mark> frutales");
}

#[test]
fn a_word_is_found_while_it_is_being_typed() {
    let index = city();
    let complete = |text: &str| {
        let mut found = numbers(&index.complete(text, 10).expect("an answer"));
        found.sort_unstable();
        found
    };
    assert_eq!(complete("auto"), [3, 6]);
    assert_eq!(complete("AUTOB"), [3, 6]);
    assert_eq!(complete("á"), [1, 2, 3, 4, 6]);
    assert_eq!(complete("autobuses noct"), [3]);
    assert_eq!(complete("arb"), [1, 2, 4]);
    assert_eq!(
        complete("autobuses "),
        [3, 6],
        "a finished word counts whole"
    );
    assert_eq!(complete("-taxis autobuse"), [3], "without what is excluded");
    assert_eq!(complete("zzz"), [0; 0]);
    assert_eq!(complete("?!"), [0; 0]);
    let hits = index.complete("noct", 10).expect("an answer");
    assert_eq!(hits[0].title_html, "Autobuses <mark>nocturnos</mark>");
}
