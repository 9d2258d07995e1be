//! Tests that a refused form is kept for the person who typed it, within limits of number and size.

use crate::harness::Harness;
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Timestamp,
    phase::{Activity, Closed},
    refusal::Need,
    time::Span,
};
use cabildo_service::{
    Config, Hashing, Limits,
    form_state::{Budget, Budgets, Typist},
};
use cabildo_store::{suite, testing::TestStore};
use std::{
    collections::{BTreeMap, BTreeSet},
    net::IpAddr,
};

const VISITOR: Typist = Typist::Visitor(None);

/// A platform that keeps few forms.
fn small(store: TestStore) -> Harness {
    let budget = |forms, bytes| Budget { forms, bytes };
    let kept_forms = Budgets {
        account: budget(3, 10_000),
        network: budget(4, 1_000),
        all: budget(20, 16_000),
    };
    let config = Config {
        hashing: Hashing::cheap(),
        limits: Limits::none(),
        kept_forms,
        ..Config::default()
    };
    Harness::configured(store, config)
}

/// The browsers among `b0`, `b1` and on that still find their form of this name.
async fn found(harness: &Harness, browsers: usize, form: &str) -> Vec<bool> {
    let mut found = Vec::new();
    for n in 0..browsers {
        let kept = harness
            .kept_forms()
            .take(&format!("b{n}"), form, None)
            .await;
        found.push(kept.unwrap().is_some());
    }
    found
}

fn typed(title: &str) -> BTreeMap<String, String> {
    [("title".to_owned(), title.to_owned())].into()
}

/// A number for each kind of refusal. A new kind does not compile here until it has one, and then [`refusals`] must
/// have it.
const fn kind(refusal: &Refusal) -> usize {
    match refusal {
        Refusal::NotFound => 0,
        Refusal::SignInRequired => 1,
        Refusal::WrongCredentials => 2,
        Refusal::Forbidden { .. } => 3,
        Refusal::Closed { .. } => 4,
        Refusal::Enough { .. } => 5,
        Refusal::Invalid { .. } => 6,
        Refusal::Outdated { .. } => 7,
        Refusal::Malformed => 8,
        Refusal::TooFast { .. } => 9,
        Refusal::Busy { .. } => 10,
        Refusal::Internal { .. } => 11,
    }
}

/// Every kind of refusal, with something in each of its fields.
fn refusals() -> Vec<Refusal> {
    let mut fields = FieldErrors::default();
    fields.add(
        "title",
        Invalid::TooLong {
            max: 120,
            actual: 121,
        },
    );
    fields.add(
        "phases",
        Invalid::PhasesOverlap {
            first: "A".into(),
            second: "B".into(),
        },
    );
    vec![
        Refusal::NotFound,
        Refusal::SignInRequired,
        Refusal::WrongCredentials,
        Refusal::forbidden(Need::Role(Role::Lab)),
        Refusal::forbidden(Need::AnotherAdmin),
        Refusal::Closed {
            activity: Activity::Propose,
            closed: Closed::Ended(Timestamp(5)),
        },
        Refusal::Enough { most: 3 },
        Refusal::Invalid { fields },
        Refusal::Outdated { current: 3 },
        Refusal::Malformed,
        Refusal::TooFast { seconds: 9 },
        Refusal::Busy { seconds: 2 },
        Refusal::Internal {
            reference: "abcd".into(),
        },
    ]
}

