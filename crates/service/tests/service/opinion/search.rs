//! Tests that search finds the statements that are asked in public, and no other statement.

use super::town::{Town, says};
use crate::{harness::index_now, search::following};
use cabildo_domain::{Locale, Role, Subject, opinion::StatementStatus};
use cabildo_search::Index;
use cabildo_service::{
    moderation::ReasonForm,
    opinion::{Caller, SeedForm, StatementEditForm, StatementForm},
    search::{
        Progress,
        find::{SearchForm, SearchPage, path_of, values},
    },
};
use cabildo_store::{suite, testing::TestStore};

/// A town without statements whose service has an index in memory, and residents may add statements at once.
async fn indexed(store: &TestStore) -> Town {
    let town = Town::over(store, 0).await;
    town.service.attach_index(Index::in_memory().unwrap());
    town.rules("open", false).await;
    town
}

fn because() -> ReasonForm {
    ReasonForm {
        reason: "It names a neighbour.".into(),
    }
}

async fn seed(town: &Town, language: &str, text: &str) {
    let form = SeedForm {
        statements: text.into(),
        language: language.into(),
        meta: false,
    };
    town.service
        .statements()
        .seed(town.lab.lab().unwrap(), &town.slug, form)
        .await
        .unwrap();
}

async fn ask(town: &Town, text: &str) -> SearchPage {
    index_now(&town.service).await;
    let form = SearchForm {
        q: text.into(),
        ..SearchForm::default()
    };
    town.service.search().find(form, Locale::En).await.unwrap()
}

/// The paths of what a text finds now.
async fn found(town: &Town, text: &str) -> Vec<String> {
    ask(town, text).await.hits.iter().map(path_of).collect()
}

/// How many statements there are, by the filter of kinds and by the list with that filter.
async fn counted(town: &Town) -> (usize, i64) {
    let page = ask(town, "").await;
    let count = values(&page.facets, "kind")
        .iter()
        .find(|value| value.value == "statement")
        .map_or(0, |of| of.count);
    let form = SearchForm {
        kind: vec!["statement".into()],
        ..SearchForm::default()
    };
    (
        count,
        town.service
            .search()
            .find(form, Locale::En)
            .await
            .unwrap()
            .total,
    )
}

const NOTHING: [&str; 0] = [];

