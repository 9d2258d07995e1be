//! Statements: seeding, adding, editing and moderating them.

use super::{Caller, Voter, ballot, is_staff, known, network_hash, order::newcomer};
use crate::{Error, Service, entropy, moderation::ReasonForm, proposal::ConsultationBrief};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Language, Refusal, StatementId, Subject, Timestamp, Viewer,
    consultation::Slug,
    event::EventKind,
    limits,
    moderation::Measure,
    opinion::{Answer, Rules, StatementStatus, StatementText, Tally},
    phase::{Activity, Closed},
    refusal::Need,
    text::Reason,
};
use cabildo_store::{
    Tx,
    consultation::{self, ConsultationRow, Counts},
    event,
    moderation::{self, NewMeasure},
    opinion::{
        self, Opinion,
        participant::{self, Participant},
        statement::{self, Statement},
        vote::Cast,
    },
    report, support,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
};
use uuid::Uuid;

/// Statements that the lab begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedForm {
    /// The statements, one a line.
    pub statements: String,
    /// The language they are written in; nothing for the consultation's.
    pub language: String,
    /// Whether they are about the person, not an opinion.
    pub meta: bool,
}

/// A statement as somebody who takes part posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementForm {
    /// What it says.
    pub text: String,
    /// The language it is written in; nothing for the consultation's.
    pub language: String,
    /// A UUID made by the page with the form: a second submit of it answers with the first statement.
    pub submit_key: String,
}

/// A statement as staff edits it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementEditForm {
    /// What it says. Only a statement that nobody else has answered may say something else.
    pub text: String,
    /// The language it is written in; nothing leaves it.
    pub language: String,
    /// Whether it is about the person, not an opinion.
    pub meta: bool,
    /// The revision that was before the editor.
    pub revision: String,
}

/// Where to find a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementRef {
    /// Its consultation.
    pub slug: Slug,
    /// Its number there.
    pub number: i64,
    /// Its id.
    pub id: StatementId,
}

/// A statement that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Added {
    /// Where to find it.
    pub statement: StatementRef,
    /// Held or published, as the lab decided.
    pub status: StatementStatus,
}

/// What of the statements staff looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementFilter {
    /// Which.
    pub status: StatementStatus,
    /// The last number of the page before; 0 for the first page.
    pub after: i64,
}

/// A statement as staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskStatement {
    /// Its id, for reports and measures.
    pub id: StatementId,
    /// Its number.
    pub number: i64,
    /// What it says.
    pub text: StatementText,
    /// The language it is written in.
    pub language: Language,
    /// Whether the lab seeded it.
    pub seed: bool,
    /// Whether it is about the person, not an opinion.
    pub meta: bool,
    /// Where it stands.
    pub status: StatementStatus,
    /// Why it was taken out, while it is.
    pub reason: Option<Reason>,
    /// When it was written.
    pub created_at: Timestamp,
    /// How it was answered.
    pub tally: Tally,
    /// Whether its text may still be changed.
    pub changeable: bool,
    /// Raised by each edit; goes into the form.
    pub revision: i64,
}

impl From<&Statement> for DeskStatement {
    fn from(row: &Statement) -> Self {
        Self {
            id: row.id,
            number: row.number,
            text: row.text.clone(),
            language: row.language.clone(),
            seed: row.seed,
            meta: row.meta,
            status: row.status,
            reason: row.hidden_reason.clone(),
            created_at: row.created_at,
            tally: row.tally,
            changeable: changeable(row),
            revision: row.revision,
        }
    }
}

/// The statements of a consultation as staff sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementDesk {
    /// Where.
    pub consultation: ConsultationBrief,
    /// What the lab decided.
    pub rules: Rules,
    /// How many are held.
    pub held: i64,
    /// How many are asked.
    pub published: i64,
    /// How many were taken out.
    pub rejected: i64,
    /// Those of the status asked for, by number.
    pub statements: Vec<DeskStatement>,
    /// The `after` of the next page, if there is one.
    pub next: Option<i64>,
}

