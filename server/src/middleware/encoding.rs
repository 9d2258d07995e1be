//! Chooses the compression of an answer (RFC 9110, section 12.5.3), once for pages, the API and assets.
//!
//! tower-http's layer reads weights but not `*`, and assets have compressed files of their own. So this layer reads the
//! request's `Accept-Encoding` and replaces it by the chosen coding.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// A coding of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Brotli,
    Gzip,
    /// Without compression.
    Identity,
}

impl Coding {
    /// The codings in the order of preference: among equal weights, the first wins.
    const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    fn is_called(self, name: &str) -> bool {
        let alias = self == Self::Gzip && name.eq_ignore_ascii_case("x-gzip");
        alias || name.eq_ignore_ascii_case(self.name())
    }
}

/// Replaces the request's `Accept-Encoding` by the chosen coding. Answers 406 when the request excludes every coding,
/// plain text included. A request without the header stays as it is, and its answer is not compressed.
pub async fn choose(mut request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::ACCEPT_ENCODING) {
        let Some(coding) = chosen(request.headers()) else {
            return StatusCode::NOT_ACCEPTABLE.into_response();
        };
        let value = HeaderValue::from_static(coding.name());
        request.headers_mut().insert(header::ACCEPT_ENCODING, value);
    }
    next.run(request).await
}

/// The coding with the largest weight; `None` when each has the weight 0.
fn chosen(headers: &HeaderMap) -> Option<Coding> {
    let mut best = None;
    for coding in Coding::ALL {
        let weight = weight(headers, coding);
        if weight > best.map_or(0, |(weight, _)| weight) {
            best = Some((weight, coding));
        }
    }
    best.map(|(_, coding)| coding)
}

/// A coding's weight in thousandths: its own, else that of `*`. A coding that is not named is not wanted, but plain
/// text may be sent when no named coding can be.
fn weight(headers: &HeaderMap, coding: Coding) -> u16 {
    let mut any = None;
    for (name, weight) in headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(entry)
    {
        if coding.is_called(name) {
            return weight;
        }
        if name == "*" {
            any = Some(weight);
        }
    }
    any.unwrap_or(u16::from(coding == Coding::Identity))
}

/// A coding's name and its weight; `None` for one whose weight cannot be read.
fn entry(text: &str) -> Option<(&str, u16)> {
    let (name, parameter) = match text.split_once(';') {
        Some((name, parameter)) => (name, Some(parameter.trim())),
        None => (text, None),
    };
    let weight = match parameter {
        None => 1_000,
        Some(parameter) => {
            let (key, value) = parameter.split_once('=')?;
            if !key.eq_ignore_ascii_case("q") {
                return None;
            }
            thousandths(value)?
        }
    };
    Some((name.trim(), weight))
}

/// `0.8` as 800: a digit, and at most three more after a point.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if !matches!(whole, "0" | "1") || rest.len() > 3 || !rest.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = format!("{whole}{rest:0<3}").parse().ok()?;
    (number <= 1_000).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(accepts: &[&'static str]) -> Option<&'static str> {
        let values = accepts
            .iter()
            .map(|value| (header::ACCEPT_ENCODING, HeaderValue::from_static(value)));
        chosen(&values.collect()).map(Coding::name)
    }

    #[test]
    fn the_largest_weight_wins_and_zero_excludes() {
        for (accepts, expected) in [
            (vec!["gzip, deflate, br, zstd"], Some("br")),
            (vec!["gzip", "br"], Some("br")),
            (vec!["br;q=0"], Some("identity")),
            (vec!["br;q=0, gzip"], Some("gzip")),
            (vec!["br ; Q=0.000 , x-gzip;q=0.001"], Some("gzip")),
            (vec!["br;q=0.5, gzip;q=0.9"], Some("gzip")),
            (vec!["br;q=0.5, identity"], Some("identity")),
            (vec!["BR"], Some("br")),
            (vec!["*"], Some("br")),
            (vec!["*, br;q=0"], Some("gzip")),
            (vec!["identity;q=0, gzip"], Some("gzip")),
            (vec!["identity;q=0, *;q=0.1"], Some("br")),
            (vec!["gzip, *;q=0"], Some("gzip")),
            (vec!["identity, *;q=0"], Some("identity")),
            (vec![""], Some("identity")),
            (vec!["zstd"], Some("identity")),
            (vec!["br;q=2, brotli, br;level=1"], Some("identity")),
            (vec!["*;q=0"], None),
            (vec!["identity;q=0"], None),
            (vec!["identity;q=0, br;q=0, gzip;q=0.0"], None),
        ] {
            assert_eq!(name_of(&accepts), expected, "{accepts:?}");
        }
    }
}
