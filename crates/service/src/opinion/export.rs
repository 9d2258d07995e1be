//! Exports in the format of Polis, so that existing notebooks read them: written in chunks, a batch of people at a time.
//!
//! An export contains only public data: the statements that are asked, and the present answers of participants who
//! count. Data that could lead from an answer to a person is left out or changed:
//! - ids are drawn anew for each export (the four files of one have the same where they are asked for with one key), and
//!   rows stand in their order, not in the order in which people came;
//! - times of answers are days, since the minute of an answer may be that of a signed comment;
//! - earlier answers of people who changed their mind are left out, and so are excluded people;
//! - authors of statements have ids of their own, which no row of answers has: who told friends what they wrote would
//!   have told all their answers. For the same reason their agreement with what they wrote, which is its first answer,
//!   is left out while fewer than [`SMALLEST_GROUP`] people have answered it;
//! - statements that wait for a moderator are not in it;
//! - of fewer than [`SMALLEST_GROUP`] people there are no rows of answers, and no group smaller than that is named.

mod csv;

use super::memory::Published;
use crate::{Error, Opinions, Service, entropy, formula::guarded};
use cabildo_domain::{
    ConsultationId, Refusal, Viewer,
    consultation::Slug,
    opinion::{Answer, SMALLEST_GROUP, StatementStatus, Tally},
    words,
};
use cabildo_store::{
    Tx,
    opinion::{
        self, participant,
        statement::{self, Statement},
        vote::{self, Cast},
    },
};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// The number of participant numbers read at a time.
const NUMBERS: i64 = 20_000;
const PEOPLE: usize = 200;
/// Most characters of the key that joins the files of one export.
pub const EXPORT_KEY: usize = 64;
/// The name of the installation's key that orders the people in files which were asked for with one key. Losing it
/// changes the ids in the files of that day.
const EXPORTS: &str = "exports";

/// A file of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFile {
    /// The statements.
    Comments,
    /// One row for each answer.
    Votes,
    /// One row for each person.
    ParticipantsVotes,
    /// The topic and the figures.
    Summary,
}

words!(ExportFile {
    Comments = "comments",
    Votes = "votes",
    ParticipantsVotes = "participants-votes",
    Summary = "summary"
});

/// A file that is being written. Each chunk is read in a transaction of its own when it is asked for, so that a slow
/// reader holds nothing but this value.
pub struct Export {
    service: Service,
    consultation: ConsultationId,
    file: ExportFile,
    /// The first part: the header, or the whole of a summary.
    head: Option<String>,
    statements: Vec<Statement>,
    authors: BTreeMap<uuid::Uuid, u64>,
    /// The author's answer by the number of a statement with few answers; it is left out.
    hushed: BTreeMap<i64, Cast>,
    /// The numbers of people in the order of their export ids, which count from 1.
    people: Vec<i64>,
    groups: BTreeMap<i64, u32>,
    /// The number of rows of `statements` or of `people` written so far.
    written: usize,
}

impl fmt::Debug for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Export")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

