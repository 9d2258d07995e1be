//! Tests of the import of Polis exports: votes with their history, odd rows, and broken files.

mod dialect;
mod shared;

use crate::{harness::index_now, world::World};
use cabildo_domain::{
    ConsultationId, Locale, Viewer,
    consultation::Slug,
    opinion::{Answer, StatementStatus},
};
use cabildo_service::{
    import::polis::{ImportError, Imported, Notice, PolisImport, PolisTexts},
    search::find::{SearchForm, path_of},
};
use cabildo_store::{
    consultation, event,
    opinion::{participant, statement, vote},
    suite,
    testing::TestStore,
};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc};
use tempfile::TempDir;

/// Out of order; 2 is rejected and holds a line break; 0 is by the owner.
const COMMENTS: &str = "\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000020000,x,2,7,1,1,-1,\" Buses
at night \"
1500000000000,x,0,0,2,1,1,Trees instead of cars
1500000010000,x,1,7,1,0,0,?
";

/// 7 answers 0 twice with the same answer, then changes; 8 changes within a millisecond.
const VOTES: &str = "\
timestamp,datetime,comment-id,voter-id,vote
1500000030000,x,0,7,1
1500000031000,x,0,7,1
1500000090000,x,0,7,-1
1500000011000,x,1,7,1
1500000021000,x,2,7,1
1500000041000,x,2,8,-1
1500000040000,x,0,8,0
1500000042000,x,1,8,0
";

const MATRIX: &str = "\
participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2
7,0,2,3,2,1,-1,1,1
8,,0,3,0,1,0,0,-1
";

const SUMMARY: &str = "topic,Where to?\nurl,https://pol.is/x\n";

struct Export {
    folder: TempDir,
}

impl Export {
    fn new() -> Self {
        let export = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, text) in [
            ("comments", COMMENTS),
            ("votes", VOTES),
            ("participants-votes", MATRIX),
            ("summary", SUMMARY),
        ] {
            export.write(name, text.as_bytes());
        }
        export
    }

    fn with(name: &str, text: &[u8]) -> Self {
        let export = Self::new();
        export.write(name, text);
        export
    }

    fn write(&self, name: &str, text: &[u8]) {
        fs::write(self.folder.path().join(format!("{name}.csv")), text).unwrap();
    }
}

fn import(folder: &Path) -> PolisImport {
    let texts = |_: &str| PolisTexts {
        title: "From Polis".into(),
        participant: "Participant".into(),
        summary: "From another platform, to read and to answer.".into(),
        phase: "Answer".into(),
        rejected: "Taken out elsewhere.".into(),
        ..PolisTexts::default()
    };
    PolisImport {
        folder: folder.to_owned(),
        slug: "cars".into(),
        title: None,
        language: None,
        texts,
    }
}

/// Runs an import; returns the rows it reported.
async fn bring_in(world: &World, folder: &Path) -> (Result<Imported, ImportError>, Vec<String>) {
    let mut remarks = Vec::new();
    let (mut steps, mut done) = (0, 0);
    let mut listen = |notice| match notice {
        Notice::Steps(count) => steps = count,
        Notice::Done(count) => done += count,
        Notice::Saved(_) | Notice::Untimed(_) => {}
        Notice::Rejected(remark) | Notice::Contradiction(remark) => {
            remarks.push(
                remark
                    .to_string()
                    .replace(&format!("{}/", folder.display()), ""),
            );
        }
    };
    let outcome = world
        .service
        .imports()
        .polis(&import(folder), &mut listen)
        .await;
    if outcome.is_ok() {
        assert_eq!(steps, done, "the progress ends at its end");
    }
    (outcome, remarks)
}

async fn consultation_of(store: &TestStore) -> ConsultationId {
    let mut tx = store.read().await.unwrap();
    consultation::by_slug(&mut tx, &Slug::parse("cars").unwrap())
        .await
        .unwrap()
        .unwrap()
        .id
}

/// The latest answers, by the participant's id in the export and the comment's text.
async fn matrix(store: &TestStore) -> BTreeMap<(u64, String), i64> {
    let id = consultation_of(store).await;
    let mut tx = store.read().await.unwrap();
    let statements = statement::all(&mut tx, id).await.unwrap();
    let texts: BTreeMap<i64, String> = statements
        .into_iter()
        .map(|statement| (statement.number, statement.text.to_string()))
        .collect();
    let mut cells = BTreeMap::new();
    for person in participant::imported(&mut tx, id).await.unwrap() {
        let key: u64 = person.import_key.unwrap().parse().unwrap();
        for (statement, answer, _) in vote::of_participant(&mut tx, id, person.number)
            .await
            .unwrap()
        {
            cells.insert((key, texts[&statement].clone()), answer.value());
        }
    }
    cells
}

