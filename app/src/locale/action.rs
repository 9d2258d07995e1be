//! Choosing a language.

use crate::{
    act::{self, LOCALE_COOKIE, Reply},
    error::AppError,
    request::Cx,
};
use cabildo_domain::Locale;
use leptos::prelude::*;

/// Changes the language of the interface, and returns to the page `back`.
///
/// # Errors
/// [`AppError`] when the account cannot be written.
#[server(prefix = "/act", endpoint = "locale")]
pub async fn choose_locale(
    locale: String,
    #[server(default)] back: String,
) -> Result<(), AppError> {
    let cx = Cx::current();
    if let Some(locale) = Locale::from_tag(&locale) {
        if let Ok(resident) = cx.viewer.resident() {
            cx.service
                .accounts()
                .change_locale(resident, locale)
                .await?;
        }
        Reply::current().set_cookie(act::cookie(
            LOCALE_COOKIE,
            locale.tag(),
            31_536_000,
            cx.site.is_secure(),
        ));
    }
    Reply::current().redirect(act::local_path(&back, "/"));
    Ok(())
}
