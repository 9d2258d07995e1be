use super::town::{Town, says};
use crate::harness::{Harness, PASSWORD};
use cabildo_domain::{Role, opinion::Answer};
use cabildo_service::{account::EraseForm, opinion::Caller};
use cabildo_store::{opinion::participant, suite};

suite! {
    async fn one_takes_along_statements_and_answers_and_then_is_forgotten(store: TestStore) {
        let town = Town::over(&store, 2).await;
        town.rules("open", false).await;
        let harness = Harness::over(store);
        let ana = harness.member("ana", Role::Resident).await;
        let caller = Caller::of(&ana);
        let own = harness.statements().add(caller, &town.slug, says("More shade at every stop")).await.unwrap();
        harness.opinion().cast(caller, &town.slug, 1, Answer::Agree).await.unwrap();
        harness.opinion().cast(caller, &town.slug, 1, Answer::Disagree).await.unwrap();
        let data = harness.accounts().export(ana.resident().unwrap()).await.unwrap();
        assert_eq!(data["statements"][0]["text"], "More shade at every stop");
        // She agrees with her own; and she changed her mind once.
        let told: Vec<_> = data["answers"].as_array().unwrap().iter().map(|row| (&row["statement"], &row["answer"])).collect();
        let number = own.statement.number;
        assert_eq!(told.len(), 3);
        assert!(told.contains(&(&number.into(), &1.into())) && told.contains(&(&1.into(), &(-1).into())), "{told:?}");

        let form = EraseForm { password: PASSWORD.into(), confirm: "yes".into() };
        harness.accounts().erase(ana.resident().unwrap(), form).await.unwrap();
        let mut tx = harness.store.read().await.unwrap();
        let person = participant::by_number(&mut tx, town.id, 1).await.unwrap().unwrap();
        assert_eq!((person.account, person.network, person.votes), (None, None, 0), "the answers leave, the map is open");
        let page = town.service.statements().page(Caller::of(&town.lab), &town.slug, number).await.unwrap();
        assert_eq!(page.line.unwrap().text.as_str(), "More shade at every stop", "the statement stays");
        drop(tx);
        assert_eq!(harness.recount(false).await.unwrap(), []);
    }

    async fn counters_of_statements_are_counted_again(store: TestStore) {
        let town = Town::over(&store, 2).await;
        let people = town.people(3, Role::Resident).await;
        for person in &people {
            town.answer(person, [(1, Answer::Agree), (2, Answer::Pass)]).await;
        }
        town.no_counter_differs().await;
        store.tamper("UPDATE statement SET agrees = 9 WHERE number = 1").await;
        store.tamper("UPDATE opinion SET vote_count = 1, voter_count = 1").await;
        store.tamper("UPDATE opinion_participant SET votes = 5 WHERE number = 2").await;
        let mut told: Vec<&str> = town.service.recount(true).await.unwrap().iter().map(|found| found.what).collect();
        told.sort_unstable();
        // Fix the first differences before the next ones are counted.
        assert_eq!(told, ["opinion.vote_count", "opinion.voter_count", "opinion_participant.votes", "statement.agrees"]);
        town.no_counter_differs().await;
    }
}
