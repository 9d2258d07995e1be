//! Sessions: who makes this request. A session is a 256-bit random token in a cookie; only its SHA-256 is stored.
//! It ends 60 days after it was last used, when its owner ends it, or when the password is changed elsewhere.

use crate::{
    Error, Service, agent,
    entropy::{self, SystemEntropy},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{
    AccountId, Locale, Refusal, SessionId, Timestamp, Viewer, account::Email, permission::Member,
    time::Span,
};
use cabildo_store::{Tx, account, form_state, session};
use sha2::{Digest, Sha256};
use std::{fmt, net::IpAddr};

/// How long a session lives without being used.
pub const LIFETIME: Span = Span::days(60);
/// How often the use of a session is written down, at most.
const NOTED_EVERY: Span = Span::hours(1);
/// Sessions an account may have; beyond, the one unused for longest ends.
const MOST: i64 = 50;

/// Where a request comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The network address of the person, behind trusted proxies; unknown on a Unix socket and in tests.
    pub address: Option<IpAddr>,
    /// The raw User-Agent header. Only a few words told from it are stored.
    pub agent: String,
}

/// The secret in a session's cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    fn new() -> Self {
        // From the system even where ids are seeded: it is the key to an account.
        Self(URL_SAFE_NO_PAD.encode(entropy::bytes::<32>(&SystemEntropy)))
    }

    /// The secret itself, 43 characters of base64url, for the cookie.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the cookie.
    pub token: SessionToken,
    /// Who signed in.
    pub account: AccountId,
    /// The language they read.
    pub locale: Locale,
}

/// The session of a request.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who makes the request.
    pub viewer: Viewer,
    /// The language they read.
    pub locale: Locale,
    /// When the session ends unless it is used before.
    pub expires_at: Timestamp,
    /// Whether `expires_at` was just moved: the cookie should be sent again.
    pub renewed: bool,
}

pub(crate) fn sha256(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

impl Service {
    /// The session that a cookie's token belongs to, if it still lives. One statement; once an hour a second one,
    /// which notes that the session was used. That note may fail without harm.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn viewer(&self, token: &str) -> Result<Option<Session>, Error> {
        // What has another length was never ours; it costs no statement.
        if token.len() != 43 {
            return Ok(None);
        }
        let now = self.now();
        let mut tx = self.store().read().await?;
        let Some(live) = session::live(&mut tx, &sha256(token), now).await? else {
            return Ok(None);
        };
        drop(tx);
        let mut expires_at = live.expires_at;
        let mut renewed = false;
        if now.since(live.last_seen_at) >= NOTED_EVERY {
            match self.note_use(live.id, now).await {
                Ok(()) => (expires_at, renewed) = (now + LIFETIME, true),
                Err(error) => tracing::warn!(error = %error, "the use of a session was not noted"),
            }
        }
        let member = Member {
            account: live.account,
            session: live.id,
            name: live.name,
            role: live.role,
        };
        Ok(Some(Session {
            viewer: Viewer::Member(member),
            locale: live.locale,
            expires_at,
            renewed,
        }))
    }

    async fn note_use(&self, id: SessionId, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        session::touch(&mut tx, id, now, now + LIFETIME).await?;
        Ok(tx.commit().await?)
    }

    /// Begins a session within a transaction; ended ones are removed in passing.
    pub(crate) async fn begin_session(
        &self,
        tx: &mut Tx,
        account: AccountId,
        origin: &Origin,
    ) -> Result<SessionToken, Error> {
        let now = self.now();
        let token = SessionToken::new();
        let new = session::NewSession {
            id: self.new_id(),
            token_hash: sha256(token.expose()),
            account,
            created_at: now,
            expires_at: now + LIFETIME,
            agent: agent::summary(&origin.agent),
        };
        session::insert(tx, &new).await?;
        session::sweep(tx, account, MOST, now).await?;
        Ok(token)
    }

    /// Ends the session of this request, and forgets what the person had typed into refused forms: the next one at
    /// a shared computer must not find it.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] without a session; [`Error::Store`].
    pub async fn log_out(&self, viewer: &Viewer) -> Result<(), Error> {
        let resident = viewer.resident()?;
        let mut tx = self.store().write().await?;
        session::end(&mut tx, resident.account(), resident.member().session).await?;
        form_state::forget_all(&mut tx, resident.account()).await?;
        Ok(tx.commit().await?)
    }

    /// Ends one of the viewer's own sessions; answers whether it was there. One that is over already, or that is not the
    /// viewer's, changes nothing.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`]; [`Error::Store`].
    pub async fn revoke_session(&self, viewer: &Viewer, id: SessionId) -> Result<bool, Error> {
        let resident = viewer.resident()?;
        let mut tx = self.store().write().await?;
        let ended = session::end(&mut tx, resident.account(), id).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends all of the viewer's sessions but this one; returns how many.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`]; [`Error::Store`].
    pub async fn revoke_other_sessions(&self, viewer: &Viewer) -> Result<u64, Error> {
        let resident = viewer.resident()?;
        let mut tx = self.store().write().await?;
        let ended =
            session::end_others(&mut tx, resident.account(), resident.member().session).await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends every session of an account, for an operator who was told that it is in wrong hands.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for an unknown address.
    pub async fn operator_end_sessions(&self, email: &str) -> Result<u64, Error> {
        let mut tx = self.store().write().await?;
        let account = account::by_email(&mut tx, &Email::typed(email))
            .await?
            .ok_or(Refusal::NotFound)?;
        let ended = session::end_all(&mut tx, account.id).await?;
        tx.commit().await?;
        Ok(ended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_differs_and_never_prints() {
        let (one, other) = (SessionToken::new(), SessionToken::new());
        assert_eq!(one.expose().len(), 43);
        assert_ne!(one, other);
        assert_eq!(format!("{one:?}"), "SessionToken(…)");
    }
}
