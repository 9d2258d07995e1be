//! The import itself: reads through both files, then writes in one transaction, proposals here and comments in
//! [`comments`].

mod comments;

use super::{
    Broken, ConsulImport, ImportError, Imported, Listener, Notice, Reason, Rejected,
    consultation::Head,
    row::{COMMENT, Clocks, CommentRow, PROPOSAL, ProposalRow},
    table::{Source, Table},
};
use crate::{Imports, Service, account::names::NameRules, entropy, markdown};
use cabildo_domain::{
    AccountId, Author, ConsultationId, Locale, ProposalId, Role, Timestamp,
    proposal::{Content, Status, fair_rank},
    text::{DisplayName, ProposalBody, ProposalTitle},
};
use cabildo_store::{
    Tx, event,
    import::{self, Kind, NewPerson, count},
    proposal::{self, NewProposal},
};
use std::{collections::HashMap, path::Path};
use uuid::Uuid;

/// The number of rows read and written at a time.
const BATCH: usize = 400;

/// Both files, as they were saved.
struct Files {
    proposals: Source,
    comments: Source,
}

/// The state of a run: the source, the target, and the results so far.
struct Run<'a, 'b> {
    service: &'a Service,
    import: &'a ConsulImport,
    files: &'a Files,
    head: &'a Head,
    /// The time when it began.
    now: Timestamp,
    consultation: ConsultationId,
    listener: Listener<'b>,
    outcome: Imported,
}

impl Imports<'_> {
    /// Imports an export. Rows that cannot be used are reported to the listener and left out; when this returns,
    /// everything else is there, or nothing is.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing was changed.
    pub async fn consul(
        self,
        import: &ConsulImport,
        listener: Listener<'_>,
    ) -> Result<Imported, ImportError> {
        let head = Head::read(import).map_err(ImportError::Fields)?;
        let now = self.now();
        let files = Files {
            proposals: Source::of(&import.proposals)?,
            comments: Source::of(&import.comments)?,
        };
        for source in [&files.proposals, &files.comments] {
            listener(Notice::Saved(source.saved()));
        }
        let seen = look_through(
            &files,
            Clocks {
                zone: &import.time_zone,
                now,
            },
        )?;
        listener(Notice::Steps(seen.proposals + 3 * seen.comments));
        let written = seen.written.unwrap_or((now, now));
        let mut tx = self.store().write().await?;
        let (consultation, new) = self
            .consultation(&mut tx, &head, import.archived, written)
            .await?;
        let outcome = Imported::default();
        let mut run = Run {
            service: &self,
            import,
            files: &files,
            head: &head,
            now,
            consultation,
            listener,
            outcome,
        };
        run.proposals(&mut tx).await?;
        run.comments(&mut tx).await?;
        run.threads(&mut tx).await?;
        run.unusable(&mut tx).await?;
        let outcome = run.outcome;
        if !new && outcome.proposals + outcome.comments == 0 {
            // The transaction is dropped without a commit, so rows that were inserted and removed again leave nothing
            // behind.
            return Ok(Imported {
                people: 0,
                ..outcome
            });
        }
        count::all(&mut tx, consultation).await?;
        event::append(&mut tx, &self.import_events(consultation, new)).await?;
        tx.commit().await?;
        Ok(outcome)
    }
}

/// The contents of the files.
#[derive(Default)]
struct Seen {
    proposals: u64,
    comments: u64,
    /// The first and the last time in them.
    written: Option<(Timestamp, Timestamp)>,
}

/// Reads both files to their ends, so that a broken one is found before anything is written.
fn look_through(files: &Files, clocks: Clocks<'_>) -> Result<Seen, Broken> {
    let mut seen = Seen::default();
    let mut note = |at: Timestamp| {
        let (first, last) = seen.written.unwrap_or((at, at));
        seen.written = Some((first.min(at), last.max(at)));
    };
    let mut proposals = files.proposals.table(&PROPOSAL)?;
    while let Some(record) = proposals.next()? {
        seen.proposals += 1;
        if let Ok(row) = ProposalRow::read(&record, clocks) {
            note(row.at);
        }
    }
    let mut comments = files.comments.table(&COMMENT)?;
    while let Some(record) = comments.next()? {
        seen.comments += 1;
        if let Ok(row) = CommentRow::read(&record, clocks) {
            note(row.at);
        }
    }
    Ok(seen)
}

/// A row and the line it began on.
type Lined<T> = (u64, T);

/// The next rows of a file, up to [`BATCH`], and separately those that cannot be read; `None` at the end.
#[expect(clippy::type_complexity, reason = "two lists of rows with their lines")]
fn batch<T>(
    table: &mut Table,
    read: impl Fn(&super::table::Record) -> Result<T, Reason>,
) -> Result<Option<(Vec<Lined<T>>, Vec<Lined<Reason>>)>, Broken> {
    let (mut rows, mut refused) = (Vec::new(), Vec::new());
    while rows.len() + refused.len() < BATCH {
        let Some(record) = table.next()? else { break };
        match read(&record) {
            Ok(row) => rows.push((record.line, row)),
            Err(reason) => refused.push((record.line, reason)),
        }
    }
    Ok((!rows.is_empty() || !refused.is_empty()).then_some((rows, refused)))
}

