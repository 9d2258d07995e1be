//! Pages of a consultation's listed proposals, by keyset: a page begins after a position, not after a count.

use super::Byline;
use crate::{
    Error, Tx,
    author::AuthorRow,
    beginning::Beginning,
    convert::{list, word},
};
use cabildo_domain::{
    AccountId, AreaId, ConsultationId, Language, ProposalId, ThemeId, Timestamp,
    proposal::{Sort, Status},
    text::{Label, ProposalTitle},
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// The filters, the order and the start of a list.
#[derive(Clone, Debug)]
pub struct Query {
    pub consultation: ConsultationId,
    /// Only proposals with this theme.
    pub theme: Option<ThemeId>,
    /// Only proposals in one of these areas; empty means anywhere.
    pub areas: Vec<AreaId>,
    /// Only proposals with this status; withdrawn and merged ones are found no other way.
    pub status: Option<Status>,
    /// The order.
    pub sort: Sort,
    /// Whether the fair order uses the ranks of the day before, for a list that was begun then.
    pub of_day_before: bool,
    /// The start of the page; `None` means the beginning.
    pub from: Option<Start>,
    /// Most rows.
    pub limit: i64,
    /// The account whose supports are marked.
    pub viewer: Option<AccountId>,
}

/// A position in an order and the direction to read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The position, itself not included.
    pub position: Position,
    /// Whether to read the proposals before it, the nearest first.
    pub backwards: bool,
}

/// The position of a proposal in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The value by which the order sorts.
    pub key: i64,
    /// Decides between equal keys.
    pub id: ProposalId,
    /// For the fair order, the day of the ranks: on another day the position means nothing.
    pub day: i64,
}

/// A proposal as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its place in the order that was asked for.
    pub position: Position,
    pub number: i64,
    pub author: Byline,
    pub title: ProposalTitle,
    /// The beginning of the text, Markdown.
    pub beginning: Beginning,
    /// The language it is written in.
    pub language: Language,
    pub theme: Option<(ThemeId, Label)>,
    pub area: Option<(AreaId, Label)>,
    pub status: Status,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its text or status last changed.
    pub updated_at: Timestamp,
    /// The number of counted supports.
    pub counted: i64,
    /// Imported supports, whose supporters are not known.
    pub imported: i64,
    /// Comments on it.
    pub comments: i64,
    /// Whether the account that asks supports it.
    pub mine: bool,
    /// When the last check of a threshold it reached ends or ended.
    pub checked_until: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    position: i64,
    fair_day: i64,
    number: i64,
    #[sqlx(flatten)]
    author: AuthorRow,
    title: String,
    beginning: String,
    language: String,
    theme_id: Option<Uuid>,
    theme_label: Option<String>,
    area_id: Option<Uuid>,
    area_label: Option<String>,
    status: String,
    created_at: i64,
    updated_at: i64,
    support_count: i64,
    imported_support_count: i64,
    comment_count: i64,
    mine: bool,
    checked_until: Option<i64>,
}

impl TryFrom<Row> for Card {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            position: Position {
                key: row.position,
                id: ProposalId(row.id),
                day: row.fair_day,
            },
            number: row.number,
            author: row.author.try_into()?,
            title: ProposalTitle::trusted(row.title),
            beginning: row.beginning.into(),
            language: Language::trusted(row.language),
            theme: row
                .theme_id
                .zip(row.theme_label)
                .map(|(id, label)| (ThemeId(id), Label::trusted(label))),
            area: row
                .area_id
                .zip(row.area_label)
                .map(|(id, label)| (AreaId(id), Label::trusted(label))),
            status: word("proposal.status", row.status)?,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
            counted: row.support_count,
            imported: row.imported_support_count,
            comments: row.comment_count,
            mine: row.mine,
            checked_until: row.checked_until.map(Timestamp),
        })
    }
}

const READ: usize = Beginning::READ;

const fn column(query: &Query) -> &'static str {
    match query.sort {
        Sort::Fair if query.of_day_before => "fair_rank_before",
        Sort::Fair => "fair_rank",
        Sort::Newest => "created_at",
        Sort::Supported => "support_total",
        Sort::Discussed => "comment_count",
    }
}

