//! The administrators' server functions: roles, addresses, and names reserved for staff.

use super::address as post;
use crate::{
    act::{self, Form, Reply},
    error::AppError,
    flash::Flash,
    request::Cx,
    ui::link::with_query,
};
use cabildo_domain::{AccountId, Refusal, Role, address};
use cabildo_service::account::{AddressForm, ReservedForm};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of a new role.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// The role to be given.
    role: String,
    /// The account's name, for the message.
    name: String,
    /// The role that it had when the administrator decided.
    before: String,
    /// Where to go afterwards.
    back: String,
}

/// Gives an account a role. When it has another role than `before` by now, nothing is changed. Undoing returns to
/// `before`.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, when the last one would lose the role, and when the account's role has
/// changed meanwhile.
#[server(prefix = "/act", endpoint = "admin/role")]
pub async fn change_role(
    account: String,
    #[server(flatten)] form: RoleForm,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let back = act::local_path(&form.back, address::ADMIN_ACCOUNTS);
    Reply::current().back(&back);
    let id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    let wanted: Role = form.role.parse().map_err(|_| Refusal::Malformed)?;
    let known = form.before.parse::<Role>().ok();
    let admin = cx.viewer.admin()?;
    if let Err(error) = cx
        .service
        .accounts()
        .set_role(admin, id, wanted, known)
        .await
    {
        let refusal = error.into_refusal();
        if matches!(refusal, Refusal::Outdated { .. }) {
            let flash = Flash::error("role-outdated").with("name", &form.name);
            Reply::current().redirect_with(back, &flash);
        }
        return Err(refusal.into());
    }
    let flash = Flash::success("role-changed")
        .with("name", &form.name)
        .with("role", cx.word("role", wanted.as_str()));
    if cx.viewer.account() == Some(id) && wanted != Role::Admin {
        // The list is closed to this administrator from now on, so undoing is impossible.
        return act::done(address::ACCOUNT, &flash);
    }
    if known.is_none() || form.before == form.role {
        return act::done(back, &flash);
    }
    let fields = [
        ("account", &*account),
        ("role", &*form.before),
        ("name", &*form.name),
        ("before", &*form.role),
        ("back", &*back),
    ];
    act::done(&*back, &flash.undo(post::CHANGE_ROLE, &fields))
}

/// Saves the list of titles and offices that are reserved for staff, or restores the list that came with the program.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, and when the list is too long or was changed meanwhile.
#[server(prefix = "/act", endpoint = "admin/names")]
pub async fn save_reserved_names(
    #[server(flatten)] form: ReservedForm,
    #[server(default)] act: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    let page = with_query(address::ADMIN_NAMES, &[("again", "1")]);
    let posted = Form::new(&cx, post::NAMES_KEPT_AS, page, &form);
    let admin = cx.viewer.admin()?;
    let said = if act == "restore" {
        posted
            .run(cx.service.accounts().restore_reserved_names(admin))
            .await?;
        "names-restored"
    } else {
        let saving = cx.service.accounts().save_reserved_names(admin, form);
        posted.run(saving).await?;
        "names-saved"
    };
    act::done(address::ADMIN_NAMES, &Flash::success(said))
}

/// Gives an address to the account that contests it; `name` is the account's, for the message.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, and when there is no such account.
#[server(prefix = "/act", endpoint = "admin/address/give")]
pub async fn give_address(
    account: String,
    #[server(default)] name: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    Reply::current().back(address::ADMIN_ACCOUNTS);
    let id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    cx.service
        .accounts()
        .give_address(cx.viewer.admin()?, id)
        .await?;
    let flash = Flash::success("address-given").with("name", &name);
    act::done(address::ADMIN_ACCOUNTS, &flash)
}

/// Changes the address of an account; `name` is the account's, for the message.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, and when another account has the address.
#[server(prefix = "/act", endpoint = "admin/address/change")]
pub async fn change_address(
    account: String,
    #[server(flatten)] form: AddressForm,
    #[server(default)] name: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    Reply::current().back(address::ADMIN_ACCOUNTS);
    let id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    let page = with_query(&address::account_address(id), &[("again", "1")]);
    let posted = Form::new(&cx, post::address_kept_as(id), page, &form);
    let changing = cx
        .service
        .accounts()
        .change_address(cx.viewer.admin()?, id, form);
    posted.run(changing).await?;
    let flash = Flash::success("address-changed").with("name", &name);
    act::done(address::ADMIN_ACCOUNTS, &flash)
}
