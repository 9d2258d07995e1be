//! Capabilities. A role is a set of capabilities; use-cases ask for a capability and never for a role, so that a person
//! can have one capability without the others of a role ([`super::Grant`]).

use super::Role;
use crate::words;

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Take part: propose, comment, react, support, report.
    TakePart,
    /// Decide what is shown.
    Moderate,
    /// Answer proposals for the city.
    Answer,
    /// Write and publish consultations, and know of drafts.
    RunConsultations,
    /// Give roles and addresses to accounts, and keep the list of reserved names.
    Administer,
}

words!(Capability {
    TakePart = "take_part", Moderate = "moderate", Answer = "answer",
    RunConsultations = "run_consultations", Administer = "administer",
});

impl Capability {
    /// The least role with this capability, to be named when the capability is missing.
    pub const fn least_role(self) -> Role {
        match self {
            Self::TakePart => Role::Resident,
            Self::Moderate | Self::Answer => Role::Moderator,
            Self::RunConsultations => Role::Lab,
            Self::Administer => Role::Admin,
        }
    }
}

impl Role {
    /// The capabilities of an account with this role.
    pub const fn capabilities(self) -> &'static [Capability] {
        use Capability::{Administer, Answer, Moderate, RunConsultations, TakePart};
        match self {
            Self::Resident => &[TakePart],
            Self::Moderator => &[TakePart, Moderate, Answer],
            Self::Lab => &[TakePart, Moderate, Answer, RunConsultations],
            Self::Admin => &[TakePart, Moderate, Answer, RunConsultations, Administer],
        }
    }

    /// Whether an account with this role has this capability.
    pub fn may(self, capability: Capability) -> bool {
        self.capabilities().contains(&capability)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_role_is_the_first_that_has_the_capability() {
        for capability in Capability::ALL {
            let first = Role::ALL.iter().copied().find(|role| role.may(*capability));
            assert_eq!(first, Some(capability.least_role()), "{capability}");
        }
    }
}
