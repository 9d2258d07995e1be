//! Accounts: e-mail addresses and passwords, before they are hashed or stored.

use crate::{
    limits,
    refusal::Invalid,
    text::{clean_line, within},
};
use std::fmt;

/// An e-mail address: as typed for delivery, and folded for comparing.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// Checks the form of an address: one `@`, something before it, a domain with a dot after it, no spaces.
    /// Whether it exists only a message can tell.
    ///
    /// # Errors
    /// [`Invalid`] when empty, too long or not of that form.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = clean_line(text);
        within(&text, limits::EMAIL)?;
        let (local, domain) = text.rsplit_once('@').ok_or(Invalid::Malformed)?;
        let domain_is_plausible = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let local_is_plausible = !local.is_empty()
            && local.len() <= 64
            && !local
                .chars()
                .any(|c| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"@".contains(c));
        if domain_is_plausible && local_is_plausible {
            Ok(Self(text))
        } else {
            Err(Invalid::Malformed)
        }
    }

    /// Takes an address that was parsed before.
    pub fn trusted(text: String) -> Self {
        Self(text)
    }

    /// As it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is compared: lower case.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

/// A password as typed. Never printed, never stored.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// Checks a new password: its length, and that it is neither the address, the name, nor one character repeated.
    ///
    /// # Errors
    /// [`Invalid`] with the limit, or `Guessable`.
    pub fn parse_new(text: &str, email: &str, name: &str) -> Result<Self, Invalid> {
        within(text, limits::PASSWORD)?;
        let folded = text.to_lowercase();
        let one_character = text.chars().all(|c| text.starts_with(c));
        let local = email.split('@').next().unwrap_or_default();
        let borrowed = [email, local, name]
            .iter()
            .any(|own| own.chars().count() >= 4 && folded == own.to_lowercase());
        let common = [
            "1234567890",
            "0123456789",
            "password123",
            "qwertyuiop",
            "contraseña",
            "password1234",
        ];
        if one_character || borrowed || common.contains(&folded.as_str()) {
            return Err(Invalid::Guessable);
        }
        Ok(Self(text.to_owned()))
    }

    /// Takes a password for checking against a stored hash; anything may be tried, up to the limit.
    pub fn attempt(text: &str) -> Self {
        Self(text.chars().take(limits::PASSWORD.max + 1).collect())
    }

    /// The secret itself, for hashing.
    pub fn expose(&self) -> &str {
        &self.0
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

    #[test]
    fn addresses_by_table() {
        for good in [
            "ana@example.org",
            "Ana.M+x@sub.example.org",
            "josé@correo.es",
            "a@b.co",
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
            "a@b@c",
        ] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(
            Email::parse("ANA@Example.ORG").unwrap().folded(),
            "ana@example.org"
        );
    }

    #[test]
    fn a_guessable_password_is_refused() {
        for bad in [
            "aaaaaaaaaaaa",
            "anamaria@example.org",
            "1234567890",
            "Ana María de la O",
        ] {
            assert_eq!(
                Password::parse_new(bad, "anamaria@example.org", "Ana María de la O").err(),
                Some(Invalid::Guessable),
                "{bad}"
            );
        }
        assert!(Password::parse_new("three wet dogs", "a@b.co", "Ana").is_ok());
        assert_eq!(
            Password::parse_new("short", "a@b.co", "Ana").err(),
            Some(Invalid::TooShort { min: 10 })
        );
    }

    #[test]
    fn a_password_never_prints() {
        assert_eq!(
            format!("{:?}", Password::attempt("hunter2hunter2")),
            "Password(…)"
        );
    }
}
