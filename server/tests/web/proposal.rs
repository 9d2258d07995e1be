//! Proposals from the browser: the list, writing one in steps, changing and withdrawing it, its history.

use crate::support::{Browser, Page, TestApp};
use axum::http::StatusCode;
use cabildo_domain::{Role, Viewer, consultation::Slug, time::Span};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;

const PROPOSE: &str = "/act/proposal/propose";
const EDIT: &str = "/act/proposal/edit";
const BODY: &str = "There is **no shade** on the way to school.";

fn form(title: &str) -> ProposalForm {
    ProposalForm {
        title: title.to_owned(),
        body: BODY.to_owned(),
        ..ProposalForm::default()
    }
}

/// Proposals by somebody else.
async fn proposals(app: &TestApp, slug: &Slug, count: usize) -> Viewer {
    let author = app.viewer("Bea", Role::Resident).await;
    for n in 1..=count {
        app.service
            .proposals()
            .propose(
                author.resident().unwrap(),
                slug,
                form(&format!("Idea that is called {n}")),
            )
            .await
            .unwrap();
    }
    author
}

/// Writes a proposal in the browser, from the title to the published page.
async fn write(browser: &mut Browser, title: &str) -> Page {
    let page = browser
        .get(&format!(
            "/c/city/propose?title={}",
            title.replace(' ', "+")
        ))
        .await;
    browser
        .submit(&page, PROPOSE, &[("body", BODY), ("step", "publish")])
        .await
}

