//! The pages of accounts: `/sign-up` and `/log-in`, and one's own account (`/account` and below).
//!
//! A refused form is only filled in again when the redirect says so (`?again=`), so that an old mistake is not shown
//! for a day.

mod asked;
pub(crate) mod door;
mod erase;
mod own;

pub use asked::ask_to_sign_in;

use crate::{request::Cx, ui::field::FormState};
use axum::{Router, routing::get};
use cabildo_domain::address;
use serde::Deserialize;

/// The pages of this feature.
pub fn routes() -> Router {
    Router::new()
        .route(address::SIGN_UP, get(door::sign_up))
        .route(address::LOG_IN, get(door::log_in))
        .route(address::ACCOUNT, get(own::show))
        .route(address::ACCOUNT_DATA, get(own::download))
        .route(address::ACCOUNT_ERASE, get(erase::show))
}

/// The queries of these pages.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Again {
    /// The form that was refused just now.
    again: String,
    /// Where to go afterwards.
    back: String,
    /// Not empty when sign-up found that the address already has an account.
    known: String,
}

/// The input of `form`, when it was refused just now.
async fn refused(cx: &Cx, form: &str, again: bool) -> Result<FormState, cabildo_service::Error> {
    Ok(if again {
        cx.kept(form).await?.into()
    } else {
        FormState::default()
    })
}
