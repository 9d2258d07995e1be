use crate::city::{City, NOON, RUNG, a_consultation};
use cabildo_domain::{
    Refusal, Role, Viewer,
    consultation::{Slug, State},
    phase::{Activity, Closed},
    refusal::Need,
    support::Supportable,
    text::Reason,
    time::Span,
};
use cabildo_service::{Error, support::SupportState};
use cabildo_store::{consultation, proposal::change, suite};

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

/// Everybody supports proposal 1 at once.
async fn all_support(city: &City, people: &[Viewer]) -> Vec<SupportState> {
    let tasks: Vec<_> = people
        .iter()
        .cloned()
        .map(|person| {
            let (service, slug) = (city.service.clone(), city.slug.clone());
            tokio::spawn(async move {
                service
                    .supports()
                    .give(
                        person.resident().unwrap(),
                        &Supportable::Proposal.at(&slug, 1),
                        None,
                    )
                    .await
                    .unwrap()
            })
        })
        .collect();
    let mut states = Vec::new();
    for task in tasks {
        states.push(task.await.unwrap());
    }
    states
}

async fn supports_of_one(city: &City) -> i64 {
    city.service
        .proposals()
        .page(&Viewer::Visitor, &city.slug, 1)
        .await
        .unwrap()
        .support
        .counted
}

fn how_many(events: &[String], kind: &str) -> usize {
    events.iter().filter(|event| *event == kind).count()
}

