use super::town::{Town, refusal};
use crate::city::City;
use cabildo_domain::{
    Refusal, Role, Viewer,
    opinion::{
        Answer::{Agree, Disagree},
        BURST,
        DecisionKind::{Exclude, Readmit},
        Signal,
    },
    time::Span,
};
use cabildo_service::{moderation::ReasonForm, opinion::Caller};
use cabildo_store::suite;
use std::net::IpAddr;

fn reason(text: &str) -> ReasonForm {
    ReasonForm {
        reason: text.into(),
    }
}

suite! {
    async fn staff_see_participants_who_answer_faster_than_a_person_can(store: TestStore) {
        let town = Town::over(&store, 45).await;
        let (script, person) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        for number in 1..=45 {
            town.clock.advance(Span(200));
            town.vote(&script, number, Agree).await.unwrap();
        }
        for number in 1..=25 {
            town.clock.advance(Span::seconds(5));
            town.vote(&person, number, Disagree).await.unwrap();
        }
        let report = town.service.opinion().integrity(town.lab.moderator().unwrap(), &town.slug).await.unwrap();
        assert_eq!(report.suspects.len(), 1);
        assert_eq!(report.suspects[0].signals, [Signal::Flood, Signal::Haste]);
        assert_eq!((report.suspects[0].answers, report.bursts.len()), (45, 0));
    }

    async fn a_burst_from_one_network_is_seen_and_the_network_is_not(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let people = town.people(BURST as usize + 1, Role::Resident).await;
        for (n, person) in people.iter().enumerate() {
            let address: IpAddr = if n == 0 { "198.51.100.7" } else { "203.0.113.9" }.parse().unwrap();
            let caller = Caller { viewer: person, pass: None, address: Some(address) };
            town.service.opinion().cast(caller, &town.slug, 1, Agree).await.unwrap();
        }
        let report = town.service.opinion().integrity(town.lab.moderator().unwrap(), &town.slug).await.unwrap();
        let seen: Vec<_> = report.bursts.iter().map(|burst| (burst.people, burst.votes)).collect();
        assert_eq!(seen, [(BURST, BURST)]);
        assert_eq!(store.traces_of(&["203.0.113".into()]).await, Vec::<String>::new());
    }

    async fn an_exclusion_counts_answers_out_and_can_be_taken_back(store: TestStore) {
        let town = Town::over(&store, 2).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        town.answer(&ana, [(1, Agree), (2, Agree)]).await;
        town.answer(&ben, [(1, Disagree)]).await;
        // Of fewer than five nothing is counted by statement.
        for other in town.people(5, Role::Resident).await {
            town.vote(&other, 1, Disagree).await.unwrap();
        }
        let figures = async |town: &City| {
            let page = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap();
            let agrees = page.map.map(|map| map.statements[0].tally.agrees);
            (page.people, page.votes, page.excluded, agrees)
        };
        assert!(town.update().await);
        assert_eq!(figures(&town).await, (7, 8, 0, Some(1)));
        let invalid = town.service.opinion().exclude_participant(town.lab.moderator().unwrap(), &town.slug, 1, reason("")).await;
        assert!(matches!(refusal(invalid), Refusal::Invalid { .. }));
        for _ in 0..2 {
            town.service.opinion().exclude_participant(town.lab.moderator().unwrap(), &town.slug, 1, reason("A script.")).await.unwrap();
        }
        assert!(town.update().await);
        assert_eq!(figures(&town).await, (6, 6, 1, Some(0)));
        // An excluded participant may go on answering, and is informed.
        town.vote(&ana, 2, Disagree).await.unwrap();
        let told = town.service.opinion().results(Caller::of(&ana), &town.slug).await.unwrap();
        assert_eq!(told.mine.spot, None);
        town.service.opinion().readmit_participant(town.lab.moderator().unwrap(), &town.slug, 1).await.unwrap();
        assert!(town.update().await);
        assert_eq!(figures(&town).await, (7, 8, 0, Some(1)));
        let unknown = town.service.opinion().exclude_participant(town.lab.moderator().unwrap(), &town.slug, 9, reason("A script.")).await;
        assert_eq!(refusal(unknown), Refusal::NotFound);
        // The reason stays on record; a call without effect is no decision.
        let decisions = town.service.opinion().integrity(town.lab.moderator().unwrap(), &town.slug).await.unwrap().decisions;
        let noted: Vec<_> = decisions
            .iter()
            .map(|one| (one.kind, one.participant, one.people, one.reason.as_ref().map(ToString::to_string)))
            .collect();
        let script = Some("A script.".to_owned());
        assert_eq!(noted, [(Readmit, Some(1), 1, None), (Exclude, Some(1), 1, script)]);
    }
}
