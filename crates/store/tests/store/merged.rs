use cabildo_domain::{Role, Timestamp};
use cabildo_store::{proposal, recount, suite, testing::sample};

/// The migration's statement that points older mergers to their ends, as both engines run it.
fn old_chains() -> &'static str {
    let sql = include_str!("../../../../migrations/sqlite/0018_merged_end.sql");
    assert!(
        include_str!("../../../../migrations/postgres/0018_merged_end.sql")
            .contains("WITH RECURSIVE chain")
    );
    let begin = sql.find("WITH RECURSIVE").expect("the statement");
    let end = sql[begin..].find(';').expect("its end");
    &sql[begin..begin + end]
}

suite! {
    async fn chains_from_before_lead_to_their_ends(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let consultation = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        for at in 1..=5 {
            sample::proposal(&store, consultation, ana, Timestamp(at)).await;
        }
        for into in [
            "UPDATE proposal SET status = 'merged', merged_into = (SELECT id FROM proposal WHERE number = 2) WHERE number = 1",
            "UPDATE proposal SET status = 'merged', merged_into = (SELECT id FROM proposal WHERE number = 3) WHERE number = 2",
            "UPDATE proposal SET status = 'merged', merged_into = (SELECT id FROM proposal WHERE number = 4) WHERE number = 3",
        ] {
            store.tamper(into).await;
        }
        store.tamper(old_chains()).await;
        let mut tx = store.read().await.unwrap();
        for (number, expected) in [(1, Some((2, 4))), (2, Some((3, 4))), (3, Some((4, 4))), (4, None), (5, None)] {
            let found = proposal::by_number(&mut tx, consultation, number, None).await.unwrap().unwrap();
            assert_eq!(found.merged.map(|merged| (merged.first, merged.end.number)), expected, "{number}");
        }
    }

    async fn an_end_that_is_wrong_is_told_and_set_right(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let consultation = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        for at in 1..=4 {
            sample::proposal(&store, consultation, ana, Timestamp(at)).await;
        }
        for into in [
            "UPDATE proposal SET merged_into = (SELECT id FROM proposal WHERE number = 2),
                 merged_end = (SELECT id FROM proposal WHERE number = 3) WHERE number = 1",
            "UPDATE proposal SET merged_into = (SELECT id FROM proposal WHERE number = 3),
                 merged_end = (SELECT id FROM proposal WHERE number = 3) WHERE number = 2",
        ] {
            store.tamper(into).await;
        }
        let told = async || {
            let found = recount::differences(&mut store.read().await.unwrap()).await.unwrap();
            let ends = found.into_iter().filter(|difference| difference.what == "proposal.merged_end");
            ends.map(|difference| (difference.stored, difference.counted)).collect::<Vec<_>>()
        };
        assert_eq!(told().await, []);
        store.tamper("UPDATE proposal SET merged_end = (SELECT id FROM proposal WHERE number = 2) WHERE number = 1").await;
        store.tamper("UPDATE proposal SET merged_end = NULL WHERE number = 2").await;
        store.tamper("UPDATE proposal SET merged_end = (SELECT id FROM proposal WHERE number = 1) WHERE number = 4").await;
        assert_eq!(told().await, [(2, 3), (0, 3), (1, 0)]);
        recount::fix(&store).await.unwrap();
        assert_eq!(told().await, []);
    }
}
