//! Consultations that map opinions, with named statements and chosen answers; and one with two opposed camps.

use super::TestApp;
use cabildo_domain::{
    PhaseId, Role, Viewer,
    consultation::Slug,
    opinion::Answer,
    phase::{Allows, Method, Phase},
    text::{PhaseDescription, PhaseName},
    time::Span,
};
use cabildo_service::opinion::{Caller, SeedForm};
use cabildo_store::phase;
use std::sync::{Arc, atomic::AtomicBool};
use uuid::Uuid;

impl TestApp {
    /// A public consultation in which statements are answered for ten days; the lab has seeded these.
    pub async fn open_mapping(&self, slug: &str, statements: &[&str]) -> Slug {
        let slug = self.open_call(slug).await;
        let lab = self.viewer("Lab", Role::Lab).await;
        let id = self
            .service
            .consultations()
            .page(&lab, &slug)
            .await
            .unwrap()
            .id;
        let now = self.service.now();
        let map = Phase {
            id: PhaseId(Uuid::now_v7()),
            name: PhaseName::trusted("Statements".into()),
            description: PhaseDescription::trusted(String::new()),
            method: Method::Map,
            starts_at: now - Span::hours(1),
            ends_at: now + Span::days(10),
            allows: Allows::default(),
        };
        let mut tx = self.service.store().write().await.unwrap();
        phase::replace(&mut tx, id, &[map]).await.unwrap();
        tx.commit().await.unwrap();
        if !statements.is_empty() {
            let form = SeedForm {
                statements: statements.join("\n"),
                ..SeedForm::default()
            };
            self.service
                .statements()
                .seed(lab.lab().unwrap(), &slug, form)
                .await
                .unwrap();
        }
        slug
    }

    /// Somebody answers statements.
    pub async fn answers(&self, viewer: &Viewer, slug: &Slug, answers: &[(i64, Answer)]) {
        for (number, answer) in answers {
            self.service
                .opinion()
                .cast(Caller::of(viewer), slug, *number, *answer)
                .await
                .unwrap();
        }
    }

    /// Computes the map now.
    pub async fn map_now(&self) {
        for id in self.service.opinion().stale_maps(100).await.unwrap() {
            self.service
                .opinion()
                .update_map(id, &Arc::new(AtomicBool::new(false)))
                .await
                .unwrap();
        }
    }

    /// Two camps of six who differ on the first four statements and agree with the fifth; two more people make a
    /// third camp too small to be described, if they are a group at all.
    pub async fn divided(&self, slug: &str) -> Slug {
        let statements = [
            "Fewer cars",
            "More bicycles",
            "Slower streets",
            "Wider pavements",
            "More trees",
            "More benches",
        ];
        let slug = self.open_mapping(slug, &statements).await;
        for person in 0..14 {
            let viewer = self
                .viewer(&format!("Person {person}"), Role::Resident)
                .await;
            let (says, contrary) = (Answer::Agree, Answer::Disagree);
            let side = if person % 2 == 0 { says } else { contrary };
            let mut given: Vec<(i64, Answer)> = (1..=4).map(|number| (number, side)).collect();
            given.push((5, says));
            if person < 3 {
                given.push((6, Answer::Pass));
            }
            self.answers(&viewer, &slug, &given).await;
            self.later(Span::minutes(1));
        }
        self.map_now().await;
        slug
    }
}
