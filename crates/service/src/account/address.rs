//! An administrator's use-cases for the addresses of accounts: list the accounts that share an address, give it to one
//! of them, and change the address of an account.
//!
//! Two accounts can share an address only if they are older than the rule of one account for each address, however it
//! is spelled. At first the older account has the address, and the other logs in by its exact spelling alone.

use super::{AccountView, admin::still_admin};
use crate::{Accounts, Error, outbox::MessageKind};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Refusal, account::Email, event::Verb, limits,
    permission::Admin,
};
use cabildo_store::{
    Tx, account,
    address::{self, Claimant},
    name,
};
use serde::{Deserialize, Serialize};

/// Two accounts with the same address.
#[derive(Clone, Debug, Serialize)]
pub struct Collision {
    /// The account that logs in by any spelling.
    pub owner: AccountView,
    /// The account that logs in by its exact spelling alone.
    pub other: AccountView,
}

/// The form that changes an account's address, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressForm {
    /// The new address.
    pub email: String,
}

impl From<Claimant> for AccountView {
    fn from(account: Claimant) -> Self {
        Self {
            id: account.id,
            email: account.email.as_str().to_owned(),
            name: account.name,
            role: account.role,
            created_at: account.created_at,
        }
    }
}

impl Accounts<'_> {
    /// The first pairs of accounts with the same address, for an administrator. One statement.
    pub async fn colliding_addresses(self, _: Admin<'_>) -> Result<Vec<Collision>, Error> {
        let pairs = address::collisions(&mut self.store().read().await?, limits::PAGE).await?;
        let collision = |(owner, other): (Claimant, Claimant)| Collision {
            owner: owner.into(),
            other: other.into(),
        };
        Ok(pairs.into_iter().map(collision).collect())
    }

    /// An account, for an administrator.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn account_of(self, _: Admin<'_>, id: AccountId) -> Result<AccountView, Error> {
        let mut tx = self.store().read().await?;
        let account = account::by_id(&mut tx, id).await?;
        Ok(account.ok_or(Refusal::NotFound)?.into())
    }

    /// Gives the address to the account that contests it; the account that had it then logs in by its exact spelling
    /// alone. When there is nothing left to decide, nothing changes.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`], [`Refusal::NotFound`].
    pub async fn give_address(self, admin: Admin<'_>, id: AccountId) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        let admin = lock(&mut tx, admin).await?;
        account::by_id(&mut tx, id)
            .await?
            .ok_or(Refusal::NotFound)?;
        if address::give(&mut tx, id).await? {
            self.append_account_event(&mut tx, Verb::Changed, id, Some(admin))
                .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Changes the address of an account. An administrator does this on request.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`], [`Refusal::NotFound`], [`Refusal::Invalid`] on `email`.
    pub async fn change_address(
        self,
        admin: Admin<'_>,
        id: AccountId,
        form: AddressForm,
    ) -> Result<(), Error> {
        let email =
            Email::parse(&form.email).map_err(|invalid| FieldErrors::one("email", invalid))?;
        let mut tx = self.store().write().await?;
        let admin = lock(&mut tx, admin).await?;
        account::by_id(&mut tx, id)
            .await?
            .ok_or(Refusal::NotFound)?;
        if !address::change(&mut tx, id, &email).await? {
            return Err(FieldErrors::one("email", Invalid::Taken).into());
        }
        self.enqueue(
            &mut tx,
            id,
            MessageKind::AddressChanged,
            serde_json::json!({}),
        )
        .await?;
        self.append_account_event(&mut tx, Verb::Changed, id, Some(admin))
            .await?;
        Ok(tx.commit().await?)
    }
}

/// Waits for the lock on addresses, then reads the role again: it may have been taken since the request began.
async fn lock(tx: &mut Tx, admin: Admin<'_>) -> Result<AccountId, Error> {
    name::lock(tx).await?;
    still_admin(tx, admin).await
}
