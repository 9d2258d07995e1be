//! One harness for all: a service over a throwaway database, a clock moved by hand, and people to act.

use cabildo_domain::{Role, Timestamp, Viewer};
use cabildo_service::{
    Config, Hashing, Limits, Parts, Service,
    account::{LogInForm, OperatorAccountForm, SignUpForm},
    clock::ManualClock,
    entropy::SystemEntropy,
    search::Effort,
    session::{Origin, SignedIn},
};
use cabildo_store::testing::TestStore;
use std::{ops::Deref, path::PathBuf, sync::Arc};

/// The noon at which every test begins: 1 March 2026, 12:00 UTC.
pub const NOON: Timestamp = Timestamp(1_772_366_400_000);
/// Everybody's password.
pub const PASSWORD: &str = "three wet dogs";

/// A service for a test; it dereferences to [`Service`].
pub struct Harness {
    pub service: Service,
    pub clock: Arc<ManualClock>,
    /// Holds the database until the test ends.
    pub store: TestStore,
}

impl Deref for Harness {
    type Target = Service;
    fn deref(&self) -> &Service {
        &self.service
    }
}

impl Harness {
    /// Without limits on how often one may try.
    pub fn over(store: TestStore) -> Self {
        Self::limited(store, Limits::none())
    }

    pub fn limited(store: TestStore, limits: Limits) -> Self {
        Self::configured(
            store,
            Config {
                hashing: Hashing::cheap(),
                limits,
                ..Config::default()
            },
        )
    }

    pub fn configured(store: TestStore, config: Config) -> Self {
        let clock = Arc::new(ManualClock::new(NOON));
        let service = Service::new(Parts {
            store: (*store).clone(),
            clock: clock.clone(),
            entropy: Arc::new(SystemEntropy),
            config,
        });
        Self {
            service,
            clock,
            store,
        }
    }

    /// A signed-in person of this name and role, newly created; the address is `NAME@example.org`.
    pub async fn member(&self, name: &str, role: Role) -> Viewer {
        let form = OperatorAccountForm {
            email: format!("{name}@example.org"),
            display_name: name.to_owned(),
            password: PASSWORD.to_owned(),
            locale: "en".to_owned(),
            role: Some(role),
        };
        self.accounts().operator_create(form).await.unwrap();
        self.sign_in(name).await
    }

    pub async fn resident(&self, name: &str) -> Viewer {
        self.member(name, Role::Resident).await
    }

    /// One more session of a person that [`Harness::member`] created.
    pub async fn sign_in(&self, name: &str) -> Viewer {
        let signed_in = self
            .accounts()
            .log_in(log_in(name, PASSWORD), &Origin::default(), None)
            .await
            .unwrap();
        self.seen(&signed_in).await
    }

    /// One more session of the account with this address.
    pub async fn seen_by_log_in(&self, email: &str) -> Viewer {
        self.seen(
            &self
                .accounts()
                .log_in(credentials(email), &Origin::default(), None)
                .await
                .unwrap(),
        )
        .await
    }

    /// The viewer of a request that carries this session's cookie.
    pub async fn seen(&self, signed_in: &SignedIn) -> Viewer {
        self.sessions()
            .viewer(signed_in.token.expose())
            .await
            .unwrap()
            .expect("the session lives")
            .viewer
    }
}

/// Nobody, and somebody of each role, named as the role.
pub async fn everybody(harness: &Harness) -> Vec<(&'static str, Viewer)> {
    let mut people = vec![("visitor", Viewer::Visitor)];
    for role in Role::ALL {
        people.push((role.as_str(), harness.member(role.as_str(), *role).await));
    }
    people
}

/// Brings the index up to date with everything that has happened, as the server's job does by itself.
pub async fn index_now(service: &Service) {
    let mut follower = service.follower().await.unwrap();
    while follower.step(Effort::Everything).await.unwrap() {}
}

/// A folder of the public data sets, which are not part of this repository: tests that read them are ignored unless they
/// are asked for, and fail without the data.
pub fn public_data(set: &str) -> PathBuf {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("CABILDO_SHARED_DATA").map_or_else(default, PathBuf::from);
    let folder = data.join(set);
    assert!(
        folder.is_dir(),
        "{} is not there: CABILDO_SHARED_DATA names the folder of the public data sets",
        folder.display()
    );
    folder
}

pub fn credentials(email: &str) -> LogInForm {
    LogInForm {
        email: email.to_owned(),
        password: PASSWORD.into(),
    }
}

pub fn log_in(name: &str, password: &str) -> LogInForm {
    LogInForm {
        email: format!("{name}@example.org"),
        password: password.into(),
    }
}

pub fn sign_up(name: &str) -> SignUpForm {
    SignUpForm {
        email: format!("{name}@example.org"),
        display_name: name.to_owned(),
        password: PASSWORD.into(),
        locale: "es".to_owned(),
        website: String::new(),
    }
}
