//! Writes people, statements and votes of an export, in the caller's transaction.

use super::{ImportError, Imported, Listener, Notice, Remark, files::Export, place::Place};
use crate::{Service, entropy, formula::guarded};
use cabildo_domain::{
    ConsultationId, OpinionParticipantId, StatementId, Timestamp, limits,
    opinion::{Answer, Pace, StatementStatus, StatementText, Tally},
    text::{DisplayName, Reason},
};
use cabildo_insight::{
    Cast as Row,
    polis::{Comment, Moderation},
};
use cabildo_store::{
    Tx,
    opinion::{
        self, Opinion,
        participant::{self, Participant},
        statement::{self, Statement},
        vote::{self, Cast},
    },
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, btree_map::Entry};

/// The number of votes read or written at a time.
const BATCH: usize = 2_000;

/// The state of a run.
pub(super) struct Replay<'a, 'b> {
    pub service: &'a Service,
    pub place: &'a Place,
    pub opinion: Opinion,
    pub listener: Listener<'b>,
    pub outcome: &'a mut Imported,
}

/// A statement that votes are about.
struct Asked {
    number: i64,
    characters: usize,
}

/// Participants by their ids in the export.
type People = BTreeMap<u64, Participant>;
type Statements = HashMap<u64, Asked>;

impl Replay<'_, '_> {
    /// Writes everything; returns how many people answered here for the first time.
    pub async fn run(&mut self, tx: &mut Tx, export: Export) -> Result<i64, ImportError> {
        let mut people = self.people(tx, &export).await?;
        let statements = self.statements(tx, &export, &people).await?;
        let joined = self
            .votes(tx, &export.casts, &mut people, &statements)
            .await?;
        opinion::update(tx, &self.opinion).await?;
        Ok(joined)
    }

    /// Everyone who wrote or voted; missing participants are created. Participant 0 is the owner of the conversation:
    /// the owner's statements become seeds, so the owner becomes a participant only by voting.
    async fn people(&mut self, tx: &mut Tx, export: &Export) -> Result<People, ImportError> {
        let mut since: BTreeMap<u64, i64> = BTreeMap::new();
        let authors = export.comments.iter().filter(|comment| comment.author != 0);
        let acts = authors.map(|comment| (comment.author, comment.at));
        for (person, at) in acts.chain(export.casts.iter().map(|cast| (cast.participant, cast.at)))
        {
            let first = since.entry(person).or_insert(at);
            *first = at.min(*first);
        }
        let known = participant::imported(tx, self.place.consultation).await?;
        let mut people: People = known
            .into_iter()
            .filter_map(|person| Some((person.import_key.as_ref()?.parse().ok()?, person)))
            .collect();
        let mut new = Vec::new();
        for (person, at) in since {
            if let Entry::Vacant(place) = people.entry(person) {
                let made = self.new_person(person, Timestamp(at));
                place.insert(made.clone());
                new.push(made);
            }
        }
        participant::insert(tx, &new).await?;
        self.outcome.people = new.len() as u64;
        Ok(people)
    }

    fn new_person(&mut self, person: u64, at: Timestamp) -> Participant {
        self.opinion.last_participant += 1;
        Participant {
            id: OpinionParticipantId(entropy::id_at(self.service.entropy(), at)),
            consultation: self.place.consultation,
            number: self.opinion.last_participant,
            account: None,
            pseudonymous: true,
            pseudonym: Some(DisplayName::trusted(format!(
                "{} {person}",
                self.place.texts.participant
            ))),
            pass_hash: None,
            invitation: None,
            import_key: Some(person.to_string()),
            joined_at: at,
            network: None,
            votes: 0,
            pace: Pace::default(),
            excluded_at: None,
            excluded_reason: None,
            exclusion: None,
            merged_into: None,
        }
    }

