//! The format of values in addresses and answers: an instant is RFC 3339 text, and an unreadable parameter is named in
//! a problem instead of being ignored.

use super::{ApiResult, Problem};
use cabildo_domain::Timestamp;
use std::str::FromStr;

/// An instant as RFC 3339, in UTC.
pub fn instant(at: Timestamp) -> String {
    let at = at.clamp(Timestamp::MIN, Timestamp::MAX);
    jiff::Timestamp::from_millisecond(at.0)
        .unwrap_or_default()
        .to_string()
}

/// The parameter's value, if it was given any.
///
/// # Errors
/// A [`Problem`] that names it, when the value is not one of its kind.
pub fn parameter<T: FromStr>(name: &'static str, given: &str) -> ApiResult<Option<T>> {
    if given.is_empty() {
        return Ok(None);
    }
    given
        .parse()
        .map(Some)
        .map_err(|_| Problem::parameter(name))
}
