//! The addresses that the forms of accounts post to, and the names under which refused forms are kept.

use crate::act::forms;

forms! {
    /// Creates an account.
    SIGN_UP = "sign-up";
    /// Signs in.
    LOG_IN = "log-in";
    /// Changes the name and the language.
    CHANGE_PROFILE = "account/profile";
    /// Changes the password.
    CHANGE_PASSWORD = "account/password";
    /// Ends one session.
    END_SESSION = "account/session/end";
    /// Ends all other sessions.
    END_OTHER_SESSIONS = "account/session/end-others";
    /// Erases the account.
    ERASE = "account/erase";
}

/// The name under which a refused sign-up is kept.
pub const SIGN_UP_KEPT_AS: &str = "sign-up";
/// The name under which a refused profile is kept.
pub const PROFILE_KEPT_AS: &str = "account/profile";
/// The name under which a refused change of the password is kept, without any password.
pub const PASSWORD_KEPT_AS: &str = "account/password";
/// The name under which a refused erasure is kept, without the password.
pub const ERASE_KEPT_AS: &str = "account/erase";
