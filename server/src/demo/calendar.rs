//! When things happen: days before and after the moment in which the demo content is made.

use cabildo_domain::{Timestamp, time::Span};
use cabildo_service::config::TimeZone;

/// The present and the city's clocks.
pub(super) struct Calendar<'a> {
    pub now: Timestamp,
    pub zone: &'a TimeZone,
}

impl Calendar<'_> {
    /// The instant so many days from now.
    pub fn at(&self, days: f64) -> Timestamp {
        self.now + Span((days * 86_400_000.0) as i64)
    }

    /// The beginning of the day so many days from now, as a form says it.
    pub fn midnight(&self, days: i64) -> String {
        let local = self.zone.local(self.now + Span::days(days));
        format!("{}T00:00", local.split('T').next().unwrap_or_default())
    }

    /// The same as an instant.
    pub fn midnight_at(&self, days: i64) -> Timestamp {
        self.zone
            .instant(&self.midnight(days))
            .unwrap_or(self.now + Span::days(days))
    }
}
