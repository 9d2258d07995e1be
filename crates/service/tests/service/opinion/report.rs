//! Reports of statements. A measure from the queue of reports has the same effect as one from the desk of statements.

use super::town::{Town, refusal, says};
use cabildo_domain::{
    Refusal, Role, Subject, Viewer,
    moderation::Measure,
    opinion::{Answer, StatementStatus},
    refusal::Need,
};
use cabildo_service::{
    moderation::{Deed, ReasonForm, ReportForm},
    opinion::{Added, Caller, InvitationForm, JoinForm, StatementFilter},
    session::Origin,
};
use cabildo_store::{outbox, suite};

fn because() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

fn spam() -> ReportForm {
    ReportForm {
        reason: "spam".into(),
        note: String::new(),
    }
}

async fn added(town: &Town, who: &Viewer, text: &str) -> (Added, Subject) {
    let added = town
        .service
        .statements()
        .add(Caller::of(who), &town.slug, says(text))
        .await
        .unwrap();
    let subject = Subject::statement(added.statement.id);
    (added, subject)
}

async fn status(town: &Town, number: i64) -> StatementStatus {
    town.service
        .statements()
        .at_desk(town.lab.moderator().unwrap(), &town.slug, number)
        .await
        .unwrap()
        .status
}

suite! {
    async fn each_role_may_report_and_moderate_a_statement_as_the_table_says(store: TestStore) {
        let town = Town::over(&store, 0).await;
        town.rules("open", false).await;
        let ana = town.person(Role::Resident).await;
        let (_, subject) = added(&town, &ana, "Sycamores on every street").await;
        for (who, viewer) in town.everybody().await {
            let service = &town.service;
            let page = async { service.moderation().report_page(viewer.resident()?, subject).await }.await.map(drop);
            let report = async { service.moderation().report(viewer.resident()?, subject, spam()).await }.await.map(drop);
            let matter = async { service.moderation().matter(viewer.moderator()?, subject).await }.await.map(drop);
            let hide = async { service.moderation().hide(viewer.moderator()?, subject, because()).await }.await.map(drop);
            let restore = async { service.moderation().restore(viewer.moderator()?, subject, because()).await }.await.map(drop);
            let dismiss = async { service.moderation().dismiss_reports(viewer.moderator()?, subject, ReasonForm::default()).await }.await.map(drop);
            for staff in [matter, hide, restore, dismiss] {
                match &viewer {
                    Viewer::Visitor => assert_eq!(refusal(staff), Refusal::SignInRequired, "{who}"),
                    Viewer::Member(member) if member.role == Role::Resident => {
                        assert_eq!(refusal(staff), Refusal::forbidden(Need::Role(Role::Moderator)), "{who}");
                    }
                    Viewer::Member(_) => assert!(staff.is_ok(), "{who}: {staff:?}"),
                }
            }
            let signed_in = viewer != Viewer::Visitor;
            assert_eq!((page.is_ok(), report.is_ok()), (signed_in, signed_in), "{who}");
        }
        assert_eq!(refusal(town.service.moderation().report(ana.resident().unwrap(), subject, spam()).await), Refusal::forbidden(Need::NotAuthor));
        town.no_counter_differs().await;
    }

    async fn a_report_leads_to_the_same_as_the_desk_of_statements(store: TestStore) {
        let town = Town::over(&store, 1).await;
        town.rules("open", false).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        let moderator = town.person(Role::Moderator).await;
        let (_, subject) = added(&town, &ana, "Sycamores <b>everywhere</b>").await;
        assert!(town.service.moderation().report(ben.resident().unwrap(), subject, spam()).await.unwrap().first);
        assert!(!town.service.moderation().report(ben.resident().unwrap(), subject, spam()).await.unwrap().first);
        let before = store.statements();
        let queue = town.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap();
        assert!(store.statements() - before <= 5);
        let matter = &queue.cases[0].matter;
        assert_eq!((queue.cases.len(), matter.excerpt.as_str()), (1, "Sycamores <b>everywhere</b>"));
        assert_eq!((matter.number, matter.author.is_none()), (2, true), "who wrote a statement is nobody's business");

        town.service.moderation().hide(moderator.moderator().unwrap(), subject, because()).await.unwrap();
        town.service.moderation().hide(moderator.moderator().unwrap(), subject, because()).await.unwrap();
        assert_eq!(status(&town, 2).await, StatementStatus::Rejected);
        assert_eq!(town.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap().cases, []);
        assert_eq!(refusal(town.service.moderation().report(ben.resident().unwrap(), subject, spam()).await), Refusal::forbidden(Need::Visible));
        assert_eq!(refusal(town.vote(&ben, 2, Answer::Agree).await), Refusal::forbidden(Need::Visible));
        // Restoring at the desk of statements has the same effect.
        town.service.statements().restore(moderator.moderator().unwrap(), &town.slug, 2, because()).await.unwrap();
        assert!(town.vote(&ben, 2, Answer::Agree).await.unwrap().changed);
        town.service.statements().reject(moderator.moderator().unwrap(), &town.slug, 2, because()).await.unwrap();
        town.service.moderation().restore(moderator.moderator().unwrap(), subject, because()).await.unwrap();
        assert_eq!(status(&town, 2).await, StatementStatus::Published);
        let log = town.service.moderation().log(moderator.moderator().unwrap(), None).await.unwrap();
        let done: Vec<&Deed> = log.entries.iter().map(|entry| &entry.deed).collect();
        assert_eq!(done.len(), 4);
        for measure in [Measure::Hide, Measure::Restore].map(Deed::Measure) {
            assert_eq!(done.iter().filter(|one| ***one == measure).count(), 2);
        }
        assert!(log.entries.iter().all(|entry| entry.matter.as_ref().is_some_and(|matter| matter.subject == subject)));
        let reasons: Vec<&str> =
            log.entries.iter().filter_map(|entry| entry.reason.as_ref()).map(|reason| reason.as_str()).collect();
        assert_eq!(reasons, ["It names a neighbour."; 4]);
    }

    async fn its_author_is_told_and_reads_the_reason(store: TestStore) {
        let town = Town::over(&store, 1).await;
        town.rules("open", true).await;
        let ana = town.person(Role::Resident).await;
        let (_, subject) = added(&town, &ana, "Sycamores on every street").await;
        town.service.moderation().hide(town.lab.moderator().unwrap(), subject, because()).await.unwrap();
        let told = outbox::waiting(&mut store.read().await.unwrap(), ana.account().unwrap()).await.unwrap();
        assert_eq!(told, ["hidden"]);
        let mine = town.service.opinion().answer_sheet(Caller::of(&ana), &town.slug).await.unwrap().answers;
        assert_eq!(mine[0].reason.as_ref().unwrap().as_str(), "It names a neighbour.");

        // At its address: the reason for everyone, the text for its author and moderators.
        let ben = town.person(Role::Resident).await;
        let moderator = town.person(Role::Moderator).await;
        for (viewer, reads) in [(&Viewer::Visitor, false), (&ben, false), (&ana, true), (&moderator, true)] {
            let page = town.service.statements().page(Caller::of(viewer), &town.slug, 2).await.unwrap();
            assert_eq!(page.hidden.unwrap().reason.as_str(), "It names a neighbour.");
            assert_eq!((page.line.is_some(), page.result.is_some(), page.may.report), (reads, false, false));
        }

        // A participant with a pass and no account gets no messages, and nobody gets one about the lab's own
        // statements.
        let form = InvitationForm { label: "School".into(), most: "9".into() };
        let secret = town.service.opinion().create_invitation(town.lab.lab().unwrap(), &town.slug, form).await.unwrap().secret;
        let joined = town
            .service
            .opinion().join(&Viewer::Visitor, &town.slug, &secret, JoinForm { pseudonym: "Fox".into() }, &Origin::default())
            .await
            .unwrap();
        let fox = Caller { viewer: &Viewer::Visitor, pass: Some(&joined.pass), address: None };
        let of_fox = town.service.statements().add(fox, &town.slug, says("Foxes need space")).await.unwrap();
        town.service.moderation().hide(moderator.moderator().unwrap(), Subject::statement(of_fox.statement.id), because()).await.unwrap();
        town.service.statements().reject(moderator.moderator().unwrap(), &town.slug, 1, because()).await.unwrap();
        let page = town.service.statements().page(fox, &town.slug, of_fox.statement.number).await.unwrap();
        assert!(page.is_mine && page.line.is_some());
    }

    async fn a_statement_that_is_not_asked_cannot_be_reported(store: TestStore) {
        let town = Town::over(&store, 1).await;
        let (ana, ben) = (town.person(Role::Resident).await, town.person(Role::Resident).await);
        let moderator = town.person(Role::Moderator).await;
        let (held, subject) = added(&town, &ana, "Held by default").await;
        assert_eq!(held.status, StatementStatus::Held);
        assert_eq!(refusal(town.service.moderation().report(ben.resident().unwrap(), subject, spam()).await), Refusal::NotFound);
        assert_eq!(refusal(town.service.moderation().report_page(ben.resident().unwrap(), subject).await), Refusal::NotFound);
        let page = town.service.statements().page(Caller::of(&ben), &town.slug, 2).await;
        assert_eq!(refusal(page), Refusal::NotFound);
        let unknown = Subject { id: uuid::Uuid::now_v7(), ..subject };
        assert_eq!(refusal(town.service.moderation().report(ben.resident().unwrap(), unknown, spam()).await), Refusal::NotFound);
        assert_eq!(refusal(town.service.moderation().hide(moderator.moderator().unwrap(), unknown, because()).await), Refusal::NotFound);
        // Only the lab may know of a draft, so its earlier reports are not shown.
        let filter = StatementFilter { status: StatementStatus::Published, after: 0 };
        let seed = town.service.statements().desk(town.lab.moderator().unwrap(), &town.slug, filter).await.unwrap().statements.remove(0);
        let seed = Subject::statement(seed.id);
        town.service.moderation().report(ben.resident().unwrap(), seed, spam()).await.unwrap();
        store.tamper("UPDATE consultation SET state = 'draft'").await;
        assert_eq!(town.service.moderation().queue(moderator.moderator().unwrap(), None).await.unwrap().cases, []);
        assert_eq!(town.service.moderation().queue(town.lab.moderator().unwrap(), None).await.unwrap().cases.len(), 1);
        for outcome in [
            town.service.moderation().matter(moderator.moderator().unwrap(), seed).await.map(drop),
            town.service.moderation().hide(moderator.moderator().unwrap(), seed, because()).await.map(drop),
            town.service.moderation().dismiss_reports(moderator.moderator().unwrap(), seed, ReasonForm::default()).await.map(drop),
            town.service.moderation().report_page(ana.resident().unwrap(), seed).await.map(drop),
        ] {
            assert_eq!(refusal(outcome), Refusal::NotFound);
        }
    }
}
