//! Statements: adding them. The lab's own statements are in [`seed`], the acts of staff in [`moderate`].

mod desk;
mod draft;
mod moderate;
mod page;
mod seed;

pub use desk::{DeskStatement, StatementDesk, StatementFilter};
pub use moderate::StatementEditForm;
pub use page::{StatementMay, StatementPage};
pub use seed::{SeedForm, SeedLook, TakenOut};

use super::{Caller, Voter, ballot, joining::newcomer, known, network_hash};
use crate::{Accounts, Error, Statements, entropy, submit_key};
use cabildo_domain::{
    AccountId, FieldErrors, Invalid, Refusal, StatementId, Subject,
    consultation::Slug,
    event::Verb,
    opinion::{Answer, StatementStatus, Tally},
    phase::{Activity, Closed},
    refusal::Need,
};
use cabildo_store::{
    Tx,
    consultation::{self, Counts},
    event,
    opinion::{
        self, Opinion,
        participant::{self, Participant},
        statement::{self, Statement},
        vote::Cast,
    },
    support,
};
use draft::{Draft, folded, read_language, require_room};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use uuid::Uuid;

/// A statement as a participant posts it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StatementForm {
    pub text: String,
    /// The language of the text; empty for the consultation's.
    pub language: String,
    /// A UUID that the page puts into the form: a second submit of the same text returns the first statement.
    pub submit_key: String,
}

impl StatementForm {
    /// The key that identifies this post in a consultation, when the form has a key.
    fn key(&self, voter: &Voter, slug: &Slug) -> Option<Uuid> {
        let who: &[u8] = match voter {
            Voter::Account(account) => account.0.as_bytes(),
            Voter::Pass(hash) => hash,
        };
        submit_key::of(
            &self.submit_key,
            who,
            &[slug.as_str(), &self.text, &self.language],
        )
    }
}

/// The address of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatementRef {
    /// Its consultation.
    pub slug: Slug,
    pub number: i64,
    pub id: StatementId,
}

/// A statement that was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Added {
    /// Its address.
    pub statement: StatementRef,
    /// Held or published, as the lab decided.
    pub status: StatementStatus,
}

