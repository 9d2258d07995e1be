use crate::city::{City, NOON, RUNG};
use cabildo_domain::{Role, Subject, Viewer, proposal::Status, support::Supportable, time::Span};
use cabildo_service::{
    consultation::{ConsultationForm, RungFields},
    moderation::ReasonForm,
    response::{ResponseForm, ResponseView},
};
use cabildo_store::{suite, testing::TestStore};

fn because() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

fn rejected() -> ResponseForm {
    ResponseForm {
        status: "rejected".into(),
        body: "The city will not do it this year.".into(),
        ..ResponseForm::default()
    }
}

/// A step of the ladder as the lab's editor posts it.
fn step(count: i64, owes: &str) -> RungFields {
    RungFields {
        count: count.to_string(),
        owes: owes.into(),
        owner: "the parks department".into(),
        within_days: "45".into(),
        ..RungFields::default()
    }
}

/// Proposals 1 to 6, each with three supports: standing, withdrawn, hidden, merged, rejected, standing.
async fn a_city_with_ideas(store: &TestStore) -> City {
    let city = City::over(store).await;
    let (people, staff) = (
        city.people(3, Role::Resident).await,
        city.person(Role::Moderator).await,
    );
    for number in 1..=6 {
        let idea = city
            .proposal(&people[0], &format!("More trees along way {number}"))
            .await;
        for person in &people {
            city.service
                .supports()
                .give(
                    person.resident().unwrap(),
                    &Supportable::Proposal.at(&city.slug, number),
                    None,
                )
                .await
                .unwrap();
        }
        match number {
            2 => city
                .service
                .proposals()
                .withdraw(people[0].resident().unwrap(), &city.slug, 2)
                .await
                .map(drop)
                .unwrap(),
            3 => assert!(
                city.service
                    .moderation()
                    .hide(
                        staff.moderator().unwrap(),
                        Subject::proposal(idea.id),
                        because()
                    )
                    .await
                    .unwrap()
            ),
            4 => {
                let merged = ResponseForm {
                    status: Status::Merged.to_string(),
                    merged_into: "1".into(),
                    ..rejected()
                };
                city.service
                    .responses()
                    .answer(staff.respondent().unwrap(), &city.slug, 4, merged)
                    .await
                    .unwrap();
            }
            5 => city
                .service
                .responses()
                .answer(staff.respondent().unwrap(), &city.slug, 5, rejected())
                .await
                .map(drop)
                .unwrap(),
            _ => {}
        }
    }
    city
}

impl City {
    /// The lab's editor saves the consultation, changed so.
    async fn edit(&self, change: impl FnOnce(&mut ConsultationForm)) {
        let lab = self.person(Role::Lab).await;
        let mut form = self
            .service
            .consultations()
            .editor(lab.lab().unwrap(), &self.slug)
            .await
            .unwrap()
            .form;
        change(&mut form);
        self.service
            .consultations()
            .edit(lab.lab().unwrap(), &self.slug, form)
            .await
            .unwrap();
    }

    /// The responses that rungs made the city owe to a proposal.
    async fn owed_to(&self, number: i64) -> Vec<ResponseView> {
        let staff = self.person(Role::Moderator).await;
        let page = self
            .service
            .proposals()
            .page(&staff, &self.slug, number)
            .await
            .unwrap();
        page.responses
            .into_iter()
            .filter(|response| response.rung_count.is_some())
            .collect()
    }

    async fn thresholds_reached(&self) -> usize {
        self.events()
            .await
            .iter()
            .filter(|kind| *kind == "threshold_reached")
            .count()
    }
}

