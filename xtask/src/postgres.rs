//! A throwaway PostgreSQL cluster for the tests: made in a temporary folder, gone when dropped.
//!
//! PostgreSQL refuses to run as root, so root runs it as `postgres` (or `nobody`). It listens on a free port of the
//! loopback alone, with a password drawn for this run, and keeps its default durability.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::tools;

/// The prefix of the temporary folders' names; the rest is the process that owns the cluster.
const PREFIX: &str = "cabildo-postgres-";
const SUPERUSER: &str = "cabildo";

/// A running cluster.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    run_as: Option<Account>,
    url: String,
}

/// The user who runs the server when we are root.
struct Account {
    name: &'static str,
    uid: u32,
    gid: u32,
}

/// The folder of `initdb` and `pg_ctl`: the newest version that Debian's layout has, or `PATH`, or `pg_config`.
pub fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten();
    let newest = versions
        .map(|version| version.path().join("bin"))
        .filter(|folder| folder.join("initdb").is_file())
        .max_by_key(|folder| version_of(folder));
    newest
        .or_else(|| {
            tools::find_program(&["initdb"]).and_then(|initdb| initdb.parent().map(Path::to_owned))
        })
        .or_else(|| {
            tools::capture(tools::command("pg_config").arg("--bindir"))
                .ok()
                .map(|dir| dir.trim().into())
        })
        .filter(|folder| folder.join("initdb").is_file())
}

fn version_of(folder: &Path) -> u32 {
    let name = folder
        .parent()
        .and_then(Path::file_name)
        .unwrap_or_default();
    name.to_string_lossy().parse().unwrap_or(0)
}

impl Cluster {
    /// Makes and starts a cluster. Also removes those of earlier runs that were killed before they could.
    pub fn start() -> Result<Self> {
        tools::step("starting a throwaway PostgreSQL");
        let programs =
            programs().context("PostgreSQL's programs (initdb, pg_ctl) are not installed")?;
        remove_orphans(&programs);
        let run_as = if tools::is_root() {
            Some(Account::unprivileged()?)
        } else {
            None
        };
        let folder = std::env::temp_dir().join(format!("{PREFIX}{}", std::process::id()));
        fs::create_dir(&folder)?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let password = random_hex(16)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let url = format!("postgres://{SUPERUSER}:{password}@127.0.0.1:{port}/postgres");
        let cluster = Self {
            programs,
            folder,
            run_as,
            url,
        };
        cluster.initialise(&password)?;
        cluster.launch(port)?;
        Ok(cluster)
    }

    /// The superuser's address, from which each test makes a database of its own.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The client program, for those who make databases without a driver.
    pub fn psql(&self) -> PathBuf {
        self.programs.join("psql")
    }

    fn initialise(&self, password: &str) -> Result<()> {
        let password_file = self.folder.join("password");
        fs::write(&password_file, password)?;
        if let Some(account) = &self.run_as {
            chown(&self.folder, Some(account.uid), Some(account.gid))?;
            chown(&password_file, Some(account.uid), Some(account.gid))?;
        }
        let mut initdb = self.command("initdb");
        initdb.args([
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--auth=password",
            "--username",
            SUPERUSER,
        ]);
        initdb
            .arg("--pwfile")
            .arg(&password_file)
            .arg("-D")
            .arg(self.folder.join("data"));
        tools::capture(&mut initdb).map(drop)
    }

    fn launch(&self, port: u16) -> Result<()> {
        let options = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c max_connections=300 -c unix_socket_directories={}",
            self.folder.display()
        );
        let mut pg_ctl = self.command("pg_ctl");
        pg_ctl
            .arg("-D")
            .arg(self.folder.join("data"))
            .arg("-l")
            .arg(self.folder.join("log"));
        // Not captured: the server would inherit the pipe and we would wait for its end.
        let started = tools::succeeds(pg_ctl.args(["-w", "-o", &options, "start"]));
        if !started {
            let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            anyhow::bail!("PostgreSQL did not start:\n{log}");
        }
        Ok(())
    }

    fn command(&self, program: &str) -> Command {
        as_account(
            self.run_as.as_ref().map(|account| account.name),
            &self.programs.join(program),
            &self.folder,
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop_and_remove(self.command("pg_ctl"), &self.folder);
    }
}

impl Account {
    fn unprivileged() -> Result<Self> {
        let id = |flag: &str, name: &str| -> Option<u32> {
            tools::capture(tools::command("id").args([flag, name]))
                .ok()?
                .trim()
                .parse()
                .ok()
        };
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| Some(Self { name, uid: id("-u", name)?, gid: id("-g", name)? }))
            .context("PostgreSQL does not run as root, and there is neither a user postgres nor nobody to run it")
    }
}

/// A command run by someone else: `setpriv` where it is (util-linux), else `runuser`.
fn as_account(account: Option<&str>, program: &Path, folder: &Path) -> Command {
    let mut command = match account {
        None => tools::command(program),
        Some(name) if tools::find_program(&["setpriv"]).is_some() => {
            let mut setpriv = tools::command("setpriv");
            setpriv
                .args([
                    "--reuid",
                    name,
                    "--regid",
                    &group_of(name),
                    "--clear-groups",
                    "--",
                ])
                .arg(program);
            setpriv
        }
        Some(name) => {
            let mut runuser = tools::command("runuser");
            runuser.args(["-u", name, "--"]).arg(program);
            runuser
        }
    };
    command.current_dir(folder);
    command
}

fn group_of(account: &str) -> String {
    tools::capture(tools::command("id").args(["-g", account]))
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn stop_and_remove(mut pg_ctl: Command, folder: &Path) {
    let data = folder.join("data");
    if data.join("postmaster.pid").exists()
        && !tools::succeeds(
            pg_ctl
                .arg("-D")
                .arg(data)
                .args(["-m", "immediate", "-w", "stop"]),
        )
    {
        tools::step(format!(
            "PostgreSQL in {} could not be stopped",
            folder.display()
        ));
    }
    if let Err(error) = fs::remove_dir_all(folder) {
        tools::step(format!(
            "{} could not be removed: {error}",
            folder.display()
        ));
    }
}

/// Clusters whose xtask was killed: their folders name a process that is gone.
fn remove_orphans(programs: &Path) {
    for entry in fs::read_dir(std::env::temp_dir())
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(owner) = name
            .strip_prefix(PREFIX)
            .and_then(|owner| owner.parse::<u32>().ok())
        else {
            continue;
        };
        if Path::new(&format!("/proc/{owner}")).exists() || !Path::new("/proc/self").exists() {
            continue;
        }
        let folder = entry.path();
        let Ok(metadata) = entry.metadata() else {
            continue;
        };
        let run_as =
            tools::capture(tools::command("id").args(["-nu", &metadata.uid().to_string()]));
        let run_as = run_as
            .ok()
            .filter(|_| tools::is_root())
            .map(|name| name.trim().to_owned());
        tools::step(format!(
            "removing what an earlier run left: {}",
            folder.display()
        ));
        stop_and_remove(
            as_account(run_as.as_deref(), &programs.join("pg_ctl"), &folder),
            &folder,
        );
    }
}

fn random_hex(bytes: usize) -> Result<String> {
    use std::io::Read;
    let mut random = vec![0; bytes];
    fs::File::open("/dev/urandom")?.read_exact(&mut random)?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}
