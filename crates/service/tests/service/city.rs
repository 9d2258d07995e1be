//! A city to propose in: one consultation whose phases, ladder, themes and areas every test knows, created directly in
//! the store.

use cabildo_domain::{
    AccountId, AreaId, ConsultationId, Language, Locale, PhaseId, Role, RungId, SessionId, ThemeId,
    Timestamp, Viewer,
    account::Email,
    consultation::{Slug, State, Template},
    ladder::Rung,
    permission::Member,
    phase::{Activity, Allows, Method, Phase},
    text::{
        ConsultationTitle, Description, DisplayName, Label, Owed, PhaseDescription, PhaseName,
        Summary,
    },
    time::Span,
};
use cabildo_service::{
    Config, Limits, Parts, Service,
    clock::ManualClock,
    entropy::SystemEntropy,
    proposal::{ProposalForm, ProposalRef},
};
use cabildo_store::{
    account::{self, NewAccount},
    area::{self, Area},
    consultation::{self, ConsultationRow, Counts},
    event, phase, rung,
    testing::TestStore,
    theme,
};
use std::sync::Arc;
use uuid::Uuid;

/// 1 March 2026, 12:00 UTC: when every test begins, an hour after the proposals' phase did.
pub const NOON: Timestamp = Timestamp(1_772_366_400_000);
/// How many signatures owe an answer here.
pub const RUNG: i64 = 5;

pub struct City {
    pub service: Service,
    pub clock: Arc<ManualClock>,
    pub slug: Slug,
    pub id: ConsultationId,
    /// Parks, Streets.
    pub themes: [ThemeId; 2],
    /// City, North (in it), Old town (in North), River.
    pub areas: [AreaId; 4],
}

impl City {
    /// Proposals, comments and supports for ten days; then supports alone for ten days.
    pub async fn over(store: &TestStore) -> Self {
        Self::limited(store, Limits::none()).await
    }

    /// The same, with limits on how much one may write.
    pub async fn limited(store: &TestStore, limits: Limits) -> Self {
        let clock = Arc::new(ManualClock::new(NOON));
        let service = Service::new(Parts {
            store: (**store).clone(),
            clock: clock.clone(),
            entropy: Arc::new(SystemEntropy),
            config: Config {
                limits,
                ..Config::default()
            },
        });
        let row = a_consultation("imagine-the-city");
        let themes = [ThemeId(Uuid::now_v7()), ThemeId(Uuid::now_v7())];
        let areas = [(); 4].map(|()| AreaId(Uuid::now_v7()));
        let city = Self {
            service,
            clock,
            slug: row.slug.clone(),
            id: row.id,
            themes,
            areas,
        };
        city.build(&row).await;
        city.service.refresh_fair_order().await.unwrap();
        city
    }

    /// Another process on the same database.
    pub fn beside(other: &Self) -> Self {
        let clock = other.clock.clone();
        let service = Service::new(Parts {
            store: other.service.store().clone(),
            clock: clock.clone(),
            entropy: Arc::new(SystemEntropy),
            config: Config {
                limits: Limits::none(),
                ..Config::default()
            },
        });
        Self {
            service,
            clock,
            slug: other.slug.clone(),
            id: other.id,
            themes: other.themes,
            areas: other.areas,
        }
    }

