//! Renaming and removing areas and themes that proposals lie in, in the editor without JavaScript.

use crate::support::TestApp;
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{Role, Viewer, consultation::Slug};
use cabildo_service::proposal::{ProposalFilter, ProposalForm};
use cabildo_store::suite;

const EDIT: &str = "/act/consultation/edit";
const EDITOR: &str = "/lab/c/city";

/// One proposal in the area North and the theme Parks of a consultation that has the areas City (North, South).
async fn an_idea_in_north(app: &TestApp) -> Slug {
    let slug = app.open_call("city").await;
    let author = app.viewer("Bea", Role::Resident).await;
    let list = app
        .service
        .proposals()
        .list(&Viewer::Visitor, &slug, &ProposalFilter::default())
        .await
        .unwrap();
    let form = ProposalForm {
        title: "More shade along the way".into(),
        body: "There is no shade on the way to school.".into(),
        theme: list.themes[0].id.to_string(),
        area: list.areas[1].id.to_string(),
        ..ProposalForm::default()
    };
    app.service
        .proposals()
        .propose(author.resident().unwrap(), &slug, form)
        .await
        .unwrap();
    slug
}

suite! {
    async fn a_renamed_area_keeps_its_ideas_after_a_question(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea_in_north(&app).await;
        let mut lab = app.lab().await;
        let page = lab.get(EDITOR).await;
        let page = lab.submit(&page, EDIT, &[("areas", "City\n  Northern quarter\n  South"), ("summary", "Typed before the question.")]).await;
        assert_eq!(page.path, EDITOR);
        assert!(page.text("#areas-error").contains("Say below what becomes of"), "{}", page.text("#areas-error"));
        assert_eq!(page.text("#summary"), "Typed before the question.");
        assert!(page.text("#areas").contains("Northern quarter"), "what was typed is kept");
        let question = page.text("fieldset#fates");
        assert!(question.contains("City / North") && question.contains("1 idea"), "{question}");
        assert_eq!(page.text("fieldset#fates option[selected]"), "Renamed: City / Northern quarter", "the likely answer is chosen");
        // Nothing is written before the answer.
        assert!(app.browser().get("/c/city/p/1").await.text(".tags").ends_with("North"));
        let page = lab.submit(&page, EDIT, &[]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        assert!(!page.has("fieldset#fates"), "answered");
        let idea = app.browser().get("/c/city/p/1").await;
        assert!(idea.text(".tags").contains("Northern quarter"), "{}", idea.text(".tags"));
        let list = app.browser().get("/c/city/proposals").await;
        let options = list.texts("#area option");
        assert_eq!(options.iter().filter(|text| text.contains("North")).count(), 1, "{options:?}");
    }

    async fn a_removed_area_says_where_its_ideas_go(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea_in_north(&app).await;
        let mut lab = app.lab().await;
        let page = lab.get(EDITOR).await;
        let page = lab.submit(&page, EDIT, &[("areas", "City\n  South")]).await;
        let options = page.texts("fieldset#fates option");
        assert_eq!(options, ["Please choose", "Removed: its ideas go to City", "Removed: its ideas go to City / South", "Removed: its ideas have no place then"]);
        // Without an answer it asks again.
        let page = lab.submit(&page, EDIT, &[]).await;
        assert!(page.has("fieldset#fates") && page.has("#areas-error"));
        let value = page.attribute("fieldset#fates option:nth-child(2)", "value").unwrap();
        let name = page.attribute("fieldset#fates select", "name").unwrap();
        let page = lab.submit(&page, EDIT, &[(&name, &value)]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        let idea = app.browser().get("/c/city/p/1").await;
        assert!(idea.text(".tags").ends_with("City"), "{}", idea.text(".tags"));
        let list = app.service.proposals().list(&Viewer::Visitor, &slug, &ProposalFilter::default()).await.unwrap();
        let labels: Vec<_> = list.areas.iter().map(|area| area.label.to_string()).collect();
        assert_eq!(labels, ["City", "South"], "an empty area is no filter");
    }

    async fn a_renamed_theme_keeps_its_ideas_too(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea_in_north(&app).await;
        let mut lab = app.lab().await.with_cookie(LOCALE_COOKIE, "es");
        let page = lab.get(EDITOR).await;
        let page = lab.submit(&page, EDIT, &[("themes", "Green spaces\nStreets")]).await;
        let question = page.text("fieldset#fates");
        assert!(question.contains("Parks") && question.contains("1 idea"), "{question}");
        assert_eq!(page.text("fieldset#fates option[selected]"), "Cambió de nombre: Green spaces");
        lab.submit(&page, EDIT, &[]).await;
        assert!(app.browser().get("/c/city/p/1").await.text(".tags").contains("Green spaces"));
    }

    async fn two_labs_that_rename_at_once_see_both_texts_and_nothing_is_lost(store: TestStore) {
        let app = TestApp::new(store).await;
        an_idea_in_north(&app).await;
        let (mut one, mut two) = (app.lab().await, app.lab().await);
        let (first, second) = (one.get(EDITOR).await, two.get(EDITOR).await);
        let asked = one.submit(&first, EDIT, &[("areas", "City\n  Northern quarter\n  South")]).await;
        let asked_too = two.submit(&second, EDIT, &[("areas", "City\n  Upper town\n  South")]).await;
        assert_eq!(one.submit(&asked, EDIT, &[]).await.text("#flash"), "Saved.");
        let page = two.submit(&asked_too, EDIT, &[]).await;
        assert!(page.has("section[aria-labelledby=conflict]"), "{}", page.body);
        assert_eq!(page.texts(".diff ins"), ["Upper", "town"]);
        assert!(app.browser().get("/c/city/p/1").await.text(".tags").contains("Northern quarter"));
        // Saved over it, the second answer is about the same area.
        let page = two.submit(&page, EDIT, &[]).await;
        assert_eq!(page.text("#flash"), "Saved.", "{}", page.body);
        assert!(app.browser().get("/c/city/p/1").await.text(".tags").contains("Upper town"));
    }

    async fn an_area_that_is_no_longer_offered_stays_in_its_place_in_the_filter(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = an_idea_in_north(&app).await;
        // As versions before this one left it: retired, with its proposal.
        app.store.tamper("UPDATE area SET retired = TRUE WHERE label = 'North'").await;
        let list = app.browser().get("/c/city/proposals").await;
        let options = list.texts("#area option");
        assert_eq!(options, ["All", "City", "North", "South"]);
        let list = app.service.proposals().list(&Viewer::Visitor, &slug, &ProposalFilter::default()).await.unwrap();
        assert!(list.areas[1].retired);
    }
}
