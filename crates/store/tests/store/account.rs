use cabildo_domain::{
    AccountId, Locale, Role, SessionId, Timestamp, account::Email, text::DisplayName,
};
use cabildo_store::{Tx, account, session, suite};
use uuid::Uuid;

fn an_account(n: u32) -> account::NewAccount {
    account::NewAccount {
        id: AccountId(Uuid::now_v7()),
        email: Email::trusted(format!("Person{n:05}@example.org")),
        name: DisplayName::trusted(format!("Name of {n:05} {}", "x".repeat(n as usize % 60))),
        password_hash: format!("hash of {n:05}"),
        role: Role::Resident,
        locale: Locale::En,
        created_at: Timestamp(i64::from(n)),
        flag: None,
    }
}

async fn begin_session(tx: &mut Tx, account: AccountId, n: u32) {
    let mut token_hash = [0; 32];
    token_hash[..4].copy_from_slice(&n.to_be_bytes());
    let new = session::NewSession {
        id: SessionId(Uuid::now_v7()),
        token_hash,
        account,
        created_at: Timestamp(1),
        expires_at: Timestamp(1_000),
        agent: format!("agent of {n:05}"),
    };
    session::insert(tx, &new).await.unwrap();
}

suite! {
    async fn an_address_belongs_to_one_account_however_it_is_written(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        let first = an_account(1);
        assert!(account::insert(&mut tx, &first).await.unwrap());
        let second = account::NewAccount { email: Email::trusted("PERSON00001@EXAMPLE.ORG".into()), ..an_account(2) };
        assert!(!account::insert(&mut tx, &second).await.unwrap());
        let found = account::by_email(&mut tx, &Email::trusted("person00001@example.org".into())).await.unwrap().unwrap();
        assert_eq!((found.id, found.email.as_str()), (first.id, "Person00001@example.org"));
        assert!(account::by_id(&mut tx, second.id).await.unwrap().is_none());
    }

    async fn a_hash_that_changed_meanwhile_is_not_confirmed(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        let account = an_account(1);
        account::insert(&mut tx, &account).await.unwrap();
        assert!(account::confirm_hash(&mut tx, account.id, "hash of 00001", "new").await.unwrap());
        assert!(!account::confirm_hash(&mut tx, account.id, "hash of 00001", "newer").await.unwrap());
    }

    async fn ended_sessions_are_swept_and_only_the_last_used_kept(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        let (one, other) = (an_account(1), an_account(2));
        for account in [&one, &other] {
            account::insert(&mut tx, account).await.unwrap();
        }
        for n in 0..4 {
            begin_session(&mut tx, one.id, n).await;
        }
        begin_session(&mut tx, other.id, 9).await;
        session::sweep(&mut tx, one.id, 3, Timestamp(500)).await.unwrap();
        assert_eq!(session::of_account(&mut tx, one.id, Timestamp(500)).await.unwrap().len(), 3);
        assert_eq!(session::of_account(&mut tx, other.id, Timestamp(500)).await.unwrap().len(), 1);
        session::sweep(&mut tx, one.id, 3, Timestamp(1_000)).await.unwrap();
        assert!(session::of_account(&mut tx, other.id, Timestamp(500)).await.unwrap().is_empty());
    }

    /// Pages of the file split and merge while rows come and go, which may leave copies of a row behind.
    async fn of_many_accounts_in_a_moving_file_the_erased_leave_nothing(store: TestStore) {
        let accounts: Vec<_> = (0..1_500).map(an_account).collect();
        for batch in accounts.chunks(100) {
            let mut tx = store.write().await.unwrap();
            for account in batch {
                account::insert(&mut tx, account).await.unwrap();
                begin_session(&mut tx, account.id, account.created_at.0 as u32).await;
            }
            tx.commit().await.unwrap();
        }
        for batch in accounts.chunks(100) {
            let mut tx = store.write().await.unwrap();
            for account in batch {
                let n = account.created_at.0 as usize;
                let longer = DisplayName::trusted(format!("{} {}", account.name, "y".repeat((n * 7) % 80)));
                account::change_profile(&mut tx, account.id, &longer, Locale::Es).await.unwrap();
            }
            tx.commit().await.unwrap();
        }
        let erased: Vec<_> = accounts.iter().step_by(7).collect();
        let mut tx = store.write().await.unwrap();
        for account in &erased {
            account::erase(&mut tx, account.id, &account.email.folded(), Timestamp(9)).await.unwrap();
        }
        tx.commit().await.unwrap();
        store.erase_residue().await.unwrap();
        let texts: Vec<String> = erased
            .iter()
            .map(|account| format!("{:05}", account.created_at.0))
            .flat_map(|n| {
                [format!("erson{n}@"), format!("Name of {n}"), format!("hash of {n}"), format!("agent of {n}")]
            })
            .collect();
        assert_eq!(store.traces_of(&texts).await, Vec::<String>::new());
        let another = ["Name of 00001".to_owned()];
        assert_eq!(store.traces_of(&another).await, another, "the others are untouched");
    }
}
