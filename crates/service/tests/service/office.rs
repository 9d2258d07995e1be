//! Answering for an office: an operator grants an account the capability to give the responses that this office owes.

use crate::{
    city::{City, RUNG},
    harness::Harness,
};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Viewer, event::Verb, limits::PAGE, permission::Grant,
    proposal::Status, refusal::Need, support::Supportable, text::Owed, time::Span,
};
use cabildo_service::{Error, response::ResponseForm};
use cabildo_store::{event, suite};
use std::collections::BTreeSet;

/// Somebody who answers for this office.
async fn answering_for(city: &City, office: &str) -> Viewer {
    let Viewer::Member(mut member) = city.person(Role::Resident).await else {
        panic!("a person is a member");
    };
    member.grants = vec![Grant::answering_for(Owed::trusted(office.into()))];
    Viewer::Member(member)
}

/// Proposals with these titles that all these people support, so that the mayor owes a response to each.
async fn owed(city: &City, people: &[Viewer], titles: &[&str]) {
    for title in titles {
        let number = city.proposal(&people[0], title).await.number;
        for person in people {
            let resident = person.resident().unwrap();
            city.service
                .supports()
                .give(
                    resident,
                    &Supportable::Proposal.at(&city.slug, number),
                    None,
                )
                .await
                .unwrap();
        }
    }
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

suite! {
    async fn an_office_answers_what_it_owes_and_nothing_else(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        for title in ["More trees along the way", "More shade along the way"] {
            city.proposal(&people[0], title).await;
        }
        for person in &people {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        let (mayor, parks) = (answering_for(&city, "the mayor").await, answering_for(&city, "Parks").await);
        let mut owed = String::new();
        for (viewer, number, may) in [(&mayor, 1, true), (&mayor, 2, false), (&parks, 1, false)] {
            let page = city.service.proposals().page(viewer, &city.slug, number).await.unwrap();
            assert_eq!((page.may.answer, page.may.correct, page.may.moderate), (may, false, false), "{viewer:?} {number}");
            owed = page.responses.first().map_or(owed, |response| response.id.to_string());
        }
        let given = ResponseForm {
            status: Status::UnderReview.to_string(),
            body: "We plant **forty trees** this winter.".into(),
            response: owed,
            ..ResponseForm::default()
        };
        let of_its_own_accord = ResponseForm { response: String::new(), ..given.clone() };
        let merger = ResponseForm { status: Status::Merged.to_string(), merged_into: "2".into(), ..given.clone() };
        for (viewer, number, form) in [
            (&mayor, 1, &of_its_own_accord), (&mayor, 1, &merger), (&mayor, 2, &of_its_own_accord), (&parks, 1, &given),
        ] {
            let respondent = viewer.respondent().unwrap();
            let refused = city.service.responses().answer(respondent, &city.slug, number, form.clone()).await;
            assert_eq!(refusal(refused), Refusal::forbidden(Need::Role(Role::Moderator)), "{viewer:?} {number} {form:?}");
        }
        city.service.responses().answer(mayor.respondent().unwrap(), &city.slug, 1, given).await.unwrap();
        let page = city.service.proposals().page(&mayor, &city.slug, 1).await.unwrap();
        assert!(page.responses[0].answered_at.is_some() && !page.may.answer, "it owes nothing more");
    }

    async fn an_office_finds_what_it_owes_and_nothing_of_another(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        owed(&city, &people, &["More trees along the way", "More shade along the way"]).await;
        let (mayor, parks) = (answering_for(&city, "the mayor").await, answering_for(&city, "Parks").await);
        let mut everybody = city.everybody().await;
        everybody.extend([("the mayor".to_owned(), mayor.clone()), ("Parks".to_owned(), parks)]);
        for (who, viewer) in everybody {
            let listed = match viewer.respondent() {
                Ok(respondent) => city.service.responses().of_offices(respondent, None).await.map(|page| page.owed.len()),
                Err(refusal) => Err(refusal.into()),
            };
            match &*who {
                "visitor" => assert_eq!(refusal(listed), Refusal::SignInRequired, "{who}"),
                "resident" => assert_eq!(refusal(listed), Refusal::forbidden(Need::Role(Role::Moderator)), "{who}"),
                "moderator" | "lab" | "admin" | "Parks" => assert_eq!(listed.unwrap(), 0, "{who}"),
                "the mayor" => assert_eq!(listed.unwrap(), 2, "{who}"),
                other => panic!("{other} is not in the table"),
            }
        }
        let list = async || city.service.responses().of_offices(mayor.respondent().unwrap(), None).await.unwrap();
        let page = list().await;
        assert_eq!(page.offices, [Owed::trusted("the mayor".into())]);
        assert!(page.owed.iter().all(|owed| !owed.late) && page.next.is_none());
        city.clock.set(page.owed[0].owing.due_at + Span::hours(1));
        assert!(list().await.owed[0].late);
        let given = ResponseForm {
            status: Status::UnderReview.to_string(),
            body: "We plant **forty trees** this winter.".into(),
            response: page.owed[0].owing.id.to_string(),
            ..ResponseForm::default()
        };
        let number = page.owed[0].owing.number;
        city.service.responses().answer(mayor.respondent().unwrap(), &city.slug, number, given).await.unwrap();
        let left: Vec<i64> = list().await.owed.iter().map(|owed| owed.owing.number).collect();
        assert_eq!(left, [page.owed[1].owing.number], "an answered response is owed no more");
    }

    async fn a_long_list_of_an_office_comes_page_by_page(store: TestStore) {
        let city = City::over(&store).await;
        let people = city.people(RUNG as usize, Role::Resident).await;
        let titles: Vec<String> = (0..=PAGE).map(|n| format!("Idea number {n} for the way")).collect();
        owed(&city, &people, &titles.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let mayor = answering_for(&city, "the mayor").await;
        let mut numbers = Vec::new();
        let mut after = None;
        loop {
            let page = city.service.responses().of_offices(mayor.respondent().unwrap(), after.as_ref()).await.unwrap();
            assert!(page.owed.len() <= PAGE as usize);
            numbers.extend(page.owed.iter().map(|owed| owed.owing.number));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let distinct: BTreeSet<i64> = numbers.iter().copied().collect();
        assert_eq!((numbers.len(), distinct.len()), (titles.len(), titles.len()), "each once");
    }

    async fn an_operator_lets_an_account_answer_for_an_office(store: TestStore) {
        let harness = Harness::over(store);
        harness.resident("ana").await;
        assert!(harness.sign_in("ana").await.respondent().is_err());
        let set = async |office: &str, answers| harness.accounts().operator_set_office("ana@example.org", office, answers).await;
        assert!(set("Parks", true).await.unwrap());
        assert!(!set("Parks", true).await.unwrap(), "it does already");
        let ana = harness.sign_in("ana").await;
        assert!(ana.respondent().unwrap().answers_for(&Owed::trusted("Parks".into())));
        let data = harness.accounts().export(ana.resident().unwrap()).await.unwrap();
        assert_eq!(data["grants"][0]["place"], "Parks");
        assert!(set("Parks", false).await.unwrap());
        assert!(harness.sign_in("ana").await.respondent().is_err());
        let events = event::after(&mut harness.store.read().await.unwrap(), 0, 100).await.unwrap();
        let verbs: Vec<Verb> = events.iter().map(|event| event.verb).collect();
        assert_eq!(verbs, [Verb::Created, Verb::Granted, Verb::GrantRevoked], "each change is logged once");
        assert_eq!(refusal(set("", true).await), FieldErrors::one("office", Invalid::Required));
        assert_eq!(refusal(harness.accounts().operator_set_office("nobody@example.org", "Parks", true).await), Refusal::NotFound);
    }
}
