//! Passwords: argon2id in the blocking pool, as many at once as there are cores. The time of an answer does not reveal
//! whether an account exists. A flood of guesses cannot fill the queue: its last quarter is for places where the
//! account logged in before, and half of it for networks without recent failures.

pub(crate) mod common;

use crate::{
    Error,
    entropy::{self, SystemEntropy},
};
use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher};
use argon2::{PasswordVerifier, password_hash::phc::PasswordHash};
use cabildo_domain::{Refusal, account::Password};
use std::sync::{
    Arc,
    atomic::{AtomicU64, AtomicUsize, Ordering},
};
use tokio::sync::Semaphore;

/// The cost of a hash, and the length of the queue for hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    /// Memory for each hash, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Hashes computed at once.
    pub workers: usize,
    /// The number of requests that may wait for a worker; further ones get "busy".
    pub queue: usize,
}

impl Default for Hashing {
    /// OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
    fn default() -> Self {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
            workers,
            queue: workers * 32,
        }
    }
}

impl Hashing {
    /// The cheapest settings that argon2 accepts. For tests and generated cities; never for people's passwords.
    pub fn cheap() -> Self {
        Self {
            memory_kib: 8,
            passes: 1,
            ..Self::default()
        }
    }
}

/// The result of checking a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verified {
    /// The password is wrong, or there is no hash to check it against.
    Wrong,
    /// The password is right. If the stored hash has another cost than today's, a new one comes with it.
    Right {
        /// A fresh hash to store in place of the old one.
        fresh: Option<String>,
    },
}

/// How much of the queue a request may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// All of it: signed in, or from a place where the account logged in before.
    Known,
    /// Three quarters: from a network without recent failures.
    Clean,
    /// Half: from a network with recent failures.
    Suspect,
}

impl Standing {
    fn share(self, queue: usize) -> usize {
        match self {
            Self::Known => queue,
            Self::Clean => queue - queue / 4,
            Self::Suspect => queue / 2,
        }
    }
}

/// Hashes and verifies.
pub(crate) struct Passwords {
    hashing: Hashing,
    params: Params,
    workers: Arc<Semaphore>,
    waiting: AtomicUsize,
    verifications: AtomicU64,
}

impl Passwords {
    /// # Panics
    /// When argon2 does not accept these parameters, which are the operator's and are read at the start.
    pub(crate) fn new(hashing: Hashing) -> Self {
        let params = Params::new(hashing.memory_kib, hashing.passes, 1, None)
            .expect("argon2 knows these parameters");
        Self {
            hashing,
            params,
            workers: Arc::new(Semaphore::new(hashing.workers.max(1))),
            waiting: AtomicUsize::new(0),
            verifications: AtomicU64::new(0),
        }
    }

    /// The number of hashes computed to verify passwords, those for unknown accounts included.
    pub(crate) fn verifications(&self) -> u64 {
        self.verifications.load(Ordering::Relaxed)
    }

    /// The hash of a new password, with a salt of its own.
    pub(crate) async fn hash(
        &self,
        password: Password,
        standing: Standing,
    ) -> Result<String, Error> {
        let params = self.params.clone();
        self.compute(standing, move || hash(params, &password))
            .await?
    }

    /// Checks a password. Without a stored hash the same work is done, and the result is "wrong".
    pub(crate) async fn verify(
        &self,
        password: Password,
        stored: Option<String>,
        standing: Standing,
    ) -> Result<Verified, Error> {
        let params = self.params.clone();
        let stored_or_dummy = match &stored {
            Some(hash) => hash.clone(),
            None => self.dummy(),
        };
        let (verified, computed) = self
            .compute(standing, move || {
                verify(params, &password, &stored_or_dummy)
            })
            .await??;
        self.verifications.fetch_add(computed, Ordering::Relaxed);
        Ok(if stored.is_some() {
            verified
        } else {
            Verified::Wrong
        })
    }

    /// A well-formed hash of no password, with today's cost.
    fn dummy(&self) -> String {
        use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
        let Hashing {
            memory_kib, passes, ..
        } = self.hashing;
        let salt = STANDARD_NO_PAD.encode(entropy::bytes::<16>(&SystemEntropy));
        let hash = STANDARD_NO_PAD.encode(entropy::bytes::<32>(&SystemEntropy));
        format!("$argon2id$v=19$m={memory_kib},t={passes},p=1${salt}${hash}")
    }

    /// Runs `work` on a blocking thread when a worker is free.
    async fn compute<T: Send + 'static>(
        &self,
        standing: Standing,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let permit = match self.workers.clone().try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => {
                let _place = Place::take(&self.waiting, standing.share(self.hashing.queue))?;
                self.workers
                    .clone()
                    .acquire_owned()
                    .await
                    .map_err(|error| Error::Failed(error.to_string()))?
            }
        };
        // The permit moves into the thread: a request that is given up does not free the worker before it is done.
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(|error| Error::Failed(error.to_string()))
    }
}

/// A place in the queue, given back when dropped.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize, most: usize) -> Result<Self, Refusal> {
        let before = waiting.fetch_add(1, Ordering::SeqCst);
        let place = Self(waiting);
        if before < most {
            Ok(place)
        } else {
            Err(Refusal::Busy { seconds: 2 })
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn argon2id(params: Params) -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(params: Params, password: &Password) -> Result<String, Error> {
    // Salts should be unpredictable, so they come from the system even where ids are seeded.
    let salt = entropy::bytes::<16>(&SystemEntropy);
    argon2id(params)
        .hash_password_with_salt(password.expose().as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| Error::Failed(format!("argon2: {error}")))
}

/// The result, and the number of hashes it took. There is a second one when the password has another Unicode form,
/// because an older hash may have been made of that form.
fn verify(params: Params, password: &Password, stored: &str) -> Result<(Verified, u64), Error> {
    let parsed = PasswordHash::new(stored)
        .map_err(|error| Error::Failed(format!("stored hash: {error}")))?;
    let fits = |secret: &str| {
        argon2id(params.clone())
            .verify_password(secret.as_bytes(), &parsed)
            .is_ok()
    };
    let is_right = fits(password.expose());
    let older = password.expose_older().filter(|_| !is_right);
    let is_old = older.is_some_and(fits);
    let computed = 1 + u64::from(older.is_some());
    if !is_right && !is_old {
        return Ok((Verified::Wrong, computed));
    }
    let same_cost = Params::try_from(&parsed).is_ok_and(|stored| {
        (stored.m_cost(), stored.t_cost(), stored.p_cost())
            == (params.m_cost(), params.t_cost(), params.p_cost())
    });
    let fresh = if same_cost && !is_old {
        None
    } else {
        Some(hash(params, password)?)
    };
    Ok((Verified::Right { fresh }, computed))
}

#[cfg(test)]
mod tests;
