//! The lab's own statements: what was pasted is shown first, cleaned of what a spreadsheet or a list put around it, with
//! what is there already and what was taken out before; what is then sent is added as it is written.

mod clean;

use super::{Draft, StatementRef, folded, read_language, reference, require_room};
use crate::{Error, Service};
use cabildo_domain::{
    FieldErrors, Invalid, Language,
    consultation::Slug,
    event::Verb,
    opinion::{StatementStatus, StatementText},
    permission::Lab,
    text::Reason,
};
use cabildo_store::{
    consultation::ConsultationRow,
    opinion::statement::{self, Statement},
};
use clean::Line;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet, hash_map::Entry};

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

/// What would come of a form, before anything is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeedLook {
    /// Those that would be added, in their order.
    pub new: Vec<StatementText>,
    /// Those that are there already, or stand in an earlier line.
    pub known: Vec<StatementText>,
    /// Statements that say the same as a line and were taken out before.
    pub taken_out: Vec<TakenOut>,
    /// All lines, cleaned: what to send when it is right.
    pub lines: String,
}

/// A statement that was taken out, and may be asked again instead of being made twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOut {
    /// Its number.
    pub number: i64,
    /// What it says.
    pub text: StatementText,
    /// Why it was taken out.
    pub reason: Option<Reason>,
}

impl Service {
    /// What pasted lines would become: without the quotes of cells, list marks and tabs, and each once. Three statements.
    ///
    /// # Errors
    /// As [`Service::seed_statements`]; bad lines are named by their numbers in the form.
    pub async fn clean_seeds(
        &self,
        lab: Lab<'_>,
        slug: &Slug,
        form: &SeedForm,
    ) -> Result<SeedLook, Error> {
        self.look(lab, slug, form, clean::cleaned(&form.statements))
            .await
    }

    /// What the lines of a form would become as they are written. Three statements.
    ///
    /// # Errors
    /// As [`Service::seed_statements`].
    pub async fn look_at_seeds(
        &self,
        lab: Lab<'_>,
        slug: &Slug,
        form: &SeedForm,
    ) -> Result<SeedLook, Error> {
        self.look(lab, slug, form, lines_of(&form.statements)).await
    }

    async fn look(
        &self,
        lab: Lab<'_>,
        slug: &Slug,
        form: &SeedForm,
        lines: Vec<Line>,
    ) -> Result<SeedLook, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultation_seen_by(&mut tx, lab.viewer(), slug)
            .await?;
        let (texts, _) = read_seeds(&lines, form, &row)?;
        let present = statement::all(&mut tx, row.id).await?;
        drop(tx);
        let lines = texts.iter().map(StatementText::as_str).collect::<Vec<_>>();
        let lines = lines.join("\n");
        Ok(sorted(texts, present, lines))
    }

    /// Adds the lab's own statements as they are written, asked at once. Those that are there already or were taken out are
    /// left out, so that the same form twice adds nothing; answers what was added.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`], [`cabildo_domain::Refusal::Invalid`] (`statements` names each bad line).
    pub async fn seed_statements(
        &self,
        lab: Lab<'_>,
        slug: &Slug,
        form: SeedForm,
    ) -> Result<Vec<StatementRef>, Error> {
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, lab.viewer(), slug).await?;
        let (texts, language) = read_seeds(&lines_of(&form.statements), &form, &row)?;
        let present = statement::all(&mut tx, row.id).await?;
        let mut known: HashSet<String> = present
            .iter()
            .map(|statement| folded(&statement.text))
            .collect();
        let mut new = Vec::new();
        for text in texts {
            if known.insert(folded(&text)) {
                let draft = Draft {
                    text,
                    language: language.clone(),
                    meta: form.meta,
                };
                new.push(self.new_statement(&mut opinion, draft, StatementStatus::Published, None));
            }
        }
        if new.is_empty() {
            return Ok(Vec::new());
        }
        require_room(&opinion)?;
        statement::insert(&mut tx, &new, None).await?;
        self.note_statements(
            &mut tx,
            &mut opinion,
            &new,
            Verb::Created,
            Some(lab.account()),
        )
        .await?;
        tx.commit().await?;
        Ok(new
            .iter()
            .map(|statement| reference(slug, statement))
            .collect())
    }
}

/// Tells new lines from those that are known.
fn sorted(texts: Vec<StatementText>, present: Vec<Statement>, lines: String) -> SeedLook {
    let mut known: HashMap<String, Option<Statement>> = HashMap::new();
    for statement in present {
        let is_out = statement.status == StatementStatus::Rejected;
        match known.entry(folded(&statement.text)) {
            // Asked in other words since: what was taken out before is over.
            Entry::Occupied(mut entry) if !is_out => drop(entry.insert(None)),
            Entry::Occupied(_) => {}
            Entry::Vacant(entry) => drop(entry.insert(is_out.then_some(statement))),
        }
    }
    let mut look = SeedLook {
        lines,
        ..SeedLook::default()
    };
    for text in texts {
        match known.entry(folded(&text)) {
            Entry::Vacant(entry) => {
                entry.insert(None);
                look.new.push(text);
            }
            Entry::Occupied(mut entry) => match entry.get_mut().take() {
                Some(out) => look.taken_out.push(TakenOut {
                    number: out.number,
                    text: out.text,
                    reason: out.hidden_reason,
                }),
                None => look.known.push(text),
            },
        }
    }
    look
}

/// The lines of a form as they are written, but for empty ones.
fn lines_of(text: &str) -> Vec<Line> {
    let numbered = text.lines().zip(1..);
    numbered
        .filter(|(line, _)| !line.trim().is_empty())
        .map(|(line, number)| Line {
            number,
            text: line.to_owned(),
        })
        .collect()
}

fn read_seeds(
    lines: &[Line],
    form: &SeedForm,
    row: &ConsultationRow,
) -> Result<(Vec<StatementText>, Language), FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut texts = Vec::new();
    for line in lines {
        match StatementText::parse(&line.text) {
            Ok(text) => texts.push(text),
            Err(invalid) => errors.add("statements", invalid.in_line(line.number)),
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
