//! The client's address: that of the peer, or the one that a trusted proxy reports.

use axum::http::HeaderMap;
use ipnet::{IpNet, Ipv4Net};
use std::net::{IpAddr, SocketAddr};

/// The client's address. Each proxy appends the peer it saw to `X-Forwarded-For`, so the list is read from its end for as
/// long as the hop before is a trusted proxy. An entry that cannot be read ends the search: what stands before it may be
/// anybody's invention, so the request counts as coming from the last hop that could be read.
pub fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let mut hop = peer.to_canonical();
    for line in headers.get_all("x-forwarded-for").iter().rev() {
        let Ok(line) = line.to_str() else {
            return hop;
        };
        // Empty elements of a list mean nothing (RFC 9110, 5.6.1).
        let entries = line
            .rsplit(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty());
        for entry in entries {
            if !is_in(hop, trusted) {
                return hop;
            }
            match read(entry) {
                Some(address) => hop = address,
                None => return hop,
            }
        }
    }
    hop
}

/// An entry as proxies write it: an address, in brackets, with a port or in quotes.
fn read(entry: &str) -> Option<IpAddr> {
    let entry = match entry.strip_prefix('"') {
        Some(quoted) => quoted.strip_suffix('"')?,
        None => entry,
    };
    let bare = entry
        .strip_prefix('[')
        .and_then(|entry| entry.strip_suffix(']'));
    let address = match bare {
        Some(v6) => v6.parse().ok().filter(IpAddr::is_ipv6)?,
        None => entry
            .parse()
            .or_else(|_| entry.parse().map(|socket: SocketAddr| socket.ip()))
            .ok()?,
    };
    Some(address.to_canonical())
}

/// Whether an address lies in one of the networks. An IPv4 address that came over an IPv6 socket is an IPv4 address, and
/// so is a network written in that form.
pub fn is_in(address: IpAddr, networks: &[IpNet]) -> bool {
    let address = address.to_canonical();
    networks
        .iter()
        .any(|network| canonical(*network).contains(&address))
}

fn canonical(network: IpNet) -> IpNet {
    let IpNet::V6(v6) = network else {
        return network;
    };
    let mapped = v6.addr().to_ipv4_mapped();
    let prefix = v6.prefix_len().checked_sub(96);
    match (mapped, prefix) {
        (Some(address), Some(prefix)) => Ipv4Net::new(address, prefix).map_or(network, IpNet::V4),
        _ => network,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        headers
    }

    fn client_of(peer: &str, lines: &[&str], trusted: &[&str]) -> String {
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers(lines), &trusted).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let lines = ["6.6.6.6, 203.0.113.9, 10.0.0.2"];
        assert_eq!(client_of("10.0.0.1", &lines, &[]), "10.0.0.1");
        assert_eq!(
            client_of("10.0.0.1", &lines, &["10.0.0.0/8"]),
            "203.0.113.9"
        );
        assert_eq!(client_of("8.8.8.8", &lines, &["10.0.0.0/8"]), "8.8.8.8");
        assert_eq!(client_of("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn ports_brackets_and_quotes_are_read() {
        for (entry, expected) in [
            ("198.51.100.4:5678", "198.51.100.4"),
            ("[2001:db8::7]:443", "2001:db8::7"),
            ("[2001:db8::7]", "2001:db8::7"),
            ("2001:db8::7", "2001:db8::7"),
            ("\"[2001:db8::7]:443\"", "2001:db8::7"),
            ("\"198.51.100.4\"", "198.51.100.4"),
            ("::ffff:198.51.100.4", "198.51.100.4"),
            ("[::ffff:198.51.100.4]:80", "198.51.100.4"),
        ] {
            let list = format!("203.0.113.66, {entry}");
            assert_eq!(
                client_of("10.0.0.1", &[&list], &["10.0.0.0/8"]),
                expected,
                "{entry}"
            );
        }
    }

    #[test]
    fn an_entry_that_cannot_be_read_ends_the_search_at_the_hop_that_wrote_it() {
        for entry in [
            "unknown",
            "_hidden",
            "1.2.3",
            "1.2.3.4:",
            "[1.2.3.4]",
            "[::1",
            "\"1.2.3.4",
            "1.2.3.4:99999",
        ] {
            let list = format!("203.0.113.66, {entry}, 10.0.0.2");
            assert_eq!(
                client_of("10.0.0.1", &[&list], &["10.0.0.0/8"]),
                "10.0.0.2",
                "{entry}"
            );
            let last = format!("203.0.113.66, {entry}");
            assert_eq!(
                client_of("10.0.0.1", &[&last], &["10.0.0.0/8"]),
                "10.0.0.1",
                "{entry}"
            );
        }
        let mut bytes = headers(&["203.0.113.66"]);
        let line = HeaderValue::from_bytes(b"203.0.113.9, \xff").unwrap();
        bytes.append("x-forwarded-for", line);
        let proxies = ["10.0.0.0/8".parse().unwrap()];
        let peer: IpAddr = "10.0.0.1".parse().unwrap();
        assert_eq!(client(peer, &bytes, &proxies), peer);
    }

    #[test]
    fn several_lines_are_one_list_and_empty_elements_mean_nothing() {
        let lines = ["203.0.113.66", "198.51.100.4, ,", "10.0.0.3:1, 10.0.0.2"];
        assert_eq!(
            client_of("10.0.0.1", &lines, &["10.0.0.0/8"]),
            "198.51.100.4"
        );
        let proxies_alone = ["10.0.0.4", "10.0.0.3"];
        assert_eq!(
            client_of("10.0.0.1", &proxies_alone, &["10.0.0.0/8"]),
            "10.0.0.4"
        );
    }

    #[test]
    fn an_ipv4_peer_on_an_ipv6_socket_is_an_ipv4_peer() {
        let lines = ["198.51.100.4"];
        for network in ["10.0.0.0/8", "::ffff:10.0.0.0/104"] {
            assert_eq!(
                client_of("::ffff:10.0.0.1", &lines, &[network]),
                "198.51.100.4"
            );
        }
        assert_eq!(
            client_of("::ffff:192.0.2.7", &lines, &["10.0.0.0/8"]),
            "192.0.2.7"
        );
        assert_eq!(
            client_of("::ffff:192.0.2.7", &lines, &["::/0"]),
            "192.0.2.7",
            "an IPv6 network holds no IPv4"
        );
    }
}