suite! {
    async fn a_statement_is_found_by_its_stems_and_leads_to_its_own_page(store: TestStore) {
        let town = indexed(&store).await;
        seed(&town, "en", "Buses should be free for every family").await;
        seed(&town, "es", "Más árboles en las plazas del barrio").await;
        let first = ["/c/imagine-the-city/opinion/statements/1"];
        for text in ["family", "families", "BUSES free", "\"should be free\"", "1"] {
            let paths = found(&town, text).await;
            assert!(paths.contains(&first[0].to_owned()), "{text}: {paths:?}");
        }
        for text in ["arbol", "ÁRBOL", "plaza", "arboles barrios"] {
            assert_eq!(found(&town, text).await, ["/c/imagine-the-city/opinion/statements/2"], "{text}");
        }
        let hit = ask(&town, "plaza").await.hits.remove(0);
        assert_eq!((hit.language.as_str(), hit.number, hit.consultation_slug.as_str()), ("es", Some(2), "imagine-the-city"));
        assert_eq!(hit.title_html, "Más árboles en las <mark>plazas</mark> del barrio");
        let completed = town.service.search().complete("famil".into()).await.unwrap();
        assert_eq!(completed.iter().map(path_of).collect::<Vec<_>>(), first);
        // A statement is not a proposal, so people who write a proposal are not advised to support it.
        let alike = town.service.search().similar_at(&town.slug, "Free buses for every family", Locale::En);
        assert_eq!(alike.await.unwrap().len(), 0);
        assert_eq!(counted(&town).await, (2, 2));
        let elsewhere = SearchForm { consultation: vec!["elsewhere".into()], ..SearchForm::default() };
        assert_eq!(town.service.search().find(elsewhere, Locale::En).await.unwrap().total, 0);
        let here = SearchForm { consultation: vec!["imagine-the-city".into()], q: "family".into(), ..SearchForm::default() };
        assert_eq!(town.service.search().find(here, Locale::En).await.unwrap().total, 1);
    }

    async fn held_and_rejected_statements_are_neither_found_nor_counted(store: TestStore) {
        let town = indexed(&store).await;
        town.rules("held", false).await;
        let ana = town.person(Role::Resident).await;
        let form = StatementForm { text: "Sycamores on every street".into(), ..StatementForm::default() };
        let added = town.service.statements().add(Caller::of(&ana), &town.slug, form).await.unwrap();
        assert_eq!((found(&town, "sycamore").await, counted(&town).await), (Vec::new(), (0, 0)), "it is held");
        let (service, slug) = (&town.service, &town.slug);
        service.statements().accept(town.lab.moderator().unwrap(), slug, 1).await.unwrap();
        assert_eq!((found(&town, "sycamore").await.len(), counted(&town).await), (1, (1, 1)));

        service.statements().reject(town.lab.moderator().unwrap(), slug, 1, because()).await.unwrap();
        assert_eq!((found(&town, "sycamore").await, counted(&town).await), (Vec::new(), (0, 0)), "it is taken out");
        assert_eq!(found(&town, "neighbour").await, NOTHING, "the reason is no text to be found");
        service.statements().restore(town.lab.moderator().unwrap(), slug, 1, because()).await.unwrap();
        assert_eq!(found(&town, "sycamore").await.len(), 1);

        // From the moderators' queue, which does the same.
        let subject = Subject::statement(added.statement.id);
        service.moderation().hide(town.lab.moderator().unwrap(), subject, because()).await.unwrap();
        assert_eq!((found(&town, "sycamore").await, counted(&town).await), (Vec::new(), (0, 0)));
        service.moderation().restore(town.lab.moderator().unwrap(), subject, because()).await.unwrap();
        assert_eq!(found(&town, "sycamore").await.len(), 1);

        let edit = StatementEditForm { text: "Limes on every street".into(), revision: "6".into(), ..Default::default() };
        let edited = service.statements().edit(town.lab.moderator().unwrap(), slug, 1, edit).await.unwrap();
        assert_eq!(edited.status, StatementStatus::Published);
        assert_eq!(found(&town, "sycamore").await, NOTHING);
        assert_eq!(found(&town, "lime").await.len(), 1);
    }

    async fn a_statement_that_was_taken_out_is_not_found_from_that_moment_on(store: TestStore) {
        let town = indexed(&store).await;
        seed(&town, "en", "Sycamores on every street\nSycamores in every park").await;
        assert_eq!(counted(&town).await, (2, 2));
        let hits = ask(&town, "sycamores").await.hits;
        let second = hits.into_iter().find(|hit| hit.number == Some(2)).map(|hit| Subject::statement(hit.id.into())).unwrap();
        let following = following(&town.service).await;
        let sycamores = async || {
            let form = SearchForm { q: "sycamores".into(), ..SearchForm::default() };
            let page = town.service.search().find(form, Locale::En).await.unwrap();
            (page.total, values(&page.facets, "kind").iter().map(|value| value.count).sum::<usize>())
        };
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 1, because()).await.unwrap();
        assert_eq!(sycamores().await, (1, 1));
        town.service.moderation().hide(town.lab.moderator().unwrap(), second, because()).await.unwrap();
        assert_eq!(sycamores().await, (0, 0));
        following.abort();
    }

    async fn statements_of_a_draft_are_nobodys_business(store: TestStore) {
        let town = indexed(&store).await;
        seed(&town, "en", "Sycamores on every street").await;
        assert_eq!(counted(&town).await, (1, 1));
        store.tamper("UPDATE consultation SET state = 'draft'").await;
        // Changes in a draft are not indexed, and a rebuild does not index them either.
        seed(&town, "en", "Limes on every street").await;
        assert_eq!(found(&town, "lime").await, NOTHING);
        town.service.follower().await.unwrap().rebuild(&mut |_| {}).await.unwrap();
        assert_eq!((found(&town, "street").await, counted(&town).await), (Vec::new(), (0, 0)));
        store.tamper("UPDATE consultation SET state = 'archived'").await;
        town.service.follower().await.unwrap().rebuild(&mut |_| {}).await.unwrap();
        assert_eq!(found(&town, "street").await.len(), 2, "what is archived can be read");
    }

    async fn a_rebuild_reads_statements_in_chunks_and_leaves_out_what_is_not_asked(store: TestStore) {
        let town = indexed(&store).await;
        let lines: Vec<String> = (1..=450).map(|n| format!("Sycamore number {n} must stay")).collect();
        seed(&town, "en", &lines.join("\n")).await;
        town.rules("held", false).await;
        let ana = town.person(Role::Resident).await;
        town.service.statements().add(Caller::of(&ana), &town.slug, says("A sycamore that is held")).await.unwrap();
        town.service.statements().reject(town.lab.moderator().unwrap(), &town.slug, 7, because()).await.unwrap();
        assert_eq!(counted(&town).await, (449, 449));
        let mut heard = Vec::new();
        let mut follower = town.service.follower().await.unwrap();
        follower.rebuild(&mut |progress| heard.push(progress)).await.unwrap();
        drop(follower);
        assert_eq!(heard.first(), Some(&Progress { done: 0, total: 451 }));
        assert_eq!(heard.last(), Some(&Progress { done: 451, total: 451 }));
        assert_eq!(counted(&town).await, (449, 449));
        assert_eq!(found(&town, "held").await, NOTHING);
    }
}
