//! The harness: a whole application over a throwaway database, and browsers that keep cookies, post forms as the
//! page wrote them, and follow redirects.

mod browser;
mod city;
pub mod mapping;
mod opinion;
pub mod people;
pub mod program;

use axum::Router;
pub use browser::{Browser, Page};
use cabildo_app::site::Site;
use cabildo_domain::{Timestamp, time::Span};
use cabildo_search::Index;
use cabildo_service::{
    Config, Hashing, Limits, Parts, Service, clock::ManualClock, config::TimeZone,
    entropy::SystemEntropy, search::Effort,
};
use cabildo_store::testing::TestStore;
use server::{middleware::speed::Speed, router, state::AppState};
use std::{num::NonZeroU32, sync::Arc};

/// 1 March 2026, 12:00 UTC: when every test begins.
pub const START: Timestamp = Timestamp(1_772_366_400_000);

/// The settings in which one test platform may differ from the others.
pub struct Setup {
    /// The public address.
    pub public_url: &'static str,
    /// How often somebody may try.
    pub limits: Limits,
    /// Whether one may act as fast as one likes.
    pub unhurried: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            public_url: "http://city.example",
            limits: Limits::none(),
            unhurried: false,
        }
    }
}

/// A whole application without a network.
pub struct TestApp {
    /// The use-cases, for preparing what a test is not about.
    pub service: Service,
    /// The clock, which stands still until it is moved.
    pub clock: Arc<ManualClock>,
    /// The database, for looking at what the pages do not show.
    pub store: TestStore,
    router: Router,
}

/// The settings of the tests: cheap hashes, no limits.
fn quick() -> Config {
    Config {
        hashing: Hashing::cheap(),
        limits: Limits::none(),
        ..Config::default()
    }
}

impl TestApp {
    /// An empty platform on this store.
    pub async fn new(store: TestStore) -> Self {
        Self::in_zone(store, "UTC").await
    }

    /// An empty platform of a city on these clocks.
    pub async fn in_zone(store: TestStore, zone: &str) -> Self {
        let config = Config {
            time_zone: TimeZone::named(zone).expect("a zone"),
            ..quick()
        };
        Self::configured(store, config).await
    }

    /// The same with settings of its own.
    pub async fn configured(store: TestStore, config: Config) -> Self {
        Self::with(store, config, false, |_| {})
    }

    /// The same for an installation that differs from the usual one of the tests.
    pub async fn at(store: TestStore, change: impl FnOnce(&mut Site)) -> Self {
        Self::with(store, quick(), false, change)
    }

    /// An empty platform that is not as the others are.
    pub fn made(store: TestStore, setup: Setup) -> Self {
        let config = Config {
            limits: setup.limits,
            ..quick()
        };
        Self::with(store, config, setup.unhurried, |site| {
            site.public_url = setup.public_url.to_owned();
        })
    }

    fn with(
        store: TestStore,
        config: Config,
        unhurried: bool,
        change: impl FnOnce(&mut Site),
    ) -> Self {
        let zone = config.time_zone.clone();
        let clock = Arc::new(ManualClock::new(START));
        let service = Service::new(Parts {
            store: (*store).clone(),
            clock: clock.clone(),
            entropy: Arc::new(SystemEntropy),
            config,
        });
        service.attach_index(Index::in_memory().expect("an index in memory"));
        let mut site = Site {
            name: "Cabildo".to_owned(),
            public_url: "http://city.example".to_owned(),
            time_zone: zone.zone().clone(),
            assets: None,
            security_contact: None,
            hsts_include_subdomains: false,
        };
        change(&mut site);
        let mut state = AppState::new(service.clone(), site, Vec::new());
        if unhurried {
            state.speed = Speed::new(NonZeroU32::MAX, NonZeroU32::MAX);
        }
        let router = router::build(state);
        Self {
            service,
            clock,
            router,
            store,
        }
    }

    /// Brings the index up to date with everything that has happened, as the server's job does by itself.
    pub async fn index_now(&self) {
        let mut follower = self.service.follower().await.expect("a follower");
        while follower.step(Effort::Everything).await.expect("a step") {}
    }

    /// Moves the clock.
    pub fn later(&self, span: Span) {
        self.clock.advance(span);
    }

    /// A browser of somebody who has never been here.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// How many SQL statements `visit` takes.
    pub async fn statements<T>(&self, visit: impl Future<Output = T>) -> (T, u64) {
        let before = self.store.statements();
        let value = visit.await;
        (value, self.store.statements() - before)
    }
}
