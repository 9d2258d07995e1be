//! Changing what an account may do.

use crate::error::AppError;
use leptos::prelude::*;

/// Gives an account a role; `before` is the one it had where that was decided: when it has another one by now, nothing
/// is changed, and it is what the role goes back to.
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
    use crate::{
        act::{self, Reply},
        request::Cx,
        ui::flash::Flash,
    };
    use cabildo_domain::{AccountId, Refusal, Role};
    let cx = Cx::current();
    let back = act::local_path(&back, "/admin/accounts");
    Reply::current().back(&back);
    let account_id: AccountId = account.parse().map_err(|_| Refusal::NotFound)?;
    let wanted: Role = role.parse().map_err(|_| Refusal::Malformed)?;
    let known = before.parse::<Role>().ok();
    if let Err(error) = cx
        .service
        .set_role(&cx.viewer, account_id, wanted, known)
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
        // The list is closed to them from now on, and so is the way back.
        Reply::current().redirect_with(&cx, "/account", &flash);
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
        flash = flash.undo("/act/admin/role", &fields);
    }
    Reply::current().redirect_with(&cx, back, &flash);
    Ok(())
}
