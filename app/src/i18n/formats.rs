//! How numbers and dates are written for a reader: by the language of the interface, and by the region that the browser
//! sends with it (`es-ES` writes 50.000, `es-MX` 50,000). The rules are CLDR's, through ICU4X. The texts of the
//! interface are the same in all regions of a language.

use cabildo_domain::{Locale, locale};
use icu_calendar::{Date, Gregorian};
use icu_datetime::{
    FixedCalendarDateTimeFormatter,
    fieldsets::{MD, YMD},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::{
    LanguageIdentifier,
    subtags::{Language, Region, language, region},
};
use std::{
    collections::HashMap,
    sync::{LazyLock, PoisonError, RwLock},
};

/// The formatters of a language in a region. They are made once and kept, because a page writes dozens of numbers;
/// there are at most as many as there are regions ([`is_kept`]).
pub struct Formats {
    number: DecimalFormatter,
    day: FixedCalendarDateTimeFormatter<Gregorian, MD>,
    day_and_year: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
}

static KEPT: LazyLock<RwLock<HashMap<(Language, Region), &'static Formats>>> =
    LazyLock::new(RwLock::default);

impl Formats {
    /// The formats for a reader of this language whose browser sent this `Accept-Language`.
    pub fn negotiate(locale: Locale, accept_language: &str) -> &'static Self {
        let (language, usual) = usual_region(locale);
        let region = locale::wanted_tags(accept_language)
            .into_iter()
            .filter_map(|tag| LanguageIdentifier::try_from_locale_bytes(tag.as_bytes()).ok())
            .filter(|wanted| wanted.language == language)
            .find_map(|wanted| wanted.region.filter(is_kept));
        Self::of_region(language, region.unwrap_or(usual))
    }

    /// The formats for a reader of this language and of unknown region.
    pub fn of(locale: Locale) -> &'static Self {
        let (language, usual) = usual_region(locale);
        Self::of_region(language, usual)
    }

    fn of_region(language: Language, region: Region) -> &'static Self {
        let key = (language, region);
        let kept = KEPT.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(formats) = kept.get(&key).copied() {
            return formats;
        }
        drop(kept);
        let mut kept = KEPT.write().unwrap_or_else(PoisonError::into_inner);
        // Another request may have made them meanwhile.
        if let Some(formats) = kept.get(&key).copied() {
            return formats;
        }
        let formats: &'static Self = Box::leak(Box::new(Self::make(language, region)));
        kept.insert(key, formats);
        formats
    }

    fn make(language: Language, region: Region) -> Self {
        let locale = &icu_locale_core::Locale::from(LanguageIdentifier {
            language,
            region: Some(region),
            ..LanguageIdentifier::UNKNOWN
        });
        let is_there = "the data is compiled in, and falls back from each region to its language";
        Self {
            number: DecimalFormatter::try_new(locale.into(), Default::default()).expect(is_there),
            day: FixedCalendarDateTimeFormatter::try_new(locale.into(), MD::long())
                .expect(is_there),
            day_and_year: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long())
                .expect(is_there),
        }
    }

    /// A whole number: `50,000`, `50.000`.
    pub fn number(&self, number: i64) -> String {
        self.number.format_to_string(&Decimal::from(number))
    }

    /// A day without its year: `14 March`, `March 14`, `14 de marzo`.
    pub fn day(&self, day: jiff::civil::Date) -> String {
        gregorian(day).map_or_else(
            || day.to_string(),
            |date| self.day.format(&date).to_string(),
        )
    }

    /// A day with its year: `14 March 2026`.
    pub fn day_and_year(&self, day: jiff::civil::Date) -> String {
        gregorian(day).map_or_else(
            || day.to_string(),
            |date| self.day_and_year.format(&date).to_string(),
        )
    }
}

/// The language in CLDR, and the region that is used when the browser names none: CLDR's own choice for English would
/// be the United States, where the month comes first.
const fn usual_region(locale: Locale) -> (Language, Region) {
    match locale {
        Locale::En | Locale::Pseudo => (language!("en"), region!("001")),
        Locale::Es => (language!("es"), region!("ES")),
    }
}

