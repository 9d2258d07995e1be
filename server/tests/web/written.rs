//! Texts are shown as they were meant: addresses, numbers of lists, and excerpts that end between the characters people
//! see.

use crate::support::TestApp;
use cabildo_domain::{Role, time::Span};
use cabildo_service::proposal::ProposalForm;
use cabildo_store::suite;

const FAMILY: &str = "👨\u{200D}👩\u{200D}👧\u{200D}👦";
const PROPOSE: &str = "/act/proposal/propose";

/// Nothing is left of a text of families but whole ones and the dots.
fn is_whole(shown: &str) -> bool {
    let marks = ["<mark>", "</mark>", "…", " "];
    let kept = marks
        .iter()
        .fold(shown.to_owned(), |text, mark| text.replace(mark, ""));
    !kept.is_empty() && kept.replace(FAMILY, "").is_empty()
}

suite! {
    async fn beginnings_end_between_clusters_wherever_they_stand(store: TestStore) {
        let app = TestApp::new(store).await;
        let slug = app.open_call("city").await;
        let ana = app.viewer("Ana", Role::Resident).await;
        // Longer than what any list reads of a text.
        for (title, body) in [("Room for families", FAMILY.repeat(120)), ("A short one", "Benches and shade, please.".into())] {
            let form = ProposalForm { title: title.into(), body, ..ProposalForm::default() };
            app.service.proposals().propose(ana.resident().unwrap(), &slug, form).await.unwrap();
            app.later(Span::seconds(1));
        }
        app.index_now().await;
        let mut visitor = app.browser();
        let page = visitor.get("/c/city/proposals?sort=newest").await;
        let excerpts = page.texts(".row .excerpt");
        assert_eq!(excerpts[0], "Benches and shade, please.");
        assert!(is_whole(&excerpts[1]) && excerpts[1].ends_with('…'), "{excerpts:?}");
        let json = visitor.json("/api/v1/consultations/city/proposals?sort=newest").await;
        let of = |item: usize| json["items"][item]["excerpt"].as_str().unwrap().to_owned();
        assert_eq!((of(0), of(1)), (excerpts[0].clone(), excerpts[1].clone()));
        let feed: atom_syndication::Feed = visitor.get("/c/city/feed.atom").await.body.parse().unwrap();
        let told = |entry: usize| {
            let entry = &feed.entries()[entry];
            let text = entry.summary().map(|text| text.as_str().to_owned());
            text.or_else(|| entry.content().and_then(|content| content.value().map(str::to_owned))).unwrap()
        };
        assert_eq!(told(0), "Benches and shade, please.");
        assert!(is_whole(&told(1)) && told(1).ends_with('…'), "{}", told(1));
        let found = visitor.json("/api/v1/search?q=families").await;
        let snippet = found["items"][0]["snippet_html"].as_str().unwrap();
        assert!(is_whole(snippet) && snippet.ends_with('…'), "{snippet}");
    }

    async fn addresses_and_numbers_of_lists_are_the_same_in_preview_and_page(store: TestStore) {
        let app = TestApp::new(store).await;
        app.open_call("city").await;
        let mut ana = app.resident("Ana").await;
        let body = "See https://example.org/_plans_/a__b.pdf (or www.example.org/x_(y)).\n\n5. Fifth\n6. Sixth\n\n\
            1986. A great year for `https://example.org/code`.";
        let page = ana.get("/c/city/propose?title=An+idea+with+links").await;
        let preview = ana.submit(&page, PROPOSE, &[("body", body), ("step", "preview")]).await;
        let published = ana.submit(&preview, PROPOSE, &[("step", "publish")]).await;
        assert!(published.path.starts_with("/c/city/p/"), "{}", published.path);
        for (place, page) in [("article.card", &preview), ("main", &published)] {
            let links = |prefix: &str| page.texts(&format!("{place} a[href^='{prefix}']"));
            assert_eq!(links("https://example.org/"), ["https://example.org/_plans_/a__b.pdf"]);
            assert_eq!(links("https://www.example.org/"), ["www.example.org/x_(y)"]);
            assert_eq!(page.texts(&format!("{place} ol[start='5'] li")), ["Fifth", "Sixth"]);
            assert!(page.body.contains("<p>1986. A great year for <code>https://example.org/code</code>.</p>"), "{}", page.body);
        }
    }
}
