//! Sessions: the viewer of a request. A session is a 256-bit random token in a cookie; only its SHA-256 is stored. It
//! ends 60 days after it was last used, at the latest 90 days after it began ([`longest`]: 12 hours for staff), when
//! its owner ends it, or when the password is changed elsewhere. A changed password also gives it another token.
//!
//! Sessions outlive the program, so they count by the system's clock: if the clock is set back, they live longer by as
//! much.

use crate::{
    Error, Sessions, agent,
    entropy::{self, SystemEntropy},
    security::SecurityEvent,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{
    AccountId, Locale, Refusal, Role, SessionId, Timestamp, Viewer, permission::Member,
    permission::Resident, time::Span,
};
use cabildo_store::{Tx, form_state, known_place, session};
use sha2::{Digest, Sha256};
use std::{fmt, net::IpAddr};

/// How long a session lives without being used.
pub const LIFETIME: Span = Span::days(60);
/// How long a session lives at most, however much it is used.
const LONGEST: Span = Span::days(90);
/// The same limit for accounts with a higher role than resident.
const LONGEST_OF_STAFF: Span = Span::hours(12);
/// How often the use of a session is written down, at most.
const NOTED_EVERY: Span = Span::hours(1);
/// The number of sessions of an account; beyond it, the one unused for longest ends.
const MOST: i64 = 50;

/// How long a session lives at most after it began. It follows the account's present role: somebody whose role is
/// raised is staff from that moment on.
pub const fn longest(role: Role) -> Span {
    if role.is_staff() {
        LONGEST_OF_STAFF
    } else {
        LONGEST
    }
}

/// The end of a session that was used at `now`.
fn end(role: Role, began: Timestamp, now: Timestamp) -> Timestamp {
    (now + LIFETIME).min(began + longest(role))
}

/// The origin of a request.
#[derive(Clone, Default)]
pub struct Origin {
    /// The network address of the person, behind trusted proxies; unknown on a Unix socket and in tests.
    pub address: Option<IpAddr>,
    /// The raw User-Agent header. Only a few words derived from it are stored.
    pub agent: String,
    /// The cookie by which accounts know a browser in which they logged in; empty when there is none.
    pub browser: String,
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Origin(…)")
    }
}

/// The secret in a session's cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    fn new() -> Self {
        // From the system even where ids are seeded, because it opens an account.
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
    /// The token, for the cookie.
    pub token: SessionToken,
    /// The session's id.
    pub session: SessionId,
    /// How long the session lives unless it is used before.
    pub lives: Span,
    /// The value of the cookie by which the browser is known.
    pub browser: BrowserCookie,
    /// The account that signed in.
    pub account: AccountId,
    /// The language they read.
    pub locale: Locale,
}

/// The cookie by which a browser is known when its owner logs in again; never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct BrowserCookie(String);

impl BrowserCookie {
    /// The cookie's value.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for BrowserCookie {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BrowserCookie(…)")
    }
}

/// The new token of this session.
#[derive(Clone, Debug)]
pub struct Renewed {
    /// The token, for the cookie.
    pub token: SessionToken,
    /// How long the session lives unless it is used before.
    pub lives: Span,
}

/// The session of a request.
#[derive(Clone, Debug)]
pub struct Session {
    /// The person who makes the request.
    pub viewer: Viewer,
    /// The language they read.
    pub locale: Locale,
    /// The end, unless it is used before.
    pub expires_at: Timestamp,
    /// Whether `expires_at` was just moved: the cookie should be sent again.
    pub renewed: bool,
}

