//! The seam for messages to people: use-cases put them into the outbox in the transaction that causes them.
//!
//! Nothing delivers them yet. Delivery will be a job that reads `outbox`, looks the address up, sends in the
//! account's language and notes `sent_at`; no use-case has to change for it.

use crate::{Error, Service};
use cabildo_domain::AccountId;
use cabildo_store::{Tx, outbox};

/// Which message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// The account was created.
    Welcome,
    /// Somebody tried to sign up with this address: they have an account already.
    SignUpAttempt,
    /// The password was changed; if it was not the owner, they should know.
    PasswordChanged,
    /// An administrator changed the address of the account.
    AddressChanged,
    /// A moderator hid what the account wrote.
    Hidden,
    /// A moderator showed it again.
    Restored,
}

impl MessageKind {
    /// The word in the database; never renamed while messages wait.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::SignUpAttempt => "sign_up_attempt",
            Self::PasswordChanged => "password_changed",
            Self::AddressChanged => "address_changed",
            Self::Hidden => "hidden",
            Self::Restored => "restored",
        }
    }
}

impl Service {
    /// Puts a message into the outbox. `payload` holds what its text needs; never the address or a name.
    pub(crate) async fn enqueue(
        &self,
        tx: &mut Tx,
        account: AccountId,
        kind: MessageKind,
        payload: serde_json::Value,
    ) -> Result<(), Error> {
        let message = outbox::Message {
            id: self.new_id(),
            account,
            kind: kind.as_str(),
            payload: payload.to_string(),
            created_at: self.now(),
        };
        Ok(outbox::enqueue(tx, &message).await?)
    }
}
