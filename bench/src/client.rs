//! A minimal HTTP client: each request on a connection of its own.

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The body of a page that must answer with 200.
pub(super) async fn get(host: &str, path: &str) -> anyhow::Result<Vec<u8>> {
    let request = format!("GET {path} HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    let mut answer = send(host, &request).await?;
    ensure!(status(&answer)? == 200, "{path} did not answer with 200");
    let head = answer
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .context("an answer without an end of its head")?;
    Ok(answer.split_off(head + 4))
}

/// Posts a form as the person of a session; the status of the answer.
pub(super) async fn post(host: &str, path: &str, token: &str, form: &str) -> anyhow::Result<u16> {
    let request = format!(
        "POST {path} HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\nCookie: cabildo_session={token}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    status(&send(host, &request).await?)
}

async fn send(host: &str, request: &str) -> anyhow::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(host)
        .await
        .with_context(|| format!("cannot connect to {host}"))?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::with_capacity(64 * 1024);
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

fn status(answer: &[u8]) -> anyhow::Result<u16> {
    let line = String::from_utf8_lossy(answer.get(..12).unwrap_or_default());
    line.split(' ')
        .nth(1)
        .and_then(|code| code.parse().ok())
        .with_context(|| format!("an answer that begins with {line:?}"))
}
