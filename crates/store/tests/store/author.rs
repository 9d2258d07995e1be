//! Tests of authors in the database: each of the six kinds comes back with its text, and a text that shows only a role
//! forgets its account when the account is erased.
//!
//! The comments that belong to no consultation are tested here too, because they came with the same migration.

use cabildo_domain::{
    AccountId, Author, AuthorSourceId, CommentId, ConsultationId, ProposalId, Role, Subject,
    Timestamp,
    author::AuthorKind,
    comment::Sort,
    moderation::Measure,
    text::{Label, Reason},
};
use cabildo_store::{
    Store,
    author::{self, Byline, Texts},
    comment::{
        self,
        list::{self, Listed},
        place,
    },
    consultation,
    engine::Engine,
    feed, leave,
    moderation::{self, NewMeasure, own},
    own_data::{self, CommentRow, OwnData, ProposalRow, Written},
    proposal::{self, revision},
    reaction, recount, search_source, suite,
    testing::sample,
};
use uuid::Uuid;

fn role(account: Option<AccountId>) -> Author {
    Author::Role {
        label: Label::trusted("a teacher".into()),
        account,
    }
}

/// An author of each kind, in the order of [`AuthorKind::ALL`].
fn authors(account: AccountId) -> [Author; 6] {
    let source = AuthorSourceId(Uuid::now_v7());
    [
        Author::Account(account),
        role(Some(account)),
        Author::SecretLink(source),
        Author::WalkUpCode(source),
        Author::Paper,
        Author::Import(Some(account)),
    ]
}

async fn is_listed(store: &Store, subject: Subject) -> Vec<Listed> {
    let mut tx = store.read().await.unwrap();
    list::threads(&mut tx, subject, Sort::Oldest, None, 50, None)
        .await
        .unwrap()
}

/// The byline of an author whose account is Ana's.
fn expected(author: &Author) -> (Author, Option<String>) {
    let name = match author {
        Author::Account(_) | Author::Import(_) => Some("Ana".to_owned()),
        Author::Role { .. } | Author::SecretLink(_) | Author::WalkUpCode(_) | Author::Paper => None,
    };
    (author.clone(), name)
}

fn shown(byline: &Byline) -> (Author, Option<String>) {
    let name = byline.name.as_ref().map(|name| name.as_str().to_owned());
    (byline.author.clone(), name)
}

struct Town {
    ana: AccountId,
    consultation: ConsultationId,
    proposal: ProposalId,
}

async fn town(store: &Store) -> Town {
    let ana = sample::account(store, "Ana", Role::Resident).await;
    let consultation = sample::consultation(store, "imagine", Timestamp(0), 30).await;
    let proposal = sample::proposal(store, consultation, ana, Timestamp(1)).await;
    Town {
        ana,
        consultation,
        proposal,
    }
}

/// A comment that belongs to no consultation. No subject without one takes comments yet, so it is on a proposal.
async fn apart(store: &Store, town: &Town, author: impl Into<Author>) -> CommentId {
    let subject = Subject::proposal(town.proposal);
    sample::comment(store, None, subject, author, Timestamp(9)).await
}

/// The proposals and the comments in the data of an account.
fn texts(data: &OwnData) -> (&[ProposalRow], &[CommentRow]) {
    let (Written::Proposals(proposals), Written::Comments(comments)) =
        (&data.written["proposals"], &data.written["comments"])
    else {
        panic!("texts under the names of other kinds");
    };
    (proposals, comments)
}

/// The statements of the migration on this engine.
fn migration(engine: Engine) -> impl Iterator<Item = &'static str> {
    let sql = match engine {
        Engine::Sqlite => include_str!("../../../../migrations/sqlite/0024_author.sql"),
        Engine::Postgres => include_str!("../../../../migrations/postgres/0024_author.sql"),
    };
    sql.split(';')
        .filter(|statement| !statement.trim().is_empty())
}

