use crate::city::{City, NOON, RUNG};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Subject, Viewer, proposal::Status, refusal::Need,
    subject::Commentable, support::Supportable, time::Span,
};
use cabildo_service::{Error, moderation::ReasonForm, response::ResponseForm};
use cabildo_store::suite;

fn answer(status: Status) -> ResponseForm {
    ResponseForm {
        status: status.to_string(),
        body: "The city will plant **forty trees** before the summer.".into(),
        ..ResponseForm::default()
    }
}

fn merged_into(number: &str) -> ResponseForm {
    ResponseForm {
        merged_into: number.into(),
        ..answer(Status::Merged)
    }
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

suite! {
    async fn staff_answer_and_residents_do_not(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        for (who, viewer) in city.everybody().await {
            let outcome = async { city.service.responses().answer(viewer.respondent()?, &city.slug, 1, answer(Status::Accepted)).await }.await;
            let owed = async { city.service.responses().owed(viewer.moderator()?).await }.await;
            match who.as_str() {
                "visitor" => {
                    assert_eq!(refusal(outcome), Refusal::SignInRequired);
                    assert_eq!(refusal(owed), Refusal::SignInRequired);
                }
                "resident" => {
                    assert_eq!(refusal(outcome), Refusal::forbidden(Need::Role(Role::Moderator)));
                    assert_eq!(refusal(owed), Refusal::forbidden(Need::Role(Role::Moderator)));
                }
                _ => assert!(outcome.is_ok() && owed.is_ok(), "{who}"),
            }
        }
    }

    async fn an_answer_sets_where_the_proposal_stands_once(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        city.proposal(&ana, "More trees along the way").await;
        for _ in 0..2 {
            city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, answer(Status::Rejected)).await.unwrap();
        }
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!((page.status, page.responses.len()), (Status::Rejected, 1));
        assert!(page.responses[0].body_html.contains("<strong>forty trees</strong>"));
        assert_eq!(city.events().await, ["proposal_created", "proposal_answered"]);
        // It is no longer the author's to change, and takes no support.
        assert_eq!(refusal(city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, 1).await), Refusal::forbidden(Need::Changeable));
        assert_eq!(refusal(city.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), Refusal::forbidden(Need::Changeable));
    }

    async fn staff_merge_an_idea_into_another_and_its_supports_stay_its_own(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        for title in ["More trees along the way", "More shade along the way"] {
            city.proposal(&ana, title).await;
        }
        for number in [1, 2] {
            city.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&city.slug, number), None).await.unwrap();
        }
        for (who, viewer) in city.everybody().await.into_iter().filter(|(who, _)| who == "visitor" || who == "resident") {
            let outcome = async { city.service.responses().answer(viewer.respondent()?, &city.slug, 1, merged_into("2")).await }.await;
            assert!(outcome.is_err(), "{who}");
        }
        for _ in 0..2 {
            city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, merged_into("2")).await.unwrap();
        }
        let page = |number| city.service.proposals().page(&ana, &city.slug, number);
        let (one, two) = (page(1).await.unwrap(), page(2).await.unwrap());
        assert_eq!((one.status, one.responses.len(), one.support.counted, one.may.answer), (Status::Merged, 1, 1, false));
        assert_eq!(one.merged_into.as_ref().map(|other| other.number), Some(2));
        assert_eq!((two.status, two.support.counted), (Status::Published, 1), "no support is added to the other");
        assert_eq!(city.counts().await.proposals, 1);
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "proposal_answered").count(), 1);
        let bea = city.person(Role::Resident).await;
        assert_eq!(refusal(city.service.supports().give(bea.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await), Refusal::forbidden(Need::Changeable));
        let says = crate::comment::says("A word about the trees.");
        assert_eq!(refusal(city.service.comments().add(bea.resident().unwrap(), &Commentable::Proposal.at(&city.slug, 1), says).await), Refusal::forbidden(Need::Changeable));
        // Where the other one is hidden, its title is not told.
        let because = ReasonForm { reason: "It names a neighbour.".into() };
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(two.id), because).await.unwrap();
        assert_eq!(page(1).await.unwrap().merged_into, None);
    }

    async fn only_another_idea_of_the_consultation_that_stands_can_stand_for_one(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        for title in ["More trees", "More shade", "More lamps", "More benches", "More fountains"] {
            city.proposal(&ana, &format!("{title} along the way")).await;
        }
        let merge = |number, into: &'static str| city.service.responses().answer(staff.respondent().unwrap(), &city.slug, number, merged_into(into));
        let hidden = city.service.proposals().page(&ana, &city.slug, 3).await.unwrap().id;
        let because = ReasonForm { reason: "It names a neighbour.".into() };
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(hidden), because).await.unwrap();
        city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, 4).await.unwrap();
        merge(5, "2").await.unwrap();
        let table = [
            ("", Invalid::Required),
            ("the second", Invalid::Malformed),
            ("1", Invalid::CannotStandFor),
            ("99", Invalid::CannotStandFor),
            ("3", Invalid::CannotStandFor),
            ("4", Invalid::CannotStandFor),
            ("5", Invalid::CannotStandFor),
        ];
        for (into, expected) in table {
            assert_eq!(refusal(merge(1, into).await), FieldErrors::one("merged_into", expected), "{into}");
        }
        assert_eq!(refusal(merge(2, "5").await), FieldErrors::one("merged_into", Invalid::CannotStandFor), "no circle");
        assert_eq!(refusal(merge(5, "1").await), Refusal::forbidden(Need::Changeable), "merged already");
        let page = city.service.proposals().page(&ana, &city.slug, 1).await.unwrap();
        assert_eq!((page.status, page.merged_into, page.responses.len()), (Status::Published, None, 0));
        assert_eq!(refusal(merge(99, "1").await), Refusal::NotFound);
    }

    async fn an_owed_response_is_listed_until_it_is_given(store: TestStore) {
        let city = City::over(&store).await;
        let staff = city.person(Role::Moderator).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        for title in ["More trees along the way", "More shade along the way"] {
            let number = city.proposal(&people[0], title).await.number;
            for person in &people {
                city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, number), None).await.unwrap();
            }
            city.clock.advance(Span::hours(1));
        }
        let owed = city.service.responses().owed(staff.moderator().unwrap()).await.unwrap();
        let flat: Vec<_> = owed.iter().map(|o| (o.owing.number, o.owing.due_at, o.late)).collect();
        let due = NOON + Span::days(30);
        assert_eq!(flat, [(1, due, false), (2, due + Span::hours(1), false)]);
        assert_eq!(owed[0].owing.owner.as_str(), "the mayor");
        city.clock.set(due + Span(1));
        assert_eq!(city.service.responses().owed(staff.moderator().unwrap()).await.unwrap().iter().filter(|o| o.late).count(), 1);

        let given = ResponseForm { response: owed[0].owing.id.to_string(), ..answer(Status::UnderReview) };
        let elsewhere = city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 2, given.clone()).await;
        assert_eq!(refusal(elsewhere), FieldErrors::one("response", Invalid::UnknownChoice));
        for _ in 0..2 {
            city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, given.clone()).await.unwrap();
        }
        let other = ResponseForm { body: "Another text for the same promise.".into(), ..given };
        assert_eq!(refusal(city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, other).await), Refusal::forbidden(Need::Changeable));
        let left: Vec<i64> = city.service.responses().owed(staff.moderator().unwrap()).await.unwrap().iter().map(|o| o.owing.number).collect();
        assert_eq!(left, [2]);
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!(page.responses.len(), 1);
        assert_eq!(page.responses[0].rung_count, Some(RUNG));
    }

    async fn a_promise_is_kept_before_an_idea_is_merged(store: TestStore) {
        let city = City::over(&store).await;
        let staff = city.person(Role::Moderator).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        for title in ["More trees along the way", "More shade along the way"] {
            city.proposal(&people[0], title).await;
        }
        for person in &people {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        let merge = |form| city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, form);
        assert_eq!(refusal(merge(merged_into("2")).await), FieldErrors::one("status", Invalid::AnswerOwed));
        let owed = city.service.responses().owed(staff.moderator().unwrap()).await.unwrap();
        assert_eq!(owed.len(), 1);
        let given = ResponseForm { response: owed[0].owing.id.to_string(), ..merged_into("2") };
        merge(given).await.unwrap();
        assert!(city.service.responses().owed(staff.moderator().unwrap()).await.unwrap().is_empty());
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!((page.status, page.responses.len(), page.responses[0].rung_count), (Status::Merged, 1, Some(RUNG)));
    }

    async fn a_wrong_answer_names_its_fields(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        city.proposal(&ana, "More trees along the way").await;
        let wrong = ResponseForm { status: "withdrawn".into(), body: "No.".into(), response: "x".into(), ..ResponseForm::default() };
        let Refusal::Invalid { fields } = refusal(city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, wrong).await) else { panic!() };
        assert_eq!(fields.0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["status", "body", "response"]);
        city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, 1).await.unwrap();
        let outcome = city.service.responses().answer(staff.respondent().unwrap(), &city.slug, 1, answer(Status::Accepted)).await;
        assert_eq!(refusal(outcome), Refusal::forbidden(Need::Changeable));
    }
}
