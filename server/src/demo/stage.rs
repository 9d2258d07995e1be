//! Plays the script through the use-cases.

mod opinion;
mod staff;

use super::{
    calendar::Calendar,
    content::{self, Consultation, Proposal},
    editor::editor,
    people::{ACCOUNTS, Dice, OFFICE, PASSWORD, residents},
    script::{self, Act, Scene},
};
use anyhow::Context;
use cabildo_domain::{
    AccountId, CommentId, Role, SessionId, Timestamp, Viewer, comment::Reaction,
    consultation::Slug, permission::Member, subject::Commentable, support::Supportable,
    text::DisplayName, time::Span,
};
use cabildo_service::{
    Service,
    account::OperatorAccountForm,
    clock::ManualClock,
    comment::CommentForm,
    consultation::{NewConsultationForm, TemplateTexts},
    proposal::{ProposalForm, ProposalRef},
};
use futures::future::try_join_all;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};
use uuid::Uuid;

/// The address of the telephone at the street stall (RFC 5737: an address for examples).
const STALL: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 7));

/// A service whose clock is moved, with the content and the people.
pub struct Stage {
    service: Service,
    clock: Arc<ManualClock>,
    now: Timestamp,
    contents: Vec<Consultation>,
    cast: Vec<Viewer>,
    moderator: Viewer,
    lab: Viewer,
    script: Vec<Scene>,
    /// The ids of themes and areas by their names, for each consultation.
    places: HashMap<usize, HashMap<String, String>>,
    proposals: HashMap<(usize, usize), ProposalRef>,
    comments: HashMap<(usize, usize, usize), CommentId>,
    /// The numbers of statements.
    statements: HashMap<(usize, usize), i64>,
}

impl Stage {
    /// Makes the people and writes the script. `clock` is the service's, and shows the present.
    ///
    /// # Errors
    /// When an account cannot be made.
    pub async fn set(service: Service, clock: Arc<ManualClock>) -> anyhow::Result<Self> {
        let now = service.now();
        let contents = content::all()?;
        let dice = Dice::new();
        clock.set(now - Span::days(200));
        let mut accounts = Vec::new();
        for (email, name, role) in ACCOUNTS {
            accounts.push(account(&service, email, name, role).await?);
        }
        let names = residents(&contents, &dice)?;
        let mut cast = service.accounts().operator_create_residents(&names).await?;
        let [resident, moderator, lab, _admin, _office] = accounts
            .try_into()
            .map_err(|_| anyhow::anyhow!("five accounts"))?;
        service
            .accounts()
            .operator_set_office(ACCOUNTS[4].0, OFFICE, true)
            .await?;
        cast.push(resident);
        let cast_names: Vec<String> = cast
            .iter()
            .filter_map(Viewer::member)
            .map(|it| it.name.to_string())
            .collect();
        let calendar = Calendar {
            now,
            zone: &service.config().time_zone,
        };
        let script = script::write(&contents, &calendar, &cast_names, &dice);
        let (places, proposals, comments, statements) = Default::default();
        Ok(Self {
            service,
            clock,
            now,
            contents,
            cast,
            moderator,
            lab,
            script,
            places,
            proposals,
            comments,
            statements,
        })
    }

    /// How many acts there are.
    pub fn acts(&self) -> usize {
        self.script.len()
    }

    /// Plays everything; `done` is called after each act.
    ///
    /// # Errors
    /// When a use-case refuses an act: a mistake in the content, or a broken use-case.
    pub async fn play(mut self, mut done: impl FnMut()) -> anyhow::Result<()> {
        for scene in std::mem::take(&mut self.script) {
            self.clock.set(scene.at);
            self.act(&scene).await.with_context(|| {
                format!("{} {:?}", self.contents[scene.consultation].slug, scene.act)
            })?;
            done();
        }
        self.clock.set(self.now);
        Ok(self.service.refresh_fair_order().await.map(drop)?)
    }

    async fn act(&mut self, scene: &Scene) -> anyhow::Result<()> {
        let place = scene.consultation;
        match &scene.act {
            Act::Open => self.open(place).await,
            Act::Propose { proposal, by } => self.propose(place, *proposal, *by).await,
            Act::Support {
                proposal,
                by,
                together,
            } => self.support(place, *proposal, by, *together).await,
            Act::Comment {
                proposal,
                comment,
                parent,
                by,
            } => self.comment(place, *proposal, *comment, *parent, *by).await,
            Act::React {
                proposal,
                comment,
                by,
                up,
            } => {
                let wanted = if *up { Reaction::Up } else { Reaction::Down };
                let id = self.comments[&(place, *proposal, *comment)];
                Ok(self
                    .service
                    .comments()
                    .react(self.cast[*by].resident()?, id, wanted)
                    .await
                    .map(drop)?)
            }
            Act::Report {
                proposal,
                report,
                by,
            } => self.report(place, *proposal, *report, *by).await,
            Act::Hide { proposal } => self.hide(place, *proposal).await,
            Act::Answer { proposal, answer } => self.answer(place, *proposal, *answer).await,
            Act::State { statement, by } => self.state(place, *statement, *by).await,
            Act::ReportStatement { statement, by } => {
                self.report_statement(place, *statement, *by).await
            }
            Act::Vote { votes } => self.vote(place, votes).await,
            Act::Map => self.map().await,
            Act::Archive => {
                let slug = Slug::trusted(self.contents[place].slug.clone());
                Ok(self
                    .service
                    .consultations()
                    .archive(self.lab.lab()?, &slug)
                    .await
                    .map(drop)?)
            }
        }
    }

