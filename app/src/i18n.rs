//! The interface's words: Fluent files under `locales/<tag>/`, one a feature, compiled into the program.
//!
//! `t!(cx, "key")` and `t!(cx, "key", count = 3)` give finished strings. `cargo xtask lint` proves that every key
//! used exists in every language with the same variables.

use cabildo_domain::Locale;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use intl_memoizer::concurrent::IntlLangMemoizer;
use rust_embed::RustEmbed;
use std::sync::LazyLock;
use unic_langid::LanguageIdentifier;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/locales"]
struct Files;

type Bundle = FluentBundle<FluentResource>;

static ENGLISH: LazyLock<Bundle> = LazyLock::new(|| load("en"));
static SPANISH: LazyLock<Bundle> = LazyLock::new(|| load("es"));

fn load(tag: &str) -> Bundle {
    let language: LanguageIdentifier = tag.parse().expect("our own tags are well formed");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Pages isolate people's text with elements; isolating marks would end up in attributes and titles.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(if tag == "es" {
        spanish_number
    } else {
        english_number
    }));
    for name in Files::iter().filter(|name| name.starts_with(&format!("{tag}/"))) {
        let file = Files::get(&name).expect("a listed file exists");
        let source = String::from_utf8(file.data.into_owned()).expect("our own files are UTF-8");
        let resource = FluentResource::try_new(source)
            .unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
    }
    bundle
}

fn english_number(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    grouped_value(value, ",")
}

fn spanish_number(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    grouped_value(value, ".")
}

fn grouped_value(value: &FluentValue, separator: &str) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => {
            Some(grouped(number.value as i64, separator))
        }
        _ => None,
    }
}

/// `1234567` as `1,234,567` with the separator between groups of three.
pub fn grouped(number: i64, separator: &str) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    if number < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

/// A number as this language writes it.
pub fn number(locale: Locale, number: i64) -> String {
    grouped(number, if locale == Locale::Es { "." } else { "," })
}

fn bundle(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::En | Locale::Pseudo => &ENGLISH,
        Locale::Es => &SPANISH,
    }
}

/// The text for a key. A key that is missing (the lint prevents it) shows as itself, and is logged.
pub fn text(locale: Locale, key: &str, args: Option<&FluentArgs>) -> String {
    let bundle = bundle(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, locale = locale.tag(), "missing translation");
        return key.to_owned();
    };
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, args, &mut errors)
        .into_owned();
    if !errors.is_empty() {
        tracing::error!(
            key,
            locale = locale.tag(),
            ?errors,
            "translation not formatted"
        );
    }
    text
}

/// Whether a key exists, for keys made from a word of the domain.
pub fn has(locale: Locale, key: &str) -> bool {
    bundle(locale).has_message(key)
}

/// A text of the interface: `t!(cx, "key")`, `t!(cx, "key", count = 3, name = "Ana")`.
#[macro_export]
macro_rules! t {
    ($cx:expr, $key:expr) => { $cx.text($key, None) };
    ($cx:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $cx.text($key, Some(&args))
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        assert_eq!(number(Locale::En, 1_234_567), "1,234,567");
        assert_eq!(number(Locale::Es, 50_000), "50.000");
        assert_eq!(number(Locale::En, 999), "999");
        assert_eq!(number(Locale::En, -1_000), "−1,000");
    }

    #[test]
    fn every_language_loads() {
        for locale in Locale::OFFERED {
            assert!(has(locale, "site-skip"), "{}", locale.tag());
        }
    }
}
