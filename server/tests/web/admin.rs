//! The administrators' page of accounts and roles.

use crate::support::{Page, TestApp, people::address};
use axum::http::StatusCode;
use cabildo_domain::Role;
use cabildo_store::{suite, testing::sample::account_of_before};

suite! {
    async fn only_administrators_see_it(store: TestStore) {
        let app = TestApp::new(store).await;
        let people = [
            (app.browser(), StatusCode::UNAUTHORIZED),
            (app.resident("Ana").await, StatusCode::FORBIDDEN),
            (app.moderator().await, StatusCode::FORBIDDEN),
            (app.lab().await, StatusCode::FORBIDDEN),
            (app.admin().await, StatusCode::OK),
        ];
        for (mut browser, expected) in people {
            let page = browser.get("/admin/accounts").await;
            assert_eq!(page.status, expected);
            let linked = page.has("header a[href='/admin/accounts']");
            assert_eq!(linked, expected == StatusCode::OK, "the link is there for whom it is open");
        }
    }

    async fn a_role_is_given_and_taken_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let mut admin = app.admin().await;
        assert_eq!(ana.get("/desk").await.status, StatusCode::FORBIDDEN);
        let page = admin.get("/admin/accounts?q=ana").await;
        let page = admin.submit(&page, "/act/admin/role", &[("role", "moderator")]).await;
        assert_eq!(page.path, "/admin/accounts?q=ana", "the search is kept");
        assert!(page.text("#flash").starts_with("Ana now has the role: Moderator."), "{}", page.text("#flash"));
        assert_eq!(ana.get("/desk").await.status, StatusCode::OK, "from the next click on");
        let page = admin.submit(&page, "/act/admin/role", &[]).await;
        assert!(page.text("#flash").starts_with("Ana now has the role: Resident."), "undone");
        assert_eq!(ana.get("/desk").await.status, StatusCode::FORBIDDEN);
    }

    async fn two_administrators_do_not_overwrite_each_other(store: TestStore) {
        let app = TestApp::new(store).await;
        app.resident("Ana").await;
        let (mut first, mut second) = (app.admin().await, app.person("Otto", Role::Admin).await);
        let page = first.get("/admin/accounts?q=ana").await;
        let stale = second.get("/admin/accounts?q=ana").await;
        let page = first.submit(&page, "/act/admin/role", &[("role", "moderator")]).await;
        let late = second.submit(&stale, "/act/admin/role", &[("role", "lab")]).await;
        assert!(late.text("#flash").starts_with("Someone else changed the role of Ana"), "{}", late.text("#flash"));
        let fresh = second.submit(&late, "/act/admin/role", &[("role", "lab")]).await;
        assert!(fresh.text("#flash").starts_with("Ana now has the role: Innovation lab"), "{}", fresh.text("#flash"));
        let undone = first.submit(&page, "/act/admin/role", &[]).await;
        assert!(undone.text("#flash").starts_with("Someone else changed"), "an undo that comes late undoes nothing of others");
    }

    async fn an_administrator_who_leaves_lands_where_they_may_be(store: TestStore) {
        let app = TestApp::new(store).await;
        app.person("Otto", Role::Admin).await;
        let (mut admin, viewer) = app.person_and_viewer("Ada", Role::Admin).await;
        let id = viewer.account().unwrap().to_string();
        let fields = [("account", &*id), ("role", "lab"), ("name", "Ada"), ("before", "admin"), ("back", "/admin/accounts")];
        let page = admin.post("/act/admin/role", &fields).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/account"));
        assert!(page.text("#flash").starts_with("Ada now has the role: Innovation lab") && !page.has("#flash form"));
    }

    async fn nobody_else_gives_roles_and_odd_ones_are_refused(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut lab = app.lab().await;
        let mut admin = app.admin().await;
        let page = admin.get("/admin/accounts?q=lab").await;
        let leo = page.attribute("tbody input[name=account]", "value").unwrap();
        let own = [("account", &*leo), ("role", "admin")];
        assert_eq!(lab.post("/act/admin/role", &own).await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().post("/act/admin/role", &own).await.status, StatusCode::UNAUTHORIZED);
        for (account, role, expected) in [
            (&*leo, "king", StatusCode::BAD_REQUEST),
            ("x", "lab", StatusCode::NOT_FOUND),
            ("00000000-0000-0000-0000-000000000000", "lab", StatusCode::NOT_FOUND),
        ] {
            let page = admin.post("/act/admin/role", &[("account", account), ("role", role)]).await;
            assert_eq!(page.status, expected, "{account} {role}");
        }
    }

    async fn the_last_administrator_keeps_the_role(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut admin = app.admin().await;
        let page = admin.get("/admin/accounts?role=admin").await;
        let page = admin.submit(&page, "/act/admin/role", &[("role", "resident")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.text(".lead").starts_with("There must be at least one administrator."));
        assert_eq!(admin.get("/admin/accounts").await.status, StatusCode::OK);
    }

    async fn accounts_come_page_by_page_in_few_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut admin = app.admin().await;
        for n in 0..20 {
            app.account(&format!("Resident {n}"), Role::Resident).await;
        }
        let (page, statements) = app.statements(admin.get("/admin/accounts")).await;
        assert!(statements <= 4, "{statements}");
        assert_eq!(page.texts("tbody tr").len(), 20);
        let next = page.attribute("a[rel=next]", "href").unwrap();
        let page = admin.get(&next).await;
        assert_eq!(page.texts("tbody tr").len(), 1);
        assert!(!page.has("a[rel=next]") && page.has("a[rel=first]"));
        let page = admin.get("/admin/accounts?q=%25nobody%00&role=king&after=zzz").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has(".empty a"));
    }

    async fn a_name_full_of_markup_is_shown_as_it_is(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut admin = app.admin().await;
        let form = cabildo_service::account::SignUpForm {
            email: address("mallory"),
            display_name: "<b onclick=\"x\">'&amp;</b><script>alert(1)</script>".into(),
            password: "three wet dogs".into(),
            ..Default::default()
        };
        app.service.accounts().sign_up(form, &Default::default()).await.unwrap();
        let page = admin.get("/admin/accounts?q=mallory").await;
        assert_eq!(page.text("tbody th"), "<b onclick=\"x\">'&amp;</b><script>alert(1)</script>");
        assert!(!page.has("script") && !page.has("main b"));
    }
}

