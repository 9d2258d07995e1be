//! The lab's form of a consultation: what it refuses, and what stays when it is saved again.

use super::*;

suite! {
    async fn phases_that_overlap_are_named_and_nothing_is_changed(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let before = world.form(&lab, &slug).await;
        let mut form = before.clone();
        form.title = "Another title".into();
        form.phases = vec![
            a_phase("Support", "2026-03-10T00:00", "2026-03-20T00:00", [false, false, true]),
            a_phase("Ideas", "2026-03-01T00:00", "2026-03-10T00:01", [true, true, true]),
        ];
        let error = invalid(world.service.consultations().edit(lab.lab().unwrap(), &slug, form.clone()).await, "phases");
        assert_eq!(error, Invalid::PhasesOverlap { first: "Ideas".into(), second: "Support".into() });
        assert_eq!(world.form(&lab, &slug).await, before);
        form.phases[1].ends_at = "2026-03-10T00:00".into();
        world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
    }

    async fn every_field_has_its_limit_and_all_mistakes_are_told_at_once(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &slug).await;
        form.title = "x".repeat(121);
        form.slug = "not a slug".into();
        form.summary = String::new();
        form.description = "x".repeat(20_001);
        form.promise = "x".repeat(20_001);
        form.outcome = "x".repeat(20_001);
        form.language = "english".into();
        form.themes = "Parks\nparks".into();
        form.areas = "City\n      Deep".into();
        form.phases = vec![a_phase("x", "tomorrow", "", [true; 3])];
        form.phases[0].method = "shout".into();
        form.phases[0].description = "x".repeat(501);
        form.ladder = vec![RungFields { count: "0".into(), owes: "x".into(), within_days: "many".into(), ..RungFields::default() }];
        let Refusal::Invalid { fields } = refusal(world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await) else {
            panic!("not invalid")
        };
        let named: Vec<&str> = fields.0.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(named, [
            "title", "slug", "summary", "description", "promise", "outcome", "language", "themes", "areas",
            "phases[0][name]", "phases[0][description]", "phases[0][method]", "phases[0][starts_at]",
            "phases[0][ends_on]", "ladder[0][count]", "ladder[0][owes]", "ladder[0][owner]", "ladder[0][within_days]",
        ]);
    }

    async fn a_phase_that_ends_too_early_is_named_though_another_cannot_be_read(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &slug).await;
        form.phases = vec![
            a_phase("Support", "2026-03-20T00:00", "2026-03-10T00:00", [false, false, true]),
            a_phase("Ideas", "soon", "2026-03-10T00:00", [true, true, true]),
        ];
        let Refusal::Invalid { fields } = refusal(world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await) else {
            panic!("not invalid")
        };
        assert_eq!(fields.of("phases"), Some(&Invalid::EndsBeforeStart { phase: "Support".into() }));
        assert_eq!(fields.of("phases[1][starts_at]"), Some(&Invalid::Malformed));
    }

    async fn a_draft_is_saved_and_published_at_once_or_not_at_all(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &slug).await;
        let before = form.clone();
        form.summary = "What would you change first?".into();
        form.promise = String::new();
        for (viewer, expected) in [
            (Viewer::Visitor, Refusal::SignInRequired),
            (world.person(Role::Moderator).await, Refusal::forbidden(Need::Role(Role::Lab))),
        ] {
            let outcome = async { world.service.consultations().edit_and_publish(viewer.lab()?, &slug, form.clone()).await }.await;
            assert_eq!(refusal(outcome), expected);
        }
        let outcome = world.service.consultations().edit_and_publish(lab.lab().unwrap(), &slug, form.clone()).await;
        assert_eq!(invalid(outcome, "promise"), Invalid::Required);
        assert_eq!(world.form(&lab, &slug).await, before, "nothing is saved either");
        form.promise = "The city answers.".into();
        world.service.consultations().edit_and_publish(lab.lab().unwrap(), &slug, form.clone()).await.unwrap();
        let page = world.service.consultations().page(&Viewer::Visitor, &slug).await.unwrap();
        assert_eq!((page.state, page.summary.as_str()), (State::Published, "What would you change first?"));
        assert_eq!(world.events().await, ["consultation_created", "consultation_edited", "consultation_published"]);
        let outcome = world.service.consultations().edit_and_publish(lab.lab().unwrap(), &slug, form).await;
        assert!(matches!(refusal(outcome), Refusal::Outdated { .. }), "the same form once more");
    }

    async fn a_consultation_needs_a_phase_and_two_rungs_differ(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mut form = world.form(&lab, &slug).await;
        form.phases.iter_mut().for_each(|phase| phase.remove = true);
        let rung = |count: &str| RungFields {
            count: count.into(), owes: "an answer".into(), owner: "the mayor".into(), within_days: "30".into(),
            ..RungFields::default()
        };
        form.ladder = vec![rung("500"), rung("500"), RungFields::default()];
        let outcome = world.service.consultations().edit(lab.lab().unwrap(), &slug, form.clone()).await;
        assert_eq!(invalid(outcome, "phases"), Invalid::NoneGiven);
        let outcome = world.service.consultations().edit(lab.lab().unwrap(), &slug, form.clone()).await;
        assert_eq!(invalid(outcome, "ladder"), Invalid::Duplicate { value: "500".into() });
        form.phases[0].remove = false;
        form.ladder.remove(0);
        world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let page = world.service.consultations().page(&lab, &slug).await.unwrap();
        assert_eq!((page.phases.len(), page.ladder.len()), (1, 1));
    }

    async fn an_edit_of_an_outdated_form_changes_nothing(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.draft(&lab, "open_call", "Imagine the city").await;
        let mine = world.form(&lab, &slug).await;
        let mut theirs = mine.clone();
        theirs.description = "Theirs".into();
        world.service.consultations().edit(lab.lab().unwrap(), &slug, theirs).await.unwrap();
        let refused = refusal(world.service.consultations().edit(lab.lab().unwrap(), &slug, mine.clone()).await);
        assert_eq!(refused, Refusal::Outdated { current: 2 });
        assert_eq!(world.form(&lab, &slug).await.description, "Theirs");
        let mut forged = mine;
        forged.revision = "two".into();
        assert_eq!(refusal(world.service.consultations().edit(lab.lab().unwrap(), &slug, forged).await), Refusal::Malformed);
    }

    async fn kept_areas_keep_their_ids_and_used_ones_are_only_retired(store: TestStore) {
        let world = World::over(&store);
        let lab = world.person(Role::Lab).await;
        let slug = world.open_consultation(&lab).await;
        let service = &world.service;
        let id = service.consultations().page(&lab, &slug).await.unwrap().id;
        let mut tx = service.store().write().await.unwrap();
        let (themes, areas) = (theme::of(&mut tx, id).await.unwrap(), area::of(&mut tx, id).await.unwrap());
        let author = lab.account().unwrap();
        a_proposal(&mut tx, id, author, themes[0].id, areas[1].id).await;
        tx.commit().await.unwrap();

        let before = service.consultations().page(&lab, &slug).await.unwrap();
        let mut form = world.form(&lab, &slug).await;
        form.themes = "STREETS\nWater".into();
        form.areas = "City\n  South".into();
        form.phases[0].name = "Dreams".into();
        // Neither goes before it is said what becomes of it, and the proposal that bears both.
        for field in ["themes", "areas"] {
            let outcome = service.consultations().edit(lab.lab().unwrap(), &slug, form.clone()).await;
            assert_eq!(invalid(outcome, field), Invalid::Undecided { count: 1 });
        }
        assert_eq!(world.form(&lab, &slug).await.phases[0].name, "Ideas", "nothing is written");
        form.fates = [themes[0].id.to_string(), areas[1].id.to_string()]
            .map(|id| FateFields { id, to: "none".into() })
            .to_vec();
        service.consultations().edit(lab.lab().unwrap(), &slug, form.clone()).await.unwrap();
        let after = service.consultations().page(&lab, &slug).await.unwrap();
        assert_eq!(after.phases[0].id, before.phases[0].id);
        assert_eq!(after.phases[0].name.as_str(), "Dreams");

        let mut tx = service.store().read().await.unwrap();
        let kept: Vec<(&str, bool)> = vec![("STREETS", false), ("Water", false), ("Parks", true)];
        let found = theme::of(&mut tx, id).await.unwrap();
        assert_eq!(found.iter().map(|t| (t.label.as_str(), t.retired)).collect::<Vec<_>>(), kept);
        assert_eq!(found[0].id, themes[1].id);
        let found = area::of(&mut tx, id).await.unwrap();
        let kept = vec![("City", areas[0].id, false), ("South", areas[2].id, false), ("North", areas[1].id, true)];
        assert_eq!(found.iter().map(|a| (a.label.as_str(), a.id, a.retired)).collect::<Vec<_>>(), kept);
        drop(tx);

        // A name that comes back in the list is the same area again.
        let mut form = world.form(&lab, &slug).await;
        form.themes = "Parks".into();
        service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let mut tx = service.store().read().await.unwrap();
        let found = theme::of(&mut tx, id).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, found[0].retired), (themes[0].id, false));
    }

    async fn an_edit_that_touches_no_date_keeps_every_second(store: TestStore) {
        let config = Config { time_zone: TimeZone::named("Europe/Madrid").unwrap(), ..Config::default() };
        let world = World::with(&store, config);
        let lab = world.person(Role::Lab).await;
        let slug = world.open_consultation(&lab).await;
        let id = world.service.consultations().page(&lab, &slug).await.unwrap().id;
        let mut tx = world.service.store().write().await.unwrap();
        let mut phases = cabildo_store::phase::of(&mut tx, id).await.unwrap();
        phases[1].ends_at = phases[1].ends_at + Span(12_345);
        cabildo_store::phase::replace(&mut tx, id, &phases).await.unwrap();
        tx.commit().await.unwrap();
        let mut form = world.form(&lab, &slug).await;
        let shown = (form.phases[0].starts_on.as_str(), form.phases[0].starts_time.as_str());
        assert_eq!(shown, ("2026-03-01", "12:00"), "on the city's clocks");
        form.phases[0].starts_at = "2026-03-01T11:00".into();
        world.service.consultations().edit(lab.lab().unwrap(), &slug, form).await.unwrap();
        let page = world.service.consultations().page(&lab, &slug).await.unwrap();
        assert_eq!(page.phases[1].ends_at, phases[1].ends_at);
        assert_eq!(page.phases[0].starts_at, START - Span::hours(2));
    }
}
