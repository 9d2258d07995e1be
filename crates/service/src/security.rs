//! Security events for the people who guard an installation: log-ins, refusals, limits, roles.
//!
//! Each event is one log line under the target [`TARGET`], with the event's name and ids: never an address, a name, a
//! network, a token or typed text. docs/OPERATIONS.md lists every event, and a test compares the list. To add one: a
//! variant, its name and its fields here, a line there.
//!
//! Events that strangers can cause as often as they like are limited to [`A_MINUTE`] lines each; the next line says how
//! many were left out. Otherwise a flood of refused requests would fill the disk with log lines.

use crate::Service;
use cabildo_domain::{AccountId, Clock, Role, SessionId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// The target of the lines, to filter them by.
pub const TARGET: &str = "cabildo::security";

/// The number of lines per minute for one event that strangers can cause.
const A_MINUTE: u64 = 60;

/// A security event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityEvent<'a> {
    /// Somebody logged in.
    LoggedIn {
        account: AccountId,
        session: SessionId,
    },
    /// A wrong password for an account.
    LogInFailed { account: AccountId },
    /// A log-in with an address that has no account.
    LogInUnknown,
    /// A log-in that came too fast; no password was checked.
    LogInLimited { account: Option<AccountId> },
    /// No password was hashed, because too many wait for it.
    HashingFull,
    /// Somebody logged out.
    LoggedOut {
        account: AccountId,
        session: SessionId,
    },
    /// Somebody ended one of their sessions elsewhere.
    SessionEnded {
        account: AccountId,
        session: SessionId,
    },
    /// Sessions of an account were ended together; without `session` by the operator.
    SessionsEnded {
        account: AccountId,
        session: Option<SessionId>,
        count: u64,
    },
    /// A password was changed; without `session` by the operator.
    PasswordChanged {
        account: AccountId,
        session: Option<SessionId>,
    },
    /// A password that was asked again before a serious change was wrong.
    PasswordRefused { account: AccountId },
    /// An account was created; without `by` by the operator.
    AccountCreated {
        account: AccountId,
        by: Option<AccountId>,
    },
    /// An account was erased.
    AccountErased { account: AccountId },
    /// An account has another role; without `by` from the operator.
    RoleChanged {
        account: AccountId,
        by: Option<AccountId>,
        role: Role,
    },
    /// A request was refused because of its viewer (401, 403).
    Refused {
        account: Option<AccountId>,
        endpoint: &'a str,
        status: u16,
    },
    /// A form that did not come from a page of ours.
    ForeignForm {
        account: Option<AccountId>,
        endpoint: &'a str,
    },
    /// A request came too fast (429).
    Limited {
        account: Option<AccountId>,
        endpoint: &'a str,
    },
    /// Connections were turned away, or ended before they sent a request.
    ConnectionsRefused { count: u64 },
}

/// The ids and figures of an event; absent ones are not printed.
#[derive(Default)]
struct Fields<'a> {
    account: Option<AccountId>,
    session: Option<SessionId>,
    by: Option<AccountId>,
    role: Option<Role>,
    endpoint: Option<&'a str>,
    status: Option<u16>,
    count: Option<u64>,
}

impl<'a> SecurityEvent<'a> {
    /// Every name, in the order of OPERATIONS.
    pub const NAMES: [&'static str; 17] = [
        "logged_in",
        "log_in_failed",
        "log_in_unknown",
        "log_in_limited",
        "hashing_full",
        "logged_out",
        "session_ended",
        "sessions_ended",
        "password_changed",
        "password_refused",
        "account_created",
        "account_erased",
        "role_changed",
        "refused",
        "foreign_form",
        "limited",
        "connections_refused",
    ];

