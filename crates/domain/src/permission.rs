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

macro_rules! proofs {
    ($($(#[$doc:meta])+ $proof:ident),+) => { $(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug)]
        pub struct $proof<'a> {
            viewer: &'a Viewer,
            member: &'a Member,
        }

        impl<'a> $proof<'a> {
            /// Who makes the request.
            pub const fn viewer(self) -> &'a Viewer {
                self.viewer
            }
            /// The person who gave the proof.
            pub const fn member(self) -> &'a Member {
                self.member
            }
            /// Their account.
            pub const fn account(self) -> AccountId {
                self.member.account
            }
        }
    )+ };
}
proofs!(
    /// Proof that the viewer is signed in.
    Resident,
    /// Proof that the viewer may moderate.
    Moderator,
    /// Proof that the viewer may run consultations.
    Lab,
    /// Proof that the viewer may change roles.
    Admin
);

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
        let member = self.at_least(Role::Resident)?;
        Ok(Resident {
            viewer: self,
            member,
        })
    }

    /// Proof of being a moderator, a lab or an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn moderator(&self) -> Result<Moderator<'_>, Refusal> {
        let member = self.at_least(Role::Moderator)?;
        Ok(Moderator {
            viewer: self,
            member,
        })
    }

    /// Proof of being a lab or an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn lab(&self) -> Result<Lab<'_>, Refusal> {
        let member = self.at_least(Role::Lab)?;
        Ok(Lab {
            viewer: self,
            member,
        })
    }

    /// Proof of being an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn admin(&self) -> Result<Admin<'_>, Refusal> {
        let member = self.at_least(Role::Admin)?;
        Ok(Admin {
            viewer: self,
            member,
        })
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
