//! The lab's own statements. Pasted text is shown first, cleaned of the marks of spreadsheets and lists, with the
//! statements that exist already and those that were taken out before; the lines that are then sent are added
//! unchanged.

mod clean;

use super::{Draft, StatementRef, folded, read_language, reference, require_room};
use crate::{Error, Statements};
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

/// The lab's first statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedForm {
    /// The statements, one per line.
    pub statements: String,
    /// The language of the texts; empty for the consultation's.
    pub language: String,
    /// Whether they are about the person, not an opinion.
    #[serde(deserialize_with = "crate::tick::deserialize")]
    pub meta: bool,
}

/// The effect that a form would have, before anything is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeedLook {
    /// The statements that would be added, in their order.
    pub new: Vec<StatementText>,
    /// Lines that exist already, or repeat an earlier line.
    pub known: Vec<StatementText>,
    /// Statements with the text of a line that were taken out before.
    pub taken_out: Vec<TakenOut>,
    /// All lines, cleaned: the text to send when it is right.
    pub lines: String,
}

/// A statement that was taken out, and may be restored instead of being made twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOut {
    pub number: i64,
    pub text: StatementText,
    /// The reason for which it was taken out.
    pub reason: Option<Reason>,
}

impl Statements<'_> {
    /// The effect of pasted lines after cleaning: without the quotes of cells, list marks and tabs, and each once.
    /// Three statements.
    ///
    /// # Errors
    /// As [`Statements::seed`]; bad lines are named by their numbers in the form.
    pub async fn clean(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: &SeedForm,
    ) -> Result<SeedLook, Error> {
        self.look(lab, slug, form, clean::cleaned(&form.statements))
            .await
    }

    /// The effect of a form's lines as they are written. Three statements.
    ///
    /// # Errors
    /// As [`Statements::seed`].
    pub async fn look_at(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: &SeedForm,
    ) -> Result<SeedLook, Error> {
        self.look(lab, slug, form, lines_of(&form.statements)).await
    }

    async fn look(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: &SeedForm,
        lines: Vec<Line>,
    ) -> Result<SeedLook, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, lab.viewer(), slug)
            .await?;
        let (texts, _) = read_seeds(&lines, form, &row)?;
        let present = statement::all(&mut tx, row.id).await?;
        drop(tx);
        let lines = texts.iter().map(StatementText::as_str).collect::<Vec<_>>();
        let lines = lines.join("\n");
        Ok(sorted(texts, present, lines))
    }

    /// Adds the lab's own statements as they are written; they are asked at once. Lines that exist already or were
    /// taken out are left out, so that the same form twice adds nothing; returns the added statements.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`], [`cabildo_domain::Refusal::Invalid`] (`statements` names each bad line).
    pub async fn seed(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: SeedForm,
    ) -> Result<Vec<StatementRef>, Error> {
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self
            .opinion()
            .held_mapping(&mut tx, lab.viewer(), slug)
            .await?;
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

/// Separates new lines from known ones.
fn sorted(texts: Vec<StatementText>, present: Vec<Statement>, lines: String) -> SeedLook {
    let mut known: HashMap<String, Option<Statement>> = HashMap::new();
    for statement in present {
        let is_out = statement.status == StatementStatus::Rejected;
        match known.entry(folded(&statement.text)) {
            // The same text is asked again since, so the one taken out before no longer matters.
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

/// The lines of a form as they are written, without empty ones.
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