    /// The event's name in the log. It is never renamed after a release, because people filter by it.
    pub const fn name(&self) -> &'static str {
        Self::NAMES[match self {
            Self::LoggedIn { .. } => 0,
            Self::LogInFailed { .. } => 1,
            Self::LogInUnknown => 2,
            Self::LogInLimited { .. } => 3,
            Self::HashingFull => 4,
            Self::LoggedOut { .. } => 5,
            Self::SessionEnded { .. } => 6,
            Self::SessionsEnded { .. } => 7,
            Self::PasswordChanged { .. } => 8,
            Self::PasswordRefused { .. } => 9,
            Self::AccountCreated { .. } => 10,
            Self::AccountErased { .. } => 11,
            Self::RoleChanged { .. } => 12,
            Self::Refused { .. } => 13,
            Self::ForeignForm { .. } => 14,
            Self::Limited { .. } => 15,
            Self::ConnectionsRefused { .. } => 16,
        }]
    }

    /// Whether somebody without an account can cause the event as often as they like.
    const fn is_anybodys(&self) -> bool {
        matches!(
            self,
            Self::LogInFailed { .. }
                | Self::LogInUnknown
                | Self::LogInLimited { .. }
                | Self::HashingFull
                | Self::Refused { .. }
                | Self::ForeignForm { .. }
                | Self::Limited { .. }
                | Self::ConnectionsRefused { .. }
        )
    }

    fn fields(&self) -> Fields<'a> {
        let none = Fields::default();
        match *self {
            Self::LogInUnknown | Self::HashingFull => none,
            Self::LogInLimited { account } => Fields { account, ..none },
            Self::LogInFailed { account }
            | Self::PasswordRefused { account }
            | Self::AccountErased { account } => Fields {
                account: Some(account),
                ..none
            },
            Self::LoggedIn { account, session }
            | Self::LoggedOut { account, session }
            | Self::SessionEnded { account, session } => Fields {
                account: Some(account),
                session: Some(session),
                ..none
            },
            Self::SessionsEnded {
                account,
                session,
                count,
            } => Fields {
                account: Some(account),
                session,
                count: Some(count),
                ..none
            },
            Self::PasswordChanged { account, session } => Fields {
                account: Some(account),
                session,
                ..none
            },
            Self::AccountCreated { account, by } => Fields {
                account: Some(account),
                by,
                ..none
            },
            Self::RoleChanged { account, by, role } => Fields {
                account: Some(account),
                by,
                role: Some(role),
                ..none
            },
            Self::Refused {
                account,
                endpoint,
                status,
            } => Fields {
                account,
                endpoint: Some(endpoint),
                status: Some(status),
                ..none
            },
            Self::ForeignForm { account, endpoint } | Self::Limited { account, endpoint } => {
                Fields {
                    account,
                    endpoint: Some(endpoint),
                    ..none
                }
            }
            Self::ConnectionsRefused { count } => Fields {
                count: Some(count),
                ..none
            },
        }
    }

    fn log(&self, left_out: u64) {
        let Fields {
            account,
            session,
            by,
            role,
            endpoint,
            status,
            count,
        } = self.fields();
        tracing::info!(
            target: TARGET,
            event = self.name(),
            account = account.map(tracing::field::display),
            session = session.map(tracing::field::display),
            by = by.map(tracing::field::display),
            role = role.map(tracing::field::display),
            endpoint,
            status,
            count,
            left_out = (left_out > 0).then_some(left_out),
        );
    }
}

/// The number of lines written lately for each event.
pub(crate) struct Notes {
    clock: Arc<dyn Clock>,
    minutes: Mutex<HashMap<&'static str, Minute>>,
}

#[derive(Default)]
struct Minute {
    began: Duration,
    written: u64,
    left_out: u64,
}

impl Notes {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            minutes: Mutex::default(),
        }
    }

    /// Whether a line may be written, and how many were left out since the last one.
    fn room(&self, name: &'static str) -> Option<u64> {
        let now = self.clock.elapsed();
        let mut minutes = self.minutes.lock().unwrap_or_else(PoisonError::into_inner);
        let minute = minutes.entry(name).or_default();
        if now.saturating_sub(minute.began) >= Duration::from_secs(60) {
            (minute.began, minute.written) = (now, 0);
        }
        if minute.written >= A_MINUTE {
            minute.left_out += 1;
            return None;
        }
        minute.written += 1;
        Some(std::mem::take(&mut minute.left_out))
    }
}

impl Service {
    /// Notes a security event in the log.
    pub fn note(&self, event: &SecurityEvent<'_>) {
        if !event.is_anybodys() {
            event.log(0);
        } else if let Some(left_out) = self.inner.notes.room(event.name()) {
            event.log(left_out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use cabildo_domain::{Timestamp, time::Span};

    #[test]
    fn a_flood_writes_sixty_lines_a_minute_and_says_how_many_are_missing() {
        let clock = Arc::new(ManualClock::new(Timestamp(0)));
        let notes = Notes::new(clock.clone());
        let written = (0..1000)
            .filter(|_| notes.room("limited").is_some())
            .count();
        assert_eq!(written, 60);
        assert_eq!(notes.room("refused"), Some(0), "each event has its own");
        clock.advance(Span::minutes(1));
        assert_eq!(notes.room("limited"), Some(940));
        assert_eq!(notes.room("limited"), Some(0));
    }
}
