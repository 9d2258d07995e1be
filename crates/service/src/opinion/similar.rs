//! Finds statements that sound like one that somebody is writing.
//!
//! Texts are compared by their runs of three letters, which works in any script and tolerates endings and typing
//! errors; a run that many statements share (the town's name, "should be") has little weight.

use super::ask::{StatementCard, card};
use crate::{Error, Opinions};
use cabildo_domain::{Viewer, consultation::Slug, limits, opinion::StatementStatus};
use cabildo_store::opinion::{self, statement::Statement};
use std::collections::{HashMap, HashSet};

/// The largest number of similar statements that is shown.
const SHOWN: usize = 5;
/// The similarity that two texts must reach, from 0 to 1.
const ALIKE: f64 = 0.3;

impl Opinions<'_> {
    /// Published statements that sound like `text`, the most alike first, five at most. Three statements; none for an
    /// empty text.
    ///
    /// # Errors
    /// [`cabildo_domain::Refusal::NotFound`].
    pub async fn similar_statements(
        self,
        viewer: &Viewer,
        slug: &Slug,
        text: &str,
    ) -> Result<Vec<StatementCard>, Error> {
        let text: String = text.chars().take(limits::STATEMENT.max).collect();
        let written = runs(&text);
        if written.is_empty() {
            return Ok(Vec::new());
        }
        let mut tx = self.store().read().await?;
        let row = self.consultations().seen_by(&mut tx, viewer, slug).await?;
        let Some(opinion) = opinion::of(&mut tx, row.id).await? else {
            return Ok(Vec::new());
        };
        let statements = self
            .statements_at(&mut tx, row.id, opinion.revision)
            .await?;
        drop(tx);
        // With thousands of statements this takes a while, so do it off the async threads.
        let compared = tokio::task::spawn_blocking(move || {
            let asked: Vec<&Statement> = statements
                .iter()
                .filter(|statement| statement.status == StatementStatus::Published)
                .collect();
            let texts: Vec<HashSet<String>> = asked
                .iter()
                .map(|statement| runs(statement.text.as_str()))
                .collect();
            alike(&written, &texts)
                .into_iter()
                .map(|index| card(asked[index], None))
                .collect()
        });
        compared
            .await
            .map_err(|error| Error::Failed(format!("a comparison was interrupted: {error}")))
    }
}

/// Every run of three letters or digits, across the ends of words.
fn runs(text: &str) -> HashSet<String> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let letters: Vec<char> = words.join(" ").to_lowercase().chars().collect();
    letters.windows(3).map(|run| run.iter().collect()).collect()
}

/// The indexes of the texts that are similar enough, the most similar first. The similarity is twice the weight of the
/// shared runs divided by the weight of both texts, so that 1 means the same text.
fn alike(written: &HashSet<String>, texts: &[HashSet<String>]) -> Vec<usize> {
    let mut shared_by: HashMap<&str, f64> = HashMap::new();
    for run in texts.iter().flatten() {
        *shared_by.entry(run).or_default() += 1.0;
    }
    let rarity = |run: &String| {
        (1.0 + texts.len() as f64 / shared_by.get(run.as_str()).copied().unwrap_or(1.0)).ln()
    };
    let weight = |runs: &HashSet<String>| runs.iter().map(rarity).sum::<f64>();
    let own = weight(written);
    let mut found: Vec<(f64, usize)> = texts
        .iter()
        .enumerate()
        .filter_map(|(index, text)| {
            let common: f64 = written.intersection(text).map(rarity).sum();
            let alike = 2.0 * common / (own + weight(text));
            (alike >= ALIKE).then_some((alike, index))
        })
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found
        .into_iter()
        .take(SHOWN)
        .map(|(_, index)| index)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, texts: &[&str]) -> Vec<usize> {
        alike(
            &runs(text),
            &texts.iter().map(|text| runs(text)).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn the_same_idea_in_other_words_is_found_and_another_idea_is_not() {
        let texts = [
            "Cars should leave the old town.",
            "Buses should be free for everyone.",
            "Más sombra en las plazas",
        ];
        assert_eq!(found("The cars should leave our old town", &texts), [0]);
        assert_eq!(found("Free buses for everyone!", &texts), [1]);
        assert_eq!(found("mas sombra en la plaza", &texts), [2]);
        assert_eq!(
            found("Libraries should open on Sundays", &texts),
            Vec::<usize>::new()
        );
        assert_eq!(found("", &texts), Vec::<usize>::new());
        assert_eq!(found("x", &[]), Vec::<usize>::new());
    }
}
