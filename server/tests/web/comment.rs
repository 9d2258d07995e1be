//! Discussions as people get them: writing, answering, changing, deleting, reacting, paging, and the API.

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use cabildo_domain::{
    Role, Subject, SubjectKind, Viewer, consultation::Slug, subject::Commentable, time::Span,
};
use cabildo_service::{comment::CommentForm, moderation::ReasonForm, proposal::ProposalForm};
use cabildo_store::suite;

/// A consultation with one proposal; the path of its page.
pub async fn a_proposal(app: &TestApp) -> (Slug, String) {
    let slug = app.open_call("imagine").await;
    let author = app.viewer("Ana", Role::Resident).await;
    let form = ProposalForm {
        title: "More shade in the square".into(),
        body: "Trees, and benches under them.".into(),
        ..ProposalForm::default()
    };
    let proposal = app
        .service
        .proposals()
        .propose(author.resident().unwrap(), &slug, form)
        .await
        .unwrap();
    (slug.clone(), format!("/c/{slug}/p/{}", proposal.number))
}

pub async fn says(app: &TestApp, viewer: &Viewer, slug: &Slug, body: &str, parent: &str) -> String {
    let form = CommentForm {
        body: body.into(),
        parent: parent.into(),
        ..CommentForm::default()
    };
    app.service
        .comments()
        .add(
            viewer.resident().unwrap(),
            &Commentable::Proposal.at(slug, 1),
            form,
        )
        .await
        .unwrap()
        .id
        .to_string()
}

async fn writes(browser: &mut Browser, path: &str, body: &str, alignment: &str) {
    let page = browser.get(path).await;
    let page = browser
        .submit(
            &page,
            "/act/comment/new",
            &[("body", body), ("alignment", alignment)],
        )
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert_eq!(
        page.text(".flash p"),
        "Your comment is published. You can change it for 15 minutes."
    );
}

