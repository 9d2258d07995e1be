use crate::{
    city::City,
    comment::{answers, discussed, refusal, says},
};
use cabildo_domain::{
    Invalid, Refusal, Role, Subject, Viewer,
    comment::Sort,
    moderation::{Measure, ReportReason},
    refusal::Need,
    support::Supportable,
    time::Span,
};
use cabildo_service::{
    author::AuthorView,
    comment::{CommentText, DiscussionQuery},
    moderation::{Deed, ReasonForm, ReportForm},
};
use cabildo_store::{outbox, suite};

fn because(reason: &str) -> ReasonForm {
    ReasonForm {
        reason: reason.into(),
    }
}

fn spam() -> ReportForm {
    ReportForm {
        reason: "spam".into(),
        note: String::new(),
    }
}

suite! {
    async fn each_role_may_report_and_moderate_as_the_table_says(store: TestStore) {
        let city = City::over(&store).await;
        let (_, proposal) = discussed(&city).await;
        let subject = Subject::proposal(proposal.id);
        for (who, viewer) in city.everybody().await {
            let report = async { city.service.moderation().report(viewer.resident()?, subject, spam()).await }.await.map(drop);
            let queue = async { city.service.moderation().queue(viewer.moderator()?, None).await }.await.map(drop);
            let log = async { city.service.moderation().log(viewer.moderator()?, None).await }.await.map(drop);
            let hide = async { city.service.moderation().hide(viewer.moderator()?, subject, because("Insults a neighbour.")).await }.await.map(drop);
            let restore = async { city.service.moderation().restore(viewer.moderator()?, subject, because("It was a quotation.")).await }.await.map(drop);
            let dismiss = async { city.service.moderation().dismiss_reports(viewer.moderator()?, subject, because("")).await }.await.map(drop);
            let need = Need::Role(Role::Moderator);
            for staff in [queue, log, hide, restore, dismiss] {
                match &viewer {
                    Viewer::Visitor => assert_eq!(refusal(staff), Refusal::SignInRequired, "{who}"),
                    Viewer::Member(member) if member.role == Role::Resident => {
                        assert_eq!(refusal(staff), Refusal::forbidden(need), "{who}");
                    }
                    Viewer::Member(_) => assert!(staff.is_ok(), "{who}: {staff:?}"),
                }
            }
            assert_eq!(report.is_ok(), viewer != Viewer::Visitor, "{who}");
        }
    }

    async fn a_report_counts_once_a_person_and_not_on_ones_own(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        let subject = Subject::proposal(proposal.id);
        assert_eq!(refusal(city.service.moderation().report(ana.resident().unwrap(), subject, spam()).await), Refusal::forbidden(Need::NotAuthor));
        assert!(city.service.moderation().report(ben.resident().unwrap(), subject, spam()).await.unwrap().first);
        let again = ReportForm { reason: "illegal".into(), note: "Again.".into() };
        assert!(!city.service.moderation().report(ben.resident().unwrap(), subject, again).await.unwrap().first);
        let queue = city.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap();
        assert_eq!(queue.cases.len(), 1);
        assert_eq!(queue.cases[0].reasons, [(ReportReason::Spam, 1)]);
        assert_eq!(city.events().await.iter().filter(|kind| *kind == "subject_reported").count(), 1);
        let unknown = Subject { id: uuid::Uuid::now_v7(), ..subject };
        assert_eq!(refusal(city.service.moderation().report(ben.resident().unwrap(), unknown, spam()).await), Refusal::NotFound);
    }

    async fn a_report_says_why(store: TestStore) {
        let city = City::over(&store).await;
        let (_, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        for (reason, note, field, invalid) in [
            ("", "", "reason", Invalid::UnknownChoice),
            ("ugly", "", "reason", Invalid::UnknownChoice),
            ("other", " ", "note", Invalid::Required),
        ] {
            let form = ReportForm { reason: reason.into(), note: note.into() };
            let outcome = city.service.moderation().report(ben.resident().unwrap(), Subject::proposal(proposal.id), form).await;
            let Refusal::Invalid { fields } = refusal(outcome) else { panic!("{reason}") };
            assert_eq!(fields.of(field), Some(&invalid), "{reason}");
        }
    }

    async fn the_queue_groups_by_subject_and_the_oldest_waits_first(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let people = city.people(3, Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Buy **my** lamps.")).await;
        let (first, second) = (Subject::comment(comment.id), Subject::proposal(proposal.id));
        city.service.moderation().report(people[0].resident().unwrap(), first, spam()).await.unwrap();
        city.clock.advance(Span::minutes(1));
        city.service.moderation().report(people[0].resident().unwrap(), second, spam()).await.unwrap();
        let offended = ReportForm { reason: "offensive".into(), note: "It shouts.".into() };
        city.service.moderation().report(people[1].resident().unwrap(), first, offended.clone()).await.unwrap();
        city.service.moderation().report(people[2].resident().unwrap(), first, offended).await.unwrap();
        let before = store.statements();
        let queue = city.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap();
        assert_eq!(store.statements() - before, 4);
        let subjects: Vec<Subject> = queue.cases.iter().map(|case| case.matter.subject).collect();
        assert_eq!(subjects, [first, second]);
        let case = &queue.cases[0];
        assert_eq!(case.reasons, [(ReportReason::Offensive, 2), (ReportReason::Spam, 1)]);
        assert_eq!((case.matter.excerpt.as_str(), case.matter.comment), ("Buy my lamps.", Some(comment.id)));
        assert_eq!(case.reports[1].note.as_str(), "It shouts.");
        assert!(city.service.moderation().dismiss_reports(moderator.moderator().unwrap(), first, because("")).await.unwrap());
        assert!(!city.service.moderation().dismiss_reports(moderator.moderator().unwrap(), first, because("")).await.unwrap(), "none is open any more");
        assert_eq!(city.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap().cases.len(), 1);
        let log = city.service.moderation().log(moderator.moderator().unwrap(), None).await.unwrap();
        assert_eq!(log.entries.iter().map(|entry| entry.deed.clone()).collect::<Vec<_>>(), [Deed::Measure(Measure::Dismiss)]);
    }

    async fn the_queue_visits_every_case_once(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        for n in 0..45 {
            let comment = city.comment(ana.resident().unwrap(), &proposal, says(&format!("Number {n}."))).await;
            city.service.moderation().report(ben.resident().unwrap(), Subject::comment(comment.id), spam()).await.unwrap();
            if n % 4 == 0 { city.clock.advance(Span::seconds(1)); }
        }
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let page = city.service.moderation().queue(moderator.moderator().unwrap(), after.as_ref()).await.unwrap();
            seen.extend(page.cases.into_iter().map(|case| case.matter.subject.id));
            after = page.next;
            if after.is_none() { break; }
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((count, seen.len()), (45, 45));
    }

    async fn a_hidden_comment_keeps_its_place_and_tells_why(store: TestStore) {
        let city = City::over(&store).await;
        let (_, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        let comment = city.comment(ben.resident().unwrap(), &proposal, says("Something *rude*.")).await;
        let reply = city.comment(ben.resident().unwrap(), &proposal, answers(comment.id, "And more.")).await;
        let subject = Subject::comment(comment.id);
        city.service.moderation().report(moderator.resident().unwrap(), subject, spam()).await.unwrap();
        city.service.moderation().hide(moderator.moderator().unwrap(), subject, because("Insults a neighbour.")).await.unwrap();
        city.service.moderation().hide(moderator.moderator().unwrap(), subject, because("Another reason.")).await.unwrap();
        for (viewer, reads) in [(&Viewer::Visitor, false), (&city.person(Role::Resident).await, false), (&ben, true), (&moderator, true)] {
            let subject = Subject::proposal(proposal.id);
            let page = city.service.comments().discussion(viewer, subject, &DiscussionQuery::default()).await.unwrap();
            let view = &page.threads[0].top;
            let CommentText::Hidden { reason, html, .. } = &view.text else { panic!("{view:?}") };
            assert_eq!(reason.as_str(), "Insults a neighbour.");
            assert_eq!((html.is_some(), view.author.is_some()), (reads, reads));
            assert_eq!((page.total, page.threads[0].replies[0].id), (1, reply.id));
            assert!(!view.may.reply && !view.may.react && !view.may.report && view.form.is_none());
        }
        assert!(city.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap().cases.is_empty());
        city.no_counter_differs().await;
        let waiting = |kind: &'static str| {
            let (store, account) = (city.service.store().clone(), ben.account().unwrap());
            async move {
                let kinds = outbox::waiting(&mut store.read().await.unwrap(), account).await.unwrap();
                kinds.iter().filter(|waiting| *waiting == kind).count()
            }
        };
        assert_eq!((waiting("hidden").await, waiting("restored").await), (1, 0));
        city.service.moderation().restore(moderator.moderator().unwrap(), subject, because("It was a quotation.")).await.unwrap();
        city.service.moderation().restore(moderator.moderator().unwrap(), subject, because("It was a quotation.")).await.unwrap();
        assert_eq!((waiting("hidden").await, waiting("restored").await), (1, 1));
        let subject = Subject::proposal(proposal.id);
        let page = city.service.comments().discussion(&Viewer::Visitor, subject, &DiscussionQuery::default()).await.unwrap();
        assert!(matches!(page.threads[0].top.text, CommentText::Shown { .. }));
        let log = city.service.moderation().log(moderator.moderator().unwrap(), None).await.unwrap();
        let told: Vec<(Deed, &str)> =
            log.entries.iter().map(|entry| (entry.deed.clone(), entry.reason.as_ref().unwrap().as_str())).collect();
        let [hidden, shown] = [Measure::Hide, Measure::Restore].map(Deed::Measure);
        assert!(told.contains(&(hidden, "Insults a neighbour.")) && told.contains(&(shown, "It was a quotation.")));
        assert_eq!(told.len(), 2);
        assert!(log.entries.iter().all(|entry| matches!(entry.moderator, AuthorView::Known { .. })));
        let kinds = city.events().await;
        assert_eq!(kinds.iter().filter(|kind| *kind == "subject_hidden" || *kind == "subject_restored").count(), 2);
    }

    async fn hiding_and_restoring_a_proposal_leaves_the_counters_right(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        city.comment(ben.resident().unwrap(), &proposal, says("Yes.")).await;
        city.service.supports().give(ben.resident().unwrap(), &Supportable::Proposal.at(&proposal.slug, proposal.number), None).await.unwrap();
        let subject = Subject::proposal(proposal.id);
        let before = city.counts().await;
        city.service.moderation().hide(moderator.moderator().unwrap(), subject, because("Insults a neighbour.")).await.unwrap();
        assert_eq!(city.counts().await.proposals, before.proposals - 1);
        city.no_counter_differs().await;
        let page = city.service.proposals().page(&ben, &proposal.slug, proposal.number).await.unwrap();
        assert_eq!(page.hidden.unwrap().reason.as_str(), "Insults a neighbour.");
        assert!(page.content.is_none());
        let own = city.service.proposals().page(&ana, &proposal.slug, proposal.number).await.unwrap();
        assert!(own.content.is_some());
        city.service.moderation().restore(moderator.moderator().unwrap(), subject, because("It was a quotation.")).await.unwrap();
        assert_eq!(city.counts().await, before);
        city.no_counter_differs().await;
    }

    async fn a_reason_is_needed_and_a_deleted_comment_cannot_be_hidden(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let moderator = city.person(Role::Moderator).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Yes.")).await;
        let subject = Subject::comment(comment.id);
        let short = city.service.moderation().hide(moderator.moderator().unwrap(), subject, because("no")).await;
        assert!(matches!(refusal(short), Refusal::Invalid { fields } if fields.of("reason").is_some()));
        city.service.comments().delete(ana.resident().unwrap(), comment.id).await.unwrap();
        let gone = city.service.moderation().hide(moderator.moderator().unwrap(), subject, because("Insults a neighbour.")).await;
        assert_eq!(refusal(gone), Refusal::NotFound);
        assert_eq!(refusal(city.service.moderation().report(moderator.resident().unwrap(), subject, spam()).await), Refusal::NotFound);
        let account = Subject::account(ana.account().unwrap());
        assert_eq!(refusal(city.service.moderation().hide(moderator.moderator().unwrap(), account, because("A fake profile.")).await), Refusal::NotFound);
    }

    async fn two_moderators_at_once_make_one_measure(store: TestStore) {
        let city = City::over(&store).await;
        let (_, proposal) = discussed(&city).await;
        let moderators = city.people(6, Role::Moderator).await;
        let subject = Subject::proposal(proposal.id);
        let acts: Vec<_> = moderators
            .iter()
            .cloned()
            .map(|viewer| {
                let service = city.service.clone();
                tokio::spawn(async move { service.moderation().hide(viewer.moderator().unwrap(), subject, because("Insults a neighbour.")).await })
            })
            .collect();
        for act in acts {
            act.await.unwrap().unwrap();
        }
        assert_eq!(city.service.moderation().log(moderators[0].moderator().unwrap(), None).await.unwrap().entries.len(), 1);
        city.no_counter_differs().await;
    }

    async fn a_report_of_what_is_hidden_is_refused(store: TestStore) {
        let city = City::over(&store).await;
        let (ana, proposal) = discussed(&city).await;
        let ben = city.person(Role::Resident).await;
        let moderator = city.person(Role::Moderator).await;
        let comment = city.comment(ana.resident().unwrap(), &proposal, says("Yes.")).await;
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::comment(comment.id), because("Insults a neighbour.")).await.unwrap();
        let outcome = city.service.moderation().report(ben.resident().unwrap(), Subject::comment(comment.id), spam()).await;
        assert_eq!(refusal(outcome), Refusal::forbidden(Need::Visible));
        let sorted = DiscussionQuery { sort: Sort::Newest, after: None };
        let page = city.service.comments().discussion(&ben, Subject::proposal(proposal.id), &sorted).await.unwrap();
        assert_eq!(page.threads.len(), 1);
    }
}