    async fn statements(
        &mut self,
        tx: &mut Tx,
        export: &Export,
        people: &People,
    ) -> Result<Statements, ImportError> {
        let present = statement::all(tx, self.place.consultation).await?;
        let present: HashMap<StatementId, Statement> =
            present.into_iter().map(|found| (found.id, found)).collect();
        let (mut statements, mut new) = (Statements::new(), Vec::new());
        for comment in &export.comments {
            let id = statement_id(self.place.consultation, comment.id);
            let characters = comment.body.chars().count();
            let number = match present.get(&id) {
                // An edit here may have changed the text; a different text without an edit means another export.
                Some(known) if known.revision == 1 && !self.is_text(known, comment) => {
                    let reason =
                        format!("comment {} is here already with another text", comment.id);
                    let (file, line) = (export.comments_file.clone(), Some(comment.line));
                    return Err(ImportError::Another(Remark { file, line, reason }));
                }
                Some(known) => {
                    self.outcome.known += 1;
                    known.number
                }
                None => {
                    new.push(self.new_statement(id, comment, people)?);
                    self.opinion.last_statement
                }
            };
            statements.insert(comment.id, Asked { number, characters });
        }
        if !new.is_empty() {
            statement::insert(tx, &new, None).await?;
            self.opinion.seq += 1;
            self.opinion.revision += 1;
        }
        self.outcome.statements = new.len() as u64;
        Ok(statements)
    }

    /// The text in place of one that the export leaves out.
    fn withheld(&self, comment: &Comment) -> String {
        format!("{} {}", self.place.texts.withheld, comment.id)
            .trim()
            .to_owned()
    }

    /// Whether the comment has the same text as the statement, as far as the export shows: it may leave out the text of
    /// a rejected comment, and a text may have an apostrophe that protects it in spreadsheets.
    fn is_text(&self, known: &Statement, comment: &Comment) -> bool {
        let text = known.text.as_str();
        comment.body.is_empty()
            || text == comment.body
            || text == guarded(&comment.body)
            || text == self.withheld(comment)
    }

    fn new_statement(
        &mut self,
        id: StatementId,
        comment: &Comment,
        people: &People,
    ) -> Result<Statement, ImportError> {
        if self.opinion.last_statement >= limits::STATEMENTS {
            return Err(ImportError::TooMany {
                most: limits::STATEMENTS,
            });
        }
        self.opinion.last_statement += 1;
        let rejected = comment.moderation == Moderation::Rejected;
        let at = Timestamp(comment.at);
        let author = if comment.author == 0 {
            None
        } else {
            people.get(&comment.author)
        };
        Ok(Statement {
            id,
            consultation: self.place.consultation,
            number: self.opinion.last_statement,
            author: author.map(|author| author.id),
            text: StatementText::trusted(if comment.body.is_empty() {
                self.withheld(comment)
            } else {
                comment.body.clone()
            }),
            language: self.place.language.clone(),
            seed: author.is_none(),
            meta: comment.meta,
            status: if rejected {
                StatementStatus::Rejected
            } else {
                StatementStatus::Published
            },
            hidden_reason: rejected.then(|| Reason::trusted(self.place.texts.rejected.clone())),
            hidden_at: rejected.then(|| self.service.now()),
            revision: 1,
            created_at: at,
            updated_at: at,
            tally: Tally::default(),
        })
    }

    /// Replays the votes that are later than the present answers; returns how many people had none before.
    async fn votes(
        &mut self,
        tx: &mut Tx,
        rows: &[Row],
        people: &mut People,
        statements: &Statements,
    ) -> Result<i64, ImportError> {
        let before = standing(tx, &self.opinion).await?;
        let mut now = before.clone();
        let mut fresh = Vec::new();
        for row in rows {
            let (Some(person), Some(asked)) = (
                people.get_mut(&row.participant),
                statements.get(&row.statement),
            ) else {
                continue;
            };
            let pair = (person.number, asked.number);
            let (says, at) = (answer(row.answer), Timestamp(row.at));
            if before.get(&pair).is_some_and(|(_, last)| at <= *last) {
                self.outcome.known += 1;
                continue;
            }
            if now.get(&pair).is_some_and(|(stands, _)| *stands == says) {
                self.outcome.repeated += 1;
                continue;
            }
            if now.insert(pair, (says, at)).is_none() {
                person.votes += 1;
            }
            person.pace = person.pace.after(at, asked.characters);
            fresh.push(Cast {
                participant: pair.0,
                statement: pair.1,
                answer: says,
                at,
            });
        }
        self.outcome.votes = fresh.len() as u64;
        (self.listener)(Notice::Done(rows.len().saturating_sub(fresh.len()) as u64));
        self.write(tx, &fresh, &before, people).await
    }

