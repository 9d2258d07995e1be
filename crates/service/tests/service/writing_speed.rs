//! How much one account may write in a short time.

use crate::{
    city::{City, form},
    comment::{refusal, says},
};
use cabildo_domain::{Refusal, Role, Subject, subject::Commentable, time::Span};
use cabildo_service::{
    Limited, Limits, comment::CommentForm, moderation::ReportForm, proposal::ProposalForm,
};
use cabildo_store::suite;
use uuid::Uuid;

suite! {
    async fn many_comments_at_once_must_wait(store: TestStore) {
        let city = City::limited(&store, Limits::default()).await;
        let (ana, ben) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        let slug = city.proposal(&ana, "More trees along the way").await.slug;
        let keyed = CommentForm { submit_key: Uuid::from_u128(7).to_string(), ..says("Once.") };
        let first = city.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&slug, 1), keyed.clone()).await.unwrap();
        for count in 1..20 {
            city.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&slug, 1), says(&format!("Number {count}."))).await.unwrap();
        }
        let about = Commentable::Proposal.at(&slug, 1);
        let again = || city.service.comments().add(ana.resident().unwrap(), &about, says("One more."));
        assert_eq!(refusal(again().await), Refusal::TooFast { seconds: 3 });
        assert_eq!(city.service.comments().add(ana.resident().unwrap(), &Commentable::Proposal.at(&slug, 1), keyed).await.unwrap(), first, "a replay writes nothing");
        city.service.comments().add(ben.resident().unwrap(), &Commentable::Proposal.at(&slug, 1), says("Slowly.")).await.unwrap();
        city.clock.advance(Span::seconds(3));
        again().await.unwrap();
        assert_eq!(city.counts().await.comments, 22);
    }

    async fn many_proposals_at_once_must_wait(store: TestStore) {
        let city = City::limited(&store, Limits::default()).await;
        let ana = city.person(Role::Resident).await;
        let propose = |form| city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form);
        for _ in 0..20 {
            let refused = propose(ProposalForm { title: String::new(), ..form("None") }).await;
            assert!(matches!(refusal(refused), Refusal::Invalid { .. }), "what is not published does not count");
        }
        for _ in 0..10 {
            propose(form("More trees along the way")).await.unwrap();
        }
        assert_eq!(refusal(propose(form("More trees along the way")).await), Refusal::TooFast { seconds: 60 });
        city.clock.advance(Span::seconds(60));
        propose(form("More trees along the way")).await.unwrap();
        assert_eq!(city.counts().await.proposals, 11);
    }

    async fn many_reports_at_once_must_wait(store: TestStore) {
        let city = City::limited(&store, Limits::default().with(Limited::Proposals, None)).await;
        let (ana, ben) = (city.person(Role::Resident).await, city.person(Role::Resident).await);
        let spam = || ReportForm { reason: "spam".into(), note: String::new() };
        for _ in 0..20 {
            let proposal = city.proposal(&ana, "More trees along the way").await;
            city.service.moderation().report(ben.resident().unwrap(), Subject::proposal(proposal.id), spam()).await.unwrap();
        }
        let last = Subject::proposal(city.proposal(&ana, "More trees along the way").await.id);
        assert_eq!(refusal(city.service.moderation().report(ben.resident().unwrap(), last, spam()).await), Refusal::TooFast { seconds: 10 });
        city.clock.advance(Span::seconds(10));
        city.service.moderation().report(ben.resident().unwrap(), last, spam()).await.unwrap();
    }
}