/// Whether nobody but the author, whose agreement is counted on sending, has answered.
fn changeable(row: &Statement) -> bool {
    row.tally.seen() <= i64::from(row.author.is_some())
}

impl Service {
    /// Adds the lab's own statements, asked at once. Those that are there already are left out, so that the same form
    /// twice adds nothing; answers what was added.
    ///
    /// # Errors
    /// Refused to all but the lab; [`Refusal::NotFound`], [`Refusal::Invalid`] (`statements` names each bad line).
    pub async fn seed_statements(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        form: SeedForm,
    ) -> Result<Vec<StatementRef>, Error> {
        let lab = viewer.lab()?.account();
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, viewer, slug).await?;
        let (texts, language) = read_seeds(&form, &row)?;
        let present = statement::all(&mut tx, row.id).await?;
        let mut known: HashSet<String> = present.iter().map(|statement| folded(&statement.text)).collect();
        let mut new = Vec::new();
        for text in texts {
            if known.insert(folded(&text)) {
                let draft = Draft { text, language: language.clone(), meta: form.meta };
                new.push(self.new_statement(&mut opinion, draft, StatementStatus::Published, None));
            }
        }
        if new.is_empty() {
            return Ok(Vec::new());
        }
        require_room(&opinion)?;
        statement::insert(&mut tx, &new, None).await?;
        self.note_statements(&mut tx, &mut opinion, &new, EventKind::StatementCreated, Some(lab)).await?;
        tx.commit().await?;
        Ok(new.iter().map(|statement| reference(slug, statement)).collect())
    }

    /// Adds a statement of somebody who takes part; its author agrees with it. A second submit of the same form
    /// answers with the first statement.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`], [`Refusal::NotFound`], [`Refusal::Closed`] (`Activity::Contribute`, `Never` where
    /// the lab alone adds statements), [`Refusal::Invalid`] (`text`: `Taken` when the same is asked already).
    pub async fn add_statement(&self, caller: Caller<'_>, slug: &Slug, form: StatementForm) -> Result<Added, Error> {
        let voter = caller.voter().ok_or(Refusal::SignInRequired)?;
        let key = Uuid::parse_str(form.submit_key.trim()).ok();
        match self.add(caller, &voter, slug, &form, key).await {
            // Somebody else's key, which means nothing here; one's own was found under the lock.
            Err(Error::Store(cabildo_store::Error::Taken { .. })) if key.is_some() => {
                self.add(caller, &voter, slug, &form, None).await
            }
            outcome => outcome,
        }
    }

    async fn add(
        &self,
        caller: Caller<'_>,
        voter: &Voter,
        slug: &Slug,
        form: &StatementForm,
        key: Option<Uuid>,
    ) -> Result<Added, Error> {
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, caller.viewer, slug).await?;
        let author = known(&mut tx, row.id, voter).await?;
        if let (Some(author), Some(key)) = (&author, key)
            && let Some(first) = statement::by_submit_key(&mut tx, author.id, key).await?
        {
            return Ok(Added { statement: reference(slug, &first), status: first.status });
        }
        self.require(&mut tx, row.id, Activity::Contribute).await?;
        let never = Refusal::Closed { activity: Activity::Contribute, closed: Closed::Never };
        let status = opinion.rules.contributions.begins().ok_or(never)?;
        let draft = Draft::read(form, &row)?;
        let asked = self.statements_at(&mut tx, row.id, opinion.revision).await?;
        let same = asked.iter().find(|statement| folded(&statement.text) == folded(&draft.text));
        if same.is_some_and(|statement| statement.status == StatementStatus::Published) {
            return Err(FieldErrors::one("text", Invalid::Taken).into());
        }
        require_room(&opinion)?;
        let author = match author {
            Some(author) => author,
            None => self.join_as(&mut tx, &mut opinion, voter, caller.network().as_deref()).await?,
        };
        let new = self.new_statement(&mut opinion, draft, status, Some(&author));
        statement::insert(&mut tx, std::slice::from_ref(&new), key).await?;
        self.agree_with_own(&mut tx, &mut opinion, author, &new).await?;
        self.note_statements(&mut tx, &mut opinion, std::slice::from_ref(&new), EventKind::StatementCreated, None)
            .await?;
        tx.commit().await?;
        Ok(Added { statement: reference(slug, &new), status })
    }

    /// Somebody signed in takes part for the first time.
    async fn join_as(
        &self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        voter: &Voter,
        network: Option<&str>,
    ) -> Result<Participant, Error> {
        let Voter::Account(account) = voter else { return Err(Refusal::SignInRequired.into()) };
        let network = network_hash(opinion, network);
        let new = newcomer(opinion, entropy::random_id(self.entropy()).into(), self.now(), network);
        let new = Participant { account: Some(*account), ..new };
        participant::insert(tx, std::slice::from_ref(&new)).await?;
        Ok(new)
    }

    async fn agree_with_own(
        &self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        author: Participant,
        new: &Statement,
    ) -> Result<(), Error> {
        let cast = Cast { participant: author.number, statement: new.number, answer: Answer::Agree, at: self.now() };
        let account = author.account;
        let mut people = HashMap::from([(author.number, author)]);
        let done = ballot::record(tx, opinion, &mut people, &[cast], &HashMap::new()).await?;
        let mut joined = 0;
        if !done.newcomers.is_empty() {
            joined = match account {
                Some(account) => {
                    support::note_participants(tx, &[(opinion.consultation, account, self.now())]).await?.len() as i64
                }
                None => 1,
            };
        }
        if joined > 0 {
            let change = Counts { participants: joined, ..Counts::default() };
            consultation::adjust(tx, opinion.consultation, change).await?;
        }
        Ok(())
    }

    /// Changes a statement's text while nobody else has answered it, its language, or whether it is a meta statement.
    ///
    /// # Errors
    /// Refused to all but moderators and the lab; [`Refusal::NotFound`], [`Refusal::Outdated`], [`Refusal::Invalid`];
    /// [`Need::Changeable`] for another text of what was answered.
    pub async fn edit_statement(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        form: StatementEditForm,
    ) -> Result<DeskStatement, Error> {
        let editor = viewer.moderator()?.account();
        let (mut tx, mut opinion, present) = self.held_statement(viewer, slug, number).await?;
        let mut edited = present.clone();
        let mut errors = FieldErrors::default();
        if let Some(text) = errors.check("text", StatementText::parse(&form.text)) {
            edited.text = text;
        }
        if !form.language.trim().is_empty()
            && let Some(language) = errors.check("language", Language::parse(&form.language))
        {
            edited.language = language;
        }
        errors.into_result()?;
        edited.meta = form.meta;
        if edited == present {
            return Ok((&present).into());
        }
        if i64::from_str(form.revision.trim()).map_err(|_| Refusal::Malformed)? != present.revision {
            return Err(Refusal::Outdated { current: present.revision }.into());
        }
        if edited.text != present.text && !changeable(&present) {
            return Err(Refusal::forbidden(Need::Changeable).into());
        }
        self.write_statement(&mut tx, &mut opinion, &mut edited, EventKind::StatementEdited, editor).await?;
        tx.commit().await?;
        Ok((&edited).into())
    }

    /// Lets a held statement be asked. Doing it twice changes nothing.
    ///
    /// # Errors
    /// Refused to all but moderators and the lab; [`Refusal::NotFound`]; [`Need::Visible`] for what was taken out:
    /// that is restored with a reason.
    pub async fn accept_statement(&self, viewer: &Viewer, slug: &Slug, number: i64) -> Result<DeskStatement, Error> {
        let moderator = viewer.moderator()?.account();
        let (mut tx, mut opinion, mut statement) = self.held_statement(viewer, slug, number).await?;
        match statement.status {
            StatementStatus::Published => return Ok((&statement).into()),
            StatementStatus::Rejected => return Err(Refusal::forbidden(Need::Visible).into()),
            StatementStatus::Held => statement.status = StatementStatus::Published,
        }
        self.write_statement(&mut tx, &mut opinion, &mut statement, EventKind::StatementAccepted, moderator).await?;
        tx.commit().await?;
        Ok((&statement).into())
    }

    /// Takes a statement out for a reason, held or asked: nobody is asked it any more, and its answers, which are kept,
    /// count as nothing on the map. Closes the reports on it. Doing it twice changes nothing.
    ///
    /// # Errors
    /// Refused to all but moderators and the lab; [`Refusal::NotFound`], [`Refusal::Invalid`] (`reason`).
    pub async fn reject_statement(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        form: ReasonForm,
    ) -> Result<DeskStatement, Error> {
        self.moderate_statement(viewer, slug, number, &form, Measure::Hide).await
    }

    /// Asks a statement again that was taken out. Doing it twice changes nothing.
    ///
    /// # Errors
    /// As [`Service::reject_statement`].
    pub async fn restore_statement(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        form: ReasonForm,
    ) -> Result<DeskStatement, Error> {
        self.moderate_statement(viewer, slug, number, &form, Measure::Restore).await
    }

    async fn moderate_statement(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
        form: &ReasonForm,
        measure: Measure,
    ) -> Result<DeskStatement, Error> {
        let moderator = viewer.moderator()?.account();
        let reason = form.parse()?;
        let (mut tx, mut opinion, mut statement) = self.held_statement(viewer, slug, number).await?;
        let hides = measure == Measure::Hide;
        if hides == (statement.status == StatementStatus::Rejected) {
            return Ok((&statement).into());
        }
        let at = self.now();
        (statement.status, statement.hidden_reason, statement.hidden_at, _) = if hides {
            (StatementStatus::Rejected, Some(reason.clone()), Some(at), ())
        } else {
            (StatementStatus::Published, None, None, ())
        };
        let subject = Subject::statement(statement.id);
        if hides {
            report::close(&mut tx, subject, at).await?;
        }
        let noted = NewMeasure { id: self.new_id(), subject, measure, reason: Some(reason), moderator, at };
        moderation::insert(&mut tx, &noted).await?;
        let kind = if hides { EventKind::SubjectHidden } else { EventKind::SubjectRestored };
        self.write_statement(&mut tx, &mut opinion, &mut statement, kind, moderator).await?;
        tx.commit().await?;
        Ok((&statement).into())
    }

    /// The statements of a consultation for staff. Four statements.
    ///
    /// # Errors
    /// Refused to all but moderators and the lab; [`Refusal::NotFound`].
    pub async fn statement_desk(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        filter: StatementFilter,
    ) -> Result<StatementDesk, Error> {
        viewer.moderator()?;
        let mut tx = self.store().read().await?;
        let row = self.consultation_seen_by(&mut tx, viewer, slug).await?;
        let rules = opinion::of(&mut tx, row.id).await?.map(|opinion| opinion.rules).unwrap_or_default();
        let counts = statement::counts(&mut tx, row.id).await?;
        let mut found = statement::of_status(&mut tx, row.id, filter.status, filter.after, limits::PAGE + 1).await?;
        let more = found.len() as i64 > limits::PAGE;
        found.truncate(limits::PAGE as usize);
        let count = |status| counts.iter().find(|(of, _)| *of == status).map_or(0, |(_, count)| *count);
        Ok(StatementDesk {
            consultation: ConsultationBrief::from(&row),
            rules,
            held: count(StatementStatus::Held),
            published: count(StatementStatus::Published),
            rejected: count(StatementStatus::Rejected),
            next: found.last().filter(|_| more).map(|last| last.number),
            statements: found.iter().map(DeskStatement::from).collect(),
        })
    }

    /// A statement under the lock of its mapping, for staff.
    async fn held_statement(
        &self,
        viewer: &Viewer,
        slug: &Slug,
        number: i64,
    ) -> Result<(Tx, Opinion, Statement), Error> {
        debug_assert!(is_staff(viewer));
        let mut tx = self.store().write().await?;
        let (row, opinion) = self.held_mapping(&mut tx, viewer, slug).await?;
        let statement = statement::by_number(&mut tx, row.id, number).await?.ok_or(Refusal::NotFound)?;
        Ok((tx, opinion, statement))
    }

    async fn write_statement(
        &self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        statement: &mut Statement,
        kind: EventKind,
        staff: AccountId,
    ) -> Result<(), Error> {
        statement.revision += 1;
        statement.updated_at = self.now();
        statement::update(tx, statement).await?;
        self.note_statements(tx, opinion, std::slice::from_ref(statement), kind, Some(staff)).await
    }

    /// Notes in the mapping that statements changed, so that the map and the memory follow, and appends the events.
    async fn note_statements(
        &self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        statements: &[Statement],
        kind: EventKind,
        staff: Option<AccountId>,
    ) -> Result<(), Error> {
        opinion.seq += 1;
        opinion.revision += 1;
        opinion::update(tx, opinion).await?;
        let events: Vec<_> = statements
            .iter()
            .map(|statement| self.opinion_event(kind, Subject::statement(statement.id), opinion.consultation, staff))
            .collect();
        event::append(tx, &events).await?;
        Ok(())
    }

    fn new_statement(
        &self,
        opinion: &mut Opinion,
        draft: Draft,
        status: StatementStatus,
        author: Option<&Participant>,
    ) -> Statement {
        opinion.last_statement += 1;
        let now = self.now();
        Statement {
            id: self.new_id(),
            consultation: opinion.consultation,
            number: opinion.last_statement,
            author: author.map(|author| author.id),
            text: draft.text,
            language: draft.language,
            seed: author.is_none(),
            meta: draft.meta,
            status,
            hidden_reason: None,
            hidden_at: None,
            revision: 1,
            created_at: now,
            updated_at: now,
            tally: Tally::default(),
        }
    }
}