    async fn write(
        &mut self,
        tx: &mut Tx,
        fresh: &[Cast],
        before: &Standing,
        people: &People,
    ) -> Result<i64, ImportError> {
        let consultation = self.place.consultation;
        let mut latest: BTreeMap<(i64, i64), Cast> = BTreeMap::new();
        for batch in fresh.chunks(BATCH) {
            vote::remember(tx, consultation, self.opinion.seq + 1, batch).await?;
            self.opinion.seq += batch.len() as i64;
            latest.extend(
                batch
                    .iter()
                    .map(|cast| ((cast.participant, cast.statement), *cast)),
            );
            (self.listener)(Notice::Done(batch.len() as u64));
        }
        let casts: Vec<Cast> = latest.values().copied().collect();
        for batch in casts.chunks(BATCH) {
            vote::put(tx, consultation, batch).await?;
        }
        let people: HashMap<i64, &Participant> = people
            .values()
            .map(|person| (person.number, person))
            .collect();
        let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
        let mut added: BTreeMap<i64, i64> = BTreeMap::new();
        for cast in &casts {
            let stood = before.get(&(cast.participant, cast.statement));
            *added.entry(cast.participant).or_default() += i64::from(stood.is_none());
            if people
                .get(&cast.participant)
                .is_some_and(|person| person.excluded_at.is_none())
            {
                let tally = tallies.entry(cast.statement).or_default();
                tally.count(cast.answer, 1);
                if let Some((stood, _)) = stood {
                    tally.count(*stood, -1);
                }
            }
        }
        statement::count(tx, consultation, &Vec::from_iter(tallies)).await?;
        let mut joined = 0;
        let mut paces = Vec::with_capacity(added.len());
        for (number, added) in added {
            let Some(person) = people.get(&number) else {
                continue;
            };
            let is_new = added > 0 && person.votes == added;
            joined += i64::from(is_new);
            if person.excluded_at.is_none() {
                self.opinion.votes += added;
                self.opinion.voters += i64::from(is_new);
            }
            paces.push((number, person.votes, person.pace));
        }
        participant::set_paces(tx, consultation, &paces).await?;
        Ok(joined)
    }
}

/// The present answers and their times, by the numbers of participant and statement.
type Standing = HashMap<(i64, i64), (Answer, Timestamp)>;

async fn standing(tx: &mut Tx, opinion: &Opinion) -> Result<Standing, ImportError> {
    let (mut standing, mut seq) = (Standing::new(), 0);
    loop {
        let rows = vote::since(tx, opinion.consultation, seq, BATCH as i64).await?;
        let Some((last, _)) = rows.last() else {
            return Ok(standing);
        };
        seq = *last;
        standing.extend(
            rows.iter()
                .map(|(_, cast)| ((cast.participant, cast.statement), (cast.answer, cast.at))),
        );
    }
}

/// The id here of a comment of the export: the same in every run.
fn statement_id(consultation: ConsultationId, comment: u64) -> StatementId {
    let hash = Sha256::new()
        .chain_update(consultation.0)
        .chain_update("polis")
        .chain_update(comment.to_be_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    StatementId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

const fn answer(answer: cabildo_insight::Answer) -> Answer {
    match answer {
        cabildo_insight::Answer::Agree => Answer::Agree,
        cabildo_insight::Answer::Disagree => Answer::Disagree,
        cabildo_insight::Answer::Pass => Answer::Pass,
    }
}
