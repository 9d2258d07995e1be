use super::town::{Town, refusal, says};
use crate::city::NOON;
use cabildo_domain::{
    Refusal, Role, Viewer,
    opinion::Answer::{Agree, Disagree, Pass},
    phase::{Activity, Closed},
    refusal::Need,
    time::Span,
};
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Asked, Caller, VoteReceipt},
};
use cabildo_store::{opinion::vote, suite};

fn reason() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

suite! {
    async fn an_answer_counts_once_and_may_be_changed(store: TestStore) {
        let town = Town::over(&store, 3).await;
        let ana = town.person(Role::Resident).await;
        let first = town.vote(&ana, 1, Agree).await.unwrap();
        assert_eq!(first, VoteReceipt { number: 1, answer: Agree, changed: true, answered: 1 });
        let again = town.vote(&ana, 1, Agree).await.unwrap();
        assert_eq!(again, VoteReceipt { changed: false, ..first });
        town.vote(&ana, 2, Pass).await.unwrap();
        let changed = town.vote(&ana, 1, Disagree).await.unwrap();
        assert_eq!(changed, VoteReceipt { number: 1, answer: Disagree, changed: true, answered: 2 });
        let mut tx = town.service.store().read().await.unwrap();
        let history = vote::since(&mut tx, town.id, 0, 10).await.unwrap();
        let told: Vec<_> = history.iter().map(|(_, cast)| (cast.statement, cast.answer)).collect();
        assert_eq!(told, [(1, Agree), (2, Pass), (1, Disagree)]);
        let sheet = town.service.opinion().answer_sheet(Caller::of(&ana), &town.slug).await.unwrap();
        let mut mine: Vec<_> = sheet.answers.iter().map(|given| (given.statement.number, given.statement.mine)).collect();
        mine.sort_unstable();
        assert_eq!(mine, [(1, Some(Disagree)), (2, Some(Pass))]);
        let page = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap();
        assert_eq!((page.people, page.votes, page.map), (1, 2, None));
        assert_eq!(town.counts().await.participants, 1);
        let events = town.events().await;
        assert_eq!(events.iter().filter(|kind| *kind == "statements_answered").count(), 3);
    }

    async fn answers_that_come_together_lose_and_double_nothing(store: TestStore) {
        let town = Town::over(&store, 8).await;
        let people = town.people(20, Role::Resident).await;
        let mut tasks = Vec::new();
        for (n, person) in people.iter().enumerate() {
            for number in 1..=8 {
                // Each twice, as from two tabs.
                for _ in 0..2 {
                    let (service, slug, person) = (town.service.clone(), town.slug.clone(), person.clone());
                    let answer = [Agree, Disagree, Pass][(n + number as usize) % 3];
                    tasks.push(tokio::spawn(async move {
                        service.opinion().cast(Caller::of(&person), &slug, number, answer).await.unwrap()
                    }));
                }
            }
        }
        for task in tasks {
            task.await.unwrap();
        }
        let counts = store.row_counts(&["statement_vote", "statement_vote_history", "opinion_participant"]).await;
        assert_eq!(counts, [160, 160, 20]);
        let page = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap();
        assert_eq!((page.people, page.votes), (20, 160));
        assert_eq!(town.counts().await.participants, 20);
    }

    async fn one_persons_changes_of_mind_keep_their_order(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let ana = town.person(Role::Resident).await;
        let answers = [Agree, Disagree, Pass, Agree, Disagree];
        let votes = answers.map(|answer| town.vote(&ana, 1, answer));
        for outcome in futures::future::join_all(votes).await {
            assert!(outcome.unwrap().changed);
        }
        let sheet = town.service.opinion().answer_sheet(Caller::of(&ana), &town.slug).await.unwrap();
        assert_eq!(sheet.answers.iter().map(|given| given.statement.mine).collect::<Vec<_>>(), [Some(Disagree)]);
    }

    async fn an_answer_that_is_not_possible_is_refused(store: TestStore) {
        let town = Town::over(&store, 2).await;
        town.rules("held", false).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        let held = town.service.statements().add(Caller::of(&ana), &town.slug, says("Buses should be free")).await.unwrap();
        assert_eq!(held.statement.number, 3);
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 2, reason()).await.unwrap();
        assert_eq!(refusal(town.vote(&Viewer::Visitor, 1, Agree).await), Refusal::SignInRequired);
        assert_eq!(refusal(town.vote(&ben, 9, Agree).await), Refusal::NotFound);
        assert_eq!(refusal(town.vote(&ben, 3, Agree).await), Refusal::NotFound);
        assert_eq!(refusal(town.vote(&ben, 2, Agree).await), Refusal::forbidden(Need::Visible));
        let stranger = "x".repeat(43);
        let guest = Caller { viewer: &Viewer::Visitor, pass: Some(&stranger), address: None };
        assert_eq!(refusal(town.service.opinion().cast(guest, &town.slug, 1, Agree).await), Refusal::SignInRequired);
        town.clock.set(NOON + Span::days(10));
        let ended = Refusal::Closed { activity: Activity::Answer, closed: Closed::Ended(NOON + Span::days(10)) };
        assert_eq!(refusal(town.vote(&ben, 1, Agree).await), ended);
        assert_eq!(store.row_counts(&["statement_vote"]).await, [1]);
    }

    async fn the_next_statement_is_one_that_is_left(store: TestStore) {
        let town = Town::over(&store, 6).await;
        town.rules("open", false).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        town.service.statements().add(Caller::of(&ana), &town.slug, says("Buses should be free")).await.unwrap();
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 2, reason()).await.unwrap();
        let next = |viewer: &Viewer| {
            let (service, slug, viewer) = (town.service.clone(), town.slug.clone(), viewer.clone());
            async move { service.opinion().next_statement(Caller::of(&viewer), &slug).await.unwrap() }
        };
        assert_eq!(next(&ben).await.asked, Asked::Newcomer);
        assert_eq!(next(&Viewer::Visitor).await.asked, Asked::Stranger);
        for viewer in [&ana, &ben] {
            let mut seen = Vec::new();
            while let Some(card) = next(viewer).await.statement {
                assert_eq!(next(viewer).await.statement.as_ref(), Some(&card), "a reload shows the same");
                seen.push(card.number);
                town.vote(viewer, card.number, Agree).await.unwrap();
            }
            seen.sort_unstable();
            let expected: &[i64] = if viewer == &ana { &[1, 3, 4, 5, 6] } else { &[1, 3, 4, 5, 6, 7] };
            assert_eq!(seen, expected);
            let done = next(viewer).await.progress;
            assert_eq!((done.answered, done.total, done.missing), (seen.len() as i64, seen.len() as i64, 0));
        }
    }
}