suite! {
    async fn every_signed_in_person_may_support(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        for (who, viewer) in city.everybody().await {
            let outcome = async { city.service.supports().give(viewer.resident()?, &Supportable::Proposal.at(&city.slug, 1), None).await }.await;
            if viewer == Viewer::Visitor {
                assert_eq!(refusal(outcome), Refusal::SignInRequired);
            } else {
                assert!(outcome.unwrap().mine, "{who}");
            }
        }
        assert_eq!(supports_of_one(&city).await, 4);
    }

    async fn a_second_support_by_the_same_resident_is_not_counted(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        let states = all_support(&city, &vec![ana.clone(); 64]).await;
        assert!(states.iter().all(|state| state.counted == 1 && state.mine));
        assert_eq!(supports_of_one(&city).await, 1);
        assert_eq!(how_many(&city.events().await, "support_given"), 1);
        let counts = city.counts().await;
        assert_eq!((counts.supports, counts.participants), (1, 1));
    }

    async fn two_hundred_people_at_once_are_two_hundred_and_one_owed_response(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(200, Role::Resident).await;
        let author = city.person(Role::Resident).await;
        city.proposal(&author, "More trees along the way").await;
        all_support(&city, &people).await;
        assert_eq!(supports_of_one(&city).await, 200);
        let counts = city.counts().await;
        assert_eq!((counts.supports, counts.participants), (200, 201));
        let events = city.events().await;
        assert_eq!((how_many(&events, "support_given"), how_many(&events, "threshold_reached")), (200, 1));
        let staff = city.person(Role::Moderator).await;
        assert_eq!(city.service.responses().owed(staff.moderator().unwrap()).await.unwrap().len(), 1);
    }

    async fn giving_and_taking_back_at_once_keeps_every_count_true(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(12, Role::Resident).await;
        city.proposal(&people[0], "More trees along the way").await;
        let tasks: Vec<_> = (0..120).map(|n| {
            let (service, slug, person) = (city.service.clone(), city.slug.clone(), people[n % 12].clone());
            tokio::spawn(async move {
                if (n / 12) % 2 == 0 {
                    service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&slug, 1), None).await.unwrap();
                } else {
                    service.supports().withdraw(person.resident().unwrap(), &Supportable::Proposal.at(&slug, 1)).await.unwrap();
                }
            })
        }).collect();
        for task in tasks {
            task.await.unwrap();
        }
        let mut rows = 0;
        for person in &people {
            rows += i64::from(city.service.proposals().page(person, &city.slug, 1).await.unwrap().support.mine);
        }
        assert_eq!(supports_of_one(&city).await, rows);
        assert_eq!(city.counts().await.supports, rows);
        let events = city.events().await;
        let net = how_many(&events, "support_given") as i64 - how_many(&events, "support_withdrawn") as i64;
        assert_eq!(net, rows);
    }

    async fn a_support_can_be_taken_back_and_what_is_owed_stays_owed(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        city.proposal(&people[0], "More trees along the way").await;
        let states = all_support(&city, &people).await;
        assert!(states.iter().any(|state| state.next_rung.as_ref().unwrap().count == 1_000));
        let back = city.service.supports().withdraw(people[0].resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1)).await.unwrap();
        assert_eq!((back.counted, back.mine, back.next_rung.unwrap().count), (RUNG - 1, false, RUNG));
        // Again, and by somebody who never supported: nothing changes.
        city.service.supports().withdraw(people[0].resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1)).await.unwrap();
        city.service.supports().withdraw(city.person(Role::Resident).await.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1)).await.unwrap();
        assert_eq!(supports_of_one(&city).await, RUNG - 1);
        city.service.supports().give(people[0].resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        let events = city.events().await;
        assert_eq!((how_many(&events, "threshold_reached"), how_many(&events, "support_withdrawn")), (1, 1));
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!(page.responses.len(), 1);
        assert_eq!(page.responses[0].due_at, Some(NOON + Span::days(30)));
        assert_eq!(page.ladder.iter().map(|rung| rung.reached).collect::<Vec<_>>(), [true, false]);
    }

    async fn a_support_posted_after_the_phase_is_refused(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, bea) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        city.proposal(&ana, "More trees along the way").await;
        city.clock.set(NOON + Span::days(20) - Span(1));
        city.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        city.clock.set(NOON + Span::days(20));
        let ended = Refusal::Closed { activity: Activity::Support, closed: Closed::Ended(NOON + Span::days(20)) };
        assert_eq!(refusal(city.service.supports().give(bea.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), ended);
        assert_eq!(refusal(city.service.supports().withdraw(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1)).await), ended);
        assert_eq!(supports_of_one(&city).await, 1);
    }

    async fn the_end_of_support_is_the_reason_in_every_status_of_the_proposal(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, bea) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        city.proposal(&ana, "More trees along the way").await;
        city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, 1).await.unwrap();
        assert_eq!(refusal(city.service.supports().give(bea.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), Refusal::forbidden(Need::Changeable));
        city.clock.set(NOON + Span::days(20));
        let ended = Refusal::Closed { activity: Activity::Support, closed: Closed::Ended(NOON + Span::days(20)) };
        assert_eq!(refusal(city.service.supports().give(bea.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), ended);
    }

    async fn one_refused_support_does_not_disturb_the_others_of_its_batch(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(30, Role::Resident).await;
        city.proposal(&people[0], "More trees along the way").await;
        let hidden = city.proposal(&people[0], "Will be hidden soon").await;
        city.proposal(&people[0], "Will be withdrawn").await;
        city.service.proposals().withdraw(people[0].resident().unwrap(), &city.slug, 3).await.unwrap();
        let reason = Reason::trusted("It names a neighbour.".into());
        let mut tx = city.service.store().write().await.unwrap();
        change::set_hidden(&mut tx, hidden.id, Some((&reason, NOON))).await.unwrap();
        tx.commit().await.unwrap();
        let tasks: Vec<_> = people.into_iter().enumerate().map(|(n, person)| {
            let (service, slug) = (city.service.clone(), city.slug.clone());
            let number = n as i64 % 5 + 1;
            let slug = if number == 5 { Slug::parse("no-such-place").unwrap() } else { slug };
            tokio::spawn(async move { (number, service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&slug, number), None).await) })
        }).collect();
        for task in tasks {
            match task.await.unwrap() {
                (1, outcome) => assert!(outcome.is_ok()),
                (2, outcome) => assert_eq!(refusal(outcome), Refusal::forbidden(Need::Visible)),
                (3, outcome) => assert_eq!(refusal(outcome), Refusal::forbidden(Need::Changeable)),
                (_, outcome) => assert_eq!(refusal(outcome), Refusal::NotFound),
            }
        }
        assert_eq!(supports_of_one(&city).await, 6);
        assert_eq!(city.counts().await.supports, 6);
    }

    async fn a_draft_is_the_labs_alone_and_open_to_nobody(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, lab) = (city.person(Role::Resident).await, city.person(Role::Lab).await);
        city.proposal(&ana, "More trees along the way").await;
        let mut row = a_consultation("imagine-the-city");
        row.id = city.id;
        row.state = State::Draft;
        let mut tx = city.service.store().write().await.unwrap();
        assert!(consultation::update(&mut tx, &row, 1).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(refusal(city.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), Refusal::NotFound);
        let never = Refusal::Closed { activity: Activity::Support, closed: Closed::Never };
        assert_eq!(refusal(city.service.supports().give(lab.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), never);
    }

    async fn orders_that_wait_when_the_service_is_dropped_are_answered(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(50, Role::Resident).await;
        city.proposal(&people[0], "More trees along the way").await;
        let tasks: Vec<_> = people.into_iter().map(|person| {
            let (service, slug) = (city.service.clone(), city.slug.clone());
            tokio::spawn(async move { service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&slug, 1), None).await })
        }).collect();
        let City { service, .. } = city;
        drop(service);
        for task in tasks {
            assert!(task.await.unwrap().is_ok());
        }
    }
}
