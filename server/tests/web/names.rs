//! Names and addresses: the badge of staff, reserved titles, names that look like a staff member's, one account for an
//! address however it is spelled.

use crate::{
    comment::{a_proposal, says},
    support::{TestApp, people::PASSWORD},
};
use axum::http::StatusCode;
use cabildo_domain::Role;
use cabildo_store::suite;

const STAFF: &str = ".badge[data-badge=staff]";
const RESIDENT: &str = ".badge[data-badge=resident]";

/// A sign-up with this name and address: where it led, and what stands beside the two fields.
async fn sign_up(app: &TestApp, name: &str, email: &str) -> (String, String, String) {
    let mut browser = app.browser();
    let page = browser.get("/sign-up").await;
    let fields = [
        ("display_name", name),
        ("email", email),
        ("password", PASSWORD),
    ];
    let page = browser.submit(&page, "/act/sign-up", &fields).await;
    assert!(page.status.is_success(), "{}", page.body);
    if page.has("#display_name-error") {
        assert_eq!(
            page.attribute("#display_name", "value").as_deref(),
            Some(name)
        );
    }
    let beside = |selector| {
        page.html()
            .select(&scraper::Selector::parse(selector).unwrap())
            .next()
            .map_or_else(String::new, |error| error.text().collect::<String>())
    };
    let (name, email) = (beside("#display_name-error"), beside("#email-error"));
    (page.path, name, email)
}

