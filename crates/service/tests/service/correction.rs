//! Correcting official answers: who may correct, what changes, and what stays.

use crate::city::{City, RUNG};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, ResponseId, Role, Subject, Viewer, proposal::Status,
    refusal::Need, support::Supportable, time::Span,
};
use cabildo_service::{
    Error,
    moderation::ReasonForm,
    response::{CorrectionForm, ResponseForm},
};
use cabildo_store::suite;

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    outcome.expect_err("a refusal").into_refusal()
}

fn answer(status: Status, merged_into: &str, body: &str) -> ResponseForm {
    ResponseForm {
        status: status.to_string(),
        merged_into: merged_into.into(),
        body: body.into(),
        ..ResponseForm::default()
    }
}

fn correction(revision: i64, status: Status, merged_into: &str, body: &str) -> CorrectionForm {
    CorrectionForm {
        revision: revision.to_string(),
        status: status.to_string(),
        merged_into: merged_into.into(),
        body: body.into(),
        reason: "A word was missing.".into(),
        ..CorrectionForm::default()
    }
}

const TREES: &str = "The city will plant forty trees before the summer.";
const FOUR: &str = "The city will plant four trees before the summer.";

/// The answers to a proposal, the newest first.
async fn answers(city: &City, number: i64) -> Vec<ResponseId> {
    let page = city
        .service
        .proposals()
        .page(&Viewer::Visitor, &city.slug, number)
        .await
        .unwrap();
    page.responses.iter().map(|response| response.id).collect()
}

