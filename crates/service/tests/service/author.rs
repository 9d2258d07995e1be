//! Texts whose author is not an account with its name: a role only, an import, paper. And texts that belong to no
//! consultation.

use crate::{
    harness::{self, Harness, PASSWORD},
    world::World,
};
use cabildo_domain::{
    AccountId, Author, CommentId, ConsultationId, Refusal, Role, Subject, Viewer,
    comment::Reaction, consultation::Slug, event::Verb, refusal::Need, text::Label,
};
use cabildo_search::Index;
use cabildo_service::{
    Error,
    account::EraseForm,
    author::AuthorView,
    comment::{CommentForm, CommentText, CommentView, DiscussionQuery},
    moderation::{ReasonForm, ReportForm},
    proposal::ProposalForm,
};
use cabildo_store::{comment, event, outbox, suite, testing::sample};

/// A consultation with one proposal, in which Ana the teacher and others write.
struct School {
    harness: Harness,
    ana: Viewer,
    ben: Viewer,
    moderator: Viewer,
    slug: Slug,
    consultation: ConsultationId,
    subject: Subject,
}

fn label() -> Label {
    Label::trusted("a teacher".into())
}

fn as_a_teacher(account: AccountId) -> Author {
    Author::Role {
        label: label(),
        account: Some(account),
    }
}

impl School {
    async fn over(store: cabildo_store::testing::TestStore) -> Self {
        let harness = Harness::over(store);
        let world = World {
            service: harness.service.clone(),
            clock: harness.clock.clone(),
        };
        let lab = harness.member("lab", Role::Lab).await;
        let slug = world.open_consultation(&lab).await;
        let moderator = harness.member("mo", Role::Moderator).await;
        let (ana, ben) = (harness.resident("ana").await, harness.resident("ben").await);
        let idea = ProposalForm {
            title: "Shade for every bus stop".into(),
            body: "Trees beside each stop, so that waiting in summer is bearable.".into(),
            ..ProposalForm::default()
        };
        let proposal = harness
            .proposals()
            .propose(ben.resident().unwrap(), &slug, idea)
            .await
            .unwrap();
        let consultation = harness.consultations().page(&ben, &slug).await.unwrap().id;
        Self {
            ana,
            ben,
            moderator,
            slug,
            consultation,
            subject: Subject::proposal(proposal.id),
            harness,
        }
    }

    /// A comment by this author.
    async fn comment(&self, author: Author, within: Option<ConsultationId>) -> CommentId {
        let now = self.harness.now();
        sample::comment(&self.harness.store, within, self.subject, author, now).await
    }

    async fn seen(&self, viewer: &Viewer, id: CommentId) -> CommentView {
        let query = DiscussionQuery::default();
        let discussion = self
            .harness
            .comments()
            .discussion(viewer, self.subject, &query)
            .await;
        let mut tops = discussion
            .unwrap()
            .threads
            .into_iter()
            .map(|thread| thread.top);
        tops.find(|top| top.id == id).unwrap()
    }

    async fn stored(&self, id: CommentId) -> comment::Comment {
        let mut tx = self.harness.store.read().await.unwrap();
        comment::by_id(&mut tx, id).await.unwrap().unwrap()
    }

    async fn last_event(&self) -> cabildo_domain::event::Event {
        let mut tx = self.harness.store.read().await.unwrap();
        event::after(&mut tx, 0, 1_000)
            .await
            .unwrap()
            .pop()
            .unwrap()
    }

    async fn messages(&self, to: &Viewer) -> Vec<String> {
        let mut tx = self.harness.store.read().await.unwrap();
        outbox::waiting(&mut tx, to.account().unwrap())
            .await
            .unwrap()
    }
}

fn insult() -> ReportForm {
    ReportForm {
        reason: "offensive".into(),
        note: "It names a neighbour.".into(),
    }
}

fn reason() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Error>) -> Refusal {
    match outcome {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not a refusal: {other:?}"),
    }
}

