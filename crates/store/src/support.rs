//! Supports, in batches: the supports of many people are written with a fixed number of statements for each kind of
//! subject among them.
//!
//! The primary key of `support` is the truth about who supports which subject; counters follow the rows that a
//! statement really added or removed, in the same transaction. Lists of values are filled up to a few fixed sizes by
//! repeating the last one (which does no harm in these statements), so that the engines see few different statements.

pub mod network;
pub mod signing;

use crate::{
    Error, Tx,
    convert::{BATCH, filled, list, placeholders, size, word},
    supportable::{self, Counter},
};
use cabildo_domain::{
    AccountId, ConsultationId, Language, RungId, Subject, SubjectKind, Timestamp,
    consultation::{Slug, State},
    ladder::Rung,
    subject::Numbered,
    support::Supportable,
    text::Owed,
};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;
use uuid::Uuid;

/// A subject that people want to support, with the columns that decide whether they may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The subject as the form named it.
    pub at: Numbered<Supportable>,
    pub subject: Subject,
    pub consultation: ConsultationId,
    /// The language of the consultation's texts.
    pub language: Language,
    /// The consultation's state.
    pub state: State,
    /// When the consultation went to the archive.
    pub archived_at: Option<Timestamp>,
    /// Whether its status takes new supports.
    pub takes: bool,
    /// Whether a moderator hides it.
    pub hidden: bool,
    /// The number of counted supports.
    pub counted: i64,
    /// Imported supports.
    pub imported: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    slug: String,
    number: i64,
    id: Uuid,
    consultation_id: Uuid,
    language: String,
    state: String,
    archived_at: Option<i64>,
    status: String,
    hidden: bool,
    support_count: i64,
    imported_support_count: i64,
}

impl Row {
    fn of_kind(self, kind: Supportable) -> Result<Target, Error> {
        let row = self;
        Ok(Target {
            at: kind.at(&Slug::trusted(row.slug), row.number),
            subject: Subject {
                kind: kind.into(),
                id: row.id,
            },
            consultation: ConsultationId(row.consultation_id),
            language: Language::trusted(row.language),
            state: word("consultation.state", row.state)?,
            archived_at: row.archived_at.map(Timestamp),
            takes: kind
                .takes_support(&row.status)
                .map_err(|_| Error::Unreadable {
                    column: "supportable.status",
                    value: row.status,
                })?,
            hidden: row.hidden,
            counted: row.support_count,
            imported: row.imported_support_count,
        })
    }
}

/// The subjects with these numbers, each once, in any state; unknown ones are left out.
pub async fn targets(tx: &mut Tx, named: &[&Numbered<Supportable>]) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::with_capacity(named.len());
    for kind in Supportable::ALL.iter().copied() {
        let of_kind = named.iter().copied().filter(|one| one.kind == kind);
        targets.extend(targets_of(tx, kind, &Vec::from_iter(of_kind)).await?);
    }
    Ok(targets)
}

async fn targets_of(
    tx: &mut Tx,
    kind: Supportable,
    named: &[&Numbered<Supportable>],
) -> Result<Vec<Target>, Error> {
    let mut targets = Vec::with_capacity(named.len());
    for batch in named.chunks(BATCH) {
        let sql = format!(
            "SELECT DISTINCT c.slug, p.number, p.id, p.consultation_id, c.language, c.state, c.archived_at, p.status,
                 p.hidden_at IS NOT NULL AS hidden, p.support_count, p.imported_support_count
             FROM (VALUES {}) AS v CROSS JOIN consultation c CROSS JOIN {} AS p
             WHERE c.slug = v.column1 AND p.consultation_id = c.id AND p.number = v.column2",
            placeholders(size(batch.len()), 2),
            supportable::rows(kind)
        );
        let rows: Vec<Row> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for one in filled(batch) {
                query = query.bind(one.slug.as_str()).bind(one.number);
            }
            query.fetch_all(conn).await
        })?;
        for row in rows {
            targets.push(row.of_kind(kind)?);
        }
    }
    Ok(targets)
}

/// One subject and one person.
pub type Pair = (Subject, AccountId);

/// Pairs as statements return them: the kind, the id, the account.
fn pairs(rows: Vec<(String, Uuid, Uuid)>) -> Result<Vec<Pair>, Error> {
    let pair = |(kind, id, account)| {
        let kind: SubjectKind = word("support.subject_kind", kind)?;
        Ok((Subject { kind, id }, AccountId(account)))
    };
    rows.into_iter().map(pair).collect()
}

/// Adds supports; returns those that were not there before.
pub async fn give(tx: &mut Tx, supports: &[(Pair, Timestamp)]) -> Result<Vec<Pair>, Error> {
    let mut added = Vec::with_capacity(supports.len());
    for batch in supports.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO support (subject_kind, subject_id, account_id, created_at) VALUES {}
             ON CONFLICT DO NOTHING RETURNING subject_kind, subject_id, account_id",
            placeholders(size(batch.len()), 4)
        );
        let rows: Vec<(String, Uuid, Uuid)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for ((subject, account), at) in filled(batch) {
                query = query
                    .bind(subject.kind.as_str())
                    .bind(subject.id)
                    .bind(account.0)
                    .bind(at.0);
            }
            query.fetch_all(conn).await
        })?;
        added.extend(pairs(rows)?);
    }
    Ok(added)
}

