//! Pages follow one another without a gap and without a repeat.

use cabildo_search::{Document, Index, Order, Position, Query};

use crate::{index_of, proposal, question};

fn documents() -> Vec<Document> {
    let document = |number: i64| Document {
        supports: number % 4,
        created_at: 1_000 + number / 10 * if number % 2 == 0 { -1 } else { 1 },
        ..proposal(
            number,
            "Árboles",
            &"árboles y sombra ".repeat(number as usize % 5),
        )
    };
    (1..=97).map(document).collect()
}

/// All numbers, read in pages of `limit`.
fn pages(index: &Index, text: &str, order: Order, limit: usize) -> Vec<i64> {
    let mut numbers = Vec::new();
    let mut after: Option<Position> = None;
    loop {
        let page = index
            .search(&Query {
                order,
                after,
                limit,
                ..question(text)
            })
            .expect("an answer");
        assert_eq!(page.total, 97, "the total is of all pages");
        assert!(page.hits.len() <= limit);
        numbers.extend(page.hits.iter().filter_map(|hit| hit.number));
        match page.next {
            Some(last) => after = Some(last),
            None => return numbers,
        }
    }
}

#[test]
fn paging_neither_skips_nor_repeats_in_any_order() {
    let index = index_of(&documents());
    for order in [Order::Relevance, Order::Newest, Order::Supported] {
        for text in ["árboles", ""] {
            let whole = pages(&index, text, order, 100);
            assert_eq!(whole.len(), 97);
            for limit in [1, 7, 96, 97] {
                assert_eq!(
                    pages(&index, text, order, limit),
                    whole,
                    "{order:?} {text:?} by {limit}"
                );
            }
        }
    }
}

#[test]
fn orders_are_what_they_say_and_ties_go_to_the_newer_id() {
    let documents = documents();
    let index = index_of(&documents);
    let sorted = |key: fn(&Document) -> (i64, u128)| {
        let mut sorted: Vec<&Document> = documents.iter().collect();
        sorted.sort_by_key(|document| std::cmp::Reverse(key(document)));
        sorted
            .into_iter()
            .filter_map(|document| document.number)
            .collect::<Vec<i64>>()
    };
    let newest = sorted(|document| (document.created_at, document.id.as_u128()));
    let supported = sorted(|document| (document.supports, document.id.as_u128()));
    assert_eq!(pages(&index, "árboles", Order::Newest, 10), newest);
    assert_eq!(
        pages(&index, "", Order::Relevance, 10),
        newest,
        "with nothing to match, the newest"
    );
    assert_eq!(pages(&index, "árboles", Order::Supported, 10), supported);
}
