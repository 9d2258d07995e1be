//! Many connections without a request: the program answers the others meanwhile.

use crate::support::program::{Running, ask};
use axum::{Router, body::Bytes, routing::get, routing::post};
use server::connection::{self, Door, Limits, raise_descriptors};
use std::{
    future::pending,
    net::SocketAddr,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Mutex, Notify, Semaphore, oneshot},
    time::timeout,
};

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_secs(20);

/// Limits that no test reaches unless it shortens one.
fn wide() -> Limits {
    Limits {
        headers: LONG,
        body: LONG,
        answer: LONG,
        idle: LONG,
        stop: LONG,
        all: 1_000,
        each: 1_000,
    }
}

/// More than the kernel keeps for one connection.
const LARGE: usize = 32_000_000;

/// Requests of one test that the server has read and never answers.
static ASKED: Semaphore = Semaphore::const_new(0);

/// A small server on the loopback.
async fn serving(limits: Limits, trusted: &[&str]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new()
        .route("/about", get(|| async { "here" }))
        .route("/never", get(|| async { pending::<&'static str>().await }))
        .route(
            "/told-and-never",
            get(|| async {
                ASKED.add_permits(1);
                pending::<&'static str>().await
            }),
        )
        .route("/large", get(|| async { vec![b'x'; LARGE] }))
        .route("/echo", post(|body: Bytes| async move { body }));
    let trusted = trusted
        .iter()
        .map(|network| network.parse().unwrap())
        .collect();
    let door = Door {
        limits,
        trusted: Arc::new(trusted),
    };
    tokio::spawn(connection::serve(listener, router, door, pending()));
    address
}

/// Whether the other side closes the connection within a time that no limit of [`wide`] explains.
async fn is_closed(stream: &mut TcpStream) -> bool {
    let mut rest = Vec::new();
    timeout(LONG / 2, stream.read_to_end(&mut rest))
        .await
        .is_ok()
}

async fn send(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

/// One answer of the connection, as far as it came with one read.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = vec![0; 4_096];
    let length = timeout(LONG, stream.read(&mut bytes))
        .await
        .unwrap()
        .unwrap();
    String::from_utf8_lossy(&bytes[..length]).into_owned()
}

/// The program where at most so many descriptors may be open: `-Sn` sets what it begins with, `-n` what it may raise to.
fn limited(folder: &Path, limit: &str) -> Command {
    let mut shell = Command::new("sh");
    shell
        .args(["-c", &format!("ulimit {limit}; exec \"$0\" \"$@\"")])
        .arg(env!("CARGO_BIN_EXE_cabildo"))
        .args(["--data".as_ref(), folder.as_os_str()])
        .current_dir(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    shell
}

/// A connection with the beginning of a request.
async fn half_sent(address: SocketAddr) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // A connection that is over the cap may be closed before this arrives.
    let _ = stream
        .write_all(b"GET /about HTTP/1.1\r\nHost: city.example\r\nX-Slow: ")
        .await;
    stream
}

async fn answers(address: SocketAddr) -> bool {
    let answer = timeout(
        Duration::from_secs(5),
        ask(address, "GET", "/about", "", ""),
    )
    .await;
    matches!(answer, Ok(Some(answer)) if answer.starts_with("HTTP/1.1 200"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn half_sent_requests_do_not_keep_others_out() {
    raise_descriptors();
    // As most systems start a program, which may raise it; and where it may not.
    for limit in ["-Sn 1024", "-n 300"] {
        let folder = tempfile::tempdir().unwrap();
        let (_program, address) = Running::started(limited(folder.path(), limit));
        let mut open = Vec::new();
        for _ in 0..1_100 {
            open.push(
                timeout(Duration::from_secs(5), half_sent(address))
                    .await
                    .expect("it accepts"),
            );
        }
        assert!(answers(address).await, "ulimit {limit}");
        // Ten seconds after the last one was opened, and a little more.
        for mut stream in open {
            let mut rest = Vec::new();
            let closed = timeout(Duration::from_secs(20), stream.read_to_end(&mut rest)).await;
            assert!(
                closed.is_ok(),
                "ulimit {limit}: a half-sent request is still waited for"
            );
        }
        assert!(answers(address).await, "ulimit {limit}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_that_drip_are_not_waited_for_any_longer() {
    let address = serving(
        Limits {
            headers: SHORT,
            ..wide()
        },
        &[],
    )
    .await;
    let mut stream = half_sent(address).await;
    let mut silent = TcpStream::connect(address).await.unwrap();
    let begun = Instant::now();
    // A byte now and then wins no time.
    while stream.write_all(b"x").await.is_ok() && begun.elapsed() < LONG / 2 {
        if timeout(SHORT / 5, stream.read_u8()).await.is_ok() {
            break;
        }
    }
    assert!(begun.elapsed() < LONG / 2, "it was closed");
    assert!(
        is_closed(&mut silent).await,
        "and so was one that sent nothing at all"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_without_end_are_not_kept() {
    let address = serving(wide(), &[]).await;
    let mut stream = half_sent(address).await;
    let mut sent = 0;
    // The other side stops reading and closes; nothing here waits for a time limit.
    let sending = async {
        while stream.write_all(&[b'x'; 1_024]).await.is_ok() && sent < LARGE {
            sent += 1_024
        }
    };
    timeout(LONG / 2, sending).await.expect("it is closed");
    assert!(sent < LARGE, "{sent}");
    assert!(is_closed(&mut stream).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_whose_body_does_not_come_is_ended() {
    let address = serving(
        Limits {
            body: SHORT,
            ..wide()
        },
        &[],
    )
    .await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    send(
        &mut stream,
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf",
    )
    .await;
    assert!(is_closed(&mut stream).await);
    // One that is slow and moves is read to its end.
    let mut stream = TcpStream::connect(address).await.unwrap();
    send(
        &mut stream,
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n",
    )
    .await;
    for _ in 0..10 {
        tokio::time::sleep(SHORT / 4).await;
        send(&mut stream, "y").await;
    }
    assert!(answer(&mut stream).await.ends_with("yyyyyyyyyy"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_is_kept_between_requests_and_closed_when_none_comes() {
    let address = serving(
        Limits {
            headers: LONG,
            idle: SHORT,
            ..wide()
        },
        &[],
    )
    .await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    for _ in 0..5 {
        send(&mut stream, "GET /about HTTP/1.1\r\nHost: x\r\n\r\n").await;
        assert!(answer(&mut stream).await.ends_with("here"));
    }
    assert!(is_closed(&mut stream).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_takes_long_to_make_is_waited_for() {
    let limits = Limits {
        headers: SHORT,
        body: SHORT,
        answer: SHORT,
        idle: SHORT,
        ..wide()
    };
    let address = serving(limits, &[]).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    send(&mut stream, "GET /never HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(
        timeout(SHORT * 4, stream.read_u8()).await.is_err(),
        "it is still open"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_nobody_reads_is_given_up_and_one_that_is_read_slowly_comes_whole() {
    let address = serving(
        Limits {
            answer: SHORT * 3,
            ..wide()
        },
        &[],
    )
    .await;
    let request = "GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let mut reader = TcpStream::connect(address).await.unwrap();
    send(&mut reader, request).await;
    let mut part = vec![0; 1_000_000];
    let mut read = 0;
    loop {
        let length = reader.read(&mut part).await.unwrap();
        if length == 0 {
            break;
        }
        read += length;
        tokio::time::sleep(SHORT / 60).await;
    }
    assert!(read > LARGE, "{read}");
    let mut stream = TcpStream::connect(address).await.unwrap();
    send(&mut stream, request).await;
    // Nothing is read until the time is over.
    tokio::time::sleep(SHORT * 12).await;
    let mut rest = Vec::new();
    let _ = timeout(LONG, stream.read_to_end(&mut rest)).await.unwrap();
    assert!(rest.len() < LARGE, "{}", rest.len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_oldest_half_sent_request_of_an_address_gives_way() {
    let address = serving(Limits { each: 8, ..wide() }, &[]).await;
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(half_sent(address).await);
        // In the order in which they are accepted.
        tokio::task::yield_now().await;
    }
    assert!(answers(address).await);
    for stream in &mut open[..12] {
        assert!(is_closed(stream).await);
    }
    let newest = open.last_mut().unwrap();
    send(newest, "late\r\n\r\n").await;
    assert!(
        answer(newest).await.contains("200 OK"),
        "it may still be completed"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_of_a_trusted_proxy_are_not_counted_apart() {
    let address = serving(Limits { each: 8, ..wide() }, &["127.0.0.0/8"]).await;
    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(half_sent(address).await);
    }
    for stream in &mut open {
        send(stream, "late\r\n\r\n").await;
        assert!(answer(stream).await.contains("200 OK"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn when_all_are_being_answered_a_new_one_is_told_so() {
    let address = serving(Limits { each: 2, ..wide() }, &[]).await;
    let mut open = Vec::new();
    for _ in 0..2 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        send(
            &mut stream,
            "GET /told-and-never HTTP/1.1\r\nHost: x\r\n\r\n",
        )
        .await;
        open.push(stream);
    }
    // Before the server has read both, one of them would give way.
    let both = timeout(LONG, ASKED.acquire_many(2)).await;
    both.unwrap().unwrap().forget();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let said = answer(&mut stream).await;
    assert!(
        said.starts_with("HTTP/1.1 503")
            && said.contains("Retry-After: ")
            && said.ends_with("Too many visitors.\n"),
        "{said}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn http_2_without_tls_is_not_spoken() {
    let address = serving(wide(), &[]).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    send(&mut stream, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    let mut said = Vec::new();
    timeout(LONG / 2, stream.read_to_end(&mut said))
        .await
        .expect("it is closed")
        .unwrap_or_default();
    assert!(!said.starts_with(&[0, 0]), "no frame of HTTP/2: {said:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_ends_what_it_began_and_nothing_else() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (go_on, wait) = oneshot::channel::<()>();
    let wait = Arc::new(Mutex::new(Some(wait)));
    let begun = Arc::new(Notify::new());
    let begins = begun.clone();
    let slow = get(move || {
        let (wait, begins) = (wait.clone(), begins.clone());
        async move {
            let wait = wait.lock().await.take().unwrap();
            begins.notify_one();
            wait.await.unwrap();
            "done"
        }
    });
    let (stop, stopped) = oneshot::channel::<()>();
    let door = Door {
        limits: wide(),
        trusted: Arc::default(),
    };
    let router = Router::new()
        .route("/slow", slow)
        .route("/about", get(|| async { "here" }));
    let server = tokio::spawn(connection::serve(listener, router, door, async {
        stopped.await.unwrap()
    }));
    let mut idle = TcpStream::connect(address).await.unwrap();
    send(&mut idle, "GET /about HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(answer(&mut idle).await.ends_with("here"));
    let mut busy = TcpStream::connect(address).await.unwrap();
    send(&mut busy, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    begun.notified().await;
    stop.send(()).unwrap();
    assert!(is_closed(&mut idle).await);
    assert!(
        TcpStream::connect(address).await.is_err(),
        "nobody is accepted"
    );
    go_on.send(()).unwrap();
    assert!(answer(&mut busy).await.ends_with("done"));
    timeout(LONG, server).await.unwrap().unwrap();
}
