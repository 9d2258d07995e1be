//! The city's time zone: the rules for whole days, for times that the clocks skip, and for times that come twice.
//!
//! A day begins with the first moment at which a clock of the zone shows it. That is not midnight everywhere: where the
//! clocks are put forward at 24:00 it is 01:00. A phase that ends at the first moment of a day lasts until the day
//! before.

use cabildo_domain::{Invalid, Timestamp, time::Span, words};
use jiff::{
    civil::{Date, DateTime, Time},
    tz::{self, AmbiguousOffset},
};
use serde::{Deserialize, Serialize};

/// A time zone of the IANA database (bundled with the program), UTC unless the operator says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone(tz::TimeZone);

/// The choice between the two moments of a time of day that comes twice because the clocks are put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Twice {
    /// Before the clocks are put back.
    First,
    /// After the clocks are put back.
    Second,
}

words!(Twice { First = "first", Second = "second" });

/// An instant as a form asks for it: a day; a time of day unless it is a whole day; a choice if the time comes twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayTime {
    /// `YYYY-MM-DD`.
    pub day: String,
    /// `HH:MM`; empty for the whole day.
    pub time: String,
    /// A word of [`Twice`], or empty.
    pub which: String,
}

impl Default for TimeZone {
    fn default() -> Self {
        Self(tz::TimeZone::UTC)
    }
}

impl From<tz::TimeZone> for TimeZone {
    fn from(zone: tz::TimeZone) -> Self {
        Self(zone)
    }
}

fn instant(at: Timestamp) -> jiff::Timestamp {
    let at = at.clamp(Timestamp::MIN, Timestamp::MAX);
    jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

fn within(at: jiff::Timestamp) -> Result<Timestamp, Invalid> {
    let at = Timestamp(at.as_millisecond());
    if (Timestamp::MIN..=Timestamp::MAX).contains(&at) {
        Ok(at)
    } else {
        Err(Invalid::Malformed)
    }
}

fn clock(time: DateTime) -> String {
    time.strftime("%H:%M").to_string()
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

    /// The name for people: the city in the zone's name, as `Buenos Aires`.
    pub fn place(&self) -> String {
        let name = self.name();
        name.rsplit('/').next().unwrap_or(name).replace('_', " ")
    }

    /// The zone itself, for printing dates.
    pub fn zone(&self) -> &tz::TimeZone {
        &self.0
    }

    /// An instant as `YYYY-MM-DDTHH:MM` on the clocks of the zone.
    pub fn local(&self, at: Timestamp) -> String {
        self.civil(at).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// An instant as a date and time on the clocks of the zone.
    pub fn civil(&self, at: Timestamp) -> DateTime {
        self.0.to_datetime(instant(at))
    }

    /// The day of an instant.
    pub fn day(&self, at: Timestamp) -> Date {
        self.civil(at).date()
    }

    /// How many days of the calendar lie between two instants; negative when the second is on an earlier day.
    pub fn days_between(&self, from: Timestamp, to: Timestamp) -> i64 {
        let days = self.day(from).until(self.day(to));
        days.map_or(0, |span| i64::from(span.get_days()))
    }

    /// The first moment of a day. For a day that never was (a zone moved across the date line), that of the next day.
    pub fn first_moment(&self, day: Date) -> Result<Timestamp, Invalid> {
        let midnight = day.at(0, 0, 0, 0);
        let found = self.0.to_ambiguous_timestamp(midnight);
        let first = match found.offset() {
            AmbiguousOffset::Gap { .. } => self.jump(midnight)?,
            _ => found.earlier().map_err(|_| Invalid::Malformed)?,
        };
        within(first)
    }

    /// Whether a day begins with this minute.
    pub fn begins_a_day(&self, at: Timestamp) -> bool {
        self.first_moment(self.day(at))
            .is_ok_and(|first| (Span(0)..Span::minutes(1)).contains(&at.since(first)))
    }

    /// The earlier or the later moment, if the time of day comes twice.
    pub fn twice(&self, at: Timestamp) -> Option<Twice> {
        let offset = self.0.to_offset(instant(at));
        match self.0.to_ambiguous_timestamp(self.civil(at)).offset() {
            AmbiguousOffset::Fold { before, .. } if offset == before => Some(Twice::First),
            AmbiguousOffset::Fold { .. } => Some(Twice::Second),
            _ => None,
        }
    }

    /// The moment when the clocks are put forward over a time that they skip.
    fn jump(&self, skipped: DateTime) -> Result<jiff::Timestamp, Invalid> {
        let after = self.0.to_ambiguous_timestamp(skipped).later();
        let after = after.map_err(|_| Invalid::Malformed)?;
        let just_after = jiff::Timestamp::from_millisecond(after.as_millisecond() + 1_000);
        let just_after = just_after.map_err(|_| Invalid::Malformed)?;
        let jump = self.0.preceding(just_after).next();
        jump.map(|jump| jump.timestamp()).ok_or(Invalid::Malformed)
    }

    /// The instant of a date and time on the clocks of the zone.
    ///
    /// # Errors
    /// [`Invalid::SkippedTime`] with the times on both sides of it, [`Invalid::TwiceThatDay`] unless it is said which,
    /// [`Invalid::Malformed`] out of bounds.
    pub fn exactly(&self, civil: DateTime, which: Option<Twice>) -> Result<Timestamp, Invalid> {
        let found = self.0.to_ambiguous_timestamp(civil);
        let at = match (found.offset(), which) {
            (AmbiguousOffset::Gap { .. }, _) => return Err(self.skipped(civil)?),
            (AmbiguousOffset::Fold { .. }, None) => {
                return Err(Invalid::TwiceThatDay { time: clock(civil) });
            }
            (AmbiguousOffset::Fold { .. }, Some(Twice::Second)) => found.later(),
            _ => found.earlier(),
        };
        within(at.map_err(|_| Invalid::Malformed)?)
    }

    fn skipped(&self, civil: DateTime) -> Result<Invalid, Invalid> {
        let jump = Timestamp(self.jump(civil)?.as_millisecond());
        let (before, after) = (self.civil(jump - Span::minutes(1)), self.civil(jump));
        // When the day itself begins later, no time on that day comes before it.
        let same_day = before.date() == civil.date();
        Ok(Invalid::SkippedTime {
            time: clock(civil),
            before: clock(if same_day { before } else { after }),
            after: clock(after),
        })
    }

    /// Reads `YYYY-MM-DDTHH:MM` (seconds may follow) as shown by the clocks of the zone. Strict about times that the
    /// clocks skip or show twice.
    ///
    /// # Errors
    /// [`Invalid::Required`] when empty, [`Invalid::Malformed`], and those of [`TimeZone::exactly`].
    pub fn strictly(&self, text: &str) -> Result<Timestamp, Invalid> {
        self.exactly(parse(text)?, None)
    }

    /// Reads the same form for imports, which can ask nobody: a time that is skipped in spring is read as if the clocks
    /// had not moved yet, and for one that comes twice the first is taken.
    ///
    /// # Errors
    /// [`Invalid::Required`] when empty, [`Invalid::Malformed`] when it is no date and time within
    /// [`Timestamp::MIN`] and [`Timestamp::MAX`].
    pub fn instant(&self, text: &str) -> Result<Timestamp, Invalid> {
        let zoned = self.0.to_zoned(parse(text)?);
        within(zoned.map_err(|_| Invalid::Malformed)?.timestamp())
    }

    /// The beginning of something, as a form asks for it.
    pub fn beginning(&self, at: Timestamp) -> DayTime {
        if self.first_moment(self.day(at)) == Ok(at) {
            return DayTime {
                day: self.day(at).to_string(),
                ..DayTime::default()
            };
        }
        self.day_time(at)
    }

    /// The end of something, as a form asks for it: when it ends at the first moment of a day, the day before is its
    /// last day.
    pub fn ending(&self, at: Timestamp) -> DayTime {
        if self.first_moment(self.day(at)) == Ok(at) {
            return DayTime {
                day: self.day(at - Span(1)).to_string(),
                ..DayTime::default()
            };
        }
        self.day_time(at)
    }

    fn day_time(&self, at: Timestamp) -> DayTime {
        let civil = self.civil(at);
        let which = self.twice(at).map(Twice::as_str);
        DayTime {
            day: civil.date().to_string(),
            time: clock(civil),
            which: which.unwrap_or_default().to_owned(),
        }
    }
}

/// Reads a date and time without a zone.
fn parse(text: &str) -> Result<DateTime, Invalid> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    let is_local = text.len() <= 24 && !text.contains(['Z', 'z', '+', '[']);
    let parsed = text.parse().ok().filter(|_| is_local);
    parsed.ok_or(Invalid::Malformed)
}

/// The faulty part of a day and time in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The day.
    Day(Invalid),
    /// The time.
    Time(Invalid),
}