suite! {
    async fn a_text_by_every_kind_of_author_comes_back_with_it(store: TestStore) {
        let town = town(&store).await;
        let authors = authors(town.ana);
        assert_eq!(authors.each_ref().map(Author::kind), AuthorKind::ALL);
        for (n, author) in authors.iter().enumerate() {
            let at = Timestamp(10 + n as i64);
            let written = sample::proposal(&store, town.consultation, author.clone(), at).await;
            let subject = Subject::proposal(written);
            let said = sample::comment(&store, Some(town.consultation), subject, author.clone(), at).await;
            let mut tx = store.read().await.unwrap();
            let found = proposal::by_id(&mut tx, written, None).await.unwrap().unwrap();
            assert_eq!(shown(&found.author), expected(author));
            let found = place::of(&mut tx, subject, at).await.unwrap().unwrap();
            assert_eq!(found.author, *author);
            let versions = revision::of(&mut tx, written, 5).await.unwrap();
            assert_eq!(versions.iter().map(|version| shown(&version.editor)).collect::<Vec<_>>(), [expected(author)]);
            let found = comment::by_id(&mut tx, said).await.unwrap().unwrap();
            assert_eq!(found.author, *author);
            let told = feed::proposals(&mut tx, None, 1).await.unwrap();
            assert_eq!(shown(&told[0].author), expected(author));
            let exhibits = moderation::exhibits(&mut tx, &[subject, Subject::comment(said)]).await.unwrap();
            for exhibit in exhibits {
                assert_eq!(shown(exhibit.author.as_ref().unwrap()), expected(author));
            }
            drop(tx);
            let listed = is_listed(&store, subject).await;
            assert_eq!((shown(&listed[0].author), &listed[0].comment.author), (expected(author), author));
        }
        let mut tx = store.read().await.unwrap();
        assert_eq!(recount::differences(&mut tx).await.unwrap(), []);
    }

    async fn a_kind_of_author_that_this_version_does_not_know_is_an_error(store: TestStore) {
        let town = town(&store).await;
        let subject = Subject::proposal(town.proposal);
        let said = sample::comment(&store, Some(town.consultation), subject, town.ana, Timestamp(2)).await;
        store.tamper("UPDATE comment SET author_kind = 'machine'").await;
        let mut tx = store.read().await.unwrap();
        assert!(comment::by_id(&mut tx, said).await.is_err());
        assert!(list::threads(&mut tx, subject, Sort::Best, None, 5, None).await.is_err());
    }

    async fn an_erased_account_is_forgotten_by_the_texts_that_show_a_role_alone(store: TestStore) {
        let town = town(&store).await;
        let bea = sample::account(&store, "Bea", Role::Resident).await;
        let (ana, theirs) = (role(Some(town.ana)), role(Some(bea)));
        let written = sample::proposal(&store, town.consultation, ana.clone(), Timestamp(2)).await;
        let subject = Subject::proposal(written);
        let within = Some(town.consultation);
        for author in [ana, theirs.clone(), town.ana.into()] {
            sample::comment(&store, within, subject, author, Timestamp(3)).await;
        }
        store.tamper("UPDATE proposal SET submit_key = id").await;
        let data = own_data::collect(&mut store.read().await.unwrap(), town.ana).await.unwrap();
        let (proposals, comments) = texts(&data);
        let role_in_words = || Some("a teacher".to_owned());
        assert_eq!(proposals.iter().map(|row| row.shown_as.clone()).collect::<Vec<_>>(), [None, role_in_words()]);
        assert_eq!(comments.iter().map(|row| row.shown_as.clone()).collect::<Vec<_>>(), [role_in_words(), None]);
        assert_eq!(data.revisions.len(), 2);
        let mut tx = store.write().await.unwrap();
        for texts in [Texts::Comments, Texts::Proposals] {
            author::hold(&mut tx, town.ana, texts).await.unwrap();
        }
        author::untie(&mut tx, town.ana).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let found = proposal::by_id(&mut tx, written, None).await.unwrap().unwrap();
        assert_eq!((found.author.author, found.content.body.as_str()), (role(None), "Trees, and benches under them."));
        assert_eq!(revision::of(&mut tx, written, 1).await.unwrap()[0].editor.author, role(None));
        assert_eq!(proposal::by_submit_key(&mut tx, town.ana, written.0).await.unwrap(), None);
        drop(tx);
        let left: Vec<Author> = is_listed(&store, subject).await.into_iter().map(|listed| listed.comment.author).collect();
        assert_eq!(left, [role(None), theirs, town.ana.into()]);
        let data = own_data::collect(&mut store.read().await.unwrap(), town.ana).await.unwrap();
        assert_eq!((texts(&data).0.len(), texts(&data).1.len(), data.revisions.len()), (1, 1, 1));
    }

    async fn a_comment_that_belongs_to_no_consultation_is_read_counted_and_moderated(store: TestStore) {
        let town = town(&store).await;
        let said = apart(&store, &town, town.ana).await;
        let subject = Subject::comment(said);
        let mut tx = store.write().await.unwrap();
        assert_eq!(comment::by_id(&mut tx, said).await.unwrap().unwrap().consultation, None);
        let row = consultation::by_id(&mut tx, town.consultation).await.unwrap().unwrap();
        assert_eq!(row.counts.comments, 0, "it is counted on its subject alone");
        let on = place::of(&mut tx, Subject::proposal(town.proposal), Timestamp(9)).await.unwrap().unwrap();
        assert_eq!(on.comments, 1);
        assert_eq!(recount::differences(&mut tx).await.unwrap(), []);
        let exhibits = moderation::exhibits(&mut tx, &[subject]).await.unwrap();
        assert_eq!((exhibits.len(), &exhibits[0].within), (1, &None));
        let hidden = NewMeasure {
            id: Uuid::now_v7(), subject, measure: Measure::Hide, reason: Some(Reason::trusted("An insult.".into())),
            moderator: town.ana, at: Timestamp(10),
        };
        moderation::insert(&mut tx, &hidden).await.unwrap();
        let told = own::on_own(&mut tx, town.ana, 5).await.unwrap();
        assert_eq!((told.len(), &told[0].slug), (1, &None));
        let data = own_data::collect(&mut tx, town.ana).await.unwrap();
        assert_eq!(texts(&data).1[0].consultation, None);
        let found = search_source::comments(&mut tx, &[said]).await.unwrap();
        assert_eq!(found[0].consultation, town.consultation, "the index takes the consultation of the subject");
    }

    async fn a_reaction_to_a_comment_that_belongs_to_no_consultation_leaves_with_its_account(store: TestStore) {
        let town = town(&store).await;
        let said = apart(&store, &town, Author::Paper).await;
        let within = sample::comment(&store, Some(town.consultation), Subject::proposal(town.proposal), Author::Paper, Timestamp(9)).await;
        let mut tx = store.write().await.unwrap();
        for id in [said, within] {
            reaction::put(&mut tx, id, town.ana, true, Timestamp(10)).await.unwrap();
            comment::change::set_reactions(&mut tx, id, 1, 0, 1).await.unwrap();
        }
        let given = leave::given(&mut tx, town.ana).await.unwrap();
        let reactions: Vec<_> = given.iter().map(|given| (given.consultation.is_some(), given.reactions)).collect();
        assert!(reactions.contains(&(false, 1)) && reactions.contains(&(true, 1)), "{reactions:?}");
        assert_eq!(leave::reactions(&mut tx, town.ana, &[]).await.unwrap(), [(said, None)]);
        assert_eq!(comment::by_id(&mut tx, said).await.unwrap().unwrap().ups, 0);
        let left = leave::reactions(&mut tx, town.ana, &[town.consultation]).await.unwrap();
        assert_eq!(left, [(within, Some(town.consultation))]);
    }

    async fn texts_from_before_keep_their_accounts_and_those_of_imports_are_known(store: TestStore) {
        let town = town(&store).await;
        let from_afar = sample::account(&store, "Participante 8", Role::Resident).await;
        let subject = Subject::proposal(town.proposal);
        let within = Some(town.consultation);
        for author in [town.ana, from_afar] {
            sample::comment(&store, within, subject, author, Timestamp(4)).await;
        }
        let theirs = sample::proposal(&store, town.consultation, from_afar, Timestamp(5)).await;
        store.tamper("UPDATE account SET imported = TRUE WHERE display_name = 'Participante 8'").await;
        for table in ["proposal", "comment", "proposal_revision"] {
            for column in ["author_kind", "author_label", "author_source_id"] {
                let sql = format!("ALTER TABLE {table} DROP COLUMN {column}");
                store.tamper(Box::leak(sql.into_boxed_str())).await;
            }
        }
        store.tamper("ALTER TABLE proposal_revision RENAME COLUMN author_id TO editor_id").await;
        for statement in migration(store.engine()) {
            store.tamper(statement).await;
        }
        let mut tx = store.read().await.unwrap();
        let of_import = Author::Import(Some(from_afar));
        for (id, author) in [(town.proposal, town.ana.into()), (theirs, of_import.clone())] {
            let found = proposal::by_id(&mut tx, id, None).await.unwrap().unwrap();
            assert_eq!((found.author.author, found.consultation), (author, town.consultation));
        }
        assert_eq!(revision::of(&mut tx, theirs, 1).await.unwrap()[0].editor.author, of_import);
        drop(tx);
        let listed = is_listed(&store, subject).await;
        let found: Vec<_> = listed.into_iter().map(|listed| (listed.comment.author, listed.comment.consultation)).collect();
        assert_eq!(found, [(town.ana.into(), within), (of_import, within)]);
    }
}