/// The SQL for a query. Its parameters, in this order: viewer, consultation, limit; key, id and day of the position if
/// there is one; theme; status; areas.
fn sql(query: &Query) -> String {
    let column = column(query);
    let backwards = query.from.is_some_and(|from| from.backwards);
    let ascending = (query.sort == Sort::Fair) != backwards;
    let (comparison, direction) = if ascending {
        (">", "ASC")
    } else {
        ("<", "DESC")
    };
    // The day of the ranks, -1 before there are any.
    let day = if query.of_day_before {
        "CAST(COALESCE((SELECT value FROM setting WHERE name = 'fair_day_before'), '-1') AS BIGINT)"
    } else {
        "CAST(COALESCE((SELECT value FROM setting WHERE name = 'fair_day'), '-1') AS BIGINT)"
    };
    let mut filters = String::new();
    let mut next = 4;
    if query.from.is_some() {
        filters.push_str(&format!(" AND (p.{column}, p.id) {comparison} ($4, $5)"));
        next = 6;
        if query.sort == Sort::Fair {
            filters.push_str(&format!(" AND {day} = $6"));
            next = 7;
        }
    }
    let fitting = fitting(query, next);
    format!(
        "SELECT p.id, p.{column} AS position, {day} AS fair_day, p.number,
             {}, p.title, SUBSTR(p.body, 1, {READ}) AS beginning, p.language, p.theme_id,
             t.label AS theme_label, p.area_id, ar.label AS area_label, p.status,
             p.created_at, p.updated_at, p.support_count, p.imported_support_count, p.comment_count,
             EXISTS (SELECT 1 FROM support s WHERE s.subject_kind = 'proposal' AND s.subject_id = p.id
                 AND s.account_id = $1) AS mine,
             (SELECT MAX(r.checked_until) FROM response r
                  WHERE r.proposal_id = p.id AND r.checked_until IS NOT NULL) AS checked_until
         FROM proposal p LEFT JOIN account a ON a.id = p.author_id
         LEFT JOIN theme t ON t.id = p.theme_id
         LEFT JOIN area ar ON ar.id = p.area_id
         WHERE p.consultation_id = $2 AND {fitting}{filters}
         ORDER BY p.{column} {direction}, p.id {direction} LIMIT $3 + 0",
        author_columns!("p")
    )
}

/// The conditions for a proposal to be in the list. Their parameters, in this order, from `next` on: theme; status;
/// areas.
fn fitting(query: &Query, mut next: usize) -> String {
    // A filter by status also finds withdrawn and merged proposals, which are not listed otherwise; hidden ones are
    // never found.
    let mut fitting = match query.status {
        Some(Status::Withdrawn | Status::Merged) => {
            "p.listed = FALSE AND p.hidden_at IS NULL".to_owned()
        }
        _ => "p.listed = TRUE".to_owned(),
    };
    if query.theme.is_some() {
        fitting.push_str(&format!(" AND p.theme_id = ${next}"));
        next += 1;
    }
    if query.status.is_some() {
        fitting.push_str(&format!(" AND p.status = ${next}"));
        next += 1;
    }
    if !query.areas.is_empty() {
        fitting.push_str(&format!(
            " AND p.area_id IN ({})",
            list(next, query.areas.len())
        ));
    }
    fitting
}

/// The number of proposals on all pages of a query.
pub async fn count(tx: &mut Tx, query: &Query) -> Result<i64, Error> {
    let sql = format!(
        "SELECT COUNT(*) FROM proposal p WHERE p.consultation_id = $1 AND {}",
        fitting(query, 2)
    );
    let count: i64 = on!(tx, |conn| {
        let mut statement = sqlx::query_scalar(AssertSqlSafe(sql)).bind(query.consultation.0);
        if let Some(theme) = query.theme {
            statement = statement.bind(theme.0);
        }
        if let Some(status) = query.status {
            statement = statement.bind(status.as_str());
        }
        for area in &query.areas {
            statement = statement.bind(area.0);
        }
        statement.fetch_one(conn).await
    })?;
    Ok(count)
}

/// A page of proposals, in the order they were read (the reverse of the sort when reading backwards).
pub async fn page(tx: &mut Tx, query: &Query) -> Result<Vec<Card>, Error> {
    let sql = sql(query);
    let rows: Vec<Row> = on!(tx, |conn| {
        let mut statement = sqlx::query_as(AssertSqlSafe(sql))
            .bind(query.viewer.map(|id| id.0))
            .bind(query.consultation.0)
            .bind(query.limit);
        if let Some(Start { position, .. }) = query.from {
            statement = statement.bind(position.key).bind(position.id.0);
            if query.sort == Sort::Fair {
                statement = statement.bind(position.day);
            }
        }
        if let Some(theme) = query.theme {
            statement = statement.bind(theme.0);
        }
        if let Some(status) = query.status {
            statement = statement.bind(status.as_str());
        }
        for area in &query.areas {
            statement = statement.bind(area.0);
        }
        statement.fetch_all(conn).await
    })?;
    rows.into_iter().map(Card::try_from).collect()
}
