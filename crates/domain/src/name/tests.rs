use super::{reserved::Reserved, *};
use crate::{limits, text::DisplayName};
use proptest::prelude::*;

fn alike(one: &str, other: &str) -> bool {
    let other = looks(other);
    looks(one).iter().any(|look| other.contains(look))
}

#[test]
fn names_that_people_cannot_tell_apart_look_alike() {
    for (one, other) in [
        ("Elena Ruiz", "Еlеnа Ruiz"),
        ("Elena Ruiz", "RUIZ, Elena"),
        ("Elena Ruiz", "ElenaRuiz"),
        ("Elena Ruiz", "RuizElena"),
        ("Elena Ruiz", "E\u{200B}lena\u{E0041} Ruíz 🦊"),
        ("Elena Ruiz", "Elena Rυiz"),
        ("Mar Illa", "Мar lIIa"),
        ("Елена", "ЕЛЕНА"),
        ("Carmen", "Carrnen"),
        ("Wanda", "VVanda"),
        ("Ana", "ａｎａ"),
        ("Ana", "𝒜𝓃𝒶"),
        ("Oto", "0t0"),
        ("Łukasz Ørsted", "Lukasz Orsted"),
        ("علی\u{200C}رضا", "علیرضا"),
        ("🦊", "🦊\u{FE0F}"),
    ] {
        assert!(
            alike(one, other),
            "{one} {other}: {:?} {:?}",
            looks(one),
            looks(other)
        );
    }
    for (one, other) in [
        ("Ana", "Anna"),
        ("Ana Ruiz", "Ana Ruiz Gil"),
        ("Ana", "Ana 2"),
        ("क्षमा", "क्षमता"),
        ("🦊", "🐺"),
    ] {
        assert!(!alike(one, other), "{one} {other}");
    }
}

#[test]
fn an_entry_is_found_as_whole_words_alone() {
    let list = Reserved::default();
    for (name, found) in [
        ("The Mayor of Here", Some("mayor")),
        ("ᴍᴀʏᴏʀ", Some("mayor")),
        ("мayor", Some("mayor")),
        ("Sra. Alcaldesa", Some("alcaldesa")),
        ("Ana, cityhall", Some("city hall")),
        ("@dm1n", Some("admin")),
        ("@admin", Some("admin")),
        ("🅰🅳🅼🅸🅽", Some("admin")),
        ("Ana ✔\u{FE0F}", Some("✔")),
        ("CITY  STAFF", Some("City staff")),
        ("Mayoral Candidate", None),
        ("Mayordomo", None),
        ("Ciudad Real", None),
        ("Ana 1999", None),
        ("", None),
        ("🦊", None),
    ] {
        assert_eq!(list.in_name(name), found, "{name}");
    }
}

#[test]
fn a_list_is_read_line_by_line_and_the_badge_stays_on_it() {
    let list = Reserved::parse(" Dogcatcher \n\n Keeper of  Bees\nDogcatcher\n★").unwrap();
    assert_eq!(list.text(), "Dogcatcher\nKeeper of Bees\n★");
    assert_eq!(list.in_name("dog-catcher Ana"), Some("Dogcatcher"));
    assert_eq!(list.in_name("★ Ana"), Some("★"));
    assert_eq!(list.in_name("The Mayor"), None);
    assert_eq!(list.in_name("Ana Staff"), Some("Staff"));
    assert_eq!(Reserved::trusted(&list.text()).text(), list.text());
    assert_eq!(
        Reserved::parse("mayor\na").err(),
        Some(Invalid::TooShort { min: 2 }.in_line(2))
    );
    let long = "x".repeat(limits::RESERVED_NAME.max + 1);
    assert!(matches!(
        Reserved::parse(&long),
        Err(Invalid::Line { line: 1, .. })
    ));
    let many: String = (0..=limits::RESERVED_NAMES)
        .map(|n| format!("word{n}\n"))
        .collect();
    assert!(matches!(
        Reserved::parse(&many),
        Err(Invalid::TooManyLines { .. })
    ));
    assert_eq!(Reserved::parse("").unwrap().text(), "");
}

#[test]
fn an_address_is_seen_in_a_name_and_other_signs_are_not_taken_for_one() {
    for name in [
        "ana@example.org",
        "Ana <ana@example.org>",
        "ana ＠ example.org",
        "ana(at)example(dot)org",
        "ana at example.org",
        "@ana@social.example",
        "ana@пример.рф",
        "ana@xn--e1afmkfd.xn--p1ai",
        "ana@example.org.",
    ] {
        assert_eq!(
            DisplayName::parse(name),
            Err(Invalid::AddressInName),
            "{name}"
        );
    }
    for name in [
        "@ana",
        "Ana @ Madrid",
        "Ana at St.Louis",
        "Dr. Ana M. Paz",
        "Ana (at home)",
        "example.org",
        "a@b",
        "(",
        "@",
        "[at]",
        "( dot )",
    ] {
        assert!(DisplayName::parse(name).is_ok(), "{name}");
    }
}

proptest! {
    #[test]
    fn a_name_is_cleaned_once(name in "[\\PC\u{200B}-\u{200F}\u{AD}\u{FE0F}\u{202A}-\u{202E}\u{E0000}-\u{E007F} अ-ह\u{94D}آ-ی🦊👩]{0,30}") {
        let once = clean_name(&name);
        prop_assert_eq!(clean_name(&once), once);
    }

    #[test]
    fn invisible_characters_do_not_change_how_a_name_looks(name in "[a-zA-Z ]{1,20}", at in 0usize..20, sign in "[\u{200B}\u{AD}\u{2060}\u{E0061}\u{34F}]") {
        let mut changed: Vec<char> = name.chars().collect();
        changed.insert(at.min(changed.len()), sign.chars().next().unwrap());
        let changed: String = changed.into_iter().collect();
        prop_assert_eq!(looks(&changed), looks(&name));
    }

    #[test]
    fn any_name_can_be_compared(name in "\\PC{0,80}") {
        let list = Reserved::default();
        list.in_name(&name);
        holds_address(&name);
        prop_assert!((1..=6).contains(&looks(&name).len()) || name.is_empty());
    }
}
