//! A TCP stream that ends with an error when nothing moves for too long.

use super::progress::Progress;
use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep_until},
};

/// The stream of one connection.
pub(super) struct WatchedStream {
    stream: TcpStream,
    progress: Arc<Progress>,
    reading: Alarm,
    writing: Alarm,
    /// How long the client may take nothing of an answer.
    patience: Duration,
    /// The time by which the client must take more of the answer; `None` while it flows.
    stalled: Option<Instant>,
}

/// A timer that is only set anew when it must fire earlier: a request moves its deadline several times, mostly to
/// later.
struct Alarm(Option<Pin<Box<Sleep>>>);

impl Alarm {
    /// Whether `at` has come; if not, the task is woken then at the latest.
    fn rings(&mut self, cx: &mut Context<'_>, at: Instant) -> bool {
        let sleep = self.0.get_or_insert_with(|| Box::pin(sleep_until(at)));
        if at < sleep.deadline() {
            sleep.as_mut().reset(at);
        }
        while sleep.as_mut().poll(cx).is_ready() {
            if at <= Instant::now() {
                return true;
            }
            sleep.as_mut().reset(at);
        }
        false
    }
}

impl WatchedStream {
    pub(super) fn new(stream: TcpStream, progress: Arc<Progress>, patience: Duration) -> Self {
        Self {
            stream,
            progress,
            reading: Alarm(None),
            writing: Alarm(None),
            patience,
            stalled: None,
        }
    }

    /// Lets a write wait for as long as the other side takes something now and then.
    fn watch<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let until = *self
            .stalled
            .get_or_insert_with(|| Instant::now() + patience);
        if self.writing.rings(cx, until) {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        written
    }
}

impl AsyncRead for WatchedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        if read.is_ready() {
            if buffer.filled().len() > before {
                self.progress.bytes_came();
            }
            return read;
        }
        self.progress.waits(cx.waker());
        match self.progress.deadline() {
            Some(until) if self.reading.rings(cx, until) => {
                Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
            }
            _ => Poll::Pending,
        }
    }
}

impl AsyncWrite for WatchedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.watch(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.watch(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
