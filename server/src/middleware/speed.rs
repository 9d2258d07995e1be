//! Limits how fast one person, or one network of people who are not signed in, may change things.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use cabildo_app::{account::address::LOG_IN, act::too_fast, request::Cx};
use cabildo_domain::OpinionParticipantId;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};
use std::{net::IpAddr, num::NonZeroU32, sync::Arc, time::Duration};

/// The people who are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(cabildo_domain::AccountId),
    Network(u64),
    /// A network, and a participant in it who joined by an invitation.
    Guest(u64, OpinionParticipantId),
}

/// The number of guests of one network who may each act at full speed: one invitation may let in more people than are
/// in the network.
const GUESTS: u32 = 10;

/// The counters.
#[derive(Clone)]
pub struct Speed {
    each: Arc<DefaultKeyedRateLimiter<Who>>,
    guests: Arc<DefaultKeyedRateLimiter<u64>>,
}

impl Speed {
    /// `burst` actions at once, refilled at `per_minute`.
    pub fn new(burst: NonZeroU32, per_minute: NonZeroU32) -> Self {
        let many = |one: NonZeroU32| {
            one.saturating_mul(NonZeroU32::new(GUESTS).unwrap_or(NonZeroU32::MIN))
        };
        Self {
            each: Arc::new(RateLimiter::keyed(
                Quota::per_minute(per_minute).allow_burst(burst),
            )),
            guests: Arc::new(RateLimiter::keyed(
                Quota::per_minute(many(per_minute)).allow_burst(many(burst)),
            )),
        }
    }

    /// Forgets everybody who was inactive for a while; a job calls it.
    pub fn forget_quiet(&self) {
        self.each.retain_recent();
        self.each.shrink_to_fit();
        self.guests.retain_recent();
        self.guests.shrink_to_fit();
    }

    /// Counts one action; returns how long to wait when it comes too fast.
    fn check(&self, who: &Who) -> Result<(), Duration> {
        let now = governor::clock::DefaultClock::default().now();
        if let Who::Guest(network, _) = who {
            self.guests
                .check_key(network)
                .map_err(|early| early.wait_time_from(now))?;
        }
        self.each
            .check_key(who)
            .map_err(|early| early.wait_time_from(now))
    }
}

fn network(address: Option<IpAddr>) -> u64 {
    match address {
        Some(IpAddr::V4(address)) => u64::from(u32::from(address) >> 8),
        Some(IpAddr::V6(address)) => (u128::from(address) >> 80) as u64 | 1 << 63,
        None => u64::MAX,
    }
}

/// The key by which a request is counted: the account; a participant who joined by an invitation (which costs a
/// statement, for changes alone); else the network, because a class or a library shares one. An invented pass counts as
/// none.
async fn who(cx: &Cx) -> Who {
    let network = network(cx.origin.address);
    if let Some(account) = cx.viewer.account() {
        return Who::Account(account);
    }
    match cx.service.opinion().guest(cx.passes.values()).await {
        Ok(Some(guest)) => Who::Guest(network, guest),
        Ok(None) => Who::Network(network),
        Err(error) => {
            tracing::warn!(%error, "the pass of a guest could not be checked");
            Who::Network(network)
        }
    }
}

/// Refuses actions that come too fast with 429; a form comes back in the page, to be sent again.
pub async fn limit(State(speed): State<Speed>, cx: Cx, request: Request, next: Next) -> Response {
    // Log-ins have limits of their own, which distinguish the owner of an account from strangers in the same network.
    if request.method().is_safe() || request.uri().path() == LOG_IN {
        return next.run(request).await;
    }
    match speed.check(&who(&cx).await) {
        Ok(()) => next.run(request).await,
        Err(wait) => too_fast(&cx, request, wait.as_secs().clamp(1, 3_600) as u32).await,
    }
}
