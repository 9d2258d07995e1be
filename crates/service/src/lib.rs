//! The use-cases of Cabildo: authorise, validate, transact, append the event.
//!
//! Pages, the JSON API, the operator's commands and the jobs all call these; none of them has a rule of its own. A
//! use-case that needs a role takes the proof of it ([`cabildo_domain::permission`]). A use-case that writes checks, in
//! this order: may the viewer know of the consultation ([`cabildo_domain::visibility`]), does the consultation allow
//! the activity now ([`cabildo_domain::consultation::require`]), is the input valid (domain types, all fields at once).
//! Then it makes one transaction that changes the rows and appends the event. A use-case that reads makes a fixed
//! number of statements.
//!
//! Use-cases are reached by the handle of their noun: `service.proposals().edit(..)`.
//!
//! To add a noun: its line in `src/handle.rs`, and `src/<noun>.rs` with an `impl Noun<'_>` block for its use-cases, its
//! forms and views beside it.

pub mod account;
pub mod agent;
pub mod author;
mod batch;
pub mod clock;
pub mod comment;
pub mod config;
pub mod consultation;
pub mod cursor;
pub mod entropy;
pub mod error;
pub mod fair_order;
pub mod feed;
pub mod follow;
pub mod form_state;
mod formula;
mod handle;
pub mod import;
pub mod keys;
pub mod known_place;
pub mod markdown;
pub mod moderation;
mod network;
pub mod opinion;
pub mod outbox;
mod password;
pub mod proposal;
pub mod rate_limit;
pub mod recount;
pub mod rendering;
pub mod response;
pub mod search;
pub mod security;
pub mod session;
mod submit_key;
pub mod support;
mod tick;
mod time_zone;

use cabildo_domain::{Clock, Timestamp};
use cabildo_store::Store;
pub use config::Config;
use entropy::Entropy;
pub use error::Error;
pub use handle::{
    Accounts, Comments, Consultations, Imports, KeptForms, Moderation, Opinions, Proposals,
    Responses, Search, Sessions, Statements, Supports,
};
pub use password::Hashing;
pub use rate_limit::{Limited, Limits};
use std::sync::{Arc, OnceLock};

/// The use-cases and the parts they work with. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    config: Config,
    passwords: password::Passwords,
    limiters: rate_limit::Limiters,
    notes: security::Notes,
    supports: batch::Writer<support::SupportOrder>,
    votes: batch::Writer<opinion::VoteOrder>,
    opinions: opinion::Memory,
    index: OnceLock<cabildo_search::Index>,
    keys: OnceLock<keys::OwnKeys>,
    uncounted: form_state::Uncounted,
    followed: search::Followed,
    searching: search::Room,
}

/// The parts a service is made of.
pub struct Parts {
    /// The migrated database.
    pub store: Store,
    /// The source of the present time.
    pub clock: Arc<dyn Clock>,
    /// The source of randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The operator's settings.
    pub config: Config,
}

impl Service {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let Parts {
            store,
            clock,
            entropy,
            config,
        } = parts;
        let passwords = password::Passwords::new(config.hashing);
        let limiters = rate_limit::Limiters::new(config.limits, &clock);
        let notes = security::Notes::new(clock.clone());
        let supports = batch::Writer::default();
        Self {
            inner: Arc::new(Inner {
                store,
                clock,
                entropy,
                config,
                passwords,
                limiters,
                notes,
                supports,
                votes: batch::Writer::default(),
                opinions: opinion::Memory::default(),
                index: OnceLock::new(),
                keys: OnceLock::new(),
                uncounted: form_state::Uncounted::default(),
                followed: search::Followed::default(),
                searching: search::Room::default(),
            }),
        }
    }

    /// The database, for jobs and commands that follow it.
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The operator's settings.
    pub fn config(&self) -> &Config {
        &self.inner.config
    }

    /// A new id that sorts by the present instant.
    pub fn new_id<T: From<uuid::Uuid>>(&self) -> T {
        entropy::id_at(&*self.inner.entropy, self.now()).into()
    }

    /// The source of randomness.
    pub fn entropy(&self) -> &dyn Entropy {
        &*self.inner.entropy
    }
}
