//! Lists names that could be taken for staff, for the desk.

use crate::{
    Accounts, Error,
    cursor::{Cursor, List, cut},
};
use cabildo_domain::{
    AccountId, Timestamp, consultation::Slug, limits::PAGE, name::NameFlag, permission::Moderator,
    text::DisplayName,
};
use cabildo_store::name;
use serde::Serialize;

/// A name that is listed at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlaggedName {
    /// The account.
    pub id: AccountId,
    pub name: DisplayName,
    /// Why.
    pub flag: NameFlag,
    /// The time of the flag.
    pub flagged_at: Timestamp,
    /// The time when the account was created.
    pub created_at: Timestamp,
    /// Whether it came with an import, so that nobody can log in to it.
    pub imported: bool,
    /// The account's newest proposal, if there is one.
    pub newest: Option<(Slug, i64)>,
}

/// A page of flagged names, the last flagged first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FlaggedNames {
    pub names: Vec<FlaggedName>,
    /// The start of the next page.
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

impl Accounts<'_> {
    /// Residents' names that contain a reserved title or an address, or look like a staff member's. One statement.
    pub async fn flagged_names(
        self,
        _: Moderator<'_>,
        after: Option<&Cursor>,
    ) -> Result<FlaggedNames, Error> {
        let list = List::of("newest", [b"flagged names".as_slice()]);
        let after = after.and_then(|cursor| cursor.read(list));
        let mut tx = self.store().read().await?;
        let mut names = name::flagged(&mut tx, after, PAGE + 1).await?;
        let next = cut(&mut names, PAGE).map(|last| Cursor::at(list, (last.flagged_at, last.id.0)));
        Ok(FlaggedNames {
            names: names.into_iter().map(FlaggedName::from).collect(),
            next,
        })
    }
}
