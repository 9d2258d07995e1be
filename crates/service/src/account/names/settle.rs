//! Goes through all accounts: at the start of the program over an older database, and after a change of the list.

use super::NameRules;
use crate::{Accounts, Error, session::sha256};
use cabildo_domain::{
    AccountId,
    name::{clean_name, looks, version},
    text::DisplayName,
};
use cabildo_store::{
    Tx, address,
    name::{self, Named},
};
use std::fmt::Write;
use uuid::Uuid;

/// The number of accounts in one transaction: other writers get their turn in between.
const BATCH: i64 = 500;

impl Accounts<'_> {
    /// Gives every older account its canonical address, and compares every name with the present rules. When all is
    /// done, it writes nothing; when it was interrupted, it continues. Call it before the program serves.
    pub async fn settle(self) -> Result<(), Error> {
        if address::is_unsettled(&mut self.store().read().await?).await? {
            while self.settle_addresses().await? > 0 {}
        }
        self.settle_names().await
    }

    /// Settles the next accounts; returns their number.
    async fn settle_addresses(self) -> Result<usize, Error> {
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        let settled = address::settle(&mut tx).await?;
        tx.commit().await?;
        Ok(settled)
    }

    /// Compares every name with the present rules.
    pub(super) async fn settle_names(self) -> Result<(), Error> {
        let mut reader = self.store().read().await?;
        let digest = digest(&super::reserved_now(&mut reader).await?.text());
        let noted = name::settled(&mut reader).await?;
        drop(reader);
        if noted.is_some_and(|noted| noted == format!("{digest} {DONE}")) {
            return Ok(());
        }
        loop {
            let mut tx = self.store().write().await?;
            let done = self.settle_some(&mut tx).await?;
            tx.commit().await?;
            if done {
                return Ok(());
            }
        }
    }

    /// Settles the next accounts; returns whether there were none.
    async fn settle_some(self, tx: &mut Tx) -> Result<bool, Error> {
        let noted = name::lock(tx).await?;
        let rules = NameRules::load(tx).await?;
        let digest = digest(&rules.reserved.text());
        // Progress that was noted under another list does not count: begin anew.
        let place = noted.strip_prefix(&digest).unwrap_or_default().trim();
        if place == DONE {
            return Ok(true);
        }
        let last: Uuid = place.parse().unwrap_or_default();
        let accounts = name::batch(tx, last, BATCH).await?;
        let place = match accounts.last() {
            Some(last) => last.id.0.to_string(),
            None => DONE.to_owned(),
        };
        self.settle_batch(tx, &rules, &accounts).await?;
        name::note_settled(tx, &format!("{digest} {place}")).await?;
        Ok(accounts.is_empty())
    }

    async fn settle_batch(
        self,
        tx: &mut Tx,
        rules: &NameRules,
        accounts: &[Named],
    ) -> Result<(), Error> {
        let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
        let known = name::known_looks(tx, &ids).await?;
        let mut changed = Vec::new();
        for account in accounts {
            let cleaned = DisplayName::trusted(clean_name(account.name.as_str()));
            let name = if cleaned.as_str().is_empty() || cleaned == account.name {
                &account.name
            } else {
                name::clean(tx, account.id, &cleaned).await?;
                &cleaned
            };
            let flag = rules.flag(name, account.role);
            if flag != account.flag {
                name::flag(tx, account.id, flag, self.now()).await?;
            }
            let looks = looks(name.as_str());
            let is_known = known.get(&account.id).is_some_and(|known| {
                known.len() == looks.len() && looks.iter().all(|look| known.contains(look))
            });
            if !is_known {
                changed.push((account.id, name.clone()));
            }
        }
        Ok(name::note_looks(tx, &changed).await?)
    }
}

const DONE: &str = "done";

/// A digest of the list and of the version of the rules.
pub(super) fn digest(list: &str) -> String {
    let hash = sha256(&format!("{}\n{list}", version()));
    hash[..8].iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
