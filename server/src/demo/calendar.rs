//! The dates of the demo: days before and after the moment at which its content is made.

use cabildo_domain::{Timestamp, time::Span};
use cabildo_service::config::TimeZone;
use jiff::civil::Date;

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

    /// The day so many days from now.
    pub fn day(&self, days: i64) -> Date {
        let today = self.zone.day(self.now);
        let day = today.checked_add(jiff::Span::new().days(days));
        day.unwrap_or(today)
    }

    /// Its first moment.
    pub fn midnight_at(&self, days: i64) -> Timestamp {
        let first = self.zone.first_moment(self.day(days));
        first.unwrap_or(self.now + Span::days(days))
    }
}
