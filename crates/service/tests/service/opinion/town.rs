//! A city whose consultation maps opinions, with statements of the lab.

use crate::city::{City, NOON};
use cabildo_domain::{
    PhaseId, Refusal, Role, Viewer,
    opinion::Answer,
    phase::{Allows, Method, Phase},
    text::{PhaseDescription, PhaseName},
    time::Span,
};
use cabildo_service::{
    Error,
    opinion::{Caller, RulesForm, SeedForm, StatementForm, VoteReceipt},
};
use cabildo_store::{phase, testing::TestStore};
use std::{
    ops::Deref,
    sync::{Arc, atomic::AtomicBool},
};
use uuid::Uuid;

pub struct Town {
    pub city: City,
    pub lab: Viewer,
}

impl Deref for Town {
    type Target = City;
    fn deref(&self) -> &City {
        &self.city
    }
}

impl Town {
    /// Statements are answered for ten days; the lab has seeded so many.
    pub async fn over(store: &TestStore, statements: usize) -> Self {
        let city = City::over(store).await;
        let map = Phase {
            id: PhaseId(Uuid::now_v7()),
            name: PhaseName::trusted("Statements".into()),
            description: PhaseDescription::trusted(String::new()),
            method: Method::Map,
            starts_at: NOON - Span::hours(1),
            ends_at: NOON + Span::days(10),
            allows: Allows::default(),
        };
        let mut tx = city.service.store().write().await.unwrap();
        phase::replace(&mut tx, city.id, &[map]).await.unwrap();
        tx.commit().await.unwrap();
        let lab = city.person(Role::Lab).await;
        let town = Self { city, lab };
        if statements > 0 {
            let lines: Vec<String> = (1..=statements)
                .map(|n| format!("Statement number {n} is right"))
                .collect();
            let form = SeedForm {
                statements: lines.join("\n"),
                ..SeedForm::default()
            };
            let seeded = town
                .service
                .statements()
                .seed(town.lab.lab().unwrap(), &town.slug, form)
                .await
                .unwrap();
            assert_eq!(seeded.len(), statements);
        }
        town
    }

    pub async fn rules(&self, contributions: &str, invitations: bool) {
        let form = RulesForm {
            contributions: contributions.into(),
            invitations,
            ..RulesForm::default()
        };
        self.service
            .opinion()
            .set_rules(self.lab.lab().unwrap(), &self.slug, form)
            .await
            .unwrap();
    }

    pub async fn vote(
        &self,
        viewer: &Viewer,
        number: i64,
        answer: Answer,
    ) -> Result<VoteReceipt, Error> {
        self.service
            .opinion()
            .cast(Caller::of(viewer), &self.slug, number, answer)
            .await
    }

    /// Answers many statements at once.
    pub async fn answer(&self, viewer: &Viewer, answers: impl IntoIterator<Item = (i64, Answer)>) {
        for (number, answer) in answers {
            self.vote(viewer, number, answer).await.unwrap();
        }
    }

    /// Computes the map; true when there is a new one.
    pub async fn update(&self) -> bool {
        self.service
            .opinion()
            .update_map(self.id, &Arc::new(AtomicBool::new(false)))
            .await
            .unwrap()
    }
}

pub fn says(text: &str) -> StatementForm {
    StatementForm {
        text: text.into(),
        ..StatementForm::default()
    }
}

pub fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    outcome.expect_err("a refusal").into_refusal()
}
