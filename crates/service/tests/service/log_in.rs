//! Tests of logging in: spellings of an address, limits on guessing, and the same answer for an unknown address as for
//! a wrong password. A log-in also ends the browser's earlier session and replaces an outdated password hash.

use crate::harness::{Harness, PASSWORD, log_in};
use cabildo_domain::{FieldErrors, Invalid, Refusal, account::Email, time::Span};
use cabildo_service::{Error, Hashing, Limits, account::LogInForm, session::Origin};
use cabildo_store::{account, suite};

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result.unwrap_err() {
        Error::Refused(refusal) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn from(address: &str) -> Origin {
    Origin {
        address: Some(address.parse().unwrap()),
        ..Origin::default()
    }
}

suite! {
    async fn an_address_is_known_however_it_is_written(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        for email in ["ana@example.org", " ANA@EXAMPLE.ORG ", "Ana@Example.org\n"] {
            let form = LogInForm { email: email.into(), password: PASSWORD.into() };
            assert!(harness.accounts().log_in(form, &Origin::default(), None).await.is_ok(), "{email:?}");
        }
    }

    async fn an_unknown_address_gets_the_answer_and_the_work_of_a_wrong_password(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let mut answers = Vec::new();
        for name in ["ana", "nobody"] {
            let (verified, statements) = (harness.accounts().password_verifications(), harness.store.statements());
            let refused = refusal(harness.accounts().log_in(log_in(name, "wrong password"), &Origin::default(), None).await);
            answers.push((
                refused,
                harness.accounts().password_verifications() - verified,
                harness.store.statements() - statements,
            ));
        }
        assert_eq!(answers[0], (Refusal::WrongCredentials, 1, 2));
        assert_eq!(answers[0], answers[1]);
    }

    async fn an_empty_field_is_named(store: TestStore) {
        let harness = Harness::over(store);
        let Refusal::Invalid { fields } = refusal(harness.accounts().log_in(LogInForm::default(), &Origin::default(), None).await)
        else { panic!() };
        let mut expected = FieldErrors::default();
        expected.add("email", Invalid::Required);
        expected.add("password", Invalid::Required);
        assert_eq!(fields, expected);
    }

    async fn the_session_a_browser_came_with_ends_at_log_in(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let first = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap();
        let previous = first.token.expose();
        let second = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), Some(previous)).await.unwrap();
        assert_ne!(first.token, second.token);
        assert!(harness.sessions().viewer(previous).await.unwrap().is_none());
        assert!(harness.sessions().viewer(second.token.expose()).await.unwrap().is_some());
    }

    async fn guessing_from_one_network_does_not_lock_the_owner_out(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        let mut refused = None;
        for _ in 0..11 {
            refused = Some(refusal(harness.accounts().log_in(log_in("ana", "wrong password"), &from("192.0.2.1"), None).await));
        }
        assert_eq!(refused, Some(Refusal::TooFast { seconds: 30 }));
        let owner = harness.accounts().log_in(log_in("ana", PASSWORD), &from("198.51.100.7"), None).await;
        assert!(owner.is_ok(), "another network");
        harness.clock.advance(Span::seconds(30));
        let patient = harness.accounts().log_in(log_in("ana", PASSWORD), &from("192.0.2.9"), None).await;
        assert!(patient.is_ok(), "after the wait");
    }

    async fn guessing_from_everywhere_is_limited_for_the_account(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        let mut refused = None;
        for n in 0..100 {
            let origin = from(&format!("10.{}.{}.1", n / 16, n));
            refused = Some(refusal(harness.accounts().log_in(log_in("ana", "wrong password"), &origin, None).await));
        }
        assert_eq!(refused, Some(Refusal::WrongCredentials), "the owner's own log-in was not counted");
        let late = refusal(harness.accounts().log_in(log_in("ana", "wrong password"), &from("10.200.1.1"), None).await);
        assert_eq!(late, Refusal::TooFast { seconds: 30 });
        let verified = harness.accounts().password_verifications();
        refusal(harness.accounts().log_in(log_in("ana", PASSWORD), &from("203.0.113.1"), None).await);
        assert_eq!(harness.accounts().password_verifications(), verified, "no work is done for who is too fast");
    }

    async fn guessing_many_accounts_from_one_network_is_limited(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        let mut answers = Vec::new();
        for n in 0..61 {
            answers.push(refusal(harness.accounts().log_in(log_in(&format!("n{n}"), "wrong password"), &from("192.0.2.1"), None).await));
        }
        assert_eq!(answers[59], Refusal::WrongCredentials);
        assert_eq!(answers[60], Refusal::TooFast { seconds: 2 });
    }

    async fn a_hash_of_another_cost_is_replaced_at_log_in(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let dearer = cabildo_service::Config {
            hashing: Hashing { passes: 3, ..Hashing::cheap() },
            limits: Limits::none(),
            ..Default::default()
        };
        let harness = Harness::configured(harness.store, dearer);
        for _ in 0..2 {
            harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap();
            let mut tx = harness.store.read().await.unwrap();
            let hash = account::by_email(&mut tx, &Email::typed("ana@example.org")).await.unwrap().unwrap().password_hash.unwrap();
            assert!(hash.contains("t=3"), "{hash}");
        }
    }
}
