//! The subjects of comments: rows with the same columns for each kind, so that comments, reports, search, counters and
//! one's own data ask here instead of the table of one kind.
//!
//! To add a kind: its SELECT in [`rows`], and its counter in [`crate::comment::place`].

use cabildo_domain::subject::Commentable;

/// `kind` is the word of the kind, `consultation_id` is NULL for a subject that belongs to no consultation, `listed` says whether lists show the subject, `theme_id` and `area_id` are its theme
/// and area.
const PROPOSAL: &str =
    "(SELECT 'proposal' AS kind, id, consultation_id, number, title, language, author_kind, author_id, author_label,
         author_source_id, status, hidden_at, listed, theme_id, area_id, comment_count FROM proposal)";

/// The rows of a kind, in brackets, for use behind `FROM` or `JOIN`.
pub(crate) const fn rows(kind: Commentable) -> &'static str {
    match kind {
        Commentable::Proposal => PROPOSAL,
    }
}

/// A SELECT for the rows of each kind, joined with `UNION ALL`. Do not join with the rows of all kinds at once: SQLite
/// then reads all of the `UNION ALL`, while each separate SELECT uses the index of ids.
pub(crate) fn each(select: impl Fn(&str) -> String) -> String {
    let selects = Commentable::ALL.iter().map(|kind| select(rows(*kind)));
    selects.collect::<Vec<_>>().join(" UNION ALL ")
}
