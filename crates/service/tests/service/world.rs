//! A service with a clock that is moved by hand, people of every role, and a consultation to take part in.

use cabildo_domain::{
    AccountId, Locale, Role, SessionId, Timestamp, Viewer, account::Email, consultation::Slug,
    permission::Member, phase::Activity, text::DisplayName, time::Span,
};
use cabildo_service::{
    Config, Limits, Parts, Service,
    clock::ManualClock,
    consultation::{ConsultationForm, NewConsultationForm, PhaseFields, TemplateTexts},
    entropy::SeededEntropy,
};
use cabildo_store::{
    account::{self, NewAccount},
    testing::TestStore,
};
use std::sync::Arc;
use uuid::Uuid;

/// 1 March 2026, 12:00 UTC: when every test begins.
pub const START: Timestamp = Timestamp(1_772_366_400_000);

/// Everything a use-case needs.
pub struct World {
    /// The use-cases.
    pub service: Service,
    /// Their clock; it stands still until a test moves it.
    pub clock: Arc<ManualClock>,
}

impl World {
    /// A service over an empty database, at [`START`].
    pub fn over(store: &TestStore) -> Self {
        Self::with(
            store,
            Config {
                limits: Limits::none(),
                ..Config::default()
            },
        )
    }

    /// A service with settings of its own.
    pub fn with(store: &TestStore, config: Config) -> Self {
        let clock = Arc::new(ManualClock::new(START));
        let entropy = Arc::new(SeededEntropy::new(1));
        let service = Service::new(Parts {
            store: (**store).clone(),
            clock: clock.clone(),
            entropy,
            config,
        });
        Self { service, clock }
    }

    /// Moves the clock on by days.
    pub fn days_later(&self, days: i64) {
        self.clock.advance(Span::days(days));
    }

    /// A signed-in person with this role.
    pub async fn person(&self, role: Role) -> Viewer {
        let id = AccountId(Uuid::now_v7());
        let name = DisplayName::trusted(format!("The {role}"));
        let new = NewAccount {
            id,
            email: Email::trusted(format!("{}@example.org", id.0.simple())),
            name: name.clone(),
            password_hash: "none".into(),
            role,
            locale: Locale::En,
            created_at: self.service.now(),
            flag: None,
        };
        let mut tx = self.service.store().write().await.unwrap();
        assert!(account::insert(&mut tx, &new).await.unwrap());
        tx.commit().await.unwrap();
        Viewer::Member(Member {
            account: id,
            session: SessionId(Uuid::now_v7()),
            name,
            role,
            grants: Vec::new(),
        })
    }

    /// The numbers of all events so far, by kind.
    pub async fn events(&self) -> Vec<String> {
        let mut tx = self.service.store().read().await.unwrap();
        let events = cabildo_store::event::after(&mut tx, 0, 1000).await.unwrap();
        events
            .into_iter()
            .map(|event| event.verb.word(event.subject.kind).into_owned())
            .collect()
    }

    /// A draft from a template.
    pub async fn draft(&self, lab: &Viewer, template: &str, title: &str) -> Slug {
        let form = NewConsultationForm {
            template: template.into(),
            title: title.into(),
            summary: "What should change in this city?".into(),
            language: "en".into(),
        };
        self.service
            .consultations()
            .create(lab.lab().unwrap(), form, &texts())
            .await
            .unwrap()
            .slug
    }

    /// A public consultation that takes proposals, comments and supports from an hour ago for ten days, then supports
    /// alone for ten more.
    pub async fn open_consultation(&self, lab: &Viewer) -> Slug {
        let slug = self.draft(lab, "open_call", "Imagine the city").await;
        let mut form = self.form(lab, &slug).await;
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
        form.phases = vec![
            a_phase("Ideas", &begin, &turn, [true, true, true]),
            a_phase("Support", &turn, &end, [false, false, true]),
        ];
        form.themes = "Parks\nStreets".into();
        form.areas = "City\n  North\n  South".into();
        self.service
            .consultations()
            .edit(lab.lab().unwrap(), &slug, form)
            .await
            .unwrap();
        self.service
            .consultations()
            .publish(lab.lab().unwrap(), &slug)
            .await
            .unwrap();
        slug
    }

    /// The editor's form of a consultation.
    pub async fn form(&self, lab: &Viewer, slug: &Slug) -> ConsultationForm {
        self.service
            .consultations()
            .editor(lab.lab().unwrap(), slug)
            .await
            .unwrap()
            .form
    }
}

/// A row of the editor; `allows` proposing, commenting, supporting.
pub fn a_phase(name: &str, starts_at: &str, ends_at: &str, allows: [bool; 3]) -> PhaseFields {
    PhaseFields {
        name: name.into(),
        method: "propose".into(),
        starts_at: starts_at.into(),
        ends_at: ends_at.into(),
        allows: Activity::chosen()
            .zip(allows)
            .filter_map(|(activity, is)| is.then_some(activity))
            .collect(),
        ..PhaseFields::default()
    }
}

/// Words for any template.
pub fn texts() -> TemplateTexts {
    TemplateTexts {
        phases: (1..=9)
            .map(|n| (format!("Step {n}"), "What people do.".to_owned()))
            .collect(),
        rungs: (1..=9)
            .map(|n| (format!("answer {n}"), "the mayor".to_owned()))
            .collect(),
        promise: "The city answers every idea.".into(),
    }
}
