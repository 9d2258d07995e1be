//! Accounts: e-mail addresses and passwords, before they are hashed or stored.

mod email;

pub use email::Email;

use crate::{limits, refusal::Invalid, text::within};
use std::fmt;

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
