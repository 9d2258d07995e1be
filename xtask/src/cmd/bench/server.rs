//! Starts and stops the servers that the benchmark measures (`cabildo serve` and the bare handler), each on a free port
//! of this machine, and reads how much memory and processor time they use.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::http;
use crate::tools;

/// How long a server may take until it is ready, its first index included.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server that runs; killed when dropped.
pub struct Server {
    child: Child,
    host: String,
}

/// Megabytes in memory.
pub struct Memory {
    pub resident: f64,
    pub most: f64,
}

impl Server {
    /// Starts the program on a data folder; returns how long it took until it was ready.
    pub fn start(program: &Path, data: &Path) -> Result<(Self, Duration)> {
        let host = free_host()?;
        let mut command = tools::command(program);
        command
            .args(["serve", "--listen", &host, "--data"])
            .arg(data)
            .env("RUST_LOG", "warn");
        Self::spawn(command, host, "/readyz")
    }

    /// Starts the program behind a proxy on this machine, so that requests may come from any address.
    pub fn start_behind_proxy(program: &Path, data: &Path) -> Result<(Self, Duration)> {
        let host = free_host()?;
        let mut command = tools::command(program);
        command
            .args(["serve", "--listen", &host])
            .args(["--trusted-proxies", "127.0.0.1/32", "--data"])
            .arg(data)
            .env("RUST_LOG", "error");
        Self::spawn(command, host, "/readyz")
    }

    /// Starts the bare handler.
    pub fn bare(helper: &Path, file: &Path) -> Result<Self> {
        let host = free_host()?;
        let mut command = tools::command(helper);
        command
            .args(["bare", "--listen", &host, "--file"])
            .arg(file);
        Ok(Self::spawn(command, host, "/")?.0)
    }

    fn spawn(mut command: Command, host: String, path: &str) -> Result<(Self, Duration)> {
        let began = Instant::now();
        let child = command
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start the server")?;
        let mut server = Self { child, host };
        loop {
            if http::get(&server.host, path, "identity").is_ok_and(|answer| answer.status == 200) {
                return Ok((server, began.elapsed()));
            }
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended before it was ready ({status})");
            }
            ensure!(
                began.elapsed() < PATIENCE,
                "the server was not ready after {} s",
                PATIENCE.as_secs()
            );
            sleep(Duration::from_millis(5));
        }
    }

    /// Where it listens.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// How much memory it has.
    pub fn memory(&self) -> Result<Memory> {
        memory_of(self.child.id())
    }

    /// Seconds of processor time that it has taken, in hundredths (proc(5): the kernel counts in ticks of 10 ms).
    pub fn processor_time(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // After the name, which may hold spaces: the state is the third field, the times are the 14th and 15th.
        let fields = stat.rsplit_once(')').context("no such line in stat")?.1;
        let mut times = fields.split_whitespace().skip(11);
        let mut ticks = || -> Result<f64> {
            let field = times.next().context("no such field in stat")?;
            Ok(field.parse::<f64>()?)
        };
        Ok((ticks()? + ticks()?) / 100.0)
    }

    /// Waits until the server has finished the work that follows a start, that is, until it uses hardly any processor
    /// time without requests.
    pub fn until_at_rest(&self) -> Result<()> {
        let began = Instant::now();
        let mut before = self.processor_time()?;
        loop {
            sleep(Duration::from_secs(1));
            let now = self.processor_time()?;
            if now - before < 0.05 {
                return Ok(());
            }
            before = now;
            ensure!(
                began.elapsed() < PATIENCE,
                "the server does not come to rest"
            );
        }
    }

    /// Asks it to end and waits until it has.
    pub fn stop(mut self) -> Result<()> {
        tools::run(tools::command("kill").args(["-TERM", &self.child.id().to_string()]))?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// How much memory a process has.
pub fn memory_of(process: u32) -> Result<Memory> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let field = |name: &str| -> Result<f64> {
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix(name))
            .context("no such line in status")?;
        let kib: f64 = line
            .trim_start_matches(':')
            .trim()
            .trim_end_matches(" kB")
            .trim()
            .parse()?;
        Ok(kib * 1024.0 / 1e6)
    };
    Ok(Memory {
        resident: field("VmRSS")?,
        most: field("VmHWM")?,
    })
}

fn free_host() -> Result<String> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string())
}
