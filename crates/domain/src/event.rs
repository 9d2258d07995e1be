//! The append-only log of what happened. Everything derived (search index, counters' audit, later: notifications,
//! feeds, page cache) follows it. Events carry ids, never personal data: an account can be erased, the log cannot.

use crate::{AccountId, ConsultationId, Subject, Timestamp, words};
use serde::{Deserialize, Serialize};

/// What happened. A word once written to a log is never renamed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An account was created.
    AccountCreated,
    /// An account's role was changed.
    AccountRoleChanged,
    /// An account's name or language was changed.
    AccountChanged,
    /// An account was erased.
    AccountErased,
    /// A consultation was created as a draft.
    ConsultationCreated,
    /// A consultation was edited.
    ConsultationEdited,
    /// A consultation became public.
    ConsultationPublished,
    /// A consultation went to the archive.
    ConsultationArchived,
    /// A consultation came back from the archive, or went back to draft.
    ConsultationReopened,
    /// A proposal was put forward.
    ProposalCreated,
    /// A proposal was edited.
    ProposalEdited,
    /// A proposal was withdrawn by its author.
    ProposalWithdrawn,
    /// A proposal's status changed with an official response.
    ProposalAnswered,
    /// An official response was corrected, perhaps with where the proposal stands.
    AnswerCorrected,
    /// A support was given.
    SupportGiven,
    /// A support was withdrawn.
    SupportWithdrawn,
    /// A threshold was reached; the response it owes was created. Where conspicuous supports reached it, a check began.
    ThresholdReached,
    /// Staff hold the check of a threshold.
    ThresholdHeld,
    /// The check of a threshold ended, by itself or by staff: the response is owed.
    ThresholdOwed,
    /// A comment was written.
    CommentCreated,
    /// A comment was edited.
    CommentEdited,
    /// A comment was deleted by its author.
    CommentDeleted,
    /// Somebody reacted to a comment, or took the reaction back.
    CommentReacted,
    /// A subject was reported.
    SubjectReported,
    /// A subject was hidden.
    SubjectHidden,
    /// A subject was restored.
    SubjectRestored,
    /// Reports on a subject were dismissed.
    ReportsDismissed,
    /// A batch of content was imported.
    ContentImported,
    /// How a consultation maps opinions was changed.
    OpinionEdited,
    /// A statement was written, by the lab or by somebody who takes part.
    StatementCreated,
    /// A statement's text was changed, or what it counts as.
    StatementEdited,
    /// A statement that was held is now asked.
    StatementAccepted,
    /// Statements were answered. Which, by whom and how is in no event: answers are secret.
    StatementsAnswered,
    /// A participant's answers no longer count.
    ParticipantExcluded,
    /// A participant's answers count again.
    ParticipantRestored,
    /// An invitation link was made.
    InvitationCreated,
    /// An invitation link no longer lets anybody in.
    InvitationRevoked,
}

words!(EventKind {
    AccountCreated = "account_created", AccountRoleChanged = "account_role_changed",
    AccountChanged = "account_changed", AccountErased = "account_erased",
    ConsultationCreated = "consultation_created", ConsultationEdited = "consultation_edited",
    ConsultationPublished = "consultation_published", ConsultationArchived = "consultation_archived",
    ConsultationReopened = "consultation_reopened",
    ProposalCreated = "proposal_created", ProposalEdited = "proposal_edited",
    ProposalWithdrawn = "proposal_withdrawn", ProposalAnswered = "proposal_answered",
    AnswerCorrected = "answer_corrected",
    SupportGiven = "support_given", SupportWithdrawn = "support_withdrawn",
    ThresholdReached = "threshold_reached", ThresholdHeld = "threshold_held",
    ThresholdOwed = "threshold_owed",
    CommentCreated = "comment_created", CommentEdited = "comment_edited",
    CommentDeleted = "comment_deleted", CommentReacted = "comment_reacted",
    SubjectReported = "subject_reported", SubjectHidden = "subject_hidden",
    SubjectRestored = "subject_restored", ReportsDismissed = "reports_dismissed",
    ContentImported = "content_imported",
    OpinionEdited = "opinion_edited",
    StatementCreated = "statement_created", StatementEdited = "statement_edited",
    StatementAccepted = "statement_accepted", StatementsAnswered = "statements_answered",
    ParticipantExcluded = "participant_excluded", ParticipantRestored = "participant_restored",
    InvitationCreated = "invitation_created", InvitationRevoked = "invitation_revoked",
});

/// An event about to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What happened.
    pub kind: EventKind,
    /// To what.
    pub subject: Subject,
    /// In which consultation, if in one.
    pub consultation: Option<ConsultationId>,
    /// By whom, if by a person.
    pub actor: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}

/// An event of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its place: 1, 2, 3 ... without gaps, in the order of commits.
    pub seq: i64,
    /// What happened.
    pub kind: EventKind,
    /// To what.
    pub subject: Subject,
    /// In which consultation, if in one.
    pub consultation: Option<ConsultationId>,
    /// By whom, if by a person who is still known.
    pub actor: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}
