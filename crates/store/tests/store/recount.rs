use cabildo_domain::{Role, Timestamp};
use cabildo_store::{consultation, recount, suite, testing::sample};

suite! {
    async fn an_untouched_database_has_no_difference(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let consultation = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        sample::proposal(&store, consultation, ana, Timestamp(1)).await;
        assert_eq!(recount::differences(&mut store.read().await.unwrap()).await.unwrap(), []);
    }

    async fn every_planted_difference_is_found_and_set_right(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let consultation = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        let quiet = sample::consultation(&store, "quiet", Timestamp(0), 30).await;
        let proposal = sample::proposal(&store, consultation, ana, Timestamp(1)).await;
        store.tamper("UPDATE proposal SET imported_support_count = 40, support_total = 39, comment_count = 2").await;
        store.tamper("UPDATE consultation SET proposal_count = 7, participant_count = -1, last_number = 0").await;
        let mut seen: Vec<(&str, i64, i64)> = recount::differences(&mut store.read().await.unwrap())
            .await
            .unwrap()
            .into_iter()
            .map(|d| {
                assert!([consultation.0, quiet.0, proposal.0].contains(&d.id));
                (d.what, d.stored, d.counted)
            })
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, [
            ("consultation.last_number", 0, 1),
            ("consultation.participant_count", -1, 0),
            ("consultation.participant_count", -1, 0),
            ("consultation.proposal_count", 7, 0),
            ("consultation.proposal_count", 7, 1),
            ("proposal.comment_count", 2, 0),
            ("proposal.support_total", 39, 40),
        ]);
        assert_eq!(recount::fix(&store).await.unwrap().len(), 7);
        assert_eq!(recount::differences(&mut store.read().await.unwrap()).await.unwrap(), []);
        let row = consultation::by_id(&mut store.read().await.unwrap(), consultation).await.unwrap().unwrap();
        assert_eq!((row.counts.proposals, row.counts.participants, row.last_number), (1, 0, 1));
    }
}
