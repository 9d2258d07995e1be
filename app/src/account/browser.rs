//! The cookie by which a browser is known to the accounts that logged in with it. It opens nothing: it only counts its
//! owner's tries of passwords apart from those of strangers.

use crate::{act, request::Cx};
use cabildo_service::{known_place::KEPT, session::SignedIn};

/// The cookie's name: `__Host-` wherever TLS is spoken.
pub const fn browser_cookie(secure: bool) -> &'static str {
    if secure {
        "__Host-cabildo-browser"
    } else {
        "cabildo_browser"
    }
}

/// The `Set-Cookie` value after a log-in.
pub(super) fn kept(cx: &Cx, signed_in: &SignedIn) -> String {
    let secure = cx.site.is_secure();
    act::cookie(
        browser_cookie(secure),
        signed_in.browser.expose(),
        KEPT.as_seconds(),
        secure,
    )
}
