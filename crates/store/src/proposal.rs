//! Proposals: inserting them, and reading one with everything that its page shows.
//!
//! Lists are in [`list`], changes in [`change`], mergers in [`place`], earlier versions in [`revision`], the fair order in
//! [`fair`].

pub mod change;
pub(crate) mod content;
pub mod fair;
pub mod list;
mod new;
pub mod own;
pub mod place;
pub mod revision;
pub mod tag;

pub use crate::author::Byline;
pub use new::{NewProposal, insert};

use crate::{Error, Tx, author::AuthorRow, convert::word};
use cabildo_domain::{
    AccountId, AreaId, ConsultationId, ProposalId, Timestamp,
    consultation::Slug,
    proposal::{Content, Gone, Status},
    text::{Label, ProposalTitle, Reason},
};
use content::{ContentRow, content_columns, content_joins};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// Whether lists show a proposal.
pub(crate) const fn is_listed(status: Status, hidden: bool) -> bool {
    !hidden && !matches!(status, Status::Withdrawn | Status::Merged)
}

/// The proposal that stands for a merged one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pointer {
    /// Its consultation.
    pub slug: Slug,
    pub number: i64,
    pub title: ProposalTitle,
}

/// The end of the chain of mergers from a merged proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Merged {
    /// The number of the proposal that staff merged it into, which may be merged itself by now.
    pub first: i64,
    /// The proposal at the end of the chain.
    pub end: Pointer,
    /// Why the proposal at the end no longer stands for it, if so.
    pub gone: Option<Gone>,
}

/// A proposal with everything that its page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: ProposalId,
    pub consultation: ConsultationId,
    pub number: i64,
    pub author: Byline,
    /// The content.
    pub content: Content,
    /// The text, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The label of its theme.
    pub theme: Option<Label>,
    /// The area: the outermost first, its own last.
    pub area: Vec<(AreaId, Label)>,
    pub status: Status,
    /// The end of its mergers, when it is merged.
    pub merged: Option<Merged>,
    /// Its present revision, from 1.
    pub revision: i64,
    /// When it was written.
    pub created_at: Timestamp,
    /// When its text or status last changed.
    pub updated_at: Timestamp,
    /// Why and since when a moderator hides it.
    pub hidden: Option<(Reason, Timestamp)>,
    /// Whether lists show it.
    pub listed: bool,
    /// The number of counted supports.
    pub counted: i64,
    /// Imported supports, whose supporters are not known.
    pub imported: i64,
    /// Comments on it.
    pub comments: i64,
    /// Whether the account that asks supports it.
    pub mine: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    consultation_id: Uuid,
    number: i64,
    #[sqlx(flatten)]
    author: AuthorRow,
    #[sqlx(flatten)]
    content: ContentRow,
    body_html: String,
    sanitizer: i64,
    area1_id: Option<Uuid>,
    area1_label: Option<String>,
    area2_id: Option<Uuid>,
    area2_label: Option<String>,
    area3_id: Option<Uuid>,
    area3_label: Option<String>,
    status: String,
    merged_slug: Option<String>,
    merged_number: Option<i64>,
    merged_title: Option<String>,
    merged_status: Option<String>,
    merged_hidden: bool,
    merged_first: Option<i64>,
    revision: i64,
    created_at: i64,
    updated_at: i64,
    hidden_reason: Option<String>,
    hidden_at: Option<i64>,
    listed: bool,
    support_count: i64,
    imported_support_count: i64,
    comment_count: i64,
    mine: bool,
}

/// The areas around a proposal's own, the outermost first.
fn outer_areas(row: &Row) -> Vec<(AreaId, Label)> {
    // Areas nest at most four deep (`limits::AREA_DEPTH`).
    let levels = [
        (row.area3_id, &row.area3_label),
        (row.area2_id, &row.area2_label),
        (row.area1_id, &row.area1_label),
    ];
    levels
        .into_iter()
        .filter_map(|(id, label)| Some((AreaId(id?), Label::trusted(label.clone()?))))
        .collect()
}

fn merged(row: &Row) -> Option<Merged> {
    let end = Pointer {
        slug: Slug::trusted(row.merged_slug.clone()?),
        number: row.merged_number?,
        title: ProposalTitle::trusted(row.merged_title.clone()?),
    };
    let withdrawn = row.merged_status.as_deref() == Some(Status::Withdrawn.as_str());
    let gone = match (row.merged_hidden, withdrawn) {
        (true, _) => Some(Gone::Hidden),
        (false, true) => Some(Gone::Withdrawn),
        (false, false) => None,
    };
    Some(Merged {
        first: row.merged_first.unwrap_or(end.number),
        end,
        gone,
    })
}

