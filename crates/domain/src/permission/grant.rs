//! A capability that one account has besides those of its role, and the place where it holds.

use super::Capability;
use crate::{AwardId, ConsultationId, subject::UnknownWord, text::Owed, words};

/// The kind of place of a [`Scope`], as the database stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    /// An office.
    Office,
    /// A consultation.
    Consultation,
    /// An award.
    Award,
}

words!(ScopeKind {
    Office = "office", Consultation = "consultation", Award = "award",
});

/// Where a granted capability holds. The capabilities of a role hold everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The responses that one office owes: the owner that the rung of a ladder names.
    Office(Owed),
    /// One consultation.
    Consultation(ConsultationId),
    /// One award.
    Award(AwardId),
}

impl Scope {
    /// The kind of the place, and its name or id.
    pub fn parts(&self) -> (ScopeKind, String) {
        match self {
            Self::Office(office) => (ScopeKind::Office, office.to_string()),
            Self::Consultation(id) => (ScopeKind::Consultation, id.to_string()),
            Self::Award(id) => (ScopeKind::Award, id.to_string()),
        }
    }

    /// The scope made of stored parts.
    ///
    /// # Errors
    /// [`UnknownWord`] for a place that is no id where the kind has ids.
    pub fn kept(kind: ScopeKind, place: String) -> Result<Self, UnknownWord> {
        match kind {
            ScopeKind::Office => Ok(Self::Office(Owed::trusted(place))),
            ScopeKind::Consultation => place.parse().map(Self::Consultation).or(Err(UnknownWord)),
            ScopeKind::Award => place.parse().map(Self::Award).or(Err(UnknownWord)),
        }
    }
}

/// A capability and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The capability.
    pub capability: Capability,
    /// The place where it holds.
    pub scope: Scope,
}

impl Grant {
    /// The grant to answer for an office.
    pub const fn answering_for(office: Owed) -> Self {
        Self {
            capability: Capability::Answer,
            scope: Scope::Office(office),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Role, Viewer, permission::testing::viewer};
    use uuid::Uuid;

    /// A scope of each kind, with the same id.
    fn scopes(id: u128) -> [Scope; 3] {
        let id = Uuid::from_u128(id);
        [
            Scope::Office(Owed::trusted(id.to_string())),
            Scope::Consultation(id.into()),
            Scope::Award(id.into()),
        ]
    }

    #[test]
    fn a_scope_comes_back_from_its_parts_or_not_at_all() {
        for (scope, kind) in scopes(1).into_iter().zip(ScopeKind::ALL) {
            let (found, place) = scope.parts();
            assert_eq!(found, *kind);
            assert_eq!(Scope::kept(found, place), Ok(scope));
            let is_an_office = *kind == ScopeKind::Office;
            assert_eq!(Scope::kept(*kind, "Parks".into()).is_ok(), is_an_office);
        }
    }

    #[test]
    fn a_capability_in_one_place_is_none_in_another_place_or_of_another_kind() {
        for granted in scopes(1) {
            let Viewer::Member(mut ana) = viewer(Role::Resident) else {
                panic!("a member");
            };
            ana.grants = vec![Grant {
                capability: Capability::Answer,
                scope: granted.clone(),
            }];
            let ana = Viewer::Member(ana);
            for scope in scopes(1).into_iter().chain(scopes(2)) {
                let may = ana.may_in(Capability::Answer, &scope);
                assert_eq!(may, scope == granted, "{granted:?} {scope:?}");
            }
        }
    }
}
