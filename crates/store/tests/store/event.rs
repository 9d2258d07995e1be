use cabildo_domain::{
    Subject, SubjectKind, Timestamp,
    event::{NewEvent, Verb},
};
use cabildo_store::{event, suite};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use uuid::Uuid;

fn an_event(at: i64) -> NewEvent {
    NewEvent {
        verb: Verb::Supported,
        subject: Subject {
            kind: SubjectKind::Proposal,
            id: Uuid::now_v7(),
        },
        consultation: None,
        actor: None,
        at: Timestamp(at),
    }
}

suite! {
    async fn events_come_back_in_the_order_they_were_appended(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        assert_eq!(event::append(&mut tx, &[an_event(1), an_event(2)]).await.unwrap(), 2);
        assert_eq!(event::append(&mut tx, &[an_event(3)]).await.unwrap(), 3);
        tx.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let seen: Vec<(i64, i64)> =
            event::after(&mut tx, 1, 10).await.unwrap().into_iter().map(|e| (e.seq, e.at.0)).collect();
        assert_eq!(seen, [(2, 2), (3, 3)]);
        assert_eq!(event::head(&mut tx).await.unwrap(), 3);
    }

    async fn the_last_event_about_something_is_found(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        let (first, other) = (an_event(1), an_event(3));
        let again = NewEvent { subject: first.subject, ..an_event(2) };
        let (subject, unknown) = (first.subject, an_event(4).subject);
        event::append(&mut tx, &[first, again, other]).await.unwrap();
        assert_eq!(event::last_of(&mut tx, subject).await.unwrap().map(|event| event.at.0), Some(2));
        assert!(event::last_of(&mut tx, unknown).await.unwrap().is_none());
    }

    async fn words_of_old_logs_are_read_and_those_of_another_kind_are_not(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        event::append(&mut tx, &[an_event(1)]).await.unwrap();
        tx.commit().await.unwrap();
        for (change, verb) in [
            ("UPDATE event SET kind = 'support_given' WHERE kind = 'support_given'", Some(Verb::Supported)),
            ("UPDATE event SET kind = 'proposal_created'", Some(Verb::Created)),
            ("UPDATE event SET kind = 'answer_corrected'", Some(Verb::AnswerCorrected)),
            ("UPDATE event SET kind = 'comment_created'", None),
        ] {
            store.tamper(change).await;
            let read = event::after(&mut store.read().await.unwrap(), 0, 1).await;
            assert_eq!(read.ok().map(|events| events[0].verb), verb, "{change}");
        }
    }

    async fn a_rolled_back_event_leaves_no_gap(store: TestStore) {
        let mut tx = store.write().await.unwrap();
        event::append(&mut tx, &[an_event(1)]).await.unwrap();
        drop(tx);
        let mut tx = store.write().await.unwrap();
        assert_eq!(event::append(&mut tx, &[an_event(2)]).await.unwrap(), 1);
        tx.commit().await.unwrap();
    }

    async fn a_follower_neither_skips_nor_repeats_under_concurrent_writers(store: TestStore) {
        const WRITERS: usize = 6;
        const EACH: usize = 40;
        let done = Arc::new(AtomicBool::new(false));
        let follower = tokio::spawn({
            let (store, done) = (store.clone(), done.clone());
            async move {
                let mut seen = Vec::new();
                loop {
                    let finished = done.load(Ordering::SeqCst);
                    let mut tx = store.read().await.unwrap();
                    let events = event::after(&mut tx, seen.last().copied().unwrap_or(0), 7).await.unwrap();
                    if events.is_empty() && finished {
                        return seen;
                    }
                    seen.extend(events.into_iter().map(|event| event.seq));
                }
            }
        });
        let writers: Vec<_> = (0..WRITERS).map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 0..EACH {
                    let mut tx = store.write().await.unwrap();
                    event::append(&mut tx, &[an_event(n as i64), an_event(n as i64)]).await.unwrap();
                    // Hold each transaction open for a different time, so that commits would overtake.
                    tokio::time::sleep(Duration::from_micros(((writer * 7 + n * 3) % 5) as u64 * 300)).await;
                    if n % 10 == 9 { drop(tx); } else { tx.commit().await.unwrap(); }
                }
            })
        }).collect();
        for writer in writers {
            writer.await.unwrap();
        }
        done.store(true, Ordering::SeqCst);
        let expected: Vec<i64> = (1..=(WRITERS * EACH * 2 * 9 / 10) as i64).collect();
        assert_eq!(follower.await.unwrap(), expected);
    }
}
