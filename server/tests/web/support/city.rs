//! Consultations to take part in.

use super::TestApp;
use cabildo_domain::{
    Role, Viewer,
    consultation::Slug,
    phase::{Activity, Allows},
    time::Span,
};
use cabildo_service::consultation::{NewConsultationForm, PhaseFields, TemplateTexts};

impl TestApp {
    /// A public consultation at this address that takes proposals, comments and supports from an hour ago for ten
    /// days, then supports alone for ten more.
    pub async fn open_call(&self, slug: &str) -> Slug {
        let lab = self.viewer("Lab", Role::Lab).await;
        let slug = self.draft(&lab, slug).await;
        self.service
            .consultations()
            .publish(lab.lab().unwrap(), &slug)
            .await
            .unwrap();
        slug
    }

    /// The same, not yet public.
    pub async fn draft(&self, lab: &Viewer, slug: &str) -> Slug {
        let form = NewConsultationForm {
            template: "open_call".into(),
            title: "Imagine the city".into(),
            summary: "What should change in this city?".into(),
            language: "en".into(),
        };
        let texts = TemplateTexts {
            phases: (1..=3)
                .map(|n| (format!("Step {n}"), "What people do.".to_owned()))
                .collect(),
            rungs: vec![("a written answer".into(), "the department in charge".into())],
            promise: "The city answers **every** idea.".into(),
        };
        let made = self
            .service
            .consultations()
            .create(lab.lab().unwrap(), form, &texts)
            .await
            .unwrap()
            .slug;
        let mut form = self
            .service
            .consultations()
            .editor(lab.lab().unwrap(), &made)
            .await
            .unwrap()
            .form;
        let local = |span| {
            self.service
                .config()
                .time_zone
                .local(self.service.now() + span)
        };
        let (begin, turn, end) = (
            local(Span::hours(-1)),
            local(Span::days(10)),
            local(Span::days(20)),
        );
        let phase = |name: &str, starts_at: &str, ends_at: &str, all: bool| PhaseFields {
            name: name.into(),
            description: format!("What you do in {name}."),
            method: "propose".into(),
            starts_at: starts_at.into(),
            ends_at: ends_at.into(),
            allows: if all {
                Activity::chosen().collect()
            } else {
                Allows::of(&[Activity::Support])
            },
            ..PhaseFields::default()
        };
        form.slug = slug.into();
        form.phases = vec![
            phase("Ideas", &begin, &turn, true),
            phase("Support", &turn, &end, false),
        ];
        form.themes = "Parks\nStreets".into();
        form.areas = "City\n  North\n  South".into();
        self.service
            .consultations()
            .edit(lab.lab().unwrap(), &made, form)
            .await
            .unwrap()
            .slug
    }
}
