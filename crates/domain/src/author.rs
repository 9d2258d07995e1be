//! The author of a text. Most texts have an account as their author; nothing may assume it, because a text also comes
//! from somebody who is shown as a role only, by a secret link, by a code that is given out at a place, on paper or from
//! an import.
//!
//! Each question about an author is answered by one exhaustive `match` here, so that the compiler names the questions
//! that a new kind of author leaves open.

use crate::{
    AccountId, AuthorSourceId, Refusal, Viewer, refusal::Need, subject::UnknownWord, text::Label,
    words,
};

/// The author of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Author {
    /// An account, shown with its name.
    Account(AccountId),
    /// An account that is shown as a role only, such as "a teacher". Staff know the account, until it is erased.
    Role {
        /// The role in words.
        label: Label,
        /// The account; `None` once it is erased.
        account: Option<AccountId>,
    },
    /// Somebody who holds this secret link.
    SecretLink(AuthorSourceId),
    /// Somebody who was given this code at a place.
    WalkUpCode(AuthorSourceId),
    /// Somebody who wrote on paper. The batch of sheets says which one.
    Paper,
    /// Somebody on the platform of an import: a pseudonymous account to which nobody can log in, if the import names
    /// its authors.
    Import(Option<AccountId>),
}

/// The kind of an author, as the database stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthorKind {
    /// [`Author::Account`].
    Account,
    /// [`Author::Role`].
    Role,
    /// [`Author::SecretLink`].
    SecretLink,
    /// [`Author::WalkUpCode`].
    WalkUpCode,
    /// [`Author::Paper`].
    Paper,
    /// [`Author::Import`].
    Import,
}

words!(AuthorKind {
    Account = "account", Role = "role", SecretLink = "secret_link", WalkUpCode = "walk_up_code", Paper = "paper",
    Import = "import",
});

/// The parts of an author that are stored beside the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorParts {
    /// The account.
    pub account: Option<AccountId>,
    /// The link or code.
    pub source: Option<AuthorSourceId>,
    /// The role in words.
    pub label: Option<Label>,
}

impl From<AccountId> for Author {
    fn from(account: AccountId) -> Self {
        Self::Account(account)
    }
}

impl Author {
    /// The kind.
    pub const fn kind(&self) -> AuthorKind {
        match self {
            Self::Account(_) => AuthorKind::Account,
            Self::Role { .. } => AuthorKind::Role,
            Self::SecretLink(_) => AuthorKind::SecretLink,
            Self::WalkUpCode(_) => AuthorKind::WalkUpCode,
            Self::Paper => AuthorKind::Paper,
            Self::Import(_) => AuthorKind::Import,
        }
    }

    /// The parts to store beside the kind.
    pub fn parts(&self) -> AuthorParts {
        let none = AuthorParts::default();
        match self {
            Self::Account(account) => AuthorParts {
                account: Some(*account),
                ..none
            },
            Self::Role { label, account } => AuthorParts {
                account: *account,
                label: Some(label.clone()),
                ..none
            },
            Self::SecretLink(source) | Self::WalkUpCode(source) => AuthorParts {
                source: Some(*source),
                ..none
            },
            Self::Paper => none,
            Self::Import(account) => AuthorParts {
                account: *account,
                ..none
            },
        }
    }

    /// The author made of stored parts.
    ///
    /// # Errors
    /// [`UnknownWord`] when a part is missing without which the kind means nothing.
    pub fn kept(kind: AuthorKind, parts: AuthorParts) -> Result<Self, UnknownWord> {
        match kind {
            AuthorKind::Account => parts.account.map(Self::Account),
            AuthorKind::Role => parts.label.map(|label| Self::Role {
                label,
                account: parts.account,
            }),
            AuthorKind::SecretLink => parts.source.map(Self::SecretLink),
            AuthorKind::WalkUpCode => parts.source.map(Self::WalkUpCode),
            AuthorKind::Paper => Some(Self::Paper),
            AuthorKind::Import => Some(Self::Import(parts.account)),
        }
        .ok_or(UnknownWord)
    }

