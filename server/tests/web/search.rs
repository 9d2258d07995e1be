//! `/search`, the questions of islands while somebody types, and `/api/v1/search`.

use crate::support::TestApp;
use axum::http::StatusCode;
use cabildo_domain::{Role, Subject, Viewer, consultation::Slug};
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Caller, SeedForm, StatementForm},
    proposal::{ProposalForm, ProposalRef},
};
use cabildo_store::{suite, testing::TestStore};
use std::collections::BTreeSet;

/// An open consultation, somebody who proposes, and the application over both.
struct Place {
    app: TestApp,
    ana: Viewer,
    slug: Slug,
}

impl Place {
    async fn new(store: TestStore) -> Self {
        let app = TestApp::new(store).await;
        let slug = app.open_call("imagine-the-city").await;
        let ana = app.viewer("Ana", Role::Resident).await;
        Self { app, ana, slug }
    }

    async fn propose(&self, title: &str, body: &str) -> ProposalRef {
        let form = ProposalForm {
            title: title.into(),
            body: body.into(),
            ..ProposalForm::default()
        };
        self.app
            .service
            .proposals()
            .propose(self.ana.resident().unwrap(), &self.slug, form)
            .await
            .unwrap()
    }

    async fn index(&self) {
        self.app.index_now().await;
    }
}