suite! {
    async fn every_refusal_comes_back_with_what_was_typed(store: TestStore) {
        let harness = Harness::over(store);
        let kinds: BTreeSet<usize> = refusals().iter().map(kind).collect();
        assert!(kinds.into_iter().eq(0..12), "every kind is tried");
        for refusal in refusals() {
            let input = typed("Más árboles \u{0} \"here\" </textarea>\n🌳");
            harness.kept_forms().keep("browser", "proposal/new/a", VISITOR, &input, Some(&refusal)).await.unwrap();
            for _reload in 0..2 {
                let kept = harness.kept_forms().take("browser", "proposal/new/a", None).await.unwrap().unwrap();
                assert_eq!((kept.input, kept.refusal), (input.clone(), Some(refusal.clone())));
            }
        }
    }

    async fn a_form_is_found_by_its_browser_and_name_alone_and_until_dropped(store: TestStore) {
        let harness = Harness::over(store);
        harness.kept_forms().keep("browser", "a", VISITOR, &typed("one"), Some(&Refusal::Malformed)).await.unwrap();
        assert!(harness.kept_forms().take("other", "a", None).await.unwrap().is_none());
        assert!(harness.kept_forms().take("browser", "b", None).await.unwrap().is_none());
        let kept = harness.kept_forms().take("browser", "a", None).await.unwrap().expect("it is found");
        assert_eq!((kept.input, kept.refusal), (typed("one"), Some(Refusal::Malformed)));
        harness.kept_forms().forget("browser", "a").await.unwrap();
        assert!(harness.kept_forms().take("browser", "a", None).await.unwrap().is_none());
    }

    async fn a_form_that_is_only_shown_has_no_refusal(store: TestStore) {
        let harness = Harness::over(store);
        harness.kept_forms().keep("browser", "a", VISITOR, &typed("one"), None).await.unwrap();
        let kept = harness.kept_forms().take("browser", "a", None).await.unwrap().expect("it is found");
        assert!(kept.is_preview());
        assert_eq!(kept.input, typed("one"));
        harness.kept_forms().keep("browser", "a", VISITOR, &typed("two"), Some(&Refusal::Malformed)).await.unwrap();
        let kept = harness.kept_forms().take("browser", "a", None).await.unwrap().expect("it is found");
        assert!(!kept.is_preview(), "the same form was refused afterwards");
    }

    async fn a_form_is_kept_for_a_day(store: TestStore) {
        let harness = Harness::over(store);
        harness.kept_forms().keep("browser", "a", VISITOR, &typed("one"), Some(&Refusal::Malformed)).await.unwrap();
        harness.clock.advance(Span(Span::days(1).0 - 1));
        assert!(harness.kept_forms().take("browser", "a", None).await.unwrap().is_some());
        harness.clock.advance(Span(1));
        assert!(harness.kept_forms().take("browser", "a", None).await.unwrap().is_none());
    }

    async fn a_browser_keeps_its_twenty_newest_forms(store: TestStore) {
        let harness = Harness::over(store);
        for n in 0..21 {
            harness.clock.advance(Span(1));
            harness.kept_forms().keep("browser", &format!("f{n}"), VISITOR, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        }
        assert!(harness.kept_forms().take("browser", "f0", None).await.unwrap().is_none());
        assert!(harness.kept_forms().take("browser", "f1", None).await.unwrap().is_some());
        assert!(harness.kept_forms().take("browser", "f20", None).await.unwrap().is_some());
    }

    async fn a_form_that_an_account_typed_is_for_that_account_alone(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await.account().unwrap();
        let ben = harness.resident("ben").await.account().unwrap();
        harness.kept_forms().keep("browser", "a", Typist::Account(ana), &typed("hers"), Some(&Refusal::Malformed)).await.unwrap();
        for (account, finds) in [(Some(ana), true), (Some(ben), false), (None, false)] {
            assert_eq!(harness.kept_forms().take("browser", "a", account).await.unwrap().is_some(), finds);
        }
        // A visitor's input is found again after logging in.
        harness.kept_forms().keep("browser", "b", VISITOR, &typed("anyone's"), Some(&Refusal::Malformed)).await.unwrap();
        assert!(harness.kept_forms().take("browser", "b", Some(ana)).await.unwrap().is_some());
    }

    async fn a_network_keeps_its_newest_forms_whatever_browsers_they_come_from(store: TestStore) {
        let harness = small(store);
        let here = |last: u8| Typist::Visitor(Some(IpAddr::from([192, 0, 2, last])));
        let there = Typist::Visitor(Some(IpAddr::from([198, 51, 100, 1])));
        harness.kept_forms().keep("there", "a", there, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        for n in 0..6 {
            harness.clock.advance(Span(1));
            harness.kept_forms().keep(&format!("b{n}"), "a", here(n), &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        }
        assert_eq!(found(&harness, 6, "a").await, [false, false, true, true, true, true]);
        assert!(harness.kept_forms().take("there", "a", None).await.unwrap().is_some(), "another network is not touched");
        harness.clock.advance(Span(1));
        harness.kept_forms().keep("b6", "a", here(9), &typed(&"y".repeat(900)), Some(&Refusal::Malformed)).await.unwrap();
        assert_eq!(found(&harness, 7, "a").await, [false, false, false, false, false, true, true], "bytes count too");
    }

    async fn an_account_keeps_its_newest_forms_whatever_browsers_they_come_from(store: TestStore) {
        let harness = small(store);
        let ana = harness.resident("ana").await.account().unwrap();
        for n in 0..6 {
            harness.clock.advance(Span(1));
            harness.kept_forms().keep(&format!("b{n}"), "a", Typist::Account(ana), &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        }
        let mut kept = Vec::new();
        for n in 0..6 {
            kept.push(harness.kept_forms().take(&format!("b{n}"), "a", Some(ana)).await.unwrap().is_some());
        }
        assert_eq!(kept, [false, false, false, true, true, true]);
    }

    async fn all_together_are_held_to_a_budget_and_the_oldest_go(store: TestStore) {
        let harness = small(store);
        for n in 0..40_u8 {
            harness.clock.advance(Span(1));
            let from = Typist::Visitor(Some(IpAddr::from([10, 0, n, 1])));
            harness.kept_forms().keep(&format!("b{n}"), "a", from, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        }
        let kept = found(&harness, 40, "a").await;
        let count = kept.iter().filter(|kept| **kept).count();
        assert!((20..=22).contains(&count), "{count}");
        assert!(kept[39] && kept[25] && !kept[0] && !kept[10]);
    }

    async fn the_form_that_just_came_is_never_the_one_that_goes(store: TestStore) {
        let harness = small(store);
        // All at the same instant.
        for n in (0..30).rev() {
            harness.kept_forms().keep(&format!("b{n}"), &format!("f{n}"), VISITOR, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
            assert!(harness.kept_forms().take(&format!("b{n}"), &format!("f{n}"), None).await.unwrap().is_some(), "{n}");
            harness.kept_forms().keep("one", &format!("f{n}"), VISITOR, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
            assert!(harness.kept_forms().take("one", &format!("f{n}"), None).await.unwrap().is_some(), "{n}");
        }
    }

    async fn a_form_costs_two_statements(store: TestStore) {
        let harness = Harness::over(store);
        harness.kept_forms().keep("b", "a", VISITOR, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        let before = harness.store.statements();
        harness.kept_forms().keep("b", "a", VISITOR, &typed("y"), Some(&Refusal::Malformed)).await.unwrap();
        assert_eq!(harness.store.statements() - before, 2);
    }

    async fn the_networks_hash_goes_with_the_form_after_a_day(store: TestStore) {
        let harness = Harness::over(store);
        let from = Typist::Visitor(Some(IpAddr::from([192, 0, 2, 1])));
        harness.kept_forms().keep("b", "a", from, &typed("x"), Some(&Refusal::Malformed)).await.unwrap();
        harness.clock.advance(Span(Span::days(1).0 - 1));
        harness.kept_forms().forget_old().await.unwrap();
        assert_eq!(harness.store.row_counts(&["form_state"]).await, [1]);
        harness.clock.advance(Span(1));
        harness.kept_forms().forget_old().await.unwrap();
        assert_eq!(harness.store.row_counts(&["form_state"]).await, [0]);
    }
}
