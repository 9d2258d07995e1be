//! Names that could be taken for staff, for the desk.

use crate::{Error, Service, moderation::Cursor};
use cabildo_domain::{
    AccountId, Timestamp, consultation::Slug, limits::PAGE, name::NameFlag, permission::Moderator,
    text::DisplayName,
};
use cabildo_store::name;
use serde::Serialize;

/// A name that the desk should know of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlaggedName {
    /// The account.
    pub id: AccountId,
    /// Its name.
    pub name: DisplayName,
    /// Why.
    pub flag: NameFlag,
    /// Since when.
    pub flagged_at: Timestamp,
    /// Since when the account is there.
    pub created_at: Timestamp,
    /// Whether it came with an import: nobody can log in to it.
    pub imported: bool,
    /// The newest idea that it put forward, if there is one.
    pub newest: Option<(Slug, i64)>,
}

/// A page of such names, the last flagged first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FlaggedNames {
    /// The names.
    pub names: Vec<FlaggedName>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

impl From<name::Flagged> for FlaggedName {
    fn from(row: name::Flagged) -> Self {
        Self {
            id: row.id,
            name: row.name,
            flag: row.flag,
            flagged_at: row.flagged_at,
            created_at: row.created_at,
            imported: row.imported,
            newest: row.newest,
        }
    }
}

impl Service {
    /// Residents' names that hold a reserved title or an address, or look like a staff member's. One statement.
    pub async fn flagged_names(
        &self,
        _: Moderator<'_>,
        after: Option<&Cursor>,
    ) -> Result<FlaggedNames, Error> {
        let mut tx = self.store().read().await?;
        let mut names = name::flagged(&mut tx, after.and_then(Cursor::read), PAGE + 1).await?;
        let next = crate::comment::cut(&mut names, PAGE)
            .map(|last| Cursor::at(last.flagged_at, last.id.0));
        Ok(FlaggedNames {
            names: names.into_iter().map(FlaggedName::from).collect(),
            next,
        })
    }
}
