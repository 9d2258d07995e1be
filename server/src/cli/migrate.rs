//! `cabildo migrate`: brings the database up to this version without serving.

use super::output::say;
use crate::config::{Data, DataArgs};
use std::process::ExitCode;

pub(super) async fn run(args: &DataArgs) -> anyhow::Result<ExitCode> {
    let data = Data::settle(args)?;
    // Opening a service brings the database up to date, its accounts too.
    super::service(args).await?.store().close().await;
    say(format_args!(
        "The database {:?} is up to date.",
        data.database
    ))?;
    Ok(ExitCode::SUCCESS)
}
