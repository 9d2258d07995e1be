//! Recounting: every counter is compared with the rows it counts, and corrected where it differs.
//!
//! To add a counter: a line in [`COUNTERS`]. Values that follow from other columns of the same row, but cannot be
//! computed in SQL (the score "best"), are compared in [`scores`]; the ends of mergers in [`merger`].

mod merger;

use crate::{Error, Store, Tx, comment::change, commentable, convert::list, supportable};
use cabildo_domain::comment::best;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A counter that differs from the count of its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The counter, as `table.column`.
    pub what: &'static str,
    /// The id of the row with the counter.
    pub id: Uuid,
    /// The stored value.
    pub stored: i64,
    /// The counted value.
    pub counted: i64,
}

/// A counter: its column, and the value it must have.
struct Counter {
    what: &'static str,
    table: &'static str,
    /// The column that identifies the counter's row.
    key: &'static str,
    column: &'static str,
    /// The counted rows by the id of the counter's row: a SELECT of `id` and `n`. `{commentable}` stands for a SELECT
    /// of `kind`, `id` and `hidden_at` of all subjects of comments, `{supportable}` for one of `kind`, `id` and
    /// `consultation_id` of all subjects of supports.
    rows: &'static str,
    /// The value that the counter must have: from `r.n`, which is NULL without rows, and the columns of `t`.
    value: &'static str,
}

const COUNT: &str = "COALESCE(r.n, 0)";
const SUPPORTS_OF_PROPOSALS: &str = "SELECT subject_id AS id, COUNT(*) AS n FROM support
    WHERE subject_kind = 'proposal' GROUP BY subject_id";

