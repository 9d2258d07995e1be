//! The author of a text, as known today: one set of columns for every statement that names an author.

use cabildo_domain::{AccountId, text::DisplayName};
use serde::Serialize;
use uuid::Uuid;

/// The author of a text, as known today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Author {
    /// The account.
    pub id: AccountId,
    /// The name people see; meaningless when erased.
    pub name: DisplayName,
    /// Whether the owner deleted the account.
    pub erased: bool,
    /// Whether it is a pseudonym from an import.
    pub imported: bool,
    /// Whether the account belongs to staff now: its role is more than a resident's.
    pub staff: bool,
    /// Whether the name could be taken for a staff member's ([`cabildo_domain::name::NameFlag`]).
    pub flagged: bool,
}

/// The columns of an [`AuthorRow`], from the account `a`. They need no other table, so that a badge costs no further
/// statement.
macro_rules! author_columns {
    () => {
        concat!("a.id AS author_id, ", author_columns!(without id))
    };
    // For a statement that selects `author_id` already.
    (without id) => {
        "a.display_name AS author_name, CAST(CASE WHEN a.erased_at IS NOT NULL THEN 1 ELSE 0 END \
         + CASE WHEN a.imported THEN 2 ELSE 0 END + CASE WHEN a.role <> 'resident' THEN 4 ELSE 0 END \
         + CASE WHEN a.name_flag IS NOT NULL THEN 8 ELSE 0 END AS BIGINT) AS author_marks"
    };
}

/// The columns of `author_columns!` as a string, for statements that are put together at run time.
pub(crate) const AUTHOR: &str = author_columns!();
/// [`AUTHOR`] for a statement that selects `author_id` already.
pub(crate) const AUTHOR_WITHOUT_ID: &str = author_columns!(without id);

/// The facts about an account, one bit each: a list has a hundred authors, and each column of a row costs time.
const ERASED: i64 = 1;
const IMPORTED: i64 = 2;
const STAFF: i64 = 4;
const FLAGGED: i64 = 8;

#[derive(sqlx::FromRow)]
pub(crate) struct AuthorRow {
    author_id: Uuid,
    author_name: String,
    author_marks: i64,
}

impl Author {
    /// The author from the columns of an [`AuthorRow`].
    pub(crate) fn of(id: Uuid, name: String, marks: i64) -> Self {
        Self {
            id: AccountId(id),
            name: DisplayName::trusted(name),
            erased: marks & ERASED != 0,
            imported: marks & IMPORTED != 0,
            staff: marks & STAFF != 0,
            flagged: marks & FLAGGED != 0,
        }
    }
}

impl From<AuthorRow> for Author {
    fn from(row: AuthorRow) -> Self {
        Self::of(row.author_id, row.author_name, row.author_marks)
    }
}
