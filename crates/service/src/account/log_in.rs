//! Logging in. An unknown address and a wrong password cost the same and get the same answer.

use crate::{
    Error, Service,
    password::Verified,
    rate_limit,
    session::{Origin, SignedIn, sha256},
};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal,
    account::{Email, Password},
};
use cabildo_store::{account, session};
use serde::{Deserialize, Serialize};

/// The log-in form, as typed.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LogInForm {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

impl LogInForm {
    fn require_both(&self) -> Result<(), Refusal> {
        let mut errors = FieldErrors::default();
        for (field, value) in [
            ("email", self.email.trim()),
            ("password", self.password.as_str()),
        ] {
            if value.is_empty() {
                errors.add(field, Invalid::Required);
            }
        }
        errors.into_result()
    }
}

impl Service {
    /// Signs in and begins a session; the one of `previous`, the token the browser came with, ends.
    ///
    /// # Errors
    /// [`Refusal::WrongCredentials`], [`Refusal::TooFast`] for the network or the account, [`Refusal::Busy`],
    /// [`Refusal::Invalid`] for an empty field.
    pub async fn log_in(
        &self,
        form: LogInForm,
        origin: &Origin,
        previous: Option<&str>,
    ) -> Result<SignedIn, Error> {
        form.require_both()?;
        if let Some(address) = origin.address {
            self.inner
                .limiters
                .log_in_by_network
                .check(rate_limit::network(address))?;
        }
        let email = Email::typed(&form.email);
        self.count_password_try(&email.canonical(), origin)?;
        let mut reader = self.store().read().await?;
        let known = account::by_email(&mut reader, &email).await?;
        drop(reader);
        let stored = known
            .as_ref()
            .and_then(|account| account.password_hash.clone());
        let verified = self
            .inner
            .passwords
            .verify(Password::attempt(&form.password), stored.clone())
            .await?;
        let (Some(account), Some(stored), Verified::Right { fresh }) = (known, stored, verified)
        else {
            return Err(Refusal::WrongCredentials.into());
        };

        let mut tx = self.store().write().await?;
        // Locks the account: a password change or an erasure that overtook us makes this log-in void.
        let confirmed = fresh.as_ref().unwrap_or(&stored);
        if !account::confirm_hash(&mut tx, account.id, &stored, confirmed).await? {
            return Err(Refusal::WrongCredentials.into());
        }
        if let Some(previous) = previous {
            session::end_by_token(&mut tx, &sha256(previous)).await?;
        }
        let token = self.begin_session(&mut tx, account.id, origin).await?;
        tx.commit().await?;
        Ok(SignedIn {
            token,
            account: account.id,
            locale: account.locale,
        })
    }
}
