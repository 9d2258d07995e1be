//! `cabildo demo`: fills an empty database with demo content, and prints the demo accounts.

use super::{output::say, progress};
use crate::{
    config::{Config, DataArgs},
    demo::{ACCOUNTS, OFFICE, PASSWORD, Stage},
};
use cabildo_domain::Clock;
use cabildo_domain::account::Email;
use cabildo_service::{
    Limits, Parts, Service,
    clock::{ManualClock, SystemClock},
    entropy::SystemEntropy,
};
use cabildo_store::{Store, event};
use std::{process::ExitCode, sync::Arc};

pub(super) async fn run(args: &DataArgs) -> anyhow::Result<ExitCode> {
    let config = Config::without_flags(args)?;
    let store = Store::connect(&config.data.database).await?;
    store.migrate().await?;
    let head = event::head(&mut store.read().await?).await?;
    if head == 0 {
        fill(&config, &store).await?;
        say(format_args!(
            "The database {:?} is filled with demo content.",
            config.data.database
        ))?;
    } else {
        say(format_args!(
            "The database {:?} has content already: nothing was changed.",
            config.data.database
        ))?;
    }
    let first = Email::trusted(ACCOUNTS[0].0.to_owned());
    let known = cabildo_store::account::by_email(&mut store.read().await?, &first)
        .await?
        .is_some();
    if known {
        say(format_args!(
            "\nDemo accounts, all with the password \"{PASSWORD}\":"
        ))?;
        for (email, name, role) in ACCOUNTS {
            say(format_args!("  {email:24} {name} ({role})"))?;
        }
        let (email, ..) = ACCOUNTS[4];
        say(format_args!("{email} answers for: {OFFICE}"))?;
    }
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn fill(config: &Config, store: &Store) -> anyhow::Result<()> {
    let clock = Arc::new(ManualClock::new(SystemClock.now()));
    let service = Service::new(Parts {
        store: store.clone(),
        clock: clock.clone(),
        entropy: Arc::new(SystemEntropy),
        // The demo plays weeks in a moment with few people, so limits would stop it.
        config: cabildo_service::Config {
            time_zone: config.time_zone.clone(),
            limits: Limits::none(),
            ..cabildo_service::Config::default()
        },
    });
    let stage = Stage::set(service, clock).await?;
    let bar = progress::bar(stage.acts() as u64, "Some weeks in Puerto Claro");
    stage.play(|| bar.inc(1)).await?;
    bar.finish_and_clear();
    Ok(())
}
