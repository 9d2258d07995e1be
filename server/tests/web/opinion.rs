//! Opinion mapping from the browser: answering, adding, joining, and the map.

use crate::support::{Page, START, TestApp};
use axum::http::{StatusCode, header};
use cabildo_app::{act::LOCALE_COOKIE, ui::fragment::Fragment};
use cabildo_domain::{Viewer, time::Span};
use cabildo_service::opinion::SeedForm;
use cabildo_store::{
    opinion::map::{self, Figures},
    suite,
};

const VOTE: &str = "/act/opinion/vote";
const ADD: &str = "/act/opinion/add";

/// The number of the statement that is asked.
fn asked(page: &Page) -> String {
    page.attribute(".ask input[name='number']", "value")
        .unwrap_or_else(|| panic!("a statement in {}", page.body))
}

suite! {
    async fn statements_are_answered_one_after_the_other_until_none_is_left(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 3).await;
        let mut ana = app.resident("Ana").await;
        let mut page = ana.get("/c/cars/opinion").await;
        assert_eq!(page.texts(".ask .answers button").len(), 3);
        let mut seen = Vec::new();
        for answered in 0..3 {
            assert_eq!(page.text(".ask .progress p"), format!(
                "{answered} of 3 answered. You may stop any time. {}",
                ["3 more answers, and you have a place on the map.", "2 more answers, and you have a place on the map.",
                 "One more answer, and you have a place on the map."][answered],
            ));
            // A reload asks the same.
            let again = ana.get("/c/cars/opinion").await;
            assert_eq!(asked(&again), asked(&page));
            seen.push(asked(&page));
            page = ana.submit(&page, VOTE, &[("answer", "agree")]).await;
            assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/c/cars/opinion"));
        }
        seen.sort();
        assert_eq!(seen, ["1", "2", "3"]);
        assert_eq!(page.text(".ask .empty h2"), "You have answered all 3 statements");
        // The last form sent again changes nothing and is no mistake.
        let page = ana.post(VOTE, &[("slug", "cars"), ("number", "1"), ("answer", "agree")]).await;
        assert_eq!(page.text(".ask .empty h2"), "You have answered all 3 statements");
    }

    async fn the_island_gets_the_next_statement_as_the_page_shows_it(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 3).await;
        let mut ana = app.resident("Ana").await;
        let first = asked(&ana.get("/c/cars/opinion").await);
        let fields = [("slug", "cars"), ("number", first.as_str()), ("answer", "pass"), ("live", "true")];
        let now = ana.post_as_island(VOTE, &fields).await;
        assert_eq!((now.status, &now.headers[header::CONTENT_TYPE]), (StatusCode::OK, &Fragment::MEDIA_TYPE.parse().unwrap()));
        let page = ana.get("/c/cars/opinion").await;
        assert!(page.body.contains(&now.body), "{} in {}", now.body, page.body);
        assert_ne!(asked(&page), first);
        let refused = app.browser().post_as_island(VOTE, &fields).await;
        assert!(refused.body.contains(r#""refusal":"sign_in_required""#), "{}", refused.body);
    }

    async fn an_answer_is_changed_and_the_change_undone(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 2).await;
        let mut ana = app.resident("Ana").await;
        let none = ana.get("/c/cars/opinion/answers").await;
        assert_eq!(none.texts("main a.button"), ["Start answering"]);
        assert!(none.has(".empty a.primary[href='/c/cars/opinion']"));
        ana.post(VOTE, &[("slug", "cars"), ("number", "1"), ("answer", "agree")]).await;
        let page = ana.get("/c/cars/opinion/answers").await;
        assert_eq!(page.text(".answered .meta strong"), "You said: Agree");
        let page = ana.submit(&page, VOTE, &[("answer", "disagree")]).await;
        assert_eq!(page.path, "/c/cars/opinion/answers");
        assert_eq!(page.text(".answered .meta strong"), "You said: Disagree");
        assert_eq!(page.texts(".answered button[aria-pressed='true']"), ["Disagree"]);
        let page = ana.submit(&page, VOTE, &[]).await;
        assert_eq!(page.text(".answered .meta strong"), "You said: Agree", "undone through the message");
        assert_eq!(app.browser().get("/c/cars/opinion/answers").await.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_visitor_reads_and_is_led_to_the_log_in(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 1).await;
        let mut visitor = app.browser();
        let page = visitor.get("/c/cars/opinion").await;
        assert_eq!(page.text(".ask .statement"), "The old town needs more trees.");
        assert!(!page.has(".ask form") && page.has(".ask a[href='/log-in?back=%2Fc%2Fcars%2Fopinion']"));
        let refused = visitor.post(VOTE, &[("slug", "cars"), ("number", "1"), ("answer", "agree")]).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(refused.form("/act/log-in").contains(&("back".to_owned(), "/c/cars/opinion".to_owned())));
    }

    async fn a_consultation_without_a_mapping_has_none_of_its_pages(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("imagine").await;
        for path in ["/c/imagine/opinion", "/c/imagine/opinion/map", "/c/imagine/opinion/add"] {
            let page = app.browser().get(path).await;
            assert!(page.status == StatusCode::NOT_FOUND && !page.body.contains(".csv"), "{path}: {}", page.status);
        }
    }

    async fn after_the_end_a_form_is_refused_and_the_page_says_since_when(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 2).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/cars/opinion").await;
        app.later(Span::days(11));
        let refused = ana.submit(&page, VOTE, &[("answer", "agree")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let page = ana.get("/c/cars/opinion").await;
        assert!(page.text(".ask .notice").contains("Answering closed on 11 March"), "{}", page.text(".ask"));
        assert!(!page.has(".ask form"));
        let add = ana.get("/c/cars/opinion/add").await;
        assert_eq!(add.status, StatusCode::CONFLICT);
    }

    async fn a_statement_is_refused_kept_compared_and_held(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 4).await;
        let mut ana = app.resident("Ana").await;
        let page = ana.get("/c/cars/opinion/add").await;
        assert!(page.text("form .cost").contains("A moderator reads it first"));
        let step = ("step", "look");
        // Only signs: kept and explained.
        let page = ana.submit(&page, ADD, &[("text", "?!?! 👍"), step]).await;
        assert_eq!(page.path, "/c/cars/opinion/add");
        assert!(page.has(".error-summary") && page.has("#text-error"));
        assert_eq!(page.text("textarea#text"), "?!?! 👍");
        // Sounds like one that is there: shown before it is added. Ends of lines are spaces.
        let page = ana.submit(&page, ADD, &[("text", "Private cars should\r\nleave our centre\r\n"), step]).await;
        assert_eq!(page.texts(".similar li"), ["Private cars should leave the centre."]);
        assert!(!page.has(".error-summary"));
        assert_eq!(page.attribute("form[action='/act/opinion/add'] button", "value").unwrap(), "add");
        let page = ana.submit(&page, ADD, &[("step", "add")]).await;
        assert_eq!(page.path, "/c/cars/opinion");
        assert!(page.text(".flash").contains("A moderator reads your statement"));
        // Its author finds it; nobody else is asked it.
        let mine = ana.get("/c/cars/opinion/answers").await;
        assert_eq!(mine.texts(".answered h2"), ["Private cars should leave our centre"]);
        assert!(mine.text(".answered").contains("It waits for a moderator."), "{}", mine.text(".answered"));
        let mut bea = app.resident("Bea").await;
        assert!(bea.get("/c/cars/opinion").await.text(".progress").contains("of 4 answered"));
        assert_eq!(bea.get("/c/cars/opinion/statements/5").await.status, StatusCode::NOT_FOUND);
    }

    async fn a_second_tap_does_not_find_what_the_first_one_added(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, lab) = app.mapping("cars", 1).await;
        app.opinion_rules(lab.lab().unwrap(), &slug, "open", false).await;
        let mut ana = app.resident("Ana").await;
        let form = ana.get("/c/cars/opinion/add").await;
        let typed = [("text", "Libraries should open on Sundays"), ("step", "look")];
        for _ in 0..2 {
            let page = ana.submit(&form, ADD, &typed).await;
            assert_eq!(page.path, "/c/cars/opinion");
            assert!(page.text(".flash").contains("Others are asked it from now on"), "{}", page.body);
        }
        // Another text from the page of the same form is still compared.
        let page = ana.submit(&form, ADD, &[("text", "Libraries should open on Sunday"), ("step", "look")]).await;
        assert_eq!(page.texts(".similar li"), ["Libraries should open on Sundays"]);
    }

    async fn the_island_shows_what_sounds_alike_while_typing(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 4).await;
        let mut ana = app.resident("Ana").await;
        let found = ana.fragment("/act/opinion/similar?slug=cars&text=buses%20should%20run%20all%20night").await;
        assert_eq!(found.texts("li"), ["Buses must run all night."]);
        assert!(!ana.fragment("/act/opinion/similar?slug=cars&text=").await.has("section"));
    }

    async fn an_open_statement_is_asked_at_once_and_markup_in_it_is_only_text(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, lab) = app.mapping("cars", 0).await;
        app.opinion_rules(lab.lab().unwrap(), &slug, "open", false).await;
        let mut ana = app.resident("Ana").await;
        assert_eq!(ana.get("/c/cars/opinion").await.text(".ask .empty h2"), "No statements yet");
        let hostile = "<script>alert('x')</script> & \"trees\"";
        let page = ana.get("/c/cars/opinion/add").await;
        let page = ana.submit(&page, ADD, &[("text", hostile), ("step", "look")]).await;
        assert!(page.text(".flash").contains("Others are asked it from now on"));
        let mut bea = app.resident("Bea").await;
        let page = bea.get("/c/cars/opinion").await;
        assert_eq!(page.text(".ask .statement"), hostile);
        assert!(!page.body.contains("<script>alert"));
        bea.submit(&page, VOTE, &[("answer", "disagree")]).await;
        app.make_map(&slug).await;
        for path in ["/c/cars/opinion/map", "/c/cars/opinion/statements/1", "/c/cars", "/c/cars/opinion/answers"] {
            let page = bea.get(path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.body.contains("<script>alert"), "{path}");
        }
    }

    async fn a_statement_is_in_the_language_of_who_writes_it(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, lab) = app.mapping("cars", 0).await;
        app.opinion_rules(lab.lab().unwrap(), &slug, "open", false).await;
        let mut ana = app.resident("Ana").await.with_cookie(LOCALE_COOKIE, "es");
        let page = ana.get("/c/cars/opinion/add").await;
        ana.submit(&page, ADD, &[("text", "Más sombra en las plazas"), ("step", "look")]).await;
        let page = app.browser().get("/c/cars/opinion/statements/1").await;
        assert_eq!(page.attribute("h1", "lang").as_deref(), Some("es"));
    }

    async fn the_map_says_what_unites_and_divides_two_groups(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("cars", 9).await;
        let mut visitor = app.browser();
        assert!(visitor.get("/c/cars/opinion/map").await.has(".empty"));
        app.two_groups(&slug, 24, 9).await;
        let page = visitor.get("/c/cars/opinion/map").await;
        assert!(page.text(".page-header .lead").starts_with("People fall into two groups."), "{}", page.text(".page-header"));
        assert_eq!(page.texts(".page-header .common li"), ["The old town needs more trees."]);
        assert!(page.has("figure.map [role='img'] title") && page.has("figure.map svg desc"));
        assert_eq!(page.texts("figure.map .hull").len(), 2);
        assert!(!page.has("figure.map .me"), "a visitor has no place");
        // The page already has the texts that an island shows for an outline, and the outline links to them.
        let outline = page.attribute("figure.map a[data-group='A']", "aria-label").unwrap();
        assert_eq!(outline, "Group A, 12 people");
        assert_eq!(page.attribute("figure.map a[data-group='A']", "href").unwrap(), "#group-A");
        assert!(page.has(".pointed[hidden] [data-about='A'][hidden]") && page.has(".pointed [data-about='B'][hidden]"));
        let said = page.texts(".pointed [data-about='A'] p");
        assert_eq!(said[0], "Group A, 12 people");
        assert!(said[1].starts_with("More than others, this group agrees: "), "{said:?}");
        assert_eq!(page.texts("[aria-labelledby='sizes'] tbody tr").len(), 2);
        assert!(page.has("#group-A") && page.has("#group-B"));
        assert_eq!(page.texts("details.every li").len(), 9);
        assert!(page.text("[aria-labelledby='method']").contains("fewer than 5 people"));
        let statement = visitor.get("/c/cars/opinion/statements/2").await;
        assert_eq!(statement.text("h1"), "Private cars should leave the centre.");
        let chosen = visitor.fragment("/act/opinion/statement?slug=cars&number=2").await;
        assert!(statement.body.contains(&chosen.body), "the island shows what the page shows: {}", chosen.body);
        let groups = statement.texts(".votes li");
        assert!(groups.len() == 3 && groups[0].contains("50% agree, 50% disagree"), "{groups:?}");
        let home = visitor.get("/c/cars").await;
        assert!(home.has(".call a[href='/c/cars/opinion']") && home.has("a[href='/c/cars/opinion/map']"));
        assert!(home.text("[aria-labelledby='opinion']").contains("People fall into two groups."));
    }

    async fn hundreds_of_statements_are_listed_some_at_a_time(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, lab) = app.mapping("cars", 0).await;
        for part in 0..3 {
            let lines: Vec<String> = (1..=70).map(|n| format!("Statement {} is right", part * 70 + n)).collect();
            let form = SeedForm { statements: lines.join("\n"), ..SeedForm::default() };
            app.service.statements().seed(lab.lab().unwrap(), &slug, form).await.unwrap();
        }
        app.two_groups(&slug, 6, 3).await;
        let mut visitor = app.browser();
        for first in ["", "?after=x", "?after=-1"] {
            let page = visitor.get(&format!("/c/cars/opinion/map{first}")).await;
            assert_eq!(page.texts("details.every li").len(), 200, "{first}");
            assert!(page.text("details.every summary").contains("210") && !page.has("details.every[open]"));
            assert!(page.has("details.every a[href='/c/cars/opinion/map?after=200#every']"));
        }
        let rest = visitor.get("/c/cars/opinion/map?after=200").await;
        assert_eq!(rest.texts("details.every[open] ol[start='201'] li").len(), 10);
        assert!(rest.has("details.every a[href='/c/cars/opinion/map?after=0#every']") && !rest.has("a[href$='after=210#every']"));
        assert_eq!(visitor.get("/c/cars/opinion/map?after=9999").await.texts("details.every li").len(), 0);
    }

    async fn over_time_is_told_in_words_drawn_and_listed(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("cars", 9).await;
        let mut visitor = app.browser();
        assert!(!visitor.get("/c/cars/opinion/map").await.has("#over-time"), "nothing before the first map");
        app.two_groups(&slug, 24, 9).await;
        let page = visitor.get("/c/cars/opinion/map").await;
        assert!(page.text("[aria-labelledby='over-time'] .told").starts_with("24 people gave 216 answers so far."));
        assert!(!page.has(".over-time") && !page.has("[aria-labelledby='over-time'] details"), "one moment is no course");
        app.later(Span::days(3));
        app.resident("Ana").await.post(VOTE, &[("slug", "cars"), ("number", "1"), ("answer", "agree")]).await;
        app.make_map(&slug).await;
        let page = visitor.get("/c/cars/opinion/map").await;
        let told = "In 3 days, 25 people gave 217 answers. There have been two groups from the beginning.";
        assert_eq!(page.text("[aria-labelledby='over-time'] .told"), told);
        assert_eq!(page.texts(".over-time svg[role='img'] desc"), [told, told]);
        assert_eq!(page.texts(".over-time .name"), ["A", "B"]);
        let rows = page.texts("[aria-labelledby='over-time'] details tbody tr");
        assert!(rows.len() == 2 && rows[1].ends_with("A 12, B 12"), "{rows:?}");
    }

    async fn of_five_hundred_moments_the_picture_stays_small_and_small_groups_are_nowhere(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("cars", 9).await;
        app.two_groups(&slug, 24, 9).await;
        let consultation = app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap().consultation.id;
        let mut tx = app.service.store().write().await.unwrap();
        for n in 1..=1_200 {
            // A third group of four for a while; from the 600th moment on of five.
            let third = if n < 600 { 4 } else { 5 };
            let moment = Figures {
                number: 1 + n,
                at: START + Span::minutes(10 * n),
                people: 24 + n,
                votes: 216 + 9 * n,
                statements: 9,
                excluded: 0,
                summary: format!(r#"{{"groups":[[0,12],[1,{}],[2,{third}]],"agreed":[],"unites":[]}}"#, 12 + n - third),
            };
            map::note(&mut tx, consultation, &moment, None).await.unwrap();
        }
        tx.commit().await.unwrap();
        app.later(Span::days(9));
        let mut visitor = app.browser();
        visitor.get("/c/cars/opinion/map").await;
        let (page, statements) = app.statements(visitor.get("/c/cars/opinion/map")).await;
        assert!(statements <= 8, "{statements} statements");
        let told = page.text("[aria-labelledby='over-time'] .told");
        assert!(told.starts_with("In 8 days, 1,224 people gave 11,016 answers. Since ") && told.ends_with(" there have been three groups."), "{told}");
        assert_eq!(page.texts("[aria-labelledby='over-time'] details tbody tr").len(), 12);
        let first = &page.texts("[aria-labelledby='over-time'] details tbody tr")[1];
        assert!(!first.contains("C 4"), "{first}");
        let (_, section) = page.body.split_once("id=\"over-time\"").unwrap();
        let drawn = section.split_once("<details").unwrap().0.len();
        assert!(drawn < 16_000, "{drawn} bytes of picture");
    }

    async fn a_participant_sees_their_own_place_and_group(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("cars", 9).await;
        let mut ana = app.resident("Ana").await;
        for number in 1..=9 {
            let answer = if number == 1 || number % 2 == 0 { "agree" } else { "disagree" };
            ana.post_only(VOTE, &[("slug", "cars"), ("number", &number.to_string()), ("answer", answer)]).await;
        }
        app.two_groups(&slug, 24, 9).await;
        let page = ana.get("/c/cars/opinion/map").await;
        assert!(page.has("figure.map .me circle"));
        assert!(page.text("[aria-labelledby='mine']").contains("you are in Group"), "{}", page.text("[aria-labelledby='mine']"));
    }

    async fn of_three_people_nothing_is_drawn(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("cars", 9).await;
        app.two_groups(&slug, 3, 9).await;
        let page = app.browser().get("/c/cars/opinion/map").await;
        assert!(!page.has("figure.map") && !page.has("#group-A"));
        assert!(page.body.contains("Fewer than 5 people answered so far"));
    }

    async fn pages_take_a_fixed_number_of_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = app.mapping("cars", 9).await;
        app.two_groups(&slug, 12, 9).await;
        let mut ana = app.resident("Ana").await;
        ana.post(VOTE, &[("slug", "cars"), ("number", "1"), ("answer", "agree")]).await;
        app.make_map(&slug).await;
        for path in ["/c/cars/opinion", "/c/cars/opinion/answers", "/c/cars/opinion/map", "/c/cars/opinion/statements/2", "/c/cars/opinion/add"] {
            ana.get(path).await;
            let (page, statements) = app.statements(ana.get(path)).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(statements <= 8, "{path}: {statements}");
        }
    }

    async fn nothing_a_client_sends_is_our_fault(store: TestStore) {
        let app = TestApp::new(store).await;
        app.mapping("cars", 2).await;
        let mut ana = app.resident("Ana").await;
        let odd: [&[(&str, &str)]; 7] = [
            &[],
            &[("slug", "cars")],
            &[("slug", "cars"), ("number", "1")],
            &[("slug", "cars"), ("number", "1"), ("answer", "maybe")],
            &[("slug", "cars"), ("number", "99"), ("answer", "agree")],
            &[("slug", "../.."), ("number", "1"), ("answer", "agree")],
            &[("slug", "cars"), ("number", "9223372036854775807"), ("answer", "agree")],
        ];
        for fields in odd {
            let status = ana.post_only(VOTE, fields).await.status;
            assert!(status.is_client_error(), "{fields:?}: {status}");
        }
        for path in ["/c/cars/opinion/statements/x", "/c/cars/opinion/statements/99", "/c/no/opinion", "/c/no/opinion/map"] {
            assert_eq!(ana.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let long = "word ".repeat(400);
        let page = ana.get("/c/cars/opinion/add").await;
        let page = ana.submit(&page, ADD, &[("text", &long), ("step", "look")]).await;
        assert!(page.has("#text-error"));
    }
}
