//! The caller of a request: a signed-in person, or a browser with the pass of an invitation in a cookie.

use crate::{act::cookie, request::Cx};
use cabildo_domain::consultation::Slug;
use cabildo_service::opinion::Caller;

/// The prefix of the names of the cookies with a pass; the consultation's address follows.
pub const PASS_COOKIE: &str = "cabildo_pass_";
/// How long a browser keeps a pass: as long as a long consultation.
const PASS_SECONDS: i64 = 365 * 86_400;

/// The caller of this request in this consultation.
pub fn of<'a>(cx: &'a Cx, slug: &Slug) -> Caller<'a> {
    let pass = cx.passes.get(slug.as_str()).map(String::as_str);
    Caller {
        viewer: &cx.viewer,
        pass,
        address: cx.origin.address,
    }
}

/// The cookie that keeps a pass.
pub fn pass_cookie(cx: &Cx, slug: &Slug, pass: &str) -> String {
    cookie(
        &format!("{PASS_COOKIE}{slug}"),
        pass,
        PASS_SECONDS,
        cx.site.is_secure(),
    )
}

/// The cookie that makes a browser forget a pass.
pub fn forget_cookie(cx: &Cx, slug: &Slug) -> String {
    cookie(&format!("{PASS_COOKIE}{slug}"), "", 0, cx.site.is_secure())
}