impl DayTime {
    /// Reads a beginning: the day's first moment if no time of day is given.
    pub fn read_beginning(&self, zone: &TimeZone) -> Result<Timestamp, Wrong> {
        let day = self.read_day()?;
        match self.read_time()? {
            None => zone.first_moment(day).map_err(Wrong::Day),
            Some(time) => self.read_exactly(zone, day, time),
        }
    }

    /// Reads an end: the last day is included if no time of day is given.
    pub fn read_ending(&self, zone: &TimeZone) -> Result<Timestamp, Wrong> {
        let day = self.read_day()?;
        match self.read_time()? {
            None => {
                let next = day.tomorrow().map_err(|_| Invalid::Malformed);
                next.and_then(|next| zone.first_moment(next))
                    .map_err(Wrong::Day)
            }
            Some(time) => self.read_exactly(zone, day, time),
        }
    }

    fn read_day(&self) -> Result<Date, Wrong> {
        let text = self.day.trim();
        if text.is_empty() {
            return Err(Wrong::Day(Invalid::Required));
        }
        let parsed = text.parse().ok().filter(|_| text.len() == 10);
        parsed.ok_or(Wrong::Day(Invalid::Malformed))
    }

    fn read_time(&self) -> Result<Option<Time>, Wrong> {
        match self.time.trim() {
            "" => Ok(None),
            text => {
                let parsed = text.parse().ok().filter(|_| text.len() <= 12);
                parsed.map(Some).ok_or(Wrong::Time(Invalid::Malformed))
            }
        }
    }

    fn read_exactly(&self, zone: &TimeZone, day: Date, time: Time) -> Result<Timestamp, Wrong> {
        let which = self.which.trim().parse().ok();
        zone.exactly(day.to_datetime(time), which)
            .map_err(Wrong::Time)
    }
}

#[cfg(test)]
mod tests;
