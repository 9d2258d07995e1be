//! A participant who answers unlike everybody else is in none of the groups, and every page about groups says so in
//! words.

use crate::support::{Page, TestApp};
use cabildo_app::act::LOCALE_COOKIE;
use cabildo_domain::{Role, Viewer, consultation::Slug, opinion::Answer, time::Span};
use cabildo_store::suite;

const MAP: &str = "/c/city/opinion/map";
const API: &str = "/api/v1/consultations/city/opinion";

/// Two camps of seven who differ on two statements of twenty; with a stranger who refuses the other eighteen.
async fn town(app: &TestApp) -> (Slug, Viewer, Page) {
    let texts: Vec<String> = (1..=20)
        .map(|number| format!("Bench number {number} stays"))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let slug = app.open_mapping("city", &texts).await;
    let (mut browser, stranger) = app.person_and_viewer("Stranger", Role::Resident).await;
    for person in 0..15 {
        let viewer = match person {
            14 => stranger.clone(),
            _ => {
                app.viewer(&format!("Person {person}"), Role::Resident)
                    .await
            }
        };
        let own = if person % 2 == 0 {
            Answer::Agree
        } else {
            Answer::Disagree
        };
        let common = if person == 14 {
            Answer::Disagree
        } else {
            Answer::Agree
        };
        let given: Vec<(i64, Answer)> = (1..=20)
            .map(|number| (number, if number <= 2 { own } else { common }))
            .collect();
        app.answers(&viewer, &slug, &given).await;
        app.later(Span::minutes(1));
    }
    app.map_now().await;
    let page = browser.get(MAP).await;
    (slug, stranger, page)
}

suite! {
    async fn people_far_from_every_group_are_in_none_of_them(store: TestStore) {
        let app = TestApp::new(store).await;
        town(&app).await;
        let mut visitor = app.browser();
        let page = visitor.get(MAP).await;
        let rows = page.texts("[aria-labelledby='sizes'] tbody tr");
        let told = rows.join(" | ");
        assert_eq!(rows.len(), 3, "{told}");
        assert!(told.contains("Group A") && told.contains("Group B"), "{told}");
        assert!(rows[2].starts_with("In none of these groups"), "{told}");
        assert!(page.body.contains("1 person is in none of these groups"), "{}", page.body);
        assert_eq!(page.texts("[data-group] .meta").len(), 2, "both groups are described");
        let json = visitor.json(API).await;
        assert_eq!((&json["map"]["grouped"], &json["map"]["in_none_of_these_groups"]), (&14.into(), &1.into()));
        let summary = visitor.get(&format!("{API}/summary.csv")).await.body;
        assert!(summary.contains("\nin-none-of-these-groups,1\n"), "{summary}");
        let matrix = visitor.get(&format!("{API}/participants-votes.csv")).await.body;
        let without = matrix.lines().skip(1).filter(|line| line.split(',').nth(1) == Some(""));
        assert_eq!(without.count(), 1, "{matrix}");
        let spanish = app.browser().with_cookie(LOCALE_COOKIE, "es").get(MAP).await;
        assert!(spanish.body.contains("En ninguno de estos grupos"), "{}", spanish.body);
    }

    async fn somebody_in_none_of_the_groups_reads_so(store: TestStore) {
        let app = TestApp::new(store).await;
        let (slug, stranger, page) = town(&app).await;
        let mine = app.service.opinion().results(cabildo_service::opinion::Caller::of(&stranger), &slug).await.unwrap().mine;
        let spot = mine.spot.unwrap();
        assert_eq!((spot.group, spot.apart), (None, true));
        assert!(page.text("[aria-labelledby='mine']").contains("You are in none of these groups"), "{}", page.body);
    }
}
