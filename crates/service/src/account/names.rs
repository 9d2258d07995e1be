//! People's names. Some are reserved for staff (titles and offices), and some could be taken for a staff member's name.
//!
//! A resident cannot choose a reserved name. A name that only looks like a staff member's is accepted, because people
//! share names, but it gets a flag: pages show "resident" beside the name, and the desk lists it.

mod desk;
mod reserved;
mod settle;

pub use desk::{FlaggedName, FlaggedNames};
pub use reserved::{ReservedForm, ReservedNames};

use crate::{Accounts, Error};
use cabildo_domain::{
    Invalid, Role,
    name::{NameFlag, holds_address, looks, reserved::Reserved},
    text::DisplayName,
};
use cabildo_store::{Tx, name};
use std::collections::HashSet;

/// The reserved names and staff's names at present, with which names are compared.
pub(crate) struct NameRules {
    reserved: Reserved,
    /// The looks of staff's names.
    staff: HashSet<String>,
}

impl NameRules {
    /// Loads the rules. Two statements.
    pub(crate) async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let staff = name::staff(tx).await?;
        let staff = staff.iter().flat_map(|(_, name)| looks(name.as_str()));
        Ok(Self {
            reserved: reserved_now(tx).await?,
            staff: staff.collect(),
        })
    }

    /// The reason for which the desk should look at this name. `None` without such a reason, and for every member of
    /// the staff.
    pub(crate) fn flag(&self, name: &DisplayName, role: Role) -> Option<NameFlag> {
        if role.is_staff() {
            return None;
        }
        let text = name.as_str();
        if self.reserved.in_name(text).is_some() {
            Some(NameFlag::Title)
        } else if holds_address(text) {
            Some(NameFlag::Address)
        } else {
            let is_staffs = looks(text).iter().any(|look| self.staff.contains(look));
            is_staffs.then_some(NameFlag::Staff)
        }
    }
}

/// The list of reserved names: the one that an administrator saved, else the one that every installation begins with.
pub(crate) async fn reserved_now(tx: &mut Tx) -> Result<Reserved, Error> {
    let saved = name::reserved(tx).await?;
    Ok(saved.map_or_else(Reserved::default, |text| Reserved::trusted(&text)))
}

/// Checks the name that a resident typed.
///
/// # Errors
/// As [`DisplayName::parse`]; [`Invalid::Reserved`].
pub(super) fn resident_name(typed: &str, reserved: &Reserved) -> Result<DisplayName, Invalid> {
    let name = DisplayName::parse(typed)?;
    match reserved.in_name(name.as_str()) {
        Some(word) => Err(Invalid::Reserved {
            word: word.to_owned(),
        }),
        None => Ok(name),
    }
}

impl Accounts<'_> {
    /// Updates the flags of residents after somebody with one of these names joined the staff, left it or was renamed
    /// there. The transaction must hold [`name::lock`], and must have changed the account.
    pub(super) async fn staff_changed(
        self,
        tx: &mut Tx,
        names: &[&DisplayName],
    ) -> Result<(), Error> {
        let rules = NameRules::load(tx).await?;
        // An empty list is not valid SQL, and no name has an empty look.
        let others: Vec<String> = rules.staff.iter().cloned().chain([String::new()]).collect();
        for changed in names {
            let looks = looks(changed.as_str());
            name::unflag_lookalikes(tx, &looks, &others).await?;
            let shared = looks.into_iter().filter(|look| rules.staff.contains(look));
            let shared: Vec<String> = shared.collect();
            if !shared.is_empty() {
                name::flag_lookalikes(tx, &shared, self.now()).await?;
            }
        }
        Ok(())
    }
}