suite! {
    async fn staff_correct_and_everyone_reads_the_versions(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        city.proposal(&ana, "More trees along the way").await;
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, answer(Status::Accepted, "", TREES)).await.unwrap();
        let id = answers(&city, 1).await[0];
        let mut revision = 1;
        for (who, viewer) in city.everybody().await {
            let form = correction(revision, Status::Accepted, "", &format!("{FOUR} {who}"));
            let seen = async { city.service.responses().preview_correction(viewer.moderator()?, &city.slug, 1, id, &form).await }.await;
            let done = async { city.service.responses().correct(viewer.moderator()?, &city.slug, 1, id, &form).await }.await;
            let opened = async { city.service.responses().correctable(viewer.moderator()?, &city.slug, 1, id).await }.await;
            let new = answer(Status::Accepted, "", TREES);
            let answered = async { city.service.responses().preview(viewer.respondent()?, &city.slug, 1, &new).await }.await;
            let read = city.service.responses().history(&viewer, &city.slug, 1, id).await;
            assert!(read.is_ok(), "{who}");
            let expected = match who.as_str() {
                "visitor" => Some(Refusal::SignInRequired),
                "resident" => Some(Refusal::forbidden(Need::Role(Role::Moderator))),
                _ => None,
            };
            match expected {
                Some(expected) => {
                    let all = [refusal(seen), refusal(done), refusal(opened), refusal(answered)];
                    assert!(all.iter().all(|refusal| *refusal == expected), "{who}: {all:?}");
                }
                None => {
                    assert!(seen.is_ok() && done.is_ok() && opened.is_ok() && answered.is_ok(), "{who}");
                    revision += 1;
                }
            }
        }
        let history = city.service.responses().history(&Viewer::Visitor, &city.slug, 1, id).await.unwrap();
        assert_eq!(history.versions.iter().map(|version| version.revision).collect::<Vec<_>>(), [4, 3, 2, 1]);
        assert_eq!((history.versions[3].body.as_str(), &history.versions[3].reason), (TREES, &None));
    }

    async fn a_preview_changes_nothing(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        for title in ["More trees along the way", "More shade along the way"] {
            city.proposal(&ana, title).await;
        }
        let (view, published) =
            city.service.responses().preview(staff.respondent().unwrap(), &city.slug, 1, &answer(Status::Merged, "2", TREES)).await.unwrap();
        assert_eq!((view.status, view.merged_number, published), (Some(Status::Merged), Some(2), false));
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!((page.status, page.responses.len()), (Status::Published, 0));
        assert_eq!(city.counts().await.proposals, 2);
        assert_eq!(store.row_counts(&["response", "response_version"]).await, [0, 0]);
    }

    async fn a_correction_needs_a_reason_and_the_present_version(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        city.proposal(&ana, "More trees along the way").await;
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, answer(Status::Accepted, "", TREES)).await.unwrap();
        let id = answers(&city, 1).await[0];
        let correct = async |form: &CorrectionForm| city.service.responses().correct(staff.moderator().unwrap(), &city.slug, 1, id, form).await;
        let right = correction(1, Status::Accepted, "", FOUR);
        let without = CorrectionForm { reason: " ".into(), ..right.clone() };
        assert_eq!(refusal(correct(&without).await), FieldErrors::one("reason", Invalid::Required));
        let odd = CorrectionForm { status: "withdrawn".into(), body: "No.".into(), ..right.clone() };
        let Refusal::Invalid { fields } = refusal(correct(&odd).await) else { panic!("fields") };
        assert_eq!(fields.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["status", "body"]);
        for _ in 0..2 {
            correct(&right).await.unwrap();
        }
        assert_eq!(store.row_counts(&["response_version"]).await, [2], "the second press changed nothing");
        let late = correction(1, Status::Accepted, "", "The city will plant five trees before the summer.");
        assert_eq!(refusal(correct(&late).await), Refusal::Outdated { current: 2 });
        let unknown = ResponseId(uuid::Uuid::now_v7());
        let outcome = city.service.responses().correct(staff.moderator().unwrap(), &city.slug, 1, unknown, &right).await;
        assert_eq!(refusal(outcome), Refusal::NotFound);
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "answer_corrected").count(), 1);
        let page = city.service.proposals().page(&staff, &city.slug, 1).await.unwrap();
        let because = ReasonForm { reason: "It names a neighbour.".into() };
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(page.id), because).await.unwrap();
        assert_eq!(refusal(correct(&correction(2, Status::Accepted, "", TREES)).await), Refusal::forbidden(Need::Visible));
        let read = city.service.responses().history(&Viewer::Visitor, &city.slug, 1, id).await;
        assert_eq!(refusal(read), Refusal::forbidden(Need::Readable));
    }

    async fn the_first_version_of_an_answer_keeps_the_promise(store: TestStore) {
        let city = City::over(&store).await;
        let staff = city.person(Role::Moderator).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        city.proposal(&people[0], "More trees along the way").await;
        for person in &people {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        let owed = city.service.responses().owed(staff.moderator().unwrap()).await.unwrap()[0].owing.id;
        let form = ResponseForm { response: owed.to_string(), ..answer(Status::UnderReview, "", TREES) };
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, form).await.unwrap();
        let given = city.service.now();
        city.clock.advance(Span::days(60));
        let form = correction(1, Status::Accepted, "", FOUR);
        city.service.responses().correct(staff.moderator().unwrap(), &city.slug, 1, owed, &form).await.unwrap();
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        let answer = &page.responses[0];
        assert_eq!((answer.answered_at, answer.late, answer.rung_count), (Some(given), false, Some(RUNG)));
        assert_eq!((answer.corrected_at, answer.revision), (Some(given + Span::days(60)), 2));
        assert_eq!(page.status, Status::Accepted);
        assert!(city.service.responses().owed(staff.moderator().unwrap()).await.unwrap().is_empty());
    }

    async fn a_merger_is_corrected_into_another_or_taken_back(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        for title in ["More trees", "More shade", "More lamps", "More benches"] {
            city.proposal(&ana, &format!("{title} along the way")).await;
        }
        let merge = async |number, into: &str| {
            city.service.responses().answer(staff.respondent().unwrap(), &city.slug, number, answer(Status::Merged, into, TREES)).await.unwrap();
        };
        let end = async |number| {
            let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, number).await.unwrap();
            (page.status, page.merged.map(|merged| (merged.first, merged.end)))
        };
        merge(1, "2").await;
        merge(2, "3").await;
        assert_eq!(end(1).await, (Status::Merged, Some((2, 3))));
        // The wrong number was typed: proposal 2 goes to proposal 4, and proposal 1 with it.
        let id = answers(&city, 2).await[0];
        let form = correction(1, Status::Merged, "4", TREES);
        city.service.responses().correct(staff.moderator().unwrap(), &city.slug, 2, id, &form).await.unwrap();
        assert_eq!((end(1).await.1, end(2).await.1), (Some((2, 4)), Some((4, 4))));
        // A proposal cannot be merged into one that was merged into it.
        let circle = city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 4, answer(Status::Merged, "1", TREES)).await;
        assert_eq!(refusal(circle), FieldErrors::one("merged_into", Invalid::CannotStandFor));
        // It was no proposal to merge at all.
        let form = correction(2, Status::UnderReview, "", TREES);
        city.service.responses().correct(staff.moderator().unwrap(), &city.slug, 2, id, &form).await.unwrap();
        assert_eq!((end(1).await.1, end(2).await), (Some((2, 2)), (Status::UnderReview, None)));
        assert_eq!(city.counts().await.proposals, 3);
        // An older answer's words alone are corrected.
        city.clock.advance(Span::hours(1));
        city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 2, answer(Status::Accepted, "", FOUR)).await.unwrap();
        let form = correction(3, Status::Rejected, "", FOUR);
        city.service.responses().correct(staff.moderator().unwrap(), &city.slug, 2, id, &form).await.unwrap();
        assert_eq!(end(2).await.0, Status::Accepted);
    }

    async fn of_mergers_at_the_same_time_none_makes_a_circle(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        for number in 1..=6 {
            city.proposal(&ana, &format!("Idea {number} along the way")).await;
        }
        // Each into the next, and the last into the first.
        let mergers = (1..=6_i64).map(|number| {
            let into = (number % 6 + 1).to_string();
            city.service.responses().answer(staff.respondent().unwrap(), &city.slug, number, answer(Status::Merged, &into, TREES))
        });
        let outcomes = futures::future::join_all(mergers).await;
        for outcome in outcomes {
            if let Err(error) = outcome {
                let refusal = error.into_refusal();
                assert_eq!(refusal, FieldErrors::one("merged_into", Invalid::CannotStandFor));
            }
        }
        let mut standing = 0;
        for number in 1..=6 {
            let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, number).await.unwrap();
            match page.merged {
                None => standing += 1,
                Some(merged) => {
                    let end = city.service.proposals().page(&Viewer::Visitor, &city.slug, merged.end).await.unwrap();
                    assert_eq!(end.merged, None, "idea {number} leads to one that stands");
                }
            }
        }
        assert!(standing >= 1);
        assert_eq!(city.counts().await.proposals, standing);
    }
}
