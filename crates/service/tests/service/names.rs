//! Names that are kept for staff or look like theirs; one account for an address; accounts from before both.

use crate::harness::{Harness, PASSWORD, credentials, everybody, sign_up};
use cabildo_domain::{AccountId, FieldErrors, Invalid, Refusal, Role, Viewer, name::NameFlag};
use cabildo_service::{
    Error, Limits,
    account::{AddressForm, EraseForm, LogInForm, ProfileForm, ReservedForm, SignUpForm},
    session::Origin,
};
use cabildo_store::{account, suite, testing::sample::account_of_before};
use uuid::Uuid;

fn code<T>(result: Result<T, Error>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(Error::Refused(refusal)) => refusal.code(),
        Err(other) => panic!("{other:?}"),
    }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, Error>) -> Refusal {
    match result.unwrap_err() {
        Error::Refused(refusal) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn rename(name: &str) -> ProfileForm {
    ProfileForm {
        display_name: name.into(),
        locale: "en".into(),
    }
}

fn address(email: &str) -> AddressForm {
    AddressForm {
        email: email.into(),
    }
}

impl Harness {
    async fn named(&self, name: &str, email: &str) -> Viewer {
        let form = SignUpForm {
            email: email.into(),
            ..sign_up(name)
        };
        let signed_in = self
            .accounts()
            .sign_up(form, &Origin::default())
            .await
            .unwrap();
        self.seen(&signed_in).await
    }

    async fn flag(&self, id: AccountId) -> Option<NameFlag> {
        let mut tx = self.store.read().await.unwrap();
        account::by_id(&mut tx, id).await.unwrap().unwrap().flag
    }

    /// The names at the desk with why they are there, in alphabetical order.
    async fn at_the_desk(&self, moderator: &Viewer) -> Vec<(String, NameFlag)> {
        let page = self
            .accounts()
            .flagged_names(moderator.moderator().unwrap(), None)
            .await
            .unwrap();
        let mut names: Vec<_> = page
            .names
            .into_iter()
            .map(|name| (name.name.into_string(), name.flag))
            .collect();
        names.sort_by(|one, other| one.0.cmp(&other.0));
        names
    }

    /// The account that logs in with this address: its id, or `None`.
    async fn who(&self, email: &str) -> Option<AccountId> {
        let signed_in = self
            .accounts()
            .log_in(credentials(email), &Origin::default(), None)
            .await;
        signed_in.ok().map(|signed_in| signed_in.account)
    }
}

fn id(viewer: &Viewer) -> AccountId {
    viewer.account().unwrap()
}

suite! {
    async fn each_role_may_do_to_names_and_addresses_what_the_table_says(store: TestStore) {
        let harness = Harness::over(store);
        let people = everybody(&harness).await;
        let target = id(&harness.resident("target").await);
        for (name, viewer) in &people {
            let expected = match *name {
                "visitor" => ["sign_in_required"; 7],
                "admin" => ["ok", "ok", "outdated", "ok", "ok", "ok", "invalid"],
                "resident" => ["forbidden"; 7],
                _ => ["ok", "forbidden", "forbidden", "forbidden", "forbidden", "forbidden", "forbidden"],
            };
            let form = ReservedForm { names: "Dogcatcher".into(), seen: "another".into() };
            let actual = [
                code(async { harness.accounts().flagged_names(viewer.moderator()?, None).await }.await),
                code(async { harness.accounts().reserved_names(viewer.admin()?).await }.await),
                code(async { harness.accounts().save_reserved_names(viewer.admin()?, form).await }.await),
                code(async { harness.accounts().colliding_addresses(viewer.admin()?).await }.await),
                code(async { harness.accounts().account_of(viewer.admin()?, target).await }.await),
                code(async { harness.accounts().give_address(viewer.admin()?, target).await }.await),
                code(async { harness.accounts().change_address(viewer.admin()?, target, address("admin@example.org")).await }.await),
            ];
            assert_eq!(actual, expected, "{name}");
        }
        let admin = &people.last().unwrap().1;
        let nobody = AccountId(Uuid::now_v7());
        assert_eq!(code(harness.accounts().give_address(admin.admin().unwrap(), nobody).await), "not_found");
        assert_eq!(code(harness.accounts().change_address(admin.admin().unwrap(), nobody, address("x@example.org")).await), "not_found");
    }

    async fn a_new_member_of_staff_marks_residents_of_that_name_and_one_who_leaves_unmarks_them(store: TestStore) {
        let harness = Harness::over(store);
        let admin = harness.member("admin", Role::Admin).await;
        let one = harness.named("Elena Ruiz", "one@example.org").await;
        let other = harness.named("Ruiz, Еlena", "other@example.org").await;
        let namesake = harness.named("Elena Ruíz", "namesake@example.org").await;
        harness.named("Elena Ruiz Gil", "gil@example.org").await;
        assert_eq!(harness.at_the_desk(&admin).await, []);

        harness.accounts().set_role(admin.admin().unwrap(), id(&one), Role::Moderator, None).await.unwrap();
        let both = [("Elena Ruíz".to_owned(), NameFlag::Staff), ("Ruiz, Еlena".to_owned(), NameFlag::Staff)];
        assert_eq!(harness.at_the_desk(&admin).await, both);
        assert_eq!(harness.flag(id(&one)).await, None);

        harness.accounts().set_role(admin.admin().unwrap(), id(&namesake), Role::Lab, None).await.unwrap();
        harness.accounts().set_role(admin.admin().unwrap(), id(&one), Role::Resident, None).await.unwrap();
        assert_eq!(harness.flag(id(&one)).await, Some(NameFlag::Staff), "somebody else on the staff is called the same");
        assert_eq!(harness.flag(id(&other)).await, Some(NameFlag::Staff));

        let erase = EraseForm { password: PASSWORD.into(), confirm: "yes".into() };
        let namesake = harness.seen_by_log_in("namesake@example.org").await;
        harness.accounts().erase(namesake.resident().unwrap(), erase).await.unwrap();
        assert_eq!(harness.at_the_desk(&admin).await, []);
    }

    async fn a_renamed_member_of_staff_is_compared_anew(store: TestStore) {
        let harness = Harness::over(store);
        let mona = harness.member("mona", Role::Moderator).await;
        let one = harness.named("Mona", "one@example.org").await;
        let other = harness.named("Lisa", "other@example.org").await;
        assert_eq!((harness.flag(id(&one)).await, harness.flag(id(&other)).await), (Some(NameFlag::Staff), None));
        harness.accounts().change_profile(mona.resident().unwrap(), rename("Lisa")).await.unwrap();
        assert_eq!((harness.flag(id(&one)).await, harness.flag(id(&other)).await), (None, Some(NameFlag::Staff)));
        harness.accounts().change_profile(other.resident().unwrap(), rename("Lisa Gil")).await.unwrap();
        assert_eq!(harness.flag(id(&other)).await, None);
        harness.accounts().change_profile(other.resident().unwrap(), rename("LISA")).await.unwrap();
        assert_eq!(harness.flag(id(&other)).await, Some(NameFlag::Staff));
    }

    async fn two_at_once_see_each_other(store: TestStore) {
        let harness = Harness::over(store);
        let admin = harness.member("admin", Role::Admin).await;
        let one = harness.named("Elena", "one@example.org").await;
        let form = SignUpForm { email: "late@example.org".into(), ..sign_up("Elena") };
        let origin = Origin::default();
        let (role, late) = tokio::join!(
            harness.accounts().set_role(admin.admin().unwrap(), id(&one), Role::Moderator, None),
            harness.accounts().sign_up(form, &origin)
        );
        role.unwrap();
        assert_eq!(harness.flag(late.unwrap().account).await, Some(NameFlag::Staff));
    }

    async fn a_changed_list_is_held_against_the_names_that_are_there(store: TestStore) {
        let harness = Harness::over(store);
        let admin = harness.member("admin", Role::Admin).await;
        let keeper = harness.named("Ana, Dogcatcher", "ana@example.org").await;
        let list = harness.accounts().reserved_names(admin.admin().unwrap()).await.unwrap();
        assert!(list.names.lines().any(|line| line == "mayor") && list.names.lines().any(|line| line == "alcaldía"));
        let form = |names: &str, seen: &str| ReservedForm { names: names.into(), seen: seen.into() };
        harness.accounts().save_reserved_names(admin.admin().unwrap(), form("dogcatcher\n", &list.seen)).await.unwrap();
        assert_eq!(harness.at_the_desk(&admin).await, [("Ana, Dogcatcher".to_owned(), NameFlag::Title)]);
        assert_eq!(refusal(harness.accounts().save_reserved_names(admin.admin().unwrap(), form("x", &list.seen)).await), FieldErrors::one("names", Invalid::TooShort { min: 2 }.in_line(1)));
        assert_eq!(refusal(harness.accounts().save_reserved_names(admin.admin().unwrap(), form("", &list.seen)).await), Refusal::Outdated { current: 0 });

        // A name that became a reserved one stays: its owner may still change their language, but not choose another such.
        harness.accounts().change_profile(keeper.resident().unwrap(), rename("Ana, Dogcatcher")).await.unwrap();
        let why = Invalid::Reserved { word: "dogcatcher".into() };
        assert_eq!(refusal(harness.accounts().change_profile(keeper.resident().unwrap(), rename("The D0gcatcher")).await), FieldErrors::one("display_name", why));
        assert!(harness.accounts().sign_up(SignUpForm { email: "m@example.org".into(), ..sign_up("The Mayor") }, &Origin::default()).await.is_ok());

        harness.accounts().restore_reserved_names(admin.admin().unwrap()).await.unwrap();
        assert_eq!(harness.at_the_desk(&admin).await, [("The Mayor".to_owned(), NameFlag::Title)]);
        harness.accounts().change_profile(harness.seen_by_log_in("m@example.org").await.resident().unwrap(), rename("Maya")).await.unwrap();
        assert_eq!(harness.at_the_desk(&admin).await, []);
    }

    async fn names_of_before_are_cleaned_and_compared_at_the_start_however_often_it_is_broken_off(store: TestStore) {
        let harness = Harness::over(store);
        harness.member("mona", Role::Moderator).await;
        let mut ids = Vec::new();
        for (n, name) in ["M\u{200B}ona", "The M\u{E0061}ayor", "ana@example.org", "علی\u{200C}رضا", "Bea"].iter().enumerate() {
            ids.push(account_of_before(&harness.store, &format!("n{n}@example.org"), name, n as i64).await);
        }
        harness.accounts().settle().await.unwrap();
        let mut found = Vec::new();
        for id in &ids {
            let mut tx = harness.store.read().await.unwrap();
            let account = account::by_id(&mut tx, *id).await.unwrap().unwrap();
            found.push((account.name.into_string(), account.flag));
        }
        let expected = [
            ("Mona", Some(NameFlag::Staff)),
            ("The Mayor", Some(NameFlag::Title)),
            ("ana@example.org", Some(NameFlag::Address)),
            ("علی\u{200C}رضا", None),
            ("Bea", None),
        ];
        assert_eq!(found, expected.map(|(name, flag)| (name.to_owned(), flag)));
        let before = harness.store.statements();
        harness.accounts().settle().await.unwrap();
        assert!(harness.store.statements() - before <= 3, "nothing is done twice");
    }

    async fn of_accounts_with_one_address_the_older_has_it_until_an_administrator_decides(store: TestStore) {
        let harness = Harness::over(store);
        let hash = {
            harness.resident("model").await;
            let mut tx = harness.store.read().await.unwrap();
            let model = account::by_email(&mut tx, &cabildo_domain::account::Email::typed("model@example.org")).await;
            model.unwrap().unwrap().password_hash.unwrap()
        };
        let (ascii, unicode, third) = ("bea@xn--mnchen-3ya.de", "Bea@München.de", "bea@mu\u{308}nchen.de");
        let mut ids = Vec::new();
        for (at, email) in [(2, ascii), (1, unicode), (3, third)] {
            let id = account_of_before(&harness.store, email, "Bea", at).await;
            cabildo_store::testing::sample::give_password(&harness.store, id, &hash).await;
            ids.push(id);
        }
        harness.accounts().settle().await.unwrap();
        let [young, old, youngest] = ids[..] else { panic!() };
        for (email, expected) in [(ascii, young), (unicode, old), (third, youngest), ("BEA@MÜNCHEN.DE", old), ("ｂea@münchen.de.", old)] {
            assert_eq!(harness.who(email).await, Some(expected), "{email}");
        }
        let form = SignUpForm { email: "BEA@xn--mnchen-3ya.de".into(), ..sign_up("Bea") };
        assert_eq!(refusal(harness.accounts().sign_up(form, &Origin::default()).await), FieldErrors::one("email", Invalid::Taken));

        let admin = harness.member("admin", Role::Admin).await;
        let pairs = harness.accounts().colliding_addresses(admin.admin().unwrap()).await.unwrap();
        let pairs: Vec<_> = pairs.iter().map(|pair| (pair.owner.id, pair.other.id)).collect();
        assert_eq!(pairs, [(old, young), (old, youngest)]);
        harness.accounts().give_address(admin.admin().unwrap(), young).await.unwrap();
        for (email, expected) in [(ascii, young), (unicode, old), ("ｂea@münchen.de.", young)] {
            assert_eq!(harness.who(email).await, Some(expected), "{email}");
        }
        harness.accounts().give_address(admin.admin().unwrap(), young).await.unwrap();
        assert_eq!(harness.accounts().colliding_addresses(admin.admin().unwrap()).await.unwrap().len(), 2, "twice is once");

        harness.accounts().change_address(admin.admin().unwrap(), young, address("Bea.Young@example.org")).await.unwrap();
        assert_eq!(harness.who("BEA.young@example.org").await, Some(young));
        assert_eq!(harness.who("ｂea@münchen.de").await, Some(old), "the oldest of the others has it now");
        assert_eq!(refusal(harness.accounts().change_address(admin.admin().unwrap(), young, address("bea@MÜNCHEN.de")).await), FieldErrors::one("email", Invalid::Taken));
        let erase = EraseForm { password: PASSWORD.into(), confirm: "yes".into() };
        harness.accounts().erase(harness.seen_by_log_in(unicode).await.resident().unwrap(), erase).await.unwrap();
        assert_eq!(harness.who("ｂea@münchen.de").await, Some(youngest));
        assert_eq!(harness.accounts().colliding_addresses(admin.admin().unwrap()).await.unwrap().len(), 0);
    }

    async fn other_spellings_of_an_address_are_no_further_tries_of_its_password(store: TestStore) {
        let harness = Harness::limited(store, Limits::default());
        harness.resident("ana").await;
        let origin = Origin { address: Some("192.0.2.1".parse().unwrap()), ..Origin::default() };
        let mut last = "ok";
        for n in 0..20 {
            let email = format!("{}ana@example.org", "\u{200B}".repeat(n));
            let form = LogInForm { email, password: "wrong password".into() };
            last = code(harness.accounts().log_in(form, &origin, None).await);
            if last == "too_fast" {
                break;
            }
        }
        assert_eq!(last, "too_fast");
    }

    async fn ones_own_data_has_the_stored_forms_of_name_and_address(store: TestStore) {
        let harness = Harness::over(store);
        harness.member("mona", Role::Moderator).await;
        let other = harness.named("MONA", "Mona.2@München.de").await;
        let data = harness.accounts().export(other.resident().unwrap()).await.unwrap();
        assert_eq!(data["account"]["name_flag"], "staff");
        assert_eq!(data["account"]["email"], "Mona.2@München.de");
        assert_eq!(data["account"]["email_compared_as"], "mona.2@xn--mnchen-3ya.de");
        assert_eq!(data["account"]["email_contested"], false);
    }
}
