use cabildo_domain::{
    AccountId, AreaId, ConsultationId, Language, PhaseId, RungId, ThemeId, Timestamp,
    consultation::{Slug, State, Template},
    ladder::Rung,
    phase::{Activity, Allows, Method, Phase},
    text::{ConsultationTitle, Description, Label, Owed, PhaseDescription, PhaseName, Summary},
};
use cabildo_store::{
    Error, Store, Tx,
    area::{self, Area},
    consultation::{
        self, ConsultationRow, Counts,
        list::{self, CardRow, Place},
    },
    participant, phase, rung, suite, theme,
};
use uuid::Uuid;

fn a_consultation(slug: &str) -> ConsultationRow {
    ConsultationRow {
        id: ConsultationId(Uuid::now_v7()),
        slug: Slug::parse(slug).unwrap(),
        title: ConsultationTitle::trusted("Imagine the city".into()),
        summary: Summary::trusted("What should change here?".into()),
        description: Description::trusted("*all*".into()),
        description_html: "<p><em>all</em></p>".into(),
        promise: Description::trusted("We answer.".into()),
        promise_html: "<p>We answer.</p>".into(),
        outcome: Description::trusted(String::new()),
        outcome_html: String::new(),
        sanitizer: 1,
        language: Language::parse("es").unwrap(),
        template: Template::Constitution,
        state: State::Published,
        revision: 1,
        created_by: None,
        created_at: Timestamp(10),
        updated_at: Timestamp(20),
        published_at: Some(Timestamp(30)),
        archived_at: None,
        opens_at: Timestamp(100),
        closes_at: Timestamp(200),
        last_number: 0,
        counts: Counts::default(),
    }
}

async fn stored(store: &Store, row: &ConsultationRow) {
    let mut tx = store.write().await.unwrap();
    consultation::insert(&mut tx, row).await.unwrap();
    tx.commit().await.unwrap();
}

fn a_phase(name: &str, starts_at: i64, ends_at: i64) -> Phase {
    Phase {
        id: PhaseId(Uuid::now_v7()),
        name: PhaseName::trusted(name.into()),
        description: PhaseDescription::trusted("You propose.".into()),
        method: Method::Propose,
        starts_at: Timestamp(starts_at),
        ends_at: Timestamp(ends_at),
        allows: Allows::of(&[Activity::Propose, Activity::Support]),
    }
}

fn a_rung(count: i64) -> Rung {
    Rung {
        id: RungId(Uuid::now_v7()),
        count,
        owes: Owed::trusted("a legal opinion".into()),
        owner: Owed::trusted("the legal department".into()),
        within_days: 30,
    }
}

fn an_area(label: &str, parent: Option<&Area>) -> Area {
    Area {
        id: AreaId(Uuid::now_v7()),
        parent: parent.map(|parent| parent.id),
        label: Label::trusted(label.into()),
        depth: parent.map_or(0, |parent| parent.depth + 1),
        retired: false,
    }
}

async fn areas_of(tx: &mut Tx, id: ConsultationId) -> Vec<(String, bool)> {
    area::of(tx, id)
        .await
        .unwrap()
        .into_iter()
        .map(|area| (area.label.into_string(), area.retired))
        .collect()
}

