//! The author of a text: the columns in which it is stored, and one set of columns for every statement that shows it.
//!
//! The tables `proposal`, `proposal_revision` and `comment` have `author_kind`, `author_id` (an account), `author_label`
//! and `author_source_id`. To add a table of texts: these four columns, [`bound`] where a row is inserted, and a line in
//! [`untie`].

use crate::{Error, Tx, convert::word};
use cabildo_domain::{
    AccountId, Author, AuthorSourceId,
    author::{AuthorKind, AuthorParts},
    text::{DisplayName, Label},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The author of a text with what is shown of it, as known today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    pub author: Author,
    /// The name people see, of an account or of a pseudonym from an import; meaningless when erased.
    pub name: Option<DisplayName>,
    /// Whether the owner deleted the account.
    pub erased: bool,
    /// Whether the account belongs to staff now: its role is more than a resident's.
    pub staff: bool,
    /// Whether the name could be taken for a staff member's ([`cabildo_domain::name::NameFlag`]).
    pub flagged: bool,
}

/// The facts about an account, one bit each: a list has a hundred authors, and each column of a row costs time.
macro_rules! account_marks {
    () => {
        "CASE WHEN a.erased_at IS NOT NULL THEN 1 ELSE 0 END + CASE WHEN a.role <> 'resident' THEN 2 ELSE 0 END \
         + CASE WHEN a.name_flag IS NOT NULL THEN 4 ELSE 0 END"
    };
}

/// The columns of an [`AuthorRow`]. They need no other table than the text's and its account `a`, so that a badge costs
/// no further statement. The kind of author is above the bits of the account, as its place in [`AuthorKind::ALL`]; 240
/// stands for a kind that this version does not know.
macro_rules! author_columns {
    // Of an account `a` that acted or answered, which is known by its name.
    (account) => {
        concat!(
            "a.id AS author_id, a.display_name AS author_name, CAST(",
            account_marks!(),
            " + CASE WHEN a.imported THEN 80 ELSE 0 END AS BIGINT) AS author_marks"
        )
    };
    // Of the table with this alias, left joined with the account `a`. The name of an account that is shown as a role
    // only is never read.
    ($text:literal) => {
        concat!(
            "COALESCE(",
            $text,
            ".author_id, ",
            $text,
            ".author_source_id) AS author_id, CASE WHEN ",
            $text,
            ".author_kind IN ('account', 'import') THEN a.display_name ELSE ",
            $text,
            ".author_label END AS author_name, CAST(",
            account_marks!(),
            " + CASE ",
            $text,
            ".author_kind WHEN 'account' THEN 0 WHEN 'role' THEN 16 WHEN 'secret_link' THEN 32 \
             WHEN 'walk_up_code' THEN 48 WHEN 'paper' THEN 64 WHEN 'import' THEN 80 ELSE 240 END AS BIGINT) AS author_marks"
        )
    };
}

/// The stored columns of an author, from the table with this alias: a [`WriterRow`].
macro_rules! writer_columns {
    ($text:literal) => {
        concat!(
            $text,
            ".author_kind, ",
            $text,
            ".author_id, ",
            $text,
            ".author_label, ",
            $text,
            ".author_source_id"
        )
    };
}

const ERASED: i64 = 1;
const STAFF: i64 = 2;
const FLAGGED: i64 = 4;
/// The number of bits below the kind.
const KIND: u32 = 4;

/// An author with what is shown of it.
#[derive(sqlx::FromRow)]
pub(crate) struct AuthorRow {
    author_id: Option<Uuid>,
    author_name: Option<String>,
    author_marks: i64,
}