impl Opinions<'_> {
    /// Begins an export of the public part of a mapping. Files requested with the same `key` on the same day (UTC)
    /// share their ids; without a key, each file has its own ids. `url` is the address of the consultation, for the
    /// summary.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], also where no mapping has begun; [`Refusal::Malformed`] for a key of more than 64
    /// characters.
    pub async fn export(
        self,
        viewer: &Viewer,
        slug: &Slug,
        file: ExportFile,
        key: Option<&str>,
        url: &str,
    ) -> Result<Export, Error> {
        if key.is_some_and(|key| key.chars().count() > EXPORT_KEY) {
            return Err(Refusal::Malformed.into());
        }
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        opinion::of(&mut tx, row.id)
            .await?
            .ok_or(Refusal::NotFound)?;
        let mut statements = statement::all(&mut tx, row.id).await?;
        statements.retain(|statement| statement.status != StatementStatus::Held);
        let of_authors = vote::of_authors(&mut tx, row.id).await?;
        let hushed = hush(&mut statements, of_authors);
        let published = self.published(&mut tx, row.id).await?;
        let mut people = counted(&mut tx, row.id).await?;
        drop(tx);
        let lot = match key.filter(|key| !key.is_empty()) {
            Some(key) => {
                let parts: [&[u8]; 3] = [
                    row.id.0.as_bytes(),
                    &self.now().day().to_le_bytes(),
                    key.as_bytes(),
                ];
                self.keys().get(&self, EXPORTS).await?.code(&parts)
            }
            None => entropy::bytes::<32>(self.entropy()),
        };
        people.sort_by_cached_key(|number| hash(&[&lot, b"person", &number.to_le_bytes()]));
        let figures = Figures::of(&statements, people.len(), published.as_deref());
        let authors = authors(&statements, &lot, people.len());
        if (people.len() as i64) < SMALLEST_GROUP {
            people.clear();
            statements
                .iter_mut()
                .for_each(|statement| statement.tally = Tally::default());
        }
        let head = match file {
            ExportFile::Comments => csv::row(csv::COMMENTS),
            ExportFile::Votes => csv::row(csv::VOTES),
            ExportFile::ParticipantsVotes => {
                let columns = statements
                    .iter()
                    .map(|statement| statement.number.to_string());
                csv::row(
                    csv::PARTICIPANTS
                        .iter()
                        .map(|name| (*name).to_owned())
                        .chain(columns),
                )
            }
            ExportFile::Summary => figures.write(row.title.as_str(), url, row.summary.as_str()),
        };
        let groups = published
            .map(|published| groups(&published))
            .unwrap_or_default();
        let service = Service::clone(&self);
        let head = Some(head);
        Ok(Export {
            service,
            consultation: row.id,
            file,
            head,
            statements,
            authors,
            hushed,
            people,
            groups,
            written: 0,
        })
    }
}

impl Export {
    /// The next part of the file; `None` at its end.
    pub async fn next_chunk(&mut self) -> Result<Option<String>, Error> {
        if let Some(head) = self.head.take() {
            return Ok(Some(head));
        }
        let (from, most) = (self.written, PEOPLE);
        let rows = match self.file {
            ExportFile::Summary => 0,
            ExportFile::Comments => self.statements.len(),
            ExportFile::Votes | ExportFile::ParticipantsVotes => self.people.len(),
        };
        let to = rows.min(from + most);
        if from >= to {
            return Ok(None);
        }
        self.written = to;
        if self.file == ExportFile::Comments {
            let row = |statement: &Statement| csv::comment(statement, self.author(statement));
            return Ok(Some(self.statements[from..to].iter().map(row).collect()));
        }
        let people = &self.people[from..to];
        let mut tx = self.service.store().read().await?;
        let casts = vote::of_participants(&mut tx, self.consultation, people).await?;
        drop(tx);
        let mut answers: BTreeMap<i64, Vec<&Cast>> = BTreeMap::new();
        for cast in &casts {
            answers.entry(cast.participant).or_default().push(cast);
        }
        let mut chunk = String::new();
        for (rank, number) in people.iter().enumerate() {
            let id = (from + rank + 1) as u64;
            let given = answers.remove(number).unwrap_or_default();
            match self.file {
                ExportFile::Votes => self.write_votes(&mut chunk, id, &given),
                _ => self.write_person(&mut chunk, id, *number, &given),
            }
        }
        Ok(Some(chunk))
    }

    fn author(&self, statement: &Statement) -> u64 {
        statement
            .author
            .and_then(|author| self.authors.get(&author.0))
            .copied()
            .unwrap_or_default()
    }

    fn write_votes(&self, chunk: &mut String, id: u64, given: &[&Cast]) {
        for cast in given.iter().filter(|cast| self.is_told(cast)) {
            chunk.push_str(&csv::vote(cast, id));
        }
    }

    fn write_person(&self, chunk: &mut String, id: u64, number: i64, given: &[&Cast]) {
        let mut tally = Tally::default();
        let mut cells = vec![""; self.statements.len()];
        for cast in given.iter().filter(|cast| self.is_told(cast)) {
            let Ok(column) = self.column(cast.statement) else {
                continue;
            };
            tally.count(cast.answer, 1);
            cells[column] = match cast.answer {
                Answer::Agree => "1",
                Answer::Disagree => "-1",
                Answer::Pass => "0",
            };
        }
        chunk.push_str(&csv::person(
            id,
            self.groups.get(&number).copied(),
            tally,
            &cells,
        ));
    }