suite! {
    async fn staff_have_a_badge_beside_their_name_until_the_role_goes(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let mona = app.viewer("Mona", Role::Moderator).await;
        says(&app, &mona, &slug, "We are looking into this.", "").await;
        let (comments, _) = (format!("/api/v1/consultations/{slug}/proposals/1/comments"), ());
        let page = app.browser().get(&path).await;
        assert_eq!(page.texts(".comment header .badge"), ["City staff"]);
        assert!(!page.has("main .page-header .badge"), "Ana is a resident");
        let page = app.browser().speaking("es").get(&path).await;
        assert_eq!(page.text(&format!(".comment header {STAFF}")), "Personal municipal");
        let api = app.browser().json(&comments).await;
        assert_eq!(api["items"][0]["author_badge"], "staff", "{api}");

        app.service.accounts().operator_set_role("mona@example.org", Role::Resident).await.unwrap();
        let page = app.browser().get(&path).await;
        assert!(!page.has(STAFF), "who leaves the staff loses it at once");
        assert!(app.browser().json(&comments).await["items"][0]["author_badge"].is_null());
    }

    async fn a_badge_costs_no_statement(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let (_, before) = app.statements(app.browser().get(&path)).await;
        for name in ["Mona", "Moritz"] {
            let staff = app.viewer(name, Role::Moderator).await;
            says(&app, &staff, &slug, "We are looking into this.", "").await;
        }
        let (page, after) = app.statements(app.browser().get(&path)).await;
        assert_eq!(page.texts(&format!(".comment {STAFF}")).len(), 2);
        assert_eq!(before, after);
    }

    async fn titles_and_offices_are_kept_for_staff_however_they_are_drawn(store: TestStore) {
        let app = TestApp::new(store).await;
        for name in [
            "Moderator", "mayor", "Ana, City Council", "Аdmin", "Mоderator", "M\u{200B}oderator", "Mod\u{E0001}erator",
            "ＡＤＭＩＮ", "𝔪𝔬𝔡𝔢𝔯𝔞𝔱𝔬𝔯", "rnoderator", "m0der4tor", "M o d e r a t o r", "town-hall", "AIcaldía",
            "Ana ✓ Staff", "City staff", "Personal municipal", "Ana ✓", "🇦🇩🇲🇮🇳", "El Ayuntamiento", "Maria | Alcaldesa",
        ] {
            let (path, error, _) = sign_up(&app, name, "one@example.org").await;
            assert!(path.starts_with("/sign-up"), "{name} signed up");
            assert!(error.contains("is kept for people who work for the city"), "{name}: {error}");
        }
        for (n, name) in ["Mayordomo Pérez", "Administratia", "Ana del Council", "Staffan", "Ada Mine"].iter().enumerate() {
            let (path, error, _) = sign_up(&app, name, &format!("fine{n}@example.org")).await;
            assert_eq!((path.as_str(), error.as_str()), ("/", ""), "{name}");
        }
    }

    async fn a_rename_is_held_to_the_same_and_staff_may_have_titles(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/account").await;
        let page = ana.submit(&page, "/act/account/profile", &[("display_name", "The Mayor")]).await;
        assert!(page.text("#display_name-error").contains("“mayor” is kept"), "{}", page.text("#display_name-error"));
        assert_eq!(page.attribute("#display_name", "value").as_deref(), Some("The Mayor"), "what was typed is kept");
        let mut mona = app.moderator().await;
        let page = mona.get("/account").await;
        let page = mona.submit(&page, "/act/account/profile", &[("display_name", "Mona, Moderator")]).await;
        assert!(page.text("#flash").starts_with("Saved."), "{}", page.body);
    }

    async fn a_name_like_a_staff_members_is_accepted_and_carries_resident(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        app.account("Elena Ruiz", Role::Lab).await;
        for (n, name) in ["Еlena Ruiz", "Ruiz Elena", "ElenaRuiz", "ELENA RUIZ 🦊", "elena.ruíz"].iter().enumerate() {
            let (at, error, _) = sign_up(&app, name, &format!("elena{n}@example.org")).await;
            assert_eq!((at.as_str(), error.as_str()), ("/", ""), "{name}");
            let viewer = app.viewer_at(&format!("elena{n}@example.org")).await;
            says(&app, &viewer, &slug, "I decide this.", "").await;
        }
        let page = app.browser().get(&path).await;
        assert_eq!(page.texts(&format!(".comment {RESIDENT}")).len(), 5, "{}", page.body);
        assert!(!page.has(STAFF));
        let page = app.moderator().await.get("/desk/names").await;
        assert_eq!(page.texts("main .rows > li").len(), 5, "{}", page.body);
        let start = app.moderator().await.get("/desk").await;
        assert!(start.has("main .rows a[href='/desk/names']") && start.body.contains("5 names of residents."));
    }

    async fn an_address_where_a_name_is_asked_is_refused_beside_the_field(store: TestStore) {
        let app = TestApp::new(store).await;
        for name in [
            "ana@example.org", "Ana ana.lopez@example.org", "ana＠example.org", "ana @ example.org", "ana(at)example.org",
            "ana [at] example [dot] org", "ana arroba example.org", "josé@correo.es", "ana@exa\u{200B}mple.org",
        ] {
            let (path, error, _) = sign_up(&app, name, "ana@example.org").await;
            assert!(path.starts_with("/sign-up") && error.contains("e-mail address"), "{name}: {error}");
        }
        for (n, name) in ["Ana @ Madrid", "@ana", "Ana at St. Pauli", "A. B. Cano"].iter().enumerate() {
            let (path, error, _) = sign_up(&app, name, &format!("n{n}@example.org")).await;
            assert_eq!((path.as_str(), error.as_str()), ("/", ""), "{name}");
        }
    }

    async fn invisible_signs_go_from_names_and_joiners_between_letters_stay(store: TestStore) {
        let app = TestApp::new(store).await;
        for (n, (typed, kept)) in [
            ("A\u{200B}na\u{E0061}\u{E007F}", "Ana"),
            ("\u{202E}anA\u{2069}\u{200F}", "anA"),
            ("Jo\u{AD}s\u{34F}é\u{FEFF}\u{2060}", "José"),
            ("علی\u{200C}رضا", "علی\u{200C}رضا"),
            ("\u{200D}क\u{94D}\u{200D}षमा\u{200D}", "क\u{94D}\u{200D}षमा"),
            ("Ada\u{200D}Li", "AdaLi"),
            ("Zo\u{200C}e 👩\u{200D}👧", "Zoe 👩\u{200D}👧"),
        ].into_iter().enumerate() {
            let email = format!("n{n}@example.org");
            let (path, _, _) = sign_up(&app, typed, &email).await;
            assert_eq!(path, "/", "{typed:?}");
            let viewer = app.viewer_at(&email).await;
            assert_eq!(app.service.accounts().own(viewer.resident().unwrap()).await.unwrap().name.as_str(), kept, "{typed:?}");
        }
    }

    async fn one_address_is_one_account_however_it_is_spelled(store: TestStore) {
        let app = TestApp::new(store).await;
        assert_eq!(sign_up(&app, "Ana", "Zoë.Müller@Münchén.example").await.0, "/");
        let spellings = [
            "ZOË.MÜLLER@MÜNCHÉN.EXAMPLE", "zoe\u{308}.mu\u{308}ller@mu\u{308}nche\u{301}n.example",
            "zoë.müller@xn--mnchn-esa3k.example", "ｚoë.müller＠ｍünchén。example", "zoë.mül\u{200B}ler@münchén.example.",
            "\u{FEFF}zoë.müller@mün\u{AD}chén.example",
        ];
        for spelling in spellings {
            let (path, _, error) = sign_up(&app, "Other", spelling).await;
            assert!(path.starts_with("/sign-up") && !error.is_empty(), "{spelling}: {path} {error}");
            let mut browser = app.browser();
            let page = browser.post("/act/log-in", &[("email", spelling), ("password", PASSWORD)]).await;
            assert_eq!((page.status, page.text("header .who").as_str()), (StatusCode::OK, "Ana"), "{spelling}");
        }
        for other in ["zoë.müller+x@münchén.example", "zoëmüller@münchén.example", "zoe.muller@münchén.example"] {
            assert_eq!(sign_up(&app, "Other", other).await.0, "/", "{other} is another mailbox");
        }
        for bad in ["\"zoë\"@münchén.example", "a@xn--zzzzzz9999.example", "a\u{FF20}b@c.example", "a@b..example"] {
            let (path, _, error) = sign_up(&app, "Other", bad).await;
            assert!(path.starts_with("/sign-up") && !error.is_empty(), "{bad}: {path}");
        }
    }
}