    async fn open(&mut self, place: usize) -> anyhow::Result<()> {
        let content = &self.contents[place];
        let form = NewConsultationForm {
            template: content.template.clone(),
            title: content.title.clone(),
            summary: content.summary.clone(),
            language: content.language.clone(),
        };
        let texts = TemplateTexts {
            phases: content
                .phases
                .iter()
                .map(|phase| (phase.name.clone(), phase.description.clone()))
                .collect(),
            ..TemplateTexts::default()
        };
        let row = self
            .service
            .consultations()
            .create(self.lab.lab()?, form, &texts)
            .await?;
        let calendar = Calendar {
            now: self.now,
            zone: &self.service.config().time_zone,
        };
        let full = editor(content, &calendar, row.revision);
        let row = self
            .service
            .consultations()
            .edit(self.lab.lab()?, &row.slug, full)
            .await?;
        if content.phases.iter().any(|phase| phase.method == "map") {
            self.seed(place).await?;
        }
        self.service
            .consultations()
            .publish(self.lab.lab()?, &row.slug)
            .await?;
        let mut tx = self.service.store().read().await?;
        let mut ids = HashMap::new();
        for theme in cabildo_store::theme::of(&mut tx, row.id).await? {
            ids.insert(theme.label.to_string(), theme.id.to_string());
        }
        for area in cabildo_store::area::of(&mut tx, row.id).await? {
            ids.insert(area.label.to_string(), area.id.to_string());
        }
        self.places.insert(place, ids);
        Ok(())
    }

    async fn propose(&mut self, place: usize, index: usize, by: usize) -> anyhow::Result<()> {
        let proposal = &self.contents[place].proposals[index];
        let id_of = |name: &str| self.places[&place].get(name).cloned().unwrap_or_default();
        let form = ProposalForm {
            title: proposal.title.clone(),
            body: proposal.body.clone(),
            theme: id_of(&proposal.theme),
            area: proposal.area.as_deref().map(id_of).unwrap_or_default(),
            language: self.language(place, proposal),
            ..ProposalForm::default()
        };
        let made = self
            .service
            .proposals()
            .propose(self.cast[by].resident()?, &self.slug(place), form)
            .await?;
        self.proposals.insert((place, index), made);
        Ok(())
    }

    async fn support(
        &self,
        place: usize,
        index: usize,
        by: &[usize],
        together: bool,
    ) -> anyhow::Result<()> {
        let address = together.then_some(STALL);
        let made = &self.proposals[&(place, index)];
        let supports = by.iter().map(|person| async move {
            let resident = self.cast[*person].resident()?;
            self.service
                .supports()
                .give(
                    resident,
                    &Supportable::Proposal.at(&made.slug, made.number),
                    address,
                )
                .await
        });
        Ok(try_join_all(supports).await.map(drop)?)
    }

    async fn comment(
        &mut self,
        place: usize,
        index: usize,
        number: usize,
        parent: Option<usize>,
        by: usize,
    ) -> anyhow::Result<()> {
        let proposal = &self.contents[place].proposals[index];
        let remark = &proposal.comments[number];
        let form = CommentForm {
            body: remark.body.clone(),
            alignment: remark.alignment.to_string(),
            parent: parent
                .map(|above| self.comments[&(place, index, above)].to_string())
                .unwrap_or_default(),
            language: self.language(place, proposal),
            ..CommentForm::default()
        };
        let made = &self.proposals[&(place, index)];
        let comment = self
            .service
            .comments()
            .add(
                self.cast[by].resident()?,
                &Commentable::Proposal.at(&made.slug, made.number),
                form,
            )
            .await?;
        self.comments.insert((place, index, number), comment.id);
        Ok(())
    }

    fn slug(&self, place: usize) -> Slug {
        Slug::trusted(self.contents[place].slug.clone())
    }

    fn language(&self, place: usize, proposal: &Proposal) -> String {
        proposal
            .language
            .clone()
            .unwrap_or_else(|| self.contents[place].language.clone())
    }
}

/// An account that can sign in, as a viewer.
async fn account(service: &Service, email: &str, name: &str, role: Role) -> anyhow::Result<Viewer> {
    let form = OperatorAccountForm {
        email: email.to_owned(),
        display_name: name.to_owned(),
        password: PASSWORD.to_owned(),
        locale: "en".to_owned(),
        role: Some(role),
    };
    let account: AccountId = service.accounts().operator_create(form).await?;
    let name = DisplayName::trusted(name.to_owned());
    Ok(Viewer::Member(Member {
        account,
        session: SessionId(Uuid::nil()),
        name,
        role,
        grants: Vec::new(),
    }))
}
