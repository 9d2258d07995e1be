//! The person behind a request, and the proofs of what this person may do ([`Capability`]). Permission is a type: a
//! use-case that staff alone may call takes a [`Moderator`], which only [`Viewer::moderator`] can make.

mod capability;
mod grant;

pub use capability::Capability;
pub use grant::{Grant, Scope, ScopeKind};

use crate::{
    AccountId, Refusal, SessionId,
    refusal::Need,
    role::Role,
    text::{DisplayName, Owed},
};

/// A signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The session of this request.
    pub session: SessionId,
    /// The name people see.
    pub name: DisplayName,
    /// The account's role, which holds everywhere.
    pub role: Role,
    /// Further capabilities of the account, each in one place.
    pub grants: Vec<Grant>,
}

impl Member {
    /// The offices for which this person answers by a grant.
    pub fn offices(&self) -> impl Iterator<Item = &Owed> {
        let answers = |grant: &&Grant| grant.capability == Capability::Answer;
        self.grants
            .iter()
            .filter(answers)
            .filter_map(|grant| match &grant.scope {
                Scope::Office(office) => Some(office),
                Scope::Consultation(_) | Scope::Award(_) => None,
            })
    }
}

/// The person who makes this request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Viewer {
    /// Somebody without an account, or not signed in.
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
            /// The viewer who gave the proof.
            pub const fn viewer(self) -> &'a Viewer {
                self.viewer
            }
            /// The signed-in person who gave the proof.
            pub const fn member(self) -> &'a Member {
                self.member
            }
            /// The account of this person.
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
    /// Proof that the viewer may answer proposals, at least for one office.
    Respondent,
    /// Proof that the viewer may run consultations.
    Lab,
    /// Proof that the viewer may change roles.
    Admin
);

impl Respondent<'_> {
    /// Whether this person may answer for this office (the owner of an owed response).
    pub fn answers_for(self, office: &Owed) -> bool {
        let scope = Scope::Office(office.clone());
        self.viewer.may_in(Capability::Answer, &scope)
    }

    /// Whether this person may answer every proposal.
    pub fn answers_everything(self) -> bool {
        self.viewer.may(Capability::Answer)
    }
}

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

    /// Whether the viewer has this capability everywhere.
    pub fn may(&self, capability: Capability) -> bool {
        self.member()
            .is_some_and(|member| member.role.may(capability))
    }

    /// Whether the viewer has this capability in this place.
    pub fn may_in(&self, capability: Capability, scope: &Scope) -> bool {
        let is_granted = |grant: &Grant| grant.capability == capability && grant.scope == *scope;
        self.may(capability)
            || self
                .member()
                .is_some_and(|member| member.grants.iter().any(is_granted))
    }

    /// Whether there is a place in which the viewer has this capability.
    pub fn may_somewhere(&self, capability: Capability) -> bool {
        let is_granted = |grant: &Grant| grant.capability == capability;
        self.may(capability)
            || self
                .member()
                .is_some_and(|member| member.grants.iter().any(is_granted))
    }

    /// [`Viewer::may_somewhere`], for the front door, which does not know the place yet.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn require_somewhere(&self, capability: Capability) -> Result<&Member, Refusal> {
        let member = self.member().ok_or(Refusal::SignInRequired)?;
        if self.may_somewhere(capability) {
            Ok(member)
        } else {
            Err(Refusal::forbidden(Need::Role(capability.least_role())))
        }
    }

    /// [`Viewer::may`], for a proof.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    fn require(&self, capability: Capability) -> Result<&Member, Refusal> {
        let member = self.member().ok_or(Refusal::SignInRequired)?;
        if self.may(capability) {
            Ok(member)
        } else {
            Err(Refusal::forbidden(Need::Role(capability.least_role())))
        }
    }

    /// Proof of being signed in.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`].
    pub fn resident(&self) -> Result<Resident<'_>, Refusal> {
        let member = self.require(Capability::TakePart)?;
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
        let member = self.require(Capability::Moderate)?;
        Ok(Moderator {
            viewer: self,
            member,
        })
    }

    /// Proof of being one who answers, for the whole city or for an office.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn respondent(&self) -> Result<Respondent<'_>, Refusal> {
        let member = self.require_somewhere(Capability::Answer)?;
        Ok(Respondent {
            viewer: self,
            member,
        })
    }

    /// Proof of being a lab or an admin.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`] or [`Refusal::Forbidden`].
    pub fn lab(&self) -> Result<Lab<'_>, Refusal> {
        let member = self.require(Capability::RunConsultations)?;
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
        let member = self.require(Capability::Administer)?;
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
            grants: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::viewer, *};

    #[test]
    fn a_grant_holds_in_its_place_alone() {
        let office = |name: &str| Owed::trusted(name.into());
        let Viewer::Member(mut ana) = viewer(Role::Resident) else {
            panic!("a member");
        };
        assert!(Viewer::Member(ana.clone()).respondent().is_err());
        ana.grants = vec![Grant::answering_for(office("Parks"))];
        let ana = Viewer::Member(ana);
        let respondent = ana.respondent().unwrap();
        assert!(respondent.answers_for(&office("Parks")));
        assert!(!respondent.answers_for(&office("Streets")));
        assert!(!respondent.answers_everything());
        let offices: Vec<_> = respondent.member().offices().collect();
        assert_eq!(offices, [&office("Parks")]);
        assert!(ana.moderator().is_err() && !ana.may(Capability::Answer));
        let staff = viewer(Role::Moderator);
        assert_eq!(staff.member().unwrap().offices().count(), 0);
        assert!(staff.respondent().unwrap().answers_for(&office("Streets")));
    }

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
