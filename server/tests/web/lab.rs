//! The lab's pages, as a browser without JavaScript uses them.

use crate::support::{Page, TestApp};
use axum::http::StatusCode;
use cabildo_domain::{Role, consultation::Template};
use cabildo_store::suite;

const CREATE: &str = "/act/consultation/create";
const EDIT: &str = "/act/consultation/edit";

suite! {
    async fn only_the_lab_gets_in(store: TestStore) {
        let app = TestApp::new(store).await;
        let lab = app.viewer("Lab", Role::Lab).await;
        app.draft(&lab, "imagine").await;
        let pages = ["/lab", "/lab/new", "/lab/c/imagine"];
        let actions = ["create", "edit", "publish", "archive", "reopen"].map(|act| format!("/act/consultation/{act}"));
        let table = [
            (app.browser(), StatusCode::UNAUTHORIZED),
            (app.resident("Ana").await, StatusCode::FORBIDDEN),
            (app.moderator().await, StatusCode::FORBIDDEN),
        ];
        for (mut browser, expected) in table {
            for path in pages {
                assert_eq!(browser.get(path).await.status, expected, "{path}");
            }
            for path in &actions {
                assert_eq!(browser.post_only(path, &[("at", "imagine")]).await.status, expected, "{path}");
            }
        }
        for mut browser in [app.lab().await, app.admin().await] {
            for path in pages {
                assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
            }
        }
    }

    async fn a_consultation_goes_from_a_template_to_the_archive_and_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut lab = app.lab().await;
        assert!(lab.get("/lab").await.has(".empty"));
        let page = lab.get("/lab/new").await;
        assert_eq!(page.texts("input[name=template]").len(), Template::ALL.len());
        let fields = [
            ("template", "constitution"),
            ("title", "¿Qué ciudad imaginas?"),
            ("summary", "Cuéntanos cómo la ves."),
            ("language", "es"),
        ];
        let page = lab.submit(&page, CREATE, &fields).await;
        assert_eq!(page.path, "/lab/c/que-ciudad-imaginas");
        assert!(page.text("#flash").contains("The draft is made"));
        let form = page.form(EDIT);
        let value = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        assert_eq!(value("phases[0][name]").as_deref(), Some("Visiones"), "in the consultation's language");
        assert_eq!(value("ladder[2][count]").as_deref(), Some("50000"));
        assert_eq!(value("phases[0][starts_on]").as_deref(), Some("2026-03-02"));

        assert!(!page.has("form[action='/act/consultation/publish']"), "a form of its own would lose what was typed");
        assert_eq!(page.text("form[action='/act/consultation/edit'] button[name=then][value=publish]"), "Publish");
        let page = lab.submit(&page, EDIT, &[("then", "publish"), ("summary", "Dinos cómo la ves.")]).await;
        assert!(page.text("#flash").contains("It is public now."));
        assert_eq!(page.text(".page-header .lead"), "Dinos cómo la ves.", "what was typed is saved with it");
        assert_eq!(page.path, "/c/que-ciudad-imaginas");
        assert!(page.has("#flash form[action='/act/consultation/reopen']"), "with a way back");
        assert_eq!(app.browser().get("/c/que-ciudad-imaginas").await.text(".page-header .status"), "Opens soon");
        let page = lab.submit(&page, "/act/consultation/reopen", &[]).await;
        assert_eq!(page.text(".page-header .status"), "Draft");
        assert_eq!(page.text("a[href='#actions']"), "To the buttons at the end of this page");
        let preview = lab.get("/c/que-ciudad-imaginas").await;
        lab.submit(&preview, "/act/consultation/publish", &[]).await;
        let page = lab.post("/act/consultation/archive", &[("at", "que-ciudad-imaginas")]).await;
        assert_eq!(page.text(".page-header .status"), "Archived");
        let page = lab.submit(&page, "/act/consultation/reopen", &[]).await;
        assert_eq!(page.text(".page-header .status"), "Opens soon");
        assert_eq!(lab.get("/lab").await.texts(".row h3"), ["¿Qué ciudad imaginas?"]);
    }

    async fn a_mapping_s_editor_leads_to_its_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut lab = app.lab().await;
        let page = lab.get("/lab/new").await;
        let fields = [("template", "opinion_map"), ("title", "Shade or parking?"), ("summary", "One square, two wishes."), ("language", "en")];
        let page = lab.submit(&page, CREATE, &fields).await;
        assert_eq!(page.text("main a[href='/desk/opinion/shade-or-parking']"), "Statements, rules and invitations");
        assert!(page.text("section[aria-labelledby=mapping]").contains("add some before you publish"));
        let form = page.form(EDIT);
        let value = |name: &str| form.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        assert_eq!(value("phases[1][name]"), Some("The city answers"));
        assert_eq!(value("phases[1][description]"), Some("The city reads the map of your answers, and answers in public."));
        assert_eq!(lab.get("/desk/opinion/shade-or-parking").await.status, StatusCode::OK);
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        assert!(!lab.get("/lab/c/imagine").await.has("a[href='/desk/opinion/imagine']"));
    }

    async fn a_refused_new_consultation_comes_back_with_what_was_typed(store: TestStore) {
        let app = TestApp::new(store).await;
        let mut lab = app.lab().await;
        let page = lab.get("/lab/new").await;
        let page = lab.submit(&page, CREATE, &[("template", "pilot"), ("title", "Hm"), ("summary", "x")]).await;
        assert_eq!(page.path, "/lab/new");
        assert_eq!(page.text(".error-summary h2"), "2 things need your attention");
        assert!(page.text("#title-error").contains("at least 5 characters"));
        assert!(page.has("input[name=template][value=pilot][checked]"));
        assert_eq!(page.attribute("#title", "value").as_deref(), Some("Hm"));
        let page = lab.submit(&page, CREATE, &[("title", "Quiet streets"), ("summary", "Cars out, benches in.")]).await;
        assert_eq!(page.path, "/lab/c/quiet-streets");
        assert!(!lab.get("/lab/new").await.has(".error-summary"), "forgotten once it succeeded");
    }

    async fn lists_that_are_too_long_say_how_many_lines_they_may_have(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let mut lab = app.lab().await;
        let lines = |count: usize| (1..=count).map(|n| format!("Line {n}")).collect::<Vec<_>>().join("\n");
        let page = lab.get("/lab/c/imagine").await;
        let page = lab.submit(&page, EDIT, &[("themes", &lines(61)), ("areas", &lines(401))]).await;
        assert_eq!(page.text("#themes-error"), "There may be at most 60 lines here, and there are 61. Please remove some.");
        assert_eq!(page.text("#areas-error"), "There may be at most 400 lines here, and there are 401. Please remove some.");
        let page = lab.submit(&page, EDIT, &[("themes", &lines(60)), ("areas", &lines(400))]).await;
        assert_eq!(page.text("#flash"), "Saved.");
    }

    async fn the_editor_adds_and_removes_steps_and_thresholds_without_javascript(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let mut lab = app.lab().await;
        let page = lab.get("/lab/c/imagine").await;
        assert_eq!(page.texts("#phases > fieldset").len(), 3, "two and an empty one");
        let page = lab.submit(&page, EDIT, &[("then", "phases")]).await;
        assert!(page.path.starts_with("/lab/c/imagine?more=phases"), "{}", page.path);
        assert_eq!(page.texts("#phases > fieldset").len(), 5, "two and three empty ones");
        let fields = [
            ("phases[2][name]", "The city answers"),
            ("phases[2][starts_on]", "2026-03-22"),
            ("phases[2][ends_on]", "2026-04-21"),
            ("phases[2][method]", "results"),
            ("phases[0][remove]", "true"),
            ("ladder[1][count]", "500"),
            ("ladder[1][owes]", "a hearing"),
            ("ladder[1][owner]", "the mayor"),
            ("ladder[1][within_days]", "60"),
        ];
        let page = lab.submit(&page, EDIT, &fields).await;
        assert_eq!(page.text("#flash"), "Saved.");
        let page = lab.get("/c/imagine").await;
        assert_eq!(page.texts("ol.phases > li h3"), ["Support", "The city answers"]);
        assert_eq!(page.texts("ol.ladder li").len(), 2);
    }

    async fn a_refused_edit_comes_back_with_everything_typed_and_the_errors_beside_the_fields(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let mut lab = app.lab().await;
        let page = lab.get("/lab/c/imagine").await;
        let fields = [
            ("description", "A long text that must not be lost.\n\nSecond paragraph."),
            ("phases[0][ends_on]", "2026-03-15"),
            ("phases[2][name]", "Late"),
            ("phases[2][starts_on]", "never"),
            ("themes", "Parks\nparks"),
        ];
        let page = lab.submit(&page, EDIT, &fields).await;
        assert_eq!(page.path, "/lab/c/imagine");
        let kept = page.form(EDIT);
        let value = |name: &str| kept.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
        assert_eq!(value("description"), Some(fields[0].1));
        assert_eq!(value("phases[0][ends_on]"), Some("2026-03-15"));
        assert_eq!(value("phases[2][name]"), Some("Late"));
        assert_eq!(value("phases[0][allows_propose]"), Some("true"));
        assert!(page.text("[id='phases[2][starts_on]-error']").contains("expected form"));
        assert!(page.has("[id='phases[2][starts_on]'][aria-invalid=true]"));
        let summary = page.texts(".error-summary li");
        assert!(summary.contains(&"Step 3: Late, First day: This is not in the expected form. Please check it.".into()), "{summary:?}");
        assert!(page.text("#themes-error").contains("“parks” stands there twice"));
        let mut mended = vec![("phases[2][remove]", "true"), ("themes", "Parks")];
        let page = lab.submit(&page, EDIT, &mended).await;
        assert!(page.text("#phases-error").contains("“Ideas” and “Support” overlap"), "{}", page.body);
        mended.push(("phases[0][ends_on]", "2026-03-11"));
        let page = lab.submit(&page, EDIT, &mended).await;
        assert_eq!(page.text("#flash"), "Saved.");
        assert_eq!(page.text("#description"), "A long text that must not be lost. Second paragraph.");
    }

    async fn an_editor_of_an_outdated_text_sees_both_before_anything_is_overwritten(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let (mut one, mut two) = (app.lab().await, app.lab().await);
        let (first, second) = (one.get("/lab/c/imagine").await, two.get("/lab/c/imagine").await);
        one.submit(&first, EDIT, &[("description", "The old harbour opens again.")]).await;
        let page = two.submit(&second, EDIT, &[("description", "The old market opens again.")]).await;
        assert_eq!(page.path, "/lab/c/imagine");
        assert!(page.has("section[aria-labelledby=conflict]"));
        assert_eq!(page.texts(".diff del"), ["harbour"]);
        assert_eq!(page.texts(".diff ins"), ["market"]);
        assert_eq!(page.text("#description"), "The old market opens again.");
        let stored = app.service.consultations().editor(viewer.lab().unwrap(), &"imagine".parse_slug()).await.unwrap().form;
        assert_eq!(stored.description, "The old harbour opens again.");
        let page = two.submit(&page, EDIT, &[]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        let stored = app.service.consultations().editor(viewer.lab().unwrap(), &"imagine".parse_slug()).await.unwrap().form;
        assert_eq!(stored.description, "The old market opens again.");
    }

    async fn a_draft_without_a_promise_is_not_published_and_says_why(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let mut lab = app.lab().await;
        let page = lab.get("/lab/c/imagine").await;
        lab.submit(&page, EDIT, &[("promise", "")]).await;
        let preview = lab.get("/c/imagine").await;
        let page = lab.submit(&preview, "/act/consultation/publish", &[]).await;
        assert_eq!(page.path, "/lab/c/imagine");
        assert_eq!(page.text("#promise-error"), "This cannot be empty.");
        assert_eq!(app.browser().get("/c/imagine").await.status, StatusCode::NOT_FOUND);
    }

    async fn publishing_that_is_refused_publishes_nothing_and_keeps_what_was_typed(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let mut lab = app.lab().await;
        let page = lab.get("/lab/c/imagine").await;
        let typed = [("then", "publish"), ("title", "No"), ("promise", ""), ("description", "The harbour.")];
        let page = lab.submit(&page, EDIT, &typed).await;
        assert_eq!(page.path, "/lab/c/imagine");
        assert_eq!(page.text("#promise-error"), "This cannot be empty.");
        assert!(page.text("#title-error").contains("at least 5 characters"));
        assert_eq!(page.text("#description"), "The harbour.");
        assert_eq!(app.browser().get("/c/imagine").await.status, StatusCode::NOT_FOUND);
    }

    async fn empty_rows_do_not_add_up_when_a_form_is_refused_again(store: TestStore) {
        let app = TestApp::new(store).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        app.draft(&viewer, "imagine").await;
        let mut lab = app.lab().await;
        let mut page = lab.get("/lab/c/imagine").await;
        let rows = |page: &Page| (page.texts("#phases > fieldset").len(), page.texts("#ladder > fieldset").len());
        let before = rows(&page);
        for _ in 0..3 {
            page = lab.submit(&page, EDIT, &[("phases[0][ends_on]", "2026-03-15")]).await;
            assert!(page.has("#phases-error"));
            assert_eq!(rows(&page), before);
        }
        let typed = [("ladder[1][count]", "500"), ("phases[1][ends_on]", "2020-01-01"), ("phases[0][ends_on]", "?")];
        let page = lab.submit(&page, EDIT, &typed).await;
        let summary = page.texts(".error-summary li");
        let says = |text: &str| summary.iter().any(|line| line.contains(text));
        assert!(says("Threshold 2, What the city then owes:"), "{summary:?}");
        assert!(says("“Support” ends before it starts"), "{summary:?}");
    }
}

trait ParseSlug {
    fn parse_slug(&self) -> cabildo_domain::consultation::Slug;
}

impl ParseSlug for str {
    fn parse_slug(&self) -> cabildo_domain::consultation::Slug {
        cabildo_domain::consultation::Slug::parse(self).unwrap()
    }
}
