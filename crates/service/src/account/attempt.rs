//! Limits how often a password may be tried, and decides by which key an attempt is counted.
//!
//! - A **browser** in which the account logged in before has limits of its own.
//! - So has a **network** from which the account logged in, when the browser is not known.
//! - **Strangers** share the network's limit on log-ins, have one for each account and network, and together one for the
//!   account; beyond that they stand in line ([`rate_limit::Line`]).
//!
//! Only wrong passwords count against the limits of an account: an attempt is counted before the password is checked,
//! and given back when the password was right. So the limits do not reveal a right password, and a flood uses up
//! nothing of the owner's share. An account that does not exist is counted like one that does.

use crate::{
    Accounts, Limited,
    known_place::Recognised,
    password::Standing,
    rate_limit::{self, Limiters, Turn},
    session::Origin,
};
use cabildo_domain::{AccountId, Refusal};
use uuid::Uuid;

/// An attempt that was allowed, with the keys by which it was counted.
pub(super) struct Attempt {
    /// The key of the limit on wrong passwords by place.
    by_place: Option<String>,
    /// Account and network for the joint limit on strangers.
    in_line: Option<(String, String, Turn)>,
    /// The network whose failures are remembered; `None` for a known browser.
    network: Option<String>,
    /// How much of the queue for hashes the attempt may use.
    pub standing: Standing,
}

impl Attempt {
    /// The attempt of a signed-in person who gives the password again.
    pub(super) fn of_member(limiters: &Limiters, account: AccountId) -> Result<Self, Refusal> {
        let key = format!("member {account}");
        limiters.of(Limited::PasswordByNetwork).check(key.clone())?;
        Ok(Self {
            by_place: Some(key),
            in_line: None,
            network: None,
            standing: Standing::Known,
        })
    }

    /// The attempt to log in to the account with this address.
    pub(super) fn at_the_door(
        limiters: &Limiters,
        folded: &str,
        recognised: &Recognised,
        origin: &Origin,
    ) -> Result<Self, Refusal> {
        if let Some(browser) = &recognised.browser {
            let salt = Uuid::from_slice(&browser.salt).unwrap_or_default();
            let key = format!("browser {salt}");
            return Self::where_known(limiters, key.clone(), key, None);
        }
        let Some(address) = origin.address else {
            return Self::as_stranger(limiters, folded, None);
        };
        let network = rate_limit::network(address);
        if recognised.network.is_some() {
            let key = format!("known {network}");
            let account = format!("{key} {folded}");
            return Self::where_known(limiters, key, account, Some(network));
        }
        Self::as_stranger(limiters, folded, Some(network))
    }

    fn where_known(
        limiters: &Limiters,
        place: String,
        account: String,
        network: Option<String>,
    ) -> Result<Self, Refusal> {
        limiters.of(Limited::LogInByNetwork).check(place)?;
        limiters
            .of(Limited::PasswordByNetwork)
            .check(account.clone())?;
        Ok(Self {
            by_place: Some(account),
            in_line: None,
            network,
            standing: Standing::Known,
        })
    }

    fn as_stranger(
        limiters: &Limiters,
        folded: &str,
        network: Option<String>,
    ) -> Result<Self, Refusal> {
        let mut by_place = None;
        let mut standing = Standing::Clean;
        if let Some(network) = &network {
            limiters
                .of(Limited::LogInByNetwork)
                .check(network.clone())?;
            let key = format!("{network} {folded}");
            limiters.of(Limited::PasswordByNetwork).check(key.clone())?;
            by_place = Some(key);
            if limiters.failures.is_empty(network) {
                standing = Standing::Suspect;
            }
        }
        let asking = network.clone().unwrap_or_default();
        match limiters.password.take(folded, &asking) {
            Ok(turn) => Ok(Self {
                by_place,
                in_line: Some((folded.to_owned(), asking, turn)),
                network,
                standing,
            }),
            Err(refusal) => {
                // Waiting in line is not a wrong password, so do not count it as one.
                if let Some(key) = by_place {
                    limiters.of(Limited::PasswordByNetwork).give_back(&key);
                }
                Err(refusal)
            }
        }
    }

    /// Takes the attempt back, because the password was right or was never checked.
    pub(super) fn give_back(&self, limiters: &Limiters) {
        if let Some(key) = &self.by_place {
            limiters.of(Limited::PasswordByNetwork).give_back(key);
        }
        if let Some((account, network, turn)) = &self.in_line {
            limiters.password.give_back(account, network, *turn);
        }
    }

    /// Notes that the password was wrong.
    pub(super) fn failed(&self, limiters: &Limiters) {
        if let Some(network) = &self.network {
            // Beyond the burst the network is marked as one with failures, and more of them change nothing.
            let _ = limiters.failures.check(network.clone());
        }
    }
}

impl Accounts<'_> {
    pub(super) fn limiters(&self) -> &Limiters {
        &self.inner.limiters
    }
}
