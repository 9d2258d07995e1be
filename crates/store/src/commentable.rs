//! What people comment on: rows of the same columns for each kind, so that comments, reports, search, counters and one's own
//! data ask here instead of the table of one kind.
//!
//! To add a kind: its SELECT in [`rows`], and its counter in [`crate::comment::place`].

use cabildo_domain::SubjectKind;

/// `kind` is the word of the kind, `listed` says whether lists show it, `theme_id` and `area_id` are where it lies.
const PROPOSAL: &str =
    "(SELECT 'proposal' AS kind, id, consultation_id, number, title, language, author_id, status, hidden_at, listed,
         theme_id, area_id, comment_count FROM proposal)";

/// The rows of a kind, in brackets, to stand behind `FROM` or `JOIN`; `None` for a kind that takes no comments.
pub(crate) const fn rows(kind: SubjectKind) -> Option<&'static str> {
    match kind {
        SubjectKind::Proposal => Some(PROPOSAL),
        SubjectKind::Consultation
        | SubjectKind::Comment
        | SubjectKind::Statement
        | SubjectKind::Account => None,
    }
}

/// A whole SELECT for the rows of each kind, put together with `UNION ALL`. A join with the rows of all kinds at once would
/// not do: SQLite reads all of a `UNION ALL` that is joined, and uses the index of ids in each SELECT by itself.
pub(crate) fn each(select: impl Fn(&str) -> String) -> String {
    let selects = SubjectKind::ALL.iter().filter_map(|kind| rows(*kind));
    selects.map(select).collect::<Vec<_>>().join(" UNION ALL ")
}
