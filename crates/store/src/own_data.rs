//! All data of an account, for its owner to download. Times are Unix milliseconds.

use crate::{
    Error, Tx,
    proposal::content::{ContentRow, content_columns, content_joins},
    supportable,
};
use cabildo_domain::{AccountId, SubjectKind};
use serde::Serialize;
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;
use uuid::Uuid;

macro_rules! rows {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty),+ $(,)? } = $sql:expr;
    )+) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, sqlx::FromRow, Serialize)]
        pub struct $name {
            $($(#[$attribute])* pub $field: $type),+
        }

        impl $name {
            async fn of(tx: &mut Tx, account: AccountId) -> Result<Vec<Self>, Error> {
                Ok(all!(tx, $sql, account.0)?)
            }
        }
    )+ };
}

rows! {
    /// A signed-in browser.
    SessionRow { id: Uuid, agent: String, created_at: i64, last_seen_at: i64, expires_at: i64 }
        = "SELECT id, agent, created_at, last_seen_at, expires_at FROM session
           WHERE account_id = $1 ORDER BY created_at, id";
    /// A capability of the account besides its role.
    GrantRow { capability: String, scope: String, place: String, granted_at: i64 }
        = "SELECT capability, scope, place, granted_at FROM capability_grant
           WHERE account_id = $1 ORDER BY granted_at, capability, scope, place";
    /// A browser or network in which the account logged in, remembered as a hash.
    PlaceRow { kind: String, last_at: i64 }
        = "SELECT kind, last_at FROM known_place WHERE account_id = $1 ORDER BY last_at, salt";
    /// A refused form that is still kept.
    FormRow { form: String, input: String, created_at: i64 }
        = "SELECT form, input, created_at FROM form_state WHERE account_id = $1 ORDER BY created_at, form";
    /// A message that was or will be sent.
    MessageRow { kind: String, payload: String, created_at: i64, sent_at: Option<i64> }
        = "SELECT kind, payload, created_at, sent_at FROM outbox WHERE account_id = $1 ORDER BY created_at, id";
    /// A consultation the account took part in.
    ParticipationRow { consultation: String, since: i64 }
        = "SELECT c.slug AS consultation, p.since FROM participant p JOIN consultation c ON c.id = p.consultation_id
           WHERE p.account_id = $1 ORDER BY p.since, c.slug";
    /// A proposal. `shown_as` is the role under which it is shown instead of the name.
    ProposalRow {
        consultation: String, number: i64, #[sqlx(flatten)] #[serde(flatten)] content: ContentRow, status: String,
        hidden_reason: Option<String>, shown_as: Option<String>, created_at: i64, updated_at: i64,
    }
        = concat!("SELECT c.slug AS consultation, p.number, ", content_columns!("p"),
                  ", p.status, p.hidden_reason, p.author_label AS shown_as, p.created_at, p.updated_at
           FROM proposal p JOIN consultation c ON c.id = p.consultation_id", content_joins!("p"),
           " WHERE p.author_id = $1 ORDER BY p.created_at, p.id");
    /// A revision of a proposal that the account wrote.
    RevisionRow {
        consultation: String, number: i64, revision: i64, #[sqlx(flatten)] #[serde(flatten)] content: ContentRow,
        created_at: i64,
    }
        = concat!("SELECT c.slug AS consultation, p.number, r.revision, ", content_columns!("r"), ", r.created_at
           FROM proposal_revision r JOIN proposal p ON p.id = r.proposal_id
           JOIN consultation c ON c.id = p.consultation_id", content_joins!("r"),
           " WHERE r.author_id = $1 ORDER BY r.created_at, r.proposal_id, r.revision");
    /// A comment; a deleted one has an empty body. `parent_id` is the comment it answers, `root_id` the top of its
    /// thread (the comment itself at top level). `shown_as` is the role under which it is shown instead of the name;
    /// `consultation` is `null` for a comment that belongs to none.
    CommentRow {
        id: Uuid, consultation: Option<String>, subject_kind: String, subject_id: Uuid, parent_id: Option<Uuid>,
        root_id: Uuid, alignment: String, body: String, language: String, hidden_reason: Option<String>,
        shown_as: Option<String>, created_at: i64, edited_at: Option<i64>,
        deleted_at: Option<i64>,
    }
        = "SELECT m.id, c.slug AS consultation, m.subject_kind, m.subject_id, m.parent_id, m.root_id, m.alignment,
                  m.body, m.language, m.hidden_reason, m.author_label AS shown_as, m.created_at, m.edited_at, m.deleted_at
           FROM comment m LEFT JOIN consultation c ON c.id = m.consultation_id
           WHERE m.author_id = $1 ORDER BY m.created_at, m.id";
    /// A reaction to a comment.
    ReactionRow { comment_id: Uuid, up: bool, created_at: i64 }
        = "SELECT comment_id, up, created_at FROM reaction WHERE account_id = $1 ORDER BY created_at, comment_id";
    /// A report to the moderators.
    ReportRow {
        subject_kind: String, subject_id: Uuid, reason: String, note: String, created_at: i64, closed_at: Option<i64>,
    }
        = "SELECT subject_kind, subject_id, reason, note, created_at, closed_at FROM report
           WHERE reporter_id = $1 ORDER BY created_at, id";
    /// A measure of the account as a moderator.
    ModerationRow { subject_kind: String, subject_id: Uuid, measure: String, reason: String, created_at: i64 }
        = "SELECT subject_kind, subject_id, measure, reason, created_at FROM moderation
           WHERE moderator_id = $1 ORDER BY created_at, id";
    /// An official response the account gave, or a correction of one: `revision` is 1 when it was published.
    ResponseRow {
        consultation: String, number: i64, revision: i64, body: String, status: String, reason: String, answered_at: i64,
    }
        = "SELECT c.slug AS consultation, p.number, v.revision, v.body, v.status, v.reason, v.created_at AS answered_at
           FROM response_version v JOIN response r ON r.id = v.response_id JOIN proposal p ON p.id = r.proposal_id
           JOIN consultation c ON c.id = p.consultation_id
           WHERE v.editor_id = $1 ORDER BY v.created_at, v.id";
    /// A statement that people agree or disagree with.
    StatementRow { consultation: String, number: i64, text: String, language: String, status: String, created_at: i64,
        updated_at: i64 }
        = "SELECT c.slug AS consultation, s.number, s.text, s.language, s.status, s.created_at, s.updated_at
           FROM statement s JOIN opinion_participant p ON p.id = s.author_id
           JOIN consultation c ON c.id = s.consultation_id
           WHERE p.account_id = $1 ORDER BY s.created_at, s.id";
    /// An answer to a statement, changed ones too: 1 agrees, -1 disagrees, 0 passes.
    StatementVoteRow { consultation: String, statement: i64, answer: i64, answered_at: i64 }
        = "SELECT c.slug AS consultation, v.statement, v.answer, v.at AS answered_at
           FROM opinion_participant p
           JOIN statement_vote_history v ON v.consultation_id = p.consultation_id AND v.participant = p.number
           JOIN consultation c ON c.id = p.consultation_id
           WHERE p.account_id = $1 ORDER BY v.at, v.seq";
}