suite! {
    async fn results_say_why_they_match_and_the_box_keeps_the_words(store: TestStore) {
        let place = Place::new(store).await;
        place.propose("Más participación en el barrio", "Queremos asambleas abiertas cada mes en la plaza.").await;
        place.index().await;
        let page = place.app.browser().get("/search?q=PARTICIPACION").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.text(".row h2 mark"), "participación");
        assert_eq!(page.attribute(".row h2 a", "href").as_deref(), Some("/c/imagine-the-city/p/1"));
        assert_eq!(page.attribute("form[role=search] input#search-q", "value").as_deref(), Some("PARTICIPACION"));
        let page = place.app.browser().get("/search?q=asamblea").await;
        assert_eq!(page.text(".row .excerpt mark"), "asambleas");
        let spanish = place.app.browser().speaking("es").get("/search?q=asamblea").await;
        assert_eq!(spanish.text("main p[role=status]"), "1 resultado para «asamblea»");
    }

    async fn a_hidden_text_is_in_no_result_and_no_count(store: TestStore) {
        let place = Place::new(store).await;
        let shade = place.propose("More shade in the square", "Sycamores and limes, please.").await;
        place.propose("More lamps in the square", "It is dark there at night.").await;
        place.index().await;
        let mut browser = place.app.browser();
        let proposals = "input[name=kind][value=proposal] + span .figure";
        assert_eq!(browser.get("/search").await.text(proposals), "2");
        let moderator = place.app.viewer("Moderator", Role::Moderator).await;
        let because = || ReasonForm { reason: "It names a neighbour.".into() };
        place.app.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        place.index().await;
        assert_eq!(browser.get("/search").await.text(proposals), "1");
        let page = browser.get("/search?q=sycamores").await;
        assert!(!page.has(".row") && page.has(".empty"));
        place.app.service.moderation().restore(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        place.index().await;
        assert!(browser.get("/search?q=sycamores").await.has(".row"));
    }

    async fn filters_are_checkboxes_of_a_plain_form(store: TestStore) {
        let place = Place::new(store).await;
        place.propose("More shade in the square", "Sycamores and limes, please.").await;
        place.index().await;
        let mut browser = place.app.browser();
        let page = browser.get("/search?q=city&kind=consultation&kind=comment&order=newest").await;
        assert_eq!(page.texts(".row h2"), ["Imagine the city"]);
        assert!(page.has("form.filters input[name=kind][value=consultation][checked]"));
        assert!(page.has("form.filters input[name=kind][value=comment][checked]"), "what is chosen can be unchosen");
        assert!(page.has("form.filters input[name=q][value=city]") && page.has("input[name=order][value=newest]"));
        assert!(page.has("form.search-box input[type=hidden][name=kind][value=consultation]"));
        assert_eq!(page.text(".sort [aria-current]"), "Newest");
        let clear = page.attribute("form.filters a", "href").unwrap();
        assert_eq!(clear, "/search?q=city&order=newest");
    }

    async fn pages_follow_one_another_without_repeating(store: TestStore) {
        let place = Place::new(store).await;
        for n in 0..23 {
            place.propose(&format!("More shade in square {n}"), "Sycamores and limes, please.").await;
        }
        place.index().await;
        let mut browser = place.app.browser();
        let first = browser.get("/search?q=sycamores&kind=proposal").await;
        let next = first.attribute(".pager a[rel=next]", "href").unwrap();
        let second = browser.get(&next).await;
        let mut titles = [first.texts(".row h2"), second.texts(".row h2")].concat();
        assert_eq!(titles.len(), 23);
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), 23);
        assert!(!second.has(".pager a[rel=next]") && second.has(".pager a[rel=first]"));
    }

    async fn nothing_found_offers_a_way_on(store: TestStore) {
        let place = Place::new(store).await;
        place.propose("More sycamores in the square", "For shade, please, in summer.").await;
        place.index().await;
        let mut browser = place.app.browser();
        let page = browser.get("/search?q=bicycles").await;
        assert_eq!(page.status, StatusCode::OK);
        let propose = page.attribute(".empty a[href*=propose]", "href").unwrap();
        assert_eq!(propose, "/c/imagine-the-city/propose?title=bicycles");
        let page = browser.get("/search?q=sycamores&theme=Streets").await;
        assert_eq!(page.attribute(".empty a.primary", "href").as_deref(), Some("/search?q=sycamores"));
        let page = browser.get("/search?q=sycamoras").await;
        assert!(page.text(".notice").contains("sycamores") && page.has(".row"), "{}", page.body);
    }

    async fn odd_input_gets_a_sentence(store: TestStore) {
        let place = Place::new(store).await;
        place.propose("More shade in the square", "Sycamores and limes, please.").await;
        place.index().await;
        let mut browser = place.app.browser();
        let long = format!("shade {}", "x".repeat(10_000));
        let odd = [
            "", " ", "\"", "\"shade", "a:b AND (", "-", "🌳", "🌳🌳 shade", "the of and", "\0", "%", "' OR 1=1 --",
            "<script>alert(1)</script>", "\u{202e}edahs", &long,
        ];
        for text in odd {
            let address = format!("/search?q={}", cabildo_app::ui::link::encode(text));
            let page = browser.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{text:.40}");
            assert_eq!(page.texts("main p[role=status]").len(), 1, "{text:.40}");
            assert!(!page.body.contains("<script>alert"), "{text:.40}");
        }
        for address in [
            "/search?q=%FF%FE", "/search?q=a&q=b&kind=dragon&kind=account&status=x&after=zzz&order=up&unknown=1",
            "/search?after=r00", "/search?theme=&area=%20", "/search?&&==&q",
        ] {
            assert_eq!(browser.get(address).await.status, StatusCode::OK, "{address}");
        }
    }

    async fn hostile_text_is_shown_as_text(store: TestStore) {
        let place = Place::new(store).await;
        let hostile = "<img src=x onerror=alert(1)> shade </title><script>alert(2)</script>";
        place.propose(hostile, "Sycamores <script>alert(3)</script> & <b>limes</b>, please.").await;
        place.index().await;
        let mut browser = place.app.browser();
        for text in ["shade", "sycamores", "script", "</title><script>alert(2)"] {
            let page = browser.get(&format!("/search?q={}", cabildo_app::ui::link::encode(text))).await;
            assert!(page.has(".row mark"), "{text}");
            let main = page.body.split("<main").nth(1).unwrap();
            for bad in ["<script>alert", "<img", "<b>"] {
                assert!(!main.contains(bad), "{bad} for {text}");
            }
        }
        let answer = browser.get("/act/search/complete?q=sycam").await;
        assert!(!answer.body.contains("<script"), "{}", answer.body);
    }

    async fn statements_of_opinion_maps_are_found_and_hostile_ones_are_text(store: TestStore) {
        let place = Place::new(store).await;
        let (slug, lab) = place.app.mapping("cars", 3).await;
        let hostile = "<script>alert(1)</script> </title> & <b>sycamores</b>";
        let form = SeedForm { statements: hostile.into(), ..SeedForm::default() };
        place.app.service.statements().seed(lab.lab().unwrap(), &slug, form).await.unwrap();
        let held = StatementForm { text: "Sycamores that wait".into(), ..StatementForm::default() };
        place.app.service.statements().add(Caller::of(&place.ana), &slug, held).await.unwrap();
        place.index().await;
        let mut browser = place.app.browser();
        let page = browser.get("/search?q=car").await;
        assert_eq!(page.text(".row h2 mark"), "cars");
        assert_eq!(page.attribute(".row h2 a", "href").as_deref(), Some("/c/cars/opinion/statements/2"));
        assert_eq!(page.text(".row .badge"), "Statement");
        assert_eq!(page.attribute(".row .meta a", "href").as_deref(), Some("/c/cars"));
        let statements = "input[name=kind][value=statement] + span .figure";
        assert_eq!(browser.get("/search").await.text(statements), "4");
        let page = browser.get("/search?kind=statement&consultation=cars").await;
        assert_eq!(page.texts(".row").len(), 4);
        let page = browser.get("/search?q=sycamore").await;
        assert_eq!(page.texts(".row h2"), [hostile]);
        assert_eq!(place.app.browser().speaking("es").get("/search?q=sycamore").await.text(".row .badge"), "Frase");
        let main = page.body.split("<main").nth(1).unwrap();
        assert!(!main.contains("<script>alert") && !main.contains("<b>"), "{main}");

        let answer = browser.fragment("/act/search/complete?q=syca").await;
        assert_eq!(answer.attribute("li[role='option']", "data-path").as_deref(), Some("/c/cars/opinion/statements/4"));
        assert_eq!(answer.text("small"), "Statement in “Imagine the city”");
        assert!(!answer.body.contains("<script"), "{}", answer.body);

        let found = browser.json("/api/v1/search?q=parking&kind=statement").await;
        let item = &found["items"][0];
        assert_eq!((&item["kind"], &item["number"], &found["total"]), (&"statement".into(), &3.into(), &1.into()));
        assert_eq!((&item["path"], &item["consultation"]), (&"/c/cars/opinion/statements/3".into(), &"cars".into()));
        assert_eq!(item["title"], "Every family needs at least one parking space.");
        assert_eq!(found["facets"]["kind"][0]["value"], "statement");

        let because = ReasonForm { reason: "It names a neighbour.".into() };
        place.app.service.statements().reject(lab.moderator().unwrap(), &slug, 4, because).await.unwrap();
        place.index().await;
        assert!(!browser.get("/search?q=sycamore").await.has(".row"));
        assert_eq!(browser.get("/search").await.text(statements), "3");
        assert_eq!(browser.json("/api/v1/search?q=sycamore").await["total"], 0);
    }

    async fn a_search_takes_few_statements_whatever_it_lists(store: TestStore) {
        let place = Place::new(store).await;
        for n in 0..20 {
            place.propose(&format!("More shade in square {n}"), "Sycamores and limes, please.").await;
        }
        place.index().await;
        let mut browser = place.app.browser();
        let (page, statements) = place.app.statements(browser.get("/search?q=shade")).await;
        assert_eq!((page.texts(".row").len(), statements), (20, 0));
        let (_, statements) = place.app.statements(browser.get("/search?q=bicycles")).await;
        assert!(statements <= 2, "{statements}");
    }

    async fn islands_get_suggestions_and_similar_proposals_as_markup(store: TestStore) {
        let place = Place::new(store).await;
        place.propose("More shade in the square", "Sycamores and limes, please.").await;
        place.index().await;
        let mut browser = place.app.browser();
        let answer = browser.fragment("/act/search/complete?q=sha").await;
        assert_eq!(answer.attribute("ul[role='listbox']", "aria-label").as_deref(), Some("Suggestions"));
        assert_eq!(answer.attribute("li[role='option']", "data-path").as_deref(), Some("/c/imagine-the-city/p/1"));
        assert_eq!(answer.attribute("li", "aria-selected").as_deref(), Some("false"));
        assert!(answer.body.contains("More <mark>shade</mark> in the square"), "{}", answer.body);
        assert_eq!(answer.text("small"), "Idea in “Imagine the city”, 0 supports");
        assert_eq!(browser.fragment("/act/search/complete?q=bicycles").await.body, "");
        let answer = browser.fragment("/act/search/similar?slug=imagine-the-city&title=Shade%20for%20squares").await;
        assert_eq!(answer.attribute(".similar a", "href").as_deref(), Some("/c/imagine-the-city/p/1"));
        assert_eq!(answer.text(".similar a"), "More shade in the square");
        assert_eq!(answer.text(".similar small"), "0 people support it");
        let answer = browser.fragment("/act/search/similar?slug=elsewhere&title=Shade%20for%20squares").await;
        assert!(!answer.has(".similar"), "{}", answer.body);
    }

    async fn the_plain_form_shows_what_exists_already(store: TestStore) {
        let place = Place::new(store).await;
        place.propose("More shade in the square", "Sycamores and limes, please.").await;
        place.index().await;
        let mut ben = place.app.resident("Ben").await;
        let page = ben.get("/c/imagine-the-city/propose?title=Shade%20for%20the%20square").await;
        assert_eq!(page.attribute(".similar a", "href").as_deref(), Some("/c/imagine-the-city/p/1"));
        let page = ben.get("/c/imagine-the-city/propose?title=A%20library%20on%20Sundays").await;
        assert!(!page.has(".similar"));
    }

    async fn results_without_words_go_on_over_pages(store: TestStore) {
        let place = Place::new(store).await;
        for n in 0..23 {
            place.propose(&format!("More shade in square {n}"), "Sycamores and limes, please.").await;
        }
        place.index().await;
        let mut browser = place.app.browser();
        for order in ["", "&order=newest", "&order=supported"] {
            let first = browser.get(&format!("/search?kind=proposal{order}")).await;
            let second = browser.get(&first.attribute(".pager a[rel='next']", "href").unwrap()).await;
            let titles: BTreeSet<String> = first.texts(".rows h2").into_iter().chain(second.texts(".rows h2")).collect();
            assert_eq!((first.texts(".rows h2").len(), titles.len()), (20, 23), "{order}");
        }
    }

    async fn the_api_finds_the_same(store: TestStore) {
        let place = Place::new(store).await;
        for n in 0..23 {
            place.propose(&format!("More shade in square {n}"), "Sycamores and limes, please.").await;
        }
        place.index().await;
        let mut browser = place.app.browser();
        let first = browser.json("/api/v1/search?q=Sycamore&kind=proposal&order=newest").await;
        assert_eq!((&first["total"], first["items"].as_array().unwrap().len()), (&23.into(), 20));
        assert_eq!(first["items"][0]["kind"], "proposal");
        assert!(first["items"][0]["snippet_html"].as_str().unwrap().starts_with("<mark>Sycamores</mark>"));
        assert_eq!(first["facets"]["kind"][0]["count"], 23);
        let next = first["next"].as_str().unwrap();
        let second = browser.json(&format!("/api/v1/search?q=Sycamore&kind=proposal&order=newest&after={next}")).await;
        assert_eq!((&second["next"], second["items"].as_array().unwrap().len()), (&serde_json::Value::Null, 3));
        assert!(first["items"][0]["created_at"].as_str().unwrap().starts_with("2026-"), "{}", first["items"][0]);
        for (name, value) in [("kind", "dragon"), ("status", "odd"), ("order", "odd"), ("after", "odd"), ("language", "odd")] {
            let page = browser.get(&format!("/api/v1/search?q=Sycamore&{name}={value}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{name}");
            assert!(page.body.contains(&format!("\"parameter\":\"{name}\"")), "{}", page.body);
        }
        for other in ["q=Sycamore&kind=proposal", "q=Sycamore&kind=proposal&order=supported", "q=Sycamore&order=newest", "q=limes&kind=proposal&order=newest"] {
            let page = browser.get(&format!("/api/v1/search?{other}&after={next}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{other}");
            assert!(page.body.contains("\"parameter\":\"after\""), "{}", page.body);
            // A page begins anew.
            assert!(!browser.get(&format!("/search?{other}&after={next}")).await.texts(".row").is_empty(), "{other}");
        }
        let description = browser.json("/api/v1/openapi.json").await;
        assert!(description["paths"]["/search"]["get"]["parameters"].as_array().unwrap().len() >= 9);
    }
}
