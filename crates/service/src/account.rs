//! Accounts: signing up and in, one's own data, roles, and erasing.
//!
//! **What sign-up reveals.** Logging in never reveals whether an address has an account: an unknown address costs a
//! hash like a known one, and gets the same answer. Signing up with a taken address does reveal it ("taken", on that
//! field alone), because without e-mail delivery a person who forgot about an earlier sign-up could not be told
//! otherwise. It costs the same hash, is limited for each network, and puts a message for the owner into the outbox.
//! Once mail is delivered, both answers can become "look into your mailbox".

mod address;
mod admin;
mod attempt;
mod erase;
mod export;
mod leave;
mod log_in;
pub(crate) mod names;
mod own;
mod roles;
mod sign_up;

pub use address::{AddressForm, Collision};
pub use erase::EraseForm;
pub use leave::Leaving;
pub use log_in::LogInForm;
pub use names::{FlaggedName, FlaggedNames, ReservedForm, ReservedNames};
pub use own::{ChangePasswordForm, OwnAccount, OwnSession, ProfileForm};
pub use roles::{AccountPage, AccountQuery, AccountView};
pub use sign_up::{OperatorAccountForm, SignUpForm};

use crate::{
    Accounts, Error,
    password::{Verified, common},
    security::SecurityEvent,
};
use attempt::Attempt;
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Refusal, Subject,
    account::Password,
    event::{NewEvent, Verb},
};
use cabildo_store::{
    Tx,
    account::{self, Account},
    event,
};

/// Checks a new password: its form, and that it is not easy to guess.
fn new_password(typed: &str, email: &str, name: &str) -> Result<Password, Invalid> {
    let password = Password::parse_new(typed, email, name)?;
    common::refuse(&password, email, name)?;
    Ok(password)
}

impl Accounts<'_> {
    /// The number of hashes computed to verify passwords, those for unknown accounts included.
    pub fn password_verifications(self) -> u64 {
        self.inner.passwords.verifications()
    }

    /// Checks the viewer's own password, which is asked again before a serious change. Wrong passwords of strangers at
    /// the log-in are counted apart.
    ///
    /// # Errors
    /// `WrongPassword` on `field`; [`Refusal::TooFast`].
    async fn require_password(
        self,
        account: &Account,
        typed: &str,
        field: &str,
    ) -> Result<String, Error> {
        let attempt = Attempt::of_member(self.limiters(), account.id)?;
        let stored = account.password_hash.clone();
        match self.verify_counted(&attempt, typed, stored.clone()).await? {
            Verified::Right { .. } => stored.ok_or_else(|| Refusal::NotFound.into()),
            Verified::Wrong => {
                self.note(&SecurityEvent::PasswordRefused {
                    account: account.id,
                });
                Err(FieldErrors::one(field, Invalid::WrongPassword).into())
            }
        }
    }

    /// Checks that none of these accounts was erased meanwhile: rows that a request writes for an erased account would
    /// outlive the account. Call it after inserting rows that name the accounts.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`]; then the caller must not commit.
    pub(crate) async fn still_there(tx: &mut Tx, accounts: &[AccountId]) -> Result<(), Error> {
        if account::any_erased(tx, accounts).await? {
            return Err(Refusal::SignInRequired.into());
        }
        Ok(())
    }

    async fn append_account_event(
        self,
        tx: &mut Tx,
        verb: Verb,
        account: AccountId,
        actor: Option<AccountId>,
    ) -> Result<(), Error> {
        let event = NewEvent {
            verb,
            subject: Subject::account(account),
            consultation: None,
            actor,
            at: self.now(),
        };
        event::append(tx, &[event]).await?;
        Ok(())
    }
}
