//! Who is asking, and what a role may do. Permission is a type: a use-case that staff alone may call takes a
//! [`Moderator`], which only [`Viewer::moderator`] can make.

use crate::{AccountId, Refusal, SessionId, refusal::Need, text::DisplayName, words};
use serde::{Deserialize, Serialize};

/// What an account may do. Each role includes the ones before it, except that [`Role::Lab`] and
/// [`Role::Moderator`] are both above residents and a lab may also moderate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Takes part.
    Resident,
    /// And hides, restores, answers.
    Moderator,
    /// And runs consultations.
    Lab,
    /// And changes roles.
    Admin,
}

words!(Role { Resident = "resident", Moderator = "moderator", Lab = "lab", Admin = "admin" });

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The session of this request.
    pub session: SessionId,
    /// The name people see.
    pub name: DisplayName,
    /// What the account may do.
    pub role: Role,
}

/// Who makes this request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody we know.
    #[default]
    Visitor,
    /// A signed-in person.
    Member(Member),
}

/// Proof that the viewer is signed in.
#[derive(Clone, Copy, Debug)]
pub struct Resident<'a>(&'a Member);
/// Proof that the viewer may moderate.
#[derive(Clone, Copy, Debug)]
pub struct Moderator<'a>(&'a Member);
/// Proof that the viewer may run consultations.
#[derive(Clone, Copy, Debug)]
pub struct Lab<'a>(&'a Member);
/// Proof that the viewer may change roles.
#[derive(Clone, Copy, Debug)]
pub struct Admin<'a>(&'a Member);

macro_rules! proofs {
    ($($proof:ident),+) => { $(
        impl<'a> $proof<'a> {
            /// The person who gave the proof.
            pub fn member(&self) -> &'a Member {
                self.0
            }
            /// Their account.
            pub fn account(&self) -> AccountId {
                self.0.account
            }
        }
    )+ };
}
proofs!(Resident, Moderator, Lab, Admin);

impl Viewer {
    /// The signed-in person, if any.
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Visitor => None,
            Self::Member(member) => Some(member),
        }
    }

    /// Their account, if any.
    pub fn account(&self) -> Option<AccountId> {
        self.member().map(|member| member.account)
    }

    /// Whether the viewer has at least `role`.
    pub fn has(&self, role: Role) -> bool {
        self.member().is_some_and(|member| member.role >= role)
    }

    fn at_least(&self, role: Role) -> Result<&Member, Refusal> {
        let member = self.member().ok_or(Refusal::SignInRequired)?;
        if member.role >= role {
            Ok(member)
        } else {
            Err(Refusal::forbidden(Need::Role(role)))
        }
    }

    /// Proof of being signed in.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`].
    pub fn resident(&self) -> Result<Resident<'_>, Refusal> {
        self.at_least(Role::Resident).map(Resident)
    }

    /// Proof of being a moderator, a lab or an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn moderator(&self) -> Result<Moderator<'_>, Refusal> {
        self.at_least(Role::Moderator).map(Moderator)
    }

    /// Proof of being a lab or an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn lab(&self) -> Result<Lab<'_>, Refusal> {
        self.at_least(Role::Lab).map(Lab)
    }

    /// Proof of being an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn admin(&self) -> Result<Admin<'_>, Refusal> {
        self.at_least(Role::Admin).map(Admin)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use uuid::Uuid;

    /// Somebody with this role.
    pub(crate) fn viewer(role: Role) -> Viewer {
        Viewer::Member(Member {
            account: AccountId(Uuid::nil()),
            session: SessionId(Uuid::nil()),
            name: DisplayName::trusted("Ana".into()),
            role,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::viewer, *};

    #[test]
    fn each_role_may_what_the_table_says() {
        let table = [
            (Viewer::Visitor, [false, false, false, false]),
            (viewer(Role::Resident), [true, false, false, false]),
            (viewer(Role::Moderator), [true, true, false, false]),
            (viewer(Role::Lab), [true, true, true, false]),
            (viewer(Role::Admin), [true, true, true, true]),
        ];
        for (viewer, expected) in table {
            let may = [
                viewer.resident().is_ok(),
                viewer.moderator().is_ok(),
                viewer.lab().is_ok(),
                viewer.admin().is_ok(),
            ];
            assert_eq!(may, expected, "{viewer:?}");
        }
    }
}