suite! {
    async fn a_role_is_shown_without_a_name_and_its_account_is_the_author(store: TestStore) {
        let school = School::over(store).await;
        let ana = school.ana.account().unwrap();
        let id = school.comment(as_a_teacher(ana), Some(school.consultation)).await;
        let subject = Subject::comment(id);
        for viewer in [&Viewer::Visitor, &school.ana, &school.ben, &school.moderator] {
            let view = school.seen(viewer, id).await;
            assert_eq!(view.author, Some(AuthorView::Role { label: label() }));
            let own = viewer.account() == Some(ana);
            assert_eq!((view.is_mine, view.may.edit, view.may.delete, view.may.report), (own, own, own, !own), "{viewer:?}");
        }
        let (resident, ben) = (school.ana.resident().unwrap(), school.ben.resident().unwrap());
        assert_eq!(refused(school.harness.comments().react(resident, id, Reaction::Up).await), Refusal::forbidden(Need::NotAuthor));
        assert_eq!(refused(school.harness.moderation().report(resident, subject, insult()).await), Refusal::forbidden(Need::NotAuthor));
        assert_eq!(refused(school.harness.comments().delete(ben, id).await), Refusal::forbidden(Need::Author));
        let edit = CommentForm { body: "Our pupils would wait there.".into(), ..CommentForm::default() };
        school.harness.comments().edit(resident, id, edit).await.unwrap();
        let last = school.last_event().await;
        assert_eq!((last.verb, last.actor), (Verb::Edited, None), "the log would remember the account for ever");
        assert!(school.messages(&school.ana).await.is_empty());
        school.harness.moderation().hide(school.moderator.moderator().unwrap(), subject, reason()).await.unwrap();
        assert_eq!(school.messages(&school.ana).await, ["hidden"]);
        for (viewer, reads) in [(&Viewer::Visitor, false), (&school.ben, false), (&school.ana, true), (&school.moderator, true)] {
            let view = school.seen(viewer, id).await;
            assert!(matches!(&view.text, CommentText::Hidden { html, .. } if html.is_some() == reads), "{viewer:?}");
            assert_eq!(view.author.is_some(), reads);
        }
        let data = school.harness.accounts().export(resident).await.unwrap();
        assert_eq!(data["comments"][0]["shown_as"], "a teacher");
        assert_eq!(data["measures_on_own"][0]["reason"], "It names a neighbour.");
    }

    async fn an_erased_teacher_leaves_the_words_and_the_role_and_no_tie_to_the_account(store: TestStore) {
        let school = School::over(store).await;
        let ana = school.ana.account().unwrap();
        let id = school.comment(as_a_teacher(ana), Some(school.consultation)).await;
        let form = EraseForm { password: PASSWORD.into(), confirm: "yes".into() };
        school.harness.accounts().erase(school.ana.resident().unwrap(), form).await.unwrap();
        let stored = school.stored(id).await;
        assert_eq!(stored.author, Author::Role { label: label(), account: None });
        assert_eq!(stored.body.as_str(), "Our pupils would sit there.");
        let view = school.seen(&Viewer::Visitor, id).await;
        assert_eq!(view.author, Some(AuthorView::Role { label: label() }), "not as by a deleted account");
        school.harness.moderation().hide(school.moderator.moderator().unwrap(), Subject::comment(id), reason()).await.unwrap();
        assert!(school.messages(&school.ana).await.is_empty(), "nobody is left to be told");
        assert_eq!(school.harness.recount(false).await.unwrap(), []);
    }

    async fn everybody_is_a_stranger_to_paper_and_imports_and_nobody_is_told(store: TestStore) {
        let school = School::over(store).await;
        let pseudonym = sample::account(&school.harness.store, "Participante 8", Role::Resident).await;
        for (author, shown) in [
            (Author::Paper, AuthorView::Paper),
            (Author::Import(Some(pseudonym)), AuthorView::Imported { name: Some(cabildo_domain::text::DisplayName::trusted("Participante 8".into())) }),
            (Author::Import(None), AuthorView::Imported { name: None }),
        ] {
            let id = school.comment(author, Some(school.consultation)).await;
            let subject = Subject::comment(id);
            let view = school.seen(&school.ana, id).await;
            assert_eq!((view.author, view.is_mine, view.may.delete, view.may.report), (Some(shown), false, false, true));
            let resident = school.ana.resident().unwrap();
            assert_eq!(school.harness.comments().react(resident, id, Reaction::Up).await.unwrap().ups, 1);
            assert!(school.harness.moderation().report(resident, subject, insult()).await.unwrap().first);
            assert_eq!(refused(school.harness.comments().delete(resident, id).await), Refusal::forbidden(Need::Author));
            assert!(school.harness.moderation().hide(school.moderator.moderator().unwrap(), subject, reason()).await.unwrap());
        }
        assert_eq!(school.harness.recount(false).await.unwrap(), []);
    }

    async fn a_comment_that_belongs_to_no_consultation_knows_no_phases(store: TestStore) {
        let school = School::over(store).await;
        let id = school.comment(school.ana.account().unwrap().into(), None).await;
        let subject = Subject::comment(id);
        let before = school.harness.consultations().page(&school.ben, &school.slug).await.unwrap().counts;
        school.harness.clock.advance(cabildo_domain::time::Span::days(1_000));
        let (ana, ben) = (school.ana.resident().unwrap(), school.ben.resident().unwrap());
        let moderator = school.moderator.moderator().unwrap();
        assert_eq!(school.harness.comments().react(ben, id, Reaction::Up).await.unwrap().ups, 1);
        assert_eq!(school.last_event().await.consultation, None);
        let reported = school.harness.moderation().report(ben, subject, insult()).await.unwrap();
        assert_eq!((reported.first, reported.matter.slug), (true, None));
        let queue = school.harness.moderation().queue(moderator, None).await.unwrap();
        assert_eq!((queue.cases.len(), &queue.cases[0].matter.slug), (1, &None));
        assert!(school.harness.moderation().hide(moderator, subject, reason()).await.unwrap());
        assert!(school.harness.moderation().restore(moderator, subject, reason()).await.unwrap());
        let log = school.harness.moderation().log(moderator, None).await.unwrap();
        assert!(log.entries.iter().all(|entry| entry.matter.as_ref().is_some_and(|matter| matter.slug.is_none())));
        assert_eq!(log.entries.len(), 2);
        assert_eq!(school.harness.moderation().measures_on_own(ana).await.unwrap()[0].slug, None);
        let leaving = school.harness.accounts().leaving(ben).await.unwrap();
        assert_eq!((leaving.reactions, leaving.staying), (1, 0), "no phase has closed it");
        let form = EraseForm { password: PASSWORD.into(), confirm: "yes".into() };
        school.harness.accounts().erase(ben, form).await.unwrap();
        assert_eq!(school.stored(id).await.ups, 0);
        let deleted = school.harness.comments().delete(ana, id).await.unwrap();
        assert_eq!(deleted.about.map(|about| about.slug), Some(school.slug.clone()), "it is read where its subject is");
        let after = school.harness.consultations().page(&school.moderator, &school.slug).await.unwrap().counts;
        assert_eq!(after.comments, before.comments);
        assert_eq!(school.harness.recount(false).await.unwrap(), []);
        school.harness.attach_index(Index::in_memory().unwrap());
        harness::index_now(&school.harness.service).await;
    }
}