const COUNTERS: [Counter; 19] = [
    Counter {
        what: "proposal.support_count",
        table: "proposal",
        key: "id",
        column: "support_count",
        rows: SUPPORTS_OF_PROPOSALS,
        value: COUNT,
    },
    Counter {
        what: "proposal.support_total",
        table: "proposal",
        key: "id",
        column: "support_total",
        rows: SUPPORTS_OF_PROPOSALS,
        value: "COALESCE(r.n, 0) + t.imported_support_count",
    },
    Counter {
        what: "proposal.comment_count",
        table: "proposal",
        key: "id",
        column: "comment_count",
        rows: "SELECT subject_id AS id, COUNT(*) AS n FROM comment
               WHERE subject_kind = 'proposal' AND deleted_at IS NULL AND hidden_at IS NULL GROUP BY subject_id",
        value: COUNT,
    },
    Counter {
        what: "comment.ups",
        table: "comment",
        key: "id",
        column: "ups",
        rows: "SELECT comment_id AS id, COUNT(*) AS n FROM reaction WHERE up GROUP BY comment_id",
        value: COUNT,
    },
    Counter {
        what: "comment.downs",
        table: "comment",
        key: "id",
        column: "downs",
        rows: "SELECT comment_id AS id, COUNT(*) AS n FROM reaction WHERE NOT up GROUP BY comment_id",
        value: COUNT,
    },
    Counter {
        what: "comment.reply_count",
        table: "comment",
        key: "id",
        column: "reply_count",
        rows: "SELECT root_id AS id, COUNT(*) AS n FROM comment
               WHERE id <> root_id AND deleted_at IS NULL AND hidden_at IS NULL GROUP BY root_id",
        value: COUNT,
    },
    Counter {
        what: "comment.reply_places",
        table: "comment",
        key: "id",
        column: "reply_places",
        rows: "SELECT root_id AS id, COUNT(*) AS n FROM comment WHERE id <> root_id GROUP BY root_id",
        value: COUNT,
    },
    Counter {
        what: "consultation.last_number",
        table: "consultation",
        key: "id",
        column: "last_number",
        rows: "SELECT consultation_id AS id, MAX(number) AS n FROM proposal GROUP BY consultation_id",
        // A number is never given twice, so only a counter that is too low is wrong.
        value: "CASE WHEN r.n > t.last_number THEN r.n ELSE t.last_number END",
    },
    Counter {
        what: "consultation.proposal_count",
        table: "consultation",
        key: "id",
        column: "proposal_count",
        rows: "SELECT consultation_id AS id, COUNT(*) AS n FROM proposal WHERE listed GROUP BY consultation_id",
        value: COUNT,
    },
    Counter {
        what: "consultation.comment_count",
        table: "consultation",
        key: "id",
        column: "comment_count",
        // Comments on a hidden proposal are hidden with it.
        rows: "SELECT c.consultation_id AS id, COUNT(*) AS n FROM comment c
               JOIN ({commentable}) p ON p.id = c.subject_id AND p.kind = c.subject_kind
               WHERE c.deleted_at IS NULL AND c.hidden_at IS NULL AND p.hidden_at IS NULL GROUP BY c.consultation_id",
        value: COUNT,
    },
    Counter {
        what: "consultation.support_count",
        table: "consultation",
        key: "id",
        column: "support_count",
        rows: "SELECT p.consultation_id AS id, COUNT(*) AS n FROM support s
               JOIN ({supportable}) p ON p.id = s.subject_id AND p.kind = s.subject_kind GROUP BY p.consultation_id",
        value: COUNT,
    },
    Counter {
        what: "consultation.participant_count",
        table: "consultation",
        key: "id",
        column: "participant_count",
        // Counts accounts, and participants in opinion maps without an account.
        rows: "SELECT t.id, COUNT(*) AS n FROM (
                   SELECT consultation_id AS id FROM participant
                   UNION ALL
                   SELECT consultation_id FROM opinion_participant WHERE pseudonymous AND votes > 0) AS t
               GROUP BY t.id",
        value: COUNT,
    },
    Counter {
        what: "statement.agrees",
        table: "statement",
        key: "id",
        column: "agrees",
        rows: "SELECT s.id, COUNT(*) AS n FROM statement_vote v
               JOIN opinion_participant p ON p.consultation_id = v.consultation_id AND p.number = v.participant
               JOIN statement s ON s.consultation_id = v.consultation_id AND s.number = v.statement
               WHERE v.answer = 1 AND p.excluded_at IS NULL GROUP BY s.id",
        value: COUNT,
    },
    Counter {
        what: "statement.disagrees",
        table: "statement",
        key: "id",
        column: "disagrees",
        rows: "SELECT s.id, COUNT(*) AS n FROM statement_vote v
               JOIN opinion_participant p ON p.consultation_id = v.consultation_id AND p.number = v.participant
               JOIN statement s ON s.consultation_id = v.consultation_id AND s.number = v.statement
               WHERE v.answer = -1 AND p.excluded_at IS NULL GROUP BY s.id",
        value: COUNT,
    },
    Counter {
        what: "statement.passes",
        table: "statement",
        key: "id",
        column: "passes",
        rows: "SELECT s.id, COUNT(*) AS n FROM statement_vote v
               JOIN opinion_participant p ON p.consultation_id = v.consultation_id AND p.number = v.participant
               JOIN statement s ON s.consultation_id = v.consultation_id AND s.number = v.statement
               WHERE v.answer = 0 AND p.excluded_at IS NULL GROUP BY s.id",
        value: COUNT,
    },
    Counter {
        what: "opinion_participant.votes",
        table: "opinion_participant",
        key: "id",
        column: "votes",
        rows: "SELECT p.id, COUNT(*) AS n FROM statement_vote v
               JOIN opinion_participant p ON p.consultation_id = v.consultation_id AND p.number = v.participant
               GROUP BY p.id",
        value: COUNT,
    },
    Counter {
        what: "opinion.voter_count",
        table: "opinion",
        key: "consultation_id",
        column: "voter_count",
        rows: "SELECT consultation_id AS id, COUNT(*) AS n FROM opinion_participant
               WHERE votes > 0 AND excluded_at IS NULL GROUP BY consultation_id",
        value: COUNT,
    },
    Counter {
        what: "opinion.vote_count",
        table: "opinion",
        key: "consultation_id",
        column: "vote_count",
        rows: "SELECT consultation_id AS id, SUM(votes) AS n FROM opinion_participant
               WHERE excluded_at IS NULL GROUP BY consultation_id",
        value: COUNT,
    },
    Counter {
        what: "opinion.excluded_count",
        table: "opinion",
        key: "consultation_id",
        column: "excluded_count",
        rows: "SELECT consultation_id AS id, COUNT(*) AS n FROM opinion_participant
               WHERE excluded_at IS NOT NULL GROUP BY consultation_id",
        value: COUNT,
    },
];

/// The number of comments compared at a time for [`scores`].
const PAGE: i64 = 5_000;
/// The number of rows corrected in one transaction: transactions stay short, so that people can go on writing.
const BATCH: usize = 500;