suite! {
    async fn a_stored_consultation_comes_back(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let mut tx = store.read().await.unwrap();
        assert_eq!(consultation::by_slug(&mut tx, &row.slug).await.unwrap().as_ref(), Some(&row));
        assert_eq!(consultation::by_id(&mut tx, row.id).await.unwrap(), Some(row));
        assert_eq!(consultation::by_slug(&mut tx, &Slug::parse("other").unwrap()).await.unwrap(), None);
    }

    async fn two_consultations_cannot_share_a_slug(store: TestStore) {
        stored(&store, &a_consultation("imagine")).await;
        let mut tx = store.write().await.unwrap();
        let error = consultation::insert(&mut tx, &a_consultation("imagine")).await.unwrap_err();
        assert!(matches!(&error, Error::Taken { constraint } if constraint.contains("slug")), "{error:?}");
    }

    async fn an_update_of_an_outdated_revision_changes_nothing(store: TestStore) {
        let mut row = a_consultation("imagine");
        stored(&store, &row).await;
        row.title = ConsultationTitle::trusted("Another title".into());
        row.revision = 2;
        let mut tx = store.write().await.unwrap();
        assert!(!consultation::update(&mut tx, &row, 7).await.unwrap());
        assert_eq!(consultation::by_id(&mut tx, row.id).await.unwrap().unwrap().revision, 1);
        assert!(consultation::update(&mut tx, &row, 1).await.unwrap());
        assert_eq!(consultation::by_id(&mut tx, row.id).await.unwrap(), Some(row));
    }

    async fn numbers_go_up_by_one_and_counters_add_up(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(consultation::take_number(&mut tx, row.id).await.unwrap(), 1);
        assert_eq!(consultation::take_number(&mut tx, row.id).await.unwrap(), 2);
        let change = Counts { proposals: 2, comments: 5, supports: 3, participants: 1 };
        consultation::adjust(&mut tx, row.id, change).await.unwrap();
        consultation::adjust(&mut tx, row.id, Counts { supports: -1, ..Counts::default() }).await.unwrap();
        let found = consultation::by_id(&mut tx, row.id).await.unwrap().unwrap();
        assert_eq!(found.counts, Counts { proposals: 2, comments: 5, supports: 2, participants: 1 });
        assert_eq!(found.last_number, 2);
    }

    async fn phases_come_in_the_order_of_their_dates_and_are_replaced_as_a_whole(store: TestStore) {
        let (one, two) = (a_consultation("one"), a_consultation("two"));
        stored(&store, &one).await;
        stored(&store, &two).await;
        let (late, early) = (a_phase("Late", 200, 300), a_phase("Early", 100, 200));
        let mut tx = store.write().await.unwrap();
        phase::replace(&mut tx, one.id, &[late.clone(), early.clone()]).await.unwrap();
        phase::replace(&mut tx, two.id, &[a_phase("Other", 1, 2)]).await.unwrap();
        assert_eq!(phase::of(&mut tx, one.id).await.unwrap(), [early, late.clone()]);
        phase::replace(&mut tx, one.id, std::slice::from_ref(&late)).await.unwrap();
        let many = phase::of_many(&mut tx, &[one.id, two.id]).await.unwrap();
        assert_eq!(many[&one.id], [late]);
        assert_eq!(many[&two.id].len(), 1);
        assert!(phase::of_many(&mut tx, &[]).await.unwrap().is_empty());
    }

    async fn two_rungs_can_exchange_their_counts(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let (mut low, mut high) = (a_rung(100), a_rung(500));
        let mut tx = store.write().await.unwrap();
        rung::replace(&mut tx, row.id, &[high.clone(), low.clone()]).await.unwrap();
        assert_eq!(rung::of(&mut tx, row.id).await.unwrap(), [low.clone(), high.clone()]);
        (low.count, high.count) = (high.count, low.count);
        rung::replace(&mut tx, row.id, &[low.clone(), high.clone()]).await.unwrap();
        assert_eq!(rung::of(&mut tx, row.id).await.unwrap(), [high, low]);
        rung::replace(&mut tx, row.id, &[]).await.unwrap();
        assert!(rung::of(&mut tx, row.id).await.unwrap().is_empty());
    }

    async fn themes_keep_their_ids_and_unused_ones_go(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let theme = |label: &str| (ThemeId(Uuid::now_v7()), Label::trusted(label.into()));
        let (parks, streets) = (theme("Parks"), theme("Streets"));
        let mut tx = store.write().await.unwrap();
        theme::replace(&mut tx, row.id, &[parks.clone(), streets.clone()]).await.unwrap();
        theme::replace(&mut tx, row.id, std::slice::from_ref(&streets)).await.unwrap();
        let found = theme::of(&mut tx, row.id).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].id, found[0].retired), (streets.0, false));
    }

    async fn an_area_that_is_no_longer_offered_goes_with_all_that_lay_in_it(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let city = an_area("City", None);
        let north = an_area("North", Some(&city));
        let old = an_area("Old town", Some(&north));
        let south = an_area("South", Some(&city));
        let all = [city.clone(), north, old, south.clone()];
        let mut tx = store.write().await.unwrap();
        area::replace(&mut tx, row.id, &all).await.unwrap();
        assert_eq!(area::of(&mut tx, row.id).await.unwrap(), all);
        area::replace(&mut tx, row.id, &[city, south]).await.unwrap();
        assert_eq!(areas_of(&mut tx, row.id).await, [("City".to_owned(), false), ("South".to_owned(), false)]);
    }

    async fn only_an_account_can_take_part(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let stranger = AccountId(Uuid::now_v7());
        let mut tx = store.write().await.unwrap();
        assert!(participant::note(&mut tx, row.id, stranger, Timestamp(1)).await.is_err());
    }

    async fn lists_hold_what_is_open_upcoming_and_past(store: TestStore) {
        use State::{Archived, Draft, Published};
        for (slug, state, opens_at, closes_at, outcome) in [
            ("soon-over", Published, 100, 500, ""),
            ("long-open", Published, 100, 900, ""),
            ("also-long", Published, 100, 900, ""),
            ("next-one", Published, 300, 900, ""),
            ("later-one", Published, 400, 900, ""),
            ("told", Published, 10, 20, "We built it."),
            ("over", Published, 10, 200, ""),
            ("put-away", Archived, 100, 900, ""),
            ("draft", Draft, 100, 900, ""),
        ] {
            let mut row = a_consultation(slug);
            (row.state, row.opens_at, row.closes_at) = (state, Timestamp(opens_at), Timestamp(closes_at));
            row.outcome = Description::trusted(outcome.into());
            stored(&store, &row).await;
        }
        let now = Timestamp(200);
        let slugs = |cards: &[CardRow]| cards.iter().map(|card| card.slug.to_string()).collect::<Vec<_>>();
        let mut tx = store.read().await.unwrap();
        let open = list::open(&mut tx, now, None, 2).await.unwrap();
        assert_eq!(slugs(&open), ["soon-over", "long-open"]);
        let after = Some(Place { at: open[1].closes_at, id: open[1].id });
        assert_eq!(slugs(&list::open(&mut tx, now, after, 2).await.unwrap()), ["also-long"]);
        assert_eq!(slugs(&list::upcoming(&mut tx, now, None, 9).await.unwrap()), ["next-one", "later-one"]);
        let past = list::past(&mut tx, now, None, 2).await.unwrap();
        assert_eq!(slugs(&past), ["put-away", "over"]);
        let after = Some(Place { at: past[1].closes_at, id: past[1].id });
        assert_eq!(slugs(&list::past(&mut tx, now, after, 2).await.unwrap()), ["told"]);
        assert_eq!(slugs(&list::outcomes(&mut tx, now, 9).await.unwrap()), ["told", "put-away", "over"]);
        assert_eq!(list::public(&mut tx, None, 99).await.unwrap().len(), 8);
        let all = list::all(&mut tx, None, 5).await.unwrap();
        let after = Some(Place { at: all[4].updated_at, id: all[4].id });
        let rest = list::all(&mut tx, after, 5).await.unwrap();
        assert_eq!((all.len(), rest.len()), (5, 4));
        assert!(rest.iter().all(|card| !all.contains(card)));
    }

    async fn the_rules_are_read_in_one_statement(store: TestStore) {
        let row = a_consultation("imagine");
        stored(&store, &row).await;
        let phases = [a_phase("Early", 100, 200), a_phase("Late", 200, 300)];
        let mut tx = store.write().await.unwrap();
        assert_eq!(phase::rules(&mut tx, row.id).await.unwrap(), None);
        phase::replace(&mut tx, row.id, &phases).await.unwrap();
        let before = store.statements();
        assert_eq!(phase::rules(&mut tx, row.id).await.unwrap(), Some((State::Published, None, phases.to_vec())));
        assert_eq!(store.statements(), before + 1);
    }
}