suite! {
    async fn an_idea_is_written_in_steps_previewed_and_published(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/propose").await;
        assert_eq!(page.text("h1"), "Propose an idea");
        assert!(!page.has("textarea"), "the title comes first");
        let page = ana.get("/c/city/propose?title=More+shade+along+the+way").await;
        assert_eq!(page.attribute("#title", "value").as_deref(), Some("More shade along the way"));
        let page = ana.submit(&page, PROPOSE, &[("body", BODY), ("step", "preview")]).await;
        assert_eq!(page.path, "/c/city/propose");
        assert_eq!(page.text("h1"), "This is how others will see it");
        assert_eq!(page.text("article .prose strong"), "no shade");
        assert!(!page.has(".error-summary"));
        let page = ana.submit(&page, PROPOSE, &[("step", "publish")]).await;
        assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/c/city/p/1"));
        assert_eq!(page.text("h1"), "More shade along the way");
        assert!(page.text(".flash").contains("proposal 1"));
        assert_eq!(page.text(".page-header .meta span[dir=auto]"), "Ana");
        // The kept form is gone: the next proposal begins anew.
        assert!(!ana.get("/c/city/propose").await.has("textarea"));
    }

    async fn the_same_form_sent_twice_is_one_idea(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/propose?title=More+shade+along+the+way").await;
        for _ in 0..2 {
            let page = ana.submit(&page, PROPOSE, &[("body", BODY), ("step", "publish")]).await;
            assert_eq!(page.path, "/c/city/p/1");
        }
        assert_eq!(app.browser().get("/c/city/proposals").await.texts(".row").len(), 1);
    }

    async fn a_refused_form_comes_back_with_everything_typed(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/propose?title=More+shade+along+the+way").await;
        let hostile = "</textarea><script>alert(1)</script>";
        let fields = [("title", "Shade"), ("body", hostile), ("area", "nowhere"), ("step", "publish")];
        let page = ana.submit(&page, PROPOSE, &fields).await;
        assert_eq!(page.path, "/c/city/propose");
        assert_eq!(page.texts(".error-summary li").len(), 2, "{:?}", page.texts(".error-summary li"));
        assert_eq!(page.attribute("#title", "value").as_deref(), Some("Shade"));
        assert_eq!(page.attribute("#title", "aria-invalid").as_deref(), Some("true"));
        assert_eq!(page.text("textarea"), hostile);
        assert!(!page.has("main script"));
    }

    async fn a_visitor_may_look_and_is_asked_to_log_in_before_writing(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut visitor = app.browser();
        let page = visitor.get("/c/city/propose?title=More+shade+please").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.has("a[href='/log-in?back=%2Fc%2Fcity%2Fpropose%3Ftitle%3DMore%2Bshade%2Bplease']"), "{}", page.body);
        assert!(!page.has("textarea"));
        let fields = [("slug", "city"), ("title", "More shade please"), ("body", BODY), ("step", "publish")];
        let page = visitor.post(PROPOSE, &fields).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.form("/act/log-in").contains(&("back".to_owned(), "/c/city/propose".to_owned())));
    }

    async fn a_title_that_is_too_short_is_told_at_once(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let page = app.resident("Ana").await.get("/c/city/propose?title=Short").await;
        assert!(page.has(".error-summary a[href='#title']"));
        assert_eq!(page.attribute("#title", "value").as_deref(), Some("Short"));
        assert!(!page.has("textarea"));
    }

    async fn after_the_phase_the_typed_text_is_kept_and_the_date_is_said(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/city/propose?title=More+shade+along+the+way").await;
        app.later(Span::days(10));
        let page = ana.submit(&page, PROPOSE, &[("body", BODY), ("step", "publish")]).await;
        assert_eq!(page.path, "/c/city/propose");
        assert!(page.text(".error-summary").contains("Proposing closed on 11 March"), "{}", page.text(".error-summary"));
        assert_eq!(page.text("textarea"), BODY);
        let page = app.resident("Eva").await.get("/c/city/propose").await;
        assert_eq!((page.status, page.text("h1").as_str()), (StatusCode::CONFLICT, "Ideas are not being collected now"));
        assert!(!app.browser().get("/c/city/proposals").await.has("a[href='/c/city/propose']"));
    }

    async fn when_proposing_is_closed_the_author_is_offered_what_is_still_possible(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        write(&mut ana, "More shade along the way").await;
        let loaded = ana.get("/c/city/p/1/edit").await;
        app.later(Span::days(10));
        assert_eq!(ana.get("/c/city/p/1").await.text("a[href='/c/city/p/1/edit']"), "Withdraw this idea");
        let page = ana.get("/c/city/p/1/edit").await;
        assert!(page.text(".lead").contains("Proposing closed on 11 March"), "{}", page.body);
        assert!(!page.has("form[action='/act/proposal/edit']") && page.has("form[action='/act/proposal/withdraw']"));
        let page = ana.submit(&loaded, "/act/proposal/edit", &[("body", "A text that took me an hour to write.")]).await;
        assert!(page.text(".error-summary").contains("Proposing closed on 11 March"));
        assert_eq!(page.texts(".kept textarea"), ["More shade along the way", "A text that took me an hour to write."]);
    }

    async fn markup_comes_out_harmless_everywhere(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        let page = ana.get("/c/city/propose?title=Anything+at+all").await;
        let fields = [("title", hostile), ("body", hostile), ("step", "publish")];
        ana.submit(&page, PROPOSE, &fields).await;
        for path in ["/c/city/p/1", "/c/city/p/1/edit", "/c/city/p/1/history", "/c/city/proposals"] {
            let page = ana.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.has("main script") && !page.has("img[onerror]"), "{path}");
            assert!(!page.text("title").is_empty());
        }
        assert_eq!(ana.get("/c/city/p/1").await.text("h1"), hostile);
    }

    async fn an_author_edits_and_the_history_tells(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        write(&mut ana, "More shade along the way").await;
        let page = ana.get("/c/city/p/1/edit").await;
        assert_eq!(page.text("textarea"), BODY);
        let page = ana.submit(&page, EDIT, &[("title", "More trees along the way")]).await;
        assert_eq!((page.path.as_str(), page.text("h1").as_str()), ("/c/city/p/1", "More trees along the way"));
        let history = app.browser().get("/c/city/p/1/history").await;
        assert_eq!((history.text("del").as_str(), history.text("ins").as_str()), ("shade", "trees"));
        let first = app.browser().get("/c/city/p/1/history?version=1").await;
        assert!(!first.has("del") && first.text(".diff").contains("shade"));
        assert!(page.has("a[href='/c/city/p/1/history']"));
    }

    async fn the_history_marks_each_version_with_its_language(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        write(&mut ana, "More shade along the way").await;
        let page = ana.get("/c/city/p/1/edit").await;
        ana.submit(&page, EDIT, &[("title", "Más sombra en el camino"), ("language", "es")]).await;
        let history = app.browser().get("/c/city/p/1/history").await;
        assert!(history.has(".diff[lang='es'] del[lang='en']") && history.has(".diff[lang='es'] ins:not([lang])"));
        assert!(history.text("main").contains("Language: English Español"), "the change of the language is told");
        let first = app.browser().get("/c/city/p/1/history?version=1").await;
        assert!(first.has(".diff[lang='en']") && !first.has("main [lang='es']"));
    }

    async fn an_outdated_edit_shows_both_texts_and_loses_nothing(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        write(&mut ana, "More shade along the way").await;
        let tab = ana.get("/c/city/p/1/edit").await;
        ana.submit(&tab, EDIT, &[("title", "More trees along the way")]).await;
        let page = ana.submit(&tab, EDIT, &[("title", "More benches along the way")]).await;
        assert_eq!(page.path, "/c/city/p/1/edit");
        assert!(page.has(".error-summary"));
        assert!(page.text("blockquote").contains("More trees along the way"));
        assert_eq!((page.text("del").as_str(), page.text("ins").as_str()), ("trees", "benches"));
        assert_eq!(page.attribute("#title", "value").as_deref(), Some("More benches along the way"));
        // Saving it now, knowing both, replaces what stands there.
        let page = ana.submit(&page, EDIT, &[]).await;
        assert_eq!(page.text("h1"), "More benches along the way");
    }

    async fn a_new_idea_is_in_the_consultations_language_unless_its_author_says_otherwise(store: TestStore) {
        let app = TestApp::new(store).await;
        let lab = app.viewer("Lab", Role::Lab).await;
        let slug = app.open_call("imagine").await;
        let mut form = app.service.consultations().editor(lab.lab().unwrap(), &slug).await.unwrap().form;
        form.language = "ca".into();
        app.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let page = app.resident("Ana").await.get("/c/imagine/propose?title=Arbres+al+carrer+Major").await;
        assert_eq!(page.text("#language option[selected]"), "Català");
        let offered = page.texts("#language option");
        assert!(offered.contains(&"Français".to_owned()) && offered.contains(&"Español".to_owned()), "{offered:?}");
    }

    async fn nobody_else_edits_or_withdraws(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        proposals(&app, &slug, 1).await;
        let mut eva = app.resident("Eva").await;
        assert_eq!(eva.get("/c/city/p/1/edit").await.status, StatusCode::FORBIDDEN);
        let fields = [("slug", "city"), ("number", "1")];
        assert_eq!(eva.post("/act/proposal/withdraw", &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(eva.post(EDIT, &fields).await.status, StatusCode::FORBIDDEN);
        assert_eq!(app.browser().post("/act/proposal/withdraw", &fields).await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_withdrawn_idea_leaves_the_list_and_says_so(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        write(&mut ana, "More shade along the way").await;
        let page = ana.get("/c/city/p/1/edit").await;
        let page = ana.submit(&page, "/act/proposal/withdraw", &[]).await;
        assert!(page.text(".notice").contains("took this idea back"));
        assert!(page.text(".support .closed").contains("took it back"));
        assert!(!page.has(".support form"));
        assert!(!app.browser().get("/c/city/proposals").await.has(".row"));
    }

    async fn the_list_is_walked_by_its_links(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        proposals(&app, &slug, 45).await;
        let mut visitor = app.browser();
        for sort in ["fair", "newest", "supported", "discussed"] {
            let mut page = visitor.get(&format!("/c/city/proposals?sort={sort}")).await;
            assert!(!page.has("a[rel=prev]"));
            let mut seen = page.texts(".row h2");
            let mut firsts = vec![seen.clone()];
            while let Some(next) = page.attribute("a[rel=next]", "href") {
                page = visitor.get(&next).await;
                seen.extend(page.texts(".row h2"));
                firsts.push(page.texts(".row h2"));
            }
            seen.sort();
            seen.dedup();
            assert_eq!((seen.len(), firsts.len()), (45, 3), "{sort}");
            let back = page.attribute("a[rel=prev]", "href").unwrap();
            assert_eq!(visitor.get(&back).await.texts(".row h2"), firsts[1], "{sort}");
        }
    }

    async fn filters_are_a_form_that_keeps_the_order(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let author = proposals(&app, &slug, 3).await;
        let page = app.browser().get("/c/city/proposals?sort=newest").await;
        let options = page.texts("#theme option");
        assert_eq!(options, ["All", "Parks", "Streets"]);
        let parks = page.attribute("#theme option:nth-child(2)", "value").unwrap();
        app.service.proposals().propose(author.resident().unwrap(), &slug, ProposalForm { theme: parks.clone(), ..form("A park for everyone") }).await.unwrap();
        let page = app.browser().get(&format!("/c/city/proposals?theme={parks}&area=&status=&sort=newest")).await;
        assert_eq!(page.texts(".row h2"), ["A park for everyone"]);
        assert_eq!((page.text("h1"), page.text("main .sidebar > div > p")), ("4 ideas".into(), "1 of 4 ideas".into()));
        assert_eq!(page.attribute("input[name=sort]", "value").as_deref(), Some("newest"));
        assert_eq!(page.attribute("#theme option[selected]", "value").as_deref(), Some(parks.as_str()));
        let none = app.browser().get("/c/city/proposals?status=rejected").await;
        assert!(none.has(".empty a[href='/c/city/proposals']"));
    }

    async fn where_no_ideas_are_taken_the_way_leads_to_the_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_mapping("shade", &["Trees before parking."]).await;
        let list = app.browser().get("/c/shade/proposals?theme=x").await;
        assert!(list.has(".empty a[href='/c/shade/opinion']") && !list.has(".filters") && !list.has(".sort"));
        let form = app.browser().get("/c/shade/propose").await;
        assert_eq!(form.attribute("main a.primary", "href").as_deref(), Some("/c/shade/opinion"));
        let page = app.browser().get("/c/shade").await;
        assert!(!page.has("#ideas") && !page.body.contains("/c/shade/proposals"), "{}", page.body);
    }

    async fn the_history_of_a_text_knows_the_way_to_its_consultation(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        proposals(&app, &slug, 1).await;
        let page = app.browser().get("/c/city/p/1/history").await;
        for step in ["/", "/c/city", "/c/city/proposals", "/c/city/p/1"] {
            assert!(page.has(&format!(".breadcrumbs a[href='{step}']")), "{step}");
        }
    }

    async fn odd_addresses_are_answered_with_help(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        proposals(&app, &slug, 1).await;
        let mut visitor = app.browser();
        for path in ["/c/city/p/2", "/c/city/p/0", "/c/city/p/x", "/c/city/p/99999999999999999999", "/c/none/p/1", "/c/none/proposals", "/c/%00/proposals", "/c/city/p/2/history"] {
            let page = visitor.get(path).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
            assert!(page.has("main form[role=search]"), "{path}");
        }
        for query in ["?after=x", "?before=%F0%9F%A6%8A", "?sort=worst&theme=1&area=2&status=3", "?after=&before=&x=y"] {
            let page = visitor.get(&format!("/c/city/proposals{query}")).await;
            assert_eq!(page.status, StatusCode::OK, "{query}");
        }
    }

    async fn pages_take_few_statements_and_are_the_same_for_all_visitors(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        proposals(&app, &slug, 30).await;
        let mut ana = app.resident("Ana").await;
        for path in ["/c/city/proposals", "/c/city/p/1", "/c/city/p/1/history", "/c/city/propose?title=More+shade"] {
            let (page, statements) = app.statements(ana.get(path)).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(statements <= 8, "{path}: {statements}");
        }
        for path in ["/c/city/proposals", "/c/city/p/1"] {
            assert_eq!(app.browser().get(path).await.body, app.browser().get(path).await.body, "{path}");
        }
    }

    async fn a_page_speaks_spanish_too(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        proposals(&app, &slug, 1).await;
        let page = app.browser().speaking("es").get("/c/city/p/1").await;
        assert_eq!(page.text(".kicker"), "Propuesta 1");
        assert_eq!(page.text(".support button"), "Apoyar esta idea");
        assert_eq!(page.attribute("h1", "lang").as_deref(), Some("en"), "the text stays in its author's language");
        let page = app.browser().speaking("es").get("/c/city").await;
        assert_eq!(page.text(".call p span[lang=en]"), "Support", "so does a step's name within a sentence of ours");
    }
}