/// A support that was given. The title of somebody else's subject is left out while it is hidden.
#[derive(Clone, Debug, sqlx::FromRow, Serialize)]
#[expect(missing_docs, reason = "each field is the column of its name")]
pub struct SupportRow {
    pub subject_kind: String,
    pub consultation: String,
    pub number: i64,
    pub title: Option<String>,
    pub created_at: i64,
}

impl SupportRow {
    async fn of(tx: &mut Tx, account: AccountId) -> Result<Vec<Self>, Error> {
        let given = supportable::each(|rows| {
            format!(
                "SELECT p.kind AS subject_kind, c.slug AS consultation, p.number,
                     CASE WHEN p.hidden_at IS NULL OR p.author_id = $1 THEN p.title END AS title, s.created_at, p.id
                 FROM support s JOIN {rows} AS p ON p.id = s.subject_id AND p.kind = s.subject_kind
                 JOIN consultation c ON c.id = p.consultation_id WHERE s.account_id = $1"
            )
        });
        let sql = format!(
            "SELECT subject_kind, consultation, number, title, created_at FROM ({given}) AS given
             ORDER BY created_at, id"
        );
        Ok(all!(tx, AssertSqlSafe(sql), account.0)?)
    }
}

/// The texts of one kind that an account wrote.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Written {
    Proposals(Vec<ProposalRow>),
    Comments(Vec<CommentRow>),
    Statements(Vec<StatementRow>),
}

