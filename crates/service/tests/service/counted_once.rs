//! Erasing an account: its votes in open phases are removed with it, those in phases that are over stay as a number.

use crate::{
    city::{City, NOON, RUNG},
    comment::says,
    harness::{self, Harness, PASSWORD},
    opinion::Town,
};
use cabildo_domain::{
    PhaseId, Refusal, Role, Viewer,
    comment::Reaction,
    opinion::Answer,
    phase::{Allows, Method, Phase},
    subject::Commentable,
    support::Supportable,
    text::{PhaseDescription, PhaseName},
    time::Span,
};
use cabildo_service::{Error, Limits, account::EraseForm, opinion::Caller, session::Origin};
use cabildo_store::{phase, suite, testing::TestStore};

fn confirmed() -> EraseForm {
    EraseForm {
        password: PASSWORD.into(),
        confirm: "yes".into(),
    }
}

/// A city, and a harness over the same database whose people can really erase their accounts.
async fn a_city(store: TestStore) -> (City, Harness) {
    let city = City::limited(&store, Limits::none()).await;
    (city, Harness::over(store))
}

/// The same address signs up again.
async fn again(harness: &Harness, name: &str) -> Viewer {
    let signed_up = harness
        .accounts()
        .sign_up(harness::sign_up(name), &Origin::default())
        .await
        .unwrap();
    harness.seen(&signed_up).await
}

/// The phases of a city become these: name, method, end in days from noon.
async fn phases(city: &City, wanted: &[(&str, Method, i64, i64)]) {
    let phases: Vec<Phase> = wanted
        .iter()
        .map(|(name, method, from, to)| Phase {
            id: PhaseId(uuid::Uuid::now_v7()),
            name: PhaseName::trusted((*name).into()),
            description: PhaseDescription::trusted(String::new()),
            method: *method,
            starts_at: NOON + Span::days(*from) - Span::hours(1),
            ends_at: NOON + Span::days(*to) - Span::hours(1),
            allows: Allows::default(),
        })
        .collect();
    let mut tx = city.service.store().write().await.unwrap();
    phase::replace(&mut tx, city.id, &phases).await.unwrap();
    tx.commit().await.unwrap();
}

