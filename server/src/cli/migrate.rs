//! `cabildo migrate`.

use crate::config::{Data, DataArgs};
use cabildo_store::Store;
use std::process::ExitCode;

pub(super) async fn run(args: &DataArgs) -> anyhow::Result<ExitCode> {
    let data = Data::settle(args)?;
    let store = Store::connect(&data.database).await?;
    store.migrate().await?;
    store.close().await;
    println!("The database {:?} is up to date.", data.database);
    Ok(ExitCode::SUCCESS)
}