struct Draft {
    text: StatementText,
    language: Language,
    meta: bool,
}

impl Draft {
    fn read(form: &StatementForm, row: &ConsultationRow) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let text = errors.check("text", StatementText::parse(&form.text));
        let language = read_language(&form.language, row, &mut errors);
        match (text, language) {
            (Some(text), Some(language)) => Ok(Self { text, language, meta: false }),
            _ => Err(errors),
        }
    }
}

fn read_language(code: &str, row: &ConsultationRow, errors: &mut FieldErrors) -> Option<Language> {
    match code.trim() {
        "" => Some(row.language.clone()),
        code => errors.check("language", Language::parse(code)),
    }
}

fn read_seeds(form: &SeedForm, row: &ConsultationRow) -> Result<(Vec<StatementText>, Language), FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut texts = Vec::new();
    for (index, line) in form.statements.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match StatementText::parse(line) {
            Ok(text) => texts.push(text),
            Err(_) => errors.add("statements", Invalid::Line { line: index as u32 + 1 }),
        }
    }
    if texts.is_empty() && errors.is_empty() {
        errors.add("statements", Invalid::Required);
    }
    match read_language(&form.language, row, &mut errors) {
        Some(language) if errors.is_empty() => Ok((texts, language)),
        _ => Err(errors),
    }
}

/// What makes two statements the same: the words, whatever their case and the punctuation around them.
fn folded(text: &StatementText) -> String {
    let words = text.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

fn require_room(opinion: &Opinion) -> Result<(), Refusal> {
    if opinion.last_statement > limits::STATEMENTS {
        return Err(FieldErrors::one("text", Invalid::OutOfRange { min: 1, max: limits::STATEMENTS }));
    }
    Ok(())
}

fn reference(slug: &Slug, statement: &Statement) -> StatementRef {
    StatementRef { slug: slug.clone(), number: statement.number, id: statement.id }
}