suite! {
    async fn one_address_that_is_erased_and_comes_back_counts_once(store: TestStore) {
        let (city, harness) = a_city(store).await;
        let author = city.person(Role::Resident).await;
        let idea = city.proposal(&author, "Shade for every bus stop").await;
        let remark = city.comment(author.resident().unwrap(), &idea, says("Yes.")).await;
        let ana = harness.member("ana", Role::Resident).await;
        harness.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        harness.comments().react(ana.resident().unwrap(), remark.id, Reaction::Up).await.unwrap();
        assert_eq!((city.counts().await.supports, city.counts().await.participants), (1, 2));
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        assert_eq!((city.counts().await.supports, city.counts().await.participants), (0, 1));
        city.no_counter_differs().await;

        let ana = again(&harness, "ana").await;
        assert_eq!(harness.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap().counted, 1);
        assert_eq!(harness.comments().react(ana.resident().unwrap(), remark.id, Reaction::Up).await.unwrap().ups, 1);
        assert_eq!((city.counts().await.supports, city.counts().await.participants), (1, 2));
        let given = city.events().await.iter().filter(|kind| *kind == "support_withdrawn").count();
        assert_eq!(given, 1, "what follows the log learns that a support left");
        city.no_counter_differs().await;
    }

    async fn reactions_of_closed_phases_stay_as_a_number_when_their_account_is_erased(store: TestStore) {
        let (city, harness) = a_city(store).await;
        let author = city.person(Role::Resident).await;
        let idea = city.proposal(&author, "Shade for every bus stop").await;
        let remark = city.comment(author.resident().unwrap(), &idea, says("Yes.")).await;
        let ana = harness.member("ana", Role::Resident).await;
        harness.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        harness.comments().react(ana.resident().unwrap(), remark.id, Reaction::Up).await.unwrap();
        // Comments ended after ten days, supports go on for ten more.
        for clock in [&city.clock, &harness.clock] {
            clock.advance(Span::days(12));
        }
        let ana = harness.sign_in("ana").await;
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        assert_eq!((city.counts().await.supports, city.counts().await.participants), (0, 2));
        let page = city.service.comments().thread(&author, &Commentable::Proposal.at(&city.slug, 1), remark.id, None).await.unwrap();
        assert_eq!(page.thread.top.ups, 1, "the reaction was given in a phase that is over");
        city.no_counter_differs().await;

        let ben = harness.member("ben", Role::Resident).await;
        harness.supports().give(ben.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        for clock in [&city.clock, &harness.clock] {
            clock.advance(Span::days(9));
        }
        let ben = harness.sign_in("ben").await;
        harness.accounts().erase(ben.resident().unwrap(), confirmed()).await.unwrap();
        assert_eq!((city.counts().await.supports, city.counts().await.participants), (1, 3));
        city.no_counter_differs().await;
    }

    async fn a_rung_that_was_reached_stays_owed_and_the_next_one_sees_who_is_left(store: TestStore) {
        let (city, harness) = a_city(store).await;
        let people = city.people(RUNG as usize - 1, Role::Resident).await;
        city.proposal(&people[0], "Shade for every bus stop").await;
        for person in &people {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        let ana = harness.member("ana", Role::Resident).await;
        harness.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        let page = city.service.proposals().page(&people[0], &city.slug, 1).await.unwrap();
        assert_eq!((page.support.counted, page.responses.len()), (RUNG - 1, 1));
        let ana = again(&harness, "ana").await;
        assert_eq!(harness.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap().counted, RUNG);
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "threshold_reached").count(), 1);
        city.no_counter_differs().await;
    }

    async fn answers_leave_the_map_with_their_account_while_it_is_open(store: TestStore) {
        let town = Town::over(&store, 3).await;
        town.rules("open", false).await;
        let people = town.people(12, Role::Resident).await;
        for (n, person) in people.iter().enumerate() {
            let answer = if n % 2 == 0 { Answer::Agree } else { Answer::Disagree };
            town.answer(person, [(1, answer), (2, answer), (3, Answer::Pass)]).await;
        }
        let harness = Harness::over(store);
        let ana = harness.member("ana", Role::Resident).await;
        for number in [1, 2, 3] {
            harness.opinion().cast(Caller::of(&ana), &town.slug, number, Answer::Agree).await.unwrap();
        }
        assert!(town.update().await);
        let map = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap().map.unwrap();
        assert_eq!((map.people, map.votes), (13, 39));
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        assert_eq!(town.counts().await.participants, 12);
        town.no_counter_differs().await;
        // The process that had the answers in memory and one that reads them anew agree.
        assert!(town.update().await);
        let map = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap().map.unwrap();
        assert_eq!((map.people, map.votes), (12, 36));
        let whole = harness.opinion().operator_view(&town.slug).await.unwrap();
        assert_eq!(whole.participants.len(), 12);
        let back = again(&harness, "ana").await;
        harness.opinion().cast(Caller::of(&back), &town.slug, 1, Answer::Agree).await.unwrap();
        assert_eq!(town.counts().await.participants, 13);
        town.no_counter_differs().await;
    }

    async fn answers_of_a_map_that_is_over_stay_as_numbers(store: TestStore) {
        let town = Town::over(&store, 2).await;
        let harness = Harness::over(store);
        let ana = harness.member("ana", Role::Resident).await;
        harness.opinion().cast(Caller::of(&ana), &town.slug, 1, Answer::Agree).await.unwrap();
        for clock in [&town.clock, &harness.clock] {
            clock.advance(Span::days(11));
        }
        let ana = harness.sign_in("ana").await;
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        let page = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap();
        assert_eq!((page.people, town.counts().await.participants), (1, 1));
        town.no_counter_differs().await;
    }

    async fn answers_of_somebody_who_was_excluded_leave_too(store: TestStore) {
        let town = Town::over(&store, 2).await;
        let harness = Harness::over(store);
        let ana = harness.member("ana", Role::Resident).await;
        harness.opinion().cast(Caller::of(&ana), &town.slug, 1, Answer::Agree).await.unwrap();
        let reason = cabildo_service::moderation::ReasonForm { reason: "A program answered here.".into() };
        town.service.opinion().exclude_participant(town.lab.moderator().unwrap(), &town.slug, 1, reason).await.unwrap();
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        town.no_counter_differs().await;
        let report = town.service.opinion().integrity(town.lab.moderator().unwrap(), &town.slug).await.unwrap();
        assert_eq!((report.people, report.excluded, report.decisions.len()), (0, 0, 1), "the decision stays on record");
        assert_eq!(town.counts().await.participants, 0);
    }

    async fn no_support_survives_its_account(store: TestStore) {
        let (city, harness) = a_city(store).await;
        let author = city.person(Role::Resident).await;
        for number in 1..=8 {
            city.proposal(&author, &format!("Shade for bus stop {number}")).await;
        }
        let ana = harness.member("ana", Role::Resident).await;
        let ideas: Vec<_> = (1..=8).map(|number| Supportable::Proposal.at(&city.slug, number)).collect();
        let supporting = ideas.iter().map(|idea| harness.supports().give(ana.resident().unwrap(), idea, None));
        let (supports, erased) = tokio::join!(
            futures::future::join_all(supporting),
            harness.accounts().erase(ana.resident().unwrap(), confirmed()),
        );
        erased.unwrap();
        for support in supports {
            let refused = support.err().map(Error::into_refusal);
            assert!(refused.is_none() || refused == Some(Refusal::SignInRequired), "{refused:?}");
        }
        // A request that was let in before the account went.
        let late = harness.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.map_err(Error::into_refusal);
        assert_eq!(late.map(|state| state.counted), Err(Refusal::SignInRequired));
        assert_eq!((city.counts().await.supports, city.counts().await.participants), (0, 1));
        city.no_counter_differs().await;
    }

    async fn nothing_is_written_by_an_account_that_is_gone(store: TestStore) {
        let town = Town::over(&store, 1).await;
        town.rules("open", false).await;
        let harness = Harness::over(store);
        let author = town.person(Role::Resident).await;
        phases(&town, &[("All", Method::Map, 0, 10)]).await;
        let ana = harness.member("ana", Role::Resident).await;
        harness.accounts().erase(ana.resident().unwrap(), confirmed()).await.unwrap();
        let vote = harness.opinion().cast(Caller::of(&ana), &town.slug, 1, Answer::Agree).await;
        assert_eq!(vote.map_err(Error::into_refusal).err(), Some(Refusal::SignInRequired));
        let form = cabildo_service::opinion::StatementForm { text: "Trees before cars".into(), ..Default::default() };
        let added = harness.statements().add(Caller::of(&ana), &town.slug, form).await;
        assert_eq!(added.map_err(Error::into_refusal).err(), Some(Refusal::SignInRequired));
        assert_eq!(town.counts().await.participants, 0);
        drop(author);
    }
}
