//! Statements of the lab, pasted from elsewhere: shown first, then added as they were seen.

use crate::support::TestApp;
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{Role, Viewer};
use cabildo_service::moderation::ReasonForm;
use cabildo_store::suite;

const PAGE: &str = "/desk/opinion/city/seeds";
const SEED: &str = "/act/opinion-desk/seed";

/// As a sheet, a list and a loud neighbour give them.
const PASTED: &str = "\"Close the square to cars.\"\nClose the square to cars\n\n 3\tPaint the kiosk green \t\n\
    \"They said \"\"never\"\", and meant it.\"\n- Plant sycamores <b>now</b>\n2. QUIET NIGHTS FOR ALL\n";

suite! {
    async fn pasted_statements_are_shown_cleaned_before_they_are_added(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees"]).await;
        let mut lab = app.lab().await;
        let page = lab.get(PAGE).await;
        assert_eq!(page.texts("form[action='/act/opinion-desk/seed'] button"), ["Show what will be added"]);
        let page = lab.submit(&page, SEED, &[("statements", PASTED), ("step", "look")]).await;
        assert_eq!(page.path, PAGE);
        assert!(!page.has(".error-summary"), "{}", page.body);
        let expected = ["Close the square to cars.", "Paint the kiosk green", "They said \"never\", and meant it.",
            "Plant sycamores <b>now</b>", "QUIET NIGHTS FOR ALL"];
        assert_eq!(page.texts("section[aria-labelledby='opinion-desk-seeds-new'] li"), expected);
        assert_eq!(page.texts("section[aria-labelledby='opinion-desk-seeds-known'] li"), ["Close the square to cars"]);
        assert!(page.body.contains("written in capitals"), "{}", page.body);
        let count = async || {
            let page = app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap();
            page.texts.len()
        };
        assert_eq!(count().await, 1, "nothing is added by looking");
        // The changed lines below are added as they are, and not cleaned again.
        let typed = page.form(SEED).into_iter().find(|(name, _)| name == "statements").unwrap().1;
        let changed = typed.replace("QUIET NIGHTS FOR ALL", "- quiet nights for all");
        let page = lab.submit(&page, SEED, &[("statements", &changed), ("step", "add")]).await;
        assert_eq!(page.text("#flash p"), "5 statements were added. They are asked while answering is open.");
        let page = app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap();
        let texts: Vec<String> = page.texts.values().map(|line| line.text.to_string()).collect();
        assert_eq!(texts[1..], ["Close the square to cars.", "Paint the kiosk green",
            "They said \"never\", and meant it.", "Plant sycamores <b>now</b>", "- quiet nights for all"]);
    }

    async fn a_statement_that_was_taken_out_is_offered_back_by_name(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees", "Fewer fountains"]).await;
        let staff = app.viewer("Lab", Role::Lab).await;
        let reason = ReasonForm { reason: "It was asked twice.".into() };
        app.service.statements().reject(staff.moderator().unwrap(), &slug, 2, reason).await.unwrap();
        let mut lab = app.lab().await;
        let page = lab.get(PAGE).await;
        let page = lab.submit(&page, SEED, &[("statements", "- fewer FOUNTAINS!\nMore trees")]).await;
        let out = "section[aria-labelledby='opinion-desk-seeds-out']";
        assert_eq!(page.text(&format!("{out} a")), "Ask number 2 again: “Fewer fountains”");
        assert_eq!(page.attribute(&format!("{out} a"), "href").as_deref(), Some("/desk/opinion/city/s/2"));
        assert!(page.text(out).contains("It was asked twice."), "{}", page.text(out));
        assert!(page.body.contains("None of these is new."), "{}", page.body);
        let page = lab.submit(&page, SEED, &[("step", "add")]).await;
        assert_eq!(page.text("#flash p"), "All of these were there already. Nothing was added.");
        let desk = app.service.statements().at_desk(staff.moderator().unwrap(), &slug, 3).await;
        assert!(desk.is_err(), "it is not made twice");
        // In Spanish, and once it is asked again, it is simply there.
        let again = ReasonForm { reason: "Looked at again.".into() };
        app.service.statements().restore(staff.moderator().unwrap(), &slug, 2, again).await.unwrap();
        let mut lab = app.lab().await.with_cookie(LOCALE_COOKIE, "es");
        let page = lab.get(PAGE).await;
        let page = lab.submit(&page, SEED, &[("statements", "fewer fountains")]).await;
        assert!(page.body.contains("Ninguna de estas es nueva.") && !page.has(out), "{}", page.body);
    }
}
