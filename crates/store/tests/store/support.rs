//! Supports of every kind of subject. The exhaustive match in [`a_subject`] asks for a sample of each further kind, which
//! then runs through the same statements.

use cabildo_domain::{
    AccountId, ConsultationId, Role, Subject, SubjectKind, Timestamp, consultation::Slug,
    support::Supportable,
};
use cabildo_store::{
    Store,
    consultation::{self, Counts},
    engine::Engine,
    leave, own_data, proposal, recount, suite,
    support::{self, network, signing},
    testing::sample,
};

/// A subject with the number 1 in its consultation.
async fn a_subject(
    store: &Store,
    kind: Supportable,
    consultation: ConsultationId,
    author: AccountId,
) -> Subject {
    match kind {
        Supportable::Proposal => {
            Subject::proposal(sample::proposal(store, consultation, author, Timestamp(1)).await)
        }
    }
}

/// The statements of the migration on this engine.
fn migration(engine: Engine) -> impl Iterator<Item = &'static str> {
    let sql = match engine {
        Engine::Sqlite => {
            include_str!("../../../../migrations/sqlite/0025_supports_of_subjects.sql")
        }
        Engine::Postgres => {
            include_str!("../../../../migrations/postgres/0025_supports_of_subjects.sql")
        }
    };
    sql.split(';')
        .filter(|statement| !statement.trim().is_empty())
}

