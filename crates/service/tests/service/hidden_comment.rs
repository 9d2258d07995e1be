//! A hidden comment is not counted, like a deleted one, wherever comments are counted.

use crate::{
    city::City,
    comment::{answers, discussed, says},
};
use cabildo_domain::{CommentId, Role, Subject, Viewer, proposal::Sort, subject::Commentable};
use cabildo_service::{
    comment::{CommentText, DiscussionQuery},
    moderation::ReasonForm,
    proposal::{ProposalFilter, ProposalRef},
};
use cabildo_store::suite;

/// The migration that the program runs once at its start over an older database.
const MIGRATION: &str = include_str!("../../../../migrations/postgres/0015_counted_once.sql");

fn because() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

/// The number of comments as the consultation, the proposal, its discussion and the API's list give it.
async fn told(city: &City, proposal: &ProposalRef) -> [i64; 4] {
    let visitor = Viewer::Visitor;
    let page = city
        .service
        .proposals()
        .page(&visitor, &city.slug, proposal.number)
        .await
        .unwrap();
    let subject = Subject::proposal(proposal.id);
    let discussion = city
        .service
        .comments()
        .discussion(&visitor, subject, &DiscussionQuery::default())
        .await
        .unwrap();
    let list = city
        .service
        .comments()
        .list(
            &visitor,
            &Commentable::Proposal.at(&city.slug, proposal.number),
            None,
            5,
        )
        .await
        .unwrap();
    [
        city.counts().await.comments,
        page.comments,
        discussion.total,
        list.total,
    ]
}

async fn replies(city: &City, proposal: &ProposalRef, top: CommentId) -> i64 {
    let page = city
        .service
        .comments()
        .thread(
            &Viewer::Visitor,
            &Commentable::Proposal.at(&city.slug, proposal.number),
            top,
            None,
        )
        .await
        .unwrap();
    page.thread.top.replies
}