suite! {
    async fn votes_are_replayed_with_their_history(store: TestStore) {
        let world = World::over(&store);
        let (outcome, remarks) = bring_in(&world, Export::new().folder.path()).await;
        // A repeated answer is no new answer.
        let counts = Imported { statements: 3, people: 2, votes: 7, repeated: 1, ..Imported::default() };
        assert_eq!((outcome.unwrap(), remarks), (counts, vec![]));
        let id = consultation_of(&store).await;
        let mut tx = store.read().await.unwrap();
        let statements = statement::all(&mut tx, id).await.unwrap();
        let told: Vec<_> =
            statements.iter().map(|it| (it.number, it.text.as_str(), it.status, it.seed, it.tally)).collect();
        let tally = |agrees, disagrees, passes| cabildo_domain::opinion::Tally { agrees, disagrees, passes };
        assert_eq!(told, [
            (1, "Trees instead of cars", StatementStatus::Published, true, tally(0, 1, 1)),
            (2, "?", StatementStatus::Published, false, tally(1, 0, 1)),
            (3, "Buses at night", StatementStatus::Rejected, false, tally(1, 1, 0)),
        ]);
        let history = vote::since(&mut tx, id, 0, 100).await.unwrap();
        let of_seven: Vec<(i64, Answer, i64)> = history
            .iter()
            .filter(|(_, cast)| cast.participant == 1)
            .map(|(_, cast)| (cast.statement, cast.answer, cast.at.0 - 1_500_000_000_000))
            .collect();
        let expected = [(2, Answer::Agree, 11_000), (3, Answer::Agree, 21_000), (1, Answer::Agree, 30_000),
            (1, Answer::Disagree, 90_000)];
        assert_eq!(of_seven, expected);
        let row = consultation::by_slug(&mut tx, &Slug::parse("cars").unwrap()).await.unwrap().unwrap();
        assert_eq!((row.title.as_str(), row.counts.participants), ("Where to?", 2));
        drop(tx);
        assert_eq!(world.service.recount(false).await.unwrap(), []);
        assert!(world.service.opinion().update_map(id, &Arc::default()).await.unwrap());
        let page = world.service.opinion().page(&Viewer::Visitor, &row.slug).await.unwrap();
        assert_eq!(page.map.unwrap().people, 2);
    }

    async fn a_second_run_changes_nothing_and_a_newer_export_adds(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        bring_in(&world, export.folder.path()).await.0.unwrap();
        let events = event::head(&mut store.read().await.unwrap()).await.unwrap();
        let before = matrix(&store).await;
        world.days_later(1);
        let again = bring_in(&world, export.folder.path()).await.0.unwrap();
        assert_eq!(again, Imported { known: 11, ..Imported::default() });
        assert_eq!(matrix(&store).await, before);
        assert_eq!(event::head(&mut store.read().await.unwrap()).await.unwrap(), events);

        export.write("votes", format!("{VOTES}1500000099000,x,1,7,0\n1500000099000,x,1,9,1\n").as_bytes());
        fs::remove_file(export.folder.path().join("participants-votes.csv")).unwrap();
        let newer = bring_in(&world, export.folder.path()).await.0.unwrap();
        assert_eq!((newer.statements, newer.people, newer.votes), (0, 1, 2));
        assert_eq!(newer.contradictions, 1, "comment 1 has one more agreement than it says");
        assert_eq!(matrix(&store).await.len(), before.len() + 1);
        assert_eq!(world.service.recount(false).await.unwrap(), []);
    }

    async fn rows_that_cannot_be_used_are_told_and_left_out(store: TestStore) {
        let world = World::over(&store);
        let export = Export::with("comments", format!(
            "{COMMENTS}1500000000000,x,0,0,2,0,1,The same id again\n1500000000000,x,3,0,0,0,1,  \n\
             1500000000000,x,4,0,0,0,5,Neither accepted nor rejected\n-5,x,5,0,0,0,1,Before all time\n"
        ).as_bytes());
        export.write("votes", format!(
            "{VOTES}1500000030000,x,99,7,1\n1500000030000,x,3,7,1\n1500000030000,x,0,7,2\nsoon,x,0,7,1\n-5,x,0,7,1\n"
        ).as_bytes());
        let (outcome, remarks) = bring_in(&world, export.folder.path()).await;
        let outcome = outcome.unwrap();
        assert_eq!((outcome.statements, outcome.votes, outcome.rejected), (3, 7, 9));
        assert_eq!(remarks, [
            "comments.csv:6: comment 0 is there twice",
            "comments.csv:8: \"5\" is no valid moderated",
            "comments.csv:7: the text is empty",
            "comments.csv:9: -5 is not a time in the past",
            "votes.csv:10: there is no comment 99",
            "votes.csv:11: there is no comment 3",
            "votes.csv:12: \"2\" is no valid vote",
            "votes.csv:13: \"soon\" is no valid timestamp",
            "votes.csv:14: -5 is not a time in the past",
        ]);
    }

    async fn a_broken_file_changes_nothing(store: TestStore) {
        let world = World::over(&store);
        let cut = &COMMENTS[..COMMENTS.find("at night").unwrap()];
        let broken: [(&str, &[u8], &str); 8] = [
            ("comments", cut.as_bytes(), "a quoted cell is never closed"),
            ("comments", b"timestamp,comment-id\n1,2\n", "line 1: the column \"author-id\" is missing"),
            ("votes", b"", "is missing"),
            ("votes", b"timestamp,comment-id,voter-id,vote\n1,0,7\n", "line 2: the row has 3 cells"),
            ("votes", b"timestamp,comment-id,voter-id,vote\n1,0,\x81,1\n", "line 2: the text is neither UTF-8 nor Windows-1252"),
            ("votes", b"t\0i\0m\0e\0", "line 1: the text holds NUL bytes"),
            ("participants-votes", b"participant,group-id\n", "is missing"),
            ("summary", b"topic,one\ntopic,two\n", "line 2"),
        ];
        for (name, text, told) in broken {
            let (outcome, _) = bring_in(&world, Export::with(name, text).folder.path()).await;
            let error = outcome.unwrap_err().to_string();
            assert!(error.contains(told) && error.contains(name), "{error}");
        }
        let export = Export::new();
        for file in ["votes.csv", "participants-votes.csv"] {
            fs::remove_file(export.folder.path().join(file)).unwrap();
        }
        assert!(matches!(bring_in(&world, export.folder.path()).await.0, Err(ImportError::Unreadable { .. })));
        let mut tx = store.read().await.unwrap();
        assert!(consultation::by_slug(&mut tx, &Slug::parse("cars").unwrap()).await.unwrap().is_none());
        assert_eq!(event::head(&mut tx).await.unwrap(), 0);
    }

    async fn an_export_that_contradicts_itself_or_another_one_is_told(store: TestStore) {
        let world = World::over(&store);
        let cut = &VOTES[..VOTES.find("1500000042000").unwrap()];
        let (outcome, remarks) = bring_in(&world, Export::with("votes", cut.as_bytes()).folder.path()).await;
        assert_eq!(outcome.unwrap().contradictions, 1);
        assert!(remarks[0].contains("1 cells say something else"), "{remarks:?}");
        let other = COMMENTS.replace("Trees", "Bees");
        let (outcome, _) = bring_in(&world, Export::with("comments", other.as_bytes()).folder.path()).await;
        assert!(matches!(outcome, Err(ImportError::Another(_))));
    }

    async fn a_consultation_without_a_step_for_it_takes_no_export(store: TestStore) {
        let world = World::over(&store);
        bring_in(&world, Export::new().folder.path()).await.0.unwrap();
        store.tamper("UPDATE phase SET method = 'propose'").await;
        let (refused, _) = bring_in(&world, Export::new().folder.path()).await;
        assert!(matches!(refused, Err(ImportError::NoMap(_))), "{refused:?}");
    }

    async fn a_new_consultation_always_gets_a_title(store: TestStore) {
        let world = World::over(&store);
        let long = "Should we ".repeat(20);
        let expected = format!("{}…", "Should we ".repeat(12).trim_end());
        let table = [
            (Some("topic,Where to?\n".to_owned()), "tea", "Where to?"),
            (Some(format!("topic,{long}\n")), "a-long-one", &expected),
            (Some("topic,Tea\n".to_owned()), "green-tea-or-black", "green tea or black"),
            (Some("topic,\n".to_owned()), "bus", "From Polis: bus"),
            (None, "tram", "From Polis: tram"),
            (None, "cars-in-town", "cars in town"),
        ];
        for (summary, slug, title) in table {
            let export = Export::new();
            match summary {
                Some(text) => export.write("summary", text.as_bytes()),
                None => fs::remove_file(export.folder.path().join("summary.csv")).unwrap(),
            }
            let import = PolisImport { slug: slug.into(), ..import(export.folder.path()) };
            world.service.imports().polis(&import, &mut |_| {}).await.unwrap();
            let mut tx = store.read().await.unwrap();
            let row = consultation::by_slug(&mut tx, &Slug::parse(slug).unwrap()).await.unwrap().unwrap();
            assert_eq!(row.title.as_str(), title, "{slug}");
        }
        // The operator's settings are not replaced.
        let export = Export::new();
        let given = PolisImport { slug: "trains".into(), title: Some("Ok".into()), ..import(export.folder.path()) };
        let refused = world.service.imports().polis(&given, &mut |_| {}).await;
        assert!(matches!(refused, Err(ImportError::Fields(_))), "{refused:?}");
    }

    async fn imported_statements_are_found(store: TestStore) {
        let world = World::over(&store);
        world.service.attach_index(cabildo_search::Index::in_memory().unwrap());
        bring_in(&world, Export::new().folder.path()).await.0.unwrap();
        index_now(&world.service).await;
        let found = async |text: &str| {
            let form = SearchForm { q: text.into(), kind: vec!["statement".into()], ..SearchForm::default() };
            world.service.search().find(form, Locale::En).await.unwrap().hits.iter().map(path_of).collect::<Vec<_>>()
        };
        assert_eq!(found("trees").await, ["/c/cars/opinion/statements/1"]);
        assert_eq!(found("buses").await, Vec::<String>::new(), "it was taken out elsewhere");
    }
}
