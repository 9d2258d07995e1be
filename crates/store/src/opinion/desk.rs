//! The first page of staff: the consultations that map opinions.

use crate::{Error, Tx};
use cabildo_domain::{Language, consultation::Slug, text::ConsultationTitle};

/// A consultation that maps opinions, with the number of statements that wait there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Its address.
    pub slug: Slug,
    /// Its question.
    pub title: ConsultationTitle,
    /// The language of its texts.
    pub language: Language,
    /// Statements that wait for a moderator.
    pub held: i64,
    /// The number of people who answered and count.
    pub people: i64,
}

/// Up to `limit` consultations with a phase that maps opinions, those with the most waiting statements first; `drafts`
/// includes drafts.
pub async fn mappings(tx: &mut Tx, drafts: bool, limit: i64) -> Result<Vec<Mapping>, Error> {
    let rows: Vec<(String, String, String, i64, i64)> = all!(
        tx,
        "SELECT c.slug, c.title, c.language,
             (SELECT COUNT(*) FROM statement s WHERE s.consultation_id = c.id AND s.status = 'held') AS held,
             COALESCE((SELECT o.voter_count FROM opinion o WHERE o.consultation_id = c.id), 0) AS people
         FROM consultation c
         WHERE (c.state <> 'draft' OR $1)
             AND EXISTS (SELECT 1 FROM phase p WHERE p.consultation_id = c.id AND p.method = 'map')
         ORDER BY held DESC, c.slug LIMIT $2 + 0",
        drafts,
        limit,
    )?;
    let mapping = |(slug, title, language, held, people)| Mapping {
        slug: Slug::trusted(slug),
        title: ConsultationTitle::trusted(title),
        language: Language::trusted(language),
        held,
        people,
    };
    Ok(rows.into_iter().map(mapping).collect())
}
