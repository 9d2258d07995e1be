mod edit;

use crate::world::{START, World, a_phase};
use cabildo_domain::{
    AccountId, AreaId, ConsultationId, Invalid, Language, ProposalId, Refusal, Role, ThemeId,
    Timestamp, Viewer,
    consultation::{Slug, Standing, State, Template},
    phase::{Activity, Closed},
    proposal::{Content, Status},
    refusal::Need,
    text::{ProposalBody, ProposalTitle},
    time::Span,
};
use cabildo_service::{
    Config, Error,
    config::TimeZone,
    consultation::{FateFields, ListKind, NewConsultationForm, RungFields},
    cursor::Cursor,
};
use cabildo_store::{
    Tx, area, consultation,
    proposal::{self, NewProposal},
    suite, theme,
};
use uuid::Uuid;

fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn invalid<T: std::fmt::Debug>(outcome: Result<T, Error>, field: &str) -> Invalid {
    match refusal(outcome) {
        Refusal::Invalid { fields } => fields
            .of(field)
            .unwrap_or_else(|| panic!("{field} not in {fields:?}"))
            .clone(),
        other => panic!("{other:?}"),
    }
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

suite! {
    async fn every_template_makes_a_draft_with_its_phases_and_ladder(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        for template in Template::ALL {
            let slug = world.draft(&lab, template.as_str(), "Imagine the city").await;
            let page = world.service.consultations().page(&lab, &slug).await.unwrap();
            assert_eq!(page.state, State::Draft);
            assert_eq!(page.phases.len(), template.phases().len(), "{template}");
            assert_eq!(page.ladder.len(), template.ladder().len(), "{template}");
            for (phase, sketch) in page.phases.iter().zip(template.phases()) {
                assert_eq!((phase.method, phase.allows), (sketch.method, sketch.allows));
                assert_eq!(phase.ends_at.since(phase.starts_at), Span::days(sketch.days));
            }
            assert!(page.phases.windows(2).all(|pair| pair[0].ends_at == pair[1].starts_at));
            assert_eq!(page.phases[0].starts_at, START + Span::hours(12), "tomorrow at midnight");
        }
        let lab_list = world.service.consultations().of_lab(lab.lab().unwrap(), None).await.unwrap().items;
        let mut slugs: Vec<String> = lab_list.iter().map(|card| card.slug.to_string()).collect();
        slugs.sort();
        let numbered = (2..=Template::ALL.len()).map(|n| format!("imagine-the-city-{n}"));
        let expected: Vec<String> = std::iter::once("imagine-the-city".to_owned()).chain(numbered).collect();
        assert_eq!(slugs, expected);
    }

    async fn only_the_lab_runs_consultations(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let form = world.form(&lab, &slug).await;
        let table = [
            (Viewer::Visitor, Some(Refusal::SignInRequired)),
            (world.person(Role::Resident).await, Some(Refusal::forbidden(Need::Role(Role::Lab)))),
            (world.person(Role::Moderator).await, Some(Refusal::forbidden(Need::Role(Role::Lab)))),
            (world.person(Role::Lab).await, None),
            (world.person(Role::Admin).await, None),
        ];
        for (viewer, refused) in table {
            let new = NewConsultationForm {
                template: "pilot".into(),
                title: "Quiet streets".into(),
                summary: "Cars out, benches in.".into(),
                language: "en".into(),
            };
            let service = &world.service;
            let mut form = form.clone();
            if refused.is_none() {
                form = world.form(&lab, &slug).await;
            }
            let outcomes = [
                async { service.consultations().create(viewer.lab()?, new, &crate::world::texts()).await }.await.map(drop),
                async { service.consultations().editor(viewer.lab()?, &slug).await }.await.map(drop),
                async { service.consultations().of_lab(viewer.lab()?, None).await }.await.map(drop),
                async { service.consultations().edit(viewer.lab()?, &slug, form).await }.await.map(drop),
                async { service.consultations().publish(viewer.lab()?, &slug).await }.await.map(drop),
                async { service.consultations().archive(viewer.lab()?, &slug).await }.await.map(drop),
                async { service.consultations().reopen(viewer.lab()?, &slug).await }.await.map(drop),
                async { service.consultations().reopen(viewer.lab()?, &slug).await }.await.map(drop),
            ];
            for (index, outcome) in outcomes.into_iter().enumerate() {
                match &refused {
                    Some(expected) => assert_eq!(&refusal(outcome), expected, "{index}"),
                    None => outcome.unwrap_or_else(|error| panic!("{index}: {error}")),
                }
            }
        }
    }

    async fn a_draft_is_there_for_the_lab_alone(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        assert!(world.service.consultations().page(&lab, &slug).await.is_ok());
        for viewer in [Viewer::Visitor, world.person(Role::Resident).await, world.person(Role::Moderator).await] {
            assert_eq!(refusal(world.service.consultations().page(&viewer, &slug).await), Refusal::NotFound);
        }
        assert!(world.service.consultations().list(ListKind::Public, None).await.unwrap().items.is_empty());
        assert_eq!(world.service.consultations().home().await.unwrap(), Default::default());
        world.service.consultations().publish(lab.lab().unwrap(), &slug).await.unwrap();
        assert!(world.service.consultations().page(&Viewer::Visitor, &slug).await.is_ok());
        assert_eq!(world.service.consultations().home().await.unwrap().upcoming.len(), 1);
    }

    async fn every_change_is_in_the_log_once(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let service = &world.service;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let form = world.form(&lab, &slug).await;
        service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        for _ in 0..2 {
            service.consultations().publish(lab.lab().unwrap(), &slug).await.unwrap();
        }
        for _ in 0..2 {
            service.consultations().archive(lab.lab().unwrap(), &slug).await.unwrap();
        }
        // Nobody took part, and yet the second click on the way back does not make it a draft.
        for _ in 0..2 {
            assert_eq!(service.consultations().reopen(lab.lab().unwrap(), &slug).await.unwrap().state, State::Published);
        }
        assert_eq!(
            world.events().await,
            [
                "consultation_created",
                "consultation_edited",
                "consultation_published",
                "consultation_archived",
                "consultation_reopened"
            ]
        );
    }

    async fn phases_begin_and_end_by_the_clock_alone(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.open_consultation(&lab).await;
        let service = &world.service;
        let (turn, end) = (START + Span::days(10), START + Span::days(20));
        let table = [
            (START - Span::hours(2), Standing::Upcoming, Some(Closed::Opens(START - Span::hours(1))), false),
            (START, Standing::Open, None, true),
            (Timestamp(turn.0 - 1), Standing::Open, None, true),
            (turn, Standing::Open, Some(Closed::Ended(turn)), true),
            (Timestamp(end.0 - 1), Standing::Open, Some(Closed::Ended(turn)), true),
            (end, Standing::Closed, Some(Closed::Ended(turn)), false),
        ];
        let written = world.events().await.len();
        for (now, standing, proposing, supporting) in table {
            world.clock.set(now);
            let page = service.consultations().page(&Viewer::Visitor, &slug).await.unwrap();
            assert_eq!(page.standing, standing, "{now:?}");
            assert_eq!(page.closed(Activity::Propose), proposing, "{now:?}");
            assert_eq!(page.allows(Activity::Support), supporting, "{now:?}");
        }
        assert_eq!(world.events().await.len(), written, "nothing had to happen");
    }

    async fn an_archived_consultation_allows_nothing_until_it_is_reopened(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.open_consultation(&lab).await;
        let service = &world.service;
        service.consultations().archive(lab.lab().unwrap(), &slug).await.unwrap();
        world.days_later(1);
        let page = service.consultations().page(&Viewer::Visitor, &slug).await.unwrap();
        assert_eq!(page.standing, Standing::Archived);
        for activity in Activity::ALL {
            // Its phases never asked for answers to statements.
            let was_open = !matches!(activity, Activity::Answer | Activity::Contribute);
            let closed = if was_open { Closed::Ended(START) } else { Closed::Never };
            assert_eq!(page.closed(*activity), Some(closed), "{activity}");
        }
        assert_eq!(refusal(service.consultations().publish(lab.lab().unwrap(), &slug).await), Refusal::forbidden(Need::Changeable));
        service.consultations().reopen(lab.lab().unwrap(), &slug).await.unwrap();
        let page = service.consultations().page(&Viewer::Visitor, &slug).await.unwrap();
        assert!(page.allows(Activity::Propose));
        assert_eq!(page.archived_at, None);
    }

    async fn a_consultation_that_people_took_part_in_is_no_draft_again(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.open_consultation(&lab).await;
        let service = &world.service;
        assert_eq!(service.consultations().reopen(lab.lab().unwrap(), &slug).await.unwrap().state, State::Draft);
        service.consultations().publish(lab.lab().unwrap(), &slug).await.unwrap();
        let id = service.consultations().page(&lab, &slug).await.unwrap().id;
        let mut tx = service.store().write().await.unwrap();
        consultation::take_number(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refusal(service.consultations().reopen(lab.lab().unwrap(), &slug).await), Refusal::forbidden(Need::Changeable));
    }

    async fn the_address_of_a_public_consultation_stays(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let taken = world.draft(&lab, "pilot", "Quiet streets").await;
        let first = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &first).await;
        form.slug = taken.to_string();
        let outcome = world.service.consultations().edit(lab.lab().unwrap(), &first, form.clone()).await;
        assert_eq!(invalid(outcome, "slug"), Invalid::Taken);
        form.slug = "imagine".into();
        world.service.consultations().edit(lab.lab().unwrap(), &first, form).await.unwrap();
        world.service.consultations().publish(lab.lab().unwrap(), &slug("imagine")).await.unwrap();
        let mut form = world.form(&lab, &slug("imagine")).await;
        form.slug = "elsewhere".into();
        let row = world.service.consultations().edit(lab.lab().unwrap(), &slug("imagine"), form).await.unwrap();
        assert_eq!(row.slug, slug("imagine"));
    }

    async fn a_consultation_without_a_promise_cannot_be_published(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &slug).await;
        form.promise = " ".into();
        world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let outcome = world.service.consultations().publish(lab.lab().unwrap(), &slug).await;
        assert_eq!(invalid(outcome, "promise"), Invalid::Required);
    }

    async fn texts_are_rendered_harmless(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &slug).await;
        for text in [&mut form.description, &mut form.promise, &mut form.outcome] {
            *text = "**yes** <script>alert(1)</script>".into();
        }
        world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let page = world.service.consultations().page(&lab, &slug).await.unwrap();
        for html in [page.description_html, page.promise_html, page.outcome_html] {
            assert!(html.contains("<strong>yes</strong>") && !html.contains("<script"), "{html}");
        }
    }

    async fn lists_take_the_same_statements_however_long_they_are(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        for _ in 0..limits_page() + 3 {
            world.open_consultation(&lab).await;
            world.clock.advance(Span::seconds(1));
        }
        let statements = || world.service.store().statements();
        let before = statements();
        let home = world.service.consultations().home().await.unwrap();
        assert_eq!((home.open.len(), statements() - before), (12, 4));
        assert!(home.open.iter().all(|card| card.current_phase().is_some_and(|phase| phase.name.as_str() == "Ideas")));
        let mut cursor = None;
        let mut seen = Vec::new();
        loop {
            let before = statements();
            let list = world.service.consultations().list(ListKind::Open, cursor.as_ref()).await.unwrap();
            assert_eq!(statements() - before, 2);
            seen.extend(list.items.into_iter().map(|card| card.id));
            let Some(next) = list.next else { break };
            cursor = Some(next);
        }
        assert_eq!(seen.len(), limits_page() + 3);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), limits_page() + 3);
        let forged = world.service.consultations().list(ListKind::Open, Cursor::given("1.nothing").as_ref()).await;
        assert_eq!(refusal(forged), Refusal::Malformed);
    }
}

fn limits_page() -> usize {
    cabildo_domain::limits::PAGE as usize
}

async fn a_proposal(
    tx: &mut Tx,
    consultation: ConsultationId,
    author: AccountId,
    theme: ThemeId,
    area: AreaId,
) {
    let new = NewProposal {
        id: ProposalId(Uuid::now_v7()),
        consultation,
        number: 1,
        author: author.into(),
        body_html: "<p>Plant trees along the avenue.</p>".into(),
        content: Content {
            theme: Some(theme),
            area: Some(area),
            ..Content::new(
                ProposalTitle::trusted("More shade".into()),
                ProposalBody::trusted("Plant trees along the avenue.".into()),
                Language::trusted("en".into()),
            )
        },
        sanitizer: 1,
        status: Status::Published,
        created_at: START,
        imported_supports: 0,
        lot: 1,
        fair_rank: 1,
        submit_key: None,
        import_key: None,
    };
    proposal::insert(tx, &[new]).await.unwrap();
}
