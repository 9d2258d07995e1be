use crate::city::{City, NOON, form};
use cabildo_domain::{
    Role, Viewer,
    phase::Activity,
    proposal::{Sort, Status},
    support::Supportable,
    text::Reason,
    time::Span,
};
use cabildo_service::{
    cursor::Cursor,
    proposal::{ProposalFilter, ProposalForm},
};
use cabildo_store::{proposal::change, suite};
use std::collections::BTreeSet;

/// 57 proposals (three pages, the last not full) with themes, areas, supports and times that repeat.
async fn a_full_city(store: &cabildo_store::testing::TestStore) -> City {
    let city = City::over(store).await;
    let people = city.people(4, Role::Resident).await;
    for n in 0..57_usize {
        let form = ProposalForm {
            theme: if n % 3 == 0 {
                String::new()
            } else {
                city.themes[n % 2].to_string()
            },
            area: if n % 5 == 4 {
                String::new()
            } else {
                city.areas[n % 4].to_string()
            },
            ..form(&format!("Proposal that is called {n}"))
        };
        let proposal = city
            .service
            .proposals()
            .propose(people[0].resident().unwrap(), &city.slug, form)
            .await
            .unwrap();
        for person in &people[..n % 4] {
            city.service
                .supports()
                .give(
                    person.resident().unwrap(),
                    &Supportable::Proposal.at(&city.slug, proposal.number),
                    None,
                )
                .await
                .unwrap();
        }
        if n % 2 == 0 {
            city.clock.advance(Span::minutes(1));
        }
    }
    city
}

async fn page(city: &City, filter: &ProposalFilter) -> (Vec<i64>, Option<Cursor>, Option<Cursor>) {
    let list = city
        .service
        .proposals()
        .list(&Viewer::Visitor, &city.slug, filter)
        .await
        .unwrap();
    (
        list.items.iter().map(|card| card.number).collect(),
        list.next,
        list.previous,
    )
}

/// All pages from the first to the last, then back again.
async fn walk(city: &City, filter: &ProposalFilter) -> Vec<i64> {
    let (mut pages, mut at) = (Vec::new(), filter.clone());
    loop {
        let (numbers, next, previous) = page(city, &at).await;
        assert_eq!(previous.is_some(), !pages.is_empty());
        assert!(numbers.len() <= 20);
        pages.push((numbers, previous));
        match next {
            Some(next) => {
                at = ProposalFilter {
                    after: Some(next),
                    ..filter.clone()
                }
            }
            None => break,
        }
    }
    let mut back = pages.last().unwrap().1.clone();
    for (numbers, _) in pages.iter().rev().skip(1) {
        let at = ProposalFilter {
            before: Some(back.clone().unwrap()),
            ..filter.clone()
        };
        let (seen, next, previous) = page(city, &at).await;
        assert_eq!(&seen, numbers, "backwards, {:?}", filter.sort);
        assert!(next.is_some());
        back = previous;
    }
    assert_eq!(back, None);
    pages.into_iter().flat_map(|(numbers, _)| numbers).collect()
}

