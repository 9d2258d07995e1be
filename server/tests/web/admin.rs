//! The administrators' page of accounts and roles.

use crate::support::{TestApp, people::address};
use axum::http::StatusCode;
use cabildo_domain::Role;
use cabildo_store::suite;

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
        assert!(statements <= 3, "{statements}");
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
        app.service.sign_up(form, &Default::default()).await.unwrap();
        let page = admin.get("/admin/accounts?q=mallory").await;
        assert_eq!(page.text("tbody th"), "<b onclick=\"x\">'&amp;</b><script>alert(1)</script>");
        assert!(!page.has("script") && !page.has("main b"));
    }
}
