//! Following `next` through a list while people go on: each proposal that was there at the start comes exactly once, in
//! the orders that promise it.

use crate::{
    city::City,
    comment::{answers, discussed, says},
};
use cabildo_domain::{
    Role, Subject, Viewer, comment::Sort as CommentSort, proposal::Sort, subject::Commentable,
    support::Supportable, time::Span,
};
use cabildo_service::{comment::DiscussionQuery, proposal::ProposalFilter};
use cabildo_store::suite;

/// Proposals at the start: more than two pages.
const IDEAS: i64 = 55;

/// A city with proposals, some of them supported and discussed.
async fn a_busy_city(store: &cabildo_store::testing::TestStore) -> (City, Vec<Viewer>) {
    let city = City::over(store).await;
    let people = city.people(6, Role::Resident).await;
    for number in 1..=IDEAS {
        let idea = city
            .proposal(&people[0], &format!("More trees along way {number}"))
            .await;
        for person in &people[..(number % 4) as usize] {
            city.service
                .supports()
                .give(
                    person.resident().unwrap(),
                    &Supportable::Proposal.at(&city.slug, number),
                    None,
                )
                .await
                .unwrap();
        }
        if number % 3 == 0 {
            city.comment(people[1].resident().unwrap(), &idea, says("Yes."))
                .await;
            city.clock.advance(Span::minutes(1));
        }
    }
    (city, people)
}

/// Changes between two pages: supports, comments and new proposals arrive, supports are taken back.
async fn people_go_on(city: &City, people: &[Viewer], step: usize) {
    for number in (1..=IDEAS).filter(|number| (*number as usize + step).is_multiple_of(3)) {
        city.service
            .supports()
            .give(
                people[(step + 4) % 6].resident().unwrap(),
                &Supportable::Proposal.at(&city.slug, number),
                None,
            )
            .await
            .unwrap();
        city.service
            .supports()
            .withdraw(
                people[0].resident().unwrap(),
                &Supportable::Proposal.at(&city.slug, number),
            )
            .await
            .unwrap();
        city.service
            .comments()
            .add(
                people[2].resident().unwrap(),
                &Commentable::Proposal.at(&city.slug, number),
                says(&format!("At step {step}.")),
            )
            .await
            .unwrap();
    }
    for n in 0..3 {
        city.proposal(&people[3], &format!("A later idea {n} of step {step}"))
            .await;
    }
    city.clock.advance(Span::minutes(7));
}

/// The numbers of every page, one after the other; `turn` is the page before which a new day begins.
async fn follow(
    city: &City,
    people: &[Viewer],
    sort: Option<Sort>,
    turn: Option<usize>,
) -> Vec<i64> {
    let (mut seen, mut after) = (Vec::new(), None);
    for step in 0.. {
        let filter = ProposalFilter {
            sort,
            after: after.clone(),
            ..ProposalFilter::default()
        };
        let list = city
            .service
            .proposals()
            .list(&Viewer::Visitor, &city.slug, &filter)
            .await
            .unwrap();
        seen.extend(list.items.iter().map(|card| card.number));
        let Some(next) = list.next else { break };
        after = Some(next);
        people_go_on(city, people, step).await;
        if turn == Some(step) {
            city.clock.advance(Span::days(1));
            assert!(city.service.refresh_fair_order().await.unwrap() > 0);
        }
        assert!(step < 20, "the list has an end");
    }
    seen
}

/// Proposals of the start that did not come exactly once.
fn wrong(seen: &[i64]) -> Vec<(i64, usize)> {
    let times = |number| seen.iter().filter(|other| **other == number).count();
    (1..=IDEAS)
        .map(|number| (number, times(number)))
        .filter(|(_, times)| *times != 1)
        .collect()
}

suite! {
    async fn the_newest_first_gives_each_idea_once_while_people_go_on(store: TestStore) {
        let (city, people) = a_busy_city(&store).await;
        assert_eq!(wrong(&follow(&city, &people, Some(Sort::Newest), None).await), []);
    }

    async fn the_fair_order_gives_each_idea_once_while_people_go_on(store: TestStore) {
        let (city, people) = a_busy_city(&store).await;
        assert_eq!(wrong(&follow(&city, &people, Some(Sort::Fair), None).await), []);
    }

    async fn the_fair_order_gives_each_idea_once_across_midnight(store: TestStore) {
        let (city, people) = a_busy_city(&store).await;
        assert_eq!(wrong(&follow(&city, &people, Some(Sort::Fair), Some(0)).await), []);
    }

    async fn an_order_that_was_begun_goes_on_when_the_default_becomes_another(store: TestStore) {
        let (city, people) = a_busy_city(&store).await;
        city.clock.advance(Span::hours(9 * 24 + 23));
        city.service.refresh_fair_order().await.unwrap();
        let first = city.service.proposals().list(&Viewer::Visitor, &city.slug, &ProposalFilter::default()).await.unwrap();
        assert_eq!(first.sort, Sort::Fair);
        city.clock.advance(Span::hours(2));
        let filter = ProposalFilter { after: first.next, ..ProposalFilter::default() };
        let second = city.service.proposals().list(&people[0], &city.slug, &filter).await.unwrap();
        assert_eq!((second.sort, second.default_sort), (Sort::Fair, Sort::Supported));
        assert!(second.items.iter().all(|card| first.items.iter().all(|seen| seen.id != card.id)));
    }

    async fn threads_and_comments_by_time_come_once_each_while_people_go_on(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let mut tops = Vec::new();
        for n in 0..50 {
            tops.push(city.comment(ana.resident().unwrap(), &proposal, says(&format!("Remark {n}."))).await.id);
            if n % 4 == 0 {
                city.clock.advance(Span::minutes(1));
            }
        }
        for sort in [CommentSort::Newest, CommentSort::Oldest] {
            let (mut seen, mut after) = (Vec::new(), None);
            for step in 0..20 {
                let query = DiscussionQuery { sort, after };
                let page = city.service.comments().discussion(&Viewer::Visitor, Subject::proposal(proposal.id), &query).await.unwrap();
                seen.extend(page.threads.iter().map(|thread| thread.top.id));
                after = page.next;
                if after.is_none() { break }
                city.comment(ben.resident().unwrap(), &proposal, says(&format!("Later {step}."))).await;
                city.comment(ben.resident().unwrap(), &proposal, answers(tops[step], "A reply.")).await;
                city.service.comments().react(ben.resident().unwrap(), tops[49 - step], cabildo_domain::comment::Reaction::Up).await.unwrap();
                city.clock.advance(Span::minutes(1));
            }
            for top in &tops {
                assert_eq!(seen.iter().filter(|id| *id == top).count(), 1, "{sort:?}");
            }
        }
        let (mut seen, mut after) = (Vec::new(), None);
        for step in 0.. {
            let page = city.service.comments().list(&Viewer::Visitor, &Commentable::Proposal.at(&city.slug, 1), after.as_ref(), 9).await.unwrap();
            seen.extend(page.comments.iter().map(|comment| comment.id));
            after = page.next;
            if after.is_none() || step > 30 { break }
            city.comment(ben.resident().unwrap(), &proposal, says(&format!("Still later {step}."))).await;
        }
        for top in &tops {
            assert_eq!(seen.iter().filter(|id| *id == top).count(), 1);
        }
    }
}