impl TryFrom<AuthorRow> for Byline {
    type Error = Error;
    fn try_from(row: AuthorRow) -> Result<Self, Error> {
        let marks = row.author_marks;
        let unreadable = || Error::Unreadable {
            column: "author_marks",
            value: marks.to_string(),
        };
        let kind = usize::try_from(marks >> KIND)
            .ok()
            .and_then(|kind| AuthorKind::ALL.get(kind).copied())
            .ok_or_else(unreadable)?;
        let mut parts = AuthorParts::default();
        let mut name = None;
        match kind {
            AuthorKind::Account | AuthorKind::Import => {
                parts.account = row.author_id.map(AccountId);
                name = row.author_name.map(DisplayName::trusted);
            }
            AuthorKind::Role => {
                parts.account = row.author_id.map(AccountId);
                parts.label = row.author_name.map(Label::trusted);
            }
            AuthorKind::SecretLink | AuthorKind::WalkUpCode => {
                parts.source = row.author_id.map(AuthorSourceId);
            }
            AuthorKind::Paper => {}
        }
        Ok(Self {
            author: Author::kept(kind, parts).map_err(|_| unreadable())?,
            name,
            erased: marks & ERASED != 0,
            staff: marks & STAFF != 0,
            flagged: marks & FLAGGED != 0,
        })
    }
}

impl AuthorRow {
    /// The author, where the account `a` was left joined and need not be there.
    pub(crate) fn if_any(self) -> Result<Option<Byline>, Error> {
        self.author_id.map(|_| self.try_into()).transpose()
    }
}

/// An author as it is stored.
#[derive(sqlx::FromRow)]
pub(crate) struct WriterRow {
    author_kind: String,
    author_id: Option<Uuid>,
    author_label: Option<String>,
    author_source_id: Option<Uuid>,
}

impl TryFrom<WriterRow> for Author {
    type Error = Error;
    fn try_from(row: WriterRow) -> Result<Self, Error> {
        let kind: AuthorKind = word("author_kind", row.author_kind)?;
        let parts = AuthorParts {
            account: row.author_id.map(AccountId),
            source: row.author_source_id.map(AuthorSourceId),
            label: row.author_label.map(Label::trusted),
        };
        Self::kept(kind, parts).map_err(|_| Error::Unreadable {
            column: "author_kind",
            value: kind.to_string(),
        })
    }
}

/// The values to bind for an author, in the order of [`writer_columns!`]: kind, account, label, source.
pub(crate) fn bound(author: &Author) -> (&'static str, Option<Uuid>, Option<String>, Option<Uuid>) {
    let parts = author.parts();
    (
        author.kind().as_str(),
        parts.account.map(|id| id.0),
        parts.label.map(Label::into_string),
        parts.source.map(|id| id.0),
    )
}

/// The tables with texts that are locked by their own rows, in the order of locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// Comments.
    Comments,
    /// Proposals.
    Proposals,
}

/// A condition for texts of the account `$1` that forget it when it is erased.
fn forgetting() -> String {
    let kinds: Vec<String> = AuthorKind::ALL
        .iter()
        .filter(|kind| kind.forgets_an_erased_account())
        .map(|kind| format!("'{kind}'"))
        .collect();
    format!("author_id = $1 AND author_kind IN ({})", kinds.join(", "))
}

async fn run(tx: &mut Tx, sql: String, account: AccountId) -> Result<(), Error> {
    exec!(tx, AssertSqlSafe(sql), account.0)?;
    Ok(())
}

/// Locks the texts that [`untie`] unties, each kind when its turn in the order of locks comes.
pub async fn hold(tx: &mut Tx, account: AccountId, texts: Texts) -> Result<(), Error> {
    let table = match texts {
        Texts::Comments => "comment",
        Texts::Proposals => "proposal",
    };
    // The submit key is made from the account, so it goes too.
    let sql = format!(
        "UPDATE {table} SET submit_key = NULL WHERE {}",
        forgetting()
    );
    run(tx, sql, account).await
}

/// Unties the texts that are shown with a role only from their account, which is being erased: the words and the role
/// stay. [`hold`] must have locked them.
pub async fn untie(tx: &mut Tx, account: AccountId) -> Result<(), Error> {
    for table in ["comment", "proposal", "proposal_revision"] {
        let sql = format!("UPDATE {table} SET author_id = NULL WHERE {}", forgetting());
        run(tx, sql, account).await?;
    }
    Ok(())
}
