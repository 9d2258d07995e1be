//! The texts of the interface: Fluent files under `locales/<tag>/`, one per feature, compiled into the program.
//!
//! `t!(cx, "key")` and `t!(cx, "key", count = 3)` give finished strings. `cargo xtask lint` proves that every key
//! used exists in every language with the same variables.

mod formats;

pub use formats::Formats;

use cabildo_domain::Locale;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use intl_memoizer::concurrent::IntlLangMemoizer;
use rust_embed::RustEmbed;
use std::{cell::Cell, sync::LazyLock};
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
    bundle.set_formatter(Some(written));
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

thread_local! {
    /// The reader for whom this thread is formatting. Fluent asks a plain function how a number is written, and passes
    /// it only the language.
    static WRITTEN_FOR: Cell<Option<&'static Formats>> = const { Cell::new(None) };
}

/// A whole number in a text; Fluent itself writes the others.
fn written(value: &FluentValue, _: &IntlLangMemoizer) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 => WRITTEN_FOR
            .get()
            .map(|formats| formats.number(number.value as i64)),
        _ => None,
    }
}

fn bundle(locale: Locale) -> &'static Bundle {
    match locale {
        Locale::En | Locale::Pseudo => &ENGLISH,
        Locale::Es => &SPANISH,
    }
}

/// The text for a key, for a reader of unknown region.
pub fn text(locale: Locale, key: &str, args: Option<&FluentArgs>) -> String {
    text_with(locale, Formats::of(locale), key, args)
}

/// The text for a key, with numbers as the reader's region writes them. A missing key (the lint prevents it) is shown
/// as the key itself, and logged.
pub fn text_with(
    locale: Locale,
    formats: &'static Formats,
    key: &str,
    args: Option<&FluentArgs>,
) -> String {
    let bundle = bundle(locale);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        tracing::error!(key, locale = locale.tag(), "missing translation");
        return key.to_owned();
    };
    WRITTEN_FOR.set(Some(formats));
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

/// Whether a key exists; for keys made from a word of the domain.
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
    fn numbers_in_texts_are_written_as_in_the_readers_region() {
        let mut args = FluentArgs::new();
        args.set("count", 50_000);
        let text = |accepts| {
            let formats = Formats::negotiate(Locale::Es, accepts);
            text_with(Locale::Es, formats, "search-similar-supports", Some(&args))
        };
        assert_eq!(text("es-MX"), "50,000 personas la apoyan");
        assert_eq!(text("es"), "50.000 personas la apoyan");
    }

    #[test]
    fn every_language_loads() {
        for locale in Locale::OFFERED {
            assert!(has(locale, "site-skip"), "{}", locale.tag());
        }
    }
}
