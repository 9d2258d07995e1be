//! Consultations that map opinions, with any number of made-up statements, people and groups.

use super::TestApp;
use cabildo_domain::{
    Role, Viewer, consultation::Slug, opinion::Answer, permission::Lab, time::Span,
};
use cabildo_service::{
    consultation::PhaseFields,
    opinion::{Caller, RulesForm, SeedForm},
};
use std::sync::{Arc, atomic::AtomicBool};

impl TestApp {
    /// A public consultation at this address whose statements are answered from an hour ago for ten days, with so many
    /// of the lab's; and the lab.
    pub async fn mapping(&self, slug: &str, statements: usize) -> (Slug, Viewer) {
        let lab = self.viewer("Mapping lab", Role::Lab).await;
        if statements == 0 {
            return (self.open_mapping(slug, &[]).await, lab);
        }
        let slug = self.draft(&lab, slug).await;
        let mut form = self
            .service
            .consultations()
            .editor(lab.lab().unwrap(), &slug)
            .await
            .unwrap()
            .form;
        let local = |span| {
            self.service
                .config()
                .time_zone
                .local(self.service.now() + span)
        };
        form.phases = vec![PhaseFields {
            name: "Statements".into(),
            description: "Agree or disagree.".into(),
            method: "map".into(),
            starts_at: local(Span::hours(-1)),
            ends_at: local(Span::days(10)),
            ..PhaseFields::default()
        }];
        self.service
            .consultations()
            .edit(lab.lab().unwrap(), &slug, form)
            .await
            .unwrap();
        // A map without a statement cannot be published.
        let lines: Vec<&str> = TEXTS.iter().take(statements).copied().collect();
        let form = SeedForm {
            statements: lines.join("\n"),
            ..SeedForm::default()
        };
        let seeded = self
            .service
            .statements()
            .seed(lab.lab().unwrap(), &slug, form)
            .await;
        assert_eq!(seeded.unwrap().len(), statements);
        self.service
            .consultations()
            .publish(lab.lab().unwrap(), &slug)
            .await
            .unwrap();
        (slug, lab)
    }

    /// Sets the lab's rules.
    pub async fn opinion_rules(
        &self,
        lab: Lab<'_>,
        slug: &Slug,
        contributions: &str,
        invitations: bool,
    ) {
        let form = RulesForm {
            contributions: contributions.into(),
            invitations,
            ..RulesForm::default()
        };
        self.service
            .opinion()
            .set_rules(lab, slug, form)
            .await
            .unwrap();
    }

    /// People of two minds: all agree with the first statement; of the others, one half agrees with the even ones and
    /// the other half with the odd ones. Then the map is made.
    pub async fn two_groups(&self, slug: &Slug, people: usize, statements: i64) {
        for person in 0..people {
            let viewer = self
                .viewer(&format!("Person {person}"), Role::Resident)
                .await;
            for number in 1..=statements {
                let agrees = number == 1 || (number % 2 == 0) == (person % 2 == 0);
                let answer = if agrees {
                    Answer::Agree
                } else {
                    Answer::Disagree
                };
                self.service
                    .opinion()
                    .cast(Caller::of(&viewer), slug, number, answer)
                    .await
                    .unwrap();
            }
        }
        self.make_map(slug).await;
    }

    /// Makes the map of the answers so far.
    pub async fn make_map(&self, slug: &Slug) {
        let page = self
            .service
            .opinion()
            .page(&Viewer::Visitor, slug)
            .await
            .unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        self.service
            .opinion()
            .update_map(page.consultation.id, &stop)
            .await
            .unwrap();
    }
}

/// Statements that sound different.
pub const TEXTS: [&str; 10] = [
    "The old town needs more trees.",
    "Private cars should leave the centre.",
    "Every family needs at least one parking space.",
    "Buses must run all night.",
    "Petrol is taxed too much already.",
    "Children should cycle to school alone.",
    "Shops die without customers who drive.",
    "Speed limits save lives.",
    "Cameras in the street go too far.",
    "Trams are worth their price.",
];
