use super::town::{Town, refusal, says};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Viewer,
    opinion::{Answer::Agree, StatementStatus},
    phase::{Activity, Closed},
    refusal::Need,
};
use cabildo_service::{
    Error,
    moderation::ReasonForm,
    opinion::{
        Caller, InvitationForm, RulesForm, SeedForm, StatementEditForm, StatementFilter,
        StatementForm,
    },
};
use cabildo_store::suite;
use uuid::Uuid;

fn reason() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

fn allowed<T>(outcome: Result<T, Error>) -> bool {
    match outcome.map_err(Error::into_refusal) {
        Ok(_) => true,
        Err(Refusal::SignInRequired | Refusal::Forbidden { .. }) => false,
        Err(other) => panic!("{other:?}"),
    }
}

/// The further rights of each role on top of the one before it.
const ANYONE: &[&str] = &["read"];
const RESIDENT: &[&str] = &["vote", "add"];
const MODERATOR: &[&str] = &[
    "desk",
    "accept",
    "reject",
    "restore",
    "edit",
    "integrity",
    "exclude",
    "readmit",
    "readmit together",
];
const LAB: &[&str] = &[
    "seed",
    "see rules",
    "set rules",
    "see invitations",
    "invite",
];

suite! {
    async fn each_role_may_what_the_table_says(store: TestStore) {
        let town = Town::over(&store, 3).await;
        town.rules("open", true).await;
        for (role, viewer) in town.everybody().await {
            let (service, slug) = (&town.service, &town.slug);
            let filter = |status, after| StatementFilter { status, after };
            let desk = service.statements().desk(town.lab.moderator().unwrap(), slug, filter(StatementStatus::Published, 2)).await.unwrap();
            let edit = StatementEditForm {
                text: format!("Changed by a {role}"),
                revision: desk.statements[0].revision.to_string(),
                ..Default::default()
            };
            let seed = SeedForm { statements: "Again a seed".into(), ..SeedForm::default() };
            let rules = RulesForm { contributions: "open".into(), invitations: true, ..RulesForm::default() };
            let link = InvitationForm { label: "Library".into(), most: "5".into() };
            let words = says(&format!("By a {role}"));
            let did = [
                ("read", allowed(service.opinion().page(&viewer, slug).await)),
                ("vote", allowed(town.vote(&viewer, 1, Agree).await)),
                ("add", allowed(service.statements().add(Caller::of(&viewer), slug, words).await)),
                ("desk", allowed(async { service.statements().desk(viewer.moderator()?, slug, filter(StatementStatus::Held, 0)).await }.await)),
                ("accept", allowed(async { service.statements().accept(viewer.moderator()?, slug, 1).await }.await)),
                ("reject", allowed(async { service.statements().reject(viewer.moderator()?, slug, 2, reason()).await }.await)),
                ("restore", allowed(async { service.statements().restore(viewer.moderator()?, slug, 2, reason()).await }.await)),
                ("edit", allowed(async { service.statements().edit(viewer.moderator()?, slug, 3, edit).await }.await)),
                ("integrity", allowed(async { service.opinion().integrity(viewer.moderator()?, slug).await }.await)),
                ("exclude", allowed(async { service.opinion().exclude_participant(viewer.moderator()?, slug, 1, reason()).await }.await)),
                ("readmit", allowed(async { service.opinion().readmit_participant(viewer.moderator()?, slug, 1).await }.await)),
                ("readmit together", allowed(async { service.opinion().readmit_together(viewer.moderator()?, slug, 1).await }.await)),
                ("seed", allowed(async { service.statements().seed(viewer.lab()?, slug, seed).await }.await)),
                ("see rules", allowed(async { service.opinion().rules(viewer.lab()?, slug).await }.await)),
                ("set rules", allowed(async { service.opinion().set_rules(viewer.lab()?, slug, rules).await }.await)),
                ("see invitations", allowed(async { service.opinion().invitations(viewer.lab()?, slug).await }.await)),
                ("invite", allowed(async { service.opinion().create_invitation(viewer.lab()?, slug, link).await }.await)),
            ];
            let may: Vec<_> = did.iter().filter(|(_, may)| *may).map(|(act, _)| *act).collect();
            let expected = match role.as_str() {
                "visitor" => ANYONE.to_vec(),
                "resident" => [ANYONE, RESIDENT].concat(),
                "moderator" => [ANYONE, RESIDENT, MODERATOR].concat(),
                _ => [ANYONE, RESIDENT, MODERATOR, LAB].concat(),
            };
            assert_eq!(may, expected, "{role}");
        }
    }

    async fn a_residents_statement_begins_as_the_lab_decided(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let ana = town.person(Role::Resident).await;
        let add = |text: &'static str| town.service.statements().add(Caller::of(&ana), &town.slug, says(text));
        assert_eq!(add("Held by default").await.unwrap().status, StatementStatus::Held);
        town.rules("open", false).await;
        assert_eq!(add("Asked at once").await.unwrap().status, StatementStatus::Published);
        town.rules("closed", false).await;
        let never = Refusal::Closed { activity: Activity::Contribute, closed: Closed::Never };
        assert_eq!(refusal(add("Not wanted").await), never);
        // Its author agrees with it, held or not.
        let mine = town.service.opinion().answer_sheet(Caller::of(&ana), &town.slug).await.unwrap().answers;
        assert!(mine.iter().all(|given| given.own && given.statement.mine == Some(Agree)));
        assert_eq!(mine.len(), 2);
        let accepted = town.service.statements().accept(town.lab.moderator().unwrap(), &town.slug, 2).await.unwrap();
        assert_eq!((accepted.status, accepted.tally.agrees), (StatementStatus::Published, 1));
        let ben = town.person(Role::Resident).await;
        assert!(town.vote(&ben, 2, Agree).await.unwrap().changed);
    }

    async fn nobody_adds_more_than_the_lab_allows(store: TestStore) {
        let town = Town::over(&store, 3).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        let left = async |who: &Viewer| {
            let next = town.service.opinion().next_statement(Caller::of(who), &town.slug).await.unwrap();
            (next.statements_each, next.statements_left)
        };
        assert_eq!(left(&ana).await, (10, 10), "the default");
        let rules = |each: &str| RulesForm {
            contributions: "held".into(), statements_each: each.into(), ..RulesForm::default()
        };
        town.service.opinion().set_rules(town.lab.lab().unwrap(), &town.slug, rules("2")).await.unwrap();
        let add = |who, form| town.service.statements().add(Caller::of(who), &town.slug, form);
        let key = Uuid::now_v7().to_string();
        let first = StatementForm { submit_key: key, ..says("Buses should be free") };
        let added = add(&ana, first.clone()).await.unwrap();
        assert_eq!((left(&ana).await, left(&ben).await), ((2, 1), (2, 2)));
        add(&ana, says("Trams should be free")).await.unwrap();
        assert_eq!(left(&ana).await, (2, 0));
        assert_eq!(refusal(add(&ana, says("Trains should be free")).await), Refusal::Enough { most: 2 });
        assert_eq!(add(&ana, first).await.unwrap(), added, "the same form again is no third one");
        // One that was taken out was one all the same.
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 4, reason()).await.unwrap();
        assert_eq!(refusal(add(&ana, says("Trains should be free")).await), Refusal::Enough { most: 2 });
        add(&ben, says("Trains should be free")).await.unwrap();
        // The lab's own statements do not count towards the limit.
        let seed = SeedForm { statements: "One\nTwo things\nThree things".into(), ..SeedForm::default() };
        assert_eq!(town.service.statements().seed(town.lab.lab().unwrap(), &town.slug, seed).await.unwrap().len(), 3);
        assert_eq!(left(&town.lab).await, (2, 2));
        town.service.opinion().set_rules(town.lab.lab().unwrap(), &town.slug, rules("3")).await.unwrap();
        add(&ana, says("Ferries should be free")).await.unwrap();
        for (typed, invalid) in [
            ("0", Invalid::OutOfRange { min: 1, max: 1_000 }),
            ("1001", Invalid::OutOfRange { min: 1, max: 1_000 }),
            ("-1", Invalid::OutOfRange { min: 1, max: 1_000 }),
            ("many", Invalid::Malformed),
        ] {
            let refused = town.service.opinion().set_rules(town.lab.lab().unwrap(), &town.slug, rules(typed)).await;
            assert_eq!(refusal(refused), FieldErrors::one("statements_each", invalid), "{typed}");
        }
        assert_eq!(town.service.opinion().rules(town.lab.lab().unwrap(), &town.slug).await.unwrap().statements_each, "3");
    }

    async fn statements_sent_at_once_do_not_pass_the_limit_together(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let rules = RulesForm { contributions: "open".into(), statements_each: "3".into(), ..RulesForm::default() };
        town.service.opinion().set_rules(town.lab.lab().unwrap(), &town.slug, rules).await.unwrap();
        let ana = town.person(Role::Resident).await;
        let ways = ["on foot", "by bus", "by tram", "by train", "by boat", "by bicycle", "on skates", "by balloon"];
        let sent = ways.map(|way| {
            let (service, slug, ana) = (town.service.clone(), town.slug.clone(), ana.clone());
            tokio::spawn(async move {
                service.statements().add(Caller::of(&ana), &slug, says(&format!("Everyone should come {way}"))).await
            })
        });
        let mut outcomes = Vec::new();
        for one in sent {
            outcomes.push(one.await.unwrap().map(drop).map_err(Error::into_refusal));
        }
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 3, "{outcomes:?}");
        assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(()) | Err(Refusal::Enough { most: 3 }))), "{outcomes:?}");
        assert_eq!(town.service.opinion().answer_sheet(Caller::of(&ana), &town.slug).await.unwrap().answers.len(), 3);
        town.no_counter_differs().await;
    }

    async fn another_text_in_a_form_that_was_submitted_is_another_statement(store: TestStore) {
        let town = Town::over(&store, 1).await;
        town.rules("open", false).await;
        let ana = town.person(Role::Resident).await;
        let keyed = |text: &str| StatementForm { submit_key: Uuid::from_u128(7).to_string(), ..says(text) };
        let add = |form| town.service.statements().add(Caller::of(&ana), &town.slug, form);
        let first = add(keyed("Buses should be free")).await.unwrap();
        let second = add(keyed("Trams should be free")).await.unwrap();
        assert_ne!(second.statement, first.statement);
        assert_eq!(add(keyed("Buses should be free")).await.unwrap(), first);
        assert_eq!(add(keyed("Trams should be free")).await.unwrap(), second);
        assert_eq!(town.service.opinion().answer_sheet(Caller::of(&ana), &town.slug).await.unwrap().answers.len(), 2);
    }

    async fn the_same_statement_is_not_asked_twice(store: TestStore) {
        let town = Town::over(&store, 1).await;
        town.rules("open", false).await;
        let ana = town.person(Role::Resident).await;
        let form = |text: &str, key: Uuid| StatementForm {
            text: text.into(), submit_key: key.to_string(), ..StatementForm::default()
        };
        let key = Uuid::now_v7();
        let add = |form| town.service.statements().add(Caller::of(&ana), &town.slug, form);
        let first = add(form("Buses should be free.", key)).await.unwrap();
        assert_eq!(add(form("Buses should be free.", key)).await.unwrap(), first);
        let asked = FieldErrors::one("text", Invalid::AskedAlready);
        assert_eq!(refusal(add(form("  buses SHOULD be free!", Uuid::now_v7())).await), asked);
        let ben = town.person(Role::Resident).await;
        let other = town.service.statements().add(Caller::of(&ben), &town.slug, form("Trams, too", key)).await.unwrap();
        assert_ne!(other.statement.number, first.statement.number, "somebody else's key means nothing");
        for (text, invalid) in [
            ("", Invalid::Required),
            ("👍👍👍", Invalid::NoWords),
            (&"ñ".repeat(201), Invalid::TooLong { max: 200, actual: 201 }),
        ] {
            assert_eq!(refusal(add(says(text)).await), FieldErrors::one("text", invalid));
        }
        // A statement that a moderator took out is not asked again when somebody writes it again; once accepted, it is.
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, first.statement.number, reason()).await.unwrap();
        let again = add(form("Buses should be free.", Uuid::now_v7())).await.unwrap();
        assert_eq!(again.status, StatementStatus::Held);
        town.service.statements().accept(town.lab.moderator().unwrap(), &town.slug, again.statement.number).await.unwrap();
        assert_eq!(refusal(add(form("Buses should be free", Uuid::now_v7())).await), asked);
        let again = SeedForm { statements: "statement NUMBER 1 is right\n\nA new one".into(), ..SeedForm::default() };
        assert_eq!(town.service.statements().seed(town.lab.lab().unwrap(), &town.slug, again).await.unwrap().len(), 1);
    }

    async fn a_statement_that_others_answered_keeps_its_words(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let edit = |text: &str, meta: bool, revision: i64| town.service.statements().edit(
            town.lab.moderator().unwrap(),
            &town.slug,
            1,
            StatementEditForm { text: text.into(), meta, revision: revision.to_string(), ..StatementEditForm::default() },
        );
        let edited = edit("Statement one is true", false, 1).await.unwrap();
        assert_eq!((edited.text.as_str(), edited.revision), ("Statement one is true", 2));
        assert_eq!(refusal(edit("Another text", false, 1).await), Refusal::Outdated { current: 2 });
        let ana = town.person(Role::Resident).await;
        town.vote(&ana, 1, Agree).await.unwrap();
        assert_eq!(refusal(edit("Another text", false, 2).await), Refusal::forbidden(Need::Changeable));
        assert!(edit("Statement one is true", true, 2).await.unwrap().meta);
        let page = town.service.opinion().page(&Viewer::Visitor, &town.slug).await.unwrap();
        assert!(page.texts[&1].meta);
    }
}