impl<'a> Run<'a, '_> {
    fn clocks(&self) -> Clocks<'a> {
        Clocks {
            zone: &self.import.time_zone,
            now: self.now,
        }
    }

    fn key(&self, kind: &str, id: impl std::fmt::Display) -> String {
        format!("{}:{kind}:{id}", self.head.key())
    }

    fn reject(&mut self, file: &Path, line: u64, reason: Reason) {
        self.outcome.rejected += 1;
        (self.listener)(Notice::Rejected(Rejected {
            file: file.to_owned(),
            line,
            reason,
        }));
    }

    async fn proposals(&mut self, tx: &mut Tx) -> Result<(), ImportError> {
        let mut table = self.files.proposals.table(&PROPOSAL)?;
        let clocks = self.clocks();
        while let Some((rows, refused)) =
            batch(&mut table, |record| ProposalRow::read(record, clocks))?
        {
            let steps = rows.len() + refused.len();
            for (line, reason) in refused {
                self.reject(table.path(), line, reason);
            }
            let keys: Vec<String> = rows
                .iter()
                .map(|(_, row)| self.key("proposal", row.id))
                .collect();
            let mut known = import::known(tx, Kind::Proposal, &keys).await?;
            let mut fresh = Vec::with_capacity(rows.len());
            for ((line, row), key) in rows.into_iter().zip(keys) {
                match known.insert(key.clone(), (Uuid::nil(), true)) {
                    None => fresh.push((row, key)),
                    Some((_, true)) => {
                        self.reject(table.path(), line, Reason::Twice { id: row.id })
                    }
                    Some((_, false)) => self.outcome.known += 1,
                }
            }
            let users = fresh.iter().map(|(row, _)| (row.user.as_str(), row.at));
            let people = self.people(tx, users).await?;
            let new: Vec<NewProposal> = fresh
                .into_iter()
                .map(|(row, key)| self.new_proposal(row, key, &people))
                .collect();
            proposal::insert(tx, &new).await?;
            self.outcome.proposals += new.len() as u64;
            self.outcome.supports += new
                .iter()
                .map(|new| new.imported_supports as u64)
                .sum::<u64>();
            (self.listener)(Notice::Done(steps as u64));
        }
        count::number_proposals(tx, self.consultation).await?;
        Ok(())
    }

    fn new_proposal(
        &self,
        row: ProposalRow,
        key: String,
        people: &HashMap<String, AccountId>,
    ) -> NewProposal {
        let lot = entropy::lot(self.service.entropy());
        NewProposal {
            id: ProposalId(self.id(row.at, row.id)),
            consultation: self.consultation,
            number: -row.id,
            author: Author::Import(Some(people[&self.key("user", &row.user)])),
            body_html: markdown::render(&row.body),
            content: Content::new(
                ProposalTitle::trusted(row.title),
                ProposalBody::trusted(row.body),
                self.head.language.clone(),
            ),
            sanitizer: markdown::VERSION,
            status: Status::Published,
            created_at: row.at,
            imported_supports: row.supports,
            lot,
            fair_rank: fair_rank(lot, self.service.now().day()),
            submit_key: None,
            import_key: Some(key),
        }
    }

    /// The accounts of these people by their import keys; missing ones are created.
    async fn people<'u>(
        &mut self,
        tx: &mut Tx,
        users: impl Iterator<Item = (&'u str, Timestamp)>,
    ) -> Result<HashMap<String, AccountId>, ImportError> {
        let mut first: HashMap<String, (&str, Timestamp)> = HashMap::new();
        for (user, at) in users {
            first.entry(self.key("user", user)).or_insert((user, at));
        }
        let keys: Vec<String> = first.keys().cloned().collect();
        let known = import::known(tx, Kind::Account, &keys).await?;
        let mut people: HashMap<String, AccountId> = known
            .into_iter()
            .map(|(key, (id, _))| (key, AccountId(id)))
            .collect();
        let locale = Locale::from_tag(self.head.language.as_str()).unwrap_or_default();
        let rules = NameRules::load(tx).await?;
        let mut new = Vec::new();
        for (key, (user, at)) in first {
            if !people.contains_key(&key) {
                let id = AccountId(entropy::id_at(self.service.entropy(), at));
                let name =
                    DisplayName::trusted(format!("{} {user}", self.import.texts.participant));
                people.insert(key.clone(), id);
                new.push(NewPerson {
                    id,
                    flag: rules.flag(&name, Role::Resident),
                    name,
                    import_key: Some(key),
                    locale,
                    created_at: at,
                });
            }
        }
        self.outcome.people += import::insert_people(tx, &new).await?;
        Ok(people)
    }

    /// An id that sorts by time, and for equal times by the number in the export.
    fn id(&self, at: Timestamp, number: i64) -> Uuid {
        let mut bytes: [u8; 10] = entropy::bytes(self.service.entropy());
        // A version 7 UUID has 12, then 62 bits after the time (RFC 9562): the number goes into the first 32 of them.
        let number = number as u32;
        bytes[0] = (number >> 28) as u8;
        bytes[1] = (number >> 20) as u8;
        bytes[2] = (number >> 14) as u8 & 0x3F;
        bytes[3] = (number >> 6) as u8;
        bytes[4] = (number << 2) as u8 | (bytes[4] & 3);
        let millis = u64::try_from(at.0).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}
