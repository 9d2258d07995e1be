//! Hashing, verifying, and the queue for both.

use super::*;

fn attempt(text: &str) -> Password {
    Password::attempt(text)
}

#[tokio::test]
async fn a_password_fits_its_own_hash_alone() {
    let passwords = Passwords::new(Hashing::cheap());
    let hash = passwords
        .hash(attempt("three wet dogs"), Standing::Known)
        .await
        .unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
    let right = passwords
        .verify(
            attempt("three wet dogs"),
            Some(hash.clone()),
            Standing::Known,
        )
        .await
        .unwrap();
    assert_eq!(right, Verified::Right { fresh: None });
    assert_eq!(
        passwords
            .verify(attempt("three wet cats"), Some(hash), Standing::Known)
            .await
            .unwrap(),
        Verified::Wrong
    );
}

#[tokio::test]
async fn a_hash_of_another_cost_is_made_anew() {
    let old = Passwords::new(Hashing::cheap())
        .hash(attempt("three wet dogs"), Standing::Known)
        .await
        .unwrap();
    let passwords = Passwords::new(Hashing {
        passes: 2,
        ..Hashing::cheap()
    });
    let Verified::Right { fresh: Some(fresh) } = passwords
        .verify(attempt("three wet dogs"), Some(old), Standing::Known)
        .await
        .unwrap()
    else {
        panic!("no fresh hash");
    };
    assert!(fresh.contains("t=2"), "{fresh}");
}

#[tokio::test]
async fn without_an_account_a_hash_of_the_same_cost_is_still_computed() {
    let passwords = Passwords::new(Hashing::default());
    assert_eq!(
        passwords
            .verify(attempt("three wet dogs"), None, Standing::Clean)
            .await
            .unwrap(),
        Verified::Wrong
    );
    assert_eq!(passwords.verifications(), 1);
    let dummy = passwords.dummy();
    let parsed = PasswordHash::new(&dummy).unwrap();
    let params = Params::try_from(&parsed).unwrap();
    assert_eq!(
        (params.m_cost(), params.t_cost(), params.p_cost()),
        (19_456, 2, 1)
    );
    assert_eq!(parsed.hash.unwrap().len(), 32);
}

#[tokio::test]
async fn a_log_in_that_finds_the_queue_full_is_told_to_come_back() {
    let passwords = Passwords::new(Hashing {
        workers: 1,
        queue: 0,
        ..Hashing::cheap()
    });
    let busy = passwords.workers.clone().acquire_owned().await.unwrap();
    let refused = passwords
        .hash(attempt("three wet dogs"), Standing::Known)
        .await
        .unwrap_err();
    assert!(matches!(
        refused,
        Error::Refused(Refusal::Busy { seconds: 2 })
    ));
    drop(busy);
    assert!(
        passwords
            .hash(attempt("three wet dogs"), Standing::Known)
            .await
            .is_ok()
    );
    assert_eq!(passwords.waiting.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn guesses_never_fill_the_queue_for_others() {
    let passwords = Passwords::new(Hashing {
        workers: 1,
        queue: 8,
        ..Hashing::cheap()
    });
    let busy = passwords.workers.clone().acquire_owned().await.unwrap();
    let ask = async |standing| {
        passwords
            .verify(attempt("three wet dogs"), None, standing)
            .await
    };
    let mut waiting = futures::stream::FuturesUnordered::new();
    // Poll each future until it waits or is refused.
    let mut turned_away = Vec::new();
    for (standing, expected) in [
        (Standing::Suspect, 4),
        (Standing::Clean, 6),
        (Standing::Known, 8),
    ] {
        for _ in 0..20 {
            let mut future = Box::pin(ask(standing));
            match futures::poll!(&mut future) {
                std::task::Poll::Ready(result) => turned_away.push(result.unwrap_err()),
                std::task::Poll::Pending => waiting.push(future),
            }
        }
        assert_eq!(waiting.len(), expected, "{standing:?}");
    }
    assert_eq!(turned_away.len(), 60 - 8);
    let is_busy = |error: &Error| matches!(error, Error::Refused(Refusal::Busy { .. }));
    assert!(turned_away.iter().all(is_busy));
    drop(busy);
    while let Some(result) = futures::StreamExt::next(&mut waiting).await {
        assert_eq!(
            result.unwrap(),
            Verified::Wrong,
            "all who waited are served"
        );
    }
}

#[tokio::test]
async fn a_hash_from_before_passwords_had_one_form_gets_a_second_try_and_is_made_anew() {
    let passwords = Passwords::new(Hashing::cheap());
    let (composed, apart) = ("contrase\u{f1}a larga", "contrasen\u{303}a larga");
    let old = argon2id(passwords.params.clone())
        .hash_password_with_salt(apart.as_bytes(), &[7; 16])
        .unwrap()
        .to_string();
    for typed in [composed, apart] {
        let verified = passwords
            .verify(attempt(typed), Some(old.clone()), Standing::Known)
            .await
            .unwrap();
        let Verified::Right { fresh: Some(fresh) } = verified else {
            panic!("{typed:?}: {verified:?}");
        };
        for again in [composed, apart] {
            let verified = passwords
                .verify(attempt(again), Some(fresh.clone()), Standing::Known)
                .await
                .unwrap();
            assert_eq!(verified, Verified::Right { fresh: None });
        }
    }
}

#[tokio::test]
async fn an_unknown_account_costs_as_many_hashes_in_every_form() {
    let passwords = Passwords::new(Hashing::cheap());
    let hash = passwords
        .hash(attempt("three wet dogs"), Standing::Known)
        .await
        .unwrap();
    for (typed, expected) in [
        ("four dry cats", 1),
        ("otra contrase\u{f1}a", 2),
        ("otra contrasen\u{303}a", 2),
    ] {
        for stored in [Some(hash.clone()), None] {
            let before = passwords.verifications();
            passwords
                .verify(attempt(typed), stored, Standing::Known)
                .await
                .unwrap();
            assert_eq!(passwords.verifications() - before, expected, "{typed:?}");
        }
    }
}
