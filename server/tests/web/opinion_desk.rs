//! Staff's pages of opinion mapping, as a browser without JavaScript uses them.

use crate::support::TestApp;
use axum::http::{StatusCode, header};
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{
    Role, Viewer,
    consultation::Slug,
    opinion::{Answer, BURST},
    time::Span,
};
use cabildo_service::{
    opinion::{Caller, JoinForm, RulesForm, Shut, StatementForm},
    session::Origin,
};
use cabildo_store::suite;

const DESK: &str = "/desk/opinion/city";
const HOSTILE: &str = "<script>alert(1)</script> </textarea> trees";

fn act(name: &str) -> String {
    format!("/act/opinion-desk/{name}")
}

/// A statement of a resident, with the number it got.
async fn contributed(app: &TestApp, slug: &Slug, text: &str) -> i64 {
    let ana = app.viewer("Ana", Role::Resident).await;
    let form = StatementForm {
        text: text.into(),
        ..StatementForm::default()
    };
    app.service
        .statements()
        .add(Caller::of(&ana), slug, form)
        .await
        .unwrap()
        .statement
        .number
}

async fn people(app: &TestApp, slug: &Slug) -> i64 {
    app.service
        .opinion()
        .page(&Viewer::Visitor, slug)
        .await
        .unwrap()
        .people
}

