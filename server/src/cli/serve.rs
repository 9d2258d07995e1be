//! `cabildo serve`: starts the application and prints its address.

use super::output::say;
use crate::{
    application::{Application, stop_signal},
    config::{Config, DataArgs, ServeArgs},
    connection::{Limits, raise_descriptors},
};
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    args: ServeArgs,
}

impl Serve {
    pub(super) async fn run(&self, data: &DataArgs) -> anyhow::Result<ExitCode> {
        let mut config = Config::settle(data, &self.args)?;
        config.connections = Limits::for_descriptors(raise_descriptors());
        let application = Application::build(&config).await?;
        // A server runs on even when nobody reads this line.
        let _ = say(format_args!(
            "Cabildo is at http://{}",
            application.address()?
        ));
        application.serve(stop_signal()).await;
        Ok(ExitCode::SUCCESS)
    }
}
