//! Imports comments: they are written in the order of the file, then put into their threads.

use super::{Lined, Run, batch};
use crate::{
    import::consul::{
        ImportError, Notice, Reason,
        row::{COMMENT, CommentRow},
    },
    markdown,
};
use cabildo_domain::{
    AccountId, Author, CommentId, ProposalId, Subject, comment::Alignment, text::CommentBody,
};
use cabildo_store::{
    Tx,
    comment::{self, NewComment},
    import::{self, Kind, thread},
};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};
use uuid::Uuid;

impl Run<'_, '_> {
    pub(super) async fn comments(&mut self, tx: &mut Tx) -> Result<(), ImportError> {
        let mut table = self.files.comments.table(&COMMENT)?;
        let clocks = self.clocks();
        while let Some((rows, refused)) =
            batch(&mut table, |record| CommentRow::read(record, clocks))?
        {
            let steps = rows.len() + refused.len();
            for (line, reason) in refused {
                self.reject(table.path(), line, reason);
            }
            let fresh = self.fresh_comments(tx, table.path(), rows).await?;
            let users = fresh.iter().map(|(row, _)| (row.user.as_str(), row.at));
            let people = self.people(tx, users).await?;
            let new: Vec<NewComment> = fresh
                .into_iter()
                .map(|(row, place)| self.new_comment(row, place, &people))
                .collect();
            self.outcome.comments += comment::insert(tx, &new).await?;
            (self.listener)(Notice::Done(steps as u64));
        }
        Ok(())
    }

    /// The comments that are not here yet and whose proposal is here, with that proposal.
    async fn fresh_comments(
        &mut self,
        tx: &mut Tx,
        file: &Path,
        rows: Vec<Lined<CommentRow>>,
    ) -> Result<Vec<(CommentRow, ProposalId)>, ImportError> {
        let keys: Vec<String> = rows
            .iter()
            .map(|(_, row)| self.key("comment", row.id))
            .collect();
        let mut known = import::known(tx, Kind::Comment, &keys).await?;
        let places: HashSet<String> = rows
            .iter()
            .map(|(_, row)| self.key("proposal", row.proposal))
            .collect();
        let places = import::known(tx, Kind::Proposal, &Vec::from_iter(places)).await?;
        let mut fresh = Vec::with_capacity(rows.len());
        for ((line, row), key) in rows.into_iter().zip(keys) {
            let Some((place, _)) = places.get(&self.key("proposal", row.proposal)) else {
                self.reject(file, line, Reason::NoProposal { id: row.proposal });
                continue;
            };
            match known.insert(key, (Uuid::nil(), true)) {
                None => fresh.push((row, ProposalId(*place))),
                Some((_, true)) => self.reject(file, line, Reason::Twice { id: row.id }),
                Some((_, false)) => self.outcome.known += 1,
            }
        }
        Ok(fresh)
    }

    fn new_comment(
        &self,
        row: CommentRow,
        place: ProposalId,
        people: &HashMap<String, AccountId>,
    ) -> NewComment {
        let id = CommentId(self.id(row.at, row.id));
        NewComment {
            id,
            consultation: Some(self.consultation),
            subject: Subject::proposal(place),
            parent: None,
            root: id,
            depth: if row.parent.is_some() {
                thread::REPLY
            } else {
                thread::TOP
            },
            author: Author::Import(Some(people[&self.key("user", &row.user)])),
            alignment: Alignment::Neutral,
            body_html: markdown::render(&row.body),
            body: CommentBody::trusted(row.body),
            sanitizer: markdown::VERSION,
            language: self.head.language.clone(),
            created_at: row.at,
            orphan: false,
            imported_ups: row.ups,
            imported_downs: row.downs,
            submit_key: None,
            import_key: Some(self.key("comment", row.id)),
        }
    }

    /// Reads the file of comments again, now that all of them are stored, and puts each into its thread.
    pub(super) async fn threads(&mut self, tx: &mut Tx) -> Result<(), ImportError> {
        let mut table = self.files.comments.table(&COMMENT)?;
        let clocks = self.clocks();
        while let Some((rows, refused)) =
            batch(&mut table, |record| CommentRow::read(record, clocks))?
        {
            let reply = |(_, row): &Lined<CommentRow>| {
                Some((
                    self.key("comment", row.id),
                    self.key("comment", row.parent?),
                ))
            };
            let links: Vec<(String, String)> = rows.iter().filter_map(reply).collect();
            thread::link(tx, &links).await?;
            (self.listener)(Notice::Done((rows.len() + refused.len()) as u64));
        }
        let placed = thread::settle(tx, self.consultation).await?;
        let buried = thread::bury_empty(tx, self.consultation).await?;
        self.outcome.orphans = placed - buried.removed_orphans;
        self.outcome.tombstones = buried.kept;
        self.outcome.comments -= buried.removed;
        self.outcome.people -= import::remove_silent(tx, &self.key("user", "")).await?;
        Ok(())
    }

    /// Reads the file of comments once more, and reports the empty ones that were not stored.
    pub(super) async fn unusable(&mut self, tx: &mut Tx) -> Result<(), ImportError> {
        let mut table = self.files.comments.table(&COMMENT)?;
        let clocks = self.clocks();
        while let Some((rows, refused)) =
            batch(&mut table, |record| CommentRow::read(record, clocks))?
        {
            let steps = rows.len() + refused.len();
            let empty: Vec<Lined<CommentRow>> = rows
                .into_iter()
                .filter(|(_, row)| row.body.is_empty())
                .collect();
            let keys: Vec<String> = empty
                .iter()
                .map(|(_, row)| self.key("comment", row.id))
                .collect();
            let known = import::known(tx, Kind::Comment, &keys).await?;
            let places: Vec<String> = empty
                .iter()
                .map(|(_, row)| self.key("proposal", row.proposal))
                .collect();
            let places = import::known(tx, Kind::Proposal, &places).await?;
            for ((line, row), key) in empty.into_iter().zip(keys) {
                // A comment whose proposal is missing was reported before.
                if !known.contains_key(&key)
                    && places.contains_key(&self.key("proposal", row.proposal))
                {
                    self.reject(table.path(), line, Reason::EmptyComment);
                }
            }
            (self.listener)(Notice::Done(steps as u64));
        }
        Ok(())
    }
}
