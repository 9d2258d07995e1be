use crate::city::City;
use cabildo_domain::{Role, Viewer, proposal::Sort, time::Span};
use cabildo_service::proposal::ProposalFilter;
use cabildo_store::suite;

async fn order(city: &City) -> Vec<i64> {
    let filter = ProposalFilter {
        sort: Some(Sort::Fair),
        ..ProposalFilter::default()
    };
    let list = city
        .service
        .proposals()
        .list(&Viewer::Visitor, &city.slug, &filter)
        .await
        .unwrap();
    list.items.iter().map(|card| card.number).collect()
}

suite! {
    async fn the_fair_order_stays_all_day_and_changes_with_the_day(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        for _ in 0..12 {
            city.proposal(&ana, "More trees along the way").await;
        }
        let today = order(&city).await;
        city.clock.advance(Span::hours(11));
        assert_eq!(city.service.refresh_fair_order().await.unwrap(), 0);
        assert_eq!(order(&city).await, today);
        city.clock.advance(Span::hours(1));
        // Two nodes turn the day at once: one of them does it.
        let both = tokio::join!(city.service.refresh_fair_order(), city.service.refresh_fair_order());
        assert_eq!(both.0.unwrap() + both.1.unwrap(), 12);
        assert_ne!(order(&city).await, today);
    }

    async fn a_new_proposal_gets_its_place_at_once(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        city.proposal(&ana, "More shade along the way").await;
        let before = order(&city).await;
        // Ranking anew gives the same: what was written at insertion is today's rank.
        let mut tx = city.service.store().write().await.unwrap();
        cabildo_store::proposal::fair::rank(&mut tx, 0).await.unwrap();
        cabildo_store::proposal::fair::rank(&mut tx, city.service.now().day()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(order(&city).await, before);
    }
}