/// The list in the form of names that are kept for staff.
fn list(page: &Page) -> String {
    let fields = page.form("/act/admin/names").into_iter();
    let mut lists = fields.filter(|(name, _)| name == "names");
    lists.next().expect("the list").1
}

suite! {
    async fn an_administrator_edits_the_names_that_are_kept_for_staff(store: TestStore) {
        let app = TestApp::new(store).await;
        app.account("Dogcatcher Dan", Role::Resident).await;
        let mut admin = app.admin().await;
        for mut other in [app.moderator().await, app.lab().await, app.resident("Ana").await] {
            assert_eq!(other.get("/admin/names").await.status, StatusCode::FORBIDDEN);
            assert_eq!(other.post("/act/admin/names", &[("names", "x")]).await.status, StatusCode::FORBIDDEN);
        }
        let page = admin.get("/admin/names").await;
        assert!(list(&page).lines().any(|line| line == "mayor"), "{}", page.body);
        let stale = admin.get("/admin/names").await;
        let refused = admin.submit(&page, "/act/admin/names", &[("names", "mayor\nx"), ("act", "save")]).await;
        assert!(refused.text("#names-error").starts_with("Line 2"), "{}", refused.text("#names-error"));
        assert_eq!(list(&refused).replace("\r\n", "\n"), "mayor\nx", "what was typed is kept");
        let saved = admin.submit(&refused, "/act/admin/names", &[("names", "Dogcatcher"), ("act", "save")]).await;
        assert!(saved.text("#flash").starts_with("The list is saved"), "{}", saved.body);
        assert_eq!(list(&saved), "Dogcatcher");
        let desk = admin.get("/desk/names").await;
        assert_eq!(desk.texts("main .rows h2"), ["Dogcatcher Dan"]);
        assert!(desk.has("main .rows a[href^='/admin/accounts?q=']"));
        let late = admin.submit(&stale, "/act/admin/names", &[("names", "Sheriff"), ("act", "save")]).await;
        assert!(late.text(".notice").contains("Sheriff"), "{}", late.body);
        assert_eq!(list(&late), "Dogcatcher", "nothing of another administrator is overwritten");
        let restored = admin.submit(&late, "/act/admin/names", &[("act", "restore")]).await;
        assert!(list(&restored).lines().any(|line| line == "alcaldía"));
        assert!(!admin.get("/desk/names").await.has("main .rows"));
    }

    async fn an_administrator_decides_about_two_accounts_with_one_address(store: TestStore) {
        let app = TestApp::new(store).await;
        let old = account_of_before(app.service.store(), "Bea@München.de", "Bea Old", 1).await;
        let young = account_of_before(app.service.store(), "bea@xn--mnchen-3ya.de", "Bea Young", 2).await;
        app.service.accounts().settle().await.unwrap();
        let mut admin = app.admin().await;
        let page = admin.get("/admin/accounts").await;
        assert_eq!(page.texts("section.notice p.meta strong"), ["Bea Old", "Bea Young"]);
        let page = admin.submit(&page, "/act/admin/address/give", &[]).await;
        assert!(page.text("#flash").starts_with("Bea Young logs in by any spelling"), "{}", page.body);
        assert_eq!(page.texts("section.notice p.meta strong"), ["Bea Young", "Bea Old"]);

        let form = admin.get(&format!("/admin/accounts/{old}/address")).await;
        let refused = admin.submit(&form, "/act/admin/address/change", &[("email", "no address")]).await;
        assert!(refused.has("#email-error"));
        assert_eq!(refused.attribute("#email", "value").as_deref(), Some("no address"));
        let refused = admin.submit(&refused, "/act/admin/address/change", &[("email", "BEA@münchen.de")]).await;
        assert_eq!(refused.text("#email-error"), "This is already in use.");
        let page = admin.submit(&refused, "/act/admin/address/change", &[("email", "bea.old@example.org")]).await;
        assert!(page.text("#flash").starts_with("The address of Bea Old is changed."), "{}", page.body);
        assert!(!page.has("section.notice"), "nothing is left to decide");

        let mut lab = app.lab().await;
        for (action, fields) in [("give", vec![]), ("change", vec![("email", "x@example.org")])] {
            let id = young.to_string();
            let fields: Vec<_> = [("account", id.as_str())].into_iter().chain(fields).collect();
            let action = format!("/act/admin/address/{action}");
            assert_eq!(lab.post(&action, &fields).await.status, StatusCode::FORBIDDEN);
            assert_eq!(app.browser().post(&action, &fields).await.status, StatusCode::UNAUTHORIZED);
            let nobody = [("account", "00000000-0000-0000-0000-000000000000"), ("email", "y@example.org")];
            assert_eq!(admin.post(&action, &nobody).await.status, StatusCode::NOT_FOUND);
        }
        for path in [format!("/admin/accounts/{young}/address"), "/admin/accounts/x/address".to_owned()] {
            assert_eq!(lab.get(&path).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(admin.get("/admin/accounts/x/address").await.status, StatusCode::NOT_FOUND);
    }
}
