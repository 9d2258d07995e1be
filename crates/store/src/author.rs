//! Who wrote something, as it is known today: one set of columns for every statement that names an author.

use cabildo_domain::{AccountId, text::DisplayName};
use serde::Serialize;
use uuid::Uuid;

/// Who wrote something, as it is known today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Author {
    /// The account.
    pub id: AccountId,
    /// The name people see; means nothing when erased.
    pub name: DisplayName,
    /// The account was deleted by its owner.
    pub erased: bool,
    /// A pseudonym from elsewhere.
    pub imported: bool,
    /// The account belongs to staff now: its role is more than a resident's.
    pub staff: bool,
    /// The name could be taken for that of staff ([`cabildo_domain::name::NameFlag`]).
    pub flagged: bool,
}

/// The columns of an [`AuthorRow`], from the account `a`. They need no other table, so that a badge costs no statement.
macro_rules! author_columns {
    () => {
        "a.id AS author_id, a.display_name AS author_name, a.erased_at IS NOT NULL AS author_erased, \
         a.imported AS author_imported, a.role <> 'resident' AS author_staff, a.name_flag IS NOT NULL AS author_flagged"
    };
}

/// The same for statements that are put together.
pub(crate) const AUTHOR: &str = author_columns!();

#[derive(sqlx::FromRow)]
pub(crate) struct AuthorRow {
    author_id: Uuid,
    author_name: String,
    author_erased: bool,
    author_imported: bool,
    author_staff: bool,
    author_flagged: bool,
}

impl From<AuthorRow> for Author {
    fn from(row: AuthorRow) -> Self {
        Self {
            id: AccountId(row.author_id),
            name: DisplayName::trusted(row.author_name),
            erased: row.author_erased,
            imported: row.author_imported,
            staff: row.author_staff,
            flagged: row.author_flagged,
        }
    }
}
