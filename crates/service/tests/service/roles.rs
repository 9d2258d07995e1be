//! Roles: who may change them, and that an admin always remains.

use crate::harness::{Harness, PASSWORD, everybody, log_in};
use cabildo_domain::{
    AccountId, Refusal, Role, Viewer, permission::Capability, refusal::Need, time::Span,
};
use cabildo_service::{
    Error,
    account::{AccountQuery, EraseForm},
    session::Origin,
};
use cabildo_store::suite;

fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::Refused(refusal)) => refusal.code(),
        Err(other) => panic!("{other:?}"),
    }
}

fn is_last_admin<T>(result: Result<T, Error>) -> bool {
    matches!(
        result,
        Err(Error::Refused(Refusal::Forbidden {
            need: Need::AnotherAdmin
        }))
    )
}

fn id(viewer: &Viewer) -> AccountId {
    viewer.account().unwrap()
}

suite! {
    async fn each_role_may_do_to_accounts_what_the_table_says(store: TestStore) {
        let harness = Harness::over(store);
        let people = everybody(&harness).await;
        let target = id(&harness.resident("target").await);
        for (name, viewer) in &people {
            let expected = match *name {
                "visitor" => ["sign_in_required", "sign_in_required"],
                "admin" => ["ok", "ok"],
                _ => ["forbidden", "forbidden"],
            };
            let actual = [
                code(async { harness.accounts().list(viewer.admin()?, &AccountQuery::default()).await }.await),
                code(async { harness.accounts().set_role(viewer.admin()?, target, Role::Moderator, None).await }.await),
            ];
            assert_eq!(actual, expected, "{name}");
        }
    }

    async fn a_role_holds_from_the_next_request_on(store: TestStore) {
        let harness = Harness::over(store);
        let admin = harness.member("admin", Role::Admin).await;
        let ana = harness.resident("ana").await;
        let session = harness.accounts().log_in(log_in("ana", PASSWORD), &Origin::default(), None).await.unwrap();
        assert!(!harness.seen(&session).await.may(Capability::RunConsultations));
        for (role, is_lab) in [(Role::Lab, true), (Role::Resident, false)] {
            harness.accounts().set_role(admin.admin().unwrap(), id(&ana), role, None).await.unwrap();
            assert_eq!(harness.seen(&session).await.may(Capability::RunConsultations), is_lab, "the same session, now as {role}");
        }
        assert_eq!(code(harness.accounts().set_role(admin.admin().unwrap(), AccountId(uuid::Uuid::now_v7()), Role::Lab, None).await), "not_found");
    }

    async fn the_last_admin_stays_one(store: TestStore) {
        let harness = Harness::over(store);
        let admin = harness.member("admin", Role::Admin).await;
        assert!(is_last_admin(harness.accounts().set_role(admin.admin().unwrap(), id(&admin), Role::Lab, None).await));
        assert!(is_last_admin(harness.accounts().operator_set_role("admin@example.org", Role::Lab).await));
        let erase = EraseForm { password: PASSWORD.into(), confirm: "yes".into() };
        assert!(is_last_admin(harness.accounts().erase(admin.resident().unwrap(), erase.clone()).await));

        let other = harness.member("other", Role::Admin).await;
        harness.accounts().erase(admin.resident().unwrap(), erase).await.unwrap();
        assert!(is_last_admin(harness.accounts().set_role(other.admin().unwrap(), id(&other), Role::Lab, None).await));
    }

    async fn two_admins_cannot_demote_each_other_at_once(store: TestStore) {
        let harness = Harness::over(store);
        let (one, other) = (harness.member("one", Role::Admin).await, harness.member("other", Role::Admin).await);
        let (first, second) = tokio::join!(
            harness.accounts().set_role(one.admin().unwrap(), id(&other), Role::Resident, None),
            harness.accounts().set_role(other.admin().unwrap(), id(&one), Role::Resident, None)
        );
        assert_eq!([&first, &second].iter().filter(|result| result.is_ok()).count(), 1, "{first:?} {second:?}");
    }

    async fn accounts_are_found_by_name_address_and_role_page_by_page(store: TestStore) {
        let harness = Harness::over(store);
        let admin = harness.member("admin", Role::Admin).await;
        for n in 0..25 {
            harness.clock.advance(Span(n % 2));
            harness.resident(&format!("Ñandú_{n:02}")).await;
        }
        let found = async |query: AccountQuery| harness.accounts().list(admin.admin().unwrap(), &query).await.unwrap();
        let first = found(AccountQuery::default()).await;
        let second = found(AccountQuery { after: first.next.clone().unwrap(), ..Default::default() }).await;
        assert_eq!((first.accounts.len(), second.accounts.len(), second.next), (20, 6, None));
        let mut ids: Vec<_> = first.accounts.iter().chain(&second.accounts).map(|a| a.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 26, "nobody twice, nobody missing");

        for (q, role, expected) in
            [("Ñandú_07", "", 1), ("ADMIN@", "", 1), ("ú_0", "", 10), ("", "admin", 1), ("%", "", 0), ("", "king", 20)]
        {
            let query = AccountQuery { q: q.into(), role: role.into(), after: String::new() };
            assert_eq!(found(query).await.accounts.len(), expected, "{q:?} {role:?}");
        }
    }

    async fn the_operator_creates_finds_and_promotes(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        harness.accounts().operator_set_role(" ANA@example.org", Role::Admin).await.unwrap();
        let listed = harness.accounts().operator_list(&AccountQuery::default()).await.unwrap().accounts;
        assert_eq!(listed.iter().map(|a| (a.email.as_str(), a.role)).collect::<Vec<_>>(), [("ana@example.org", Role::Admin)]);
        assert_eq!(code(harness.accounts().operator_set_role("nobody@example.org", Role::Lab).await), "not_found");
    }

    async fn a_forgotten_password_is_replaced_by_the_operator(store: TestStore) {
        let harness = Harness::over(store);
        let ana = harness.resident("ana").await;
        assert_eq!(code(harness.accounts().operator_set_password("ana@example.org", "short").await), "invalid");
        assert_eq!(code(harness.accounts().operator_set_password("nobody@example.org", "four dry cats").await), "not_found");
        harness.accounts().operator_set_password("Ana@example.org", "four dry cats").await.unwrap();
        assert!(harness.accounts().own(ana.resident().unwrap()).await.unwrap().sessions.is_empty());
        let try_with = async |password| {
            code(harness.accounts().log_in(log_in("ana", password), &Default::default(), None).await)
        };
        assert_eq!((try_with(PASSWORD).await, try_with("four dry cats").await), ("wrong_credentials", "ok"));
    }
}
