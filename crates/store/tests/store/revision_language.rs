use cabildo_domain::{Role, Timestamp};
use cabildo_store::{
    proposal::{self, change::Edit, revision},
    suite,
    testing::sample,
};

/// The migration, which is the same on both engines.
fn migration() -> impl Iterator<Item = &'static str> {
    let sql = include_str!("../../../../migrations/sqlite/0026_revision_language.sql");
    assert_eq!(
        sql,
        include_str!("../../../../migrations/postgres/0026_revision_language.sql")
    );
    sql.split(';')
        .filter(|statement| !statement.trim().is_empty())
}

suite! {
    async fn versions_from_before_are_in_the_present_language(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let consultation = sample::consultation(&store, "imagine", Timestamp(0), 30).await;
        let (one, two) = (
            sample::proposal(&store, consultation, ana, Timestamp(1)).await,
            sample::proposal(&store, consultation, ana, Timestamp(2)).await,
        );
        let mut tx = store.write().await.unwrap();
        let found = proposal::by_id(&mut tx, two, None).await.unwrap().unwrap();
        let edit = Edit {
            id: two,
            expected: 1,
            content: found.content,
            body_html: found.body_html,
            sanitizer: 1,
            editor: ana.into(),
            at: Timestamp(3),
        };
        assert!(proposal::change::edit(&mut tx, &edit).await.unwrap());
        tx.commit().await.unwrap();
        store.tamper("UPDATE proposal SET language = 'gl' WHERE number = 2").await;
        store.tamper("ALTER TABLE proposal_revision DROP COLUMN language").await;
        for statement in migration() {
            store.tamper(statement).await;
        }
        let mut tx = store.read().await.unwrap();
        for (id, expected) in [(one, vec!["en"]), (two, vec!["gl", "gl"])] {
            let versions = revision::of(&mut tx, id, 10).await.unwrap();
            let languages: Vec<&str> = versions.iter().map(|version| version.content.language.as_str()).collect();
            assert_eq!(languages, expected);
        }
    }
}
