//! Changes of a proposal: its text, its status, whether a moderator hides it. Each change updates `listed` with the
//! columns it depends on, and the consultation's number of listed proposals with `listed`.

use super::{
    content::{self, bind_content},
    is_listed, revision,
};
use crate::{
    Error, Tx,
    consultation::{self, Counts},
    convert::{list, word},
};
use cabildo_domain::{
    Author, ConsultationId, ProposalId, Timestamp,
    proposal::{Content, Status},
    text::Reason,
};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

/// A new text for a proposal.
#[derive(Clone, Debug)]
pub struct Edit {
    /// The proposal.
    pub id: ProposalId,
    /// The revision that the editor loaded.
    pub expected: i64,
    /// The new content.
    pub content: Content,
    /// The text, rendered.
    pub body_html: String,
    /// The version of the rules by which the HTML was made.
    pub sanitizer: i64,
    /// The account that wrote this version.
    pub editor: Author,
    /// The time.
    pub at: Timestamp,
}

/// Writes a new version. `false`, and nothing changed, unless the present revision is the expected one.
pub async fn edit(tx: &mut Tx, edit: &Edit) -> Result<bool, Error> {
    let sql = format!(
        "UPDATE proposal SET body_html = $1, sanitizer = $2, updated_at = $3, revision = revision + 1, ({}) = ({})
         WHERE id = $4 AND revision = $5",
        content::WRITTEN,
        list(6, content::COLUMNS)
    );
    let changed = on!(tx, |conn| {
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(&edit.body_html)
            .bind(edit.sanitizer)
            .bind(edit.at.0)
            .bind(edit.id.0)
            .bind(edit.expected);
        bind_content!(query, edit.content)
            .execute(conn)
            .await
            .map(|done| done.rows_affected())
    })?;
    if changed == 0 {
        return Ok(false);
    }
    let version = revision::NewRevision {
        proposal: edit.id,
        revision: edit.expected + 1,
        content: &edit.content,
        editor: &edit.editor,
        created_at: edit.at,
    };
    revision::insert(tx, &[version]).await?;
    Ok(true)
}

/// A proposal whose row is locked.
pub(super) struct Locked {
    pub consultation: ConsultationId,
    pub status: Status,
    pub hidden: bool,
    pub listed: bool,
    pub comments: i64,
}

/// Locks a proposal's row until the transaction ends; returns its state. An UPDATE that changes nothing takes the lock
/// with the same statement on both engines.
pub(super) async fn lock(tx: &mut Tx, id: ProposalId) -> Result<Option<Locked>, Error> {
    let row: Option<(Uuid, String, bool, bool, i64)> = maybe!(
        tx,
        "UPDATE proposal SET revision = revision WHERE id = $1
         RETURNING consultation_id, status, hidden_at IS NOT NULL, listed, comment_count",
        id.0,
    )?;
    row.map(|(consultation, status, hidden, listed, comments)| {
        Ok(Locked {
            consultation: ConsultationId(consultation),
            status: word("proposal.status", status)?,
            hidden,
            listed,
            comments,
        })
    })
    .transpose()
}

/// Counts a proposal and its comments into its consultation or out of it: listed proposals count, and comments on
/// proposals that are not hidden.
pub(super) async fn count(
    tx: &mut Tx,
    before: &Locked,
    listed: bool,
    hidden: bool,
) -> Result<(), Error> {
    let shown = |hidden: bool| i64::from(!hidden);
    let change = Counts {
        proposals: i64::from(listed) - i64::from(before.listed),
        comments: (shown(hidden) - shown(before.hidden)) * before.comments,
        ..Counts::default()
    };
    if change == Counts::default() {
        return Ok(());
    }
    consultation::adjust(tx, before.consultation, change).await
}

/// Sets the status of a proposal, if the present one is among `from` and the proposal is not hidden; else returns
/// `false` and changes nothing.
pub async fn set_status(
    tx: &mut Tx,
    id: ProposalId,
    from: &[Status],
    to: Status,
    now: Timestamp,
) -> Result<bool, Error> {
    let Some(before) = lock(tx, id).await? else {
        return Ok(false);
    };
    if before.hidden || !from.contains(&before.status) {
        return Ok(false);
    }
    let lists = is_listed(to, false);
    exec!(
        tx,
        "UPDATE proposal SET status = $1, listed = $2, updated_at = $3 WHERE id = $4",
        to.as_str(),
        lists,
        now.0,
        id.0,
    )?;
    count(tx, &before, lists, false).await?;
    Ok(true)
}

/// Hides a proposal for a reason, or (`None`) shows it again; keeps `listed` and the consultation's numbers of
/// proposals and comments right. Returns the consultation, `None` when there is no such proposal. A second call changes
/// at most the reason.
pub async fn set_hidden(
    tx: &mut Tx,
    id: ProposalId,
    hidden: Option<(&Reason, Timestamp)>,
) -> Result<Option<ConsultationId>, Error> {
    let Some(before) = lock(tx, id).await? else {
        return Ok(None);
    };
    let lists = is_listed(before.status, hidden.is_some());
    exec!(
        tx,
        "UPDATE proposal SET hidden_reason = $1, hidden_at = $2, listed = $3 WHERE id = $4",
        hidden.map(|(reason, _)| reason.as_str()),
        hidden.map(|(_, at)| at.0),
        lists,
        id.0,
    )?;
    count(tx, &before, lists, hidden.is_some()).await?;
    Ok(Some(before.consultation))
}

/// Adds `change` to a proposal's number of comments; returns whether the proposal is hidden.
pub async fn adjust_comments(tx: &mut Tx, id: ProposalId, change: i64) -> Result<bool, Error> {
    let hidden: Option<bool> = maybe_scalar!(
        tx,
        "UPDATE proposal SET comment_count = comment_count + $1 WHERE id = $2 RETURNING hidden_at IS NOT NULL",
        change,
        id.0,
    )?;
    Ok(hidden.unwrap_or_default())
}