    /// Whether an answer is public: its statement is, and it does not reveal the author of the statement.
    fn is_told(&self, cast: &Cast) -> bool {
        self.column(cast.statement).is_ok()
            && self
                .hushed
                .get(&cast.statement)
                .is_none_or(|hushed| hushed.participant != cast.participant)
    }

    fn column(&self, number: i64) -> Result<usize, usize> {
        self.statements
            .binary_search_by_key(&number, |statement| statement.number)
    }
}

/// The answers of authors to their own statements that would reveal the author, by the number of the statement. They
/// are subtracted from the statements' counts too, so that the files agree with each other.
fn hush(statements: &mut [Statement], of_authors: Vec<Cast>) -> BTreeMap<i64, Cast> {
    let mut hushed = BTreeMap::new();
    for cast in of_authors {
        let found = statements.binary_search_by_key(&cast.statement, |statement| statement.number);
        if let Some(statement) = found.ok().and_then(|place| statements.get_mut(place))
            && statement.tally.seen() < SMALLEST_GROUP
        {
            statement.tally.count(cast.answer, -1);
            hushed.insert(cast.statement, cast);
        }
    }
    hushed
}

/// The numbers of all participants who answered and count, read in batches.
async fn counted(tx: &mut Tx, consultation: ConsultationId) -> Result<Vec<i64>, Error> {
    let mut people = Vec::new();
    loop {
        let batch = participant::counted(
            tx,
            consultation,
            people.last().copied().unwrap_or(0),
            NUMBERS,
        )
        .await?;
        let is_last = (batch.len() as i64) < NUMBERS;
        people.extend(batch);
        if is_last {
            return Ok(people);
        }
    }
}

/// Ids for authors that no row of answers has; the lab's statements have 0, which is nobody's.
fn authors(statements: &[Statement], lot: &[u8], people: usize) -> BTreeMap<uuid::Uuid, u64> {
    let mut drawn: Vec<_> = statements
        .iter()
        .filter_map(|statement| statement.author)
        .map(|author| (hash(&[lot, b"author", author.0.as_bytes()]), author.0))
        .collect();
    drawn.sort_unstable();
    drawn.dedup();
    let first = people as u64 + 1;
    drawn
        .into_iter()
        .enumerate()
        .map(|(rank, (_, author))| (author, first + rank as u64))
        .collect()
}

/// The groups of people on the published map, only those that are shown.
fn groups(published: &Published) -> BTreeMap<i64, u32> {
    let shown: BTreeSet<u32> = published
        .view
        .groups
        .iter()
        .filter(|group| group.shown)
        .map(|group| group.id)
        .collect();
    let places = published.state.places.iter();
    let grouped = places.filter_map(|(number, place)| Some((*number, place.group?)));
    grouped.filter(|(_, group)| shown.contains(group)).collect()
}

/// SHA-256 of some parts, each after its length.
fn hash(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The figures of a summary.
struct Figures {
    voters: usize,
    grouped: i64,
    apart: i64,
    authors: usize,
    statements: usize,
    groups: usize,
}

impl Figures {
    fn of(statements: &[Statement], voters: usize, published: Option<&Published>) -> Self {
        let authors: BTreeSet<_> = statements
            .iter()
            .map(|statement| statement.author.map(|id| id.0))
            .collect();
        Self {
            voters,
            grouped: published.map_or(0, |published| published.view.grouped),
            apart: published.map_or(0, |published| published.view.apart),
            authors: authors.len(),
            statements: statements.len(),
            groups: published.map_or(0, |published| published.view.groups.len()),
        }
    }

    fn write(&self, title: &str, url: &str, description: &str) -> String {
        let (title, description) = (guarded(title), guarded(description));
        [
            ("topic", title.into_owned()),
            ("url", url.to_owned()),
            // This program does not count views.
            ("views", "0".to_owned()),
            ("voters", self.voters.to_string()),
            ("voters-in-conv", self.grouped.to_string()),
            ("commenters", self.authors.to_string()),
            ("comments", self.statements.to_string()),
            ("groups", self.groups.to_string()),
            ("in-none-of-these-groups", self.apart.to_string()),
            ("conversation-description", description.into_owned()),
        ]
        .into_iter()
        .map(|(key, value)| csv::row([key, value.as_str()]))
        .collect()
    }
}
