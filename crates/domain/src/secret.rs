//! A password or the like in a form: its type, not its name, says that it is never kept and never shown.

use serde::{Deserialize, Serialize, Serializer};
use std::fmt;

/// A text that only its use-case may read. Its debug output does not show it, and it is serialised as nothing, so a
/// form that is kept or sent back never contains it.
#[derive(Clone, Default, Deserialize)]
pub struct Secret(String);

impl Secret {
    /// The text, for checking or hashing it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Serialize, Deserialize)]
    struct Form {
        email: String,
        password: Secret,
    }

    #[test]
    fn a_secret_is_read_from_a_form_and_never_written() {
        let posted = r#"{"email":"ana@example.org","password":"four dry cats"}"#;
        let form: Form = serde_json::from_str(posted).unwrap();
        assert_eq!(form.password.expose(), "four dry cats");
        assert_eq!(
            serde_json::to_string(&form).unwrap(),
            r#"{"email":"ana@example.org","password":null}"#
        );
        assert_eq!(
            format!("{form:?}"),
            r#"Form { email: "ana@example.org", password: Secret(..) }"#
        );
    }
}
