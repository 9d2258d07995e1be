//! The append-only log: each event is a verb and the subject that it happened to. All derived data (search index,
//! opinion maps, later webhooks) follows it. Events carry ids and never personal data, because an account can be erased
//! and the log cannot.

use crate::{AccountId, ConsultationId, Subject, SubjectKind, Timestamp, subject::UnknownWord};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A change of a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// The subject was created: an account signed up, a consultation was begun as a draft, a text was written.
    Created,
    /// The text or the settings were changed by somebody with the right to do so.
    Edited,
    /// An account's name or language was changed.
    Changed,
    /// An account's role was changed.
    RoleChanged,
    /// An account got a capability in one place, besides those of its role.
    Granted,
    /// An account lost such a capability.
    GrantRevoked,
    /// An account was erased.
    Erased,
    /// A consultation became public.
    Published,
    /// A consultation went to the archive.
    Archived,
    /// A consultation came back from the archive, or went back to draft.
    Reopened,
    /// The author withdrew the subject.
    Withdrawn,
    /// The author deleted the subject.
    Deleted,
    /// The status changed with an official response.
    Answered,
    /// The official response was corrected, perhaps with the status.
    AnswerCorrected,
    /// A support was given.
    Supported,
    /// A support was withdrawn.
    SupportWithdrawn,
    /// A threshold was reached, and the response owed for it was created. When conspicuous supports reached it, a check
    /// began.
    ThresholdReached,
    /// Staff hold the check of a threshold.
    ThresholdHeld,
    /// The check of a threshold ended, by itself or by staff, so the response is owed.
    ThresholdOwed,
    /// Somebody reacted to the subject, or took the reaction back.
    Reacted,
    /// The subject was reported.
    Reported,
    /// The subject was hidden.
    Hidden,
    /// The subject was shown again.
    Restored,
    /// Reports on the subject were dismissed.
    ReportsDismissed,
    /// A batch of content was imported.
    Imported,
    /// How a consultation maps opinions was changed.
    OpinionEdited,
    /// A statement that was held is now asked.
    Accepted,
    /// Statements were answered. No event says which statements, by whom or how: answers are secret.
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

/// How the word in the log is made. A word that was once written to a log is never renamed.
enum Word {
    /// The subject's kind, an underscore and this word: `proposal_created`.
    AfterTheKind(&'static str),
    /// This word, whatever the subject is.
    Fixed(&'static str),
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 32] = [
        Self::Created,
        Self::Edited,
        Self::Changed,
        Self::RoleChanged,
        Self::Granted,
        Self::GrantRevoked,
        Self::Erased,
        Self::Published,
        Self::Archived,
        Self::Reopened,
        Self::Withdrawn,
        Self::Deleted,
        Self::Answered,
        Self::AnswerCorrected,
        Self::Supported,
        Self::SupportWithdrawn,
        Self::ThresholdReached,
        Self::ThresholdHeld,
        Self::ThresholdOwed,
        Self::Reacted,
        Self::Reported,
        Self::Hidden,
        Self::Restored,
        Self::ReportsDismissed,
        Self::Imported,
        Self::OpinionEdited,
        Self::Accepted,
        Self::StatementsAnswered,
        Self::ParticipantExcluded,
        Self::ParticipantRestored,
        Self::InvitationCreated,
        Self::InvitationRevoked,
    ];

    const fn form(self) -> Word {
        match self {
            Self::Created => Word::AfterTheKind("created"),
            Self::Edited => Word::AfterTheKind("edited"),
            Self::Changed => Word::AfterTheKind("changed"),
            Self::RoleChanged => Word::AfterTheKind("role_changed"),
            Self::Erased => Word::AfterTheKind("erased"),
            Self::Published => Word::AfterTheKind("published"),
            Self::Archived => Word::AfterTheKind("archived"),
            Self::Reopened => Word::AfterTheKind("reopened"),
            Self::Withdrawn => Word::AfterTheKind("withdrawn"),
            Self::Deleted => Word::AfterTheKind("deleted"),
            Self::Answered => Word::AfterTheKind("answered"),
            Self::Reacted => Word::AfterTheKind("reacted"),
            Self::Accepted => Word::AfterTheKind("accepted"),
            Self::Granted => Word::Fixed("capability_granted"),
            Self::GrantRevoked => Word::Fixed("capability_revoked"),
            Self::AnswerCorrected => Word::Fixed("answer_corrected"),
            Self::Supported => Word::Fixed("support_given"),
            Self::SupportWithdrawn => Word::Fixed("support_withdrawn"),
            Self::ThresholdReached => Word::Fixed("threshold_reached"),
            Self::ThresholdHeld => Word::Fixed("threshold_held"),
            Self::ThresholdOwed => Word::Fixed("threshold_owed"),
            Self::Reported => Word::Fixed("subject_reported"),
            Self::Hidden => Word::Fixed("subject_hidden"),
            Self::Restored => Word::Fixed("subject_restored"),
            Self::ReportsDismissed => Word::Fixed("reports_dismissed"),
            Self::Imported => Word::Fixed("content_imported"),
            Self::OpinionEdited => Word::Fixed("opinion_edited"),
            Self::StatementsAnswered => Word::Fixed("statements_answered"),
            Self::ParticipantExcluded => Word::Fixed("participant_excluded"),
            Self::ParticipantRestored => Word::Fixed("participant_restored"),
            Self::InvitationCreated => Word::Fixed("invitation_created"),
            Self::InvitationRevoked => Word::Fixed("invitation_revoked"),
        }
    }

    /// The word in the log for this verb and a subject of this kind.
    pub fn word(self, kind: SubjectKind) -> Cow<'static, str> {
        match self.form() {
            Word::AfterTheKind(end) => Cow::Owned(format!("{kind}_{end}")),
            Word::Fixed(word) => Cow::Borrowed(word),
        }
    }

