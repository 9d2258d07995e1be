//! The lab's settings of a mapping: who may add statements, whether there are invitations, the names of groups.

use crate::{Error, Opinions};
use cabildo_domain::{
    FieldErrors, Invalid, Refusal, Subject,
    consultation::Slug,
    event::Verb,
    limits::{STATEMENTS_EACH, STATEMENTS_EACH_DEFAULT},
    opinion::{Contributions, Rules},
    permission::Lab,
    text::Label,
};
use cabildo_store::{event, opinion};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};

/// The lab's form of a mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulesForm {
    /// A word of [`Contributions`].
    pub contributions: String,
    /// Whether people without an account may take part by an invitation link.
    #[serde(deserialize_with = "crate::tick::deserialize")]
    pub invitations: bool,
    /// The most statements that one person may add; empty for the default.
    pub statements_each: String,
    /// Names of groups, in their order: A, B, C ... An empty one keeps the letter.
    pub group_names: Vec<String>,
}

/// The names of groups, as they are stored.
pub(super) fn group_names(stored: &str) -> BTreeMap<u32, Label> {
    serde_json::from_str(stored).unwrap_or_default()
}

impl Opinions<'_> {
    /// The lab's settings for the mapping of a consultation; the defaults when it has not begun. Two statements.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn rules(self, lab: Lab<'_>, slug: &Slug) -> Result<RulesForm, Error> {
        let mut tx = self.store().read().await?;
        let row = self
            .consultations()
            .seen_by(&mut tx, lab.viewer(), slug)
            .await?;
        let opinion = opinion::of(&mut tx, row.id).await?;
        let rules = opinion
            .as_ref()
            .map(|opinion| opinion.rules)
            .unwrap_or_default();
        let names = opinion
            .map(|opinion| group_names(&opinion.group_names))
            .unwrap_or_default();
        let count = names.keys().max().map_or(0, |last| last + 1);
        Ok(RulesForm {
            contributions: rules.contributions.to_string(),
            invitations: rules.invitations,
            statements_each: rules.statements_each.to_string(),
            group_names: (0..count)
                .map(|id| names.get(&id).map(Label::to_string).unwrap_or_default())
                .collect(),
        })
    }

    /// Writes the lab's settings.
    ///
    /// # Errors
    /// [`Refusal::NotFound`], [`Refusal::Invalid`] (`contributions`,
    /// `statements_each`, `group_names[0]` ...).
    pub async fn set_rules(
        self,
        lab: Lab<'_>,
        slug: &Slug,
        form: RulesForm,
    ) -> Result<Rules, Error> {
        let (rules, names) = read(&form)?;
        let mut tx = self.store().write().await?;
        let (row, mut opinion) = self.held_mapping(&mut tx, lab.viewer(), slug).await?;
        opinion.rules = rules;
        opinion.group_names =
            serde_json::to_string(&names).map_err(|error| Error::Failed(error.to_string()))?;
        opinion::update(&mut tx, &opinion).await?;
        let subject = Subject::consultation(row.id);
        event::append(
            &mut tx,
            &[self.event(Verb::OpinionEdited, subject, row.id, Some(lab.account()))],
        )
        .await?;
        tx.commit().await?;
        Ok(rules)
    }
}

fn read(form: &RulesForm) -> Result<(Rules, BTreeMap<u32, Label>), Refusal> {
    let mut errors = FieldErrors::default();
    let contributions =
        Contributions::from_str(form.contributions.trim()).map_err(|_| Invalid::UnknownChoice);
    let contributions = errors
        .check("contributions", contributions)
        .unwrap_or_default();
    let each = errors
        .check("statements_each", read_each(&form.statements_each))
        .unwrap_or_default();
    let mut names = BTreeMap::new();
    let given = form
        .group_names
        .iter()
        .take(26)
        .enumerate()
        .filter(|(_, name)| !name.trim().is_empty());
    for (index, name) in given {
        if let Some(label) = errors.check(&format!("group_names[{index}]"), Label::parse(name)) {
            names.insert(index as u32, label);
        }
    }
    errors.into_result()?;
    Ok((
        Rules {
            contributions,
            invitations: form.invitations,
            statements_each: each,
        },
        names,
    ))
}

fn read_each(typed: &str) -> Result<i64, Invalid> {
    let (min, max) = STATEMENTS_EACH;
    match typed.trim() {
        "" => Ok(STATEMENTS_EACH_DEFAULT),
        number => match number.parse::<i64>() {
            Ok(number) if (min..=max).contains(&number) => Ok(number),
            Ok(_) => Err(Invalid::OutOfRange { min, max }),
            Err(_) => Err(Invalid::Malformed),
        },
    }
}
