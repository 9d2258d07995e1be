//! Tests that the search index follows every change, and that every question gets an answer.

use crate::{
    city::{City, form},
    comment::says,
    harness::index_now,
};
use cabildo_domain::{
    Locale, Role, Subject, Viewer, consultation::Slug, support::Supportable, time::Span,
};
use cabildo_search::Index;
use cabildo_service::{
    Service,
    consultation::ConsultationForm,
    moderation::ReasonForm,
    proposal::ProposalForm,
    response::ResponseForm,
    search::{
        Effort, Progress,
        find::{SearchForm, SearchPage, path_of, values},
    },
};
use cabildo_store::{suite, testing::TestStore};

/// A city whose service has an index in memory, and a resident in it.
async fn indexed(store: &TestStore) -> (City, Viewer) {
    let city = City::over(store).await;
    city.service.attach_index(Index::in_memory().unwrap());
    let ana = city.person(Role::Resident).await;
    (city, ana)
}

fn because() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

fn asked(text: &str) -> SearchForm {
    SearchForm {
        q: text.into(),
        ..SearchForm::default()
    }
}

async fn ask(service: &Service, text: &str) -> SearchPage {
    service
        .search()
        .find(asked(text), Locale::En)
        .await
        .unwrap()
}

/// The paths of what a text finds now, in the order of the alphabet.
async fn found(city: &City, text: &str) -> Vec<String> {
    index_now(&city.service).await;
    let mut paths: Vec<String> = ask(&city.service, text)
        .await
        .hits
        .iter()
        .map(path_of)
        .collect();
    paths.sort();
    paths
}

/// Follows the log as the server's job does, but only when it is called.
pub(crate) async fn following(service: &Service) -> tokio::task::JoinHandle<()> {
    let mut follower = service.follower().await.unwrap();
    let service = service.clone();
    tokio::spawn(async move {
        loop {
            service.index_called().await;
            while follower.step(Effort::Urgent).await.unwrap() {}
        }
    })
}

fn spanish(title: &str, body: &str) -> ProposalForm {
    ProposalForm {
        body: body.into(),
        language: "es".into(),
        ..form(title)
    }
}

