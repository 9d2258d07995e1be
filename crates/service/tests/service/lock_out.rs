//! Strangers who try passwords do not lock an account's owner out, and a clock that is set back locks nobody out.

use crate::harness::{Harness, PASSWORD, log_in};
use cabildo_domain::{Refusal, Timestamp, time::Span};
use cabildo_service::{
    Error, Limits, account::ChangePasswordForm, keys::KeyPlace, session::Origin,
};
use cabildo_store::{
    known_place::{self, KnownPlace, PlaceKind},
    suite,
};
use sha2::{Digest, Sha256};

/// The network from which the owner logged in before.
const HOME: &str = "203.0.113.80";
/// One of hers in which she never logged in.
const NEW: &str = "198.18.7.7";

fn from(address: &str) -> Origin {
    Origin {
        address: Some(address.parse().unwrap()),
        ..Origin::default()
    }
}

fn refusal<T>(result: Result<T, Error>) -> Option<Refusal> {
    match result {
        Ok(_) => None,
        Err(Error::Refused(refusal)) => Some(refusal),
        Err(other) => panic!("{other:?}"),
    }
}

/// How long the answer asks to wait, in seconds.
fn wait<T>(result: Result<T, Error>) -> u32 {
    match refusal(result) {
        Some(Refusal::TooFast { seconds }) => seconds,
        other => panic!("not too fast: {other:?}"),
    }
}

/// Two networks try wrong passwords, four a minute together, for this many minutes.
async fn flood(harness: &Harness, minutes: usize) {
    for _ in 0..minutes * 2 {
        harness.clock.advance(Span::seconds(30));
        for address in ["192.0.2.1", "198.51.100.1"] {
            let _ = harness
                .accounts()
                .log_in(log_in("ana", "wrong password"), &from(address), None)
                .await;
        }
    }
}

