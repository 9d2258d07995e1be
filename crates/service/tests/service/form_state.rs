//! Refused forms come back.

use crate::harness::Harness;
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Timestamp,
    phase::{Activity, Closed},
    refusal::Need,
    time::Span,
};
use cabildo_store::suite;
use std::collections::BTreeMap;

fn typed(title: &str) -> BTreeMap<String, String> {
    [("title".to_owned(), title.to_owned())].into()
}

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
        for refusal in refusals() {
            let input = typed("Más árboles \u{0} \"here\" </textarea>\n🌳");
            harness.keep_form("browser", "proposal/new/a", None, &input, &refusal).await.unwrap();
            for _reload in 0..2 {
                let kept = harness.take_form("browser", "proposal/new/a").await.unwrap().unwrap();
                assert_eq!((kept.input, kept.refusal), (input.clone(), refusal.clone()));
            }
        }
    }

    async fn a_form_is_found_by_its_browser_and_name_alone_and_until_dropped(store: TestStore) {
        let harness = Harness::over(store);
        harness.keep_form("browser", "a", None, &typed("one"), &Refusal::Malformed).await.unwrap();
        assert!(harness.take_form("other", "a").await.unwrap().is_none());
        assert!(harness.take_form("browser", "b").await.unwrap().is_none());
        harness.drop_form("browser", "a").await.unwrap();
        assert!(harness.take_form("browser", "a").await.unwrap().is_none());
    }

    async fn a_form_is_kept_for_a_day(store: TestStore) {
        let harness = Harness::over(store);
        harness.keep_form("browser", "a", None, &typed("one"), &Refusal::Malformed).await.unwrap();
        harness.clock.advance(Span(Span::days(1).0 - 1));
        assert!(harness.take_form("browser", "a").await.unwrap().is_some());
        harness.clock.advance(Span(1));
        assert!(harness.take_form("browser", "a").await.unwrap().is_none());
    }

    async fn a_browser_keeps_its_twenty_newest_forms(store: TestStore) {
        let harness = Harness::over(store);
        for n in 0..21 {
            harness.clock.advance(Span(1));
            harness.keep_form("browser", &format!("f{n}"), None, &typed("x"), &Refusal::Malformed).await.unwrap();
        }
        assert!(harness.take_form("browser", "f0").await.unwrap().is_none());
        assert!(harness.take_form("browser", "f1").await.unwrap().is_some());
        assert!(harness.take_form("browser", "f20").await.unwrap().is_some());
    }
}