/// Whether formatters of a region are kept: for countries, and for the two larger regions that browsers send. Other
/// region numbers would allow a thousand entries.
fn is_kept(region: &Region) -> bool {
    region.is_alphabetic() || [region!("001"), region!("419")].contains(region)
}

/// jiff has years before 1 too, which do not occur here.
fn gregorian(day: jiff::civil::Date) -> Option<Date<Gregorian>> {
    let month = u8::try_from(day.month()).ok()?;
    let day_of_month = u8::try_from(day.day()).ok()?;
    Date::try_new_gregorian(day.year().into(), month, day_of_month).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_written_as_in_the_readers_region() {
        let day = jiff::civil::date(2026, 3, 14);
        for (locale, accepts, thousand, many, date) in [
            (Locale::En, "", "1,234", "1,234,567", "14 March 2026"),
            (Locale::En, "en", "1,234", "1,234,567", "14 March 2026"),
            (
                Locale::En,
                "en-GB,en;q=0.9",
                "1,234",
                "1,234,567",
                "14 March 2026",
            ),
            (Locale::En, "en-US", "1,234", "1,234,567", "March 14, 2026"),
            (
                Locale::En,
                "fr-FR, en-IN;q=0.5",
                "1,234",
                "12,34,567",
                "14 March 2026",
            ),
            (
                Locale::En,
                "es-MX,es;q=0.9",
                "1,234",
                "1,234,567",
                "14 March 2026",
            ),
            (Locale::Es, "", "1234", "1.234.567", "14 de marzo de 2026"),
            (Locale::Es, "es", "1234", "1.234.567", "14 de marzo de 2026"),
            (
                Locale::Es,
                "es-ES,es;q=0.9",
                "1234",
                "1.234.567",
                "14 de marzo de 2026",
            ),
            (
                Locale::Es,
                "es-MX,es;q=0.9,en-US;q=0.8",
                "1,234",
                "1,234,567",
                "14 de marzo de 2026",
            ),
            (
                Locale::Es,
                "es-419",
                "1,234",
                "1,234,567",
                "14 de marzo de 2026",
            ),
            (
                Locale::Es,
                "es;q=0.9, es-AR;q=0.8",
                "1.234",
                "1.234.567",
                "14 de marzo de 2026",
            ),
            (
                Locale::Es,
                "es-cr",
                "1\u{a0}234",
                "1\u{a0}234\u{a0}567",
                "14 de marzo de 2026",
            ),
            (
                Locale::Es,
                "es-Latn-MX-u-nu-arab",
                "1,234",
                "1,234,567",
                "14 de marzo de 2026",
            ),
            (
                Locale::Es,
                "es-ZZ,es-999,es-,-MX,;q=",
                "1234",
                "1.234.567",
                "14 de marzo de 2026",
            ),
            (Locale::Pseudo, "", "1,234", "1,234,567", "14 March 2026"),
        ] {
            let formats = Formats::negotiate(locale, accepts);
            let written = [
                formats.number(1_234),
                formats.number(1_234_567),
                formats.day_and_year(day),
            ];
            assert_eq!(written, [thousand, many, date], "{locale:?} {accepts:?}");
        }
        let (here, there) = (
            Formats::of(Locale::Es),
            Formats::negotiate(Locale::En, "en-US"),
        );
        assert_eq!(
            (here.day(day), there.day(day)),
            ("14 de marzo".into(), "March 14".into())
        );
        assert_eq!(
            (here.number(50_000), here.number(999), here.number(-1)),
            ("50.000".into(), "999".into(), "-1".into())
        );
    }

    #[test]
    fn the_formatters_of_a_region_are_made_once() {
        let (first, second) = ("es-MX", "en;q=0.5, es-mx");
        assert!(std::ptr::eq(
            Formats::negotiate(Locale::Es, first),
            Formats::negotiate(Locale::Es, second)
        ));
    }
}
