//! Erases an account: the data that identifies the person goes from every table; their texts stay, and so do votes in
//! phases that are over.

use super::own::existing;
use crate::{Accounts, Error, security::SecurityEvent};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Role, Secret, event::Verb, permission::Resident, refusal::Need,
};
use cabildo_store::{account, event, name};
use serde::{Deserialize, Serialize};

/// The form that erases one's account, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EraseForm {
    /// The password, typed again.
    pub password: Secret,
    /// `yes` when the person confirmed that erasing cannot be undone.
    pub confirm: String,
}

impl Accounts<'_> {
    /// Erases the viewer's account: address, name, password, sessions, refused forms, messages, and the notes of their
    /// reports. Proposals, comments and statements stay, shown as by a deleted account. Supports, reactions and answers
    /// to statements are removed where a phase still takes them ([`Accounts::leaving`]), and stay as a number where it
    /// is over.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] (`Required` on `confirm`, `WrongPassword` on `password`); [`Need::AnotherAdmin`] for the
    /// last admin.
    pub async fn erase(self, resident: Resident<'_>, form: EraseForm) -> Result<(), Error> {
        let mut reader = self.store().read().await?;
        let account = existing(&mut reader, resident.account()).await?;
        drop(reader);
        if form.confirm != "yes" {
            return Err(FieldErrors::one("confirm", Invalid::Required).into());
        }
        let stored = self
            .require_password(&account, form.password.expose(), "password")
            .await?;
        let mut tx = self.store().write().await?;
        name::lock(&mut tx).await?;
        if account.role == Role::Admin && account::lock_admins(&mut tx).await? == [account.id] {
            return Err(Refusal::forbidden(Need::AnotherAdmin).into());
        }
        if !account::confirm_hash(&mut tx, account.id, &stored, &stored).await? {
            return Err(FieldErrors::one("password", Invalid::WrongPassword).into());
        }
        account::empty(&mut tx, account.id, self.now()).await?;
        let left = self.leave(&mut tx, account.id).await?;
        account::erase(&mut tx, account.id, &account.email.folded(), self.now()).await?;
        if !left.is_empty() {
            event::append(&mut tx, &left).await?;
        }
        if account.role.is_staff() {
            self.staff_changed(&mut tx, &[&account.name]).await?;
        }
        self.append_account_event(&mut tx, Verb::Erased, account.id, Some(account.id))
            .await?;
        tx.commit().await?;
        self.note(&SecurityEvent::AccountErased {
            account: account.id,
        });
        // The account is erased already; only residue in the database's files is left.
        if let Err(error) = self.store().erase_residue().await {
            tracing::error!(error = %error, "residue of an erased account remains until the next checkpoint");
        }
        Ok(())
    }
}
