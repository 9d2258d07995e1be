//! A limit on how fast one person, or one network of people who are not signed in, may change things.

use crate::application::AppState;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use cabildo_app::{act::too_fast, request::Cx};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock};
use std::{net::IpAddr, num::NonZeroU32, sync::Arc};

/// Who is counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Who {
    Account(cabildo_domain::AccountId),
    Network(u64),
}

/// The counters.
#[derive(Clone)]
pub struct Speed(Arc<DefaultKeyedRateLimiter<Who>>);

impl Speed {
    /// `burst` actions at once, refilled at `per_minute`.
    pub fn new(burst: NonZeroU32, per_minute: NonZeroU32) -> Self {
        Self(Arc::new(RateLimiter::keyed(Quota::per_minute(per_minute).allow_burst(burst))))
    }

    /// Forgets whoever has been quiet; called by a job.
    pub fn forget_quiet(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }
}

fn network(address: Option<IpAddr>) -> u64 {
    match address {
        Some(IpAddr::V4(address)) => u64::from(u32::from(address) >> 8),
        Some(IpAddr::V6(address)) => (u128::from(address) >> 80) as u64 | 1 << 63,
        None => u64::MAX,
    }
}

/// Refuses with 429 what comes too fast; a form comes back in the page, to be sent again.
pub async fn limit(State(state): State<AppState>, cx: Cx, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let who = match cx.viewer.account() {
        Some(account) => Who::Account(account),
        None => Who::Network(network(cx.origin.address)),
    };
    match state.speed.0.check_key(&who) {
        Ok(()) => next.run(request).await,
        Err(early) => {
            let wait = early.wait_time_from(governor::clock::DefaultClock::default().now());
            too_fast(&cx, request, wait.as_secs().clamp(1, 3_600) as u32).await
        }
    }
}