suite! {
    async fn hidden_and_deleted_comments_are_counted_nowhere(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let (ben, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        let top = city.comment(ana.resident().unwrap(), &proposal, says("Trees first.")).await;
        let first = city.comment(ben.resident().unwrap(), &proposal, answers(top.id, "Benches first.")).await;
        city.clock.advance(cabildo_domain::time::Span::minutes(1));
        let second = city.comment(ben.resident().unwrap(), &proposal, answers(top.id, "Both at once.")).await;
        assert_eq!((told(&city, &proposal).await, replies(&city, &proposal, top.id).await), ([3; 4], 2));
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(first.id), because()).await.unwrap();
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(first.id), because()).await.unwrap();
        assert_eq!((told(&city, &proposal).await, replies(&city, &proposal, top.id).await), ([2; 4], 1));
        city.service.comments().delete(ben.resident().unwrap(), second.id).await.unwrap();
        assert_eq!((told(&city, &proposal).await, replies(&city, &proposal, top.id).await), ([1; 4], 0));
        city.no_counter_differs().await;
        // Both notices keep their places.
        let subject = Subject::proposal(proposal.id);
        let page = city.service.comments().discussion(&Viewer::Visitor, subject, &DiscussionQuery::default()).await.unwrap();
        let texts: Vec<_> = page.threads[0].replies.iter().map(|reply| &reply.text).collect();
        assert!(matches!(texts[..], [CommentText::Hidden { .. }, CommentText::Deleted { .. }]), "{texts:?}");
        assert_eq!(page.threads[0].more_replies, 0);
        city.service.moderation().restore(staff.moderator().unwrap(), Subject::comment(first.id), because()).await.unwrap();
        assert_eq!((told(&city, &proposal).await, replies(&city, &proposal, top.id).await), ([2; 4], 1));
        // The author deletes a comment while it is hidden: it is not counted out a second time.
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(first.id), because()).await.unwrap();
        city.service.comments().delete(ben.resident().unwrap(), first.id).await.unwrap();
        assert_eq!((told(&city, &proposal).await, replies(&city, &proposal, top.id).await), ([1; 4], 0));
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(top.id), because()).await.unwrap();
        assert_eq!(told(&city, &proposal).await, [0; 4]);
        city.no_counter_differs().await;
    }

    async fn comments_under_a_hidden_idea_are_not_counted_in_their_consultation(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let other = city.proposal(&ana, "A fountain in the square").await;
        let (ben, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        let one = city.comment(ben.resident().unwrap(), &proposal, says("Yes.")).await;
        let two = city.comment(ben.resident().unwrap(), &proposal, answers(one.id, "Or no.")).await;
        let three = city.comment(ben.resident().unwrap(), &proposal, says("Perhaps.")).await;
        city.comment(ben.resident().unwrap(), &other, says("Yes.")).await;
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(proposal.id), because()).await.unwrap();
        assert_eq!((city.counts().await.proposals, city.counts().await.comments), (1, 1));
        city.no_counter_differs().await;
        // Changes below a hidden proposal are counted when it is shown again.
        city.service.comments().delete(ben.resident().unwrap(), two.id).await.unwrap();
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(three.id), because()).await.unwrap();
        assert_eq!(city.counts().await.comments, 1);
        city.no_counter_differs().await;
        city.service.moderation().restore(staff.moderator().unwrap(), Subject::proposal(proposal.id), because()).await.unwrap();
        assert_eq!((city.counts().await.proposals, city.counts().await.comments), (2, 2));
        city.service.moderation().restore(staff.moderator().unwrap(), Subject::comment(three.id), because()).await.unwrap();
        assert_eq!(city.counts().await.comments, 3);
        // A withdrawn proposal can still be read, so its comments stay counted.
        city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, other.number).await.unwrap();
        assert_eq!((city.counts().await.proposals, city.counts().await.comments), (1, 3));
        city.no_counter_differs().await;
    }

    async fn the_most_discussed_are_those_with_most_comments_that_can_be_read(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, first) = discussed(&city).await;
        let second = city.proposal(&ana, "A fountain in the square").await;
        let (ben, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        let rude = city.comment(ben.resident().unwrap(), &first, says("Yes.")).await;
        city.comment(ben.resident().unwrap(), &first, says("Rather.")).await;
        city.comment(ben.resident().unwrap(), &second, says("Yes.")).await;
        city.comment(ben.resident().unwrap(), &second, says("Rather.")).await;
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(rude.id), because()).await.unwrap();
        let filter = ProposalFilter { sort: Some(Sort::Discussed), ..ProposalFilter::default() };
        let list = city.service.proposals().list(&Viewer::Visitor, &city.slug, &filter).await.unwrap();
        let told: Vec<_> = list.items.iter().map(|card| (card.number, card.comments)).collect();
        assert_eq!(told, [(second.number, 2), (first.number, 1)]);
    }

    async fn the_migration_counts_again_what_was_counted_by_the_rule_before(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let (ben, staff) = (city.person(Role::Resident).await, city.person(Role::Moderator).await);
        let top = city.comment(ana.resident().unwrap(), &proposal, says("Trees first.")).await;
        let rude = city.comment(ben.resident().unwrap(), &proposal, answers(top.id, "Benches first.")).await;
        let gone = city.comment(ben.resident().unwrap(), &proposal, answers(top.id, "Both at once.")).await;
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(rude.id), because()).await.unwrap();
        city.service.comments().delete(ben.resident().unwrap(), gone.id).await.unwrap();
        let other = city.proposal(&ana, "A fountain in the square").await;
        city.comment(ben.resident().unwrap(), &other, says("Yes.")).await;
        city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(other.id), because()).await.unwrap();
        let right = city.counts().await;
        store.tamper("UPDATE comment SET reply_count = reply_places, reply_places = 0").await;
        store.tamper(
            "UPDATE proposal SET comment_count = (
                 SELECT COUNT(*) FROM comment AS c WHERE c.subject_id = proposal.id AND c.deleted_at IS NULL)",
        ).await;
        store.tamper("UPDATE consultation SET comment_count = 3").await;
        assert!(city.service.recount(false).await.unwrap().len() > 3);
        for statement in MIGRATION.split(';').filter_map(|part| Some(&part[part.find("UPDATE ")?..])) {
            store.tamper(statement).await;
        }
        city.no_counter_differs().await;
        assert_eq!((city.counts().await, right.comments), (right, 1));
    }

    async fn hiding_comments_and_their_idea_at_once_leaves_every_counter_right(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let staff = city.person(Role::Moderator).await;
        let mut remarks = Vec::new();
        for n in 0..6 {
            remarks.push(city.comment(ana.resident().unwrap(), &proposal, says(&format!("Remark {n}."))).await);
        }
        let hiding = remarks[..3].iter().map(|remark| city.service.moderation().hide(staff.moderator().unwrap(), Subject::comment(remark.id), because()));
        let deleting = remarks[2..].iter().map(|remark| city.service.comments().delete(ana.resident().unwrap(), remark.id));
        let idea = city.service.moderation().hide(staff.moderator().unwrap(), Subject::proposal(proposal.id), because());
        let (_, deleted, hidden) =
            tokio::join!(futures::future::join_all(hiding), futures::future::join_all(deleting), idea);
        assert!(deleted.iter().all(Result::is_ok) && hidden.unwrap());
        city.no_counter_differs().await;
        assert_eq!(city.counts().await.comments, 0);
    }
}
