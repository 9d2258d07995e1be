//! The list of titles and offices that are reserved for staff, as an administrator edits it.

use super::settle::digest;
use crate::{Accounts, Error, account::admin::still_admin};
use cabildo_domain::{FieldErrors, Refusal, name::reserved::Reserved, permission::Admin};
use cabildo_store::name;
use serde::{Deserialize, Serialize};

/// The present list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReservedNames {
    /// One entry per line.
    pub names: String,
    /// The digest of this list; see [`ReservedForm::seen`].
    pub seen: String,
}

/// The form that changes the list, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReservedForm {
    /// One entry per line.
    pub names: String,
    /// The digest of the list that the form showed: another administrator's change since then is not overwritten.
    pub seen: String,
}

impl Accounts<'_> {
    /// The list of reserved names, for an administrator. One statement.
    pub async fn reserved_names(self, _: Admin<'_>) -> Result<ReservedNames, Error> {
        let list = super::reserved_now(&mut self.store().read().await?).await?;
        Ok(ReservedNames {
            seen: digest(&list.text()),
            names: list.text(),
        })
    }

    /// Changes the list, and compares every name with the new one.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`]; [`Refusal::Invalid`] on `names`; [`Refusal::Outdated`].
    pub async fn save_reserved_names(
        self,
        admin: Admin<'_>,
        form: ReservedForm,
    ) -> Result<(), Error> {
        let list =
            Reserved::parse(&form.names).map_err(|invalid| FieldErrors::one("names", invalid))?;
        self.replace_reserved(admin, &list, Some(&form.seen)).await
    }

    /// Restores the list that every installation begins with.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`].
    pub async fn restore_reserved_names(self, admin: Admin<'_>) -> Result<(), Error> {
        self.replace_reserved(admin, &Reserved::default(), None)
            .await
    }

    async fn replace_reserved(
        self,
        admin: Admin<'_>,
        list: &Reserved,
        seen: Option<&str>,
    ) -> Result<(), Error> {
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        still_admin(&mut tx, admin).await?;
        let current = digest(&super::reserved_now(&mut tx).await?.text());
        if seen.is_some_and(|seen| seen != current) {
            return Err(Refusal::Outdated { current: 0 }.into());
        }
        name::keep_reserved(&mut tx, &list.text()).await?;
        tx.commit().await?;
        self.settle_names().await
    }
}
