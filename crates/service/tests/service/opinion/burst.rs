use super::town::{Town, refusal};
use crate::city::City;
use cabildo_domain::{
    Refusal, Role, Viewer,
    opinion::{
        Answer::{Agree, Disagree},
        BURST, NETWORK_KEPT,
    },
    time::Span,
};
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Asked, Caller},
};
use cabildo_store::{opinion::participant, suite, testing::TestStore};
use std::net::IpAddr;

fn reason(text: &str) -> ReasonForm {
    ReasonForm {
        reason: text.into(),
    }
}

/// Two people from elsewhere, who are participants 1 and 2, and then a burst from one network, which begins with 3.
async fn with_a_burst(store: &TestStore) -> (Town, Vec<Viewer>) {
    let town = Town::over(store, 2).await;
    let people = town.people(BURST as usize + 2, Role::Resident).await;
    for (n, person) in people.iter().enumerate() {
        let address: IpAddr = if n < 2 {
            format!("198.51.100.{n}")
        } else {
            "203.0.113.9".into()
        }
        .parse()
        .unwrap();
        let caller = Caller {
            viewer: person,
            pass: None,
            address: Some(address),
        };
        let answer = if n < 2 { Disagree } else { Agree };
        town.service
            .opinion()
            .cast(caller, &town.slug, 1, answer)
            .await
            .unwrap();
    }
    (town, people)
}

async fn figures(town: &City) -> (i64, i64, i64) {
    let page = town
        .service
        .opinion()
        .page(&Viewer::Visitor, &town.slug)
        .await
        .unwrap();
    (page.people, page.votes, page.excluded)
}

/// How many hashes of networks are kept of the first so many participants.
async fn networks(town: &City, people: i64) -> usize {
    let mut tx = town.service.store().read().await.unwrap();
    let mut kept = 0;
    for number in 1..=people {
        let person = participant::by_number(&mut tx, town.id, number)
            .await
            .unwrap()
            .unwrap();
        kept += usize::from(person.network.is_some());
    }
    kept
}

