//! Local paths: the places to which a browser may ask to be sent.

use cabildo_domain::address;

/// The prefix of the addresses of server functions.
const ACT: &str = "/act/";

/// A local path to which somebody asked to be sent, or `fallback` when it is not one of ours. Browsers drop tabs and
/// line breaks from an address, so `/<tab>/elsewhere.example` would be another site: a path with a control character is
/// refused.
pub fn local_path(wanted: &str, fallback: &str) -> String {
    let is_local = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.starts_with(ACT)
        && !wanted.contains(|char: char| char == '\\' || char.is_control())
        && wanted.len() < 2_000
        && wanted.is_ascii();
    if is_local {
        wanted.to_owned()
    } else {
        fallback.to_owned()
    }
}

/// The page after signing in: the page the person came from, but never the log-in or the sign-up.
pub fn onward(back: &str) -> String {
    let path = local_path(back, address::HOME);
    let is_door = [address::LOG_IN, address::SIGN_UP]
        .iter()
        .any(|door| path.starts_with(door));
    if is_door {
        address::HOME.to_owned()
    } else {
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_paths_are_returned_to() {
        for (wanted, expected) in [
            ("/c/x?sort=newest", "/c/x?sort=newest"),
            ("//evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/act/log-out", "/"),
            ("", "/"),
            ("/a\r\nSet-Cookie: x", "/"),
            ("/\t/evil.example", "/"),
            ("/\n/evil.example", "/"),
            ("\t//evil.example", "/"),
            ("/c/x\t", "/"),
            ("/%09/not-dropped", "/%09/not-dropped"),
        ] {
            assert_eq!(local_path(wanted, "/"), expected, "{wanted:?}");
        }
    }

    #[test]
    fn no_control_character_is_part_of_a_path_of_ours() {
        for control in (0..=0x1f).chain([0x7f]).map(char::from) {
            assert_eq!(
                local_path(&format!("/{control}/evil.example"), "/"),
                "/",
                "{control:?}"
            );
        }
    }
}
