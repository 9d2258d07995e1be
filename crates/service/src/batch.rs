//! Group commit: one task takes the waiting orders, writes them in one transaction and then answers each caller, so
//! that a thousand durable writes a second do not need a thousand flushes of the disk.
//!
//! A type that is written this way implements [`Order`]. The transaction itself reads whether an order is allowed, so a
//! form that was loaded before a phase ended is refused.

use crate::{Error, Service, entropy::Entropy, network::Networks};
use cabildo_domain::{Clock, Refusal};
use cabildo_store::Store;
use std::{
    collections::{HashMap, VecDeque},
    future::Future,
    hash::Hash,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::{mpsc, oneshot};

/// Most orders in one transaction.
const BATCH: usize = 256;
/// The number of orders that may wait; beyond it, callers wait to be let in.
const QUEUE: usize = 2_048;

/// The parts that the writing task needs. It does not hold the service itself, which would then never be dropped.
#[derive(Clone)]
pub(crate) struct Context {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub networks: Networks,
}

impl Context {
    pub fn of(service: &Service) -> Self {
        let inner = &service.inner;
        Self {
            store: inner.store.clone(),
            clock: inner.clock.clone(),
            entropy: inner.entropy.clone(),
            networks: *service.networks(),
        }
    }
}

/// One person's request to write something.
pub(crate) trait Order: Clone + Send + Sync + 'static {
    /// The answer to the order.
    type Outcome: Send + 'static;
    /// The key of what the order changes: orders with the same key keep their sequence.
    type Key: Eq + Hash;

    /// The key of what the order changes.
    fn key(&self) -> Self::Key;

    /// Whether another order with the same key asks for the same; then both are written together.
    fn is_like(&self, other: &Self) -> bool;

    /// Writes the orders in one transaction and answers each, in their order. Orders with the same key are alike.
    fn write(
        context: &Context,
        orders: &[Self],
    ) -> impl Future<Output = Result<Vec<Result<Self::Outcome, Refusal>>, Error>> + Send;
}

struct Request<O: Order> {
    order: O,
    reply: oneshot::Sender<Result<O::Outcome, Error>>,
}

/// Starts the task with the first order. The task ends when the service is dropped, after answering everyone.
pub(crate) struct Writer<O: Order> {
    queue: Mutex<Option<mpsc::Sender<Request<O>>>>,
}

impl<O: Order> Default for Writer<O> {
    fn default() -> Self {
        Self {
            queue: Mutex::new(None),
        }
    }
}

impl<O: Order> Writer<O> {
    /// Has an order written; returns when it is durable.
    pub async fn settle(&self, service: &Service, order: O) -> Result<O::Outcome, Error> {
        let (reply, answer) = oneshot::channel();
        let stopped = || Error::Failed("a task that writes in batches stopped".to_owned());
        self.queue(service)
            .send(Request { order, reply })
            .await
            .map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    fn queue(&self, service: &Service) -> mpsc::Sender<Request<O>> {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        match &*queue {
            Some(sender) if !sender.is_closed() => sender.clone(),
            _ => {
                let (sender, receiver) = mpsc::channel(QUEUE);
                tokio::spawn(run(Context::of(service), receiver));
                *queue = Some(sender.clone());
                sender
            }
        }
    }
}

async fn run<O: Order>(context: Context, mut incoming: mpsc::Receiver<Request<O>>) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            let Some(first) = incoming.recv().await else {
                return;
            };
            waiting.push_back(first);
        }
        while waiting.len() < BATCH {
            let Ok(next) = incoming.try_recv() else { break };
            waiting.push_back(next);
        }
        let (requests, later) = part(waiting);
        waiting = later;
        settle(&context, requests).await;
    }
}

/// Separates the orders that can be written together from those that must come later: a different order of the same
/// person about the same thing.
fn part<O: Order>(waiting: VecDeque<Request<O>>) -> (Vec<Request<O>>, VecDeque<Request<O>>) {
    // The index of the first order of each key, or `None` once a different one has come.
    let mut wishes: HashMap<O::Key, Option<usize>> = HashMap::new();
    let (mut now, mut later) = (
        Vec::<Request<O>>::with_capacity(waiting.len()),
        VecDeque::new(),
    );
    for request in waiting {
        let wish = wishes.entry(request.order.key()).or_insert(Some(now.len()));
        match *wish {
            Some(place)
                if now
                    .get(place)
                    .is_none_or(|first| first.order.is_like(&request.order)) =>
            {
                now.push(request)
            }
            _ => {
                // From here on, this person's orders must wait to keep their sequence.
                *wish = None;
                later.push_back(request);
            }
        }
    }
    (now, later)
}

async fn settle<O: Order>(context: &Context, requests: Vec<Request<O>>) {
    let orders: Vec<O> = requests
        .iter()
        .map(|request| request.order.clone())
        .collect();
    match O::write(context, &orders).await {
        Ok(outcomes) => {
            for (request, outcome) in requests.into_iter().zip(outcomes) {
                // A caller who no longer waits needs no answer; the write counts all the same.
                let _ = request.reply.send(outcome.map_err(Error::from));
            }
        }
        Err(error) if requests.len() == 1 => {
            if let Some(request) = requests.into_iter().next() {
                let _ = request.reply.send(Err(error));
            }
        }
        // The database takes no writes at all: each order by itself would wait and fail again, and hold up those behind
        // it.
        Err(Error::Store(cabildo_store::Error::Unavailable(cause))) => {
            tracing::error!(error = %cause, orders = requests.len(), "a batch failed: database unavailable");
            for request in requests {
                let _ = request.reply.send(Err(Refusal::Busy { seconds: 5 }.into()));
            }
        }
        Err(error) => {
            tracing::warn!(%error, orders = requests.len(), "a batch failed; writing each order alone");
            for request in requests {
                let outcome = match O::write(context, std::slice::from_ref(&request.order)).await {
                    Ok(mut outcomes) => outcomes.pop().map_or_else(
                        || Err(Error::Failed("an order without an outcome".to_owned())),
                        |outcome| outcome.map_err(Error::from),
                    ),
                    Err(error) => Err(error),
                };
                let _ = request.reply.send(outcome);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone)]
    struct Wish(u32, bool);

    impl Order for Wish {
        type Outcome = ();
        type Key = u32;
        fn key(&self) -> u32 {
            self.0
        }
        fn is_like(&self, other: &Self) -> bool {
            self.1 == other.1
        }
        async fn write(_: &Context, orders: &[Self]) -> Result<Vec<Result<(), Refusal>>, Error> {
            Ok(orders.iter().map(|_| Ok(())).collect())
        }
    }

    #[test]
    fn one_persons_orders_keep_their_sequence() {
        let waiting = [
            (1, true),
            (2, true),
            (1, false),
            (1, true),
            (1, true),
            (2, true),
        ];
        let request = |(who, give)| Request {
            order: Wish(who, give),
            reply: oneshot::channel().0,
        };
        let (now, later) = part(waiting.into_iter().map(request).collect());
        let flat = |requests: Vec<Request<Wish>>| -> Vec<(u32, bool)> {
            requests
                .into_iter()
                .map(|request| (request.order.0, request.order.1))
                .collect()
        };
        assert_eq!(flat(now), [(1, true), (2, true), (2, true)]);
        assert_eq!(flat(later.into()), [(1, false), (1, true), (1, true)]);
    }
}
