//! Capabilities that accounts have besides those of their roles. A session loads them with the account
//! ([`crate::session::live`]).

use crate::{Error, Tx, convert::word};
use cabildo_domain::{
    AccountId, Timestamp,
    permission::{Grant, Scope},
};

/// The columns of a grant, which are empty for an account without grants.
#[derive(sqlx::FromRow)]
pub(crate) struct GrantColumns {
    capability: Option<String>,
    scope: Option<String>,
    place: Option<String>,
}

impl GrantColumns {
    pub(crate) fn read(&self) -> Result<Option<Grant>, Error> {
        let (Some(capability), Some(scope), Some(place)) =
            (&self.capability, &self.scope, &self.place)
        else {
            return Ok(None);
        };
        let kind = word("capability_grant.scope", scope.clone())?;
        let scope = Scope::kept(kind, place.clone()).map_err(|_| Error::Unreadable {
            column: "capability_grant.place",
            value: place.clone(),
        })?;
        Ok(Some(Grant {
            capability: word("capability_grant.capability", capability.clone())?,
            scope,
        }))
    }
}

/// Grants a capability; `false` when the account has it in that place already.
pub async fn give(
    tx: &mut Tx,
    account: AccountId,
    grant: &Grant,
    at: Timestamp,
) -> Result<bool, Error> {
    let (kind, place) = grant.scope.parts();
    Ok(exec!(
        tx,
        "INSERT INTO capability_grant (account_id, capability, scope, place, granted_at)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        account.0,
        grant.capability.as_str(),
        kind.as_str(),
        place,
        at.0,
    )? > 0)
}

/// Takes a capability away; `false` when the account did not have it in that place.
pub async fn take(tx: &mut Tx, account: AccountId, grant: &Grant) -> Result<bool, Error> {
    let (kind, place) = grant.scope.parts();
    Ok(exec!(
        tx,
        "DELETE FROM capability_grant
         WHERE account_id = $1 AND capability = $2 AND scope = $3 AND place = $4",
        account.0,
        grant.capability.as_str(),
        kind.as_str(),
        place,
    )? > 0)
}
