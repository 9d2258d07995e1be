//! Measures how long a map takes to be computed and published: from the database alone, and after some new answers,
//! with the earlier ones still in memory. It makes the same calls as the server's job, without waiting for their turn.

use anyhow::{Context, ensure};
use cabildo_domain::{
    ConsultationId, Locale, Viewer, consultation::Slug, opinion::Answer, text::DisplayName,
};
use cabildo_service::{
    Config, Parts, Service, clock::SystemClock, entropy::SystemEntropy, opinion::Caller,
};
use cabildo_store::{Database, Store, consultation};
use clap::Args;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// The map to measure, and the number of new answers.
#[derive(Args)]
pub(super) struct Update {
    /// sqlite:FILE or postgres://...; no server may run on it
    #[arg(long)]
    database: Database,
    /// The address of the consultation
    #[arg(long)]
    slug: String,
    /// New answers, each of a new person
    #[arg(long)]
    count: usize,
}

impl Update {
    /// Prints the seconds from the database to the published map, and those of the update.
    pub async fn run(self) -> anyhow::Result<()> {
        let store = Store::connect(&self.database).await?;
        let (clock, entropy, config) = (
            Arc::new(SystemClock),
            Arc::new(SystemEntropy),
            Config::default(),
        );
        let service = Service::new(Parts {
            store: store.clone(),
            clock,
            entropy,
            config,
        });
        let slug = Slug::parse(&self.slug)?;
        let found = consultation::by_slug(&mut store.read().await?, &slug).await?;
        let id = found.context("there is no such consultation")?.id;
        let name = |number| {
            (
                DisplayName::trusted(format!("Latecomer {number}")),
                Locale::En,
            )
        };
        let names: Vec<_> = (0..=self.count).map(name).collect();
        let mut people = service.accounts().operator_create_residents(&names).await?;
        let first = people.split_off(self.count);
        answer(&service, &slug, first).await?;
        let whole = publish(&service, id).await?;
        answer(&service, &slug, people).await?;
        let update = publish(&service, id).await?;
        println!("{:.3} {:.3}", whole.as_secs_f64(), update.as_secs_f64());
        store.close().await;
        Ok(())
    }
}

async fn answer(service: &Service, slug: &Slug, people: Vec<Viewer>) -> anyhow::Result<()> {
    let mut answering = JoinSet::new();
    for (index, viewer) in people.into_iter().enumerate() {
        let (service, slug) = (service.clone(), slug.clone());
        answering.spawn(async move {
            let answer = [Answer::Agree, Answer::Disagree, Answer::Pass][index % 3];
            service
                .opinion()
                .cast(Caller::of(&viewer), &slug, index as i64 % 50 + 1, answer)
                .await
        });
    }
    for receipt in answering.join_all().await {
        ensure!(receipt?.changed, "an answer was there already");
    }
    Ok(())
}

async fn publish(service: &Service, id: ConsultationId) -> anyhow::Result<Duration> {
    let began = Instant::now();
    ensure!(
        service.opinion().update_map(id, &Arc::default()).await?,
        "no map was published"
    );
    Ok(began.elapsed())
}
