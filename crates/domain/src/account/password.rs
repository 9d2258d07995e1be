//! Passwords as typed, brought into one comparable form before they are hashed.
//!
//! **Form.** A password is compared in the form that RFC 8265 calls OpaqueString: Unicode NFC, with every non-ASCII
//! space replaced by the ASCII one. So a password with ñ is the same whether a keyboard sends one code point or two.
//! NFKC would be wrong: it would make passwords equal that look different (² and 2), and RFC 8265 keeps them apart.
//! Case and width stay as typed.

use crate::{invalid::Invalid, limits, text::within};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// A password as typed. Never printed, never stored.
#[derive(Clone)]
pub struct Password {
    /// The password in the form that is hashed.
    text: String,
    /// The other form in which an old hash may have been made, if there is one.
    older: Option<String>,
}

fn opaque(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .map(|c| {
            if c.is_whitespace() && !c.is_control() {
                ' '
            } else {
                c
            }
        })
        .nfc()
}

impl Password {
    /// Checks a new password: its length, and that it is neither the address, the name, nor one character repeated. The
    /// service checks whether the password is a common one.
    ///
    /// # Errors
    /// [`Invalid`] with the limit, `Guessable` or `OwnData`.
    pub fn parse_new(text: &str, email: &str, name: &str) -> Result<Self, Invalid> {
        let text: String = opaque(text).collect();
        within(&text, limits::PASSWORD)?;
        let folded = text.to_lowercase();
        if text.chars().all(|c| text.starts_with(c)) {
            return Err(Invalid::Guessable);
        }
        let local = email.split('@').next().unwrap_or_default();
        let is_borrowed = [email, local, name]
            .iter()
            .any(|own| own.chars().count() >= 4 && folded == own.to_lowercase());
        if is_borrowed {
            return Err(Invalid::OwnData);
        }
        Ok(Self { text, older: None })
    }

    /// Takes a password for checking against a stored hash; anything may be tried, up to the limit.
    pub fn attempt(typed: &str) -> Self {
        let most = limits::PASSWORD.max + 1;
        let text: String = opaque(typed).take(most).collect();
        let raw: String = typed.chars().take(most).collect();
        // Hashes from before this normalisation were made of the raw text. That is either this very text, or, when this
        // keyboard sends composed letters, perhaps the same letters with separate marks.
        let other = if raw == text {
            raw.nfd().collect()
        } else {
            raw
        };
        let older = (other != text).then_some(other);
        Self { text, older }
    }

    /// The secret itself, for hashing.
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The secret in another Unicode form, for one second try at a hash from before the normalisation; `None` when
    /// there is no other form.
    pub fn expose_older(&self) -> Option<&str> {
        self.older.as_deref()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_password_borrowed_from_its_owner_is_refused() {
        for bad in [
            "anamaria@example.org",
            "Ana María de la O",
            "Ana Mari\u{301}a de la O",
        ] {
            assert_eq!(
                Password::parse_new(bad, "anamaria@example.org", "Ana María de la O").err(),
                Some(Invalid::OwnData),
                "{bad}"
            );
        }
        assert_eq!(
            Password::parse_new("aaaaaaaaaaaa", "a@b.co", "Ana").err(),
            Some(Invalid::Guessable)
        );
        assert!(Password::parse_new("three wet dogs", "a@b.co", "Ana").is_ok());
        assert_eq!(
            Password::parse_new("short", "a@b.co", "Ana").err(),
            Some(Invalid::TooShort { min: 10 })
        );
    }

    #[test]
    fn forms_by_table() {
        for (typed, text, older) in [
            ("three wet dogs", "three wet dogs", None),
            ("ni\u{f1}o", "ni\u{f1}o", Some("nin\u{303}o")),
            ("nin\u{303}o", "ni\u{f1}o", Some("nin\u{303}o")),
            ("a\u{3000}b", "a b", Some("a\u{3000}b")),
            ("x\u{b2}", "x\u{b2}", None),
        ] {
            let password = Password::attempt(typed);
            assert_eq!(
                (password.expose(), password.expose_older()),
                (text, older),
                "{typed:?}"
            );
        }
    }

    #[test]
    fn an_attempt_is_no_longer_than_the_limit_and_one() {
        let endless = Password::attempt(&"n\u{303}".repeat(100_000));
        assert_eq!(endless.expose().chars().count(), limits::PASSWORD.max + 1);
        assert!(
            endless
                .expose_older()
                .is_some_and(|older| older.chars().count() <= limits::PASSWORD.max + 1)
        );
    }

    #[test]
    fn a_password_never_prints() {
        assert_eq!(
            format!("{:?}", Password::attempt("hunter2hunter2")),
            "Password(…)"
        );
    }

    proptest! {
        #[test]
        fn either_form_of_unicode_is_the_same_password(text in "\\PC{0,80}") {
            let composed: String = text.nfc().collect();
            let apart: String = text.nfd().collect();
            let (one, other) = (Password::attempt(&composed), Password::attempt(&apart));
            prop_assert_eq!(one.expose(), other.expose());
        }
    }
}