suite! {
    async fn walking_the_pages_visits_every_proposal_once_and_back_again(store: TestStore) {
        let city = a_full_city(&store).await;
        let everything: BTreeSet<i64> = (1..=57).collect();
        for sort in Sort::ALL {
            let seen = walk(&city, &ProposalFilter { sort: Some(*sort), ..ProposalFilter::default() }).await;
            assert_eq!(seen.len(), 57, "{sort}");
            assert_eq!(BTreeSet::from_iter(seen), everything, "{sort}");
        }
    }

    async fn filters_keep_what_they_say(store: TestStore) {
        let city = a_full_city(&store).await;
        let theme = |n: i64| (n - 1) % 3 != 0 && (n - 1) % 2 == 1;
        // North, and Old town in it.
        let area = |n: i64| (n - 1) % 5 != 4 && matches!((n - 1) % 4, 1 | 2);
        for sort in Sort::ALL {
            let by_theme = ProposalFilter { theme: Some(city.themes[1]), sort: Some(*sort), ..ProposalFilter::default() };
            let seen = BTreeSet::from_iter(walk(&city, &by_theme).await);
            assert_eq!(seen, BTreeSet::from_iter((1..=57).filter(|n| theme(*n))));
            let by_area = ProposalFilter { area: Some(city.areas[1]), sort: Some(*sort), ..ProposalFilter::default() };
            let seen = BTreeSet::from_iter(walk(&city, &by_area).await);
            assert_eq!(seen, BTreeSet::from_iter((1..=57).filter(|n| area(*n))));
            let by_both = ProposalFilter { theme: Some(city.themes[1]), ..by_area };
            let seen = BTreeSet::from_iter(walk(&city, &by_both).await);
            assert_eq!(seen, BTreeSet::from_iter((1..=57).filter(|n| area(*n) && theme(*n))));
        }
        let accepted = ProposalFilter { status: Some(Status::Accepted), ..ProposalFilter::default() };
        assert!(page(&city, &accepted).await.0.is_empty());
    }

    async fn the_orders_are_what_they_are_called(store: TestStore) {
        let city = a_full_city(&store).await;
        let newest = walk(&city, &ProposalFilter { sort: Some(Sort::Newest), ..ProposalFilter::default() }).await;
        assert!(newest.windows(2).all(|pair| pair[0] > pair[1] || pair[0] / 2 == pair[1] / 2), "{newest:?}");
        let supported = walk(&city, &ProposalFilter { sort: Some(Sort::Supported), ..ProposalFilter::default() }).await;
        let supports: Vec<i64> = supported.iter().map(|n| (n - 1) % 4).collect();
        assert!(supports.is_sorted_by(|a, b| a >= b), "{supports:?}");
        let fair = walk(&city, &ProposalFilter { sort: Some(Sort::Fair), ..ProposalFilter::default() }).await;
        assert_ne!(fair, Vec::from_iter(1..=57));
    }

    async fn the_order_is_fair_by_default_until_proposing_ends(store: TestStore) {
        let city = City::over(&store).await;
        let list = city.service.proposals().list(&Viewer::Visitor, &city.slug, &ProposalFilter::default()).await.unwrap();
        assert_eq!((list.sort, list.doors.to(Activity::Propose).is_open()), (Sort::Fair, true));
        city.clock.advance(Span::days(10));
        let list = city.service.proposals().list(&Viewer::Visitor, &city.slug, &ProposalFilter::default()).await.unwrap();
        assert_eq!((list.sort, list.doors.to(Activity::Propose).is_open()), (Sort::Supported, false));
    }

    async fn a_bad_cursor_means_the_first_page(store: TestStore) {
        let city = a_full_city(&store).await;
        let newest = ProposalFilter { sort: Some(Sort::Newest), ..ProposalFilter::default() };
        let (first, next, _) = page(&city, &newest).await;
        let mut supported = ProposalFilter { sort: Some(Sort::Supported), ..ProposalFilter::default() };
        let (most_supported, ..) = page(&city, &supported).await;
        supported.after = next;
        assert_eq!(page(&city, &supported).await.0, most_supported, "a cursor of another order");
        for odd in ["", "x", "🦊", "../../etc", &"A".repeat(44), &"z".repeat(5_000)] {
            let odd = Cursor::given(odd);
            assert_eq!(page(&city, &ProposalFilter { after: odd.clone(), ..newest.clone() }).await.0, first);
            assert_eq!(page(&city, &ProposalFilter { before: odd, ..newest.clone() }).await.0, first);
        }
    }

    async fn yesterdays_fair_order_goes_on_and_an_older_one_begins_anew(store: TestStore) {
        let city = a_full_city(&store).await;
        let fair = ProposalFilter { sort: Some(Sort::Fair), ..ProposalFilter::default() };
        let (yesterday, next, _) = page(&city, &fair).await;
        city.clock.advance(Span::days(1));
        assert_eq!(city.service.refresh_fair_order().await.unwrap(), 57);
        let (today, ..) = page(&city, &fair).await;
        assert_ne!(today, yesterday);
        let begun = ProposalFilter { after: next, ..fair.clone() };
        let (second, last, _) = page(&city, &begun).await;
        assert!(second.iter().all(|number| !yesterday.contains(number)));
        let (third, ..) = page(&city, &ProposalFilter { after: last, ..fair.clone() }).await;
        let all: BTreeSet<i64> = yesterday.iter().chain(&second).chain(&third).copied().collect();
        assert_eq!(all.len(), 57);
        city.clock.advance(Span::days(1));
        city.service.refresh_fair_order().await.unwrap();
        let (today, ..) = page(&city, &fair).await;
        let list = city.service.proposals().list(&Viewer::Visitor, &city.slug, &begun).await.unwrap();
        assert_eq!(list.items.iter().map(|card| card.number).collect::<Vec<_>>(), today);
        assert!(!list.has_place(&begun), "the API says so");
    }

    async fn hidden_and_withdrawn_proposals_are_in_no_list(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        for title in ["Stays where it is", "Will be hidden soon", "Will be withdrawn"] {
            city.proposal(&ana, title).await;
        }
        let hidden = city.service.proposals().page(&ana, &city.slug, 2).await.unwrap().id;
        let reason = Reason::trusted("It names a neighbour.".into());
        let mut tx = city.service.store().write().await.unwrap();
        change::set_hidden(&mut tx, hidden, Some((&reason, NOON))).await.unwrap();
        tx.commit().await.unwrap();
        city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, 3).await.unwrap();
        for sort in Sort::ALL {
            for viewer in [Viewer::Visitor, ana.clone(), city.person(Role::Admin).await] {
                let filter = ProposalFilter { sort: Some(*sort), ..ProposalFilter::default() };
                let list = city.service.proposals().list(&viewer, &city.slug, &filter).await.unwrap();
                assert_eq!(list.items.iter().map(|card| card.number).collect::<Vec<_>>(), [1]);
                assert_eq!(list.total, 1);
            }
        }
        let (newest, supported) = city.service.proposals().newest_and_most_supported(&ana, city.id, 5).await.unwrap();
        assert_eq!((newest.len(), supported.len()), (1, 1));
    }

    async fn a_list_takes_five_statements_however_long_it_is_and_one_more_to_count_what_filters_leave(store: TestStore) {
        let city = a_full_city(&store).await;
        let ana = city.person(Role::Resident).await;
        let few = ProposalFilter { theme: Some(city.themes[1]), area: Some(city.areas[1]), ..ProposalFilter::default() };
        let filters = [
            (ProposalFilter::default(), 5),
            (few, 5),
            (ProposalFilter { area: Some(city.areas[0]), sort: Some(Sort::Newest), ..ProposalFilter::default() }, 6),
        ];
        for (filter, cost) in filters {
            let before = city.service.store().statements();
            city.service.proposals().list(&ana, &city.slug, &filter).await.unwrap();
            assert_eq!(city.service.store().statements() - before, cost, "{filter:?}");
        }
    }

    async fn a_list_tells_how_many_its_filters_leave_on_all_pages(store: TestStore) {
        let city = a_full_city(&store).await;
        let filters = [
            ProposalFilter::default(),
            ProposalFilter { theme: Some(city.themes[1]), ..ProposalFilter::default() },
            ProposalFilter { area: Some(city.areas[1]), ..ProposalFilter::default() },
            ProposalFilter { theme: Some(city.themes[1]), area: Some(city.areas[1]), ..ProposalFilter::default() },
            ProposalFilter { area: Some(city.areas[0]), status: Some(Status::Published), ..ProposalFilter::default() },
            ProposalFilter { status: Some(Status::Accepted), ..ProposalFilter::default() },
        ];
        for filter in filters {
            let there = walk(&city, &filter).await.len() as i64;
            let list = city.service.proposals().list(&Viewer::Visitor, &city.slug, &filter).await.unwrap();
            assert_eq!((list.found, list.total), (there, 57), "{filter:?}");
            if let Some(after) = list.next {
                let second = ProposalFilter { after: Some(after), ..filter };
                let list = city.service.proposals().list(&Viewer::Visitor, &city.slug, &second).await.unwrap();
                assert_eq!(list.found, there, "the same on its second page: {second:?}");
            }
        }
    }
}
