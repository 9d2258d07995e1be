//! Imports of public data sets of Polis, compared with their published matrices. `cargo xtask test` runs these tests only if
//! it finds the data, which is not part of this repository (see CONTRIBUTING.md).

use super::*;
use crate::harness::public_data;
use cabildo_insight::polis::read_published;
use std::fs::File;

/// Imports a data set twice, and compares every cell with the published matrix.
async fn published_matrix_is_met(store: &TestStore, name: &str) {
    let folder = public_data("polis").join(name);
    let world = World::over(store);
    let (outcome, remarks) = bring_in(&world, &folder).await;
    let outcome = outcome.unwrap();
    assert_eq!(remarks, Vec::<String>::new());
    let file = |name: &str| File::open(folder.join(name)).unwrap();
    let comments =
        cabildo_insight::polis::read_comments("comments.csv", file("comments.csv")).unwrap();
    let texts: BTreeMap<u64, String> = comments
        .iter()
        .map(|comment| (comment.id, cabildo_domain::clean::clean_line(&comment.body)))
        .collect();
    let published =
        read_published("participants-votes.csv", file("participants-votes.csv")).unwrap();
    let expected: BTreeMap<(u64, String), i64> = published
        .cells
        .iter()
        .map(|((person, comment), answer)| {
            ((*person, texts[comment].clone()), i64::from(answer.value()))
        })
        .collect();
    assert_eq!(matrix(store).await, expected);
    assert_eq!(outcome.statements, comments.len() as u64);
    assert_eq!(world.service.recount(false).await.unwrap(), []);
    let (again, _) = bring_in(&world, &folder).await;
    let again = again.unwrap();
    assert_eq!((again.statements, again.people, again.votes), (0, 0, 0));
    assert_eq!(
        again.known + again.repeated,
        outcome.votes + outcome.repeated + outcome.statements
    );
}

suite! {
    #[ignore = "reads public data sets"]
    async fn brexit_meets_its_published_matrix(store: TestStore) {
        published_matrix_is_met(&store, "brexit-consensus").await;
    }

    #[ignore = "reads public data sets"]
    async fn ssis_meets_its_published_matrix(store: TestStore) {
        published_matrix_is_met(&store, "ssis.land-bank-farmland").await;
    }

    #[ignore = "reads public data sets"]
    async fn vtaiwan_meets_its_published_matrix(store: TestStore) {
        published_matrix_is_met(&store, "vtaiwan.uberx").await;
    }

    #[ignore = "reads public data sets"]
    async fn austria_meets_its_published_matrix(store: TestStore) {
        published_matrix_is_met(&store, "austria-climate.5twd2jsnkf").await;
    }
}
