//! Tests of a person who takes part twice in one browser: first as a guest by an invitation, then with an account. The
//! account takes over the guest's answers, so that the person counts once.

use super::{
    invitation::{invite, join},
    town::{Town, refusal, says},
};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Viewer,
    opinion::Answer::{self, Agree, Disagree, Pass},
    phase::{Activity, Closed},
    refusal::Need,
    time::Span,
};
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Asked, Caller, GuestForm, JoinForm, Settled},
    session::Origin,
};
use cabildo_store::{opinion::vote, suite};

/// A map that is open, and the passes of so many guests.
async fn a_town_with_guests(
    store: &cabildo_store::testing::TestStore,
    guests: usize,
) -> (Town, Vec<String>) {
    let town = Town::over(store, 4).await;
    town.rules("open", true).await;
    let link = invite(&town, 9).await;
    let mut passes = Vec::new();
    for n in 0..guests {
        passes.push(
            join(&town, &link.secret, &format!("Quetzal {n}"))
                .await
                .unwrap()
                .pass,
        );
    }
    (town, passes)
}

const VISITOR: &Viewer = &Viewer::Visitor;

fn of<'a>(viewer: &'a Viewer, pass: &'a str) -> Caller<'a> {
    Caller {
        viewer,
        pass: Some(pass),
        address: None,
    }
}

async fn answer(town: &Town, caller: Caller<'_>, answers: &[(i64, Answer)]) {
    for (number, answer) in answers {
        town.clock.advance(Span::seconds(9));
        town.service
            .opinion()
            .cast(caller, &town.slug, *number, *answer)
            .await
            .unwrap();
    }
}

async fn settle(town: &Town, viewer: &Viewer, pass: &str, mine: &str) -> Settled {
    let form = GuestForm { mine: mine.into() };
    town.service
        .opinion()
        .settle_guest(of(viewer, pass), &town.slug, &form)
        .await
        .unwrap()
}

/// The present answers of an account, by statement.
async fn answers_of(town: &Town, viewer: &Viewer) -> Vec<(i64, Option<Answer>)> {
    let mut sheet: Vec<_> = town
        .service
        .opinion()
        .answer_sheet(Caller::of(viewer), &town.slug)
        .await
        .unwrap()
        .answers
        .into_iter()
        .map(|answer| (answer.statement.number, answer.statement.mine))
        .collect();
    sheet.sort_unstable_by_key(|(number, _)| *number);
    sheet
}

async fn excludes(town: &Town, number: i64, why: &str) {
    let reason = ReasonForm { reason: why.into() };
    town.service
        .opinion()
        .exclude_participant(town.lab.moderator().unwrap(), &town.slug, number, reason)
        .await
        .unwrap();
}

/// People who count and are excluded by the desk's report, and people of the consultation.
async fn people(town: &Town) -> (i64, i64, i64) {
    let report = town
        .service
        .opinion()
        .integrity(town.lab.moderator().unwrap(), &town.slug)
        .await
        .unwrap();
    (
        report.people,
        report.excluded,
        town.counts().await.participants,
    )
}

/// The process that has the answers in memory and one that reads the history find the same map, with so many people.
async fn the_map_has(town: &Town, people: i64, votes: i64) {
    town.no_counter_differs().await;
    town.update().await;
    let map = town
        .service
        .opinion()
        .page(VISITOR, &town.slug)
        .await
        .unwrap()
        .map
        .unwrap();
    assert_eq!((map.people, map.votes), (people, votes));
    let whole = town
        .service
        .opinion()
        .operator_view(&town.slug)
        .await
        .unwrap();
    assert_eq!(whole.participants.len() as i64, people);
}

/// Participants 1 (the guest) and 2 (the account) who are excluded, and become one.
async fn an_exclusion_comes_along(
    store: &cabildo_store::testing::TestStore,
    excluded: &[i64],
    why: &str,
) {
    let (town, passes) = a_town_with_guests(store, 1).await;
    let ana = town.person(Role::Resident).await;
    answer(&town, of(VISITOR, &passes[0]), &[(1, Agree), (2, Agree)]).await;
    answer(&town, Caller::of(&ana), &[(2, Disagree), (3, Disagree)]).await;
    for number in excluded {
        excludes(&town, *number, &format!("A program answered as {number}.")).await;
    }
    settle(&town, &ana, &passes[0], "yes").await;
    assert_eq!(people(&town).await, (0, 1, 1));
    town.no_counter_differs().await;
    let next = town
        .service
        .opinion()
        .next_statement(Caller::of(&ana), &town.slug)
        .await
        .unwrap();
    let Asked::Participant {
        excluded: Some(reason),
        ..
    } = next.asked
    else {
        panic!("{:?}", next.asked)
    };
    assert_eq!(reason.as_str(), why);
    town.service
        .opinion()
        .readmit_participant(town.lab.moderator().unwrap(), &town.slug, 2)
        .await
        .unwrap();
    assert_eq!(people(&town).await, (1, 0, 1));
    the_map_has(&town, 1, 3).await;
}

