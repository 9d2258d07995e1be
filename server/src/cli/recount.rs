//! `cabildo recount`: counts every counter again from its rows, and with `--fix` corrects the wrong ones.

use super::output::say;
use crate::config::DataArgs;
use clap::Args;
use std::process::ExitCode;

/// Count every counter again from its rows.
///
/// Prints each wrong counter and exits with 1 if there is one, so that a script notices, also with --fix, which
/// corrects them. People can go on using the platform meanwhile.
#[derive(Args)]
pub(super) struct Recount {
    /// Correct the wrong counters
    #[arg(long)]
    fix: bool,
}

impl Recount {
    pub(super) async fn run(self, args: &DataArgs) -> anyhow::Result<ExitCode> {
        let service = super::existing(args).await?;
        let differences = service.recount(self.fix).await?;
        service.store().close().await;
        for difference in &differences {
            say(format_args!(
                "{}\t{}\tstored {}\tcounted {}",
                difference.what, difference.id, difference.stored, difference.counted
            ))?;
        }
        if differences.is_empty() {
            say("Every counter is right.")?;
            return Ok(ExitCode::SUCCESS);
        }
        let done = if self.fix {
            "set right"
        } else {
            "left as they are; --fix sets them right"
        };
        say(format_args!(
            "{} counters differed: {done}.",
            differences.len()
        ))?;
        Ok(ExitCode::from(1))
    }
}
