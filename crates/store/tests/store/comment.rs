use cabildo_domain::{
    AccountId, CommentId, ConsultationId, Language, Role, Subject, SubjectKind, Timestamp,
    comment::{Alignment, Sort},
    subject::Commentable,
    text::{CommentBody, Reason},
};
use cabildo_store::{
    Store,
    comment::{
        self, NewComment, change,
        list::{self, After},
        place,
    },
    moderation::exhibits,
    reaction, recount, search_source, suite,
    testing::sample,
};
use std::collections::HashSet;
use uuid::Uuid;

struct Square {
    consultation: ConsultationId,
    subject: Subject,
    ana: AccountId,
}

async fn square(store: &Store) -> Square {
    let ana = sample::account(store, "Ana", Role::Resident).await;
    let consultation = sample::consultation(store, "imagine", Timestamp(0), 30).await;
    let proposal = sample::proposal(store, consultation, ana, Timestamp(1)).await;
    Square {
        consultation,
        subject: Subject::proposal(proposal),
        ana,
    }
}

fn a_comment(square: &Square, at: i64) -> NewComment {
    let id = CommentId(Uuid::now_v7());
    NewComment {
        id,
        consultation: Some(square.consultation),
        subject: square.subject,
        parent: None,
        root: id,
        depth: 0,
        author: square.ana.into(),
        alignment: Alignment::For,
        body: CommentBody::trusted("Yes, *please*.".into()),
        body_html: "<p>Yes, <em>please</em>.</p>\n".into(),
        sanitizer: 1,
        language: Language::trusted("en".into()),
        created_at: Timestamp(at),
        orphan: false,
        imported_ups: 0,
        imported_downs: 0,
        submit_key: None,
        import_key: None,
    }
}

fn a_reply(square: &Square, to: &NewComment, at: i64) -> NewComment {
    NewComment {
        parent: Some(to.id),
        root: to.root,
        depth: to.depth + 1,
        ..a_comment(square, at)
    }
}

async fn stored(store: &Store, comments: &[NewComment]) -> u64 {
    let mut tx = store.write().await.unwrap();
    let added = comment::insert(&mut tx, comments).await.unwrap();
    tx.commit().await.unwrap();
    added
}

