//! Plays reports, and what staff do: hiding a comment, answering for the city.

use super::Stage;
use anyhow::Context;
use cabildo_domain::Subject;
use cabildo_service::{
    moderation::{ReasonForm, ReportForm},
    response::ResponseForm,
};

impl Stage {
    pub(super) async fn report(
        &self,
        place: usize,
        index: usize,
        number: usize,
        by: usize,
    ) -> anyhow::Result<()> {
        let report = &self.contents[place].proposals[index].reports[number];
        let subject = match report.comment {
            Some(comment) => Subject::comment(self.comments[&(place, index, comment - 1)]),
            None => Subject::proposal(self.proposals[&(place, index)].id),
        };
        let form = ReportForm {
            reason: report.reason.clone(),
            note: report.note.clone(),
        };
        Ok(self
            .service
            .moderation()
            .report(self.cast[by].resident()?, subject, form)
            .await
            .map(drop)?)
    }

    pub(super) async fn hide(&self, place: usize, index: usize) -> anyhow::Result<()> {
        let Some(hide) = &self.contents[place].proposals[index].hide else {
            return Ok(());
        };
        let subject = Subject::comment(self.comments[&(place, index, hide.comment - 1)]);
        let form = ReasonForm {
            reason: hide.reason.clone(),
        };
        Ok(self
            .service
            .moderation()
            .hide(self.moderator.moderator()?, subject, form)
            .await
            .map(drop)?)
    }

    pub(super) async fn answer(
        &self,
        place: usize,
        index: usize,
        number: usize,
    ) -> anyhow::Result<()> {
        let answer = &self.contents[place].proposals[index].answers[number];
        let made = &self.proposals[&(place, index)];
        let mut response = String::new();
        if answer.owed {
            let owed = self
                .service
                .responses()
                .owed(self.moderator.moderator()?)
                .await?;
            let mine = owed
                .iter()
                .filter(|it| it.owing.slug == made.slug && it.owing.number == made.number);
            let first = mine
                .min_by_key(|it| it.owing.rung_count)
                .context("nothing is owed")?;
            response = first.owing.id.to_string();
        }
        let form = ResponseForm {
            status: answer.status.clone(),
            body: answer.body.clone(),
            response,
            language: self.contents[place].language.clone(),
            ..ResponseForm::default()
        };
        Ok(self
            .service
            .responses()
            .answer(self.moderator.respondent()?, &made.slug, made.number, form)
            .await
            .map(drop)?)
    }
}
