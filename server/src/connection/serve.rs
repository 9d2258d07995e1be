//! Accepting connections and answering on them until the server stops.

use super::{
    Limits,
    body::NotedBody,
    crowd::{Crowd, Place},
    progress::Progress,
    stream::WatchedStream,
};
use crate::middleware::address;
use axum::{Router, body::Body, extract::ConnectInfo};
use http_body::Body as _;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use ipnet::IpNet;
use std::{
    io::{self, Write},
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    select,
    sync::watch,
    time::{Instant, sleep, timeout},
};
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

/// The answer when no connection can be closed to make room; written by hand, because no request was read.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\n\
    Content-Type: text/plain; charset=utf-8\r\nContent-Length: 19\r\n\r\nToo many visitors.\n";
/// Most bytes of a request's line and headers; proxies allow about as much. hyper alone would keep 400 kB of each.
const LARGEST_HEAD: usize = 32 * 1024;
/// The pause after a connection could not be accepted, so that a lack of descriptors does not keep a core busy.
const REST: Duration = Duration::from_millis(100);
/// How often the same lack is logged.
const TOLD_EVERY: Duration = Duration::from_secs(10);

/// The rules for accepting connections.
pub struct Door {
    /// Limits on time and number.
    pub limits: Limits,
    /// Networks of the proxies in front: many people come through one of their addresses.
    pub trusted: Arc<Vec<IpNet>>,
}

/// Answers on a listener until `stop` resolves; then accepts no more connections and lets running requests end within
/// the limits.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    door: Door,
    stop: impl Future<Output = ()>,
) {
    let Door { limits, trusted } = door;
    let crowd = Crowd::new(limits);
    let tasks = TaskTracker::new();
    let (stopped, stopping) = watch::channel(false);
    // Settled once, not for each request.
    let router: Router = router.with_state(());
    let mut stop = pin!(stop);
    let mut log = Log::default();
    loop {
        let accepted = select! {
            biased;
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let peer = SocketAddr::new(peer.ip().to_canonical(), peer.port());
                let is_trusted = address::is_in(peer.ip(), &trusted);
                let progress = Arc::new(Progress::new(limits));
                match crowd.admit(peer.ip(), is_trusted, progress.clone()) {
                    Some(place) => {
                        let stream = WatchedStream::new(stream, progress.clone(), limits.answer);
                        let router = router.clone();
                        tasks.spawn(attend(
                            stream,
                            peer,
                            router,
                            place,
                            progress,
                            stopping.clone(),
                        ));
                    }
                    None => {
                        log.warn(
                            "too many connections are being answered; new ones are turned away",
                        );
                        turn_away(stream);
                    }
                }
            }
            Err(error) if is_about_one_connection(&error) => {}
            Err(error) => {
                log.warn(&format!("a connection could not be accepted: {error}"));
                crowd.shed_one();
                select! {
                    () = &mut stop => break,
                    () = sleep(REST) => {}
                }
            }
        }
    }
    drop(listener);
    let _ = stopped.send(true);
    tasks.close();
    if timeout(limits.stop, tasks.wait()).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
}

/// Whether the other side went away before it was accepted.
fn is_about_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}

/// Answers one connection until it ends.
async fn attend(
    stream: WatchedStream,
    peer: SocketAddr,
    router: Router,
    place: Place,
    progress: Arc<Progress>,
    mut stopping: watch::Receiver<bool>,
) {
    let shared = progress.clone();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        shared.head_came(!request.body().is_end_stream());
        let mut request = request.map(|body| Body::new(NotedBody::asked(body, shared.clone())));
        request.extensions_mut().insert(ConnectInfo(peer));
        let (answering, progress) = (router.clone().oneshot(request), shared.clone());
        async move {
            let answer = answering.await?;
            Ok::<_, std::convert::Infallible>(
                answer.map(|body| NotedBody::answered(body, progress)),
            )
        }
    });
    // The stream itself limits the time of headers, so that an idle connection may have longer.
    let mut connection = pin!(
        http1::Builder::new()
            .header_read_timeout(None::<Duration>)
            .max_header_size(LARGEST_HEAD)
            .serve_connection(TokioIo::new(stream), service)
    );
    let mut ends = false;
    loop {
        select! {
            outcome = connection.as_mut() => {
                if let Err(error) = outcome {
                    tracing::trace!(%error, "a connection ended");
                }
                return;
            }
            () = place.given_up(), if !ends => {
                if progress.asks_nothing() {
                    return;
                }
                // A request arrived at the same moment: it is answered, as the last one here.
                ends = true;
                connection.as_mut().graceful_shutdown();
            }
            _ = stopping.wait_for(|stop| *stop), if !ends => {
                ends = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Answers that the server is full, if that is possible at once, and closes.
fn turn_away(stream: TcpStream) {
    if let Ok(mut stream) = stream.into_std() {
        let _ = stream.write(FULL);
    }
}

/// Logs warnings about a lack that may recur a thousand times a second.
#[derive(Default)]
struct Log {
    last: Option<Instant>,
    unsaid: u64,
}

impl Log {
    fn warn(&mut self, what: &str) {
        if self.last.is_some_and(|last| last.elapsed() < TOLD_EVERY) {
            self.unsaid += 1;
            return;
        }
        tracing::warn!(before = self.unsaid, "{what}");
        *self = Self {
            last: Some(Instant::now()),
            unsaid: 0,
        };
    }
}
