//! Filters and counts, compared with counting by hand.

use std::collections::BTreeMap;

use cabildo_domain::SubjectKind;
use cabildo_search::{Document, Facet, Index, Query};
use uuid::Uuid;

use crate::{ask, index_of, proposal, question};

const THEMES: [&str; 3] = ["Movilidad", "Parques", "Cultura"];
const BOROUGHS: [&str; 4] = ["Centro", "Norte", "Sur", "Este"];

/// 300 documents whose properties all follow from their number.
fn documents() -> Vec<Document> {
    (1..=300_usize)
        .map(|number| {
            let title = if number % 3 == 0 {
                "Más árboles"
            } else {
                "Menos ruido"
            };
            let borough = BOROUGHS[number % 4];
            Document {
                kind: if number % 5 == 0 {
                    SubjectKind::Comment
                } else {
                    SubjectKind::Proposal
                },
                consultation: Uuid::from_u128(1000 + number as u128 % 2),
                consultation_slug: format!("consulta-{}", number % 2),
                consultation_title: format!("Consulta {}", number % 2),
                theme: (number % 7 != 0).then(|| THEMES[number % 3 * number % 3].to_owned()),
                area_path: if number % 11 == 0 {
                    Vec::new()
                } else {
                    vec!["Ciudad".to_owned(), borough.to_owned()]
                },
                status: Some(
                    if number % 2 == 0 {
                        "published"
                    } else {
                        "accepted"
                    }
                    .to_owned(),
                ),
                ..proposal(
                    number as i64,
                    title,
                    if number % 4 == 0 {
                        "con árboles"
                    } else {
                        "sin nada"
                    },
                )
            }
        })
        .collect()
}

/// The values that a document has in each of the five facets.
fn values(document: &Document) -> [Vec<String>; 5] {
    [
        vec![document.kind.to_string()],
        vec![document.consultation_slug.clone()],
        document.theme.iter().cloned().collect(),
        document.area_path.clone(),
        document.status.iter().cloned().collect(),
    ]
}

fn matches_trees(document: &Document) -> bool {
    let in_title = document.kind != SubjectKind::Comment && document.title.contains("árboles");
    in_title || document.body.contains("árboles")
}

/// Total and facets, counted the plain way.
fn counted(
    documents: &[Document],
    filters: &[Vec<String>; 5],
) -> (usize, [BTreeMap<String, usize>; 5]) {
    let mut total = 0;
    let mut facets: [BTreeMap<String, usize>; 5] = Default::default();
    for document in documents.iter().filter(|document| matches_trees(document)) {
        let has = values(document);
        let passes = |at: usize| {
            filters[at].is_empty() || has[at].iter().any(|value| filters[at].contains(value))
        };
        total += usize::from((0..5).all(passes));
        for at in 0..5 {
            if (0..5).filter(|other| *other != at).all(passes) {
                for value in &has[at] {
                    *facets[at].entry(value.clone()).or_default() += 1;
                }
            }
        }
    }
    (total, facets)
}

fn found(index: &Index, filters: &[Vec<String>; 5]) -> (usize, [BTreeMap<String, usize>; 5]) {
    let [kinds, consultations, themes, areas, statuses] = filters.clone();
    let kinds = kinds
        .iter()
        .map(|kind| kind.parse().expect("a kind"))
        .collect();
    let page = index
        .search(&Query {
            kinds,
            consultations,
            themes,
            areas,
            statuses,
            ..question("árboles")
        })
        .expect("an answer");
    let listed = |facet: Vec<Facet>| {
        facet
            .into_iter()
            .filter(|facet| facet.count > 0)
            .map(|facet| (facet.value, facet.count))
            .collect()
    };
    let facets = page.facets;
    let facets = [
        facets.kinds,
        facets.consultations,
        facets.themes,
        facets.areas,
        facets.statuses,
    ]
    .map(listed);
    (page.total, facets)
}

