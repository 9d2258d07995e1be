//! `cabildo reindex`: rebuilds the search index, or has a running server do so.

use super::{
    output::{complain, say},
    progress,
};
use crate::{
    config::{Data, DataArgs},
    reindex::{Wish, Wishes},
};
use anyhow::Context;
use cabildo_search::Index;
use cabildo_service::{
    Error, Service,
    search::{Follower, Progress},
};
use indicatif::ProgressBar;
use std::{process::ExitCode, time::Duration};
use tokio::time::sleep;

/// How often the server's progress is read.
const GLANCE: Duration = Duration::from_millis(200);
/// After so many reads without any change the server may be gone.
const PATIENCE: u32 = 25;

pub(super) async fn run(args: &DataArgs) -> anyhow::Result<ExitCode> {
    let data = Data::settle(args)?;
    let service = super::existing(args).await?;
    service.attach_index(
        Index::open(&data.folder.join("search")).context("cannot open the search index")?,
    );
    let bar = progress::bar(0, "Reading everything again");
    let wishes = Wishes::of(&data.folder);
    let code = match service.follower().await {
        Ok(follower) => alone(follower, &wishes, &bar).await?,
        Err(Error::Index(cabildo_search::Error::Busy)) => {
            by_the_server(&service, &wishes, &bar).await?
        }
        Err(error) => return Err(error.into()),
    };
    service.store().close().await;
    Ok(code)
}

/// No server runs on this folder: fills the index itself.
async fn alone(
    mut follower: Follower,
    wishes: &Wishes,
    bar: &ProgressBar,
) -> anyhow::Result<ExitCode> {
    follower
        .rebuild(&mut |progress| show(bar, progress))
        .await?;
    wishes.forget();
    bar.finish_and_clear();
    say("The search index is new.")?;
    Ok(ExitCode::SUCCESS)
}

/// A server has the index: asks it, and watches.
async fn by_the_server(
    service: &Service,
    wishes: &Wishes,
    bar: &ProgressBar,
) -> anyhow::Result<ExitCode> {
    wishes
        .say(Wish::Asked)
        .context("cannot write into the data folder")?;
    bar.println("A server runs on this folder: it rebuilds its index while it serves.");
    let (mut last, mut quiet) = (Some(Wish::Asked), 0);
    loop {
        sleep(GLANCE).await;
        let now = wishes.current();
        quiet = if now == last { quiet + 1 } else { 0 };
        last = now;
        match now {
            Some(Wish::Running { done, total }) => show(bar, Progress { done, total }),
            Some(Wish::Asked) => {}
            Some(Wish::Done) | None => break,
            Some(Wish::Failed) => {
                bar.finish_and_clear();
                complain(
                    "The server could not rebuild its index; its log says why. Searches see the old one.",
                );
                return Ok(ExitCode::from(1));
            }
        }
        if quiet >= PATIENCE {
            quiet = 0;
            // The server has ended, and the work with it.
            if let Ok(follower) = service.follower().await {
                return alone(follower, wishes, bar).await;
            }
        }
    }
    wishes.forget();
    bar.finish_and_clear();
    say("The search index is new.")?;
    Ok(ExitCode::SUCCESS)
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_length(progress.total.max(progress.done).unsigned_abs());
    bar.set_position(progress.done.unsigned_abs());
}
