use crate::city::{City, NOON, form};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Viewer,
    permission::Capability,
    phase::{Activity, Closed},
    proposal::Status,
    refusal::Need,
    text::Reason,
    time::Span,
};
use cabildo_service::{
    Error,
    author::AuthorView,
    proposal::{ProposalForm, ProposalRef},
};
use cabildo_store::{proposal::change, suite};
use uuid::Uuid;

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

async fn hide(city: &City, proposal: &ProposalRef, hidden: bool) {
    let reason = Reason::trusted("It names a neighbour.".into());
    let mut tx = city.service.store().write().await.unwrap();
    change::set_hidden(&mut tx, proposal.id, hidden.then_some((&reason, NOON)))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// The form that the edit page shows.
async fn edit_form(city: &City, viewer: &Viewer, number: i64) -> ProposalForm {
    city.service
        .proposals()
        .page(viewer, &city.slug, number)
        .await
        .unwrap()
        .content
        .unwrap()
        .form
}

suite! {
    async fn every_signed_in_person_may_propose_and_a_visitor_is_asked_to_sign_in(store: TestStore) {
        let city = City::over(&store).await;
        for (who, viewer) in city.everybody().await {
            let outcome = async { city.service.proposals().propose(viewer.resident()?, &city.slug, form("More trees along the way")).await }.await;
            if viewer == Viewer::Visitor {
                assert_eq!(refusal(outcome), Refusal::SignInRequired);
            } else {
                assert!(outcome.is_ok(), "{who}: {outcome:?}");
            }
        }
        let counts = city.counts().await;
        assert_eq!((counts.proposals, counts.participants), (4, 4));
    }

    async fn proposals_are_numbered_within_their_consultation(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        for expected in 1..=3 {
            assert_eq!(city.proposal(&ana, "More trees along the way").await.number, expected);
        }
        assert_eq!(city.counts().await.participants, 1);
        assert_eq!(city.events().await, ["proposal_created"; 3]);
    }

    async fn people_who_propose_at_once_get_a_number_each(store: TestStore) {
        let city = City::over(&store).await;
        let tasks: Vec<_> = city.people(20, Role::Resident).await.into_iter().map(|person| {
            let (service, slug) = (city.service.clone(), city.slug.clone());
            tokio::spawn(async move { service.proposals().propose(person.resident().unwrap(), &slug, form("More trees along the way")).await.unwrap().number })
        }).collect();
        let mut numbers = Vec::new();
        for task in tasks {
            numbers.push(task.await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, Vec::from_iter(1..=20));
    }

    async fn a_second_submit_of_the_same_form_answers_with_the_first_proposal(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, bea) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        let keyed = ProposalForm { submit_key: Uuid::new_v4().to_string(), ..form("More trees along the way") };
        let tasks: Vec<_> = (0..8).map(|_| {
            let (service, slug, ana, keyed) = (city.service.clone(), city.slug.clone(), ana.clone(), keyed.clone());
            tokio::spawn(async move { service.proposals().propose(ana.resident().unwrap(), &slug, keyed).await.unwrap() })
        }).collect();
        let mut seen = Vec::new();
        for task in tasks {
            seen.push(task.await.unwrap());
        }
        assert!(seen.iter().all(|one| one == &seen[0]), "{seen:?}");
        // Somebody else's proposal with the same key is a proposal of its own.
        let other = city.service.proposals().propose(bea.resident().unwrap(), &city.slug, keyed.clone()).await.unwrap();
        assert_ne!(other.id, seen[0].id);
        // A replay after the phase ended is still a replay.
        city.clock.advance(Span::days(11));
        assert_eq!(city.service.proposals().propose(ana.resident().unwrap(), &city.slug, keyed).await.unwrap(), seen[0]);
        assert_eq!(city.counts().await.proposals, 2);
    }

    async fn another_text_in_a_form_that_was_submitted_is_another_proposal(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        let keyed = |title: &str| ProposalForm { submit_key: Uuid::from_u128(7).to_string(), ..form(title) };
        let propose = |form| city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form);
        let first = propose(keyed("More trees along the way")).await.unwrap();
        let second = propose(keyed("Benches in the shade")).await.unwrap();
        assert_ne!(second.id, first.id);
        let longer = ProposalForm { body: "In every street, and soon after.".into(), ..keyed("Benches in the shade") };
        let third = propose(longer.clone()).await.unwrap();
        assert_ne!(third.id, second.id, "the title alone does not tell");
        // Each of them is still published once, also after its author changed it.
        let edit = ProposalForm { title: "More and taller trees".into(), ..edit_form(&city, &ana, first.number).await };
        city.service.proposals().edit(ana.resident().unwrap(), &city.slug, first.number, edit).await.unwrap();
        assert_eq!(propose(keyed("More trees along the way")).await.unwrap(), first);
        assert_eq!(propose(keyed("Benches in the shade")).await.unwrap(), second);
        assert_eq!(propose(longer).await.unwrap(), third);
        assert_eq!(city.counts().await.proposals, 3);
    }

    async fn a_form_posted_after_the_phase_is_refused_saying_when_it_ended(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.clock.set(NOON + Span::days(10) - Span(1));
        city.proposal(&ana, "Just before the end").await;
        city.clock.set(NOON + Span::days(10));
        let ended = Refusal::Closed { activity: Activity::Propose, closed: Closed::Ended(NOON + Span::days(10)) };
        assert_eq!(refusal(city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form("Just after the end")).await), ended);
        let edited = ProposalForm { revision: "1".into(), ..form("Changed after the end") };
        assert_eq!(refusal(city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, edited).await), ended);
    }

    async fn all_wrong_fields_are_named_at_once(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        let wrong = ProposalForm {
            title: "short".into(),
            body: " ".into(),
            theme: Uuid::new_v4().to_string(),
            area: "<b>".into(),
            language: "english".into(),
            ..ProposalForm::default()
        };
        let Refusal::Invalid { fields } = refusal(city.service.proposals().propose(ana.resident().unwrap(), &city.slug, wrong).await) else { panic!() };
        let expected = [
            ("title", Invalid::TooShort { min: 8 }),
            ("body", Invalid::Required),
            ("theme", Invalid::UnknownChoice),
            ("area", Invalid::UnknownChoice),
            ("language", Invalid::Malformed),
        ];
        assert_eq!(fields, FieldErrors(expected.map(|(name, why)| (name.to_owned(), why)).to_vec()));
        assert_eq!(city.counts().await.proposals, 0);
    }

    async fn a_page_shows_what_was_proposed_and_where(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        let placed = ProposalForm {
            theme: city.themes[0].to_string(),
            area: city.areas[2].to_string(),
            ..form("Shade for the old town")
        };
        city.service.proposals().propose(ana.resident().unwrap(), &city.slug, placed).await.unwrap();
        let before = city.service.store().statements();
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!(city.service.store().statements() - before, 5);
        let content = page.content.unwrap();
        assert_eq!(content.said.title.as_str(), "Shade for the old town");
        assert_eq!(content.body_html, "<p>There is <strong>no shade</strong> on the way to school.</p>\n");
        assert_eq!(content.theme.unwrap().as_str(), "Parks");
        let path: Vec<&str> = content.area.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(path, ["City", "North", "Old town"]);
        assert!(matches!(content.author, AuthorView::Known { name, badge: None } if name.as_str() == "resident 0"));
        let missing = city.service.proposals().page(&ana, &city.slug, 2).await;
        assert_eq!(refusal(missing), Refusal::NotFound);
    }

    async fn only_the_author_may_edit_or_withdraw(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        let change = ProposalForm { revision: "1".into(), ..form("Fewer trees along the way") };
        for (who, viewer) in city.everybody().await {
            let expected =
                if viewer == Viewer::Visitor { Refusal::SignInRequired } else { Refusal::forbidden(Need::Author) };
            let edit = async { city.service.proposals().edit(viewer.resident()?, &city.slug, 1, change.clone()).await }.await;
            assert_eq!(refusal(edit), expected, "{who} edits");
            let withdraw = async { city.service.proposals().withdraw(viewer.resident()?, &city.slug, 1).await }.await;
            assert_eq!(refusal(withdraw), expected, "{who} withdraws");
            let page = city.service.proposals().page(&viewer, &city.slug, 1).await.unwrap();
            assert!(!page.may.edit && !page.may.withdraw && !page.is_mine, "{who}");
        }
        let page = city.service.proposals().page(&ana, &city.slug, 1).await.unwrap();
        assert!(page.may.edit && page.may.withdraw && page.is_mine && !page.may.answer);
    }

    async fn every_version_is_kept(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        for title in ["More and older trees", "Older trees only"] {
            let edited = ProposalForm { title: title.into(), ..edit_form(&city, &ana, 1).await };
            city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, edited.clone()).await.unwrap();
            // The same form again changes nothing, though its revision is the old one.
            city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, edited).await.unwrap();
        }
        let (_, versions) = city.service.proposals().revisions(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        let flat: Vec<(i64, &str)> = versions.iter().map(|v| (v.revision, v.content.title.as_str())).collect();
        assert_eq!(flat, [(3, "Older trees only"), (2, "More and older trees"), (1, "More trees along the way")]);
        assert_eq!(city.events().await, ["proposal_created", "proposal_edited", "proposal_edited"]);
    }

    async fn a_version_keeps_the_language_that_it_was_written_in(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        let translated = ProposalForm {
            title: "Más árboles en el camino".into(),
            language: "es".into(),
            ..edit_form(&city, &ana, 1).await
        };
        city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, translated).await.unwrap();
        let (_, versions) = city.service.proposals().revisions(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        let languages: Vec<&str> = versions.iter().map(|version| version.content.language.as_str()).collect();
        assert_eq!(languages, ["es", "en"]);
        let data = city.service.accounts().export(ana.resident().unwrap()).await.unwrap();
        let own: Vec<_> = data["revisions"].as_array().unwrap().iter().map(|row| row["language"].clone()).collect();
        assert_eq!(own, ["en", "es"]);
    }

    async fn an_edit_of_an_outdated_revision_is_refused_and_loses_nothing(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        let loaded = edit_form(&city, &ana, 1).await;
        let first = ProposalForm { title: "More and older trees".into(), ..loaded.clone() };
        city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, first).await.unwrap();
        let second = ProposalForm { title: "Trees from the other tab".into(), ..loaded };
        let outcome = city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, second).await;
        assert_eq!(refusal(outcome), Refusal::Outdated { current: 2 });
        assert_eq!(edit_form(&city, &ana, 1).await.title, "More and older trees");
    }

    async fn of_many_edits_at_once_one_wins_and_the_others_are_told(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        let loaded = edit_form(&city, &ana, 1).await;
        let tasks: Vec<_> = (0..10).map(|n| {
            let (service, slug, ana) = (city.service.clone(), city.slug.clone(), ana.clone());
            let edited = ProposalForm { title: format!("Version of tab {n}"), ..loaded.clone() };
            tokio::spawn(async move { service.proposals().edit(ana.resident().unwrap(), &slug, 1, edited).await })
        }).collect();
        let mut won = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => won += 1,
                Err(error) => assert!(matches!(error, Error::Refused(Refusal::Outdated { .. })), "{error:?}"),
            }
        }
        assert_eq!(won, 1);
        assert_eq!(city.service.proposals().revisions(&ana, &city.slug, 1).await.unwrap().1.len(), 2);
    }

    async fn a_withdrawn_proposal_leaves_the_lists_and_keeps_its_page(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.proposal(&ana, "More trees along the way").await;
        for _ in 0..2 {
            city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, 1).await.unwrap();
        }
        assert_eq!(city.counts().await.proposals, 0);
        let page = city.service.proposals().page(&Viewer::Visitor, &city.slug, 1).await.unwrap();
        assert_eq!(page.status, Status::Withdrawn);
        assert!(page.content.is_some() && !page.may.support);
        let change = ProposalForm { revision: "1".into(), ..form("Trees again, please") };
        let outcome = city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, change).await;
        assert_eq!(refusal(outcome), Refusal::forbidden(Need::Changeable));
        assert_eq!(city.events().await, ["proposal_created", "proposal_withdrawn"]);
    }

    async fn a_hidden_proposal_shows_its_reason_and_to_some_its_text(store: TestStore) {
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        let proposal = city.proposal(&ana, "More trees along the way").await;
        for _ in 0..2 {
            hide(&city, &proposal, true).await;
        }
        assert_eq!(city.counts().await.proposals, 0);
        let mut people = city.everybody().await;
        people.push(("author".into(), ana.clone()));
        for (who, viewer) in people {
            let page = city.service.proposals().page(&viewer, &city.slug, 1).await.unwrap();
            assert_eq!(page.hidden.unwrap().reason.as_str(), "It names a neighbour.");
            let shown = who == "author" || viewer.may(Capability::Moderate);
            assert_eq!(page.content.is_some(), shown, "{who}");
            assert_eq!(city.service.proposals().revisions(&viewer, &city.slug, 1).await.is_ok(), shown, "{who}");
        }
        let change = ProposalForm { revision: "1".into(), ..form("Trees again, please") };
        let outcome = city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, change).await;
        assert_eq!(refusal(outcome), Refusal::forbidden(Need::Visible));
        for _ in 0..2 {
            hide(&city, &proposal, false).await;
        }
        assert_eq!(city.counts().await.proposals, 1);
    }
}
