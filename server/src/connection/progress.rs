//! The present state of a connection, and the time until which it may stay in it.

use super::Limits;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    task::Waker,
};
use tokio::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The headers of a request are arriving.
    Head { until: Instant },
    /// The body is arriving.
    Body { until: Instant },
    /// The request is being answered.
    Answer,
    /// The answer was sent, and the next request has not begun.
    Idle { until: Instant },
}

/// Shared by the stream, the bodies and the table of connections.
pub(super) struct Progress {
    limits: Limits,
    phase: Mutex<Phase>,
    /// The waker of the task that waits for bytes.
    reader: Mutex<Option<Waker>>,
}

impl Progress {
    /// A connection that has just begun.
    pub(super) fn new(limits: Limits) -> Self {
        let until = Instant::now() + limits.headers;
        Self {
            limits,
            phase: Mutex::new(Phase::Head { until }),
            reader: Mutex::default(),
        }
    }

    fn phase(&self) -> MutexGuard<'_, Phase> {
        self.phase.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that bytes arrived. More of the same headers do not extend the time.
    pub(super) fn bytes_came(&self) {
        let mut phase = self.phase();
        match *phase {
            Phase::Idle { .. } => {
                let until = Instant::now() + self.limits.headers;
                *phase = Phase::Head { until };
            }
            Phase::Body { .. } => {
                let until = Instant::now() + self.limits.body;
                *phase = Phase::Body { until };
            }
            Phase::Head { .. } | Phase::Answer => {}
        }
    }

    /// The headers are complete.
    pub(super) fn head_came(&self, has_body: bool) {
        *self.phase() = if has_body {
            let until = Instant::now() + self.limits.body;
            Phase::Body { until }
        } else {
            Phase::Answer
        };
    }

    /// Notes that the body is complete, or that nobody wants more of it.
    pub(super) fn body_came(&self) {
        let mut phase = self.phase();
        if matches!(*phase, Phase::Body { .. }) {
            *phase = Phase::Answer;
        }
    }

    /// Notes that the answer was handed over.
    pub(super) fn answered(&self) {
        let until = Instant::now() + self.limits.idle;
        *self.phase() = Phase::Idle { until };
        // hyper does not read again after a read that had to wait; without another look no timer would be set.
        if let Some(reader) = self.reader().take() {
            reader.wake();
        }
    }

    /// Notes the task that waits for bytes.
    pub(super) fn waits(&self, reader: &Waker) {
        let mut known = self.reader();
        if !known.as_ref().is_some_and(|known| known.will_wake(reader)) {
            *known = Some(reader.clone());
        }
    }

    fn reader(&self) -> MutexGuard<'_, Option<Waker>> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The time at which the connection is closed unless bytes arrive.
    pub(super) fn deadline(&self) -> Option<Instant> {
        match *self.phase() {
            Phase::Head { until } | Phase::Body { until } | Phase::Idle { until } => Some(until),
            Phase::Answer => None,
        }
    }

    /// Whether closing it would cut off no request.
    pub(super) fn asks_nothing(&self) -> bool {
        matches!(*self.phase(), Phase::Head { .. } | Phase::Idle { .. })
    }
}
