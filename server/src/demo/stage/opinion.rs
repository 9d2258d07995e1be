//! Plays the opinion maps of the demo: adds statements, gives answers, computes the map.

use super::Stage;
use crate::demo::script::Vote;
use anyhow::Context;
use cabildo_domain::{Subject, opinion::Contributions};
use cabildo_service::{
    moderation::ReportForm,
    opinion::{Caller, RulesForm, SeedForm, StatementForm},
};
use futures::future::try_join_all;
use std::sync::Arc;

impl Stage {
    /// The lab's statements, before the consultation is published.
    pub(super) async fn seed(&mut self, place: usize) -> anyhow::Result<()> {
        let content = &self.contents[place];
        let rules = RulesForm {
            contributions: Contributions::Open.to_string(),
            ..RulesForm::default()
        };
        self.service
            .opinion()
            .set_rules(self.lab.lab()?, &self.slug(place), rules)
            .await?;
        let seeds = content
            .statements
            .iter()
            .filter(|statement| statement.day.is_none());
        let lines: Vec<&str> = seeds.map(|statement| statement.text.as_str()).collect();
        let form = SeedForm {
            statements: lines.join("\n"),
            ..SeedForm::default()
        };
        let seeded = self
            .service
            .statements()
            .seed(self.lab.lab()?, &self.slug(place), form)
            .await?;
        self.statements.extend(
            seeded
                .iter()
                .enumerate()
                .map(|(index, made)| ((place, index), made.number)),
        );
        Ok(())
    }

    pub(super) async fn state(
        &mut self,
        place: usize,
        index: usize,
        by: usize,
    ) -> anyhow::Result<()> {
        let form = StatementForm {
            text: self.contents[place].statements[index].text.clone(),
            ..Default::default()
        };
        let added = self
            .service
            .statements()
            .add(Caller::of(&self.cast[by]), &self.slug(place), form)
            .await?;
        self.statements
            .insert((place, index), added.statement.number);
        Ok(())
    }

    pub(super) async fn report_statement(
        &self,
        place: usize,
        index: usize,
        by: usize,
    ) -> anyhow::Result<()> {
        let report = self.contents[place].statements[index]
            .report
            .as_ref()
            .context("nothing is reported")?;
        let number = self.statements[&(place, index)];
        let page = self
            .service
            .statements()
            .page(Caller::of(&self.cast[by]), &self.slug(place), number)
            .await?;
        let form = ReportForm {
            reason: report.reason.clone(),
            note: report.note.clone(),
        };
        let subject = Subject::statement(page.id);
        Ok(self
            .service
            .moderation()
            .report(self.cast[by].resident()?, subject, form)
            .await
            .map(drop)?)
    }

    /// All at once: they go into one transaction.
    pub(super) async fn vote(&self, place: usize, votes: &[Vote]) -> anyhow::Result<()> {
        let slug = self.slug(place);
        let votes = votes.iter().map(|vote| {
            let number = self.statements[&(place, vote.statement)];
            self.service
                .opinion()
                .cast(Caller::of(&self.cast[vote.by]), &slug, number, vote.answer)
        });
        Ok(try_join_all(votes).await.map(drop)?)
    }

    pub(super) async fn map(&self) -> anyhow::Result<()> {
        for consultation in self.service.opinion().stale_maps(10).await? {
            self.service
                .opinion()
                .update_map(consultation, &Arc::default())
                .await?;
        }
        Ok(())
    }
}
