//! Logging in. An unknown address and a wrong password cost the same and get the same answer.

use super::attempt::Attempt;
use crate::{
    Accounts, Error,
    password::Verified,
    security::SecurityEvent,
    session::{Origin, SignedIn, sha256},
};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Refusal, Secret,
    account::{Email, Password},
};
use cabildo_store::{account, session};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The log-in form, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LogInForm {
    /// The address.
    pub email: String,
    pub password: Secret,
}

impl LogInForm {
    fn require_both(&self) -> Result<(), Refusal> {
        let mut errors = FieldErrors::default();
        for (field, value) in [
            ("email", self.email.trim()),
            ("password", self.password.expose()),
        ] {
            if value.is_empty() {
                errors.add(field, Invalid::Required);
            }
        }
        errors.into_result()
    }
}

impl Accounts<'_> {
    /// Signs in and begins a session; the session of `previous`, the token that the browser sent, ends.
    ///
    /// # Errors
    /// [`Refusal::WrongCredentials`], [`Refusal::TooFast`] for the place or the account (see [`super::attempt`]),
    /// [`Refusal::Busy`], [`Refusal::Invalid`] for an empty field.
    pub async fn log_in(
        self,
        form: LogInForm,
        origin: &Origin,
        previous: Option<&str>,
    ) -> Result<SignedIn, Error> {
        form.require_both()?;
        let email = Email::typed(&form.email);
        let canonical = email.canonical();
        let mut reader = self.store().read().await?;
        let known = account::by_email(&mut reader, &email).await?;
        let id = known.as_ref().map(|account| account.id);
        // Run as many statements when there is no account, so that the time reveals nothing.
        let asked = id.unwrap_or(AccountId(Uuid::nil()));
        let recognised = self
            .sessions()
            .recognise(&mut reader, asked, origin)
            .await?;
        drop(reader);
        let attempt = Attempt::at_the_door(self.limiters(), &canonical, &recognised, origin)
            .inspect_err(|_| self.note(&SecurityEvent::LogInLimited { account: id }))?;
        let stored = known
            .as_ref()
            .and_then(|account| account.password_hash.clone());
        let verified = self
            .verify_counted(&attempt, form.password.expose(), stored.clone())
            .await?;
        let (Some(account), Some(stored), Verified::Right { fresh }) = (known, stored, verified)
        else {
            self.note(&match id {
                Some(account) => SecurityEvent::LogInFailed { account },
                None => SecurityEvent::LogInUnknown,
            });
            return Err(Refusal::WrongCredentials.into());
        };

        let mut tx = self.store().write().await?;
        // Lock the account: a password change or an erasure that came first makes this log-in void.
        let confirmed = fresh.as_ref().unwrap_or(&stored);
        if !account::confirm_hash(&mut tx, account.id, &stored, confirmed).await? {
            return Err(Refusal::WrongCredentials.into());
        }
        if let Some(previous) = previous {
            session::end_by_token(&mut tx, &sha256(previous)).await?;
        }
        let owner = (account.id, account.role, account.locale);
        let signed_in = self.sessions().begin(&mut tx, owner, origin).await?;
        tx.commit().await?;
        self.note(&SecurityEvent::LoggedIn {
            account: account.id,
            session: signed_in.session,
        });
        Ok(signed_in)
    }

    /// Checks a password whose attempt was counted, and gives the attempt back unless the password was wrong.
    pub(super) async fn verify_counted(
        self,
        attempt: &Attempt,
        typed: &str,
        stored: Option<String>,
    ) -> Result<Verified, Error> {
        let password = Password::attempt(typed);
        let verified = self
            .inner
            .passwords
            .verify(password, stored, attempt.standing)
            .await
            .inspect_err(|error| {
                if matches!(error, Error::Refused(Refusal::Busy { .. })) {
                    self.note(&SecurityEvent::HashingFull);
                }
            });
        match &verified {
            Ok(Verified::Wrong) => attempt.failed(self.limiters()),
            _ => attempt.give_back(self.limiters()),
        }
        verified
    }
}
