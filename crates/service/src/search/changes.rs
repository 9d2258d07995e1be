//! Collects the subjects that a stretch of the event log changed, each once, so that the follower of the search index
//! loads each only once.

use cabildo_domain::{
    CommentId, ConsultationId, ProposalId, StatementId, Subject, SubjectKind,
    event::{Event, Verb},
};
use std::collections::BTreeSet;

/// Subjects whose documents are outdated.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Consultations with everything in them.
    pub consultations: BTreeSet<ConsultationId>,
    /// Proposals with their comments, which show the proposal's title and disappear with it.
    pub discussions: BTreeSet<ProposalId>,
    /// Proposals alone.
    pub proposals: BTreeSet<ProposalId>,
    /// Proposals with a change of only their number of supports.
    pub supported: BTreeSet<ProposalId>,
    pub comments: BTreeSet<CommentId>,
    pub statements: BTreeSet<StatementId>,
}

impl Changes {
    /// Notes what an event changes.
    pub(super) fn note(&mut self, event: &Event) {
        match event.verb {
            Verb::Created => self.note_new(event.subject),
            // An answer or its correction may merge a proposal; then its comments are no longer found, like the
            // proposal.
            Verb::Edited
            | Verb::Published
            | Verb::Reopened
            | Verb::Withdrawn
            | Verb::Deleted
            | Verb::Answered
            | Verb::AnswerCorrected
            | Verb::Accepted
            | Verb::Hidden
            | Verb::Restored => self.note_changed(event.subject),
            Verb::Imported => match event.consultation {
                Some(consultation) => drop(self.consultations.insert(consultation)),
                None => self.note_changed(event.subject),
            },
            Verb::Supported | Verb::SupportWithdrawn => self.note_supported(event.subject),
            // An archived consultation stays public. The other events change nothing in the index, which has no names
            // of people, no reactions, no answers to statements and no reports.
            Verb::Archived
            | Verb::Changed
            | Verb::RoleChanged
            | Verb::Granted
            | Verb::GrantRevoked
            | Verb::Erased
            | Verb::ThresholdReached
            | Verb::ThresholdHeld
            | Verb::ThresholdOwed
            | Verb::Reacted
            | Verb::Reported
            | Verb::ReportsDismissed
            | Verb::OpinionEdited
            | Verb::StatementsAnswered
            | Verb::ParticipantExcluded
            | Verb::ParticipantRestored
            | Verb::InvitationCreated
            | Verb::InvitationRevoked => {}
        }
    }

    /// Notes a new subject, which has nothing below it yet.
    fn note_new(&mut self, Subject { kind, id }: Subject) {
        match kind {
            SubjectKind::Proposal => drop(self.proposals.insert(ProposalId(id))),
            SubjectKind::Comment => drop(self.comments.insert(CommentId(id))),
            SubjectKind::Statement => drop(self.statements.insert(StatementId(id))),
            // A draft is not public, and the search does not find people.
            SubjectKind::Consultation | SubjectKind::Account => {}
        }
    }

    /// Notes a changed subject, with everything below it.
    fn note_changed(&mut self, Subject { kind, id }: Subject) {
        match kind {
            SubjectKind::Consultation => drop(self.consultations.insert(ConsultationId(id))),
            SubjectKind::Proposal => drop(self.discussions.insert(ProposalId(id))),
            SubjectKind::Comment => drop(self.comments.insert(CommentId(id))),
            SubjectKind::Statement => drop(self.statements.insert(StatementId(id))),
            SubjectKind::Account => {}
        }
    }

    /// Notes a change of a subject's number of supports.
    fn note_supported(&mut self, Subject { kind, id }: Subject) {
        match kind {
            SubjectKind::Proposal => drop(self.supported.insert(ProposalId(id))),
            SubjectKind::Consultation
            | SubjectKind::Comment
            | SubjectKind::Statement
            | SubjectKind::Account => {}
        }
    }

    /// Takes up to `most` of the proposals with a change of only their number of supports; the others stay.
    pub(super) fn take_supported(&mut self, most: usize) -> BTreeSet<ProposalId> {
        let later = self
            .supported
            .iter()
            .nth(most)
            .copied()
            .map(|first| self.supported.split_off(&first));
        std::mem::replace(&mut self.supported, later.unwrap_or_default())
    }

    /// Whether something changed that people would notice, more than a number of supports.
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

    fn event(verb: Verb, subject: Subject) -> Event {
        let consultation = Some(ConsultationId(Uuid::from_u128(1)));
        Event {
            seq: 1,
            verb,
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
            changes.note(&event(Verb::Supported, subject));
        }
        assert_eq!(changes.supported.len(), 1);
        assert!(!changes.is_urgent());
        changes.note(&event(Verb::Hidden, subject));
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
        changes.note(&event(Verb::StatementsAnswered, subject));
        assert_eq!(changes, Changes::default());
        for verb in [Verb::Created, Verb::Hidden, Verb::Restored] {
            let mut changes = Changes::default();
            changes.note(&event(verb, subject));
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
            Verb::Imported,
            Subject::proposal(ProposalId(Uuid::from_u128(2))),
        ));
        assert_eq!(
            changes.consultations,
            BTreeSet::from([ConsultationId(Uuid::from_u128(1))])
        );
    }
}
