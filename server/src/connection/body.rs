//! Bodies that report their end.

use super::progress::Progress;
use http_body::{Body, Frame, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

/// A request's body or an answer's: notes its end, also when it is dropped before.
pub(super) struct NotedBody<B> {
    body: B,
    progress: Arc<Progress>,
    note: fn(&Progress),
}

impl<B> NotedBody<B> {
    /// The body of a request.
    pub(super) fn asked(body: B, progress: Arc<Progress>) -> Self {
        Self {
            body,
            progress,
            note: Progress::body_came,
        }
    }

    /// The body of an answer.
    pub(super) fn answered(body: B, progress: Arc<Progress>) -> Self {
        Self {
            body,
            progress,
            note: Progress::answered,
        }
    }
}

impl<B: Body + Unpin> Body for NotedBody<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() {
            (self.note)(&self.progress);
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl<B> Drop for NotedBody<B> {
    fn drop(&mut self) {
        (self.note)(&self.progress);
    }
}
