use cabildo_domain::{
    PhaseId, Timestamp,
    phase::{Activity, Allows, Method, Phase},
    text::{PhaseDescription, PhaseName},
};
use cabildo_store::{engine::Engine, phase, suite, testing::sample};
use uuid::Uuid;

/// The statements of the migration on this engine.
fn migration(engine: Engine) -> impl Iterator<Item = &'static str> {
    let sql = match engine {
        Engine::Sqlite => include_str!("../../../../migrations/sqlite/0022_phase_allows.sql"),
        Engine::Postgres => include_str!("../../../../migrations/postgres/0022_phase_allows.sql"),
    };
    sql.split(';')
        .filter(|statement| !statement.trim().is_empty())
}

fn a_phase(starts_at: i64) -> Phase {
    Phase {
        id: PhaseId(Uuid::now_v7()),
        name: PhaseName::trusted("Ideas".into()),
        description: PhaseDescription::trusted(String::new()),
        method: Method::Propose,
        starts_at: Timestamp(starts_at),
        ends_at: Timestamp(starts_at + 1),
        allows: Allows::NOTHING,
    }
}

suite! {
    async fn phases_from_before_allow_what_they_allowed(store: TestStore) {
        let consultation = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        let mut tx = store.write().await.unwrap();
        phase::replace(&mut tx, consultation, &[1, 2, 3, 4].map(a_phase)).await.unwrap();
        tx.commit().await.unwrap();
        for before in [
            "DROP TABLE phase_allows",
            "ALTER TABLE phase ADD COLUMN allows_propose BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE phase ADD COLUMN allows_comment BOOLEAN NOT NULL DEFAULT FALSE",
            "ALTER TABLE phase ADD COLUMN allows_support BOOLEAN NOT NULL DEFAULT FALSE",
            "UPDATE phase SET allows_propose = TRUE, allows_comment = TRUE, allows_support = TRUE WHERE starts_at = 1",
            "UPDATE phase SET allows_support = TRUE WHERE starts_at = 2",
            "UPDATE phase SET allows_comment = TRUE WHERE starts_at = 3",
        ] {
            store.tamper(before).await;
        }
        for statement in migration(store.engine()) {
            store.tamper(statement).await;
        }
        let phases = phase::of(&mut store.read().await.unwrap(), consultation).await.unwrap();
        let allowed: Vec<Vec<Activity>> = phases.iter().map(|phase| phase.allows.iter().collect()).collect();
        assert_eq!(allowed, [
            vec![Activity::Propose, Activity::Comment, Activity::Support],
            vec![Activity::Support],
            vec![Activity::Comment],
            vec![],
        ]);
    }
}