suite! {
    async fn a_guest_who_signs_in_for_the_first_time_becomes_the_account(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 1).await;
        answer(&town, of(VISITOR, &passes[0]), &[(1, Agree), (2, Disagree)]).await;
        let own = town.service.statements().add(of(VISITOR, &passes[0]), &town.slug, says("Trees before cars")).await.unwrap();
        assert!(town.update().await);
        let ana = town.person(Role::Resident).await;
        assert_eq!(settle(&town, &ana, &passes[0], "yes").await, Settled::Mine);
        assert_eq!(people(&town).await, (1, 0, 1));
        assert_eq!(answers_of(&town, &ana).await, [(1, Some(Agree)), (2, Some(Disagree)), (5, Some(Agree))]);
        let page = town.service.statements().page(Caller::of(&ana), &town.slug, own.statement.number).await.unwrap();
        assert!(page.is_mine);
        // The pass is nobody's any more, and a second post of the form finds nothing to do.
        let again = town.service.opinion().cast(of(VISITOR, &passes[0]), &town.slug, 3, Agree).await;
        assert_eq!(refusal(again), Refusal::SignInRequired);
        assert_eq!(settle(&town, &ana, &passes[0], "yes").await, Settled::Nobody);
        town.vote(&ana, 3, Pass).await.unwrap();
        the_map_has(&town, 1, 4).await;
    }

    async fn an_account_takes_over_what_its_guest_answered_and_the_later_answer_holds(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 1).await;
        let (ana, guest) = (town.person(Role::Resident).await, of(VISITOR, &passes[0]));
        answer(&town, Caller::of(&ana), &[(1, Agree), (2, Agree)]).await;
        answer(&town, guest, &[(1, Disagree), (3, Disagree), (4, Pass)]).await;
        let own = town.service.statements().add(guest, &town.slug, says("Trees before cars")).await.unwrap();
        answer(&town, Caller::of(&ana), &[(3, Agree)]).await;
        assert!(town.update().await);
        assert_eq!(people(&town).await, (2, 0, 2));
        // Until it is said, nothing more is answered in this browser, and no statement is added.
        let asked = Refusal::forbidden(Need::GuestSettled);
        let both = of(&ana, &passes[0]);
        assert_eq!(refusal(town.service.opinion().cast(both, &town.slug, 4, Agree).await), asked);
        assert_eq!(refusal(town.service.statements().add(both, &town.slug, says("Benches first")).await), asked);
        let unsaid = town.service.opinion().settle_guest(both, &town.slug, &GuestForm::default()).await;
        assert_eq!(refusal(unsaid), FieldErrors::one("mine", Invalid::Required));

        assert_eq!(settle(&town, &ana, &passes[0], "yes").await, Settled::Mine);
        assert_eq!(people(&town).await, (1, 0, 1));
        let now = [(1, Some(Disagree)), (2, Some(Agree)), (3, Some(Agree)), (4, Some(Pass)), (5, Some(Agree))];
        assert_eq!(answers_of(&town, &ana).await, now);
        let page = town.service.statements().page(Caller::of(&ana), &town.slug, own.statement.number).await.unwrap();
        assert!(page.is_mine);
        the_map_has(&town, 1, 5).await;
        // The history is one person's, in its order.
        let mut tx = town.service.store().read().await.unwrap();
        let history = vote::since(&mut tx, town.id, 0, 99).await.unwrap();
        let whose: std::collections::BTreeSet<i64> = history.iter().map(|(_, cast)| cast.participant).collect();
        assert_eq!((history.len(), whose.len()), (7, 1));
        drop(tx);
        // Nobody is left under the guest's number about whom a moderator could decide.
        let gone = town.service.opinion().participant(town.lab.moderator().unwrap(), &town.slug, 1).await;
        assert_eq!(refusal(gone), Refusal::NotFound);
    }

    async fn two_passes_and_an_account_are_one_person(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 2).await;
        let ana = town.person(Role::Resident).await;
        answer(&town, of(VISITOR, &passes[0]), &[(1, Agree), (2, Agree)]).await;
        answer(&town, of(VISITOR, &passes[1]), &[(2, Disagree), (3, Disagree)]).await;
        assert_eq!(people(&town).await, (2, 0, 2));
        settle(&town, &ana, &passes[0], "yes").await;
        settle(&town, &ana, &passes[1], "yes").await;
        assert_eq!(people(&town).await, (1, 0, 1));
        assert_eq!(answers_of(&town, &ana).await, [(1, Some(Agree)), (2, Some(Disagree)), (3, Some(Disagree))]);
        the_map_has(&town, 1, 3).await;
        // The link let two in; that stays what it was.
        assert_eq!(town.service.opinion().invitations(town.lab.lab().unwrap(), &town.slug).await.unwrap()[0].joined, 2);
    }

    async fn the_exclusion_of_the_guest_comes_along(store: TestStore) {
        an_exclusion_comes_along(&store, &[1], "A program answered as 1.").await;
    }

    async fn the_exclusion_of_the_account_stays(store: TestStore) {
        an_exclusion_comes_along(&store, &[2], "A program answered as 2.").await;
    }

    async fn of_two_exclusions_that_of_the_account_stays(store: TestStore) {
        an_exclusion_comes_along(&store, &[1, 2], "A program answered as 2.").await;
    }

    async fn a_guest_who_is_somebody_else_stays_a_second_person(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 1).await;
        let ana = town.person(Role::Resident).await;
        answer(&town, of(VISITOR, &passes[0]), &[(1, Agree)]).await;
        assert_eq!(settle(&town, &ana, &passes[0], "no").await, Settled::Other);
        // The browser forgets the pass, and the account answers as itself.
        answer(&town, Caller::of(&ana), &[(1, Disagree)]).await;
        assert_eq!(people(&town).await, (2, 0, 2));
        the_map_has(&town, 2, 2).await;
    }

    async fn many_posts_at_once_take_over_once(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 1).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        answer(&town, of(VISITOR, &passes[0]), &[(1, Agree), (2, Agree)]).await;
        answer(&town, Caller::of(&ana), &[(2, Disagree)]).await;
        let form = GuestForm { mine: "yes".into() };
        let posts = [&ana, &ben, &ana, &ben].map(|viewer| town.service.opinion().settle_guest(of(viewer, &passes[0]), &town.slug, &form));
        let votes = [3, 4].map(|number| town.service.opinion().cast(of(VISITOR, &passes[0]), &town.slug, number, Agree));
        let (settled, _) = tokio::join!(futures::future::join_all(posts), futures::future::join_all(votes));
        let mine = settled.into_iter().filter(|outcome| matches!(outcome, Ok(Settled::Mine))).count();
        assert_eq!(mine, 1);
        let (counted, _, participants) = people(&town).await;
        assert_eq!(counted, participants);
        assert!(counted <= 2);
        town.no_counter_differs().await;
    }

    async fn answers_stay_as_they_were_counted_once_answering_is_over(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 1).await;
        let ana = town.person(Role::Resident).await;
        answer(&town, of(VISITOR, &passes[0]), &[(1, Agree)]).await;
        town.clock.advance(Span::days(11));
        let form = GuestForm { mine: "yes".into() };
        let late = town.service.opinion().settle_guest(of(&ana, &passes[0]), &town.slug, &form).await;
        let Refusal::Closed { activity: Activity::Answer, closed: Closed::Ended(_) } = refusal(late) else { panic!() };
        assert_eq!(people(&town).await, (1, 0, 1));
    }

    async fn somebody_signed_in_does_not_join_by_an_invitation_as_well(store: TestStore) {
        let town = Town::over(&store, 1).await;
        town.rules("open", true).await;
        let link = invite(&town, 9).await;
        let ana = town.person(Role::Resident).await;
        town.vote(&ana, 1, Agree).await.unwrap();
        let joined = town.service.opinion().join(&ana, &town.slug, &link.secret, JoinForm::default(), &Origin::default()).await;
        assert_eq!(refusal(joined), Refusal::Enough { most: 1 });
        assert_eq!(people(&town).await, (1, 0, 1));
        assert_eq!(town.service.opinion().invitations(town.lab.lab().unwrap(), &town.slug).await.unwrap()[0].joined, 0);
    }

    async fn answers_of_a_guest_leave_with_the_account_that_took_them_over(store: TestStore) {
        let (town, passes) = a_town_with_guests(&store, 1).await;
        let harness = crate::harness::Harness::over(store);
        let ana = harness.member("ana", Role::Resident).await;
        answer(&town, of(VISITOR, &passes[0]), &[(1, Agree), (2, Agree)]).await;
        harness.opinion().cast(Caller::of(&ana), &town.slug, 2, Disagree).await.unwrap();
        settle(&town, &ana, &passes[0], "yes").await;
        let data = harness.accounts().export(ana.resident().unwrap()).await.unwrap();
        assert_eq!(data["answers"].as_array().map(Vec::len), Some(3));
        let leaving = harness.accounts().leaving(ana.resident().unwrap()).await.unwrap();
        assert_eq!((leaving.answers, leaving.supports, leaving.staying), (2, 0, 0));
        let form = cabildo_service::account::EraseForm { password: crate::harness::PASSWORD.into(), confirm: "yes".into() };
        harness.accounts().erase(ana.resident().unwrap(), form).await.unwrap();
        assert_eq!(people(&town).await, (0, 0, 0));
        town.no_counter_differs().await;
    }
}
