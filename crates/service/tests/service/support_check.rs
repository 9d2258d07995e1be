//! The check of thresholds that conspicuous supports reached, and the hashes of networks that show some of them.

use crate::city::{City, NOON, RUNG, form};
use cabildo_domain::{
    Refusal, Role, Subject, Timestamp, Viewer,
    permission::Capability,
    refusal::Need,
    support::Supportable,
    support::{Signal, Stage},
    time::Span,
};
use cabildo_service::{
    Error,
    keys::KeyPlace,
    moderation::ReasonForm,
    response::{ResponseForm, ResponseView},
};
use cabildo_store::{account, suite, testing::TestStore};
use std::net::IpAddr;

const END: Timestamp = Timestamp(NOON.0 + Span::hours(72).0);

fn because() -> ReasonForm {
    ReasonForm {
        reason: "Five accounts were made within seconds.".into(),
    }
}

fn forbidden<T: std::fmt::Debug>(outcome: Result<T, Error>, need: Need) {
    match outcome {
        Err(Error::Refused(refusal)) => assert_eq!(refusal, Refusal::forbidden(need)),
        other => panic!("not refused: {other:?}"),
    }
}

fn address(text: &str) -> Option<IpAddr> {
    Some(text.parse().unwrap())
}

/// A proposal that five accounts made now support at once.
async fn five_at_once(store: &TestStore) -> (City, Vec<Viewer>) {
    let city = City::over(store).await;
    let author = city.person(Role::Resident).await;
    city.proposal(&author, "More trees along the way").await;
    let people = city.people_since(NOON, RUNG as usize, Role::Resident).await;
    for person in &people {
        city.service
            .supports()
            .give(
                person.resident().unwrap(),
                &Supportable::Proposal.at(&city.slug, 1),
                None,
            )
            .await
            .unwrap();
    }
    (city, people)
}

async fn owed(city: &City, number: i64) -> Vec<ResponseView> {
    let page = city
        .service
        .proposals()
        .page(&Viewer::Visitor, &city.slug, number)
        .await
        .unwrap();
    page.responses
}

async fn how_many(city: &City, kind: &str) -> usize {
    city.events()
        .await
        .iter()
        .filter(|event| *event == kind)
        .count()
}

async fn differences(city: &City) -> Vec<&'static str> {
    let found = city.service.recount(false).await.unwrap();
    found
        .into_iter()
        .map(|difference| difference.what)
        .collect()
}

