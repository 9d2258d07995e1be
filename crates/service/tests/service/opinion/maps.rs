use super::town::Town;
use crate::city::City;
use cabildo_domain::{Role, Timestamp, opinion::Answer::Agree, time::Span};
use cabildo_service::{
    follow::{Beat, Handler},
    opinion::{CONSUMER, Maps},
};
use cabildo_store::{consumer, event, suite};
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// Longer than a lease lasts that nobody renews.
const LATER: Span = Span::seconds(11);

/// Reads the log and waits for the one computation that begins.
async fn compute(city: &City, maps: &mut Maps) {
    city.service.catch_up(maps, Beat::Call).await.unwrap();
    timeout(Duration::from_secs(60), maps.called())
        .await
        .expect("a map is computed");
}

/// The place of the consumer, seen by a node that takes over, and the last event.
async fn place_and_head(city: &City) -> (i64, i64) {
    city.clock.advance(LATER);
    let (now, mut tx) = (
        city.service.now(),
        city.service.store().write().await.unwrap(),
    );
    let place = consumer::lease(&mut tx, CONSUMER, Uuid::now_v7(), now, Timestamp(now.0 + 1))
        .await
        .unwrap();
    (
        place.expect("the lease ended"),
        event::head(&mut tx).await.unwrap(),
    )
}

suite! {
    async fn one_node_computes_and_another_goes_on_when_it_dies(store: TestStore) {
        let town = Town::over(&store, 3).await;
        let beside = City::beside(&town);
        let people = town.people(2, Role::Resident).await;
        let (mut one, mut other) = (town.service.opinion().maps().await.unwrap(), beside.service.opinion().maps().await.unwrap());
        town.answer(&people[0], [(1, Agree)]).await;
        compute(&town, &mut one).await;
        assert_eq!(town.service.opinion().stale_maps(9).await.unwrap(), []);
        assert_eq!(other.place().await.unwrap(), None, "the first node has the lease");

        town.answer(&people[1], [(1, Agree)]).await;
        drop(one);
        beside.service.catch_up(&mut other, Beat::Call).await.unwrap();
        assert_eq!(other.place().await.unwrap(), None, "the lease of the dead node lasts");
        assert_eq!(town.service.opinion().stale_maps(9).await.unwrap(), [town.id]);
        town.clock.advance(LATER);
        compute(&beside, &mut other).await;
        assert_eq!(town.service.opinion().stale_maps(9).await.unwrap(), []);
        let (place, head) = place_and_head(&town).await;
        assert_eq!(place, head, "the place was kept with the map");
    }

    async fn a_node_that_ends_in_good_order_gives_its_work_to_the_next_one_at_once(store: TestStore) {
        let town = Town::over(&store, 3).await;
        let (mut one, mut other) = (town.service.opinion().maps().await.unwrap(), town.service.opinion().maps().await.unwrap());
        assert!(one.place().await.unwrap().is_some());
        one.end().await.unwrap();
        assert!(other.place().await.unwrap().is_some());
    }

    async fn events_without_effect_are_not_read_for_ever(store: TestStore) {
        let town = Town::over(&store, 3).await;
        let mut maps = town.service.opinion().maps().await.unwrap();
        compute(&town, &mut maps).await;
        town.people(3, Role::Resident).await;
        town.service.catch_up(&mut maps, Beat::Call).await.unwrap();
        town.clock.advance(Span::seconds(5));
        town.service.catch_up(&mut maps, Beat::Call).await.unwrap();
        let (place, head) = place_and_head(&town).await;
        assert_eq!(place, head);
    }
}
