//! Decisions to exclude or readmit participants, with moderator and reason: written once, never changed, never deleted.

use super::exclusion::Change;
use crate::{
    Error, Tx,
    author::{AuthorRow, Byline},
    convert::word,
};
use cabildo_domain::{AccountId, ConsultationId, Timestamp, opinion::DecisionKind, text::Reason};

/// A decision that is about to be noted.
#[derive(Clone, Debug)]
pub struct NewDecision<'a> {
    pub consultation: ConsultationId,
    /// The number of the change, new with each.
    pub number: i64,
    /// The kind of decision.
    pub kind: DecisionKind,
    /// The participant; `None` for a decision about several.
    pub participant: Option<i64>,
    /// The numbers of people and answers that it concerns.
    pub changed: Change,
    /// The reason; readmitting needs none.
    pub reason: Option<&'a Reason>,
    pub moderator: AccountId,
    /// The time.
    pub at: Timestamp,
}

/// A decision as it was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The kind of decision.
    pub kind: DecisionKind,
    /// The participant; `None` for a decision about several.
    pub participant: Option<i64>,
    /// The number of people that it concerned.
    pub people: i64,
    /// The number of their answers at that time.
    pub votes: i64,
    pub reason: Option<Reason>,
    pub moderator: Byline,
    /// The time.
    pub at: Timestamp,
}

/// Notes a decision.
pub async fn insert(tx: &mut Tx, new: &NewDecision<'_>) -> Result<(), Error> {
    exec!(
        tx,
        "INSERT INTO opinion_decision
             (consultation_id, number, kind, participant, people, votes, reason, moderator_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        new.consultation.0,
        new.number,
        new.kind.as_str(),
        new.participant,
        new.changed.people,
        new.changed.votes,
        new.reason.map_or("", Reason::as_str),
        new.moderator.0,
        new.at.0,
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    participant: Option<i64>,
    people: i64,
    votes: i64,
    reason: String,
    #[sqlx(flatten)]
    moderator: AuthorRow,
    created_at: i64,
}

impl TryFrom<Row> for Noted {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            kind: word("opinion_decision.kind", row.kind)?,
            participant: row.participant,
            people: row.people,
            votes: row.votes,
            reason: (!row.reason.is_empty()).then(|| Reason::trusted(row.reason)),
            moderator: row.moderator.try_into()?,
            at: Timestamp(row.created_at),
        })
    }
}

/// Up to `limit` decisions of a mapping, the newest first.
pub async fn of(
    tx: &mut Tx,
    consultation: ConsultationId,
    limit: i64,
) -> Result<Vec<Noted>, Error> {
    let rows: Vec<Row> = all!(
        tx,
        concat!(
            "SELECT d.kind, d.participant, d.people, d.votes, d.reason, ",
            author_columns!(account),
            ", d.created_at
             FROM opinion_decision d JOIN account a ON a.id = d.moderator_id
             WHERE d.consultation_id = $1 ORDER BY d.number DESC LIMIT $2 + 0"
        ),
        consultation.0,
        limit,
    )?;
    rows.into_iter().map(Noted::try_from).collect()
}