impl Statements<'_> {
    /// Adds a statement of a participant; its author agrees with it. A second submit of the same form with the same
    /// content returns the first statement; with another content it makes another statement.
    ///
    /// # Errors
    /// [`Refusal::SignInRequired`], [`Refusal::NotFound`], [`Refusal::Closed`] (`Activity::Contribute`, `Never` where
    /// only the lab adds statements), [`Refusal::Enough`] for a participant who has added as many as the lab allows,
    /// [`Refusal::Invalid`] (`text`: `AskedAlready`). A statement with the text of one that was taken out waits for a
    /// moderator, whatever the lab decided.
    pub async fn add(
        self,
        caller: Caller<'_>,
        slug: &Slug,
        form: StatementForm,
    ) -> Result<Added, Error> {
        let voter = caller.voter().ok_or(Refusal::SignInRequired)?;
        let key = form.key(&voter, slug);
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self
            .opinion()
            .held_mapping(&mut tx, caller.viewer, slug)
            .await?;
        let author = known(&mut tx, row.id, &voter).await?;
        if let (Some(author), Some(key)) = (&author, key)
            && let Some(first) = statement::by_submit_key(&mut tx, author.id, key).await?
        {
            return Ok(Added {
                statement: reference(slug, &first),
                status: first.status,
            });
        }
        self.consultations()
            .require(&mut tx, row.id, Activity::Contribute)
            .await?;
        let never = Refusal::Closed {
            activity: Activity::Contribute,
            closed: Closed::Never,
        };
        if let Some(guest) = caller.second()
            && known(&mut tx, row.id, &guest).await?.is_some()
        {
            return Err(Refusal::forbidden(Need::GuestSettled).into());
        }
        let begins = opinion.rules.contributions.begins().ok_or(never)?;
        let added = match &author {
            Some(author) => statement::count_of_author(&mut tx, author.id).await?,
            None => 0,
        };
        opinion.rules.require_left(added)?;
        let draft = Draft::read(&form, &row)?;
        let asked = self
            .opinion()
            .statements_at(&mut tx, row.id, opinion.revision)
            .await?;
        let is_same = |statement: &Statement| folded(&statement.text) == folded(&draft.text);
        let same: Vec<StatementStatus> = asked
            .iter()
            .filter(|statement| is_same(statement))
            .map(|statement| statement.status)
            .collect();
        if same.contains(&StatementStatus::Published) {
            return Err(FieldErrors::one("text", Invalid::AskedAlready).into());
        }
        let status = if same.contains(&StatementStatus::Rejected) {
            StatementStatus::Held
        } else {
            begins
        };
        require_room(&opinion)?;
        let author = match author {
            Some(author) => author,
            None => {
                self.join_as(&mut tx, &mut opinion, &voter, caller.network().as_deref())
                    .await?
            }
        };
        let new = self.new_statement(&mut opinion, draft, status, Some(&author));
        statement::insert(&mut tx, std::slice::from_ref(&new), key).await?;
        self.agree_with_own(&mut tx, &mut opinion, author, &new)
            .await?;
        self.note_statements(
            &mut tx,
            &mut opinion,
            std::slice::from_ref(&new),
            Verb::Created,
            None,
        )
        .await?;
        tx.commit().await?;
        Ok(Added {
            statement: reference(slug, &new),
            status,
        })
    }

    /// The statement that the same form with the same content added already. Three statements; none for a form without
    /// a key.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn added(
        self,
        caller: Caller<'_>,
        slug: &Slug,
        form: &StatementForm,
    ) -> Result<Option<Added>, Error> {
        let Some(voter) = caller.voter() else {
            return Ok(None);
        };
        let Some(key) = form.key(&voter, slug) else {
            return Ok(None);
        };
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, caller.viewer, slug)
            .await?;
        let Some(author) = known(&mut tx, row.id, &voter).await? else {
            return Ok(None);
        };
        let first = statement::by_submit_key(&mut tx, author.id, key).await?;
        Ok(first.map(|first| Added {
            statement: reference(slug, &first),
            status: first.status,
        }))
    }

    /// Makes a signed-in person a participant.
    async fn join_as(
        self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        voter: &Voter,
        network: Option<&str>,
    ) -> Result<Participant, Error> {
        let Voter::Account(account) = voter else {
            return Err(Refusal::SignInRequired.into());
        };
        let network = network_hash(self.networks(), opinion, network);
        let new = newcomer(
            opinion,
            entropy::random_id(self.entropy()).into(),
            self.now(),
            network,
        );
        let new = Participant {
            account: Some(*account),
            ..new
        };
        participant::insert(tx, std::slice::from_ref(&new)).await?;
        Accounts::still_there(tx, &[*account]).await?;
        Ok(new)
    }

    async fn agree_with_own(
        self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        author: Participant,
        new: &Statement,
    ) -> Result<(), Error> {
        let cast = Cast {
            participant: author.number,
            statement: new.number,
            answer: Answer::Agree,
            at: self.now(),
        };
        let account = author.account;
        let mut people = HashMap::from([(author.number, author)]);
        let done = ballot::record(tx, opinion, &mut people, &[cast], &HashMap::new()).await?;
        let mut joined = 0;
        if !done.newcomers.is_empty() {
            joined = match account {
                Some(account) => {
                    support::note_participants(tx, &[(opinion.consultation, account, self.now())])
                        .await?
                        .len() as i64
                }
                None => 1,
            };
        }
        if joined > 0 {
            let change = Counts {
                participants: joined,
                ..Counts::default()
            };
            consultation::adjust(tx, opinion.consultation, change).await?;
        }
        Ok(())
    }

    /// Notes in the mapping that statements changed, so that the map and the memory follow, and appends the events;
    /// returns the number of the last one.
    pub(super) async fn note_statements(
        self,
        tx: &mut Tx,
        opinion: &mut Opinion,
        statements: &[Statement],
        verb: Verb,
        staff: Option<AccountId>,
    ) -> Result<i64, Error> {
        opinion.seq += 1;
        opinion.revision += 1;
        opinion::update(tx, opinion).await?;
        let events: Vec<_> = statements
            .iter()
            .map(|statement| {
                self.opinion().event(
                    verb,
                    Subject::statement(statement.id),
                    opinion.consultation,
                    staff,
                )
            })
            .collect();
        Ok(event::append(tx, &events).await?)
    }

    fn new_statement(
        self,
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

fn reference(slug: &Slug, statement: &Statement) -> StatementRef {
    StatementRef {
        slug: slug.clone(),
        number: statement.number,
        id: statement.id,
    }
}
