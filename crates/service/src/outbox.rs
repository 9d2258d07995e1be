//! The outbox of messages to people: use-cases put a message into it in the transaction that causes the message.
//!
//! Nothing delivers the messages yet. Delivery will be a job that reads `outbox`, looks the address up, sends in the
//! account's language and sets `sent_at`; no use-case has to change for it.

use crate::{Error, Service};
use cabildo_domain::AccountId;
use cabildo_store::{Tx, outbox};

/// The kind of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// The account was created.
    Welcome,
    /// Somebody tried to sign up with this address, which already has an account.
    SignUpAttempt,
    /// The password was changed; the owner should know if somebody else did it.
    PasswordChanged,
    /// An administrator changed the address of the account.
    AddressChanged,
    /// A moderator hid a text of the account.
    Hidden,
    /// A moderator restored a text of the account.
    Restored,
}

impl MessageKind {
    /// The word in the database; it is never renamed while messages wait.
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
    /// Puts a message into the outbox. `payload` has the values that its text needs, never the address or a name.
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
