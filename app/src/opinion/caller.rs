//! Who takes part: somebody signed in, or a browser that keeps the pass of an invitation in a cookie.

use crate::{act::cookie, request::Cx};
use cabildo_domain::consultation::Slug;
use cabildo_service::opinion::Caller;

/// What the names of the cookies with a pass begin with; the consultation's address follows.
pub const PASS_COOKIE: &str = "cabildo_pass_";
/// How long a browser keeps a pass: as long as a long consultation.
const PASS_SECONDS: i64 = 365 * 86_400;

/// Who takes part in this consultation with this request.
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