    /// The account of the person who wrote the text: its author may edit and delete the text, gets the messages about
    /// it and finds it in the account's data. A link or code is no account, and nobody logs in to a pseudonym of an
    /// import.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(*account),
            Self::Role { account, .. } => *account,
            Self::SecretLink(_) | Self::WalkUpCode(_) | Self::Paper | Self::Import(_) => None,
        }
    }

    /// The account that the event log may name when the author acts on the text. The log keeps its names for ever, so it
    /// never names the account of a text that forgets its account once that is erased.
    pub const fn named_in_the_log(&self) -> Option<AccountId> {
        match self {
            Self::Account(account) => Some(*account),
            Self::Role { .. }
            | Self::SecretLink(_)
            | Self::WalkUpCode(_)
            | Self::Paper
            | Self::Import(_) => None,
        }
    }

    /// Whether the viewer wrote the text.
    pub fn is(&self, viewer: &Viewer) -> bool {
        self.account()
            .is_some_and(|account| viewer.account() == Some(account))
    }

    /// [`Author::is`], for a use-case that goes no further.
    ///
    /// # Errors
    /// [`Need::Author`].
    pub fn require(&self, viewer: &Viewer) -> Result<(), Refusal> {
        if self.is(viewer) {
            Ok(())
        } else {
            Err(Refusal::forbidden(Need::Author))
        }
    }

    /// Checks that the viewer is a stranger to the text, who may report it and react to it. Everybody is one to a text
    /// whose author has no account.
    ///
    /// # Errors
    /// [`Need::NotAuthor`].
    pub fn require_stranger(&self, viewer: &Viewer) -> Result<(), Refusal> {
        if self.is(viewer) {
            Err(Refusal::forbidden(Need::NotAuthor))
        } else {
            Ok(())
        }
    }
}

impl AuthorKind {
    /// Whether a text is untied from its account when the account is erased. A text with a name stays tied, and is
    /// shown as by a deleted account; a text with a role only keeps its role and forgets the account.
    pub const fn forgets_an_erased_account(self) -> bool {
        match self {
            Self::Role => true,
            Self::Account | Self::SecretLink | Self::WalkUpCode | Self::Paper | Self::Import => {
                false
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use uuid::Uuid;

    /// An author of each kind; those with an account have this one.
    pub(crate) fn authors(account: AccountId) -> Vec<Author> {
        let source = AuthorSourceId(Uuid::from_u128(7));
        let label = Label::trusted("a teacher".into());
        vec![
            Author::Account(account),
            Author::Role {
                label,
                account: Some(account),
            },
            Author::SecretLink(source),
            Author::WalkUpCode(source),
            Author::Paper,
            Author::Import(Some(account)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::authors, *};
    use crate::{Role, permission::testing::viewer};
    use uuid::Uuid;

    #[test]
    fn each_author_answers_as_the_table_says() {
        let ana = viewer(Role::Resident);
        let account = ana.account().expect("an account");
        // Is the viewer's own; forgets an erased account.
        let table = [
            (AuthorKind::Account, true, false),
            (AuthorKind::Role, true, true),
            (AuthorKind::SecretLink, false, false),
            (AuthorKind::WalkUpCode, false, false),
            (AuthorKind::Paper, false, false),
            (AuthorKind::Import, false, false),
        ];
        assert_eq!(table.map(|(kind, ..)| kind), AuthorKind::ALL);
        for (author, (kind, own, forgets)) in authors(account).into_iter().zip(table) {
            assert_eq!(author.kind(), kind);
            assert_eq!(author.account(), own.then_some(account), "{kind}");
            assert_eq!(author.is(&ana), own, "{kind}");
            let logged = author.named_in_the_log();
            assert_eq!(logged.is_some(), own && !forgets, "{kind}");
            assert_eq!(author.require(&ana).is_ok(), own, "{kind}");
            assert_eq!(author.require_stranger(&ana).is_ok(), !own, "{kind}");
            assert!(!author.is(&Viewer::Visitor), "{kind}");
            assert!(author.require_stranger(&Viewer::Visitor).is_ok(), "{kind}");
            assert_eq!(kind.forgets_an_erased_account(), forgets, "{kind}");
        }
        for other in authors(AccountId(Uuid::from_u128(1))) {
            assert!(!other.is(&ana), "{:?}", other.kind());
        }
    }

    #[test]
    fn an_author_comes_back_from_its_parts_or_not_at_all() {
        let account = AccountId(Uuid::from_u128(3));
        let more = [
            Author::Import(None),
            Author::Role {
                label: Label::trusted("a teacher".into()),
                account: None,
            },
        ];
        for author in authors(account).into_iter().chain(more) {
            assert_eq!(
                Author::kept(author.kind(), author.parts()),
                Ok(author.clone())
            );
        }
        for (kind, missing) in [
            (AuthorKind::Account, true),
            (AuthorKind::Role, true),
            (AuthorKind::SecretLink, true),
            (AuthorKind::WalkUpCode, true),
            (AuthorKind::Paper, false),
            (AuthorKind::Import, false),
        ] {
            let kept = Author::kept(kind, AuthorParts::default());
            assert_eq!(kept.is_err(), missing, "{kind}");
        }
    }
}
