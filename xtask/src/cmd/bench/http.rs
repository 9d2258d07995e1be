//! The part of HTTP that a benchmark needs to load a page once.

use std::io::{Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result};

/// An answer.
pub struct Answer {
    pub status: u16,
    /// As it was sent: compressed where the request allowed it.
    pub body: Vec<u8>,
}

/// Asks for a page on a connection of its own.
pub fn get(host: &str, path: &str, encoding: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(host)?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    let end = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("an answer without an end of headers")?;
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .context("an answer without a status")?;
    let body = &bytes[end + 4..];
    let chunked = head
        .lines()
        .any(|line| line.starts_with("transfer-encoding:") && line.contains("chunked"));
    Ok(Answer {
        status,
        body: if chunked {
            unchunked(body).context("a broken chunk")?
        } else {
            body.to_vec()
        },
    })
}

/// The answer to a form.
pub struct Posted {
    pub status: u16,
    head: String,
}

impl Posted {
    /// A cookie that was set, as a browser sends it back.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let lines = self.head.lines();
        let cookies = lines.filter_map(|line| line.split_once(": "));
        cookies
            .filter(|(header, _)| header.eq_ignore_ascii_case("set-cookie"))
            .map(|(_, cookie)| cookie)
            .find(|cookie| cookie.starts_with(&format!("{name}=")))
            .and_then(|cookie| cookie.split(';').next())
            .map(str::to_owned)
    }
}

/// Posts a form from a page of the same site, from this address.
pub fn post(host: &str, path: &str, cookie: &str, from: &str, form: &str) -> Result<Posted> {
    let mut stream = TcpStream::connect(host)?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n\
         X-Forwarded-For: {from}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        form.len()
    );
    stream.write_all(head.as_bytes())?;
    // A form that is refused early may find nobody reading any more; its answer was sent all the same.
    let _ = stream.write_all(form.as_bytes());
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let head = String::from_utf8_lossy(&bytes);
    let head = head.split("\r\n\r\n").next().unwrap_or_default();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .context("an answer without a status")?;
    Ok(Posted {
        status,
        head: head.to_owned(),
    })
}

/// The body without the sizes of its chunks (RFC 9112, 7.1).
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = rest.windows(2).position(|window| window == b"\r\n")?;
        let size =
            usize::from_str_radix(std::str::from_utf8(&rest[..line]).ok()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        let start = line + 2;
        body.extend_from_slice(rest.get(start..start + size)?);
        rest = rest.get(start + size + 2..)?;
    }
}

/// The addresses in a page that end so, each once.
pub fn links(html: &str, ending: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in html.split(['"', '\'']) {
        if word.starts_with('/')
            && word.ends_with(ending)
            && !found.iter().any(|known| known == word)
        {
            found.push(word.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{links, unchunked};

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(
            unchunked(b"3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n").unwrap(),
            b"abc0123456789"
        );
        assert_eq!(unchunked(b"5\r\nabc"), None);
    }

    #[test]
    fn each_link_is_named_once() {
        let html =
            r#"<link href="/pkg/main.css"><link href='/pkg/main.css'><script src="/pkg/a.js">"#;
        assert_eq!(links(html, ".css"), ["/pkg/main.css"]);
    }
}