suite! {
    async fn moderators_have_statements_and_people_and_the_lab_the_rest_too(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.divided("city").await;
        let held = contributed(&app, &slug, "More fountains").await.to_string();
        let of_moderators = ["", "/s/1", "/integrity", "/people?number=1", "/with-and-without"];
        let burst = "/desk/opinion/city/burst?first=1";
        let of_lab = ["/seeds", "/rules", "/invitations"];
        let acts = ["accept", "reject", "restore", "edit", "exclude", "readmit", "exclude-burst", "readmit-together"];
        let lab_acts = ["seed", "rules", "invite", "revoke"];
        let fields = [("at", "city"), ("number", held.as_str()), ("first", "1"), ("exclusion", "1"), ("id", "0190b5a0-0000-7000-8000-000000000000")];
        let table = [
            (app.browser(), [StatusCode::UNAUTHORIZED; 2]),
            (app.resident("Ben").await, [StatusCode::FORBIDDEN; 2]),
            (app.moderator().await, [StatusCode::OK, StatusCode::FORBIDDEN]),
            (app.lab().await, [StatusCode::OK; 2]),
        ];
        for (mut browser, expected) in table {
            assert_eq!(browser.get("/desk/opinion").await.status, expected[0]);
            // A moderator learns that participant 1 begins no burst; outsiders learn nothing.
            let look = if expected[0] == StatusCode::OK { StatusCode::NOT_FOUND } else { expected[0] };
            assert_eq!(browser.get(burst).await.status, look);
            for (paths, expected) in [(&of_moderators[..], expected[0]), (&of_lab[..], expected[1])] {
                for path in paths {
                    assert_eq!(browser.get(&format!("{DESK}{path}")).await.status, expected, "{path}");
                }
            }
            for (names, expected) in [(&acts[..], expected[0]), (&lab_acts[..], expected[1])] {
                for name in names.iter().filter(|_| expected != StatusCode::OK) {
                    assert_eq!(browser.post_only(&act(name), &fields).await.status, expected, "{name}");
                }
            }
        }
        assert_eq!(people(&app, &slug).await, 15, "nothing was done");
    }

    async fn a_missing_statement_or_mapping_is_not_found(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_mapping("city", &["More trees"]).await;
        let mut lab = app.lab().await;
        for path in ["/desk/opinion/none", "/desk/opinion/city/s/9", "/desk/opinion/city/s/x", "/desk/opinion/city/people?number=9", "/desk/opinion/city/people", "/desk/opinion/none/rules", "/desk/opinion/%F0%9F%A6%8A"] {
            assert_eq!(lab.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for name in ["accept", "exclude", "readmit"] {
            let fields = [("at", "city"), ("number", "9"), ("reason", "It is a script.")];
            assert_eq!(lab.post_only(&act(name), &fields).await.status, StatusCode::NOT_FOUND, "{name}");
        }
        for query in ["?status=x&after=y", "?after=-1", "?after=99999999999999999999"] {
            assert_eq!(lab.get(&format!("{DESK}{query}")).await.status, StatusCode::OK, "{query}");
        }
    }

    async fn staff_finds_the_way_and_residents_see_none(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees"]).await;
        contributed(&app, &slug, "More fountains").await;
        let mut moderator = app.moderator().await;
        assert_eq!(moderator.get("/c/city").await.attribute(".notice a", "href").as_deref(), Some(DESK));
        let page = moderator.get("/desk").await;
        assert!(page.body.contains("1 statement waits for you."));
        let page = moderator.get("/desk/opinion").await;
        assert_eq!(page.attribute("article.row h2 a", "href").as_deref(), Some(DESK));
        assert!(app.lab().await.get("/lab").await.has("a[href='/desk/opinion']"));
        assert!(!app.resident("Ben").await.get("/c/city").await.has("a[href='/desk/opinion/city']"));
    }

    async fn a_held_statement_is_accepted_or_taken_out_for_a_reason(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &[]).await;
        contributed(&app, &slug, HOSTILE).await;
        contributed(&app, &slug, "More fountains").await;
        let mut moderator = app.moderator().await;
        let (page, statements) = app.statements(moderator.get(DESK)).await;
        assert!(statements <= 8, "{statements} statements");
        assert_eq!(page.texts("article.row h2"), [HOSTILE, "More fountains"]);
        assert!(!page.body.contains("<script>alert"));
        let page = moderator.submit(&page, &act("accept"), &[]).await;
        assert_eq!(page.text("#flash p"), "The statement is asked from now on.");
        assert_eq!(page.texts("article.row h2"), ["More fountains"]);
        let page = moderator.submit(&page, &act("reject"), &[("reason", "no")]).await;
        assert_eq!(page.path, "/desk/opinion/city/s/2");
        assert!(page.text("#reason-error").contains("at least 5 characters"));
        assert!(page.form(&act("reject")).contains(&("reason".into(), "no".into())));
        let page = moderator.submit(&page, &act("reject"), &[("reason", "The same is asked already.")]).await;
        assert!(page.text("#flash p").contains("taken out"));
        assert!(page.has(".empty"));
        let page = moderator.get(&format!("{DESK}?status=rejected")).await;
        assert!(page.body.contains("The same is asked already."));
        let page = moderator.get("/desk/opinion/city/s/2").await;
        let page = moderator.submit(&page, &act("restore"), &[("reason", HOSTILE)]).await;
        assert_eq!(page.text("#flash p"), "The statement is asked again.");
        assert_eq!(moderator.get(&format!("{DESK}?status=published")).await.texts("article.row h2").len(), 2);
    }

    async fn taking_out_can_be_undone_at_once(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_mapping("city", &["More trees"]).await;
        let mut moderator = app.moderator().await;
        let page = moderator.get(&format!("{DESK}?status=published")).await;
        let page = moderator.submit(&page, &act("reject"), &[("reason", "It insults a neighbour.")]).await;
        moderator.submit(&page, &act("restore"), &[]).await;
        assert_eq!(moderator.get(&format!("{DESK}?status=published")).await.texts("article.row h2"), ["More trees"]);
    }

    async fn a_text_changes_while_nobody_answered_it_and_the_mark_at_any_time(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More tres"]).await;
        let mut lab = app.lab().await;
        let first = lab.get("/desk/opinion/city/s/1").await;
        let page = lab.submit(&first, &act("edit"), &[("text", "🌳")]).await;
        assert!(page.has("#text-error") && page.form(&act("edit")).contains(&("text".into(), "🌳".into())));
        let page = lab.submit(&page, &act("edit"), &[("text", "More trees")]).await;
        assert_eq!((page.text("#flash"), page.text("blockquote")), ("Saved.".into(), "More trees".into()));
        let page = lab.submit(&first, &act("edit"), &[("text", "More threes")]).await;
        assert!(page.text(".error-summary").contains("Somebody changed this"));
        assert_eq!((page.text("blockquote"), page.text("#text")), ("More trees".into(), "More threes".into()), "both texts");
        let ben = app.viewer("Ben", Role::Resident).await;
        app.answers(&ben, &slug, &[(1, Answer::Agree)]).await;
        let page = lab.get(&format!("{DESK}?status=published")).await;
        let page = lab.submit(&page, &act("edit"), &[]).await;
        assert!(page.text(".page-header").contains("About the person"));
        lab.submit(&page, &act("edit"), &[("text", "More fountains")]).await;
        let kept = app.service.statements().at_desk(app.viewer("Lab", Role::Lab).await.moderator().unwrap(), &slug, 1).await.unwrap();
        assert_eq!((kept.text.as_str(), kept.meta), ("More trees", true), "an answered text stays");
    }

    async fn seeds_come_one_a_line_and_bad_lines_are_named_with_the_text_kept(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_mapping("city", &[]).await;
        let mut lab = app.lab().await;
        let page = lab.get("/desk/opinion/city/seeds").await;
        let long = "a".repeat(201);
        let typed = format!("More trees\n\n🌳\n{HOSTILE}\n{long}");
        let page = lab.submit(&page, &act("seed"), &[("statements", &typed)]).await;
        assert_eq!(page.path, "/desk/opinion/city/seeds");
        let errors = page.texts(".error-summary li");
        assert_eq!(errors.len(), 2, "{errors:?}");
        assert!(errors[0].contains("Line 3") && errors[1].contains("Line 5"), "{errors:?}");
        let beside = page.text("#statements-error");
        for told in ["Line 3: Please write at least 3 characters.", "Line 5: Please shorten this to 200 characters; it has 201 now."] {
            assert!(beside.contains(told) && errors.iter().any(|error| error.contains(told)), "{beside}");
        }
        assert!(page.form(&act("seed")).contains(&("statements".into(), typed.clone())), "what was typed is kept");
        let page = lab.submit(&page, &act("seed"), &[("statements", "More trees\nMore benches\nmore TREES!"), ("step", "add")]).await;
        assert_eq!(page.text("#flash p"), "2 statements were added. They are asked while answering is open.");
        let page = lab.submit(&page, &act("seed"), &[("statements", "More benches"), ("step", "add")]).await;
        assert_eq!(page.text("#flash p"), "All of these were there already. Nothing was added.");
        let page = lab.submit(&page, &act("seed"), &[("statements", " \n ")]).await;
        assert_eq!(page.text("#statements-error"), "This cannot be empty.");
    }

    async fn the_lab_sets_the_rules_and_names_the_groups(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees"]).await;
        let mut lab = app.lab().await;
        let page = lab.get("/desk/opinion/city/rules").await;
        assert!(page.has("input[name=contributions][value=held][checked]"));
        assert_eq!(page.attribute("input[name=statements_each]", "value").as_deref(), Some("10"), "the default");
        let page = lab.submit(&page, &act("rules"), &[("statements_each", "0")]).await;
        assert_eq!(page.attribute("input[name=statements_each]", "value").as_deref(), Some("0"));
        assert!(page.has("#statements_each-error") && page.has(".error-summary a[href='#statements_each']"));
        let page = lab.submit(&page, &act("rules"), &[("statements_each", "4")]).await;
        assert_eq!(page.attribute("input[name=statements_each]", "value").as_deref(), Some("4"));
        let long = "a".repeat(61);
        let fields = [("contributions", "open"), ("invitations", "true"), ("group_names[0]", "Walkers"), ("group_names[1]", &long)];
        let page = lab.submit(&page, &act("rules"), &fields).await;
        assert!(page.has(".error-summary") && page.texts(".error").len() == 1);
        assert!(page.has("input[name=contributions][value=open][checked]") && page.has("input[name=invitations][checked]"));
        let page = lab.submit(&page, &act("rules"), &[("group_names[1]", HOSTILE)]).await;
        assert_eq!(page.text("#flash"), "Saved.");
        let page = app.service.opinion().page(&Viewer::Visitor, &slug).await.unwrap();
        let names: Vec<_> = page.group_names.values().map(ToString::to_string).collect();
        assert_eq!((names, page.rules.invitations), (vec!["Walkers".to_owned(), HOSTILE.to_owned()], true));
        assert_eq!(page.rules.statements_each, 4);
        let page = lab.get("/desk/opinion/city/rules").await;
        let page = lab.submit(&page, &act("rules"), &[("contributions", "x")]).await;
        assert!(page.has(".error-summary"));
    }

    async fn an_invitation_is_shown_once_counted_and_closed(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees"]).await;
        let viewer = app.viewer("Lab", Role::Lab).await;
        let mut lab = app.lab().await;
        let page = lab.get("/desk/opinion/city/invitations").await;
        assert!(page.has(".notice[data-kind=warn]"), "the rules allow none yet");
        let rules = RulesForm { contributions: "held".into(), invitations: true, ..RulesForm::default() };
        app.service.opinion().set_rules(viewer.lab().unwrap(), &slug, rules).await.unwrap();
        let page = lab.submit(&page, &act("invite"), &[("label", HOSTILE), ("most", "0")]).await;
        assert!(page.has("#most-error") && !page.has("#label-error") && !page.has("#link"));
        assert_eq!(page.attribute("#label", "value").as_deref(), Some(HOSTILE));
        let page = lab.submit(&page, &act("invite"), &[("most", "2")]).await;
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        let link = page.text("#link");
        let secret = link.strip_prefix("http://city.example/c/city/opinion/join/").unwrap();
        app.service.opinion().join(&Viewer::Visitor, &slug, secret, JoinForm::default(), &Origin::default()).await.unwrap();
        let page = lab.get("/desk/opinion/city/invitations").await;
        assert!(!page.has("#link") && !page.body.contains(secret), "shown once");
        assert_eq!(page.texts("td.number"), ["1 of 2"]);
        let page = lab.submit(&page, &act("revoke"), &[]).await;
        assert_eq!(page.text("#flash p"), "The link is closed. Who joined by it stays.");
        let shut = app.service.opinion().invitation_page(&Viewer::Visitor, &slug, secret).await.unwrap().shut;
        assert_eq!(shut, Some(Shut::Revoked));
        assert!(!page.has("form[action='/act/opinion-desk/revoke']"));
    }

    async fn a_flooder_is_shown_excluded_for_a_reason_and_readmitted(store: TestStore) {
        let app = TestApp::new(store).await;
        let lines: Vec<String> = (1..=45).map(|n| format!("Statement number {n} is right")).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let slug = app.open_mapping("city", &lines).await;
        let script = app.viewer("Zacharias", Role::Resident).await;
        app.answers(&script, &slug, &(1..=45).map(|n| (n, Answer::Agree)).collect::<Vec<_>>()).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        for number in 1..=3 {
            app.later(Span::minutes(1));
            app.answers(&ana, &slug, &[(number, Answer::Disagree)]).await;
        }
        let mut moderator = app.moderator().await;
        let (page, statements) = app.statements(moderator.get("/desk/opinion/city/integrity")).await;
        assert!(statements <= 8, "{statements} statements");
        assert_eq!(page.texts("tbody th"), ["Participant 1"]);
        assert!(page.text("tbody").contains("Floods") && page.text("tbody").contains("faster than a person reads"));
        assert!(!page.body.contains("Zacharias"), "who they are is not told");
        let person = "/desk/opinion/city/people?number=1";
        let page = moderator.get(person).await;
        let page = moderator.submit(&page, &act("exclude"), &[("reason", "x")]).await;
        assert_eq!(page.path, person);
        assert!(page.has("#reason-error") && page.form(&act("exclude")).contains(&("reason".into(), "x".into())));
        let page = moderator.submit(&page, &act("exclude"), &[("reason", "45 answers in a second.")]).await;
        assert_eq!(page.text("#flash p"), "Participant 1 is excluded. The map follows within seconds.");
        assert!(page.text("main").contains("1 participant is excluded.") && page.text("tbody").contains("45 answers in a second."));
        assert_eq!(people(&app, &slug).await, 1);
        let public: serde_json::Value = app.browser().json("/api/v1/consultations/city/opinion").await;
        assert_eq!(public["excluded"], 1, "the count is public");
        let page = moderator.get("/desk/opinion/city/with-and-without").await;
        let cells = page.texts("tbody tr:first-child td");
        assert_eq!(cells, ["2", "1"], "people with and without");
        let page = moderator.get(person).await;
        let page = moderator.submit(&page, &act("readmit"), &[]).await;
        assert!(page.text("#flash p").contains("count again"));
        assert_eq!(people(&app, &slug).await, 2);
        let decided = moderator.get("/desk/opinion/city/integrity").await.text("[aria-labelledby='decisions']");
        assert!(decided.contains("Counted again: Participant 1") && decided.contains("Excluded: Participant 1"), "{decided}");
        assert!(decided.contains("45 answers in a second."), "the reason stays on record");
    }

    async fn a_burst_is_looked_at_again_excluded_for_one_reason_and_undone_as_one(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_mapping("city", &["More trees", "More benches"]).await;
        for n in 1..=BURST + 2 {
            let viewer = app.viewer(&format!("Person {n}"), Role::Resident).await;
            let address = if n <= 2 { format!("198.51.100.{n}") } else { "203.0.113.9".into() }.parse().unwrap();
            let caller = Caller { viewer: &viewer, pass: None, address: Some(address) };
            app.service.opinion().cast(caller, &slug, 1, Answer::Agree).await.unwrap();
        }
        let mut moderator = app.moderator().await;
        let (page, statements) = app.statements(moderator.get("/desk/opinion/city/integrity")).await;
        assert!(statements <= 8, "{statements} statements");
        let look = page.attribute("[aria-labelledby='bursts'] th a", "href").unwrap();
        assert_eq!(look, "/desk/opinion/city/burst?first=3");
        assert!(page.body.contains("for 30 days"), "how long networks can be told apart");
        let (page, statements) = app.statements(moderator.get(&look)).await;
        assert!(statements <= 12, "{statements} statements");
        assert!(page.text(".lead").starts_with("10 people joined from one network") && page.text(".meta").contains("10 answers"));
        assert_eq!(page.texts("[aria-labelledby='compare'] tbody tr:first-child td"), ["12", "2"], "people now and without");
        assert!(!page.body.contains("203.0.113"), "where they are is not told");
        let page = moderator.submit(&page, &act("exclude-burst"), &[("reason", "x")]).await;
        assert_eq!(page.path, look);
        assert!(page.has("#reason-error") && page.form(&act("exclude-burst")).contains(&("reason".into(), "x".into())));
        let page = moderator.submit(&page, &act("exclude-burst"), &[("reason", HOSTILE)]).await;
        assert_eq!(page.text("#flash p"), "10 participants are excluded. The map follows within seconds.");
        assert!(!page.body.contains("<script>alert") && page.text("[aria-labelledby='together']").contains(HOSTILE));
        assert_eq!(people(&app, &slug).await, 2);
        let done = moderator.get(&look).await;
        assert!(!done.has("form[action='/act/opinion-desk/exclude-burst']") && done.text("main").contains("All of these are excluded already."));
        let again = [("at", "city"), ("first", "3"), ("reason", "One office.")];
        assert!(moderator.post(&act("exclude-burst"), &again).await.text("#flash").contains("Nothing was changed."));
        // The message offers to undo it, the page does so later.
        let undone = moderator.submit(&page, &act("readmit-together"), &[]).await;
        assert_eq!(undone.text("#flash p"), "The answers of 10 participants count again.");
        assert_eq!(people(&app, &slug).await, 12);
        assert!(!undone.has("[aria-labelledby='together']"));
        let spanish = app.moderator().await.with_cookie(LOCALE_COOKIE, "es").get(&look).await;
        assert_eq!(spanish.text("h1"), "Muchos desde una misma red");
    }

    async fn the_desk_speaks_spanish(store: TestStore) {
        let app = TestApp::new(store).await;
        app.divided("city").await;
        let mut lab = app.lab().await.with_cookie(LOCALE_COOKIE, "es");
        for (path, heading) in [("", "Frases"), ("/seeds", "Añadir frases"), ("/rules", "Reglas"), ("/invitations", "Invitaciones"), ("/integrity", "Integridad")] {
            assert_eq!(lab.get(&format!("{DESK}{path}")).await.text("h1"), heading);
        }
    }
}
