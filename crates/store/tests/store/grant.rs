//! Capabilities granted besides the role: given once, loaded with the session, gone with the account.

use cabildo_domain::{
    AccountId, Locale, Role, SessionId, Timestamp,
    account::Email,
    permission::Grant,
    text::{DisplayName, Owed},
};
use cabildo_store::{Tx, account, grant, session, suite};
use uuid::Uuid;

const TOKEN: [u8; 32] = [7; 32];
const NOW: Timestamp = Timestamp(10);

/// An account with a session.
async fn somebody(tx: &mut Tx) -> AccountId {
    let new = account::NewAccount {
        id: AccountId(Uuid::now_v7()),
        email: Email::trusted("ana@example.org".into()),
        name: DisplayName::trusted("Ana".into()),
        password_hash: "hash".into(),
        role: Role::Resident,
        locale: Locale::En,
        created_at: Timestamp(1),
        flag: None,
    };
    account::insert(tx, &new).await.unwrap();
    let begun = session::NewSession {
        id: SessionId(Uuid::now_v7()),
        token_hash: TOKEN,
        account: new.id,
        created_at: Timestamp(1),
        expires_at: Timestamp(1_000),
        agent: String::new(),
    };
    session::insert(tx, &begun).await.unwrap();
    new.id
}

fn answering_for(office: &str) -> Grant {
    Grant::answering_for(Owed::trusted(office.into()))
}

suite! {
    async fn a_session_is_loaded_with_what_its_account_was_granted(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        let ana = somebody(&mut tx).await;
        assert_eq!(session::live(&mut tx, &TOKEN, NOW).await.unwrap().unwrap().grants, []);
        let (parks, streets) = (answering_for("Parks"), answering_for("Streets"));
        assert!(grant::give(&mut tx, ana, &parks, NOW).await.unwrap());
        assert!(grant::give(&mut tx, ana, &streets, NOW).await.unwrap());
        assert!(!grant::give(&mut tx, ana, &parks, NOW).await.unwrap(), "granted already");
        let mut loaded = session::live(&mut tx, &TOKEN, NOW).await.unwrap().unwrap();
        loaded.grants.sort_by_key(|grant| grant.scope.parts().1);
        assert_eq!((loaded.account, loaded.grants), (ana, vec![parks.clone(), streets.clone()]));
        assert!(grant::take(&mut tx, ana, &parks).await.unwrap());
        assert!(!grant::take(&mut tx, ana, &parks).await.unwrap(), "taken already");
        assert_eq!(session::live(&mut tx, &TOKEN, NOW).await.unwrap().unwrap().grants, [streets]);
    }

    async fn an_erased_account_may_do_nothing_more(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        let ana = somebody(&mut tx).await;
        grant::give(&mut tx, ana, &answering_for("Parks"), NOW).await.unwrap();
        account::erase(&mut tx, ana, "ana@example.org", NOW).await.unwrap();
        assert!(!grant::take(&mut tx, ana, &answering_for("Parks")).await.unwrap());
    }
}