impl Counter {
    /// A SELECT of the `id`, `stored` and `counted` of every row of the counter's table.
    fn compared(&self) -> String {
        let Self {
            table,
            key,
            column,
            rows,
            value,
            ..
        } = self;
        let all = commentable::each(|rows| format!("SELECT kind, id, hidden_at FROM {rows} AS p"));
        let rows = rows.replace("{commentable}", &all);
        let all =
            supportable::each(|rows| format!("SELECT kind, id, consultation_id FROM {rows} AS p"));
        let rows = rows.replace("{supportable}", &all);
        format!(
            "SELECT t.{key} AS id, t.{column} AS stored, CAST({value} AS BIGINT) AS counted
             FROM {table} t LEFT JOIN ({rows}) r ON r.id = t.{key}"
        )
    }

    /// One statement, which sees one state of the database, so concurrent writers make no difference.
    async fn differences(&self, tx: &mut Tx) -> Result<Vec<Difference>, Error> {
        let sql = format!(
            "SELECT id, stored, counted FROM ({}) c WHERE stored <> counted ORDER BY id",
            self.compared()
        );
        let rows: Vec<(Uuid, i64, i64)> = all!(tx, AssertSqlSafe(sql))?;
        Ok(rows
            .into_iter()
            .map(|(id, stored, counted)| Difference {
                what: self.what,
                id,
                stored,
                counted,
            })
            .collect())
    }

    /// Counts these rows again and writes the result. Their locks come first: a transaction that changes a counted row
    /// must also change the counter, so it is either done before or waits.
    async fn set_right(&self, tx: &mut Tx, ids: &[Uuid]) -> Result<(), Error> {
        let Self {
            table, key, column, ..
        } = self;
        let marks = list(1, ids.len());
        let lock = format!("UPDATE {table} SET {column} = {column} WHERE {key} IN ({marks})");
        let set = format!(
            "UPDATE {table} SET {column} = c.counted FROM ({}) c WHERE c.id = {table}.{key} AND {table}.{key} IN ({marks})",
            self.compared()
        );
        for sql in [lock, set] {
            on!(tx, |conn| {
                let mut query = sqlx::query(AssertSqlSafe(sql));
                for id in ids {
                    query = query.bind(*id);
                }
                query.execute(conn).await.map(drop)
            })?;
        }
        Ok(())
    }
}

type Reactions = (Uuid, i64, i64, i64, i64, i64);

/// Comments whose score does not match their reactions.
async fn scores(tx: &mut Tx) -> Result<Vec<Difference>, Error> {
    let mut found = Vec::new();
    let mut after = Uuid::nil();
    loop {
        let rows: Vec<Reactions> = all!(
            tx,
            "SELECT id, ups, downs, imported_ups, imported_downs, best FROM comment
             WHERE id > $1 ORDER BY id LIMIT $2 + 0",
            after,
            PAGE,
        )?;
        let Some(last) = rows.last() else {
            return Ok(found);
        };
        after = last.0;
        for (id, ups, downs, imported_ups, imported_downs, stored) in rows {
            let counted = best(ups + imported_ups, downs + imported_downs);
            if stored != counted {
                found.push(Difference {
                    what: "comment.best",
                    id,
                    stored,
                    counted,
                });
            }
        }
    }
}

/// Every counter that differs from its rows.
pub async fn differences(tx: &mut Tx) -> Result<Vec<Difference>, Error> {
    let mut found = Vec::new();
    for counter in &COUNTERS {
        found.extend(counter.differences(tx).await?);
    }
    found.extend(scores(tx).await?);
    found.extend(merger::differences(tx).await?);
    Ok(found)
}

/// Corrects every counter that differs from its rows; returns the differences.
///
/// # Errors
/// [`Error`]; what was set right before stays so.
pub async fn fix(store: &Store) -> Result<Vec<Difference>, Error> {
    let mut found = Vec::new();
    for counter in &COUNTERS {
        let differences = counter.differences(&mut store.read().await?).await?;
        for batch in differences.chunks(BATCH) {
            let ids: Vec<Uuid> = batch.iter().map(|difference| difference.id).collect();
            let mut tx = store.write().await?;
            counter.set_right(&mut tx, &ids).await?;
            tx.commit().await?;
        }
        found.extend(differences);
    }
    // The scores come after the reactions they follow from.
    let differences = scores(&mut store.read().await?).await?;
    for batch in differences.chunks(BATCH) {
        let mut tx = store.write().await?;
        for difference in batch {
            if let Some(comment) = change::lock(&mut tx, difference.id.into()).await? {
                let score = best(
                    comment.ups + comment.imported_ups,
                    comment.downs + comment.imported_downs,
                );
                change::set_reactions(&mut tx, comment.id, comment.ups, comment.downs, score)
                    .await?;
            }
        }
        tx.commit().await?;
    }
    found.extend(differences);
    found.extend(merger::fix(store).await?);
    Ok(found)
}
