use crate::{
    city::City,
    comment::{discussed, says},
};
use cabildo_domain::{Role, comment::Reaction, subject::Commentable, support::Supportable};
use cabildo_store::suite;

suite! {
    async fn planted_differences_are_told_and_then_set_right(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Yes.")).await;
        city.service.comments().react(ben.resident().unwrap(), comment.id, Reaction::Up).await.unwrap();
        city.service.supports().give(ben.resident().unwrap(), &Supportable::Proposal.at(&proposal.slug, proposal.number), None).await.unwrap();
        city.no_counter_differs().await;
        store.tamper("UPDATE comment SET ups = 5").await;
        store.tamper("UPDATE proposal SET support_count = 4, support_total = 4").await;
        let mut told: Vec<(&str, i64, i64)> = city
            .service
            .recount(false)
            .await
            .unwrap()
            .into_iter()
            .map(|difference| (difference.what, difference.stored, difference.counted))
            .collect();
        told.sort_unstable();
        let five = cabildo_domain::comment::best(5, 0);
        let one = cabildo_domain::comment::best(1, 0);
        assert_eq!(told, [
            ("comment.best", one, five),
            ("comment.ups", 5, 1),
            ("proposal.support_count", 4, 1),
            ("proposal.support_total", 4, 1),
        ]);
        city.service.recount(true).await.unwrap();
        city.no_counter_differs().await;
        let page = city.service.comments().thread(&ana, &Commentable::Proposal.at(&proposal.slug, proposal.number), comment.id, None).await.unwrap();
        assert_eq!(page.thread.top.ups, 1);
    }
}
