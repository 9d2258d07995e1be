//! What a stretch of the event log touched, each thing once however often it was touched.

use cabildo_domain::{
    CommentId, ConsultationId, ProposalId, StatementId, Subject, SubjectKind,
    event::{Event, EventKind},
};
use std::collections::BTreeSet;

/// Things whose documents are no longer right.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Consultations with everything in them.
    pub consultations: BTreeSet<ConsultationId>,
    /// Proposals with their comments, which show the proposal's title and vanish with it.
    pub discussions: BTreeSet<ProposalId>,
    /// Proposals alone.
    pub proposals: BTreeSet<ProposalId>,
    /// Proposals of which only the number of supports changed.
    pub supported: BTreeSet<ProposalId>,
    /// Comments.
    pub comments: BTreeSet<CommentId>,
    /// Statements.
    pub statements: BTreeSet<StatementId>,
}

impl Changes {
    /// Notes what an event changes.
    pub(super) fn note(&mut self, event: &Event) {
        use EventKind::{
            AccountChanged, AccountCreated, AccountErased, AccountRoleChanged, AnswerCorrected,
            CommentCreated, CommentDeleted, CommentEdited, CommentReacted, ConsultationArchived,
            ConsultationCreated, ConsultationEdited, ConsultationPublished, ConsultationReopened,
            ContentImported, InvitationCreated, InvitationRevoked, OpinionEdited,
            ParticipantExcluded, ParticipantRestored, ProposalAnswered, ProposalCreated,
            ProposalEdited, ProposalWithdrawn, ReportsDismissed, StatementAccepted,
            StatementCreated, StatementEdited, StatementsAnswered, SubjectHidden, SubjectReported,
            SubjectRestored, SupportGiven, SupportWithdrawn, ThresholdHeld, ThresholdOwed,
            ThresholdReached,
        };
        let Subject { kind, id } = event.subject;
        match event.kind {
            ConsultationEdited | ConsultationPublished | ConsultationReopened | ContentImported => {
                let itself = match kind {
                    SubjectKind::Consultation => Some(ConsultationId(id)),
                    SubjectKind::Proposal
                    | SubjectKind::Comment
                    | SubjectKind::Statement
                    | SubjectKind::Account => None,
                };
                self.consultations.extend(event.consultation.or(itself));
            }
            ProposalCreated => drop(self.proposals.insert(ProposalId(id))),
            // An answer or its correction may merge it, and then its comments are found no more than the idea.
            ProposalEdited | ProposalWithdrawn | ProposalAnswered | AnswerCorrected => {
                self.discussions.insert(ProposalId(id));
            }
            SupportGiven | SupportWithdrawn => drop(self.supported.insert(ProposalId(id))),
            CommentCreated | CommentEdited | CommentDeleted => {
                self.comments.insert(CommentId(id));
            }
            SubjectHidden | SubjectRestored => match kind {
                SubjectKind::Consultation => drop(self.consultations.insert(ConsultationId(id))),
                SubjectKind::Proposal => drop(self.discussions.insert(ProposalId(id))),
                SubjectKind::Comment => drop(self.comments.insert(CommentId(id))),
                SubjectKind::Statement => drop(self.statements.insert(StatementId(id))),
                SubjectKind::Account => {}
            },
            StatementCreated | StatementEdited | StatementAccepted => {
                self.statements.insert(StatementId(id));
            }
            // A draft is not public, an archived consultation stays so, and the index holds nothing of the rest: no
            // names of people, no reactions, no answers to statements, no reports.
            ConsultationCreated | ConsultationArchived | AccountCreated | AccountRoleChanged
            | AccountChanged | AccountErased | ThresholdReached | ThresholdHeld | ThresholdOwed
            | CommentReacted | SubjectReported | ReportsDismissed | OpinionEdited
            | StatementsAnswered | ParticipantExcluded | ParticipantRestored
            | InvitationCreated | InvitationRevoked => {}
        }
    }

    /// Takes up to `most` of the proposals of which only the number of supports changed; the others stay.
    pub(super) fn take_supported(&mut self, most: usize) -> BTreeSet<ProposalId> {
        let later = self
            .supported
            .iter()
            .nth(most)
            .copied()
            .map(|first| self.supported.split_off(&first));
        std::mem::replace(&mut self.supported, later.unwrap_or_default())
    }

    /// Whether something changed that people would miss, more than a number of supports.
    pub(super) fn is_urgent(&self) -> bool {
        !(self.consultations.is_empty()
            && self.discussions.is_empty()
            && self.proposals.is_empty()
            && self.comments.is_empty()
            && self.statements.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::Timestamp;
    use uuid::Uuid;

    fn event(kind: EventKind, subject: Subject) -> Event {
        let consultation = Some(ConsultationId(Uuid::from_u128(1)));
        Event {
            seq: 1,
            kind,
            subject,
            consultation,
            actor: None,
            at: Timestamp(0),
        }
    }

    #[test]
    fn a_thousand_supports_of_one_proposal_are_one_change_that_can_wait() {
        let subject = Subject::proposal(ProposalId(Uuid::from_u128(2)));
        let mut changes = Changes::default();
        for _ in 0..1_000 {
            changes.note(&event(EventKind::SupportGiven, subject));
        }
        assert_eq!(changes.supported.len(), 1);
        assert!(!changes.is_urgent());
        changes.note(&event(EventKind::SubjectHidden, subject));
        assert_eq!(changes.discussions.len(), 1);
        assert!(changes.is_urgent());
    }

    #[test]
    fn supports_are_taken_a_part_at_a_time_and_none_is_lost() {
        let ids: BTreeSet<ProposalId> = (0..5).map(|id| ProposalId(Uuid::from_u128(id))).collect();
        let mut changes = Changes {
            supported: ids.clone(),
            ..Changes::default()
        };
        let parts: Vec<BTreeSet<ProposalId>> = (0..4).map(|_| changes.take_supported(2)).collect();
        assert_eq!(
            parts.iter().map(BTreeSet::len).collect::<Vec<_>>(),
            [2, 2, 1, 0]
        );
        assert_eq!(parts.into_iter().flatten().collect::<BTreeSet<_>>(), ids);
    }

    #[test]
    fn a_statement_that_is_added_or_taken_out_cannot_wait_and_its_answers_change_nothing() {
        let subject = Subject::statement(StatementId(Uuid::from_u128(2)));
        let mut changes = Changes::default();
        changes.note(&event(EventKind::StatementsAnswered, subject));
        assert_eq!(changes, Changes::default());
        for kind in [
            EventKind::StatementCreated,
            EventKind::SubjectHidden,
            EventKind::SubjectRestored,
        ] {
            let mut changes = Changes::default();
            changes.note(&event(kind, subject));
            assert_eq!(
                changes.statements,
                BTreeSet::from([StatementId(Uuid::from_u128(2))])
            );
            assert!(changes.is_urgent());
        }
    }

    #[test]
    fn an_import_touches_its_whole_consultation_whatever_its_subject_is() {
        let mut changes = Changes::default();
        changes.note(&event(
            EventKind::ContentImported,
            Subject::proposal(ProposalId(Uuid::from_u128(2))),
        ));
        assert_eq!(
            changes.consultations,
            BTreeSet::from([ConsultationId(Uuid::from_u128(1))])
        );
    }
}
