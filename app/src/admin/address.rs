//! The addresses that the administrators' forms post to, and the names under which refused forms are kept.

use crate::act::forms;
use cabildo_domain::AccountId;

forms! {
    /// Gives an account a role.
    CHANGE_ROLE = "admin/role";
    /// Saves the list of names that are kept for staff.
    SAVE_NAMES = "admin/names";
    /// Gives an address to the account that contests it.
    GIVE_ADDRESS = "admin/address/give";
    /// Changes the address of an account.
    CHANGE_ADDRESS = "admin/address/change";
}

/// The name under which a refused list of names is kept.
pub const NAMES_KEPT_AS: &str = "admin/names";

/// The name under which a refused address is kept.
pub fn address_kept_as(id: AccountId) -> String {
    format!("admin/address/{id}")
}
