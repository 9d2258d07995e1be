//! Changing what an account may do.

use crate::error::AppError;
use leptos::prelude::*;

/// Gives an account a role; `before` is the one it had, for taking it back.
///
/// # Errors
/// [`AppError`] for anyone but an administrator, and when the last one would lose the role.
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
    cx.service.set_role(&cx.viewer, account_id, wanted).await?;
    let mut flash = Flash::success("role-changed").with("name", &name).with("role", cx.word("role", wanted.as_str()));
    if before.parse::<Role>().is_ok() && before != role {
        let fields =
            [("account", &*account), ("role", &*before), ("name", &*name), ("before", &*role), ("back", &*back)];
        flash = flash.undo("/act/admin/role", &fields);
    }
    Reply::current().redirect_with(&cx, back, &flash);
    Ok(())
}
