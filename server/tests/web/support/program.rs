//! The program itself, started, asked over HTTP, and killed.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The program on this data, with nothing it is to do yet.
pub fn command(folder: &Path, database: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_cabildo"));
    program
        .args(["--data".as_ref(), folder.as_os_str()])
        .args(["--database", database]);
    program
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    program
}

/// The program at work; dies with the test.
pub struct Running(Child);

impl Running {
    /// Starts it, and says where it listens.
    pub fn start(folder: &Path, database: &str) -> (Self, SocketAddr) {
        Self::started(command(folder, database))
    }

    /// The same for a command that was prepared in another way.
    pub fn started(mut command: Command) -> (Self, SocketAddr) {
        let mut child = command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        let program = Self(child);
        let said = BufReader::new(out).lines().map(Result::unwrap);
        let address = said
            .into_iter()
            .find_map(|line| line.split_once("http://")?.1.trim().parse().ok());
        (program, address.expect("it says where it listens"))
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One request; `None` when the program died before the whole answer came.
pub async fn ask(
    address: SocketAddr,
    method: &str,
    path: &str,
    cookie: &str,
    body: &str,
) -> Option<String> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nCookie: {cookie}\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8(answer).ok()?;
    answer.contains("\r\n\r\n").then_some(answer)
}

/// Waits until the program takes requests and its index knows everything.
pub async fn ready(address: SocketAddr) {
    while !ask(address, "GET", "/readyz", "", "")
        .await
        .is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
    {
        tokio::task::yield_now().await;
    }
}

/// Whether the program finds that no counter differs from its rows.
pub fn recount_is_clean(folder: &Path, database: &str) -> bool {
    command(folder, database)
        .arg("recount")
        .stdout(Stdio::inherit())
        .status()
        .unwrap()
        .success()
}
