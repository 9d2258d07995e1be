use crate::city::City;
use cabildo_domain::{
    CommentId, Refusal, Role, Subject, Viewer,
    comment::{EDIT_WINDOW, MAX_DEPTH, Reaction, Sort, best},
    permission::Resident,
    refusal::Need,
    subject::Commentable,
    time::Span,
};
use cabildo_service::{
    Error,
    comment::{CommentForm, CommentRef, CommentText, DiscussionQuery},
    moderation::ReasonForm,
    proposal::ProposalRef,
};
use cabildo_store::{comment, suite};
use std::collections::HashSet;
use uuid::Uuid;

pub fn says(body: &str) -> CommentForm {
    CommentForm {
        body: body.into(),
        alignment: "for".into(),
        ..CommentForm::default()
    }
}

pub fn answers(parent: CommentId, body: &str) -> CommentForm {
    CommentForm {
        parent: parent.to_string(),
        ..says(body)
    }
}

/// A city with one proposal, and its author.
pub async fn discussed(city: &City) -> (Viewer, ProposalRef) {
    let author = city.person(Role::Resident).await;
    let proposal = city.proposal(&author, "More shade in the square").await;
    (author, proposal)
}

impl City {
    pub async fn comment(
        &self,
        resident: Resident<'_>,
        proposal: &ProposalRef,
        form: CommentForm,
    ) -> CommentRef {
        self.service
            .comments()
            .add(
                resident,
                &Commentable::Proposal.at(&proposal.slug, proposal.number),
                form,
            )
            .await
            .unwrap()
    }

    pub async fn no_counter_differs(&self) {
        assert_eq!(self.service.recount(false).await.unwrap(), []);
    }
}

