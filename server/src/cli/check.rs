//! `cabildo check`: looks for damage in the database, its counters and the search index, and changes nothing.

use super::output::say;
use crate::config::{Data, DataArgs};
use cabildo_domain::{Clock, address::ADMIN_ACCOUNTS, proposal::Status, time::Span};
use cabildo_search::Index;
use cabildo_service::clock::SystemClock;
use cabildo_store::{Database, Store, address, error::Trouble, event, recount, response};
use std::process::ExitCode;

/// The checks that were made, and their results.
struct Report {
    wrong: bool,
}

impl Report {
    fn note(&mut self, what: &str, found: Result<String, String>) -> anyhow::Result<()> {
        match found {
            Ok(text) => say(format_args!("ok     {what}: {text}")),
            Err(text) => {
                self.wrong = true;
                say(format_args!("WRONG  {what}: {text}"))
            }
        }
    }
}

pub(super) async fn run(args: &DataArgs) -> anyhow::Result<ExitCode> {
    let data = Data::settle(args)?;
    super::require(&data.database)?;
    let store = Store::connect(&data.database).await?;
    let mut report = Report { wrong: false };
    let pending = store.pending_migrations().await?;
    let schema = if pending == 0 {
        Ok("up to date".to_owned())
    } else {
        Err(format!("{pending} migrations to run"))
    };
    let migrated = schema.is_ok();
    report.note("schema", schema)?;
    let damage = store.damage().await?;
    report.note(
        "database",
        if damage.is_empty() {
            Ok("sound".to_owned())
        } else {
            Err(damage.join("; "))
        },
    )?;
    if migrated {
        report.note("writing", writing(&store, &data.database).await)?;
        let differences = recount::differences(&mut store.read().await?).await?;
        let counters = if differences.is_empty() {
            Ok("every counter agrees with its rows".to_owned())
        } else {
            Err(format!(
                "{} counters differ from their rows; `cabildo recount --fix` sets them right",
                differences.len()
            ))
        };
        report.note("counters", counters)?;
        report.note("responses", responses(&store).await?)?;
        report.note("checks", checks(&store).await?)?;
        report.note("addresses", addresses(&store).await?)?;
        let head = event::head(&mut store.read().await?).await?;
        report.note("event log", Ok(format!("{head} events")))?;
        report.note("search index", index(&data, head))?;
    }
    store.close().await;
    Ok(if report.wrong {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

/// The most collisions that are counted; more are reported as "at least".
const MOST_COLLISIONS: i64 = 1_000;

/// Two older accounts may have the same address: an administrator decides, on the page of accounts.
async fn addresses(store: &Store) -> anyhow::Result<Result<String, String>> {
    let mut tx = store.read().await?;
    if address::is_unsettled(&mut tx).await? {
        return Ok(Err(
            "not all compared yet; the next start of the server or `cabildo migrate` does it"
                .to_owned(),
        ));
    }
    let collisions = address::collisions(&mut tx, MOST_COLLISIONS).await?;
    if collisions.is_empty() {
        return Ok(Ok("each belongs to one account".to_owned()));
    }
    let lines = collisions.iter().map(|(owner, other)| {
        format!(
            "\n       {} has the address of {} and logs in by exactly this spelling",
            other.email.as_str(),
            owner.email.as_str()
        )
    });
    Ok(Err(format!(
        "{} accounts have an address of another; decide at {}{}",
        collisions.len(),
        ADMIN_ACCOUNTS,
        lines.collect::<String>()
    )))
}

/// With less than this left, the disk counts as full: a write that reuses a page of the write-ahead log succeeds, while
/// people's writes fail.
const LEAST_FREE: u64 = 1_000_000;

/// The free space on the disk of a database in a file, for users other than root.
fn free_bytes(database: &Database) -> Option<u64> {
    let Database::Sqlite(file) = database else {
        return None;
    };
    let disk = rustix::fs::statvfs(file).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// A sound database may still take no writes, for instance because its disk is full.
async fn writing(store: &Store, database: &Database) -> Result<String, String> {
    if let Some(free) = free_bytes(database)
        && free < LEAST_FREE
    {
        return Err(format!(
            "the database soon takes no writes (disk_full): {} kB are left on its disk",
            free / 1_000
        ));
    }
    match store.takes_writes().await {
        Ok(()) => Ok("the database takes a write".to_owned()),
        Err(Trouble::Busy) => Ok("others write just now; this one waited in vain".to_owned()),
        Err(trouble) => Err(format!("the database takes no writes ({trouble})")),
    }
}

/// Every rung that a proposal has reached must have made the city owe its response.
async fn responses(store: &Store) -> anyhow::Result<Result<String, String>> {
    let missing = response::standing(&mut store.read().await?, None, &Status::TAKING_SUPPORT)
        .await?
        .len();
    Ok(match missing {
        0 => Ok("every threshold that was reached owes its response".to_owned()),
        missing => Err(format!(
            "{missing} thresholds were reached and owe nothing; `cabildo recount --fix` mends it"
        )),
    })
}

/// A check of a threshold ends by itself, and the running server logs that within a minute.
async fn checks(store: &Store) -> anyhow::Result<Result<String, String>> {
    let before = SystemClock.now() - Span::hours(1);
    let overdue = response::check::over(&mut store.read().await?, before, i64::MAX)
        .await?
        .len();
    Ok(match overdue {
        0 => Ok("no check of a threshold is overdue".to_owned()),
        overdue => Err(format!(
            "{overdue} checks of thresholds are over and not logged; the running server or `cabildo recount --fix` \
             does it"
        )),
    })
}

/// The index may be behind the log, which the next start of the server makes up for; it must never be ahead of the log.
fn index(data: &Data, head: i64) -> Result<String, String> {
    let folder = data.folder.join("search");
    if !folder.exists() {
        return Ok("not made yet; the server makes it when it starts".to_owned());
    }
    let applied = match Index::open(&folder) {
        Ok(index) => index.applied(),
        Err(error) => {
            return Err(format!(
                "cannot be opened ({error}); `cabildo reindex` makes it anew"
            ));
        }
    };
    match head - applied {
        0 => Ok("has caught up with the log".to_owned()),
        behind if behind > 0 => Ok(format!(
            "{behind} events behind the log; the server catches up when it runs"
        )),
        ahead => Err(format!(
            "{} events ahead of the log: of another database; `cabildo reindex`",
            -ahead
        )),
    }
}
