use super::town::{Town, says};
use crate::city::City;
use cabildo_domain::{
    Role, Viewer,
    opinion::Answer::{Agree, Disagree, Pass},
    time::Span,
};
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Caller, MapView},
};
use cabildo_store::{suite, testing::TestStore};
use std::sync::{Arc, atomic::AtomicBool};

/// Two camps of ten who disagree about statements 1 to 6, agree on 7 and pass on 8.
async fn divided(store: &TestStore) -> (Town, Vec<Viewer>) {
    let town = Town::over(store, 8).await;
    let people = town.people(20, Role::Resident).await;
    for (n, person) in people.iter().enumerate() {
        let camp = if n < 10 {
            [Agree, Disagree]
        } else {
            [Disagree, Agree]
        };
        let divided = (1..=6).map(|number| (number, camp[number as usize % 2]));
        town.answer(person, divided.chain([(7, Agree), (8, Pass)]))
            .await;
    }
    (town, people)
}

async fn map(city: &City) -> MapView {
    city.service
        .opinion()
        .page(&Viewer::Visitor, &city.slug)
        .await
        .unwrap()
        .map
        .unwrap()
}

suite! {
    async fn camps_become_groups_and_people_find_themselves(store: TestStore) {
        let (town, people) = divided(&store).await;
        assert_eq!(town.service.opinion().stale_maps(9).await.unwrap(), [town.id]);
        assert!(town.update().await);
        assert!(!town.update().await, "nothing changed");
        assert_eq!(town.service.opinion().stale_maps(9).await.unwrap(), []);
        let map = map(&town).await;
        let sizes: Vec<_> = map.groups.iter().map(|group| (group.id, group.size, group.shown)).collect();
        assert_eq!((sizes, map.people, map.grouped), (vec![(0, 10, true), (1, 10, true)], 20, 20));
        assert_eq!((map.unites[0], map.uncertain[0]), (7, 8));
        assert!((1..=6).contains(&map.divides[0]));
        assert_eq!(map.agreed[0].statement, 7);
        assert!(map.groups.iter().all(|group| !group.representative.is_empty()));
        assert!(map.shapes.outlines.values().all(|outline| outline.len() >= 4));
        let mut groups = Vec::new();
        for person in [&people[0], &people[9], &people[10], &people[19]] {
            let mine = town.service.opinion().results(Caller::of(person), &town.slug).await.unwrap().mine;
            assert_eq!(mine.progress.missing, 0);
            groups.push(mine.spot.unwrap().group.unwrap());
        }
        assert!(groups[0] == groups[1] && groups[2] == groups[3] && groups[0] != groups[2]);
        let first = town.service.statements().page(Caller::of(&Viewer::Visitor), &town.slug, 1).await.unwrap();
        let mut sides: Vec<_> = first.result.unwrap().groups.iter().map(|of| (of.tally.agrees, of.tally.disagrees)).collect();
        sides.sort_unstable();
        assert_eq!(sides, [(0, 10), (10, 0)]);
    }

    async fn a_map_from_memory_is_the_map_from_the_database(store: TestStore) {
        let (town, people) = divided(&store).await;
        assert!(town.update().await);
        town.answer(&people[3], [(1, Agree), (8, Disagree)]).await;
        town.rules("open", false).await;
        town.service.statements().add(Caller::of(&people[4]), &town.slug, says("Something new")).await.unwrap();
        for person in &people[5..9] {
            town.vote(person, 9, Disagree).await.unwrap();
        }
        let beside = City::beside(&town);
        assert!(town.update().await);
        let from_memory = map(&town).await;
        assert_eq!(map(&beside).await, from_memory);
        // The same state again, by a process that remembers nothing.
        store.tamper("UPDATE opinion SET published_seq = 0").await;
        assert!(beside.service.opinion().update_map(town.id, &Arc::default()).await.unwrap());
        assert_eq!(map(&beside).await, from_memory);
        assert_eq!(from_memory.statements.len(), 9);
    }

    async fn a_statement_taken_out_is_gone_before_the_next_map(store: TestStore) {
        let (town, _) = divided(&store).await;
        assert!(town.update().await);
        assert!(map(&town).await.unites.contains(&7));
        let reason = ReasonForm { reason: "It names a neighbour.".into() };
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 7, reason).await.unwrap();
        for _ in 0..2 {
            let map = map(&town).await;
            assert!(map.statements.iter().all(|result| result.number != 7) && !map.unites.contains(&7));
            assert!(map.agreed.iter().all(|evidence| evidence.statement != 7));
            town.update().await;
        }
    }

    async fn a_computation_that_is_stopped_changes_nothing_and_can_be_repeated(store: TestStore) {
        let (town, _) = divided(&store).await;
        let stop = Arc::new(AtomicBool::new(true));
        assert!(!town.service.opinion().update_map(town.id, &stop).await.unwrap());
        assert_eq!(store.row_counts(&["opinion_map", "opinion_history"]).await, [0, 0]);
        assert_eq!(town.service.opinion().stale_maps(9).await.unwrap(), [town.id]);
        assert!(town.update().await);
    }

    async fn moments_are_kept_over_time_but_not_each_of_them(store: TestStore) {
        let (town, people) = divided(&store).await;
        for n in 0..12_i64 {
            let answer = if n % 2 == 0 { Disagree } else { Agree };
            town.vote(&people[0], 7, answer).await.unwrap();
            assert!(town.update().await);
            town.clock.advance(Span::minutes(3));
        }
        let results = town.service.opinion().results(Caller::of(&Viewer::Visitor), &town.slug).await.unwrap();
        let moments = results.moments;
        assert!((3..=6).contains(&moments.len()), "{}", moments.len());
        assert!(moments.is_sorted_by_key(|moment| moment.at));
        assert_eq!(moments.last().unwrap().groups, [(0, 10), (1, 10)]);
    }

    async fn how_fewer_than_five_answered_a_statement_is_told_nowhere(store: TestStore) {
        let (town, people) = divided(&store).await;
        town.rules("open", false).await;
        town.service.statements().add(Caller::of(&people[0]), &town.slug, says("Cats sing")).await.unwrap();
        for (n, person) in people[1..7].iter().enumerate() {
            assert!(town.update().await);
            let told = map(&town).await;
            let lists = [told.agreed_by_all(), told.united(), told.contested(), told.uncertain.clone()].concat();
            let evidence = told.agreed.iter().chain(told.groups.iter().flat_map(|group| &group.representative));
            let is_there = told.statements.iter().any(|result| result.number == 9)
                || lists.contains(&9)
                || evidence.into_iter().any(|found| found.statement == 9);
            // With its author, n + 1 people have answered it.
            assert_eq!(is_there, n + 1 >= 5, "{} people", n + 1);
            let results = town.service.opinion().results(Caller::of(&Viewer::Visitor), &town.slug).await.unwrap();
            assert_eq!(results.moments.last().unwrap().statements, 9, "it is asked all the same");
            town.vote(person, 9, Agree).await.unwrap();
        }
    }

    async fn a_statement_that_one_group_refuses_is_not_under_what_unites(store: TestStore) {
        let town = Town::over(&store, 8).await;
        let people = town.people(20, Role::Resident).await;
        for (n, person) in people.iter().enumerate() {
            // Fourteen against six: most agree with 1 to 4 and disagree with 5 to 7, one group does the opposite.
            let [most, least] = if n < 14 { [Agree, Disagree] } else { [Disagree, Agree] };
            let answers = (1..=7).map(|number| (number, if number <= 4 { most } else { least }));
            town.answer(person, answers.chain([(8, Agree)])).await;
        }
        assert!(town.update().await);
        let told = map(&town).await;
        assert_eq!(told.groups.iter().filter(|group| group.shown).count(), 2);
        assert!(told.agreed.len() > 1 && !told.disagreed.is_empty(), "all counted together, most say so");
        assert_eq!((told.agreed_by_all(), told.disagreed_by_all(), told.united()), (vec![8], vec![], vec![8]));
        assert_eq!(told.contested().len(), told.agreed.len() + told.disagreed.len() - 1);
        let compared = town.service.opinion().compare_maps(town.lab.moderator().unwrap(), &town.slug).await.unwrap();
        assert_eq!((compared.without.agreed, compared.without.unites), (vec![8], vec![8]));
    }

    async fn few_people_or_none_have_a_map(store: TestStore) {
        let town = Town::over(&store, 3).await;
        assert!(town.update().await, "statements alone");
        let nobody = map(&town).await;
        assert_eq!((nobody.people, nobody.groups.len(), nobody.statements.len()), (0, 0, 0));
        let people = town.people(2, Role::Resident).await;
        for person in &people {
            town.answer(person, [(1, Agree), (2, Agree)]).await;
            assert!(town.update().await);
            let few = map(&town).await;
            assert!(few.groups.iter().all(|group| !group.shown && group.representative.is_empty()));
            assert!(few.shapes.density.is_empty());
            assert_eq!((&few.statements, few.votes), (&Vec::new(), 2 * few.people), "nothing is told of so few");
        }
    }
}