suite! {
    async fn two_networks_do_not_keep_the_owner_out_where_she_logged_in_before(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        harness.accounts().log_in(log_in("ana", PASSWORD), &from(HOME), None).await.unwrap();
        flood(&harness, 60).await;
        let owner = harness.accounts().log_in(log_in("ana", PASSWORD), &from(HOME), None).await;
        assert_eq!(refusal(owner), None, "her own network");
    }

    async fn the_owner_gets_a_turn_from_a_new_network_within_a_minute_and_a_half(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        flood(&harness, 60).await;
        let seconds = wait(harness.accounts().log_in(log_in("ana", PASSWORD), &from(NEW), None).await);
        assert!(seconds <= 90, "two others are in line: {seconds} s");
        let mut waited = 0;
        while waited < i64::from(seconds) {
            harness.clock.advance(Span::seconds(1));
            waited += 1;
            for address in ["192.0.2.1", "198.51.100.1"] {
                let _ = harness.accounts().log_in(log_in("ana", "wrong password"), &from(address), None).await;
            }
        }
        let owner = harness.accounts().log_in(log_in("ana", PASSWORD), &from(NEW), None).await;
        assert_eq!(refusal(owner), None, "her turn came");
        assert_eq!(refusal(harness.accounts().log_in(log_in("ana", PASSWORD), &from(NEW), None).await), None, "and she is known there now");
    }

    async fn right_passwords_do_not_use_up_the_limit_of_wrong_ones(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        for n in 0..25 {
            let owner = harness.accounts().log_in(log_in("ana", PASSWORD), &from("192.0.2.77"), None).await;
            assert_eq!(refusal(owner), None, "log-in {n}");
        }
        for n in 0..10 {
            let typo = harness.accounts().log_in(log_in("ana", "wrong password"), &from("192.0.2.77"), None).await;
            assert_eq!(refusal(typo), Some(Refusal::WrongCredentials), "typo {n}");
        }
        let late = wait(harness.accounts().log_in(log_in("ana", PASSWORD), &from("192.0.2.77"), None).await);
        assert!(late <= 30, "a right password waits as a wrong one does, so that the wait does not tell: {late}");
    }

    async fn a_clock_that_is_set_back_refuses_nobody(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        for _ in 0..10 {
            let _ = harness.accounts().log_in(log_in("ana", "wrong password"), &from("192.0.2.1"), None).await;
        }
        let now: Timestamp = harness.now();
        harness.clock.set(now - Span::hours(2));
        harness.clock.advance(Span::seconds(30));
        let owner = harness.accounts().log_in(log_in("ana", PASSWORD), &from("192.0.2.1"), None).await;
        assert_eq!(refusal(owner), None, "half a minute is half a minute");
        let up = harness.accounts().sign_up(crate::harness::sign_up("ben"), &from("192.0.2.1")).await;
        assert_eq!(refusal(up), None);
    }

    async fn a_clock_that_is_set_forward_lifts_no_limit(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        for _ in 0..11 {
            let _ = harness.accounts().log_in(log_in("ana", "wrong password"), &from("192.0.2.1"), None).await;
        }
        harness.clock.set(harness.now() + Span::days(1));
        wait(harness.accounts().log_in(log_in("ana", "wrong password"), &from("192.0.2.1"), None).await);
    }

    async fn a_browser_that_logged_in_before_is_let_in_from_any_network(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        let first = harness.accounts().log_in(log_in("ana", PASSWORD), &from(HOME), None).await.unwrap();
        flood(&harness, 60).await;
        wait(harness.accounts().log_in(log_in("ana", PASSWORD), &from(NEW), None).await);
        let carried = Origin { browser: first.browser.expose().to_owned(), ..from(NEW) };
        let again = harness.accounts().log_in(log_in("ana", PASSWORD), &carried, None).await.unwrap();
        assert_eq!(again.browser, first.browser, "one browser has one secret");
        for n in 0..10 {
            let typo = harness.accounts().log_in(log_in("ana", "wrong password"), &carried, None).await;
            assert_eq!(refusal(typo), Some(Refusal::WrongCredentials), "typo {n}");
        }
        wait(harness.accounts().log_in(log_in("ana", PASSWORD), &carried, None).await);
    }

    async fn a_network_from_before_the_key_is_still_known_and_gets_a_keyed_hash(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.open_keys(KeyPlace::Database).await.unwrap();
        let ana = harness.resident("ana").await.account().unwrap();
        let first = harness.accounts().log_in(log_in("ana", PASSWORD), &from(HOME), None).await.unwrap();
        let network = async || {
            let mut tx = harness.store().read().await.unwrap();
            let places = known_place::of_account(&mut tx, ana, Timestamp(0)).await.unwrap();
            places.into_iter().find(|place| place.kind == PlaceKind::Network).unwrap()
        };
        let salt = network().await.salt;
        let old = Sha256::new().chain_update(&salt).chain_update(ana.0.as_bytes()).chain_update("203.0.113.0");
        let place = KnownPlace { hash: old.finalize().to_vec(), session: first.session, ..network().await };
        let mut tx = harness.store().write().await.unwrap();
        known_place::keep(&mut tx, ana, &place).await.unwrap();
        tx.commit().await.unwrap();
        flood(&harness, 60).await;
        assert_eq!(refusal(harness.accounts().log_in(log_in("ana", PASSWORD), &from(HOME), None).await), None);
        let key = harness.keys().get(&harness, "networks").await.unwrap();
        let keyed = key.code(&[b"known place", ana.0.as_bytes(), &salt, b"203.0.113.0"]);
        assert_eq!((network().await.salt, network().await.hash), (salt, keyed[..16].to_vec()));
    }

    async fn a_planted_cookie_makes_nobody_known(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        for name in ["ana", "eve"] {
            harness.resident(name).await;
        }
        let of_eve = harness.accounts().log_in(log_in("eve", PASSWORD), &from("192.0.2.9"), None).await.unwrap().browser;
        let planted = Origin { browser: of_eve.expose().to_owned(), ..from(HOME) };
        let of_ana = harness.accounts().log_in(log_in("ana", PASSWORD), &planted, None).await.unwrap().browser;
        assert_ne!(of_ana, of_eve);
        flood(&harness, 60).await;
        let eve = Origin { browser: of_eve.expose().to_owned(), ..from("192.0.2.9") };
        wait(harness.accounts().log_in(log_in("ana", "wrong password"), &eve, None).await);
        let both = Origin { browser: of_ana.expose().to_owned(), ..from(NEW) };
        for name in ["ana", "eve"] {
            assert_eq!(refusal(harness.accounts().log_in(log_in(name, PASSWORD), &both, None).await), None, "{name} shares the browser");
        }
    }

    async fn a_browser_with_a_foreign_cookie_is_a_stranger(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        for browser in ["A".repeat(43), "é".repeat(43), ".".repeat(9_000), "A".repeat(100_000), "' OR 1=1 --".to_owned()] {
            let odd = Origin { browser, ..from(HOME) };
            let kept = harness.accounts().log_in(log_in("ana", PASSWORD), &odd, None).await.unwrap().browser;
            assert!(kept.expose().len() <= 4 * 44, "{}", kept.expose().len());
        }
    }

    async fn a_place_is_forgotten_after_ninety_days_with_its_session_and_by_a_new_password(store: TestStore) {
        let harness = Harness::over(store);
        let places = async || harness.store.row_counts(&["known_place"]).await[0];
        harness.resident("ana").await;
        let here = harness.accounts().log_in(log_in("ana", PASSWORD), &from(HOME), None).await.unwrap();
        let ana = harness.seen(&here).await;
        let there = harness.accounts().log_in(log_in("ana", PASSWORD), &from(NEW), None).await.unwrap();
        assert_eq!(places().await, 5, "three browsers and two networks");
        assert_eq!(harness.accounts().own(ana.resident().unwrap()).await.unwrap().remembered, 3);
        harness.sessions().revoke(ana.resident().unwrap(), there.session).await.unwrap();
        assert_eq!(places().await, 3);
        harness.sessions().log_out(harness.sign_in("ana").await.resident().unwrap()).await.unwrap();
        assert_eq!(places().await, 4, "who logs out is still known there");
        let form = ChangePasswordForm { current: PASSWORD.into(), new: "four dry cats".into() };
        harness.accounts().change_password(ana.resident().unwrap(), form).await.unwrap();
        assert_eq!(places().await, 2, "this browser and its network");
        harness.clock.advance(Span::days(89));
        assert_eq!(harness.sessions().forget_places().await.unwrap(), 0);
        harness.clock.advance(Span::days(1));
        assert_eq!(harness.sessions().forget_places().await.unwrap(), 2);
        assert_eq!((places().await, harness.sessions().forget_places().await.unwrap()), (0, 0));
    }

    async fn an_account_is_known_in_its_last_twenty_places_of_each_kind(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        for n in 0..25 {
            harness.clock.advance(Span::seconds(1));
            harness.accounts().log_in(log_in("ana", PASSWORD), &from(&format!("10.0.{n}.1")), None).await.unwrap();
        }
        assert_eq!(harness.store.row_counts(&["known_place"]).await, [40]);
    }

    async fn guesses_at_the_door_do_not_keep_the_owner_from_changing_her_password(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        let ana = harness.resident("ana").await;
        flood(&harness, 60).await;
        let form = ChangePasswordForm { current: PASSWORD.into(), new: "four dry cats".into() };
        assert_eq!(refusal(harness.accounts().change_password(ana.resident().unwrap(), form).await), None);
        for n in 0..11 {
            let form = ChangePasswordForm { current: "wrong password".into(), new: "five dry cats".into() };
            let answer = refusal(harness.accounts().change_password(ana.resident().unwrap(), form).await);
            assert_eq!(matches!(answer, Some(Refusal::TooFast { .. })), n == 10, "try {n}: {answer:?}");
        }
    }
}