suite! {
    async fn a_stored_comment_comes_back_with_its_author(store: TestStore) {
        let square = square(&store).await;
        let new = NewComment { imported_ups: 10, ..a_comment(&square, 5) };
        assert_eq!(stored(&store, std::slice::from_ref(&new)).await, 1);
        let mut tx = store.read().await.unwrap();
        let found = comment::by_id(&mut tx, new.id).await.unwrap().unwrap();
        assert_eq!((found.body, found.alignment, found.created_at), (new.body, Alignment::For, Timestamp(5)));
        assert_eq!((found.ups, found.imported_ups, found.best), (0, 10, cabildo_domain::comment::best(10, 0)));
        let listed = list::threads(&mut tx, square.subject, Sort::Best, None, 5, None).await.unwrap();
        assert_eq!(listed[0].author.name.as_ref().unwrap().as_str(), "Ana");
        assert_eq!(listed[0].mine, None);
        assert_eq!(comment::by_id(&mut tx, CommentId(Uuid::now_v7())).await.unwrap(), None);
    }

    async fn a_second_comment_with_the_same_submit_key_is_left_out(store: TestStore) {
        let square = square(&store).await;
        let key = Uuid::now_v7();
        let first = NewComment { submit_key: Some(key), ..a_comment(&square, 1) };
        let second = NewComment { submit_key: Some(key), ..a_comment(&square, 2) };
        assert_eq!(stored(&store, std::slice::from_ref(&first)).await, 1);
        assert_eq!(stored(&store, &[second]).await, 0);
        let mut tx = store.read().await.unwrap();
        let found = comment::by_submit_key(&mut tx, square.ana, key).await.unwrap().unwrap();
        assert_eq!(found.id, first.id);
        let stranger = AccountId(Uuid::now_v7());
        assert_eq!(comment::by_submit_key(&mut tx, stranger, key).await.unwrap(), None);
    }

    async fn pages_visit_every_thread_once_in_each_order(store: TestStore) {
        let square = square(&store).await;
        // Many comments share a time and a score, so that the tie-break matters.
        let comments: Vec<NewComment> = (0..53)
            .map(|n| NewComment { imported_ups: n % 3, ..a_comment(&square, 100 + n / 10) })
            .collect();
        stored(&store, &comments).await;
        stored(&store, &[a_reply(&square, &comments[0], 200)]).await;
        for sort in [Sort::Best, Sort::Newest, Sort::Oldest] {
            let mut seen: Vec<(i64, CommentId)> = Vec::new();
            let mut tx = store.read().await.unwrap();
            loop {
                let after = seen.last().map(|(key, id)| After { key: *key, id: *id });
                let page = list::threads(&mut tx, square.subject, sort, after, 7, None).await.unwrap();
                if page.is_empty() { break; }
                seen.extend(page.into_iter().map(|listed| match sort {
                    Sort::Best => (listed.comment.best, listed.comment.id),
                    _ => (listed.comment.created_at.0, listed.comment.id),
                }));
            }
            let ids: HashSet<CommentId> = seen.iter().map(|(_, id)| *id).collect();
            assert_eq!((seen.len(), ids.len()), (53, 53), "{sort}");
            let ordered = seen.windows(2).all(|pair| match sort {
                Sort::Oldest => pair[0] < pair[1],
                _ => pair[0] > pair[1],
            });
            assert!(ordered, "{sort}");
        }
    }

    async fn each_thread_shows_its_first_replies_and_no_more(store: TestStore) {
        let square = square(&store).await;
        let (one, two) = (a_comment(&square, 1), a_comment(&square, 2));
        let mut all = vec![one.clone(), two.clone()];
        all.extend((0..10).map(|n| a_reply(&square, &one, 10 + n)));
        all.push(a_reply(&square, &two, 30));
        stored(&store, &all).await;
        let mut tx = store.read().await.unwrap();
        let replies = list::replies(&mut tx, &[one.id, two.id], 4, None).await.unwrap();
        let times = |root: CommentId| -> Vec<i64> {
            replies.iter().filter(|r| r.comment.root == root).map(|r| r.comment.created_at.0).collect()
        };
        assert_eq!(times(one.id), [10, 11, 12, 13]);
        assert_eq!(times(two.id), [30]);
        let rest = After { key: 13, id: replies.iter().find(|r| r.comment.created_at.0 == 13).unwrap().comment.id };
        assert_eq!(list::thread(&mut tx, one.id, Some(rest), 100, None).await.unwrap().len(), 6);
        let root = list::root_of(&mut tx, square.subject, replies[0].comment.id, None).await.unwrap().unwrap();
        assert_eq!(root.comment.id, replies[0].comment.root);
        let elsewhere = Subject { id: Uuid::now_v7(), ..square.subject };
        assert!(list::root_of(&mut tx, elsewhere, replies[0].comment.id, None).await.unwrap().is_none());
        assert_eq!(list::all(&mut tx, square.subject, None, 100).await.unwrap().len(), 13);
    }

    async fn an_erased_comment_keeps_its_place_and_loses_its_text(store: TestStore) {
        let square = square(&store).await;
        let new = a_comment(&square, 1);
        stored(&store, std::slice::from_ref(&new)).await;
        let mut tx = store.write().await.unwrap();
        assert!(change::erase(&mut tx, new.id, Timestamp(9)).await.unwrap());
        assert!(!change::erase(&mut tx, new.id, Timestamp(10)).await.unwrap());
        let found = change::lock(&mut tx, new.id).await.unwrap().unwrap();
        assert_eq!((found.body.as_str(), found.body_html.as_str()), ("", ""));
        assert_eq!(found.deleted_at, Some(Timestamp(9)));
        let reason = Reason::trusted("An insult.".into());
        assert!(!change::set_hidden(&mut tx, new.id, Some((&reason, Timestamp(11)))).await.unwrap());
    }

    async fn hiding_twice_changes_nothing_the_second_time(store: TestStore) {
        let square = square(&store).await;
        let new = a_comment(&square, 1);
        stored(&store, std::slice::from_ref(&new)).await;
        let (first, second) = (Reason::trusted("An insult.".into()), Reason::trusted("Another one.".into()));
        let mut tx = store.write().await.unwrap();
        assert!(!change::set_hidden(&mut tx, new.id, None).await.unwrap());
        assert!(change::set_hidden(&mut tx, new.id, Some((&first, Timestamp(2)))).await.unwrap());
        assert!(!change::set_hidden(&mut tx, new.id, Some((&second, Timestamp(3)))).await.unwrap());
        assert_eq!(comment::by_id(&mut tx, new.id).await.unwrap().unwrap().hidden, Some((first, Timestamp(2))));
        assert!(change::set_hidden(&mut tx, new.id, None).await.unwrap());
        assert_eq!(comment::by_id(&mut tx, new.id).await.unwrap().unwrap().hidden, None);
    }

    async fn a_second_reaction_takes_the_place_of_the_first(store: TestStore) {
        let square = square(&store).await;
        let new = a_comment(&square, 1);
        stored(&store, std::slice::from_ref(&new)).await;
        let mut tx = store.write().await.unwrap();
        assert_eq!(reaction::of(&mut tx, new.id, square.ana).await.unwrap(), None);
        reaction::put(&mut tx, new.id, square.ana, true, Timestamp(2)).await.unwrap();
        reaction::put(&mut tx, new.id, square.ana, false, Timestamp(3)).await.unwrap();
        assert_eq!(reaction::of(&mut tx, new.id, square.ana).await.unwrap(), Some(false));
        let listed = list::threads(&mut tx, square.subject, Sort::Best, None, 5, None).await.unwrap();
        assert_eq!(listed[0].mine, None, "nobody is asking");
        let listed = list::threads(&mut tx, square.subject, Sort::Best, None, 5, Some(square.ana)).await.unwrap();
        assert_eq!(listed[0].mine, Some(false));
        reaction::remove(&mut tx, new.id, square.ana).await.unwrap();
        assert_eq!(reaction::of(&mut tx, new.id, square.ana).await.unwrap(), None);
    }

    async fn a_place_knows_whether_comments_are_open(store: TestStore) {
        let square = square(&store).await;
        let mut tx = store.read().await.unwrap();
        let open = place::of(&mut tx, square.subject, Timestamp(5)).await.unwrap().unwrap();
        assert!(open.open && !open.hidden);
        let at = open.at.unwrap();
        assert_eq!((at.number, at.slug.as_str(), open.author), (1, "imagine", square.ana.into()));
        let closed = place::at(&mut tx, &at, Timestamp(i64::MAX)).await.unwrap().unwrap();
        assert!(!closed.open);
        assert_eq!(place::at(&mut tx, &at.kind.at(&at.slug, 2), Timestamp(5)).await.unwrap(), None);
        assert_eq!(place::of(&mut tx, Subject::account(square.ana), Timestamp(5)).await.unwrap(), None);
    }

    async fn every_kind_that_takes_comments_has_places_a_counter_exhibits_and_documents(store: TestStore) {
        let square = square(&store).await;
        let mut tx = store.write().await.unwrap();
        for kind in SubjectKind::ALL.iter().copied() {
            let Some(under) = kind.commentable() else {
                let subject = Subject { kind, ..square.subject };
                assert_eq!(place::of(&mut tx, subject, Timestamp(5)).await.unwrap(), None, "{kind}");
                continue;
            };
            let subject = match under {
                Commentable::Proposal => square.subject,
            };
            let new = NewComment { subject, ..a_comment(&square, 5) };
            comment::insert(&mut tx, std::slice::from_ref(&new)).await.unwrap();
            change::count(&mut tx, subject, Some(square.consultation), 1, 0).await.unwrap();
            let place = place::of(&mut tx, subject, Timestamp(5)).await.unwrap().unwrap();
            assert_eq!((place.subject, place.comments, place.takes), (subject, 1, true));
            assert_eq!(place::at(&mut tx, place.at.as_ref().unwrap(), Timestamp(5)).await.unwrap(), Some(place.clone()));
            let exhibits = exhibits(&mut tx, &[Subject::comment(new.id)]).await.unwrap();
            assert_eq!((exhibits[0].under, exhibits[0].number), (Some(under), place.at.as_ref().unwrap().number));
            let documents = search_source::comments(&mut tx, &[new.id]).await.unwrap();
            assert_eq!((documents[0].under, documents[0].subject_number), (under, place.at.as_ref().unwrap().number));
        }
        assert_eq!(recount::differences(&mut tx).await.unwrap(), []);
    }
}
