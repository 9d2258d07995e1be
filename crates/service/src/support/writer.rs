//! The task that writes supports in batches.

use super::{
    SupportState,
    batch::{self, Context, Order},
};
use crate::{Error, Service};
use cabildo_domain::{AccountId, consultation::Slug};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};
use tokio::sync::{mpsc, oneshot};

/// Most orders in one transaction.
const BATCH: usize = 256;
/// Orders that may wait; beyond them the callers wait to be let in.
const QUEUE: usize = 2_048;

struct Request {
    order: Order,
    reply: oneshot::Sender<Result<SupportState, Error>>,
}

/// Starts the task when the first order comes. The task ends when the service is dropped, after answering everyone.
#[derive(Default)]
pub(crate) struct SupportWriter {
    queue: Mutex<Option<mpsc::Sender<Request>>>,
}

impl SupportWriter {
    /// Has an order written; returns when it is durable.
    pub(super) async fn settle(&self, service: &Service, order: Order) -> Result<SupportState, Error> {
        let (reply, answer) = oneshot::channel();
        let stopped = || Error::Failed("the task that writes supports stopped".to_owned());
        self.queue(service).send(Request { order, reply }).await.map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    fn queue(&self, service: &Service) -> mpsc::Sender<Request> {
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

async fn run(context: Context, mut incoming: mpsc::Receiver<Request>) {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            let Some(first) = incoming.recv().await else { return };
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

/// Parts those that can be written together from those that must come later: one person's order and its opposite.
fn part(waiting: VecDeque<Request>) -> (Vec<Request>, VecDeque<Request>) {
    let mut wishes: HashMap<(Slug, i64, AccountId), Option<bool>> = HashMap::new();
    let (mut now, mut later) = (Vec::with_capacity(waiting.len()), VecDeque::new());
    for request in waiting {
        let order = &request.order;
        let wish = wishes.entry((order.slug.clone(), order.number, order.account)).or_insert(Some(order.give));
        if *wish == Some(order.give) {
            now.push(request);
        } else {
            // From here on, this person's orders keep their sequence by waiting.
            *wish = None;
            later.push_back(request);
        }
    }
    (now, later)
}

async fn settle(context: &Context, requests: Vec<Request>) {
    let orders: Vec<Order> = requests.iter().map(|request| request.order.clone()).collect();
    match batch::write(context, &orders).await {
        Ok(outcomes) => {
            for (request, outcome) in requests.into_iter().zip(outcomes) {
                // Who no longer waits needs no answer; the support counts all the same.
                let _ = request.reply.send(outcome.map_err(Error::from));
            }
        }
        Err(error) if requests.len() == 1 => {
            if let Some(request) = requests.into_iter().next() {
                let _ = request.reply.send(Err(error));
            }
        }
        Err(error) => {
            tracing::warn!(%error, orders = requests.len(), "a batch of supports failed; writing each alone");
            for request in requests {
                let outcome = match batch::write(context, std::slice::from_ref(&request.order)).await {
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
    use uuid::Uuid;

    fn request(account: u128, give: bool) -> Request {
        let slug = Slug::parse("city").unwrap();
        let order = Order { account: AccountId(Uuid::from_u128(account)), slug, number: 1, give, sees_drafts: false };
        Request { order, reply: oneshot::channel().0 }
    }

    #[test]
    fn one_persons_orders_keep_their_sequence() {
        let waiting = [(1, true), (2, true), (1, false), (1, true), (1, true), (2, true)];
        let (now, later) = part(waiting.into_iter().map(|(account, give)| request(account, give)).collect());
        let flat = |requests: Vec<Request>| -> Vec<(u128, bool)> {
            requests.into_iter().map(|r| (r.order.account.0.as_u128(), r.order.give)).collect()
        };
        assert_eq!(flat(now), [(1, true), (2, true), (2, true)]);
        assert_eq!(flat(later.into()), [(1, false), (1, true), (1, true)]);
    }
}
