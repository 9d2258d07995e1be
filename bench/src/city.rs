//! The city: 12,000 proposals, 20,000 comments, 165,000 supports, 8,000 people who are signed in.
//!
//! The rows are inserted by the store's own functions, many at a time; counters are made as an import makes them.

use super::words::Dice;
use anyhow::ensure;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use cabildo_domain::{
    AccountId, Clock, CommentId, ConsultationId, Language, Locale, PhaseId, ProposalId, SessionId,
    Subject, Timestamp, Viewer,
    comment::Alignment,
    consultation::{Slug, State, Template},
    event::{NewEvent, Verb},
    phase::{Activity, Allows, Method, Phase},
    proposal::{Content, Status, fair_rank},
    text::{
        CommentBody, ConsultationTitle, Description, DisplayName, PhaseDescription, PhaseName,
        ProposalBody, ProposalTitle, Summary,
    },
    time::Span,
};
use cabildo_service::{
    Config, Limits, Parts, Service,
    clock::SystemClock,
    entropy::{SystemEntropy, bytes, lot},
    markdown,
};
use cabildo_store::{
    Database, Store, Tx,
    comment::{self, NewComment},
    consultation::{self, ConsultationRow, Counts},
    event, import,
    phase::replace,
    proposal::{self, NewProposal},
    session, support,
};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

const PEOPLE: usize = 8_000;
const SUPPORTS: usize = 165_000;
const COMMENTS: usize = 20_000;
/// Address and number of proposals of each consultation.
const CONSULTATIONS: [(&str, usize); 5] = [
    ("bench-city", 10_000),
    ("harbour", 500),
    ("schools", 500),
    ("charter", 500),
    ("nights", 500),
];
/// Comments on proposals 1 and 2 of the first one.
const LONG: usize = 1_000;
const MEDIUM: usize = 100;

struct City {
    service: Service,
    dice: Dice,
    now: Timestamp,
    people: Vec<AccountId>,
    proposals: Vec<(ConsultationId, ProposalId)>,
}

pub(super) async fn fill(database: &Database, tokens: &Path) -> anyhow::Result<()> {
    let store = Store::connect(database).await?;
    store.migrate().await?;
    ensure!(
        event::head(&mut store.read().await?).await? == 0,
        "the database has content"
    );
    let (clock, entropy) = (Arc::new(SystemClock), Arc::new(SystemEntropy));
    let config = Config {
        limits: Limits::none(),
        ..Config::default()
    };
    let now = clock.now();
    let service = Service::new(Parts {
        store: store.clone(),
        clock,
        entropy,
        config,
    });
    let mut city = City {
        service,
        dice: Dice::new(),
        now,
        people: Vec::new(),
        proposals: Vec::new(),
    };
    city.people().await?;
    let mut tx = store.write().await?;
    city.sessions(&mut tx, tokens).await?;
    let mut consultations = Vec::new();
    for (slug, proposals) in CONSULTATIONS {
        let id = city.consultation(&mut tx, slug).await?;
        city.proposals(&mut tx, id, proposals).await?;
        consultations.push(id);
    }
    city.comments(&mut tx).await?;
    city.supports(&mut tx).await?;
    let imported = |id: &ConsultationId| NewEvent {
        verb: Verb::Imported,
        subject: Subject::consultation(*id),
        consultation: Some(*id),
        actor: None,
        at: now,
    };
    for id in &consultations {
        import::count::all(&mut tx, *id).await?;
    }
    event::append(
        &mut tx,
        &consultations.iter().map(imported).collect::<Vec<_>>(),
    )
    .await?;
    tx.commit().await?;
    store.close().await;
    Ok(())
}

impl City {
    async fn people(&mut self) -> anyhow::Result<()> {
        let name = |number| {
            (
                DisplayName::trusted(format!("Neighbour {number}")),
                Locale::En,
            )
        };
        let names: Vec<_> = (1..=PEOPLE).map(name).collect();
        let viewers = self
            .service
            .accounts()
            .operator_create_residents(&names)
            .await?;
        self.people = viewers.iter().filter_map(Viewer::account).collect();
        Ok(())
    }

    async fn sessions(&self, tx: &mut Tx, file: &Path) -> anyhow::Result<()> {
        let mut tokens = String::with_capacity(PEOPLE * 44);
        for account in &self.people {
            let token = URL_SAFE_NO_PAD.encode(bytes::<32>(&SystemEntropy));
            let new = session::NewSession {
                id: self.service.new_id::<SessionId>(),
                token_hash: Sha256::digest(token.as_bytes()).into(),
                account: *account,
                created_at: self.now,
                expires_at: self.now + Span::days(60),
                agent: String::new(),
            };
            session::insert(tx, &new).await?;
            tokens.push_str(&token);
            tokens.push('\n');
        }
        Ok(std::fs::write(file, tokens)?)
    }

    async fn consultation(&self, tx: &mut Tx, slug: &str) -> anyhow::Result<ConsultationId> {
        let text =
            || Description::trusted("What should change here, and who would notice?".to_owned());
        let html = markdown::render(text().as_str());
        let phase = Phase {
            id: self.service.new_id::<PhaseId>(),
            name: PhaseName::trusted("Ideas".to_owned()),
            description: PhaseDescription::trusted(String::new()),
            method: Method::Propose,
            starts_at: self.now - Span::days(90),
            ends_at: self.now + Span::days(90),
            allows: Allows::of(&[Activity::Propose, Activity::Comment, Activity::Support]),
        };
        let row = ConsultationRow {
            id: self.service.new_id(),
            slug: Slug::trusted(slug.to_owned()),
            title: ConsultationTitle::trusted(format!("What should change: {slug}")),
            summary: Summary::trusted("Tell us what would make daily life better.".to_owned()),
            description: text(),
            description_html: html.clone(),
            promise: text(),
            promise_html: html,
            outcome: Description::trusted(String::new()),
            outcome_html: String::new(),
            sanitizer: markdown::VERSION,
            language: Language::trusted("en".to_owned()),
            template: Template::OpenCall,
            state: State::Published,
            revision: 1,
            created_by: None,
            created_at: phase.starts_at,
            updated_at: phase.starts_at,
            published_at: Some(phase.starts_at),
            archived_at: None,
            opens_at: phase.starts_at,
            closes_at: phase.ends_at,
            last_number: 0,
            counts: Counts::default(),
        };
        consultation::insert(tx, &row).await?;
        replace(tx, row.id, &[phase]).await?;
        Ok(row.id)
    }