pub(crate) fn sha256(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

impl Sessions<'_> {
    /// The session of a cookie's token, if it still lives. One statement; once an hour a second one, which notes that
    /// the session was used. That note may fail without harm.
    pub async fn viewer(self, token: &str) -> Result<Option<Session>, Error> {
        // A token of another length was never ours; skip the statement.
        if token.len() != 43 {
            return Ok(None);
        }
        let now = self.now();
        let mut tx = self.store().read().await?;
        let Some(live) = session::live(&mut tx, &sha256(token), now).await? else {
            return Ok(None);
        };
        drop(tx);
        if now >= live.created_at + longest(live.role) {
            return Ok(None);
        }
        let mut expires_at = live.expires_at;
        let mut renewed = false;
        if now.since(live.last_seen_at) >= NOTED_EVERY {
            let end = end(live.role, live.created_at, now);
            match self.note_use(live.id, now, end).await {
                Ok(()) => (expires_at, renewed) = (end, true),
                Err(error) => {
                    tracing::warn!(error = %error, "the last use of a session could not be stored")
                }
            }
        }
        let member = Member {
            account: live.account,
            session: live.id,
            name: live.name,
            role: live.role,
            grants: live.grants,
        };
        Ok(Some(Session {
            viewer: Viewer::Member(member),
            locale: live.locale,
            expires_at,
            renewed,
        }))
    }

    async fn note_use(self, id: SessionId, now: Timestamp, end: Timestamp) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        session::touch(&mut tx, id, now, end).await?;
        Ok(tx.commit().await?)
    }

    /// Begins a session of (account, role, language) within a transaction, and remembers the browser and the network;
    /// ended sessions are removed at the same time.
    pub(crate) async fn begin(
        self,
        tx: &mut Tx,
        (account, role, locale): (AccountId, Role, Locale),
        origin: &Origin,
    ) -> Result<SignedIn, Error> {
        let now = self.now();
        let token = SessionToken::new();
        let expires_at = end(role, now, now);
        let new = session::NewSession {
            id: self.new_id(),
            token_hash: sha256(token.expose()),
            account,
            created_at: now,
            expires_at,
            agent: agent::summary(&origin.agent),
        };
        session::insert(tx, &new).await?;
        session::sweep(tx, account, MOST, now).await?;
        let browser = self.remember_place(tx, account, new.id, origin).await?;
        Ok(SignedIn {
            token,
            session: new.id,
            lives: expires_at.since(now),
            browser: BrowserCookie(browser),
            account,
            locale,
        })
    }

    /// Gives the session of this request another token within a transaction, and ends all others; the places they were
    /// known by are forgotten too.
    pub(crate) async fn renew(self, tx: &mut Tx, member: &Member) -> Result<Renewed, Error> {
        let (account, id) = (member.account, member.session);
        session::end_others(tx, account, id).await?;
        known_place::forget_others(tx, account, Some(id)).await?;
        let token = SessionToken::new();
        if !session::change_token(tx, account, id, &sha256(token.expose())).await? {
            return Err(Refusal::SignInRequired.into());
        }
        Ok(Renewed {
            token,
            lives: LIFETIME.min(longest(member.role)),
        })
    }

    /// Ends the session of this request, and forgets the input of refused forms: the next person at a shared computer
    /// must not find it.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] without a session; [`Error::Store`].
    pub async fn log_out(self, resident: Resident<'_>) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let (account, session) = (resident.account(), resident.member().session);
        session::end(&mut tx, account, session).await?;
        form_state::forget_all(&mut tx, account).await?;
        tx.commit().await?;
        self.note(&SecurityEvent::LoggedOut { account, session });
        Ok(())
    }

    /// Ends one of the viewer's own sessions, and forgets where it began; returns whether it was there. A session that
    /// is over already, or that is not the viewer's, changes nothing.
    pub async fn revoke(self, resident: Resident<'_>, id: SessionId) -> Result<bool, Error> {
        let mut tx = self.store().write().await?;
        let account = resident.account();
        let ended = session::end(&mut tx, account, id).await?;
        known_place::forget_of(&mut tx, account, id).await?;
        tx.commit().await?;
        if ended {
            self.note(&SecurityEvent::SessionEnded {
                account,
                session: id,
            });
        }
        Ok(ended)
    }

    /// Ends all of the viewer's sessions but this one, and forgets the other places of log-in; returns how many ended.
    pub async fn revoke_others(self, resident: Resident<'_>) -> Result<u64, Error> {
        let mut tx = self.store().write().await?;
        let (account, session) = (resident.account(), resident.member().session);
        let count = session::end_others(&mut tx, account, session).await?;
        known_place::forget_others(&mut tx, account, Some(session)).await?;
        tx.commit().await?;
        self.note(&SecurityEvent::SessionsEnded {
            account,
            session: Some(session),
            count,
        });
        Ok(count)
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