pub fn refusal<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome.unwrap_err() {
        Error::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

fn query(sort: Sort) -> DiscussionQuery {
    DiscussionQuery { sort, after: None }
}

suite! {
    async fn anyone_signed_in_can_comment_and_a_visitor_cannot(store: TestStore) {
        let city = City::over(&store).await;
        let (_, proposal) = discussed(&city).await;
        for (who, viewer) in city.everybody().await {
            let outcome = async { city.service.comments().add(viewer.resident()?, &Commentable::Proposal.at(&proposal.slug, proposal.number), says("I agree.")).await }.await;
            if viewer == Viewer::Visitor {
                assert_eq!(refusal(outcome), Refusal::SignInRequired, "{who}");
            } else {
                assert!(outcome.is_ok(), "{who}: {outcome:?}");
            }
        }
        assert_eq!(city.counts().await.comments, 4);
        // The author of the proposal and the four who commented.
        assert_eq!(city.counts().await.participants, 5);
        city.no_counter_differs().await;
    }

    async fn a_thread_comes_in_reading_order_with_its_depths(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let top = city.comment(ana.resident().unwrap(), &proposal, says("top")).await;
        let one = city.comment(ana.resident().unwrap(), &proposal, answers(top.id, "one")).await;
        let two = city.comment(ana.resident().unwrap(), &proposal, answers(top.id, "two")).await;
        city.clock.advance(Span::minutes(1));
        let below_one = city.comment(ana.resident().unwrap(), &proposal, answers(one.id, "below one")).await;
        let page = city.service.comments().discussion(&ana, Subject::proposal(proposal.id), &query(Sort::Best)).await.unwrap();
        let thread = &page.threads[0];
        assert_eq!((page.threads.len(), page.total, thread.more_replies), (1, 4, 0));
        let seen: Vec<(CommentId, i64)> = thread.replies.iter().map(|reply| (reply.id, reply.depth)).collect();
        let position = |id: CommentId| seen.iter().position(|(seen, _)| *seen == id).unwrap();
        assert_eq!(position(below_one.id), position(one.id) + 1, "a reply stands after what it answers");
        assert_eq!(seen.iter().map(|(_, depth)| depth).sum::<i64>(), 4, "{seen:?}");
        assert!(position(two.id) < 3);
        assert!([&one, &two, &below_one].iter().all(|reply| reply.root == top.id));
    }

    async fn a_reply_to_the_deepest_comment_stands_beside_it(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let top = city.comment(ana.resident().unwrap(), &proposal, says("top")).await;
        let mut last = top.id;
        for n in 0..MAX_DEPTH + 2 {
            city.clock.advance(Span::seconds(1));
            last = city.comment(ana.resident().unwrap(), &proposal, answers(last, &format!("level {n}"))).await.id;
        }
        let page = city.service.comments().thread(&ana, &Commentable::Proposal.at(&proposal.slug, 1), last, None).await.unwrap();
        let depths: Vec<i64> = page.thread.replies.iter().map(|reply| reply.depth).collect();
        assert_eq!(depths, [1, 2, 3, 4, 5, 6, 6, 6]);
        assert_eq!(page.thread.top.id, top.id);
    }

    async fn only_the_first_replies_are_unfolded(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let top = city.comment(ana.resident().unwrap(), &proposal, says("top")).await;
        for n in 0..10 {
            city.clock.advance(Span::seconds(1));
            city.comment(ana.resident().unwrap(), &proposal, answers(top.id, &format!("reply {n}"))).await;
        }
        let page = city.service.comments().discussion(&ana, Subject::proposal(proposal.id), &query(Sort::Best)).await.unwrap();
        assert_eq!((page.threads[0].replies.len(), page.threads[0].more_replies), (4, 6));
        let whole = city.service.comments().thread(&Viewer::Visitor, &Commentable::Proposal.at(&proposal.slug, 1), top.id, None).await.unwrap();
        assert_eq!((whole.thread.replies.len(), whole.next), (10, None));
        let all = city.service.comments().list(&Viewer::Visitor, &Commentable::Proposal.at(&proposal.slug, 1), None, 7).await.unwrap();
        let rest = city.service.comments().list(&Viewer::Visitor, &Commentable::Proposal.at(&proposal.slug, 1), all.next.as_ref(), 7).await.unwrap();
        assert_eq!((all.comments.len(), rest.comments.len(), rest.next, all.total), (7, 4, None, 11));
    }

    async fn a_second_submit_of_a_form_answers_with_the_first_comment(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let form = CommentForm { submit_key: Uuid::now_v7().to_string(), ..says("Once.") };
        let about = Commentable::Proposal.at(&proposal.slug, 1);
        let post = || city.service.comments().add(ana.resident().unwrap(), &about, form.clone());
        let (first, second) = tokio::join!(post(), post());
        let first = first.unwrap();
        assert_eq!(first, second.unwrap());
        assert_eq!(post().await.unwrap(), first);
        assert_eq!(city.counts().await.comments, 1);
        city.no_counter_differs().await;
    }

    async fn another_text_in_a_form_that_was_submitted_is_another_comment(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let keyed = |body: &str| CommentForm { submit_key: Uuid::from_u128(7).to_string(), ..says(body) };
        let about = Commentable::Proposal.at(&proposal.slug, 1);
        let post = |form| city.service.comments().add(ana.resident().unwrap(), &about, form);
        let first = post(keyed("Once.")).await.unwrap();
        let second = post(keyed("And another thing.")).await.unwrap();
        assert_ne!(second.id, first.id);
        let reply = CommentForm { parent: first.id.to_string(), ..keyed("Once.") };
        assert_ne!(post(reply).await.unwrap().id, first.id, "a reply is not the comment it repeats");
        city.service.comments().edit(ana.resident().unwrap(), first.id, says("Once only.")).await.unwrap();
        assert_eq!(post(keyed("Once.")).await.unwrap(), first);
        assert_eq!(post(keyed("And another thing.")).await.unwrap(), second);
        assert_eq!(city.counts().await.comments, 3);
        city.no_counter_differs().await;
    }

    async fn a_comment_can_be_edited_for_fifteen_minutes_by_its_author(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Moderator).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Frist.")).await;
        let edit = |viewer: Viewer, text: &'static str| {
            let service = city.service.clone();
            async move { service.comments().edit(viewer.resident()?, comment.id, says(text)).await }
        };
        assert_eq!(refusal(edit(ben, "Mine.").await), Refusal::forbidden(Need::Author));
        assert_eq!(refusal(edit(Viewer::Visitor, "Mine.").await), Refusal::SignInRequired);
        city.clock.advance(Span(EDIT_WINDOW.0 - 1));
        edit(ana.clone(), "First.").await.unwrap();
        city.clock.advance(Span(1));
        assert_eq!(refusal(edit(ana.clone(), "Last.").await), Refusal::forbidden(Need::Changeable));
        let page = city.service.comments().thread(&ana, &Commentable::Proposal.at(&proposal.slug, 1), comment.id, None).await.unwrap();
        assert_eq!(page.thread.top.text, CommentText::Shown { html: "<p>First.</p>\n".into() });
        assert!(page.thread.top.edited_at.is_some() && !page.thread.top.may.edit && page.thread.top.may.delete);
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "comment_edited").count(), 1);
    }

    async fn an_edit_of_a_comment_that_changed_meanwhile_is_refused_and_overwrites_nothing(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("First.")).await;
        let form = async || {
            let page = city.service.comments().thread(&ana, &Commentable::Proposal.at(&proposal.slug, 1), comment.id, None).await.unwrap();
            page.thread.top.form.unwrap()
        };
        let loaded = form().await;
        for text in ["Second.", "Third."] {
            city.clock.advance(Span::seconds(1));
            let edit = CommentForm { body: text.into(), ..form().await };
            city.service.comments().edit(ana.resident().unwrap(), comment.id, edit).await.unwrap();
        }
        let late = CommentForm { body: "Fourth.".into(), ..loaded.clone() };
        let outcome = city.service.comments().edit(ana.resident().unwrap(), comment.id, late).await;
        assert!(matches!(refusal(outcome), Refusal::Outdated { .. }));
        assert_eq!(form().await.body, "Third.");
        // The same text again changes nothing, whichever form it comes from.
        let same = CommentForm { body: "Third.".into(), ..loaded };
        city.service.comments().edit(ana.resident().unwrap(), comment.id, same).await.unwrap();
    }

    async fn a_comment_of_markup_alone_is_refused(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        for empty in ["***", "> > >", "[a]: https://example.org"] {
            let outcome = city.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&proposal.slug, proposal.number), says(empty)).await;
            assert!(matches!(refusal(outcome), Refusal::Invalid { fields } if fields.of("body").is_some()), "{empty}");
        }
        city.comment(ana.resident().unwrap(), &proposal, says("**Yes**")).await;
    }

    async fn a_deleted_comment_leaves_a_notice_and_its_replies(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let top = city.comment(ana.resident().unwrap(), &proposal, says("A secret.")).await;
        let reply = city.comment(ben.resident().unwrap(), &proposal, answers(top.id, "Still here.")).await;
        assert_eq!(refusal(city.service.comments().delete(ben.resident().unwrap(), top.id).await), Refusal::forbidden(Need::Author));
        city.service.comments().delete(ana.resident().unwrap(), top.id).await.unwrap();
        city.service.comments().delete(ana.resident().unwrap(), top.id).await.unwrap();
        let page = city.service.comments().discussion(&ana, Subject::proposal(proposal.id), &query(Sort::Best)).await.unwrap();
        let view = &page.threads[0].top;
        assert!(matches!(view.text, CommentText::Deleted { .. }) && view.author.is_none());
        assert_eq!((page.threads[0].replies[0].id, page.total), (reply.id, 1));
        let row = comment::by_id(&mut store.read().await.unwrap(), top.id).await.unwrap().unwrap();
        assert_eq!((row.body.as_str(), row.body_html.as_str()), ("", ""));
        for (outcome, name) in [
            (city.service.comments().add(ben.resident().unwrap(), &Commentable::Proposal.at(&proposal.slug, 1), answers(top.id, "Too late.")).await.map(drop), "answer"),
            (city.service.comments().react(ben.resident().unwrap(), top.id, Reaction::Up).await.map(drop), "react"),
            (city.service.comments().edit(ana.resident().unwrap(), top.id, says("Back.")).await.map(drop), "edit"),
        ] {
            assert_eq!(refusal(outcome), Refusal::forbidden(Need::Changeable), "{name}");
        }
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "comment_deleted").count(), 1);
        city.no_counter_differs().await;
    }

    async fn a_reaction_counts_once_and_can_be_taken_back(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Yes.")).await;
        let mut counts = Vec::new();
        for wanted in [Reaction::Up, Reaction::Up, Reaction::Down, Reaction::None, Reaction::None] {
            let reacted = city.service.comments().react(ben.resident().unwrap(), comment.id, wanted).await.unwrap();
            counts.push((reacted.ups, reacted.downs));
            city.no_counter_differs().await;
        }
        assert_eq!(counts, [(1, 0), (1, 0), (0, 1), (0, 0), (0, 0)]);
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "comment_reacted").count(), 3);
        let own = city.service.comments().react(ana.resident().unwrap(), comment.id, Reaction::Up).await;
        assert_eq!(refusal(own), Refusal::forbidden(Need::NotAuthor));
        assert_eq!(refusal(async { city.service.comments().react(Viewer::Visitor.resident()?, comment.id, Reaction::Up).await }.await), Refusal::SignInRequired);
    }

    async fn many_react_at_once_and_each_is_counted_once(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let people = city.people(12, Role::Resident).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Yes.")).await;
        let posts: Vec<_> = people
            .iter()
            .cloned()
            .cycle()
            .take(24)
            .enumerate()
            .map(|(n, viewer)| {
                let service = city.service.clone();
                let wanted = if n % 12 < 9 { Reaction::Up } else { Reaction::Down };
                tokio::spawn(async move { service.comments().react(viewer.resident().unwrap(), comment.id, wanted).await })
            })
            .collect();
        for post in posts {
            post.await.unwrap().unwrap();
        }
        let row = comment::by_id(&mut store.read().await.unwrap(), comment.id).await.unwrap().unwrap();
        assert_eq!((row.ups, row.downs, row.best), (9, 3, best(9, 3)));
        city.no_counter_differs().await;
    }

    async fn a_closed_hidden_or_withdrawn_proposal_takes_no_comments(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, withdrawn) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        let comment = city.comment(ana.resident().unwrap(), &withdrawn, says("Yes.")).await;
        city.service.proposals().withdraw(ana.resident().unwrap(), &withdrawn.slug, withdrawn.number).await.unwrap();
        let hidden = city.proposal(&ana, "Something rude that is hidden").await;
        let reason = ReasonForm { reason: "Insults a neighbour.".into() };
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(hidden.id), reason).await.unwrap();
        let open = city.proposal(&ana, "An idea that stays as it is").await;
        let other = city.comment(ana.resident().unwrap(), &open, says("Yes.")).await;
        let post = async |proposal: &ProposalRef| {
            let about = Commentable::Proposal.at(&city.slug, proposal.number);
            city.service.comments().add(ben.resident().unwrap(), &about, says("No.")).await
        };
        assert_eq!(refusal(post(&withdrawn).await), Refusal::forbidden(Need::Changeable));
        assert_eq!(refusal(city.service.comments().react(ben.resident().unwrap(), comment.id, Reaction::Up).await), Refusal::forbidden(Need::Changeable));
        assert_eq!(refusal(post(&hidden).await), Refusal::forbidden(Need::Visible));
        let seen = city.service.comments().discussion(&ben, Subject::proposal(hidden.id), &query(Sort::Best)).await;
        assert_eq!(refusal(seen), Refusal::forbidden(Need::Readable));
        city.clock.advance(Span::days(10));
        assert!(matches!(refusal(post(&open).await), Refusal::Closed { .. }));
        assert!(matches!(refusal(city.service.comments().react(ben.resident().unwrap(), other.id, Reaction::Up).await), Refusal::Closed { .. }));
        let page = city.service.comments().discussion(&ben, Subject::proposal(open.id), &query(Sort::Best)).await.unwrap();
        assert!(!page.open && !page.threads[0].top.may.react && !page.threads[0].top.may.reply);
        city.service.comments().delete(ana.resident().unwrap(), other.id).await.unwrap();
        city.no_counter_differs().await;
    }

    async fn a_reply_belongs_to_the_discussion_it_answers(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, one) = discussed(&city).await;
        let two = city.proposal(&ana, "Another idea altogether").await;
        let comment = city.comment(ana.resident().unwrap(), &one, says("Yes.")).await;
        let crossed = city.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&two.slug, two.number), answers(comment.id, "Crossed.")).await;
        assert!(matches!(refusal(crossed), Refusal::Invalid { fields } if fields.of("parent").is_some()));
        let missing = city.service.comments().thread(&ana, &Commentable::Proposal.at(&two.slug, two.number), comment.id, None).await;
        assert_eq!(refusal(missing), Refusal::NotFound);
    }

    async fn a_discussion_of_a_thousand_costs_as_many_statements_as_one_of_ten(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let subject = Subject::proposal(proposal.id);
        let mut costs = Vec::new();
        for size in [10, 1_000] {
            fill(&city, &proposal, &ana, size).await;
            let before = store.statements();
            let page = city.service.comments().discussion(&ana, subject, &query(Sort::Best)).await.unwrap();
            costs.push(store.statements() - before);
            assert_eq!(page.total, size);
        }
        assert_eq!(costs, [3, 3]);
        for sort in [Sort::Best, Sort::Newest, Sort::Oldest] {
            let mut query = query(sort);
            let mut seen = HashSet::new();
            let mut replies = 0;
            loop {
                let page = city.service.comments().discussion(&ana, subject, &query).await.unwrap();
                for thread in &page.threads {
                    assert!(seen.insert(thread.top.id), "{sort}: twice");
                    replies += thread.replies.len() as i64 + thread.more_replies;
                }
                query.after = page.next;
                if query.after.is_none() { break; }
            }
            assert_eq!((seen.len(), replies), (500, 500), "{sort}");
        }
        city.no_counter_differs().await;
    }
}

