//! What an operator decides for an installation, as far as the use-cases need it.

use crate::{Hashing, Limits};
use cabildo_domain::{Invalid, Timestamp};
use jiff::{civil::DateTime, tz};

/// What an operator decides. The default is for tests and for a first start.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The time zone in which the lab types dates and in which pages show them.
    pub time_zone: TimeZone,
    /// What a password's hash costs.
    pub hashing: Hashing,
    /// How often somebody may try.
    pub limits: Limits,
}

/// A time zone of the IANA database (bundled with the program), UTC unless the operator says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone(tz::TimeZone);

impl Default for TimeZone {
    fn default() -> Self {
        Self(tz::TimeZone::UTC)
    }
}

impl TimeZone {
    /// The zone with this name, as `Europe/Madrid`; `None` when there is none.
    pub fn named(name: &str) -> Option<Self> {
        tz::TimeZone::get(name).ok().map(Self)
    }

    /// The zone's name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The zone itself, for printing dates.
    pub fn zone(&self) -> &tz::TimeZone {
        &self.0
    }

    /// An instant as `YYYY-MM-DDTHH:MM` on the clocks of the zone, the form of an `<input type=datetime-local>`.
    pub fn local(&self, at: Timestamp) -> String {
        self.civil(at).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// An instant as a date and time on the clocks of the zone.
    pub fn civil(&self, at: Timestamp) -> DateTime {
        let at = at.clamp(Timestamp::MIN, Timestamp::MAX);
        let instant =
            jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        self.0.to_datetime(instant)
    }

    /// Reads `YYYY-MM-DDTHH:MM` (seconds may follow) as shown by the clocks of the zone. An hour that is skipped
    /// in spring is read as if the clocks had not moved yet; of an hour that comes twice, the first is meant.
    ///
    /// # Errors
    /// [`Invalid::Required`] when empty, [`Invalid::Malformed`] when it is no date and time within
    /// [`Timestamp::MIN`] and [`Timestamp::MAX`].
    pub fn instant(&self, text: &str) -> Result<Timestamp, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        let is_local = text.len() <= 24 && !text.contains(['Z', 'z', '+', '[']);
        let civil: DateTime = text
            .parse()
            .ok()
            .filter(|_| is_local)
            .ok_or(Invalid::Malformed)?;
        let zoned = self.0.to_zoned(civil).map_err(|_| Invalid::Malformed)?;
        let at = Timestamp(zoned.timestamp().as_millisecond());
        if (Timestamp::MIN..=Timestamp::MAX).contains(&at) {
            Ok(at)
        } else {
            Err(Invalid::Malformed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_the_lab_types_is_read_on_the_citys_clocks() {
        let madrid = TimeZone::named("Europe/Madrid").unwrap();
        for (text, utc) in [
            ("2026-01-15T09:00", "2026-01-15T08:00"),
            ("2026-07-15T09:00", "2026-07-15T07:00"),
            // The clocks jump from 2:00 to 3:00.
            ("2026-03-29T02:30", "2026-03-29T01:30"),
            // The hour from 2:00 to 3:00 comes twice.
            ("2026-10-25T02:30", "2026-10-25T00:30"),
            ("2026-01-15T09:00:00", "2026-01-15T08:00"),
        ] {
            assert_eq!(
                TimeZone::default().local(madrid.instant(text).unwrap()),
                utc,
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        let utc = TimeZone::default();
        assert_eq!(utc.instant(" "), Err(Invalid::Required));
        for bad in [
            "tomorrow",
            "2026-02-30T10:00",
            "2026-01-01T10:00Z",
            "1969-12-31T23:59",
            "9999-01-01T00:00",
            "1",
        ] {
            assert_eq!(utc.instant(bad), Err(Invalid::Malformed), "{bad}");
        }
        assert_eq!(TimeZone::named("Middle/Earth"), None);
    }

    proptest! {
        #[test]
        fn a_minute_comes_back_as_it_was_typed(minute in 0i64..4_000_000_000) {
            let utc = TimeZone::default();
            let at = Timestamp(minute * 60_000);
            prop_assert_eq!(utc.instant(&utc.local(at)).unwrap(), at);
        }
    }
}
