//! Sessions: how they are kept, renewed and ended.

use crate::harness::{Harness, PASSWORD, log_in};
use cabildo_domain::{Refusal, Role, time::Span};
use cabildo_service::{
    account::ChangePasswordForm,
    form_state::Typist,
    session::{LIFETIME, Origin},
};
use cabildo_store::suite;

suite! {
    async fn knowing_the_viewer_costs_one_statement_and_once_an_hour_two(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let token = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap().token;
        for (advance, expected, renewed) in
            [(Span::minutes(59), 1, false), (Span::minutes(1), 2, true), (Span::minutes(1), 1, false)]
        {
            harness.clock.advance(advance);
            let before = harness.store.statements();
            let session = harness.sessions().viewer(token.expose()).await.unwrap().unwrap();
            assert_eq!((harness.store.statements() - before, session.renewed), (expected, renewed), "{advance:?}");
        }
    }

    async fn a_session_ends_sixty_days_after_it_was_last_used(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let token = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap().token;
        harness.clock.advance(Span::days(20));
        assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_some(), "used in time");
        harness.clock.advance(Span(LIFETIME.0 - 60_000));
        assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_some(), "sixty days begin anew with each use");
        let unused = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap().token;
        harness.clock.advance(LIFETIME);
        assert!(harness.sessions().viewer(unused.expose()).await.unwrap().is_none());
        assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_none());
    }

    async fn a_session_of_staff_ends_twelve_hours_after_it_began_whatever_they_do(store: TestStore) {
        let harness = Harness::over(store);
        for role in [Role::Moderator, Role::Lab, Role::Admin] {
            harness.member(role.as_str(), role).await;
            let token = harness.accounts().log_in(log_in(role.as_str(), PASSWORD), &Origin::default(), None).await.unwrap().token;
            for _ in 0..11 {
                harness.clock.advance(Span::hours(1));
                assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_some(), "{role} works on");
            }
            harness.clock.advance(Span::hours(1));
            assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_none(), "{role}");
        }
    }

    async fn everybodys_session_ends_ninety_days_after_it_began_whatever_they_do(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let token = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap().token;
        for day in 1..90 {
            harness.clock.advance(Span::days(1));
            assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_some(), "day {day}");
        }
        harness.clock.advance(Span::days(1));
        assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_none());
        let now = harness.sign_in("ana").await;
        assert_eq!(harness.accounts().own(now.resident().unwrap()).await.unwrap().sessions.len(), 1, "what is over is not listed");
    }

    async fn a_role_that_is_raised_ends_an_old_session_at_once(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let token = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap().token;
        harness.clock.advance(Span::hours(13));
        assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_some(), "a resident's session goes on");
        harness.accounts().operator_set_role("ana@example.org", Role::Moderator).await.unwrap();
        assert!(harness.sessions().viewer(token.expose()).await.unwrap().is_none());
    }

    async fn after_a_password_change_the_token_before_is_worth_nothing(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let signed_in = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap();
        let ana = harness.seen(&signed_in).await;
        let form = ChangePasswordForm { current: PASSWORD.into(), new: "four dry cats".into() };
        harness.accounts().change_password(ana.resident().unwrap(), form).await.unwrap();
        assert!(harness.sessions().viewer(signed_in.token.expose()).await.unwrap().is_none());
    }

    async fn a_foreign_token_is_nobody(store: TestStore) {
        let harness = Harness::over(store);
        for token in ["", "x", &"A".repeat(43), &"é".repeat(43), &"x".repeat(100_000), "'; DROP TABLE session; --"] {
            assert!(harness.sessions().viewer(token).await.unwrap().is_none());
        }
    }

    async fn logging_out_ends_the_session_and_deletes_its_kept_forms(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let signed_in = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap();
        let ana = harness.seen(&signed_in).await;
        let input = [("title".to_owned(), "An unfinished idea".to_owned())].into();
        harness.kept_forms().keep("browser", "proposal/new", Typist::Account(ana.account().unwrap()), &input, Some(&Refusal::Malformed)).await.unwrap();
        harness.sessions().log_out(ana.resident().unwrap()).await.unwrap();
        assert!(harness.sessions().viewer(signed_in.token.expose()).await.unwrap().is_none());
        assert!(harness.kept_forms().take("browser", "proposal/new", ana.account()).await.unwrap().is_none());
    }

    async fn one_ends_ones_own_sessions_and_nobody_elses(store: TestStore) {
        let harness = Harness::over(store);
        let (ana, ben) = (harness.resident("ana").await, harness.resident("ben").await);
        let elsewhere = harness.sign_in("ana").await;
        let id = elsewhere.member().unwrap().session;
        assert!(!harness.sessions().revoke(ben.resident().unwrap(), id).await.unwrap());
        assert_eq!(harness.accounts().own(ana.resident().unwrap()).await.unwrap().sessions.len(), 3 - 1);
        assert!(harness.sessions().revoke(ana.resident().unwrap(), id).await.unwrap());
        assert!(!harness.sessions().revoke(ana.resident().unwrap(), id).await.unwrap(), "it is over already");
        assert_eq!(harness.accounts().own(ana.resident().unwrap()).await.unwrap().sessions.len(), 1);
        harness.sign_in("ana").await;
        harness.sign_in("ana").await;
        assert_eq!(harness.sessions().revoke_others(ana.resident().unwrap()).await.unwrap(), 2);
        assert_eq!(harness.accounts().own(ben.resident().unwrap()).await.unwrap().sessions.len(), 1);
    }

    async fn the_list_names_browsers_and_marks_this_one(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let phone = Origin { address: None, agent: "Mozilla/5.0 (Android 14; rv:128.0) Firefox/128.0 secret-id".into(), ..Origin::default() };
        harness.clock.advance(Span::minutes(1));
        let signed_in = harness.accounts().log_in(log_in("ana", PASSWORD), &phone, None).await.unwrap();
        let sessions = harness.accounts().own(harness.seen(&signed_in).await.resident().unwrap()).await.unwrap().sessions;
        let seen: Vec<_> = sessions.iter().map(|s| (s.agent.as_str(), s.is_current)).collect();
        assert_eq!(seen, [("Firefox · Android", true), ("", false)]);
    }

    async fn an_account_keeps_its_fifty_last_used_sessions(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        let mut last = None;
        for _ in 0..55 {
            harness.clock.advance(Span::seconds(1));
            last = Some(harness.sign_in("ana").await);
        }
        assert_eq!(harness.accounts().own(last.unwrap().resident().unwrap()).await.unwrap().sessions.len(), 50);
    }
}
