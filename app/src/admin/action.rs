//! The administrators' server functions: roles, addresses, and names reserved for staff.

use crate::error::AppError;
use leptos::prelude::*;

/// Gives an account a role; `before` is the role it had when the administrator decided. When it has another role by
/// now, nothing is changed. Undoing returns to `before`.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, when the last one would lose the role, and when the account's role has
/// changed meanwhile.
#[server(prefix = "/act", endpoint = "admin/role")]
pub async fn change_role(
    account: String,
    role: String,
    #[server(default)] name: String,
    #[server(default)] before: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Reply},
        flash::Flash,
        request::Cx,
    };
    use cabildo_domain::{AccountId, Refusal, Role, address};
    let cx = Cx::current();
    let back = act::local_path(&back, address::ADMIN_ACCOUNTS);
    Reply::current().back(&back);
    let account_id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    let wanted: Role = role.parse().map_err(|_| Refusal::Malformed)?;
    let known = before.parse::<Role>().ok();
    if let Err(error) = cx
        .service
        .set_role(cx.viewer.admin()?, account_id, wanted, known)
        .await
    {
        let refusal = error.into_refusal();
        if matches!(refusal, Refusal::Outdated { .. }) {
            Reply::current().redirect_with(
                &cx,
                back,
                &Flash::error("role-outdated").with("name", &name),
            );
        }
        return Err(refusal.into());
    }
    let mut flash = Flash::success("role-changed")
        .with("name", &name)
        .with("role", cx.word("role", wanted.as_str()));
    if cx.viewer.account() == Some(account_id) && wanted != Role::Admin {
        // The list is closed to this administrator from now on, so undoing is impossible.
        Reply::current().redirect_with(&cx, address::ACCOUNT, &flash);
        return Ok(());
    }
    if known.is_some() && before != role {
        let fields = [
            ("account", &*account),
            ("role", &*before),
            ("name", &*name),
            ("before", &*role),
            ("back", &*back),
        ];
        flash = flash.undo(post::CHANGE_ROLE, &fields);
    }
    Reply::current().redirect_with(&cx, back, &flash);
    Ok(())
}

/// Saves the list of titles and offices that are reserved for staff, or restores the list that came with the program.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, and when the list is too long or was changed meanwhile.
#[server(prefix = "/act", endpoint = "admin/names")]
pub async fn save_reserved_names(
    #[server(default)] names: String,
    #[server(default)] seen: String,
    #[server(default)] act: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self as actions, Input, Reply},
        flash::Flash,
        request::Cx,
        ui::link::with_query,
    };
    use cabildo_domain::address;
    use cabildo_service::account::ReservedForm;
    let cx = Cx::current();
    let form = ReservedForm { names, seen };
    let input = Input::of(&form);
    let is_restored = act == "restore";
    let saved = if is_restored {
        cx.service.restore_reserved_names(cx.viewer.admin()?).await
    } else {
        cx.service
            .save_reserved_names(cx.viewer.admin()?, form)
            .await
    };
    if let Err(error) = saved {
        let page = with_query(address::ADMIN_NAMES, &[("again", "1")]);
        return actions::refuse(&cx, post::NAMES_KEPT_AS, &page, input, error).await;
    }
    actions::forget(&cx, post::NAMES_KEPT_AS).await;
    let flash = Flash::success(if is_restored {
        "names-restored"
    } else {
        "names-saved"
    });
    Reply::current().redirect_with(&cx, address::ADMIN_NAMES, &flash);
    Ok(())
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
    use crate::{act::Reply, flash::Flash, request::Cx};
    use cabildo_domain::{AccountId, Refusal, address};
    let cx = Cx::current();
    Reply::current().back(address::ADMIN_ACCOUNTS);
    let id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    cx.service
        .give_address(cx.viewer.admin()?, id)
        .await
        .map_err(|error| error.into_refusal())?;
    let flash = Flash::success("address-given").with("name", &name);
    Reply::current().redirect_with(&cx, address::ADMIN_ACCOUNTS, &flash);
    Ok(())
}

/// Changes the address of an account; `name` is the account's, for the message.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, and when another account has the address.
#[server(prefix = "/act", endpoint = "admin/address/change")]
pub async fn change_address(
    account: String,
    #[server(default)] email: String,
    #[server(default)] name: String,
) -> Result<(), AppError> {
    use super::address as post;
    use crate::{
        act::{self, Input, Reply},
        flash::Flash,
        request::Cx,
        ui::link::with_query,
    };
    use cabildo_domain::{AccountId, Refusal, address};
    use cabildo_service::account::AddressForm;
    let cx = Cx::current();
    Reply::current().back(address::ADMIN_ACCOUNTS);
    let id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    let form = AddressForm { email };
    let (kept, input) = (post::address_kept_as(id), Input::of(&form));
    if let Err(error) = cx
        .service
        .change_address(cx.viewer.admin()?, id, form)
        .await
    {
        let page = with_query(&address::account_address(id), &[("again", "1")]);
        return act::refuse(&cx, &kept, &page, input, error).await;
    }
    act::forget(&cx, &kept).await;
    let flash = Flash::success("address-changed").with("name", &name);
    Reply::current().redirect_with(&cx, address::ADMIN_ACCOUNTS, &flash);
    Ok(())
}