    fn someone(&self) -> AccountId {
        self.people[self.dice.below(self.people.len())]
    }

    /// A moment of the last eighty days.
    fn sometime(&self) -> Timestamp {
        self.now - Span::days(85) + Span::minutes(self.dice.below(80 * 24 * 60) as i64)
    }

    async fn proposals(
        &mut self,
        tx: &mut Tx,
        place: ConsultationId,
        count: usize,
    ) -> anyhow::Result<()> {
        let mut new = Vec::with_capacity(count);
        for number in 1..=count as i64 {
            let body = self.dice.text(40 + self.dice.below(120));
            let lot = lot(&SystemEntropy);
            new.push(NewProposal {
                id: self.service.new_id(),
                consultation: place,
                // Provisional, as those of an import.
                number: -number,
                author: self.someone().into(),
                body_html: markdown::render(&body),
                content: Content::new(
                    ProposalTitle::trusted(self.dice.title()),
                    ProposalBody::trusted(body),
                    Language::trusted("en".to_owned()),
                ),
                sanitizer: markdown::VERSION,
                status: Status::Published,
                created_at: self.sometime(),
                imported_supports: 0,
                lot,
                fair_rank: fair_rank(lot, self.now.day()),
                submit_key: None,
                import_key: None,
            });
        }
        self.proposals.extend(new.iter().map(|new| (place, new.id)));
        proposal::insert(tx, &new).await?;
        import::count::number_proposals(tx, place).await?;
        Ok(())
    }

    async fn comments(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let mut new: Vec<NewComment> = Vec::with_capacity(COMMENTS);
        for index in 0..COMMENTS {
            let on = match index {
                0..LONG => 0,
                _ if index < LONG + MEDIUM => 1,
                _ => 2 + self.dice.skewed(self.proposals.len() - 2),
            };
            // Two of three answer an earlier one of the same proposal, which the last of them mostly is.
            let earlier = new
                .iter()
                .rev()
                .take(LONG)
                .find(|other| other.subject.id == self.proposals[on].1.0);
            let parent = earlier
                .filter(|_| self.dice.below(3) > 0)
                .map(|other| (other.id, other.root, other.depth));
            let comment = self.comment(index, on, parent);
            new.push(comment);
        }
        comment::insert(tx, &new).await?;
        Ok(())
    }

    fn comment(
        &self,
        index: usize,
        on: usize,
        parent: Option<(CommentId, CommentId, i64)>,
    ) -> NewComment {
        let (place, proposal) = self.proposals[on];
        let id = CommentId(self.service.new_id());
        let body = self.dice.text(8 + self.dice.below(50));
        let alignment =
            [Alignment::For, Alignment::Against, Alignment::Neutral][self.dice.below(3)];
        NewComment {
            id,
            consultation: Some(place),
            subject: Subject::proposal(proposal),
            parent: parent.map(|(id, ..)| id),
            root: parent.map_or(id, |(_, root, _)| root),
            depth: parent.map_or(0, |(.., depth)| {
                (depth + 1).min(cabildo_domain::comment::MAX_DEPTH)
            }),
            author: self.someone().into(),
            alignment,
            body_html: markdown::render(&body),
            body: CommentBody::trusted(body),
            sanitizer: markdown::VERSION,
            language: Language::trusted("en".to_owned()),
            // One after the other, so that an answer is never older than what it answers.
            created_at: self.now - Span::days(80) + Span::minutes(5 * index as i64),
            orphan: false,
            imported_ups: self.dice.skewed(40) as i64,
            imported_downs: self.dice.skewed(12) as i64,
            submit_key: None,
            import_key: None,
        }
    }

    async fn supports(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let mut pairs = BTreeSet::new();
        while pairs.len() < SUPPORTS {
            pairs.insert((
                self.dice.skewed(self.proposals.len()),
                self.dice.below(self.people.len()),
            ));
        }
        let mut counts: BTreeMap<Subject, i64> = BTreeMap::new();
        let mut places: BTreeMap<ConsultationId, i64> = BTreeMap::new();
        let mut people = BTreeSet::new();
        let mut given = Vec::with_capacity(SUPPORTS);
        for (on, who) in pairs {
            let ((place, proposal), account) = (self.proposals[on], self.people[who]);
            let subject = Subject::proposal(proposal);
            *counts.entry(subject).or_default() += 1;
            *places.entry(place).or_default() += 1;
            people.insert((place, account));
            given.push(((subject, account), self.sometime()));
        }
        support::give(tx, &given).await?;
        support::count(tx, &Vec::from_iter(counts)).await?;
        let people: Vec<_> = people
            .into_iter()
            .map(|(place, account)| (place, account, self.now))
            .collect();
        support::note_participants(tx, &people).await?;
        for (place, supports) in places {
            consultation::adjust(
                tx,
                place,
                Counts {
                    supports,
                    ..Counts::default()
                },
            )
            .await?;
        }
        Ok(())
    }
}