suite! {
    async fn accents_and_case_make_no_difference(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let form = spanish("Más participación en el barrio", "Queremos **asambleas** abiertas cada mes.");
        city.service.proposals().propose(ana.resident().unwrap(), &city.slug, form).await.unwrap();
        for text in ["participacion", "PARTICIPACIÓN", "asamblea", "más participación"] {
            assert_eq!(found(&city, text).await, ["/c/imagine-the-city/p/1"], "{text}");
        }
        assert_eq!(found(&city, "bicycle").await, Vec::<String>::new());
    }

    async fn a_hidden_text_is_neither_found_nor_counted_until_it_is_restored(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let moderator = city.person(Role::Moderator).await;
        let shade = city.proposal(&ana, "More shade in the square").await;
        let lamps = city.proposal(&ana, "More lamps in the square").await;
        let comment = city.comment(ana.resident().unwrap(), &shade, says("Sycamores grow fast.")).await;
        let all = ["/c/imagine-the-city/p/1", "/c/imagine-the-city/p/2"];
        assert_eq!(found(&city, "square").await, all);
        assert_eq!(found(&city, "sycamores").await.len(), 1);

        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        assert_eq!(found(&city, "square").await, all[1..]);
        assert_eq!(found(&city, "sycamores").await.len(), 0, "a comment goes with its proposal");
        let everything = ask(&city.service, "").await;
        let counts = |filter| values(&everything.facets, filter).iter().map(|value| value.count).sum::<usize>();
        // The lamps; the consultation itself was made without an event, but the first index is filled from all there is.
        assert_eq!((everything.total, counts("kind"), counts("status")), (2, 2, 1));

        city.service.moderation().restore(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        assert_eq!(found(&city, "square").await, all);
        assert_eq!(found(&city, "sycamores").await.len(), 1);

        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::comment(comment.id), because()).await.unwrap();
        assert_eq!(found(&city, "sycamores").await.len(), 0);
        city.service.moderation().restore(moderator.moderator().unwrap(), Subject::comment(comment.id), because()).await.unwrap();
        assert_eq!(found(&city, "sycamores").await.len(), 1);
        city.service.comments().delete(ana.resident().unwrap(), comment.id).await.unwrap();
        assert_eq!(found(&city, "sycamores").await.len(), 0);

        city.service.proposals().withdraw(ana.resident().unwrap(), &city.slug, lamps.number).await.unwrap();
        assert_eq!(found(&city, "square").await, all[..1]);
    }

    async fn a_hidden_or_deleted_text_is_not_found_from_that_moment_on(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let moderator = city.person(Role::Moderator).await;
        let shade = city.proposal(&ana, "More shade in the square").await;
        let lamps = city.proposal(&ana, "More lamps in the square").await;
        let under_shade = city.comment(ana.resident().unwrap(), &shade, says("Sycamores grow fast.")).await;
        let mut under_lamps = Vec::new();
        for text in ["Sycamores are green.", "Sycamores are tall."] {
            under_lamps.push(city.comment(ana.resident().unwrap(), &lamps, says(text)).await);
        }
        index_now(&city.service).await;
        let following = following(&city.service).await;
        let sycamores = async || {
            let page = ask(&city.service, "sycamores").await;
            (page.total, values(&page.facets, "kind").iter().map(|value| value.count).sum::<usize>())
        };
        assert_eq!(sycamores().await, (3, 3));
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::comment(under_lamps[0].id), because()).await.unwrap();
        assert_eq!(sycamores().await, (2, 2));
        city.service.comments().delete(ana.resident().unwrap(), under_lamps[1].id).await.unwrap();
        assert_eq!(sycamores().await, (1, 1));
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        assert_eq!(sycamores().await, (0, 0));
        assert_eq!(ask(&city.service, "square").await.total, 1);
        // Nobody has to wait for the other direction, nor for what was hidden already.
        city.service.moderation().restore(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        following.abort();
        assert!(following.await.unwrap_err().is_cancelled());
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::comment(under_shade.id), because()).await.unwrap();
    }

    async fn a_merged_proposal_is_no_longer_found(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let moderator = city.person(Role::Moderator).await;
        city.proposal(&ana, "More shade in the square").await;
        city.proposal(&ana, "More trees in the square").await;
        assert_eq!(found(&city, "square").await.len(), 2);
        let answer = ResponseForm {
            status: "merged".into(),
            merged_into: "2".into(),
            body: "Both ask for the same, so one stands for both.".into(),
            ..ResponseForm::default()
        };
        city.service.responses().answer(moderator.respondent().unwrap(), &city.slug, 1, answer).await.unwrap();
        assert_eq!(found(&city, "square").await, ["/c/imagine-the-city/p/2"]);
    }

    async fn a_word_with_a_colon_is_two_words(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        city.proposal(&ana, "A tile for the park").await;
        city.proposal(&ana, "A title for the park").await;
        assert_eq!(found(&city, "title:park").await, ["/c/imagine-the-city/p/2"]);
        let page = ask(&city.service, "title:park").await;
        assert_eq!((page.corrected, page.partly, page.form.q.as_str()), (None, false, "title:park"));
    }

    async fn an_edit_replaces_what_was_found(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let shade = city.proposal(&ana, "More shade in the square").await;
        city.comment(ana.resident().unwrap(), &shade, says("Sycamores grow fast.")).await;
        assert_eq!(found(&city, "shade").await, ["/c/imagine-the-city/p/1"]);
        let edited = ProposalForm { revision: "1".into(), ..form("More fountains in the plaza") };
        let edited = ProposalForm { body: "Water cools the stones.".into(), ..edited };
        city.service.proposals().edit(ana.resident().unwrap(), &city.slug, 1, edited).await.unwrap();
        assert_eq!(found(&city, "shade").await, Vec::<String>::new());
        assert_eq!(found(&city, "fountains").await, ["/c/imagine-the-city/p/1"]);
        let comment = ask(&city.service, "sycamores").await.hits.remove(0);
        assert_eq!(comment.title, "More fountains in the plaza", "a comment shows its proposal's title");
    }

    async fn a_consultation_is_found_while_it_is_public_with_all_that_is_in_it(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let lab = city.person(Role::Lab).await;
        city.proposal(&ana, "More shade in the square").await;
        assert_eq!(found(&city, "imagine").await, ["/c/imagine-the-city"]);
        let form = city.service.consultations().editor(lab.lab().unwrap(), &city.slug).await.unwrap().form;
        let form = ConsultationForm { title: "Dream the city".into(), ..form };
        city.service.consultations().edit(lab.lab().unwrap(), &city.slug, form).await.unwrap();
        assert_eq!(found(&city, "dream").await, ["/c/imagine-the-city"]);
        assert_eq!(ask(&city.service, "shade").await.hits[0].consultation_title, "Dream the city");
        assert_eq!(found(&city, "imagine").await, Vec::<String>::new());
        city.service.consultations().archive(lab.lab().unwrap(), &city.slug).await.unwrap();
        assert_eq!(found(&city, "shade").await, ["/c/imagine-the-city/p/1"], "what is archived can be read");
        store.tamper("UPDATE consultation SET state = 'draft'").await;
        store.tamper(
            "INSERT INTO event (seq, at, kind, subject_kind, subject_id, consultation_id)
             SELECT (SELECT seq FROM event_head) + 1, 0, 'consultation_reopened', 'consultation', id, id FROM consultation",
        ).await;
        store.tamper("UPDATE event_head SET seq = seq + 1").await;
        assert_eq!(found(&city, "shade").await, Vec::<String>::new(), "a draft is nobody's business");
        assert_eq!(ask(&city.service, "").await.total, 0);
    }

    async fn answers_promises_and_outcomes_of_the_city_are_found_on_their_pages(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let (lab, moderator) = (city.person(Role::Lab).await, city.person(Role::Moderator).await);
        city.service.proposals().propose(ana.resident().unwrap(), &city.slug, spanish("Más sombra", "Que haya **sombra** en la plaza.")).await.unwrap();
        let (proposal, consultation) = (["/c/imagine-the-city/p/1"], ["/c/imagine-the-city"]);
        assert_eq!(found(&city, "sycamores").await, Vec::<String>::new());
        for (status, body) in [("under_review", "We look for *sycamores* to plant."), ("accepted", "Forty limes were planted.")] {
            let form = ResponseForm { status: status.into(), body: body.into(), ..ResponseForm::default() };
            city.service.responses().answer(moderator.respondent().unwrap(), &city.slug, 1, form).await.unwrap();
        }
        // Each in the consultation's language, though the proposal has another one; an earlier answer still stands.
        for text in ["sycamore", "limes planting", "\"sycamores to plant\""] {
            assert_eq!(found(&city, text).await, proposal, "{text}");
        }
        let hit = ask(&city.service, "sycamore").await.hits.remove(0);
        assert_eq!(hit.snippet_html, "We look for <mark>sycamores</mark> to plant.");
        assert_eq!((hit.language.as_str(), hit.snippet_language.as_str(), hit.status.as_deref()), ("es", "en", Some("accepted")));

        let subject = city.service.proposals().page(&ana, &city.slug, 1).await.unwrap().id;
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(subject), because()).await.unwrap();
        assert_eq!(found(&city, "sycamores").await, Vec::<String>::new(), "an answer goes with its proposal");
        city.service.moderation().restore(moderator.moderator().unwrap(), Subject::proposal(subject), because()).await.unwrap();
        assert_eq!(found(&city, "sycamores").await, proposal);

        for (outcome, text) in [("We built **fountains**.", "fountain"), ("We built benches.", "bench")] {
            let form = city.service.consultations().editor(lab.lab().unwrap(), &city.slug).await.unwrap().form;
            let promise = "The mayor reads every page.".into();
            let form = ConsultationForm { outcome: outcome.into(), promise, ..form };
            city.service.consultations().edit(lab.lab().unwrap(), &city.slug, form).await.unwrap();
            assert_eq!(found(&city, text).await, consultation);
            assert_eq!(found(&city, "mayor page").await, consultation);
        }
        assert_eq!(found(&city, "fountains").await, Vec::<String>::new(), "what an edit took out");
        city.service.follower().await.unwrap().rebuild(&mut |_| {}).await.unwrap();
        assert_eq!(found(&city, "sycamores").await, proposal, "a rebuild reads the answers too");
        assert_eq!(found(&city, "benches").await, consultation);
    }

    async fn an_import_is_found_without_an_event_for_each_proposal(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        city.proposal(&ana, "More shade in the square").await;
        index_now(&city.service).await;
        let Some(author) = ana.account() else { panic!("Ana has an account") };
        // Comes in with no event of its own, as the rows of an import do.
        cabildo_store::testing::sample::proposal(&store, city.id, author, city.service.now()).await;
        assert_eq!(found(&city, "benches").await, Vec::<String>::new());
        store.tamper(
            "INSERT INTO event (seq, at, kind, subject_kind, subject_id, consultation_id)
             SELECT (SELECT seq FROM event_head) + 1, 0, 'content_imported', 'consultation', id, id FROM consultation",
        ).await;
        store.tamper("UPDATE event_head SET seq = seq + 1").await;
        assert_eq!(found(&city, "benches").await, ["/c/imagine-the-city/p/2"]);
    }

    async fn numbers_of_supports_may_wait_but_are_not_forgotten(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        city.proposal(&ana, "More shade in the square").await;
        index_now(&city.service).await;
        let before = city.service.index().unwrap().applied();
        for person in city.people(3, Role::Resident).await {
            city.service.supports().give(person.resident().unwrap(), &Supportable::Proposal.at(&city.slug, 1), None).await.unwrap();
        }
        city.proposal(&ana, "More lamps in the square").await;
        let mut follower = city.service.follower().await.unwrap();
        assert!(!follower.step(Effort::Urgent).await.unwrap());
        let supports = async || ask(&city.service, "shade").await.hits[0].supports;
        assert_eq!((supports().await, ask(&city.service, "lamps").await.total), (0, 1));
        assert_eq!(city.service.index().unwrap().applied(), before, "the supports would be read again after a crash");
        assert!(city.service.index_has_caught_up().await.unwrap(), "what waits on purpose is no lag");
        drop(follower);
        index_now(&city.service).await;
        assert_eq!(supports().await, 3);
    }

    async fn an_index_continues_where_its_last_commit_was(store: TestStore) {
        let folder = tempfile::tempdir().unwrap();
        let city = City::over(&store).await;
        let ana = city.person(Role::Resident).await;
        city.service.attach_index(Index::open(folder.path()).unwrap());
        city.proposal(&ana, "More shade in the square").await;
        assert_eq!(found(&city, "square").await.len(), 1);
        let applied = city.service.index().unwrap().applied();
        city.proposal(&ana, "More lamps in the square").await;

        // Another process opens the folder later: it has what was committed, and applies the rest.
        let later = City::beside(&city);
        later.service.attach_index(Index::open(folder.path()).unwrap());
        assert_eq!(later.service.index().unwrap().applied(), applied);
        assert_eq!(ask(&later.service, "square").await.total, 1);
        assert!(!later.service.index_has_caught_up().await.unwrap());
        assert_eq!(found(&later, "square").await.len(), 2);
        assert!(later.service.index_has_caught_up().await.unwrap());
    }

    async fn an_index_that_is_ahead_of_the_log_belongs_to_another_database_and_is_filled_anew(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let mut writer = city.service.index().unwrap().writer().unwrap();
        writer.commit(1_000).unwrap();
        drop(writer);
        city.proposal(&ana, "More shade in the square").await;
        assert_eq!(found(&city, "square").await.len(), 1);
        let mut tx = store.read().await.unwrap();
        let head = cabildo_store::event::head(&mut tx).await.unwrap();
        assert_eq!(city.service.index().unwrap().applied(), head);
    }

    async fn a_rebuild_tells_its_progress_and_finds_all_that_is_public_and_nothing_else(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        let moderator = city.person(Role::Moderator).await;
        let shade = city.proposal(&ana, "More shade in the square").await;
        let lamps = city.proposal(&ana, "More lamps in the square").await;
        city.comment(ana.resident().unwrap(), &lamps, says("Sycamores grow fast.")).await;
        city.service.moderation().hide(moderator.moderator().unwrap(), Subject::proposal(shade.id), because()).await.unwrap();
        index_now(&city.service).await;
        let mut heard = Vec::new();
        let mut follower = city.service.follower().await.unwrap();
        follower.rebuild(&mut |progress| heard.push(progress)).await.unwrap();
        drop(follower);
        assert_eq!(heard.first(), Some(&Progress { done: 0, total: 3 }));
        assert_eq!(heard.last(), Some(&Progress { done: 3, total: 3 }));
        assert_eq!(ask(&city.service, "").await.total, 3, "the consultation, the lamps and the comment");
        assert_eq!(found(&city, "shade").await, ["/c/imagine-the-city/p/2"], "the lamps' text speaks of shade");
    }

    async fn there_is_one_follower_at_a_time(store: TestStore) {
        let (city, _) = indexed(&store).await;
        let follower = city.service.follower().await.unwrap();
        let second = city.service.follower().await.err().unwrap();
        assert!(matches!(second, cabildo_service::Error::Index(cabildo_search::Error::Busy)), "{second:?}");
        drop(follower);
        assert!(city.service.follower().await.is_ok());
    }

    async fn pages_of_results_neither_repeat_nor_skip(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        for n in 0..45 {
            city.clock.advance(Span::minutes(1));
            city.proposal(&ana, &format!("Shade for square number {n}")).await;
        }
        index_now(&city.service).await;
        for order in ["", "newest", "supported"] {
            let mut form = SearchForm { order: order.into(), ..asked("shade") };
            let mut seen = Vec::new();
            loop {
                let page = city.service.search().find(form.clone(), Locale::En).await.unwrap();
                assert_eq!(page.total, 45);
                seen.extend(page.hits.iter().map(path_of));
                match page.next {
                    Some(next) => form.after = next,
                    None => break,
                }
            }
            assert_eq!(seen.len(), 45, "{order}");
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 45, "{order}");
        }
    }

    async fn similar_proposals_are_of_the_same_consultation(store: TestStore) {
        let (city, ana) = indexed(&store).await;
        city.proposal(&ana, "More shade trees in the square").await;
        let library = ProposalForm { body: "Many work on weekdays.".into(), ..form("A library that opens on Sundays") };
        city.service.proposals().propose(ana.resident().unwrap(), &city.slug, library).await.unwrap();
        index_now(&city.service).await;
        let similar = async |slug: &Slug| {
            let hits = city.service.search().similar_at(slug, "Trees for shade", Locale::En).await.unwrap();
            hits.iter().map(path_of).collect::<Vec<_>>()
        };
        assert_eq!(similar(&city.slug).await, ["/c/imagine-the-city/p/1"]);
        assert_eq!(similar(&Slug::parse("nowhere").unwrap()).await, Vec::<String>::new());
        // Many elsewhere that are more alike.
        let elsewhere = city.another("elsewhere").await;
        for n in 0..60 {
            city.service.proposals().propose(ana.resident().unwrap(), &elsewhere, form(&format!("Trees for shade {n}"))).await.unwrap();
        }
        index_now(&city.service).await;
        assert_eq!(similar(&city.slug).await, ["/c/imagine-the-city/p/1"]);
        assert_eq!(similar(&elsewhere).await.len(), 5);
        let completed = city.service.search().complete("libr".into()).await.unwrap();
        assert_eq!(completed.iter().map(path_of).collect::<Vec<_>>(), ["/c/imagine-the-city/p/2"]);
    }
}