#[test]
fn counts_are_those_one_counts_by_hand_whatever_is_chosen() {
    let documents = documents();
    let index = index_of(&documents);
    let options: [&[&[&str]]; 5] = [
        &[&[], &["proposal"], &["comment", "proposal"]],
        &[&[], &["consulta-1"]],
        &[
            &[],
            &["Parques"],
            &["Parques", "Movilidad"],
            &["no such theme"],
        ],
        &[&[], &["Ciudad"], &["Norte", "Sur"]],
        &[&[], &["accepted"]],
    ];
    for number in 0..options.iter().map(|values| values.len()).product() {
        let mut rest: usize = number;
        let filters = options.map(|values| {
            let choice = values[rest % values.len()];
            rest /= values.len();
            choice.iter().map(ToString::to_string).collect()
        });
        assert_eq!(
            found(&index, &filters),
            counted(&documents, &filters),
            "{filters:?}"
        );
    }
}

#[test]
fn counts_hold_over_several_commits_and_after_changes() {
    let mut documents = documents();
    let index = Index::in_memory().expect("an index");
    let mut writer = index.writer().expect("the writer");
    for (at, chunk) in documents.chunks(37).enumerate() {
        chunk
            .iter()
            .for_each(|document| writer.put(document).expect("put"));
        writer.commit(at as i64).expect("commit");
    }
    documents.retain(|document| document.number.is_some_and(|number| number % 6 != 0));
    (1..=50).for_each(|number| writer.delete(Uuid::from_u128(number * 6)));
    documents[10].theme = Some("Otra".to_owned());
    writer.put(&documents[10]).expect("put");
    writer.commit(99).expect("commit");
    for filters in [
        Default::default(),
        [
            vec![],
            vec![],
            vec!["Parques".to_owned()],
            vec!["Sur".to_owned()],
            vec![],
        ],
    ] {
        assert_eq!(found(&index, &filters), counted(&documents, &filters));
    }
}

#[test]
fn a_consultation_is_labelled_with_its_title() {
    let page = ask(&index_of(&documents()), "");
    let labels: Vec<(&str, &str, usize)> = page
        .facets
        .consultations
        .iter()
        .map(|facet| (facet.value.as_str(), facet.label.as_str(), facet.count))
        .collect();
    assert_eq!(
        labels,
        [
            ("consulta-0", "Consulta 0", 150),
            ("consulta-1", "Consulta 1", 150)
        ]
    );
}

#[test]
fn a_chosen_value_stays_listed_when_nothing_has_it() {
    let page = index_of(&documents())
        .search(&Query {
            themes: vec!["Nada".to_owned()],
            ..question("")
        })
        .expect("an answer");
    assert_eq!(page.total, 0);
    assert!(page.facets.themes.contains(&Facet {
        value: "Nada".to_owned(),
        label: "Nada".to_owned(),
        count: 0
    }));
    assert!(
        page.facets.themes.iter().any(|facet| facet.count > 0),
        "the other themes are still offered"
    );
}

#[test]
fn a_hidden_document_is_neither_found_nor_counted() {
    let mut secret = proposal(7, "Palabra secreta", "escondida");
    secret.theme = Some("Tema secreto".to_owned());
    let index = index_of(&[proposal(1, "Palabra pública", ""), secret]);
    assert_eq!(ask(&index, "palabra").total, 2);
    let mut writer = index.writer().expect("the writer");
    writer.delete(Uuid::from_u128(7));
    assert_eq!(ask(&index, "secreta").total, 1, "until the commit");
    writer.commit(2).expect("commit");
    for text in ["secreta", "escondida", "secretaa", "\"palabra secreta\""] {
        let page = ask(&index, text);
        assert!(page.hits.iter().all(|hit| hit.number == Some(1)), "{text}");
        assert_ne!(
            page.corrected.as_deref(),
            Some("secreta"),
            "{text}: nothing that is seen has it"
        );
    }
    let page = ask(&index, "");
    assert_eq!(page.total, 1);
    assert!(page.facets.themes.is_empty());
    assert!(index.complete("secr", 5).expect("an answer").is_empty());
    assert!(
        index
            .similar("Palabra secreta", None, "es", 5)
            .expect("an answer")
            .iter()
            .all(|hit| hit.number == Some(1))
    );
}
