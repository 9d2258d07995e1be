//! Keeps track of the maps that are behind the log, and of the event from which the log must be read again if this
//! process ends now.

use cabildo_domain::{
    ConsultationId, SubjectKind,
    event::{Event, Verb},
};
use std::collections::{BTreeMap, HashMap};

/// Maps that are behind, each with the first event that its published map does not include.
#[derive(Debug, Default)]
pub(super) struct Behind {
    /// The last event that was read.
    read: i64,
    waiting: BTreeMap<ConsultationId, i64>,
    /// Maps that are being computed: they include all events up to the beginning of the computation.
    computed: HashMap<ConsultationId, i64>,
}

impl Behind {
    /// No map is known to be behind after this event.
    pub(super) fn after(read: i64) -> Self {
        Self {
            read,
            ..Self::default()
        }
    }

    /// The last event that was read.
    pub(super) const fn read(&self) -> i64 {
        self.read
    }

    /// Notes an event.
    pub(super) fn note(&mut self, event: &Event) {
        self.read = event.seq;
        if let Some(consultation) = event.consultation.filter(|_| changes_a_map(event)) {
            self.waiting.entry(consultation).or_insert(event.seq);
        }
    }

    /// Notes a map that is behind because of events that were read already.
    pub(super) fn add(&mut self, consultation: ConsultationId) {
        if !self.computed.contains_key(&consultation) {
            self.waiting.entry(consultation).or_insert(self.read);
        }
    }

    /// The maps that wait and are not being computed, those that wait longest first.
    pub(super) fn waiting(&self) -> Vec<ConsultationId> {
        let is_free = |id: &&ConsultationId| !self.computed.contains_key(*id);
        let mut waiting: Vec<ConsultationId> =
            self.waiting.keys().filter(is_free).copied().collect();
        waiting.sort_by_key(|id| self.waiting.get(id).copied());
        waiting
    }

    /// Notes that a computation begins.
    pub(super) fn begin(&mut self, consultation: ConsultationId) {
        if let Some(first) = self.waiting.remove(&consultation) {
            self.computed.insert(consultation, first);
        }
    }

    /// Notes that a computation ended, with its map published or with nothing to publish.
    pub(super) fn done(&mut self, consultation: ConsultationId) {
        self.computed.remove(&consultation);
    }

    /// Notes that a computation failed: its map waits as before.
    pub(super) fn failed(&mut self, consultation: ConsultationId) {
        if let Some(first) = self.computed.remove(&consultation) {
            self.waiting.insert(consultation, first);
        }
    }

    /// The last event whose effects are all complete once the map of `consultation`, if given, is published.
    pub(super) fn place_with(&self, consultation: Option<ConsultationId>) -> i64 {
        let others = self
            .computed
            .iter()
            .filter(|(id, _)| Some(**id) != consultation)
            .map(|(_, first)| *first);
        let first = self.waiting.values().copied().chain(others).min();
        first.map_or(self.read, |first| first - 1)
    }
}

/// Whether the event may change a map.
const fn changes_a_map(event: &Event) -> bool {
    match event.verb {
        Verb::StatementsAnswered
        | Verb::ParticipantExcluded
        | Verb::ParticipantRestored
        | Verb::Imported => true,
        Verb::Created | Verb::Edited | Verb::Accepted | Verb::Hidden | Verb::Restored => {
            match event.subject.kind {
                SubjectKind::Statement => true,
                SubjectKind::Consultation
                | SubjectKind::Proposal
                | SubjectKind::Comment
                | SubjectKind::Account => false,
            }
        }
        Verb::Changed
        | Verb::RoleChanged
        | Verb::Granted
        | Verb::GrantRevoked
        | Verb::Erased
        | Verb::Published
        | Verb::Archived
        | Verb::Reopened
        | Verb::Withdrawn
        | Verb::Deleted
        | Verb::Answered
        | Verb::AnswerCorrected
        | Verb::Supported
        | Verb::SupportWithdrawn
        | Verb::ThresholdReached
        | Verb::ThresholdHeld
        | Verb::ThresholdOwed
        | Verb::Reacted
        | Verb::Reported
        | Verb::ReportsDismissed
        | Verb::OpinionEdited
        | Verb::InvitationCreated
        | Verb::InvitationRevoked => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::{Subject, Timestamp};
    use uuid::Uuid;

    fn id(n: u128) -> ConsultationId {
        ConsultationId(Uuid::from_u128(n))
    }

    fn event(seq: i64, consultation: u128) -> Event {
        Event {
            seq,
            verb: Verb::StatementsAnswered,
            subject: Subject::consultation(id(consultation)),
            consultation: Some(id(consultation)),
            actor: None,
            at: Timestamp(0),
        }
    }

    #[test]
    fn the_place_stays_before_the_first_event_that_no_map_knows() {
        let mut behind = Behind::after(10);
        for (seq, consultation) in [(11, 1), (12, 2), (13, 1)] {
            behind.note(&event(seq, consultation));
        }
        assert_eq!(behind.waiting(), [id(1), id(2)]);
        behind.begin(id(1));
        // Somebody answers while the map is computed.
        behind.note(&event(14, 1));
        assert_eq!(
            behind.place_with(Some(id(1))),
            11,
            "the second map waits since 12"
        );
        assert_eq!(behind.waiting(), [id(2)], "the first is being computed");
        behind.done(id(1));
        behind.begin(id(2));
        assert_eq!(behind.place_with(Some(id(2))), 13);
        behind.failed(id(2));
        assert_eq!(behind.place_with(None), 11);
        for consultation in [id(1), id(2)] {
            behind.begin(consultation);
            behind.done(consultation);
        }
        assert_eq!((behind.place_with(None), behind.read()), (14, 14));
    }

    #[test]
    fn an_event_of_something_else_moves_the_place_alone() {
        let mut behind = Behind::after(1);
        behind.note(&Event {
            verb: Verb::Supported,
            ..event(2, 1)
        });
        behind.note(&Event {
            verb: Verb::Created,
            ..event(3, 1)
        });
        assert!(behind.waiting().is_empty());
        assert_eq!(behind.place_with(None), 3);
    }
}
