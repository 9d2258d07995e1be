//! Accounts: e-mail addresses and passwords, before they are hashed or stored.

mod email;
mod password;

pub use email::Email;
pub use password::Password;