impl TryFrom<Row> for Proposal {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let merged = merged(&row);
        let mut area = outer_areas(&row);
        let (content, theme, own_area) = row.content.split();
        area.extend(content.area.zip(own_area));
        Ok(Self {
            area,
            merged,
            id: ProposalId(row.id),
            consultation: ConsultationId(row.consultation_id),
            number: row.number,
            author: row.author.try_into()?,
            content,
            theme,
            body_html: row.body_html,
            sanitizer: row.sanitizer,
            status: word("proposal.status", row.status)?,
            revision: row.revision,
            created_at: Timestamp(row.created_at),
            updated_at: Timestamp(row.updated_at),
            hidden: row
                .hidden_reason
                .zip(row.hidden_at)
                .map(|(why, at)| (Reason::trusted(why), Timestamp(at))),
            listed: row.listed,
            counted: row.support_count,
            imported: row.imported_support_count,
            comments: row.comment_count,
            mine: row.mine,
        })
    }
}

const SELECT: &str = concat!(
    "SELECT p.id, p.consultation_id, p.number, ",
    author_columns!("p"),
    ", ",
    content_columns!("p"),
    ",
        p.body_html, p.sanitizer, a1.id AS area1_id, a1.label AS area1_label,
        a2.id AS area2_id, a2.label AS area2_label, a3.id AS area3_id, a3.label AS area3_label,
        p.status, mc.slug AS merged_slug, m.number AS merged_number, m.title AS merged_title,
        m.status AS merged_status, m.hidden_at IS NOT NULL AS merged_hidden, mf.number AS merged_first,
        p.revision, p.created_at, p.updated_at, p.hidden_reason, p.hidden_at, p.listed,
        p.support_count, p.imported_support_count, p.comment_count,
        EXISTS (SELECT 1 FROM support s WHERE s.subject_kind = 'proposal' AND s.subject_id = p.id
            AND s.account_id = $1) AS mine
    FROM proposal p
    LEFT JOIN account a ON a.id = p.author_id",
    content_joins!("p"),
    "
    LEFT JOIN area a1 ON a1.id = area.parent_id
    LEFT JOIN area a2 ON a2.id = a1.parent_id
    LEFT JOIN area a3 ON a3.id = a2.parent_id
    LEFT JOIN proposal m ON m.id = p.merged_end
    LEFT JOIN proposal mf ON mf.id = p.merged_into
    LEFT JOIN consultation mc ON mc.id = m.consultation_id"
);

/// The proposal with this number in a consultation, with the reader `viewer`, hidden or not.
pub async fn by_number(
    tx: &mut Tx,
    consultation: ConsultationId,
    number: i64,
    viewer: Option<AccountId>,
) -> Result<Option<Proposal>, Error> {
    let sql = format!("{SELECT} WHERE p.consultation_id = $2 AND p.number = $3");
    let row: Option<Row> = maybe!(
        tx,
        AssertSqlSafe(sql),
        viewer.map(|id| id.0),
        consultation.0,
        number,
    )?;
    row.map(Proposal::try_from).transpose()
}

/// The proposal with this id, with the reader `viewer`, hidden or not.
pub async fn by_id(
    tx: &mut Tx,
    id: ProposalId,
    viewer: Option<AccountId>,
) -> Result<Option<Proposal>, Error> {
    let sql = format!("{SELECT} WHERE p.id = $2");
    let row: Option<Row> = maybe!(tx, AssertSqlSafe(sql), viewer.map(|id| id.0), id.0)?;
    row.map(Proposal::try_from).transpose()
}

/// The proposal that `author` inserted with this submit key: id, consultation's slug, number.
pub async fn by_submit_key(
    tx: &mut Tx,
    author: AccountId,
    key: Uuid,
) -> Result<Option<(ProposalId, Slug, i64)>, Error> {
    let row: Option<(Uuid, String, i64)> = maybe!(
        tx,
        "SELECT p.id, c.slug, p.number FROM proposal p JOIN consultation c ON c.id = p.consultation_id
         WHERE p.submit_key = $1 AND p.author_id = $2",
        key,
        author.0,
    )?;
    Ok(row.map(|(id, slug, number)| (ProposalId(id), Slug::trusted(slug), number)))
}
