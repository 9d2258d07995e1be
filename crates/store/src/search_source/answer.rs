//! The city's answers to proposals as the search index knows them.

use super::ProposalSource;
use crate::{Error, Tx, convert::list};
use cabildo_domain::Language;
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// An answer that the city gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerSource {
    /// The text, Markdown.
    pub body: String,
    /// The language it is written in.
    pub language: Language,
}

/// Adds their answers to proposals, the newest first, with one statement.
pub(super) async fn add(tx: &mut Tx, proposals: &mut [ProposalSource]) -> Result<(), Error> {
    if proposals.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT proposal_id, body, language FROM response
         WHERE answered_at IS NOT NULL AND proposal_id IN ({}) ORDER BY answered_at DESC, id",
        list(1, proposals.len())
    );
    let rows: Vec<(Uuid, String, String)> = on!(tx, |conn| {
        let mut query = sqlx::query_as(AssertSqlSafe(sql));
        for proposal in proposals.iter() {
            query = query.bind(proposal.id.0);
        }
        query.fetch_all(conn).await
    })?;
    let mut answers: HashMap<Uuid, Vec<AnswerSource>> = HashMap::new();
    for (proposal, body, language) in rows {
        let answer = AnswerSource {
            body,
            language: Language::trusted(language),
        };
        answers.entry(proposal).or_default().push(answer);
    }
    for proposal in proposals {
        proposal.answers = answers.remove(&proposal.id.0).unwrap_or_default();
    }
    Ok(())
}