suite! {
    async fn a_conspicuous_threshold_is_checked_and_then_owed_from_the_day_it_was_reached(store: TestStore) {
        let (city, people) = five_at_once(&store).await;
        let response = owed(&city, 1).await.remove(0);
        assert_eq!(response.check.as_ref().unwrap().until, END);
        assert_eq!((response.reached_at, response.due_at), (Some(NOON), Some(NOON + Span::days(30))));
        let staff = city.person(Role::Moderator).await;
        assert_eq!(city.service.responses().owed(staff.moderator().unwrap()).await.unwrap()[0].checking_until, Some(END));
        assert!(differences(&city).await.is_empty(), "being checked is no difference");
        // Withdrawn and given again, it stays reached once and the check stays as it began.
        city.clock.advance(Span::hours(1));
        city.service.supports().withdraw(people[0].resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1)).await.unwrap();
        city.service.supports().give(people[0].resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        assert_eq!(owed(&city, 1).await.len(), 1);
        assert_eq!(owed(&city, 1).await[0].check.as_ref().unwrap().until, END);
        city.clock.set(END);
        let response = owed(&city, 1).await.remove(0);
        assert_eq!((response.check, response.due_at), (None, Some(NOON + Span::days(30))));
        assert_eq!(city.service.responses().owed(staff.moderator().unwrap()).await.unwrap()[0].checking_until, None);
        assert_eq!((how_many(&city, "threshold_reached").await, how_many(&city, "threshold_owed").await), (1, 0));
    }

    async fn two_processes_log_the_end_of_a_check_once(store: TestStore) {
        let (city, _) = five_at_once(&store).await;
        let other = City::beside(&city);
        assert_eq!(city.service.supports().close_checks().await.unwrap(), 0, "it goes on");
        city.clock.set(END);
        let (one, two) = tokio::join!(city.service.supports().close_checks(), other.service.supports().close_checks());
        assert_eq!(one.unwrap() + two.unwrap(), 1);
        assert_eq!(how_many(&city, "threshold_owed").await, 1);
        assert_eq!(city.service.supports().close_checks().await.unwrap(), 0);
    }

    async fn an_overdue_check_is_told_and_mended_by_recount(store: TestStore) {
        let (city, _) = five_at_once(&store).await;
        city.clock.set(END + Span::hours(1) - Span(1));
        assert!(differences(&city).await.is_empty(), "the job has its time");
        city.clock.set(END + Span::hours(1));
        assert_eq!(differences(&city).await, ["response.check_overdue"]);
        assert_eq!(city.service.recount(true).await.unwrap().len(), 1);
        assert!(differences(&city).await.is_empty());
        assert_eq!(how_many(&city, "threshold_owed").await, 1);
    }

    async fn residents_of_many_networks_owe_at_once_and_those_of_one_are_looked_at(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(2 * RUNG as usize, Role::Resident).await;
        for title in ["Trees from many networks", "Trees from one library"] {
            city.proposal(&people[0], title).await;
        }
        for (n, person) in people.iter().take(RUNG as usize).enumerate() {
            let from = address(&format!("192.0.{n}.7"));
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), from).await.unwrap();
        }
        assert_eq!(owed(&city, 1).await[0].check, None);
        for (n, person) in people.iter().skip(RUNG as usize).enumerate() {
            city.clock.advance(Span::minutes(10));
            let from = address(&format!("198.51.100.{n}"));
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 2), from).await.unwrap();
        }
        assert!(owed(&city, 2).await[0].check.is_some());
        let staff = city.person(Role::Moderator).await;
        let checks = city.service.supports().checked(staff.moderator().unwrap()).await.unwrap();
        assert_eq!((checks.len(), checks[0].number, &checks[0].signals[..]), (1, 2, &[Signal::Network][..]));
        let look = city.service.supports().look(staff.moderator().unwrap(), &city.slug, 2).await.unwrap();
        assert_eq!((look.looked_at, look.look.networks[0].people, look.hasty()), (RUNG, RUNG, Some(0)));
        // The same five again withdraw: their hashes go with their supports.
        assert_eq!(store.row_counts(&["support_network"]).await, [2 * RUNG]);
        for person in &people[RUNG as usize..] {
            city.service.supports().withdraw(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 2)).await.unwrap();
        }
        assert_eq!(store.row_counts(&["support_network"]).await, [RUNG]);
    }

    async fn programs_count_one_network_by_the_key_that_they_share(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(10, Role::Resident).await;
        let staff = city.person(Role::Moderator).await;
        for (number, place, seen) in [(1, KeyPlace::Database, vec![5]), (2, KeyPlace::Memory, vec![])] {
            city.proposal(&people[0], &format!("More trees along way {number}")).await;
            let programs = [City::beside(&city), City::beside(&city)];
            for program in &programs {
                program.service.open_keys(place.clone()).await.unwrap();
            }
            for (n, person) in people.iter().take(5).enumerate() {
                let from = address(&format!("198.51.100.{n}"));
                let service = &programs[n % 2].service;
                service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, number), from).await.unwrap();
            }
            let look = city.service.supports().look(staff.moderator().unwrap(), &city.slug, number).await.unwrap();
            let networks: Vec<i64> = look.look.networks.iter().map(|crowd| crowd.people).collect();
            assert_eq!(networks, seen, "{place:?}");
        }
    }

    async fn hashes_of_networks_are_forgotten(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(4, Role::Resident).await;
        city.proposal(&people[0], "More trees along the way").await;
        for person in &people {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), address("2001:db8::1")).await.unwrap();
        }
        // Erasing the account takes its own.
        let mut tx = city.service.store().write().await.unwrap();
        account::erase(&mut tx, people[0].account().unwrap(), "nobody", NOON).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.row_counts(&["support_network"]).await, [3]);
        city.clock.advance(Span::days(30));
        assert_eq!(city.service.supports().forget_networks().await.unwrap(), 0, "thirty days are not over");
        city.clock.advance(Span(1));
        assert_eq!(city.service.supports().forget_networks().await.unwrap(), 3);
        assert_eq!(store.row_counts(&["support_network", "support"]).await, [0, 4]);
        // A support that comes again keeps nothing of the first one's network.
        city.clock.set(NOON);
        city.service.supports().give(people[1].resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), address("2001:db8::1")).await.unwrap();
        assert_eq!(store.row_counts(&["support_network"]).await, [0]);
        let lab = city.person(Role::Lab).await;
        let new = city.person(Role::Resident).await;
        city.service.supports().give(new.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), address("2001:db8::1")).await.unwrap();
        assert_eq!(store.row_counts(&["support_network"]).await, [1]);
        city.service.consultations().archive(lab.lab().unwrap(), &city.slug).await.unwrap();
        assert_eq!(store.row_counts(&["support_network"]).await, [0], "the archive needs none");
    }

    async fn a_lowered_threshold_and_a_restored_idea_are_looked_at_too(store: TestStore) {
        let city = City::over(&store).await;
        let staff = city.person(Role::Moderator).await;
        let lab = city.person(Role::Lab).await;
        let old = city.people(RUNG as usize, Role::Resident).await;
        let new = city.people_since(NOON, RUNG as usize, Role::Resident).await;
        let mut ideas = Vec::new();
        for title in ["Old accounts like it", "New accounts like it", "New accounts like it, hidden"] {
            ideas.push(city.service.proposals().propose(old[0].resident().unwrap(), &city.slug, form(title)).await.unwrap());
        }
        store.tamper("UPDATE rung SET count = 900 WHERE count = 5").await;
        for person in &old {
            city.clock.advance(Span::minutes(2));
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        for person in &new {
            city.clock.advance(Span::seconds(20));
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 2), None).await.unwrap();
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 3), None).await.unwrap();
        }
        assert!(city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(ideas[2].id), because()).await.unwrap());
        let mut form = city.service.consultations().editor(lab.lab().unwrap(), &city.slug).await.unwrap().form;
        form.promise = "The city answers.".into();
        form.ladder[0].count = RUNG.to_string();
        city.service.consultations().edit(lab.lab().unwrap(), &city.slug, form).await.unwrap();
        assert_eq!(owed(&city, 1).await[0].check, None, "people who have long been here");
        assert!(owed(&city, 2).await[0].check.is_some());
        city.service.moderation().restore(staff.moderator().unwrap(), Subject::proposal(ideas[2].id), because()).await.unwrap();
        assert!(owed(&city, 3).await[0].check.is_some());
        assert!(differences(&city).await.is_empty());
    }

    async fn staff_hold_once_and_release_and_nobody_else_does(store: TestStore) {
        let (city, people) = five_at_once(&store).await;
        city.clock.advance(Span::hours(71));
        for (who, viewer) in city.everybody().await {
            let hold = async { city.service.supports().hold_threshold(viewer.moderator()?, &city.slug, 1, 6_000, because()).await }.await;
            let allowed = viewer.may(Capability::Moderate);
            match hold {
                Err(Error::Refused(Refusal::NotFound)) => assert!(allowed, "{who}"),
                Err(Error::Refused(Refusal::SignInRequired | Refusal::Forbidden { .. })) => assert!(!allowed, "{who}"),
                other => panic!("{who}: {other:?}"),
            }
            assert_eq!(async { city.service.supports().look(viewer.moderator()?, &city.slug, 1).await }.await.is_ok(), allowed, "{who}");
            assert_eq!(async { city.service.supports().checked(viewer.moderator()?).await }.await.is_ok(), allowed, "{who}");
        }
        let released = async { city.service.supports().release_threshold(people[0].moderator()?, &city.slug, 1, RUNG).await }.await;
        forbidden(released, Need::Role(Role::Moderator));
        let staff = city.person(Role::Moderator).await;
        let held = city.service.supports().hold_threshold(staff.moderator().unwrap(), &city.slug, 1, RUNG, because()).await.unwrap();
        assert_eq!((held.until, held.stage), (NOON + Span::hours(143), Stage::Checking));
        let check = owed(&city, 1).await.remove(0).check.unwrap();
        assert_eq!((check.until, check.held.unwrap().as_str()), (NOON + Span::hours(143), because().reason.as_str()));
        forbidden(city.service.supports().hold_threshold(staff.moderator().unwrap(), &city.slug, 1, RUNG, because()).await, Need::Changeable);
        city.clock.advance(Span::hours(2));
        for _ in 0..2 {
            let ended = city.service.supports().release_threshold(staff.moderator().unwrap(), &city.slug, 1, RUNG).await.unwrap();
            assert_eq!(ended.stage, Stage::Owed);
        }
        assert_eq!(owed(&city, 1).await[0].check, None);
        assert_eq!((how_many(&city, "threshold_held").await, how_many(&city, "threshold_owed").await), (1, 1));
        assert_eq!(city.service.supports().close_checks().await.unwrap(), 0, "the end is logged already");
        let desk = city.service.supports().checked(staff.moderator().unwrap()).await.unwrap();
        assert_eq!(desk[0].held_by, desk[0].released_by);
        assert!(desk[0].held_by.is_some() && !desk[0].may_hold);
    }

    async fn the_city_may_answer_while_it_is_checked(store: TestStore) {
        let (city, _) = five_at_once(&store).await;
        let staff = city.person(Role::Moderator).await;
        let answer = ResponseForm {
            status: "under_review".into(),
            body: "We look at it with the parks department.".into(),
            response: owed(&city, 1).await[0].id.to_string(),
            ..ResponseForm::default()
        };
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, answer).await.unwrap();
        let response = owed(&city, 1).await.remove(0);
        assert!(response.answered_at.is_some() && response.check.is_none());
        forbidden(city.service.supports().hold_threshold(staff.moderator().unwrap(), &city.slug, 1, RUNG, because()).await, Need::Changeable);
        city.clock.set(END);
        assert_eq!(city.service.supports().close_checks().await.unwrap(), 1);
        assert_eq!(how_many(&city, "threshold_owed").await, 0, "nothing was owed any more");
        assert!(differences(&city).await.is_empty());
    }
}
