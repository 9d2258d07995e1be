//! Signing up, and one's own account.

use crate::harness::{self, Harness, PASSWORD};
use cabildo_domain::{
    FieldErrors, Invalid, Locale, Refusal, Viewer, event::Verb, permission::Capability,
};
use cabildo_service::{
    Error, Limits,
    account::{ChangePasswordForm, ProfileForm, SignUpForm},
    session::Origin,
};
use cabildo_store::{event, outbox, suite};

fn invalid(field: &str, why: Invalid) -> Refusal {
    FieldErrors::one(field, why)
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result.unwrap_err() {
        Error::Refused(refusal) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn change(current: &str, new: &str) -> ChangePasswordForm {
    ChangePasswordForm {
        current: current.into(),
        new: new.into(),
    }
}

suite! {
    async fn a_sign_up_signs_a_resident_in_in_their_language(store: TestStore) {
        let harness = Harness::over(store);
        let signed_in = harness.accounts().sign_up(harness::sign_up("ana"), &Origin::default()).await.unwrap();
        let viewer = harness.seen(&signed_in).await;
        assert!(viewer.may(Capability::TakePart) && !viewer.may(Capability::Moderate));
        let own = harness.accounts().own(viewer.resident().unwrap()).await.unwrap();
        assert_eq!((own.email.as_str(), own.name.as_str(), own.locale), ("ana@example.org", "ana", Locale::Es));
        assert_eq!(own.sessions.len(), 1);
        assert!(own.sessions[0].is_current);

        let mut tx = harness.store.read().await.unwrap();
        let events = event::after(&mut tx, 0, 10).await.unwrap();
        assert_eq!(events.iter().map(|e| e.verb).collect::<Vec<_>>(), [Verb::Created]);
        assert_eq!(outbox::waiting(&mut tx, own.id).await.unwrap(), ["welcome"]);
    }

    async fn a_sign_up_names_every_wrong_field_at_once(store: TestStore) {
        let harness = Harness::over(store);
        let form = SignUpForm { email: "ana".into(), display_name: " ".into(), password: "short".into(), ..Default::default() };
        let Refusal::Invalid { fields } = refusal(harness.accounts().sign_up(form, &Origin::default()).await) else { panic!() };
        assert_eq!(fields.of("email"), Some(&Invalid::Malformed));
        assert_eq!(fields.of("display_name"), Some(&Invalid::Required));
        assert_eq!(fields.of("password"), Some(&Invalid::TooShort { min: 10 }));
    }

    async fn a_taken_address_is_refused_on_its_field_and_the_owner_is_told_once(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await;
        for email in ["ana@example.org", "ANA@Example.org"] {
            let form = SignUpForm { email: email.into(), ..harness::sign_up("other") };
            assert_eq!(refusal(harness.accounts().sign_up(form, &Origin::default()).await), invalid("email", Invalid::Taken));
        }
        let mut tx = harness.store.read().await.unwrap();
        assert_eq!(outbox::waiting(&mut tx, ana.account().unwrap()).await.unwrap(), ["sign_up_attempt"]);
    }

    async fn two_sign_ups_with_one_address_at_once_make_one_account(store: TestStore) {
        let harness = Harness::over(store);
        let origin = Origin::default();
        let (one, other) = tokio::join!(
            harness.accounts().sign_up(harness::sign_up("ana"), &origin),
            harness.accounts().sign_up(harness::sign_up("ana"), &origin)
        );
        assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1);
    }

    async fn a_program_that_fills_in_the_hidden_field_gets_no_account(store: TestStore) {
        let harness = Harness::over(store);
        let form = SignUpForm { website: "https://example.org".into(), ..harness::sign_up("ana") };
        assert_eq!(refusal(harness.accounts().sign_up(form, &Origin::default()).await), Refusal::Malformed);
        assert!(harness.accounts().sign_up(harness::sign_up("ana"), &Origin::default()).await.is_ok());
    }

    async fn a_network_that_signs_up_too_often_waits_and_others_do_not(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        let from = |address: &str| Origin { address: Some(address.parse().unwrap()), ..Origin::default() };
        for n in 0..40 {
            let origin = from(&format!("192.0.2.{n}"));
            harness.accounts().sign_up(harness::sign_up(&format!("n{n}")), &origin).await.unwrap();
        }
        let refused = refusal(harness.accounts().sign_up(harness::sign_up("late"), &from("192.0.2.200")).await);
        assert_eq!(refused, Refusal::TooFast { seconds: 20 });
        assert!(harness.accounts().sign_up(harness::sign_up("elsewhere"), &from("198.51.100.1")).await.is_ok());
    }

    async fn the_profile_is_changed_or_every_wrong_field_named(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await;
        let form = ProfileForm { display_name: "Ana María".into(), locale: "es".into() };
        harness.accounts().change_profile(ana.resident().unwrap(), form).await.unwrap();
        let own = harness.accounts().own(ana.resident().unwrap()).await.unwrap();
        assert_eq!((own.name.as_str(), own.locale), ("Ana María", Locale::Es));

        let form = ProfileForm { display_name: "x".repeat(81), locale: "tlh".into() };
        let Refusal::Invalid { fields } = refusal(harness.accounts().change_profile(ana.resident().unwrap(), form).await) else { panic!() };
        assert_eq!(fields.of("display_name"), Some(&Invalid::TooLong { max: 80, actual: 81 }));
        assert_eq!(fields.of("locale"), Some(&Invalid::UnknownChoice));
    }

    async fn a_changed_password_ends_the_other_sessions_and_replaces_the_old_one(store: TestStore) {
        let harness = Harness::over(store);
        let here = harness.resident("ana").await;
        harness.sign_in("ana").await;
        harness.accounts().change_password(here.resident().unwrap(), change(PASSWORD, "four dry cats")).await.unwrap();
        assert_eq!(harness.accounts().own(here.resident().unwrap()).await.unwrap().sessions.len(), 1);
        let origin = Origin::default();
        let old = harness.accounts().log_in(harness::log_in("ana", PASSWORD), &origin, None).await;
        assert_eq!(refusal(old), Refusal::WrongCredentials);
        assert!(harness.accounts().log_in(harness::log_in("ana", "four dry cats"), &origin, None).await.is_ok());
        let mut tx = harness.store.read().await.unwrap();
        assert_eq!(outbox::waiting(&mut tx, here.account().unwrap()).await.unwrap(), ["password_changed"]);
    }

    async fn a_password_is_not_changed_without_the_current_one_nor_to_a_bad_one(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await;
        for (current, new, expected) in [
            ("wrong password", "four dry cats", invalid("current", Invalid::WrongPassword)),
            (PASSWORD, "short", invalid("new", Invalid::TooShort { min: 10 })),
            (PASSWORD, "ana@example.org", invalid("new", Invalid::OwnData)),
        ] {
            assert_eq!(refusal(harness.accounts().change_password(ana.resident().unwrap(), change(current, new)).await), expected, "{new}");
        }
        assert!(harness.accounts().log_in(harness::log_in("ana", PASSWORD), &Origin::default(), None).await.is_ok());
    }

    async fn a_visitor_has_no_account_to_see_or_change(store: TestStore) {
        let harness = Harness::over(store);
        let visitor = Viewer::Visitor;
        let answers = [
            refusal(async { harness.accounts().own(visitor.resident()?).await }.await),
            refusal(async { harness.accounts().change_profile(visitor.resident()?, ProfileForm::default()).await }.await),
            refusal(async { harness.accounts().change_password(visitor.resident()?, ChangePasswordForm::default()).await }.await),
            refusal(async { harness.accounts().change_locale(visitor.resident()?, Locale::Es).await }.await),
            refusal(async { harness.accounts().export(visitor.resident()?).await }.await),
            refusal(async { harness.accounts().erase(visitor.resident()?, Default::default()).await }.await),
            refusal(async { harness.sessions().log_out(visitor.resident()?).await }.await),
            refusal(async { harness.sessions().revoke_others(visitor.resident()?).await }.await),
        ];
        assert!(answers.iter().all(|answer| *answer == Refusal::SignInRequired), "{answers:?}");
    }
}