/// Takes supports back; returns those that were there.
pub async fn withdraw(tx: &mut Tx, supports: &[Pair]) -> Result<Vec<Pair>, Error> {
    let mut removed = Vec::with_capacity(supports.len());
    // A bare `IN (VALUES ..)` makes SQLite read the whole table.
    for batch in supports.chunks(BATCH) {
        let sql = format!(
            "DELETE FROM support WHERE (subject_id, subject_kind, account_id) IN
                 (SELECT column1, column2, column3 FROM (VALUES {}) AS v)
             RETURNING subject_kind, subject_id, account_id",
            placeholders(size(batch.len()), 3)
        );
        let rows: Vec<(String, Uuid, Uuid)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (subject, account) in filled(batch) {
                query = query
                    .bind(subject.id)
                    .bind(subject.kind.as_str())
                    .bind(account.0);
            }
            query.fetch_all(conn).await
        })?;
        removed.extend(pairs(rows)?);
    }
    Ok(removed)
}

/// Adds to the counted supports of subjects (each named once); returns the new counts.
pub async fn count(
    tx: &mut Tx,
    changes: &[(Subject, i64)],
) -> Result<HashMap<Subject, i64>, Error> {
    let mut counts = HashMap::with_capacity(changes.len());
    for kind in Supportable::ALL.iter().copied() {
        let of_kind = changes
            .iter()
            .filter(|(subject, _)| subject.kind.supportable() == Some(kind))
            .map(|(subject, change)| (subject.id, *change));
        for (id, count) in count_of(tx, kind, &Vec::from_iter(of_kind)).await? {
            let kind = kind.into();
            counts.insert(Subject { kind, id }, count);
        }
    }
    Ok(counts)
}

async fn count_of(
    tx: &mut Tx,
    kind: Supportable,
    changes: &[(Uuid, i64)],
) -> Result<Vec<(Uuid, i64)>, Error> {
    let Counter { table, add } = supportable::counter(kind);
    let mut counts = Vec::with_capacity(changes.len());
    for batch in changes.chunks(BATCH) {
        let sql = format!(
            "UPDATE {table} SET {add} FROM (VALUES {}) AS v WHERE {table}.id = v.column1
             RETURNING id, support_count",
            placeholders(size(batch.len()), 2)
        );
        let rows: Vec<(Uuid, i64)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (id, change) in filled(batch) {
                query = query.bind(*id).bind(*change);
            }
            query.fetch_all(conn).await
        })?;
        counts.extend(rows);
    }
    Ok(counts)
}

/// Notes who took part in which consultation; returns those who had not before.
pub async fn note_participants(
    tx: &mut Tx,
    participants: &[(ConsultationId, AccountId, Timestamp)],
) -> Result<Vec<(ConsultationId, AccountId)>, Error> {
    let mut added = Vec::new();
    for batch in participants.chunks(BATCH) {
        let sql = format!(
            "INSERT INTO participant (consultation_id, account_id, since) VALUES {}
             ON CONFLICT DO NOTHING RETURNING consultation_id, account_id",
            placeholders(size(batch.len()), 3)
        );
        let rows: Vec<(Uuid, Uuid)> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for (consultation, account, at) in filled(batch) {
                query = query.bind(consultation.0).bind(account.0).bind(at.0);
            }
            query.fetch_all(conn).await
        })?;
        added.extend(
            rows.into_iter()
                .map(|(consultation, account)| (ConsultationId(consultation), AccountId(account))),
        );
    }
    Ok(added)
}

/// The ladders of consultations, lowest rung first.
pub async fn ladders(
    tx: &mut Tx,
    consultations: &[ConsultationId],
) -> Result<HashMap<ConsultationId, Vec<Rung>>, Error> {
    #[derive(sqlx::FromRow)]
    struct Row {
        consultation_id: Uuid,
        id: Uuid,
        count: i64,
        owes: String,
        owner: String,
        within_days: i64,
    }
    let mut ladders: HashMap<ConsultationId, Vec<Rung>> = HashMap::new();
    for batch in consultations.chunks(BATCH) {
        let sql = format!(
            "SELECT consultation_id, id, count, owes, owner, within_days FROM rung
             WHERE consultation_id IN ({}) ORDER BY count",
            list(1, batch.len())
        );
        let rows: Vec<Row> = on!(tx, |conn| {
            let mut query = sqlx::query_as(AssertSqlSafe(sql));
            for id in batch {
                query = query.bind(id.0);
            }
            query.fetch_all(conn).await
        })?;
        for row in rows {
            ladders
                .entry(ConsultationId(row.consultation_id))
                .or_default()
                .push(Rung {
                    id: RungId(row.id),
                    count: row.count,
                    owes: Owed::trusted(row.owes),
                    owner: Owed::trusted(row.owner),
                    within_days: row.within_days,
                });
        }
    }
    Ok(ladders)
}