suite! {
    async fn a_second_look_says_how_many_and_what_the_map_would_be_and_changes_nothing(store: TestStore) {
        let (town, _) = with_a_burst(&store).await;
        town.service.opinion().exclude_participant(town.lab.moderator().unwrap(), &town.slug, 4, reason("A script.")).await.unwrap();
        let before = figures(&town).await;
        let look = town.service.opinion().burst_preview(town.lab.moderator().unwrap(), &town.slug, 3).await.unwrap();
        assert_eq!((look.burst.people, look.burst.votes, look.burst.excluded), (BURST, BURST, 1));
        let maps = look.maps.unwrap();
        assert_eq!((maps.now.people, maps.without.people), (BURST + 1, 2));
        assert_eq!((maps.now.votes, maps.without.votes), (BURST + 1, 2));
        assert_eq!(figures(&town).await, before);
        for number in [1, 4, 99, -1] {
            let none = town.service.opinion().burst_preview(town.lab.moderator().unwrap(), &town.slug, number).await;
            assert_eq!(refusal(none), Refusal::NotFound, "{number} begins no burst");
        }
    }

    async fn a_burst_is_excluded_for_one_reason_that_each_reads_and_readmitted_as_one(store: TestStore) {
        let (town, people) = with_a_burst(&store).await;
        town.service.opinion().exclude_participant(town.lab.moderator().unwrap(), &town.slug, 4, reason("A script.")).await.unwrap();
        let (lab, slug) = (&town.lab, &town.slug);
        assert!(matches!(refusal(town.service.opinion().exclude_burst(lab.moderator().unwrap(), slug, 3, reason("")).await), Refusal::Invalid { .. }));
        assert_eq!(refusal(town.service.opinion().exclude_burst(lab.moderator().unwrap(), slug, 1, reason("One office.")).await), Refusal::NotFound);
        let done = town.service.opinion().exclude_burst(lab.moderator().unwrap(), slug, 3, reason("One office.")).await.unwrap();
        assert_eq!(done.people, BURST - 1, "one was excluded before");
        assert_eq!(figures(&town).await, (2, 2, BURST));
        let again = town.service.opinion().exclude_burst(lab.moderator().unwrap(), slug, 3, reason("Once more.")).await.unwrap();
        assert_eq!((again.people, figures(&town).await), (0, (2, 2, BURST)));
        for (n, told) in [(2, "One office."), (3, "A script."), (BURST as usize + 1, "One office.")] {
            let mine = town.service.opinion().results(Caller::of(&people[n]), slug).await.unwrap().mine;
            let Asked::Participant { excluded: Some(read), .. } = mine.asked else { panic!("{:?}", mine.asked) };
            assert_eq!(read.as_str(), told, "participant {}", n + 1);
        }
        assert!(town.update().await);
        let report = town.service.opinion().integrity(lab.moderator().unwrap(), slug).await.unwrap();
        assert_eq!((report.bursts[0].excluded, report.together[0].people), (BURST, BURST - 1));
        assert!(town.service.opinion().burst_preview(lab.moderator().unwrap(), slug, 3).await.unwrap().maps.is_none(), "nobody is left to leave out");
        town.no_counter_differs().await;

        assert_eq!(town.service.opinion().readmit_together(lab.moderator().unwrap(), slug, done.exclusion).await.unwrap(), BURST - 1);
        assert_eq!(town.service.opinion().readmit_together(lab.moderator().unwrap(), slug, done.exclusion).await.unwrap(), 0);
        assert_eq!(figures(&town).await, (BURST + 1, BURST + 1, 1), "who was excluded alone still is");
        assert_eq!(town.service.opinion().integrity(lab.moderator().unwrap(), slug).await.unwrap().together, []);
        assert!(town.update().await);
        town.no_counter_differs().await;
    }

    async fn only_moderators_and_the_lab_decide_on_bursts(store: TestStore) {
        let (town, _) = with_a_burst(&store).await;
        for (role, viewer) in town.everybody().await {
            let may = !matches!(role.as_str(), "visitor" | "resident");
            let look = async { town.service.opinion().burst_preview(viewer.moderator()?, &town.slug, 3).await }.await;
            assert_eq!(look.is_ok(), may, "{role}");
            let done = async { town.service.opinion().exclude_burst(viewer.moderator()?, &town.slug, 3, reason("One office.")).await }.await;
            assert_eq!(done.is_ok(), may, "{role}");
            let exclusion = done.map_or(1, |done| done.exclusion);
            assert_eq!(async { town.service.opinion().readmit_together(viewer.moderator()?, &town.slug, exclusion).await }.await.is_ok(), may, "{role}");
        }
        assert_eq!(figures(&town).await, (BURST + 2, BURST + 2, 0));
    }

    async fn people_excluded_together_can_be_readmitted_after_their_networks_were_erased(store: TestStore) {
        let (town, _) = with_a_burst(&store).await;
        let done = town.service.opinion().exclude_burst(town.lab.moderator().unwrap(), &town.slug, 3, reason("One office.")).await.unwrap();
        town.clock.advance(NETWORK_KEPT);
        town.clock.advance(Span::seconds(1));
        town.service.opinion().forget_networks().await.unwrap();
        let report = town.service.opinion().integrity(town.lab.moderator().unwrap(), &town.slug).await.unwrap();
        assert_eq!((report.bursts.len(), report.together.len()), (0, 1));
        assert_eq!(town.service.opinion().readmit_together(town.lab.moderator().unwrap(), &town.slug, done.exclusion).await.unwrap(), BURST);
    }

    async fn the_hash_of_a_network_is_erased_after_some_days(store: TestStore) {
        let (town, people) = with_a_burst(&store).await;
        let all = people.len() as i64;
        town.clock.advance(Span(NETWORK_KEPT.0 - 1_000));
        assert_eq!((town.service.opinion().forget_networks().await.unwrap(), networks(&town, all).await), (0, people.len()));
        town.clock.advance(Span::seconds(2));
        assert_eq!(town.service.opinion().forget_networks().await.unwrap(), people.len() as u64);
        assert_eq!((networks(&town, all).await, town.service.opinion().forget_networks().await.unwrap()), (0, 0));
        assert_eq!(figures(&town).await, (all, all, 0), "nothing else is gone");
    }

    async fn archiving_a_consultation_erases_the_hashes_of_its_networks(store: TestStore) {
        let (town, people) = with_a_burst(&store).await;
        town.service.consultations().archive(town.lab.lab().unwrap(), &town.slug).await.unwrap();
        assert_eq!(networks(&town, people.len() as i64).await, 0);
    }
}
