//! Keys of the installation: one for all programs that share it, and made anew where it was lost.

use crate::harness::NOON;
use cabildo_service::{
    Config, Parts, Service,
    clock::ManualClock,
    entropy::SystemEntropy,
    keys::{KeyPlace, Keys},
};
use cabildo_store::{Store, suite};
use std::sync::Arc;

/// A program on this database.
async fn program(store: &Store, place: KeyPlace) -> Service {
    let service = Service::new(Parts {
        store: store.clone(),
        clock: Arc::new(ManualClock::new(NOON)),
        entropy: Arc::new(SystemEntropy),
        config: Config::default(),
    });
    service.open_keys(place).await.unwrap();
    service
}

suite! {
    async fn programs_that_share_a_database_believe_each_others_cookies(store: TestStore) {
        let (one, other) = (program(&store, KeyPlace::Database).await, program(&store, KeyPlace::Database).await);
        let sealed = one.seal("flash", "ana", "value");
        assert_eq!(other.unseal("flash", "ana", &sealed), Some("value"));
        assert_eq!(other.unseal("form", "ana", &sealed), None, "for this purpose alone");
        assert_eq!(other.unseal("flash", "ben", &sealed), None, "for this holder alone");
        assert_eq!(store.row_counts(&["installation_key"]).await, [2]);
        store.tamper("DELETE FROM installation_key").await;
        let later = program(&store, KeyPlace::Database).await;
        assert_eq!(later.unseal("flash", "ana", &sealed), None, "a lost key costs what was on its way");
        let sealed = later.seal("flash", "ana", "value");
        assert_eq!(later.unseal("flash", "ana", &sealed), Some("value"));
    }

    async fn a_noun_gets_its_own_key_until_it_destroys_it(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        for place in [KeyPlace::Database, KeyPlace::Folder(folder.path().join("keys")), KeyPlace::Memory] {
            let service = program(&store, place.clone()).await;
            let keys = service.keys();
            let first = keys.get(&service, "vote-1").await.unwrap();
            assert_eq!(keys.get(&service, "vote-1").await.unwrap(), first, "{place:?}");
            assert_ne!(keys.get(&service, "vote-2").await.unwrap(), first, "{place:?}");
            keys.destroy(&store, "vote-1").await.unwrap();
            keys.destroy(&store, "vote-1").await.unwrap();
            assert_ne!(keys.get(&service, "vote-1").await.unwrap(), first, "{place:?}");
            for name in ["", "../cookies", "Vote", "a/b", &"x".repeat(61)] {
                assert!(keys.get(&service, name).await.is_err(), "{name}");
            }
        }
    }

    async fn a_program_that_starts_again_finds_its_keys_in_their_folder(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let place = KeyPlace::Folder(folder.path().join("keys"));
        let sealed = program(&store, place.clone()).await.seal("flash", "", "value");
        assert_eq!(program(&store, place.clone()).await.unseal("flash", "", &sealed), Some("value"));
        assert_eq!(program(&store, KeyPlace::Memory).await.unseal("flash", "", &sealed), None);
        let other = Keys::at(KeyPlace::Folder(folder.path().join("others")));
        let service = program(&store, place).await;
        assert_ne!(other.get(&service, "cookies").await.unwrap(), service.keys().get(&service, "cookies").await.unwrap());
        assert_eq!(store.row_counts(&["installation_key"]).await, [0]);
    }
}
