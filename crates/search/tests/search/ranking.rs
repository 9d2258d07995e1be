//! Tests of the order by relevance: consultations and proposals come before comments and statements about them.

use cabildo_domain::{SubjectKind, subject::Commentable};
use cabildo_search::{Document, Hit, Index};
use uuid::Uuid;

use crate::{ask, index_of, proposal};

/// A comment on the given proposal.
fn comment(number: i64, about: &Document, body: &str) -> Document {
    Document {
        kind: SubjectKind::Comment,
        number: None,
        parent_kind: Some(Commentable::Proposal),
        parent_number: about.number,
        status: None,
        ..proposal(number, &about.title, body)
    }
}

fn statement(number: i64, text: &str) -> Document {
    Document {
        kind: SubjectKind::Statement,
        status: None,
        ..proposal(number, text, "")
    }
}

/// A few proposals among a thousand comments, most of them short, as imports are.
fn imported() -> Index {
    let graffiti = proposal(
        1,
        "Plan integral contra grafitis",
        "Limpiar las paredes y dar otras a quien pinta.",
    );
    let cycling = proposal(
        2,
        "Aparcamientos seguros y gratuitos para la bicicleta en cada barrio de la ciudad",
        "",
    );
    let parking = proposal(
        3,
        "Menos coches",
        &"Hace falta espacio para todo el mundo en la calle. ".repeat(20),
    );
    let parking = Document {
        body: format!("{} Y aparcar la bicicleta.", parking.body),
        ..parking
    };
    let mut documents = vec![graffiti.clone(), cycling.clone(), parking];
    for number in 0..1_000 {
        let (about, body) = match number % 5 {
            0 => (&cycling, "Bicicleta, bicicleta y bicicleta"),
            1 => (&graffiti, "Grafitis"),
            2 => (
                &graffiti,
                "¡Plan integral contra grafitis ya! Plan contra grafitis, plan integral, grafitis.",
            ),
            3 => (&cycling, "De acuerdo"),
            _ => (&graffiti, "No sé si eso cuesta mucho dinero."),
        };
        documents.push(comment(1_000 + number, about, body));
    }
    documents.push(statement(7, "La bicicleta, sí, la bicicleta"));
    documents.push(Document {
        kind: SubjectKind::Consultation,
        id: Uuid::from_u128(1 << 100),
        number: None,
        status: None,
        ..proposal(0, "La ciudad en bicicleta", "Cómo moverse")
    });
    index_of(&documents)
}

fn places(hits: &[Hit]) -> Vec<(SubjectKind, Option<i64>)> {
    hits.iter().map(|hit| (hit.kind, hit.number)).collect()
}

#[test]
fn a_title_comes_before_a_thousand_comments_that_say_the_same() {
    let index = imported();
    let first = |text: &str, most: usize| places(&ask(&index, text).hits[..most]);
    let (idea, whole) = (SubjectKind::Proposal, (SubjectKind::Consultation, None));
    for text in ["bicicleta", "bicicletas", "BICICLETA"] {
        assert_eq!(first(text, 2), [whole, (idea, Some(2))], "{text}");
    }
    for text in [
        "grafitis",
        "grafiti",
        "Plan integral contra grafitis",
        "\"plan integral\"",
        "gratifis integral",
    ] {
        assert_eq!(first(text, 1), [(idea, Some(1))], "{text}");
    }
    let completed = |text: &str| places(&index.complete(text, 2).expect("an answer"));
    assert_eq!(completed("bicicl"), [whole, (idea, Some(2))]);
    assert_eq!(completed("plan integral contra graf")[0], (idea, Some(1)));
    let similar = index
        .similar("Plan contra los grafitis", None, "es", 5)
        .expect("an answer");
    assert_eq!(places(&similar), [(idea, Some(1))]);
}

#[test]
fn texts_that_match_as_well_are_ranked_by_their_kind() {
    let text = "Que haya fuentes en las plazas y sombra en verano";
    let about = proposal(1, "Menos calor", text);
    let index = index_of(&[statement(9, text), about.clone(), comment(50, &about, text)]);
    let hits = ask(&index, "fuentes").hits;
    assert_eq!(hits[0].kind, SubjectKind::Proposal);
    assert!(
        (hits[1].score - hits[2].score).abs() < 0.001,
        "a statement is a text like a comment: {hits:?}"
    );
    assert!(hits[1].score > 0.0);
}

#[test]
fn a_statement_and_a_comment_are_ranked_by_what_they_say() {
    let about = proposal(1, "Fuentes en las plazas", "");
    let long = format!(
        "Una vez hubo fuentes. {}",
        "Ahora no hay nada de eso por aquí. ".repeat(20)
    );
    let index = index_of(&[
        comment(50, &about, &long),
        comment(51, &about, "Las fuentes refrescan"),
        statement(9, "Las fuentes refrescan"),
    ]);
    let page = ask(&index, "fuentes");
    assert_eq!(page.total, 3);
    assert_eq!(page.hits[2].id, Uuid::from_u128(50));
    assert_eq!(page.hits[0].score, page.hits[1].score);
}