suite! {
    async fn every_kind_that_people_support_is_supported_counted_told_and_left(store: TestStore) {
        let (ana, ben) = (sample::account(&store, "Ana", Role::Resident).await, sample::account(&store, "Ben", Role::Resident).await);
        for kind in Supportable::ALL.iter().copied() {
            let place = sample::consultation(&store, kind.as_str(), Timestamp(0), 30).await;
            let slug = Slug::trusted(kind.as_str().into());
            let subject = a_subject(&store, kind, place, ana).await;
            assert_eq!(subject.kind, SubjectKind::from(kind));
            let (first, unknown) = (kind.at(&slug, 1), kind.at(&slug, 99));
            let mut tx = store.write().await.unwrap();
            let found = support::targets(&mut tx, &[&first, &unknown, &first]).await.unwrap();
            let [target] = &found[..] else { panic!("one subject was named: {found:?}") };
            assert_eq!((&target.at, target.subject, target.consultation), (&first, subject, place));
            assert!(target.takes && !target.hidden);
            let pair = (subject, ben);
            assert_eq!(support::give(&mut tx, &[(pair, Timestamp(5))]).await.unwrap(), [pair]);
            assert_eq!(support::give(&mut tx, &[(pair, Timestamp(6))]).await.unwrap(), [], "a second one");
            network::keep(&mut tx, &[(pair, vec![7])], Timestamp(5)).await.unwrap();
            assert_eq!(support::count(&mut tx, &[(subject, 1)]).await.unwrap(), [(subject, 1)].into());
            support::note_participants(&mut tx, &[(place, ben, Timestamp(5))]).await.unwrap();
            consultation::adjust(&mut tx, place, Counts { supports: 1, participants: 1, ..Counts::default() }).await.unwrap();
            assert_eq!(recount::differences(&mut tx).await.unwrap(), []);
            let signings = signing::since(&mut tx, &[subject], Timestamp(0)).await.unwrap();
            assert_eq!(signings[&subject][0].network, Some(vec![7]));
            let told = own_data::collect(&mut tx, ben).await.unwrap().supports;
            let told: Vec<_> = told.iter().map(|row| (row.subject_kind.as_str(), row.number, row.created_at)).collect();
            assert_eq!(told, [(kind.as_str(), 1, 5)]);
            let given = leave::given(&mut tx, ben).await.unwrap();
            assert_eq!(given.iter().map(|one| (one.consultation, one.supports)).collect::<Vec<_>>(), [(Some(place), 1)]);
            assert_eq!(leave::participations(&mut tx, ben, &[place]).await.unwrap(), [], "a support is left there");
            assert_eq!(leave::supports(&mut tx, ben, &[place]).await.unwrap(), [(subject, place)]);
            assert_eq!(leave::participations(&mut tx, ben, &[place]).await.unwrap(), [place]);
            assert_eq!(support::targets(&mut tx, &[&first]).await.unwrap()[0].counted, 0);
            consultation::adjust(&mut tx, place, Counts { supports: -1, participants: -1, ..Counts::default() }).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(store.row_counts(&["support", "support_network"]).await, [0, 0]);
            assert_eq!(recount::differences(&mut store.read().await.unwrap()).await.unwrap(), []);
        }
    }

    async fn the_hashes_of_a_consultation_go_with_it_for_every_kind(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        for kind in Supportable::ALL.iter().copied() {
            let place = sample::consultation(&store, kind.as_str(), Timestamp(0), 30).await;
            let subject = a_subject(&store, kind, place, ana).await;
            let mut tx = store.write().await.unwrap();
            support::give(&mut tx, &[((subject, ana), Timestamp(5))]).await.unwrap();
            network::keep(&mut tx, &[((subject, ana), vec![7])], Timestamp(5)).await.unwrap();
            assert_eq!(network::forget_all(&mut tx, place).await.unwrap(), 1);
            network::keep(&mut tx, &[((subject, ana), vec![7])], Timestamp(5)).await.unwrap();
            network::forget_of(&mut tx, ana).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(store.row_counts(&["support_network"]).await, [0]);
        }
    }

    async fn a_support_of_another_kind_with_the_same_id_is_another_support(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let place = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        let subject = a_subject(&store, Supportable::Proposal, place, ana).await;
        let mut tx = store.write().await.unwrap();
        for kind in SubjectKind::ALL.iter().copied().filter(|kind| kind.supportable().is_none()) {
            let other = Subject { kind, ..subject };
            assert_eq!(support::give(&mut tx, &[((other, ana), Timestamp(5))]).await.unwrap(), [(other, ana)]);
            assert_eq!(support::count(&mut tx, &[(other, 1)]).await.unwrap(), [].into(), "{kind} has no counter");
            assert_eq!(support::withdraw(&mut tx, &[(subject, ana)]).await.unwrap(), [], "{kind}");
        }
        assert_eq!(recount::differences(&mut tx).await.unwrap(), []);
        assert!(!proposal::by_number(&mut tx, place, 1, Some(ana)).await.unwrap().unwrap().mine);
        assert_eq!(support::give(&mut tx, &[((subject, ana), Timestamp(6))]).await.unwrap(), [(subject, ana)]);
        assert!(proposal::by_number(&mut tx, place, 1, Some(ana)).await.unwrap().unwrap().mine);
    }

    async fn supports_and_hashes_from_before_are_those_of_proposals(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let place = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        let subject = a_subject(&store, Supportable::Proposal, place, ana).await;
        let id = match store.engine() {
            Engine::Sqlite => "BLOB",
            Engine::Postgres => "UUID",
        };
        for before in [
            "DROP TABLE support_network".to_owned(),
            "DROP TABLE support".to_owned(),
            format!("CREATE TABLE support (proposal_id {id} NOT NULL REFERENCES proposal (id), account_id {id} NOT NULL
                REFERENCES account (id), created_at BIGINT NOT NULL, PRIMARY KEY (proposal_id, account_id))"),
            "CREATE INDEX support_by_account ON support (account_id, created_at)".to_owned(),
            format!("CREATE TABLE support_network (proposal_id {id} NOT NULL, account_id {id} NOT NULL, network {} NOT NULL,
                created_at BIGINT NOT NULL, PRIMARY KEY (proposal_id, account_id), FOREIGN KEY (proposal_id, account_id)
                REFERENCES support (proposal_id, account_id) ON DELETE CASCADE)", if id == "BLOB" { "BLOB" } else { "BYTEA" }),
            "CREATE INDEX support_network_by_age ON support_network (created_at)".to_owned(),
            "INSERT INTO support SELECT id, author_id, 5 FROM proposal".to_owned(),
            "INSERT INTO support_network SELECT proposal_id, account_id, CAST('x' AS {bytes}), 6 FROM support"
                .replace("{bytes}", if id == "BLOB" { "BLOB" } else { "BYTEA" }),
        ] {
            store.tamper(before.leak()).await;
        }
        for statement in migration(store.engine()) {
            store.tamper(statement).await;
        }
        let mut tx = store.write().await.unwrap();
        let signings = signing::since(&mut tx, &[subject], Timestamp(0)).await.unwrap();
        assert_eq!((signings[&subject][0].at, &signings[&subject][0].network), (Timestamp(5), &Some(b"x".to_vec())));
        assert_eq!(support::withdraw(&mut tx, &[(subject, ana)]).await.unwrap(), [(subject, ana)]);
        tx.commit().await.unwrap();
        assert_eq!(store.row_counts(&["support", "support_network"]).await, [0, 0]);
    }
}