    async fn build(&self, row: &ConsultationRow) {
        let all = Allows::of(&[Activity::Propose, Activity::Comment, Activity::Support]);
        let supports = Allows::of(&[Activity::Support]);
        let turn = NOON + Span::days(10);
        let phases = [
            a_phase("Ideas", NOON - Span::hours(1), turn, all),
            a_phase("Support", turn, NOON + Span::days(20), supports),
        ];
        let [city, north, old_town, river] = self.areas;
        let areas = [
            an_area(city, None, "City", 0),
            an_area(north, Some(city), "North", 1),
            an_area(old_town, Some(north), "Old town", 2),
            an_area(river, None, "River", 0),
        ];
        let themes = [
            (self.themes[0], Label::trusted("Parks".into())),
            (self.themes[1], Label::trusted("Streets".into())),
        ];
        let mut tx = self.service.store().write().await.unwrap();
        consultation::insert(&mut tx, row).await.unwrap();
        phase::replace(&mut tx, row.id, &phases).await.unwrap();
        rung::replace(&mut tx, row.id, &[a_rung(RUNG, 30), a_rung(1_000, 60)])
            .await
            .unwrap();
        theme::replace(&mut tx, row.id, &themes).await.unwrap();
        area::replace(&mut tx, row.id, &areas).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A second consultation, in which one may propose.
    pub async fn another(&self, slug: &str) -> Slug {
        let row = a_consultation(slug);
        let allows = Allows::of(&[Activity::Propose, Activity::Comment, Activity::Support]);
        let ideas = a_phase("Ideas", row.opens_at, row.closes_at, allows);
        let mut tx = self.service.store().write().await.unwrap();
        consultation::insert(&mut tx, &row).await.unwrap();
        phase::replace(&mut tx, row.id, &[ideas]).await.unwrap();
        tx.commit().await.unwrap();
        row.slug
    }

    pub async fn person(&self, role: Role) -> Viewer {
        self.people(1, role).await.remove(0)
    }

    /// People who have long had their accounts.
    pub async fn people(&self, count: usize, role: Role) -> Vec<Viewer> {
        self.people_since(NOON - Span::days(400), count, role).await
    }

    /// People whose accounts were made at this moment.
    pub async fn people_since(&self, at: Timestamp, count: usize, role: Role) -> Vec<Viewer> {
        let mut tx = self.service.store().write().await.unwrap();
        let mut people = Vec::with_capacity(count);
        for n in 0..count {
            let id = AccountId(Uuid::now_v7());
            let name = DisplayName::trusted(format!("{role} {n}"));
            let new = NewAccount {
                id,
                email: Email::trusted(format!("{}@example.org", id.0.simple())),
                name: name.clone(),
                password_hash: "none".into(),
                role,
                locale: Locale::En,
                created_at: at,
                flag: None,
            };
            assert!(account::insert(&mut tx, &new).await.unwrap());
            people.push(Viewer::Member(Member {
                account: id,
                session: SessionId(Uuid::now_v7()),
                name,
                role,
                grants: Vec::new(),
            }));
        }
        tx.commit().await.unwrap();
        people
    }

    /// Nobody, and somebody of each role.
    pub async fn everybody(&self) -> Vec<(String, Viewer)> {
        let mut people = vec![("visitor".to_owned(), Viewer::Visitor)];
        for role in Role::ALL {
            people.push((role.to_string(), self.person(*role).await));
        }
        people
    }

    pub async fn proposal(&self, author: &Viewer, title: &str) -> ProposalRef {
        self.service
            .proposals()
            .propose(author.resident().unwrap(), &self.slug, form(title))
            .await
            .unwrap()
    }

    /// The consultation's counters.
    pub async fn counts(&self) -> Counts {
        let mut tx = self.service.store().read().await.unwrap();
        consultation::by_id(&mut tx, self.id)
            .await
            .unwrap()
            .unwrap()
            .counts
    }

    /// The words of all events so far.
    pub async fn events(&self) -> Vec<String> {
        let mut tx = self.service.store().read().await.unwrap();
        let events = event::after(&mut tx, 0, 10_000).await.unwrap();
        events
            .into_iter()
            .map(|event| event.verb.word(event.subject.kind).into_owned())
            .collect()
    }
}

/// A form that is right in every field.
pub fn form(title: &str) -> ProposalForm {
    ProposalForm {
        title: title.to_owned(),
        body: "There is **no shade** on the way to school.".to_owned(),
        ..ProposalForm::default()
    }
}

pub fn a_consultation(slug: &str) -> ConsultationRow {
    ConsultationRow {
        id: ConsultationId(Uuid::now_v7()),
        slug: Slug::parse(slug).unwrap(),
        title: ConsultationTitle::trusted("Imagine the city".into()),
        summary: Summary::trusted("What should change here?".into()),
        description: Description::trusted(String::new()),
        description_html: String::new(),
        promise: Description::trusted(String::new()),
        promise_html: String::new(),
        outcome: Description::trusted(String::new()),
        outcome_html: String::new(),
        sanitizer: 1,
        language: Language::parse("en").unwrap(),
        template: Template::OpenCall,
        state: State::Published,
        revision: 1,
        created_by: None,
        created_at: NOON,
        updated_at: NOON,
        published_at: Some(NOON),
        archived_at: None,
        opens_at: NOON - Span::hours(1),
        closes_at: NOON + Span::days(20),
        last_number: 0,
        counts: Counts::default(),
    }
}

fn a_phase(name: &str, starts_at: Timestamp, ends_at: Timestamp, allows: Allows) -> Phase {
    Phase {
        id: PhaseId(Uuid::now_v7()),
        name: PhaseName::trusted(name.into()),
        description: PhaseDescription::trusted(String::new()),
        method: Method::Propose,
        starts_at,
        ends_at,
        allows,
    }
}

fn a_rung(count: i64, within_days: i64) -> Rung {
    Rung {
        id: RungId(Uuid::now_v7()),
        count,
        owes: Owed::trusted("a written answer".into()),
        owner: Owed::trusted("the mayor".into()),
        within_days,
    }
}

fn an_area(id: AreaId, parent: Option<AreaId>, label: &str, depth: i64) -> Area {
    Area {
        id,
        parent,
        label: Label::trusted(label.into()),
        depth,
        retired: false,
    }
}
