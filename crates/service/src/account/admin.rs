//! Reads an administrator's role again inside a transaction.

use crate::Error;
use cabildo_domain::{
    AccountId, Refusal,
    permission::{Admin, Capability},
    refusal::Need,
};
use cabildo_store::{Tx, account};

/// Reads an administrator's role again under a lock: it may have been taken since the request began.
///
/// # Errors
/// [`Need::Role`] when it was taken, or the account is gone.
pub(super) async fn still_admin(tx: &mut Tx, admin: Admin<'_>) -> Result<AccountId, Error> {
    let account = account::by_id(tx, admin.account()).await?;
    if account.is_some_and(|account| account.role.may(Capability::Administer)) {
        Ok(admin.account())
    } else {
        Err(Refusal::forbidden(Need::Role(Capability::Administer.least_role())).into())
    }
}
