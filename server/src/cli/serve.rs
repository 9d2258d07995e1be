//! `cabildo serve`.

use crate::{
    application::{Application, stop_signal},
    config::{Config, DataArgs, ServeArgs},
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
        let config = Config::settle(data, &self.args)?;
        let application = Application::build(&config).await?;
        println!("Cabildo is at http://{}", application.address()?);
        application.serve(stop_signal()).await?;
        Ok(ExitCode::SUCCESS)
    }
}
