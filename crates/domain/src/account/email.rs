//! E-mail addresses in two forms: as typed, because mail goes there, and canonical, because one mailbox is one account.

use crate::{
    clean::{clean_line, is_ignorable},
    invalid::Invalid,
    limits,
    text::within,
};
use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// An e-mail address, as its owner typed it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Checks the form of an address: one `@`, something before it, a domain of two labels or more, no spaces. Letters
    /// of any script are allowed on both sides (RFC 6531). A quoted local part is refused: hardly anybody has one, and
    /// each has many spellings. Only a delivered message can show that an address exists.
    ///
    /// # Errors
    /// [`Invalid`] when empty, too long or not of that form.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let email = Self(visible(&clean_line(text)));
        within(&email.0, limits::EMAIL)?;
        let (local, domain) = email.parts().ok_or(Invalid::Malformed)?;
        let domain_is_plausible = ascii_domain(domain).is_some_and(|domain| domain.contains('.'));
        // Check the compatibility form too, because `＜` is compared as `<`.
        let is_plain =
            |c: char| !(c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"@".contains(c));
        let local_is_plausible =
            !local.is_empty() && local.len() <= 64 && folded(local).chars().all(is_plain);
        if domain_is_plausible && local_is_plausible {
            Ok(email)
        } else {
            Err(Invalid::Malformed)
        }
    }

    /// Takes an address as typed, in any form, to look an account up. It is cut to the limit, because rate limits use
    /// it as a key.
    pub fn typed(text: &str) -> Self {
        Self(
            visible(&clean_line(text))
                .chars()
                .take(limits::EMAIL.max)
                .collect(),
        )
    }

    /// Takes an address that was parsed before, without checking it again.
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The address as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address in lower case, without any other normalisation.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }

    /// The form in which two addresses of one mailbox are equal: the local part in its compatibility form (NFKC),
    /// without case and invisible characters; the domain as DNS has it (UTS 46, non-transitional). Dots and `+` in the
    /// local part are kept: only the mail provider knows whether they name the same mailbox, and most say that they do
    /// not.
    pub fn canonical(&self) -> String {
        let Some((local, domain)) = self.parts() else {
            return folded(&self.0);
        };
        let domain = ascii_domain(domain).unwrap_or_else(|| {
            let folded = folded(domain);
            ascii_domain(&folded).unwrap_or(folded)
        });
        format!("{}@{domain}", folded(local))
    }

    fn parts(&self) -> Option<(&str, &str)> {
        self.0.rsplit_once('@')
    }
}

/// The address without invisible characters, with an ASCII `@`, and without a dot at the end of the domain. Joiners
/// stay, because domains of some scripts are written with them.
fn visible(text: &str) -> String {
    let kept = text.chars().filter(|c| !is_ignorable(*c) || is_joiner(*c));
    let kept: String = kept
        .map(|c| if matches!(c, '＠' | '﹫') { '@' } else { c })
        .collect();
    kept.trim_end_matches(is_dot).to_owned()
}

fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200C}' | '\u{200D}')
}

fn is_dot(char: char) -> bool {
    matches!(char, '.' | '。' | '．' | '｡')
}

/// The domain as DNS has it; `None` when it cannot be a domain. A joiner stays where the rules of DNS allow it;
/// elsewhere it is dropped as an invisible character.
fn ascii_domain(domain: &str) -> Option<String> {
    let ascii = |domain: &str| {
        Uts46::new()
            .to_ascii(
                domain.as_bytes(),
                AsciiDenyList::STD3,
                Hyphens::CheckFirstLast,
                DnsLength::Verify,
            )
            .map(|ascii| ascii.trim_end_matches('.').to_owned())
            .ok()
    };
    let kept = |keep: fn(char) -> bool| {
        domain
            .chars()
            .filter(move |c| !is_ignorable(*c) || keep(*c))
            .collect::<String>()
    };
    ascii(&kept(is_joiner)).or_else(|| ascii(&kept(|_| false)))
}