suite! {
    async fn a_resident_comments_and_everyone_reads_it(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        writes(&mut ben, &path, "Yes, **please**. <script>alert(1)</script>", "for").await;
        let page = app.browser().get(&path).await;
        assert_eq!(page.text(".discussion h2"), "1 comment");
        assert_eq!(page.text(".comment .author"), "Ben");
        assert_eq!(page.text(".comment .alignment"), "For");
        assert_eq!(page.text(".comment .prose strong"), "please");
        assert!(!page.body.contains("<script>alert"));
        assert!(!page.has("form[action='/act/comment/new']") && !page.has("form[action='/act/comment/react']"));
    }

    async fn a_form_names_the_kind_of_its_subject_and_one_from_before_means_a_proposal(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&path).await;
        assert!(page.form("/act/comment/new").contains(&("about".into(), "proposal".into())));
        for (about, body) in [("proposal", "Yes, please."), ("", "And benches.")] {
            let page = ben.submit(&page, "/act/comment/new", &[("about", about), ("body", body)]).await;
            assert_eq!((page.status, page.path), (StatusCode::OK, format!("{path}/comments?sort=newest")));
            app.later(Span::seconds(1));
        }
        for kind in SubjectKind::ALL.iter().copied().filter(|kind| kind.commentable().is_none()) {
            let page = ben.submit(&page, "/act/comment/new", &[("about", kind.as_str()), ("body", "Nowhere.")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{kind}");
        }
        let page = app.browser().get(&format!("{path}/comments?sort=newest")).await;
        assert_eq!(page.texts(".comment .prose p"), ["And benches.", "Yes, please."]);
        let hidden = Subject::proposal(app.service.proposals().page(&Viewer::Visitor, &slug, 1).await.unwrap().id);
        let reason = ReasonForm { reason: "It insults a neighbour.".into() };
        let moderator = app.viewer("Mod", Role::Moderator).await;
        app.service.moderation().hide(moderator.moderator().unwrap(), hidden, reason).await.unwrap();
        let page = app.browser().get(&format!("{path}/comments")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.has(&format!("main a[href='{path}']")), "the page of a hidden subject says the reason");
    }

    async fn a_refused_comment_comes_back_with_its_text_and_its_error(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&path).await;
        let long = "</textarea><script>".to_owned() + &"x".repeat(3_000);
        let page = ben.submit(&page, "/act/comment/new", &[("body", &long), ("alignment", "against")]).await;
        assert_eq!(page.path, format!("{path}/comments"));
        assert!(page.has(".error-summary") && page.has("#body-error"));
        let fields = page.form("/act/comment/new");
        assert!(fields.contains(&("body".into(), long)), "the text is kept");
        assert!(fields.contains(&("alignment".into(), "against".into())));
        assert!(!page.body.contains("<script>x"));
    }

    async fn a_comment_sent_after_commenting_closed_is_refused_with_the_date_and_given_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let top = says(&app, &ana, &slug, "A top comment.", "").await;
        let mut ben = app.resident("Ben").await;
        writes(&mut ben, &path, "A frist try.", "neutral").await;
        let fresh = ben.get(&path).await;
        let own = fresh.form("/act/comment/edit").into_iter().find(|(name, _)| name == "id").unwrap().1;
        let lab = app.viewer("Lab", Role::Lab).await;
        app.service.consultations().archive(lab.lab().unwrap(), &slug).await.unwrap();
        let typed = "</textarea><script>x</script> It took me an hour.";
        for (action, fields, at) in [
            ("/act/comment/new", &[("body", typed)][..], "/comments".to_owned()),
            ("/act/comment/new", &[("body", typed), ("parent", &top)], format!("/comments/{top}")),
            ("/act/comment/edit", &[("body", typed)], format!("/comments/{own}")),
        ] {
            let page = ben.submit(&fresh, action, fields).await;
            assert_eq!(page.path, format!("{path}{at}"));
            assert!(page.text(".error-summary h2").starts_with("Commenting closed on "), "{}", page.body);
            assert_eq!(page.text(".kept textarea"), typed);
            assert!(!page.body.contains("<script>x"));
        }
    }

    async fn every_page_of_a_discussion_says_when_it_opens_or_closed(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let top = says(&app, &ana, &slug, "A top comment.", "").await;
        app.later(Span::days(11));
        for page in [path.clone(), format!("{path}/comments"), format!("{path}/comments/{top}")] {
            let page = app.browser().get(&page).await;
            assert!(page.texts("p").iter().any(|text| text.starts_with("Commenting closed on ")), "{}", page.body);
            assert!(!page.body.contains("Your text is kept"), "nobody typed anything");
        }
    }

    async fn a_reply_to_what_was_deleted_meanwhile_is_given_back(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let top = says(&app, &ana, &slug, "A top comment.", "").await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&format!("{path}/comments/{top}")).await;
        app.service.comments().delete(ana.resident().unwrap(), top.parse().unwrap()).await.unwrap();
        let page = ben.submit(&page, "/act/comment/new", &[("body", "It took me an hour.")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(page.text(".kept textarea"), "It took me an hour.");
        let form = ProposalForm {
            title: "A roof over the bus stop".into(),
            body: "So that who waits stays dry.".into(),
            ..ProposalForm::default()
        };
        app.service.proposals().propose(ana.resident().unwrap(), &slug, form).await.unwrap();
        let page = ben.get(&format!("/c/{slug}/p/2")).await;
        app.service.proposals().withdraw(ana.resident().unwrap(), &slug, 2).await.unwrap();
        let page = ben.submit(&page, "/act/comment/new", &[("body", "It took me an hour."), ("alignment", "for")]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert_eq!(page.texts(".kept textarea"), ["It took me an hour."]);
    }

    async fn a_comment_changed_in_another_tab_is_not_overwritten_and_both_texts_are_shown(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        writes(&mut ben, &path, "The old harbour.", "neutral").await;
        let (one, two) = (ben.get(&path).await, ben.get(&path).await);
        ben.submit(&one, "/act/comment/edit", &[("body", "The new harbour.")]).await;
        let page = ben.submit(&two, "/act/comment/edit", &[("body", "The old market.")]).await;
        assert!(page.text(".error-summary h2").starts_with("Somebody changed this while you were editing"), "{}", page.body);
        assert_eq!(page.text(".comment > .prose"), "The new harbour.");
        assert_eq!(page.text(".notice blockquote"), "The new harbour.");
        assert_eq!(page.texts(".diff ins"), ["old", "market"]);
        let fields = page.form("/act/comment/edit");
        assert!(fields.contains(&("body".into(), "The old market.".into())));
        // Somebody who has seen both texts may save.
        let page = ben.submit(&page, "/act/comment/edit", &[]).await;
        assert_eq!(page.text(".comment > .prose"), "The old market.");
    }

    async fn the_small_forms_of_a_discussion_show_their_limit_too(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        writes(&mut ben, &path, "A comment.", "neutral").await;
        let page = ben.get(&path).await;
        for action in ["/act/comment/new", "/act/comment/edit"] {
            let limits = page.texts(&format!(".comment form[action='{action}'] .remaining"));
            assert_eq!(limits, ["3,000 characters at most"], "{action}");
        }
    }

    async fn a_reply_is_folded_under_what_it_answers_and_opens_on_its_own_page(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let top = says(&app, &ana, &slug, "A top comment.", "").await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&format!("{path}/comments/{top}")).await;
        assert_eq!(page.status, StatusCode::OK);
        let page = ben.submit(&page, "/act/comment/new", &[("body", "An answer.")]).await;
        assert_eq!(page.path, format!("{path}/comments/{top}"));
        assert_eq!(page.text("h2"), "1 reply");
        let page = app.browser().get(&path).await;
        assert_eq!(page.text(".replies > summary"), "1 reply");
        assert_eq!(page.text(".replies .comment .prose"), "An answer.");
        let mut empty = app.resident("Eva").await;
        let page = empty.get(&format!("{path}/comments/{top}")).await;
        let page = empty.submit(&page, "/act/comment/new", &[("body", "")]).await;
        assert_eq!(page.path, format!("{path}/comments/{top}"));
        assert!(page.has("details[open] .error-summary"), "the refused reply is unfolded");
    }

    async fn the_author_changes_a_fresh_comment_and_deletes_it_after_a_second_look(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut ben = app.resident("Ben").await;
        writes(&mut ben, &path, "A frist try.", "neutral").await;
        let page = ben.get(&path).await;
        let page = ben.submit(&page, "/act/comment/edit", &[("body", "A first try.")]).await;
        assert_eq!(page.text(".comment .prose"), "A first try.");
        assert!(page.text(".comment header").contains("changed"));
        app.later(Span::minutes(16));
        let page = ben.get(&path).await;
        assert!(!page.has("form[action='/act/comment/edit']"));
        let page = ben.submit(&page, "/act/comment/delete", &[]).await;
        assert_eq!(page.text(".tombstone"), "This comment was deleted by its author.");
        assert!(!app.browser().get(&path).await.body.contains("A first try."));
    }

    async fn a_reaction_is_one_press_and_taken_back_by_another(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let id = says(&app, &ana, &slug, "A comment.", "").await;
        let mut ben = app.resident("Ben").await;
        let page = ben.get(&path).await;
        assert_eq!(page.attribute("button[data-side=up]", "value").as_deref(), Some("up"));
        assert!(page.form("/act/comment/react").contains(&("id".into(), id.clone())));
        let pressed = ben.post_only("/act/comment/react", &[("id", &id), ("reaction", "up")]).await;
        assert_eq!(pressed.status, StatusCode::SEE_OTHER);
        let page = ben.get(&path).await;
        assert_eq!(page.attribute("button[data-side=up]", "aria-pressed").as_deref(), Some("true"));
        assert_eq!(page.text("button[data-side=up] .figure"), "1");
        assert_eq!(page.attribute("button[data-side=up]", "value").as_deref(), Some("none"));
        let now = ben.post_as_island("/act/comment/react", &[("id", &id), ("reaction", "down")]).await;
        assert_eq!(now.attribute("button[data-side=up]", "aria-pressed").as_deref(), Some("false"));
        assert_eq!(now.attribute("button[data-side=down]", "value").as_deref(), Some("none"));
        assert!(ben.get(&path).await.body.contains(&now.body), "what the island shows is what the page shows");
        let odd = ben.post("/act/comment/react", &[("id", &id), ("reaction", "love")]).await;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST);
        let visitor = app.browser().post("/act/comment/react", &[("id", &id), ("reaction", "up")]).await;
        assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
    }

    async fn a_long_discussion_is_read_page_by_page_with_few_statements(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, path) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        for n in 0..45 {
            app.later(Span::seconds(1));
            says(&app, &ana, &slug, &format!("Number {n}."), "").await;
        }
        let mut ben = app.resident("Ben").await;
        let (page, statements) = app.statements(ben.get(&path)).await;
        assert!(statements <= 8, "{statements} statements");
        assert_eq!(page.texts(".thread .comment").len(), 20);
        let mut seen: Vec<String> = Vec::new();
        let mut next = format!("{path}/comments?sort=oldest");
        loop {
            let (page, statements) = app.statements(ben.get(&next)).await;
            assert!(statements <= 8, "{statements} statements");
            seen.extend(page.texts(".comment .prose"));
            match page.attribute(".pager a[rel=next]", "href") {
                Some(href) => next = href,
                None => break,
            }
        }
        let expected: Vec<String> = (0..45).map(|n| format!("Number {n}.")).collect();
        assert_eq!(seen, expected);
        let page = app.browser().get(&format!("{path}?sort=newest")).await;
        assert_eq!(page.text(".comment .prose"), "Number 44.");
        assert_eq!(page.text(".sort a[aria-current]"), "Newest");
    }

    async fn odd_addresses_are_not_found(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        for odd in ["/comments/nothing", "/comments/00000000-0000-0000-0000-000000000000"] {
            assert_eq!(app.browser().get(&format!("{path}{odd}")).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
        let page = app.browser().get(&format!("{path}/comments?sort=odd&after=%00%ff&after=x")).await;
        assert!(page.status.is_success() || page.status == StatusCode::BAD_REQUEST, "{}", page.status);
        for odd in ["/c/imagine/p/999/comments", "/c/imagine/p/x/comments", "/c/IM%20/p/1/comments", "/c/none/p/1/comments"] {
            assert_eq!(app.browser().get(odd).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
    }

    async fn the_api_lists_comments_by_cursor(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, _) = a_proposal(&app).await;
        let ana = app.viewer("Ana", Role::Resident).await;
        let top = says(&app, &ana, &slug, "First.", "").await;
        app.later(Span::seconds(1));
        says(&app, &ana, &slug, "Second.", &top).await;
        let path = format!("/api/v1/consultations/{slug}/proposals/1/comments");
        let read = |path: String| {
            let mut browser = app.browser();
            async move {
                let page = browser.get(&path).await;
                assert_eq!(page.status, StatusCode::OK, "{}", page.body);
                serde_json::from_str::<serde_json::Value>(&page.body).unwrap()
            }
        };
        let first = read(format!("{path}?limit=1")).await;
        assert_eq!(first["items"][0]["html"], "<p>First.</p>\n");
        assert_eq!((&first["items"][0]["author"], &first["total"]), (&"Ana".into(), &2.into()));
        let next = first["next"].as_str().unwrap();
        let second = read(format!("{path}?limit=1&after={next}")).await;
        assert_eq!((&second["items"][0]["parent"], &second["next"]), (&top.into(), &serde_json::Value::Null));
        assert_eq!(second["items"][0]["created_at"], "2026-03-01T12:00:01Z");
        let form = ProposalForm { title: "Another idea of Ana".into(), body: "With nothing said about it.".into(), ..ProposalForm::default() };
        app.service.proposals().propose(ana.resident().unwrap(), &slug, form).await.unwrap();
        let of_another = format!("/api/v1/consultations/{slug}/proposals/2/comments?after={next}");
        for (odd, path) in [("limit", format!("{path}?limit=odd")), ("after", format!("{path}?after=odd")), ("after", of_another)] {
            let page = app.browser().get(&path).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
            assert!(page.body.contains(&format!("\"parameter\":\"{odd}\"")), "{}", page.body);
        }
        for none in ["0", "-1", "101"] {
            let page = app.browser().get(&format!("{path}?limit={none}")).await;
            assert_eq!(page.status, StatusCode::BAD_REQUEST, "{none}");
        }
        let page = app.browser().get("/api/v1/consultations/imagine/proposals/9/comments").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }

    async fn a_comment_is_in_the_language_of_its_words_not_of_the_buttons(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let mut eva = app.resident("Eva").await.speaking("es");
        let page = eva.get(&path).await;
        let english = "I would rather have the benches under the old trees, where there is shade in the afternoon.";
        let page = eva.submit(&page, "/act/comment/new", &[("body", english)]).await;
        assert_eq!(page.attribute(".comment .prose", "lang").as_deref(), Some("en"));
        let spanish = "Me parece una idea estupenda, porque en verano no hay ninguna sombra en la plaza y los bancos queman.";
        let page = eva.submit(&page, "/act/comment/new", &[("body", spanish)]).await;
        assert!(page.has(".comment .prose[lang=es]"));
    }

    async fn a_discussion_speaks_spanish(store: TestStore) {
        let app = TestApp::new(store).await;
        let (_, path) = a_proposal(&app).await;
        let page = app.browser().speaking("es").get(&format!("{path}/comments")).await;
        assert_eq!(page.text(".discussion h2"), "Comentarios");
        assert_eq!(page.text(".discussion a.button"), "Entra para comentar");
    }
}