suite! {
    async fn a_lowered_rung_owes_at_once_what_ideas_stand_on(store: TestStore) {
        let city = a_city_with_ideas(&store).await;
        assert!(city.owed_to(1).await.is_empty());
        city.clock.advance(Span::days(1));
        city.edit(|form| form.ladder[0].count = "3".into()).await;
        for number in [1, 6] {
            let owed = city.owed_to(number).await;
            assert_eq!(owed.len(), 1, "idea {number}");
            assert_eq!((owed[0].rung_count, owed[0].owes.as_str()), (Some(3), "a written answer"));
            assert_eq!(owed[0].reached_at, Some(NOON + Span::days(1)));
            assert_eq!(owed[0].due_at, Some(NOON + Span::days(31)));
        }
        for number in 2..=5 {
            assert!(city.owed_to(number).await.is_empty(), "idea {number} takes no support");
        }
        assert_eq!(city.thresholds_reached().await, 2);
        // The response is created once, however often the ladder is saved and however many supports follow.
        city.edit(|form| form.summary = "What should change here, and where?".into()).await;
        let next = city.person(Role::Resident).await;
        city.service.supports().give(next.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        assert_eq!((city.owed_to(1).await.len(), city.thresholds_reached().await), (1, 2));
    }

    async fn an_added_rung_owes_at_once_beside_what_is_owed(store: TestStore) {
        let city = a_city_with_ideas(&store).await;
        for person in city.people(2, Role::Resident).await {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        assert_eq!(city.owed_to(1).await.len(), 1);
        city.edit(|form| form.ladder.push(step(2, "a visit"))).await;
        let counts = |owed: Vec<ResponseView>| {
            let mut counts: Vec<_> = owed.into_iter().filter_map(|response| response.rung_count).collect();
            counts.sort_unstable();
            counts
        };
        assert_eq!(counts(city.owed_to(1).await), [2, RUNG]);
        assert_eq!(counts(city.owed_to(6).await), [2]);
        // Taken away and added again, it owes nothing twice.
        city.edit(|form| form.ladder.retain(|rung| rung.count != "2")).await;
        city.edit(|form| form.ladder.push(step(2, "a visit"))).await;
        assert_eq!((counts(city.owed_to(1).await), city.thresholds_reached().await), (vec![2, RUNG], 3));
    }

    async fn an_idea_that_takes_support_again_is_owed_what_it_stands_on(store: TestStore) {
        let city = a_city_with_ideas(&store).await;
        city.edit(|form| form.ladder[0].count = "3".into()).await;
        let staff = city.person(Role::Moderator).await;
        let hidden = city.service.proposals().page(&staff, &city.slug, 3).await.unwrap().id;
        city.service.moderation().restore(staff.moderator().unwrap(), Subject::proposal(hidden), because()).await.unwrap();
        assert_eq!(city.owed_to(3).await.len(), 1);
        let again = ResponseForm { status: Status::UnderReview.to_string(), ..rejected() };
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 5, again).await.unwrap();
        assert_eq!(city.owed_to(5).await.len(), 1);
        city.no_counter_differs().await;
    }

    async fn many_ideas_are_owed_together(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(1, Role::Resident).await;
        for number in 1..=230 {
            city.proposal(&people[0], &format!("More trees along way {number}")).await;
        }
        store.tamper("INSERT INTO support (subject_kind, subject_id, account_id, created_at) SELECT 'proposal', id, author_id, 0 FROM proposal").await;
        city.service.recount(true).await.unwrap();
        city.edit(|form| form.ladder[0].count = "1".into()).await;
        assert_eq!(city.thresholds_reached().await, 230);
        for number in [1, 201, 230] {
            assert_eq!(city.owed_to(number).await.len(), 1, "idea {number}");
        }
    }

    async fn a_reached_rung_without_its_response_is_told_and_mended(store: TestStore) {
        let city = a_city_with_ideas(&store).await;
        store.tamper("UPDATE rung SET count = 3 WHERE count = 5").await;
        let idea = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap().id;
        let told = city.service.recount(false).await.unwrap();
        assert!(told.iter().all(|one| (one.what, one.stored, one.counted) == ("proposal.responses_not_owed", 0, 1)));
        assert!(told.len() == 2 && told.iter().any(|one| one.id == idea.0), "{told:?}");
        assert!(city.owed_to(1).await.is_empty(), "only told");
        assert_eq!(city.service.recount(true).await.unwrap().len(), 2);
        assert_eq!((city.owed_to(1).await.len(), city.thresholds_reached().await), (1, 2));
        city.no_counter_differs().await;
    }
}
