//! Places where an account logged in before: browsers with a cookie of ours, and networks. There the owner's attempts
//! are counted apart from those of strangers, so that nobody can lock the owner out by trying passwords
//! ([`crate::account`]).
//!
//! A place gives no access. Only a hash of it is stored, with a salt of its own and, for a network, with the
//! installation's key ([`crate::network`]), for [`KEPT`] after the last log-in there. A browser's cookie contains the
//! secrets of the last [`SHARED`] accounts that used it; each account has a secret of its own, so
//! the rows do not reveal who shares a browser.

use crate::{
    Error, Sessions,
    entropy::{self, SystemEntropy},
    network::{Networks, Purpose},
    rate_limit,
    session::Origin,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{AccountId, SessionId, Timestamp, time::Span};
use cabildo_store::{
    Tx,
    known_place::{self, KnownPlace, PlaceKind},
};
use sha2::{Digest, Sha256};

/// How long a place is remembered after the last log-in there.
pub const KEPT: Span = Span::days(90);
/// The number of places of each kind that an account has; the one unused for longest is forgotten.
const MOST: i64 = 20;
/// The number of accounts that can share a browser and each be known in it.
const SHARED: usize = 4;
/// Characters of a secret: 256 bits in base64url.
const SECRET: usize = 43;

/// The known places of an account from which a request comes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recognised {
    /// The browser, if the account logged in with it.
    pub browser: Option<KnownPlace>,
    /// The network, if the account logged in from it.
    pub network: Option<KnownPlace>,
}

/// The secrets in a browser's cookie.
fn secrets(cookie: &str) -> impl Iterator<Item = &str> {
    cookie
        .split('.')
        .filter(|secret| secret.len() == SECRET)
        .take(SHARED)
}

/// The hash of a browser's secret. It needs no key, since nobody can guess 256 random bits.
fn hash(salt: &[u8], account: AccountId, secret: &str) -> Vec<u8> {
    Sha256::new()
        .chain_update(salt)
        .chain_update(account.0.as_bytes())
        .chain_update(secret)
        .finalize()
        .to_vec()
}

impl Recognised {
    /// Finds the places of this request among the places of an account.
    fn among(
        places: &[KnownPlace],
        networks: &Networks,
        account: AccountId,
        origin: &Origin,
    ) -> Self {
        let of = |kind, fits: &dyn Fn(&KnownPlace) -> bool| {
            let place = places
                .iter()
                .find(|place| place.kind == kind && fits(place));
            place.cloned()
        };
        let network = origin.address.map(rate_limit::network);
        Self {
            browser: secrets(&origin.browser).find_map(|secret| {
                of(PlaceKind::Browser, &|place| {
                    place.hash == hash(&place.salt, account, secret)
                })
            }),
            network: network.and_then(|network| {
                of(PlaceKind::Network, &|place| {
                    let purpose = Purpose::KnownPlace(account, &place.salt);
                    // Networks were hashed as browsers are before the installation had a key; the last such row is
                    // forgotten 90 days after the update.
                    place.hash == networks.hash(purpose, &network)
                        || place.hash == hash(&place.salt, account, &network)
                })
            }),
        }
    }
}

impl Sessions<'_> {
    /// The account's places from which this request comes. One statement, also for an account that does not exist.
    pub(crate) async fn recognise(
        self,
        tx: &mut Tx,
        account: AccountId,
        origin: &Origin,
    ) -> Result<Recognised, Error> {
        let places = known_place::of_account(tx, account, self.now() - KEPT).await?;
        Ok(Recognised::among(&places, self.networks(), account, origin))
    }

    /// Stores where a session began; returns the cookie for the browser.
    pub(crate) async fn remember_place(
        self,
        tx: &mut Tx,
        account: AccountId,
        session: SessionId,
        origin: &Origin,
    ) -> Result<String, Error> {
        let recognised = self.recognise(tx, account, origin).await?;
        let now = self.now();
        let salt = || entropy::bytes::<16>(&SystemEntropy).to_vec();
        let new = |kind, salt: Vec<u8>, hash: Vec<u8>| KnownPlace {
            kind,
            salt,
            hash,
            session,
            last_at: now,
        };
        let again = |place: KnownPlace| KnownPlace {
            session,
            last_at: now,
            ..place
        };
        let mut kept: Vec<&str> = secrets(&origin.browser).collect();
        let fresh = URL_SAFE_NO_PAD.encode(entropy::bytes::<32>(&SystemEntropy));
        let browser = match recognised.browser {
            Some(place) => again(place),
            None => {
                // Use a new secret of ours, never one that the browser sent: somebody may have planted it there.
                kept.insert(0, &fresh);
                kept.truncate(SHARED);
                let salt = salt();
                let hash = hash(&salt, account, &fresh);
                new(PlaceKind::Browser, salt, hash)
            }
        };
        known_place::keep(tx, account, &browser).await?;
        if let Some(network) = origin.address.map(rate_limit::network) {
            // The hash is made anew, so that one from before the installation's key does not stay.
            let salt = recognised.network.map_or_else(salt, |place| place.salt);
            let hash = self
                .networks()
                .hash(Purpose::KnownPlace(account, &salt), &network);
            let place = new(PlaceKind::Network, salt, hash);
            known_place::keep(tx, account, &place).await?;
        }
        known_place::sweep(tx, account, MOST).await?;
        Ok(kept.join("."))
    }

    /// Forgets places without a log-in for [`KEPT`]; returns their number. One statement when there is none.
    pub async fn forget_places(self) -> Result<u64, Error> {
        let before: Timestamp = self.now() - KEPT;
        if !known_place::has_old(&mut self.store().read().await?, before).await? {
            return Ok(0);
        }
        let mut tx = self.store().write().await?;
        let forgotten = known_place::forget_old(&mut tx, before).await?;
        tx.commit().await?;
        tracing::info!(places = forgotten, "old places of log-ins were deleted");
        Ok(forgotten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_holds_a_few_secrets_of_the_right_length() {
        let secret = "A".repeat(SECRET);
        let long = vec![secret.as_str(); 100].join(".");
        assert_eq!(secrets(&long).count(), SHARED);
        assert_eq!(secrets("x.y..").count(), 0);
        assert_eq!(secrets("").count(), 0);
    }

    #[test]
    fn the_same_browser_has_another_hash_for_each_account() {
        let (ana, ben) = (
            AccountId(uuid::Uuid::from_u128(1)),
            AccountId(uuid::Uuid::from_u128(2)),
        );
        assert_ne!(hash(b"salt", ana, "secret"), hash(b"salt", ben, "secret"));
        assert_ne!(hash(b"salt", ana, "secret"), hash(b"pepper", ana, "secret"));
    }
}
