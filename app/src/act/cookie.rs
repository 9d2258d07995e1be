//! Cookies: their names, how they are set, and which cookies of a request are believed.
//!
//! When TLS is used every name begins with `__Host-`: a browser accepts such a cookie only from this host, over TLS,
//! for all of its paths, so neither a neighbouring subdomain nor an attacker on the network can plant one. To add a
//! cookie: a constant here, [`cookie()`] to set it and [`Jar::get`] to read it; a value that is not a secret of its own
//! must also be sealed (`Service::seal`).

use ::cookie::{Cookie, SameSite, time::Duration};
use axum::http::{HeaderMap, header};
use std::{borrow::Cow, collections::HashMap};

/// The cookie that carries a [`Flash`](crate::flash::Flash) across a redirect.
pub const FLASH_COOKIE: &str = "cabildo_flash";
/// The cookie with the secret under which this browser's refused forms are kept.
pub const FORM_COOKIE: &str = "cabildo_form";
/// The cookie with the chosen language.
pub const LOCALE_COOKIE: &str = "cabildo_locale";
/// The prefix of a cookie's name that only this host can set (RFC 6265bis, 4.1.3.2).
const HOST: &str = "__Host-";

/// The name of the session's cookie: with `__Host-` when TLS is used.
pub const fn session_cookie(secure: bool) -> &'static str {
    if secure {
        "__Host-cabildo"
    } else {
        "cabildo_session"
    }
}

/// A cookie's name as browsers know it.
fn full_name(name: &str, secure: bool) -> Cow<'_, str> {
    if secure && !name.starts_with(HOST) {
        format!("{HOST}{name}").into()
    } else {
        name.into()
    }
}

/// A `Set-Cookie` value; `seconds` 0 deletes.
pub fn cookie(name: &str, value: &str, seconds: i64, secure: bool) -> String {
    Cookie::build((full_name(name, secure), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::seconds(seconds))
        .secure(secure)
        .build()
        .to_string()
}

/// The cookies of a request. When TLS is used, only those of this host alone: others may be planted.
#[derive(Clone, Debug, Default)]
pub struct Jar {
    cookies: HashMap<String, String>,
    secure: bool,
}

impl Jar {
    /// The cookies of these headers.
    pub fn of(headers: &HeaderMap, secure: bool) -> Self {
        let cookies = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(Cookie::split_parse)
            .filter_map(Result::ok)
            .filter(|cookie| !secure || cookie.name().starts_with(HOST))
            .map(|cookie| (cookie.name().to_owned(), cookie.value().to_owned()))
            .collect();
        Self { cookies, secure }
    }

    /// The value of the cookie with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let name = full_name(name, self.secure);
        self.cookies.get(&*name).map(String::as_str)
    }

    /// The cookies whose names begin so: the rest of each name, and its value.
    pub fn beginning(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        let head = full_name(name, self.secure).into_owned();
        self.cookies
            .iter()
            .filter_map(move |(name, value)| Some((name.strip_prefix(&*head)?, value.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jar(line: &str, secure: bool) -> Jar {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, line.parse().unwrap());
        Jar::of(&headers, secure)
    }

    #[test]
    fn with_tls_a_cookie_is_of_this_host_alone() {
        assert_eq!(
            cookie(FLASH_COOKIE, "x", 60, true),
            "__Host-cabildo_flash=x; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=60"
        );
        assert_eq!(
            cookie(session_cookie(true), "x", 0, true),
            "__Host-cabildo=x; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0"
        );
        assert!(cookie(FLASH_COOKIE, "x", 60, false).starts_with("cabildo_flash=x; HttpOnly"));
    }

    #[test]
    fn with_tls_no_other_cookie_is_read() {
        let line = "cabildo_locale=es; __Host-cabildo_locale=en; __Host-cabildo_pass_a=1; cabildo_pass_b=2; broken; =x";
        let secure = jar(line, true);
        assert_eq!(secure.get(LOCALE_COOKIE), Some("en"));
        assert_eq!(
            secure.beginning("cabildo_pass_").collect::<Vec<_>>(),
            [("a", "1")]
        );
        let plain = jar(line, false);
        assert_eq!(plain.get(LOCALE_COOKIE), Some("es"));
        assert_eq!(
            plain.beginning("cabildo_pass_").collect::<Vec<_>>(),
            [("b", "2")]
        );
    }
}
