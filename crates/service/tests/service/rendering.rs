//! HTML that older rules made is replaced by that of the present rules, in every table that keeps any.

use crate::{city::City, comment::says};
use cabildo_domain::{Role, Viewer, proposal::Status, subject::Commentable};
use cabildo_service::{Service, markdown, rendering::Progress, response::ResponseForm};
use cabildo_store::{
    rendering::{TABLES, outdated},
    suite,
};
use uuid::Uuid;

/// Goes through everything; how many rows got new HTML.
async fn all(service: &Service) -> u64 {
    let mut progress = Progress::default();
    while let Some(next) = service.render_anew(progress).await.unwrap() {
        progress = next;
    }
    progress.rendered
}

suite! {
    async fn texts_of_older_rules_are_rendered_once(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        city.proposal(&ana, "More trees along the way").await;
        city.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&city.slug, 1), says("Yes, **please**.")).await.unwrap();
        let answer = ResponseForm { status: Status::Accepted.to_string(), body: "We *will* plant forty trees before the summer.".into(), ..ResponseForm::default() };
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, answer).await.unwrap();
        all(&city.service).await;
        assert_eq!(all(&city.service).await, 0, "what is up to date is left alone");
        let new = pages(&city).await;

        for statement in [
            "UPDATE consultation SET sanitizer = 1, description_html = 'old', promise_html = 'old', outcome_html = 'old'",
            "UPDATE proposal SET sanitizer = 1, body_html = 'old'",
            "UPDATE comment SET sanitizer = 1, body_html = 'old'",
            "UPDATE response SET sanitizer = 1, body_html = 'old'",
        ] {
            store.tamper(statement).await;
        }
        for table in TABLES {
            assert!(outdated_in(&city, table).await > 0, "{table:?}");
        }
        assert_eq!(pages(&city).await, new, "a page renders what is old by itself");
        assert_eq!(all(&city.service).await, 4);
        for table in TABLES {
            assert_eq!(outdated_in(&city, table).await, 0, "{table:?}");
        }
        assert_eq!(pages(&city).await, new, "and shows the same from what was kept");
        assert_eq!(all(&city.service).await, 0);
    }
}

async fn outdated_in(city: &City, table: cabildo_store::rendering::Table) -> usize {
    let mut tx = city.service.store().read().await.unwrap();
    let rows = outdated(&mut tx, table, markdown::VERSION, Uuid::nil(), 10).await;
    rows.unwrap().len()
}

/// The HTML that a visitor sees.
async fn pages(city: &City) -> Vec<String> {
    let visitor = Viewer::Visitor;
    let service = &city.service;
    let place = service
        .consultations()
        .page(&visitor, &city.slug)
        .await
        .unwrap();
    let page = service
        .proposals()
        .page(&visitor, &city.slug, 1)
        .await
        .unwrap();
    let mut html = vec![place.description_html, page.content.unwrap().body_html];
    html.extend(
        page.responses
            .into_iter()
            .map(|response| response.body_html),
    );
    html.push(format!(
        "{:?}",
        service
            .comments()
            .list(&visitor, &Commentable::Proposal.at(&city.slug, 1), None, 10)
            .await
            .unwrap()
    ));
    html
}

#[test]
fn every_column_of_html_is_known() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/sqlite");
    let mut columns = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        columns += text
            .lines()
            .filter(|line| line.contains("_html ") && line.contains("TEXT"))
            .count();
    }
    assert_eq!(
        columns,
        TABLES
            .iter()
            .map(|table| table.columns().len())
            .sum::<usize>()
    );
}
