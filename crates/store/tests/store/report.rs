use cabildo_domain::{
    AccountId, ReportId, Role, Subject, Timestamp,
    moderation::{Measure, ReportReason},
    text::{Reason, ReportNote},
};
use cabildo_store::{
    Store,
    moderation::{self, Deed, NewMeasure},
    report::{self, Report},
    suite,
    testing::sample,
};
use uuid::Uuid;

fn a_report(subject: Subject, reporter: AccountId, at: i64) -> Report {
    Report {
        id: ReportId(Uuid::now_v7()),
        subject,
        reporter,
        reason: ReportReason::Spam,
        note: ReportNote::trusted("The third time.".into()),
        created_at: Timestamp(at),
    }
}

async fn a_proposal(store: &Store, slug: &str, author: AccountId) -> Subject {
    let consultation = sample::consultation(store, slug, Timestamp(0), 30).await;
    Subject::proposal(sample::proposal(store, consultation, author, Timestamp(1)).await)
}

suite! {
    async fn the_subject_that_waits_longest_comes_first(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Resident).await;
        let ben = sample::account(&store, "Ben", Role::Resident).await;
        let subjects = [a_proposal(&store, "one", ana).await, a_proposal(&store, "two", ana).await];
        let mut tx = store.write().await.unwrap();
        assert!(report::insert(&mut tx, &a_report(subjects[0], ana, 20)).await.unwrap());
        assert!(report::insert(&mut tx, &a_report(subjects[1], ana, 10)).await.unwrap());
        assert!(report::insert(&mut tx, &a_report(subjects[0], ben, 30)).await.unwrap());
        assert!(!report::insert(&mut tx, &a_report(subjects[0], ben, 40)).await.unwrap(), "once a person");
        let queue = report::queue(&mut tx, None, 10).await.unwrap();
        let seen: Vec<(Subject, i64, i64)> = queue.iter().map(|w| (w.subject, w.since.0, w.reports)).collect();
        assert_eq!(seen, [(subjects[1], 10, 1), (subjects[0], 20, 2)]);
        let rest = report::queue(&mut tx, Some((queue[0].since, queue[0].subject.id)), 10).await.unwrap();
        assert_eq!(rest, queue[1..]);
        let open = report::open_on(&mut tx, &[subjects[0].id]).await.unwrap();
        assert_eq!(open.iter().map(|r| r.reporter).collect::<Vec<_>>(), [ana, ben]);
        assert_eq!(report::close(&mut tx, subjects[0], Timestamp(50)).await.unwrap(), 2);
        assert_eq!(report::close(&mut tx, subjects[0], Timestamp(60)).await.unwrap(), 0);
        assert_eq!(report::queue(&mut tx, None, 10).await.unwrap(), queue[..1]);
    }

    async fn the_log_tells_what_was_done_newest_first(store: TestStore) {
        let ana = sample::account(&store, "Ana", Role::Moderator).await;
        let subject = a_proposal(&store, "one", ana).await;
        let measure = |measure, reason: Option<&str>, at| NewMeasure {
            id: Uuid::now_v7(),
            subject,
            measure,
            reason: reason.map(|text| Reason::trusted(text.into())),
            moderator: ana,
            at: Timestamp(at),
        };
        let mut tx = store.write().await.unwrap();
        moderation::insert(&mut tx, &measure(Measure::Hide, Some("An insult."), 1)).await.unwrap();
        moderation::insert(&mut tx, &measure(Measure::Dismiss, None, 2)).await.unwrap();
        let log = moderation::log(&mut tx, None, 10).await.unwrap();
        assert_eq!(log.iter().map(|noted| noted.deed.clone()).collect::<Vec<_>>(), [Measure::Dismiss, Measure::Hide].map(Deed::Measure));
        assert_eq!((&log[0].reason, log[1].reason.as_ref().unwrap().as_str()), (&None, "An insult."));
        assert_eq!(moderation::log(&mut tx, Some((log[0].at, log[0].id)), 10).await.unwrap(), log[1..]);
        let exhibits = moderation::exhibits(&mut tx, &[subject]).await.unwrap();
        assert_eq!((exhibits[0].number, exhibits[0].author.as_ref().unwrap().name.as_ref().unwrap().as_str()), (1, "Ana"));
    }
}
