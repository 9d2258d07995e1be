//! The cookie by which accounts recognise a browser in which they logged in. It gives no access: it only makes the
//! owner's password attempts count apart from those of strangers.

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