    /// The verb of a word in the log, which was written for a subject of this kind.
    ///
    /// # Errors
    /// [`UnknownWord`] for a word that [`Verb::word`] never writes for this kind.
    pub fn read(word: &str, kind: SubjectKind) -> Result<Self, UnknownWord> {
        let after = word
            .strip_prefix(kind.as_str())
            .and_then(|rest| rest.strip_prefix('_'));
        let is_it = |verb: &Self| match verb.form() {
            Word::AfterTheKind(end) => after == Some(end),
            Word::Fixed(fixed) => word == fixed,
        };
        Self::ALL.into_iter().find(is_it).ok_or(UnknownWord)
    }
}

/// An event about to be appended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// The verb.
    pub verb: Verb,
    /// The subject.
    pub subject: Subject,
    /// The consultation, if the event belongs to one.
    pub consultation: Option<ConsultationId>,
    /// The account that acted, if a person did.
    pub actor: Option<AccountId>,
    /// The time of the event.
    pub at: Timestamp,
}

/// An event of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The event's number: 1, 2, 3 ... without gaps, in the order of commits.
    pub seq: i64,
    /// The verb.
    pub verb: Verb,
    /// The subject.
    pub subject: Subject,
    /// The consultation, if the event belongs to one.
    pub consultation: Option<ConsultationId>,
    /// The account that acted, if a person did who is still known.
    pub actor: Option<AccountId>,
    /// The time of the event.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use SubjectKind::{Account, Comment, Consultation, Proposal, Statement};

    /// Every word that a version of this program has written to a log.
    const WRITTEN: [(&str, Verb, SubjectKind); 39] = [
        ("account_created", Verb::Created, Account),
        ("account_role_changed", Verb::RoleChanged, Account),
        ("capability_granted", Verb::Granted, Account),
        ("capability_revoked", Verb::GrantRevoked, Account),
        ("account_changed", Verb::Changed, Account),
        ("account_erased", Verb::Erased, Account),
        ("consultation_created", Verb::Created, Consultation),
        ("consultation_edited", Verb::Edited, Consultation),
        ("consultation_published", Verb::Published, Consultation),
        ("consultation_archived", Verb::Archived, Consultation),
        ("consultation_reopened", Verb::Reopened, Consultation),
        ("proposal_created", Verb::Created, Proposal),
        ("proposal_edited", Verb::Edited, Proposal),
        ("proposal_withdrawn", Verb::Withdrawn, Proposal),
        ("proposal_answered", Verb::Answered, Proposal),
        ("answer_corrected", Verb::AnswerCorrected, Proposal),
        ("support_given", Verb::Supported, Proposal),
        ("support_withdrawn", Verb::SupportWithdrawn, Proposal),
        ("threshold_reached", Verb::ThresholdReached, Proposal),
        ("threshold_held", Verb::ThresholdHeld, Proposal),
        ("threshold_owed", Verb::ThresholdOwed, Proposal),
        ("comment_created", Verb::Created, Comment),
        ("comment_edited", Verb::Edited, Comment),
        ("comment_deleted", Verb::Deleted, Comment),
        ("comment_reacted", Verb::Reacted, Comment),
        ("subject_reported", Verb::Reported, Comment),
        ("subject_hidden", Verb::Hidden, Proposal),
        ("subject_restored", Verb::Restored, Statement),
        ("reports_dismissed", Verb::ReportsDismissed, Proposal),
        ("content_imported", Verb::Imported, Consultation),
        ("opinion_edited", Verb::OpinionEdited, Consultation),
        ("statement_created", Verb::Created, Statement),
        ("statement_edited", Verb::Edited, Statement),
        ("statement_accepted", Verb::Accepted, Statement),
        (
            "statements_answered",
            Verb::StatementsAnswered,
            Consultation,
        ),
        (
            "participant_excluded",
            Verb::ParticipantExcluded,
            Consultation,
        ),
        (
            "participant_restored",
            Verb::ParticipantRestored,
            Consultation,
        ),
        ("invitation_created", Verb::InvitationCreated, Consultation),
        ("invitation_revoked", Verb::InvitationRevoked, Consultation),
    ];

    #[test]
    fn every_word_of_old_logs_is_read_and_written_as_it_was() {
        for (word, verb, kind) in WRITTEN {
            assert_eq!(Verb::read(word, kind), Ok(verb), "{word}");
            assert_eq!(verb.word(kind), word);
        }
    }

    #[test]
    fn every_verb_is_in_the_table_of_words_and_no_word_means_two() {
        for verb in Verb::ALL {
            assert!(
                WRITTEN.iter().any(|(_, known, _)| *known == verb),
                "{verb:?}"
            );
        }
        for kind in SubjectKind::ALL.iter().copied() {
            for verb in Verb::ALL {
                assert_eq!(
                    Verb::read(&verb.word(kind), kind),
                    Ok(verb),
                    "{verb:?} of {kind}"
                );
            }
        }
    }

    #[test]
    fn a_word_that_was_written_for_another_kind_is_unknown() {
        assert_eq!(Verb::read("proposal_created", Comment), Err(UnknownWord));
        assert_eq!(Verb::read("created", Proposal), Err(UnknownWord));
    }
}