async fn written(
    tx: &mut Tx,
    account: AccountId,
) -> Result<BTreeMap<&'static str, Written>, Error> {
    let mut all = BTreeMap::new();
    for kind in SubjectKind::ALL {
        all.extend(written_of(tx, account, *kind).await?);
    }
    Ok(all)
}

/// The texts of a kind that the account wrote, under the name of their list; `None` for a kind that nobody writes as a
/// person: the lab writes consultations, and the account's own row stands by itself.
async fn written_of(
    tx: &mut Tx,
    account: AccountId,
    kind: SubjectKind,
) -> Result<Option<(&'static str, Written)>, Error> {
    Ok(match kind {
        SubjectKind::Proposal => {
            let rows = ProposalRow::of(tx, account).await?;
            Some(("proposals", Written::Proposals(rows)))
        }
        SubjectKind::Comment => {
            let rows = CommentRow::of(tx, account).await?;
            Some(("comments", Written::Comments(rows)))
        }
        SubjectKind::Statement => {
            let rows = StatementRow::of(tx, account).await?;
            Some(("statements", Written::Statements(rows)))
        }
        SubjectKind::Consultation | SubjectKind::Account => None,
    })
}

/// All data of an account besides its own row.
#[derive(Clone, Debug, Serialize)]
pub struct OwnData {
    pub sessions: Vec<SessionRow>,
    pub grants: Vec<GrantRow>,
    pub known_places: Vec<PlaceRow>,
    pub refused_forms: Vec<FormRow>,
    pub messages: Vec<MessageRow>,
    pub participations: Vec<ParticipationRow>,
    /// The texts that the account wrote, each kind under its name.
    #[serde(flatten)]
    pub written: BTreeMap<&'static str, Written>,
    pub revisions: Vec<RevisionRow>,
    pub supports: Vec<SupportRow>,
    pub reactions: Vec<ReactionRow>,
    pub reports: Vec<ReportRow>,
    pub moderation: Vec<ModerationRow>,
    pub responses: Vec<ResponseRow>,
    pub answers: Vec<StatementVoteRow>,
}

/// Collects the data with one statement for each table.
pub async fn collect(tx: &mut Tx, account: AccountId) -> Result<OwnData, Error> {
    Ok(OwnData {
        sessions: SessionRow::of(tx, account).await?,
        grants: GrantRow::of(tx, account).await?,
        known_places: PlaceRow::of(tx, account).await?,
        refused_forms: FormRow::of(tx, account).await?,
        messages: MessageRow::of(tx, account).await?,
        participations: ParticipationRow::of(tx, account).await?,
        written: written(tx, account).await?,
        revisions: RevisionRow::of(tx, account).await?,
        supports: SupportRow::of(tx, account).await?,
        reactions: ReactionRow::of(tx, account).await?,
        reports: ReportRow::of(tx, account).await?,
        moderation: ModerationRow::of(tx, account).await?,
        responses: ResponseRow::of(tx, account).await?,
        answers: StatementVoteRow::of(tx, account).await?,
    })
}
