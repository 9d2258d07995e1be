use cabildo_domain::{
    Subject, Timestamp,
    event::{NewEvent, Verb},
};
use cabildo_store::{Store, consumer, event, suite};
use uuid::Uuid;

const NAME: &str = "maps of opinions";
const SOON: Timestamp = Timestamp(1_000);

async fn an_event(store: &Store) -> i64 {
    let mut tx = store.write().await.unwrap();
    let new = NewEvent {
        verb: Verb::StatementsAnswered,
        subject: Subject::consultation(Uuid::now_v7().into()),
        consultation: None,
        actor: None,
        at: Timestamp(1),
    };
    let seq = event::append(&mut tx, &[new]).await.unwrap();
    tx.commit().await.unwrap();
    seq
}

async fn lease(store: &Store, node: Uuid, now: i64) -> Option<i64> {
    let mut tx = store.write().await.unwrap();
    let until = Timestamp(now + SOON.0);
    let place = consumer::lease(&mut tx, NAME, node, Timestamp(now), until)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    place
}

async fn advance(store: &Store, node: Uuid, seq: i64) -> bool {
    let mut tx = store.write().await.unwrap();
    let moved = consumer::advance(&mut tx, NAME, node, seq).await.unwrap();
    tx.commit().await.unwrap();
    moved
}

async fn begin(store: &Store) {
    let mut tx = store.write().await.unwrap();
    consumer::begin(&mut tx, NAME).await.unwrap();
    tx.commit().await.unwrap();
}

suite! {
    async fn a_new_consumer_begins_at_the_end_of_the_log_and_an_old_one_where_it_was(store: TestStore) {
        let node = Uuid::now_v7();
        an_event(&store).await;
        begin(&store).await;
        let later = an_event(&store).await;
        begin(&store).await;
        assert_eq!(lease(&store, node, 0).await, Some(later - 1));
    }

    async fn one_node_has_the_lease_until_it_ends_or_is_given_back(store: TestStore) {
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        begin(&store).await;
        assert!(lease(&store, one, 0).await.is_some());
        assert_eq!(lease(&store, other, 999).await, None, "the first still has it");
        assert!(lease(&store, one, 999).await.is_some(), "it is renewed");
        assert_eq!(lease(&store, other, 1_998).await, None);
        assert!(lease(&store, other, 1_999).await.is_some(), "the first died");
        let mut tx = store.write().await.unwrap();
        consumer::release(&mut tx, NAME, one).await.unwrap();
        consumer::release(&mut tx, NAME, other).await.unwrap();
        tx.commit().await.unwrap();
        assert!(lease(&store, one, 2_000).await.is_some(), "the second gave it back");
    }

    async fn a_node_that_lost_the_lease_moves_nothing_and_no_place_moves_back(store: TestStore) {
        let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
        begin(&store).await;
        lease(&store, one, 0).await;
        assert!(advance(&store, one, 5).await);
        assert_eq!(lease(&store, other, 5_000).await, Some(5));
        assert!(!advance(&store, one, 9).await, "it is the other's now");
        assert!(advance(&store, other, 3).await);
        assert_eq!(lease(&store, other, 5_001).await, Some(5));
    }

    async fn of_many_nodes_at_once_one_gets_the_lease(store: TestStore) {
        begin(&store).await;
        let nodes = (0..8).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { lease(&store, Uuid::now_v7(), 10).await })
        });
        let mut got = 0;
        for node in nodes.collect::<Vec<_>>() {
            got += usize::from(node.await.unwrap().is_some());
        }
        assert_eq!(got, 1);
    }
}
