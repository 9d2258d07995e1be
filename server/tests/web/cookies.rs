//! The server only believes cookies that it set itself.

use crate::{
    comment::a_proposal,
    support::{
        Page, Setup, TestApp,
        program::{Running, ready},
    },
};
use axum::http::{StatusCode, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{Role, time::Span};
use cabildo_service::opinion::InvitationForm;
use cabildo_store::suite;

const SUPPORT: &str = "/act/proposal/support";
const FIELDS: [(&str, &str); 2] = [("slug", "imagine"), ("number", "1")];

fn set_cookies(page: &Page) -> Vec<String> {
    let cookies = page.headers.get_all(header::SET_COOKIE).iter();
    cookies
        .map(|cookie| cookie.to_str().unwrap().to_owned())
        .collect()
}

/// The value of a cookie that an answer sets.
fn value(page: &Page, name: &str) -> String {
    let head = format!("{name}=");
    let set = set_cookies(page)
        .into_iter()
        .find_map(|cookie| cookie.strip_prefix(&head).map(str::to_owned))
        .unwrap_or_else(|| panic!("no {name} in {:?}", set_cookies(page)));
    set.split(';').next().unwrap_or_default().to_owned()
}

suite! {
    async fn a_planted_message_shows_nothing(store: TestStore) {
        let app = TestApp::new(store).await;
        a_proposal(&app).await;
        let json = r#"{"kind":"Success","key":"unsupported","args":[],"undo":{"action":"/act/report","fields":[["kind","proposal"]]}}"#;
        let unsigned = URL_SAFE_NO_PAD.encode(json);
        let mut ana = app.resident("Ana").await;
        let ours = value(&ana.post_only(SUPPORT, &FIELDS).await, "cabildo_flash");
        let grafted = match ours.split_once('.') {
            Some((_, signature)) => format!("{unsigned}.{signature}"),
            None => unsigned.clone(),
        };
        let mut altered = ours.clone().into_bytes();
        altered[10] = if altered[10] == b'A' { b'B' } else { b'A' };
        let altered = String::from_utf8(altered).unwrap();
        for planted in [unsigned, grafted, altered, format!("{ours}x"), ours[..ours.len() - 2].to_owned(), ".".into()] {
            let page = ana.clone().with_cookie("cabildo_flash", &planted).get("/about").await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.has("#flash"), "{planted}: {}", page.text("#flash"));
        }
        assert!(ana.clone().with_cookie("cabildo_flash", &ours).get("/about").await.has("#flash form[action='/act/proposal/unsupport']"));
    }

    async fn a_message_is_shown_to_the_account_it_is_for_and_for_a_minute(store: TestStore) {
        let app = TestApp::new(store).await;
        a_proposal(&app).await;
        let mut ana = app.resident("Ana").await;
        let ours = value(&ana.post_only(SUPPORT, &FIELDS).await, "cabildo_flash");
        let ben = app.resident("Ben").await.with_cookie("cabildo_flash", &ours).get("/about").await;
        assert!(!ben.has("#flash"), "a valid message of another account");
        let nobody = app.browser().with_cookie("cabildo_flash", &ours).get("/about").await;
        assert!(!nobody.has("#flash"));
        let later = ana.with_cookie("cabildo_flash", &ours);
        assert!(later.clone().get("/about").await.has("#flash"));
        app.later(Span::seconds(61));
        assert!(!later.clone().get("/about").await.has("#flash"), "a message that was copied is of no use later");
    }

    async fn a_planted_secret_of_forms_is_replaced_by_one_of_ours(store: TestStore) {
        let app = TestApp::new(store).await;
        let planted = "0123456789abcdef0123456789abcdef";
        let mut victim = app.browser().with_cookie("cabildo_form", planted);
        let fields = [("display_name", "Ana"), ("email", "no address at all"), ("password", "short")];
        let answer = victim.post_only("/act/sign-up", &fields).await;
        assert!(!value(&answer, "cabildo_form").starts_with(planted), "{:?}", set_cookies(&answer));
        let page = victim.get("/sign-up?again=1").await;
        assert!(page.body.contains("no address at all"), "their own browser finds it");
        let thief = app.browser().with_cookie("cabildo_form", planted).get("/sign-up?again=1").await;
        assert!(!thief.body.contains("no address at all"));
    }

    async fn where_tls_is_every_cookie_is_of_this_host_alone(store: TestStore) {
        let app = TestApp::made(store, Setup { public_url: "https://city.example", ..Setup::default() });
        let (slug, lab) = app.mapping("cars", 2).await;
        app.opinion_rules(lab.lab().unwrap(), &slug, "held", true).await;
        let form = InvitationForm { label: "School".into(), most: "9".into() };
        let link = app.service.opinion().create_invitation(lab.lab().unwrap(), &slug, form).await.unwrap();
        app.account("Ana", Role::Lab).await;
        let mut seen = Vec::new();
        let mut note = |page: &Page| seen.extend(set_cookies(page));
        let mut browser = app.browser();
        note(&browser.post_only("/act/locale", &[("locale", "es")]).await);
        note(&browser.post_only("/act/sign-up", &[("display_name", ""), ("email", "x"), ("password", "short")]).await);
        let invited = [("slug", "cars"), ("secret", &*link.secret), ("pseudonym", "Fox")];
        note(&browser.post_only("/act/opinion/join", &invited).await);
        let page = browser.get("/c/cars/opinion").await;
        note(&page);
        assert!(page.body.contains("Fox"), "the pass is found again: {}", page.body);
        assert_eq!(page.attribute("html", "lang").as_deref(), Some("es"), "so is the language");
        let fields = [("email", "ana@example.org"), ("password", crate::support::people::PASSWORD)];
        note(&browser.post_only("/act/log-in", &fields).await);
        let page = browser.get("/about").await;
        assert!(page.has(".account .who") && page.has("#flash"), "{}", page.body);
        note(&page);
        note(&browser.post_only("/act/opinion-desk/invite", &[("at", "cars"), ("label", "Library"), ("most", "5")]).await);
        let page = browser.get("/desk/opinion/cars/invitations").await;
        assert!(page.has("#link"), "{}", page.body);
        note(&page);
        note(&browser.post_only("/act/log-out", &[]).await);
        let names: std::collections::BTreeSet<_> = seen.iter().filter_map(|cookie| cookie.split('=').next()).collect();
        assert!(names.len() >= 6, "{names:?}");
        for cookie in &seen {
            assert!(cookie.starts_with("__Host-"), "{cookie}");
            assert!(cookie.contains("; Secure") && cookie.contains("; Path=/;") && cookie.contains("; HttpOnly"), "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
    }

    async fn the_programs_keys_are_its_owners_alone(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let (_program, address) = Running::start(folder.path(), store.address());
        ready(address).await;
        let keys = folder.path().join("keys");
        if store.folder().is_none() {
            assert!(!keys.exists(), "several programs share a server's");
            assert_eq!(store.row_counts(&["installation_key"]).await, [2]);
            return;
        }
        let mut names: Vec<_> = std::fs::read_dir(&keys).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["cookies", "networks"]);
        #[cfg(unix)]
        for name in names {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(keys.join(name)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    async fn cookies_of_the_version_before_are_passed_over_and_its_session_goes_on(store: TestStore) {
        let app = TestApp::made(store, Setup { public_url: "https://city.example", ..Setup::default() });
        let session = app.session_cookie("Ana").await;
        let mut browser = app.browser().with_cookie("__Host-cabildo", &session).with_cookie("cabildo_locale", "es");
        browser = browser.with_cookie("cabildo_form", &"0".repeat(32)).with_cookie("cabildo_flash", "e30");
        let page = browser.with_cookie("cabildo_pass_cars", &"A".repeat(43)).get("/about").await;
        assert_eq!((page.status, page.text(".account .who").as_str()), (StatusCode::OK, "Ana"));
        assert!(!page.has("#flash"));
    }
}