/// The compatibility form without case and invisible characters. The steps repeat until nothing changes, because some
/// characters have capitals whose small letters have another compatibility form.
fn folded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..4 {
        let visible = text.nfkc().filter(|c| !is_ignorable(*c));
        let folded: String = visible
            .flat_map(char::to_uppercase)
            .flat_map(char::to_lowercase)
            .nfkc()
            .collect();
        if folded == text {
            break;
        }
        text = folded;
    }
    text
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn canonical(text: &str) -> String {
        Email::parse(text)
            .unwrap_or_else(|invalid| panic!("{text}: {invalid}"))
            .canonical()
    }

    #[test]
    fn addresses_by_table() {
        for good in [
            "ana@example.org",
            "Ana.M+x@sub.example.org",
            "josé@correo.es",
            "a@b.co",
            "用户@例子.广告",
            "o'hara@example.org",
            "ana@xn--mnchen-3ya.de",
            "ana@example.org.",
            "ana＠example。org",
        ] {
            assert!(Email::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "ana",
            "ana@",
            "@example.org",
            "a b@example.org",
            "ana@example",
            "a@-x.org",
            "<x>@e.org",
            "＜x＞@e.org",
            "a@b@c",
            "a＠b@c.org",
            "\"ana\"@example.org",
            "\"a b\"@example.org",
            "ana@[127.0.0.1]",
            "ana@exam_ple.org",
            "ana@example..org",
            "ana@xn--zzzzzz9999.org",
            "\u{200B}@example.org",
            "ana@¨.org",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn mail_goes_to_the_address_as_it_was_typed() {
        let email = Email::parse(" Ana\u{200B}.M@Münchén.DE. ").unwrap();
        assert_eq!(email.as_str(), "Ana.M@Münchén.DE");
        assert_eq!(email.folded(), "ana.m@münchén.de");
        assert_eq!(email.canonical(), "ana.m@xn--mnchn-esa3k.de");
    }

    #[test]
    fn spellings_of_one_mailbox_are_one() {
        for (one, other) in [
            ("ana@example.org", "ANA@EXAMPLE.ORG"),
            ("josé@correo.es", "jose\u{301}@correo.es"),
            ("ana@münchen.de", "ana@xn--mnchen-3ya.de"),
            ("ana@münchen.de", "ana@MU\u{308}NCHEN.de"),
            ("ana@example.org", "ａｎａ@ｅｘａｍｐｌｅ．ｏｒｇ"),
            ("ana@example.org", "a\u{AD}na@exa\u{200B}mple.org"),
            ("ana@example.org", "a\u{200D}na@exa\u{200D}mple.org"),
            ("straße@example.org", "STRASSE@example.org"),
            ("νίκος@example.org", "ΝΊΚΟΣ@example.org"),
        ] {
            assert_eq!(canonical(one), canonical(other), "{one} {other}");
        }
        for (one, other) in [
            ("ana.maria@example.org", "anamaria@example.org"),
            ("ana+x@example.org", "ana@example.org"),
            ("ana@straße.de", "ana@strasse.de"),
            ("jose@correo.es", "josé@correo.es"),
            ("ana@example.org", "ana@example.com"),
        ] {
            assert_ne!(canonical(one), canonical(other), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn a_canonical_form_is_its_own(text in "\\PC{1,30}@\\PC{1,20}\\.[a-z]{2,5}") {
            let once = Email::typed(&text).canonical();
            prop_assert_eq!(Email::trusted(once.clone()).canonical(), once);
        }

        #[test]
        fn spelling_does_not_change_it(local in "[a-zé-üß-ñα-ωа-я0-9.+]{1,20}", domain in "[a-zé-üñα-ρа-я0-9]{1,15}") {
            let text = format!("{local}@{domain}.example.org");
            prop_assume!(Email::parse(&text).is_ok());
            let plain = canonical(&text);
            prop_assert_eq!(&canonical(&text.to_uppercase().to_lowercase()), &plain);
            prop_assert_eq!(&canonical(&text.nfd().collect::<String>()), &plain);
            prop_assert_eq!(&canonical(&text.nfc().collect::<String>()), &plain);
            let wide: String = text.chars().map(|c| match c {
                '!'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap(),
                other => other,
            }).collect();
            if wide.chars().count() <= 60 && Email::parse(&wide).is_ok() {
                prop_assert_eq!(&canonical(&wide), &plain);
            }
            if let Some(ascii) = ascii_domain(&format!("{domain}.example.org")) {
                prop_assert_eq!(&canonical(&format!("{local}@{ascii}")), &plain);
            }
        }
    }
}
