//! The SQL of each kind of subject that can be supported: a SELECT with the same columns for each, and the column that
//! counts its supports. Code that gives, erases, counts or exports supports uses these, so it names no table of one
//! kind.
//!
//! To add a kind: its SELECT in [`rows`], its counter in [`counter`], and a line in [`crate::recount`].

use cabildo_domain::support::Supportable;

/// `kind` is the word of the kind.
const PROPOSAL: &str =
    "(SELECT 'proposal' AS kind, id, consultation_id, number, title, author_id, status, hidden_at, support_count,
         imported_support_count FROM proposal)";

/// The rows of a kind, in brackets, for use behind `FROM` or `JOIN`.
pub(crate) const fn rows(kind: Supportable) -> &'static str {
    match kind {
        Supportable::Proposal => PROPOSAL,
    }
}

/// A SELECT for the rows of each kind, joined with `UNION ALL`. As in [`crate::commentable::each`], each SELECT joins
/// with the rows of one kind.
pub(crate) fn each(select: impl Fn(&str) -> String) -> String {
    let selects = Supportable::ALL.iter().map(|kind| select(rows(*kind)));
    selects.collect::<Vec<_>>().join(" UNION ALL ")
}

/// The counter of a kind.
pub(crate) struct Counter {
    /// The table with the column `support_count`.
    pub table: &'static str,
    /// The assignments that add `v.column2` to this column and to the columns that are computed from it.
    pub add: &'static str,
}

/// The counter of a kind.
pub(crate) const fn counter(kind: Supportable) -> Counter {
    match kind {
        Supportable::Proposal => Counter {
            table: "proposal",
            add: "support_count = support_count + v.column2, support_total = support_total + v.column2",
        },
    }
}