/// Fills a discussion up to `size` comments, every second one a reply to the one before it.
async fn fill(city: &City, proposal: &ProposalRef, author: &Viewer, size: i64) {
    let account = author.account().unwrap();
    let mut tx = city.service.store().write().await.unwrap();
    let have = comment::list::all(&mut tx, Subject::proposal(proposal.id), None, size)
        .await
        .unwrap()
        .len() as i64;
    let mut comments: Vec<comment::NewComment> = Vec::new();
    for n in have..size {
        let id: CommentId = city.service.new_id();
        let parent = if n % 2 == 1 {
            comments.last().map(|parent| parent.id)
        } else {
            None
        };
        comments.push(comment::NewComment {
            id,
            consultation: Some(city.id),
            subject: Subject::proposal(proposal.id),
            parent,
            root: parent.unwrap_or(id),
            depth: i64::from(parent.is_some()),
            author: account.into(),
            alignment: cabildo_domain::comment::Alignment::Neutral,
            body: cabildo_domain::text::CommentBody::trusted(format!("Number {n}.")),
            body_html: format!("<p>Number {n}.</p>\n"),
            sanitizer: 1,
            language: cabildo_domain::Language::trusted("en".into()),
            created_at: city.service.now() + Span::seconds(n / 7),
            orphan: false,
            imported_ups: n % 5,
            imported_downs: n % 3,
            submit_key: None,
            import_key: None,
        });
    }
    comment::insert(&mut tx, &comments).await.unwrap();
    for reply in comments.iter().filter(|new| new.parent.is_some()) {
        comment::change::adjust_replies(&mut tx, reply.root, 1, 1)
            .await
            .unwrap();
    }
    comment::change::count(
        &mut tx,
        Subject::proposal(proposal.id),
        Some(city.id),
        size - have,
        0,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
}
