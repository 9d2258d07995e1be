//! The state that handlers and layers share.

use crate::middleware::speed::Speed;
use cabildo_app::site::Site;
use cabildo_service::Service;
use ipnet::IpNet;
use std::{num::NonZeroU32, sync::Arc};

/// The state that every request and every job works with.
#[derive(Clone)]
pub struct AppState {
    /// The use-cases.
    pub service: Service,
    /// The installation.
    pub site: Arc<Site>,
    /// Networks whose X-Forwarded-For is believed.
    pub trusted_proxies: Arc<Vec<IpNet>>,
    /// Limits on the speed of changes.
    pub speed: Speed,
}

impl AppState {
    /// The state over a service and an installation.
    pub fn new(service: Service, site: Site, trusted_proxies: Vec<IpNet>) -> Self {
        // A person who clicks as fast as possible stays below this; a script does not.
        let burst = NonZeroU32::new(60).expect("60 is not 0");
        let per_minute = NonZeroU32::new(120).expect("120 is not 0");
        Self {
            service,
            site: Arc::new(site),
            trusted_proxies: Arc::new(trusted_proxies),
            speed: Speed::new(burst, per_minute),
        }
    }
}
