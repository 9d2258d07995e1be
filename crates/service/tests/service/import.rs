//! Bringing in what CONSUL exports: with the oddities of a real export, in words of our own.

mod dialect;

use crate::{harness::public_data, world::World};
use cabildo_domain::{
    Author, CommentId, Role, Timestamp, Viewer, consultation::Slug, support::Supportable,
};
use cabildo_service::{
    comment::DiscussionQuery,
    config::TimeZone,
    import::consul::{ConsulImport, ConsulTexts, ImportError, Imported, Notice, Reason},
};
use cabildo_store::{
    Tx,
    comment::Comment,
    event,
    import::{Kind, known},
    proposal, suite,
    testing::TestStore,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Out of order, with a first column that has no name; 12 has no text; 13 has neither a known number of supports nor
/// anything else wrong; 14 comes twice.
const PROPOSALS: &str = "\
,id,url,code,title,userId,date,summary,text,numComments,status,numSupports,isAssociation
0,20,/proposals/20-sombra,X-20,Sombra en la plaza,7,2016-07-01,Árboles y toldos.,\"Con bancos, \u{a0}y una fuente.\nSin coches.\",3,open,20604,0
1,12,/proposals/12-rios,X-12,Río limpio,8,2015-10-02,- Sin plásticos en el río.,,2,archived,6,1
2,13,/proposals/13-mal,X-13,Sin número,8,2015-10-03,Resumen,Texto,0,open,muchos,0
3,14,/proposals/14-paz,X-14,Paz por la noche,9,2015-11-30,Menos ruido.,Menos ruido. De once a siete.,0,open,40,0
4,14,/proposals/14-paz,X-14,Paz por la noche,9,2015-11-30,Menos ruido.,,0,open,40,0
";

/// 105 answers 106, which comes later; 107 answers one that is not there; 108 is empty and nothing answers it; 109 is
/// empty and 110 answers it; 111 and 112 answer each other; 113 is on no proposal; 114 answers a comment on another
/// proposal; 115 has no such date.
const COMMENTS: &str = "\
,id,parentId,proposalId,page,userId,userType,date,time,text,numVotes,numPositiveVotes,numNegativeVotes
0,101,-1,20,1,7,Autor,2016-07-01,0 days 10:00:00,Primera.,12,10,2
1,102,101,20,1,8,,2016-07-01,0 days 10:05:00,- Con guion al principio.,0,0,0
2,103,102,20,1,9,,2016-07-01,0 days 10:05:00,En el mismo segundo.,0,0,0
3,105,106,20,1,8,,2016-07-02,0 days 11:00:00,Respuesta antes de tiempo.,0,0,0
4,106,-1,20,1,9,,2016-07-02,0 days 11:00:00,Segunda.,5,0,5
5,107,99,20,1,10,,2016-07-03,0 days 09:00:00,¿Y lo de antes?,1,1,0
6,108,-1,12,1,11,,2015-10-04,0 days 09:00:00,,2,2,0
7,109,-1,12,1,8,,2015-10-05,0 days 09:00:00,,0,0,0
8,110,109,12,1,9,,2015-10-06,0 days 09:00:00,Gracias por el enlace.,0,0,0
9,111,112,12,1,8,,2015-10-07,0 days 09:00:00,Uno.,0,0,0
10,112,111,12,1,9,,2015-10-08,0 days 09:00:00,Otro.,0,0,0
11,113,-1,77,1,9,,2015-10-08,0 days 09:00:00,En ninguna parte.,0,0,0
12,114,101,12,1,9,,2015-10-09,0 days 09:00:00,De otra propuesta.,0,0,0
13,115,-1,12,1,9,,2015-13-09,0 days 09:00:00,Sin fecha.,0,0,0
";

struct Export {
    folder: TempDir,
}

impl Export {
    fn new() -> Self {
        let export = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        export.write("proposals.csv", PROPOSALS.as_bytes());
        export.write("comments.csv", COMMENTS.as_bytes());
        export
    }

    fn write(&self, name: &str, text: &[u8]) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn import(&self) -> ConsulImport {
        import(self.folder.path())
    }
}

fn import(folder: &Path) -> ConsulImport {
    ConsulImport {
        proposals: folder.join("proposals.csv"),
        comments: folder.join("comments.csv"),
        slug: "traida".into(),
        title: "Lo que se propuso".into(),
        language: "es".into(),
        time_zone: TimeZone::named("Europe/Madrid").unwrap(),
        archived: false,
        texts: ConsulTexts {
            participant: "Participante".into(),
            summary: "De otra plataforma, para leer y apoyar.".into(),
            phase: "Apoyar".into(),
            ..ConsulTexts::default()
        },
    }
}

/// Runs an import; returns the rows it reported: file, line, reason.
async fn bring_in(
    world: &World,
    import: &ConsulImport,
) -> (Result<Imported, ImportError>, Vec<(String, u64, Reason)>) {
    let mut rejected = Vec::new();
    let (mut steps, mut done) = (0, 0);
    let mut listen = |notice| match notice {
        Notice::Steps(count) => steps = count,
        Notice::Done(count) => done += count,
        Notice::Saved(_) => {}
        Notice::Rejected(row) => {
            rejected.push((
                row.file.file_name().unwrap().to_string_lossy().into_owned(),
                row.line,
                row.reason,
            ));
        }
    };
    let outcome = world.service.imports().consul(import, &mut listen).await;
    if outcome.is_ok() {
        assert_eq!(steps, done, "the progress ends at its end");
    }
    (outcome, rejected)
}

async fn comment(tx: &mut Tx, id: i64) -> Option<Comment> {
    let key = format!("consul:traida:comment:{id}");
    let known = known(tx, Kind::Comment, std::slice::from_ref(&key))
        .await
        .unwrap();
    let id = CommentId(known.get(&key)?.0);
    cabildo_store::comment::by_id(tx, id).await.unwrap()
}

fn slug() -> Slug {
    Slug::parse("traida").unwrap()
}

suite! {
    async fn rows_that_are_too_long_or_of_a_day_to_come_are_told_and_left_out(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        let (long, longer) = ("á".repeat(20_000), "á".repeat(20_001));
        let title = "t".repeat(301);
        let proposal = |id: i64, title: &str, date: &str, text: &str| format!("0,{id},,,{title},8,{date},,{text},0,open,1,0\n");
        let head = PROPOSALS.lines().next().unwrap();
        let rows = [
            proposal(1, "Sombra en la plaza", "2016-07-01", &long),
            proposal(2, "Sombra en la calle", "2016-07-01", &longer),
            proposal(3, &title, "2016-07-01", "Texto."),
            proposal(4, "De un día por venir", "2026-03-03", "Texto."),
            // On 1 March 2026, at noon.
            proposal(5, "De mañana por la mañana", "2026-03-02", "Texto."),
        ];
        export.write("proposals.csv", format!("{head}\n{}", rows.concat()).as_bytes());
        let head = COMMENTS.lines().next().unwrap();
        let comment = |id: i64, date: &str, text: &str| format!("0,{id},-1,1,1,7,,{date},0 days 10:00:00,{text},0,0,0\n");
        let rows = [
            comment(101, "2016-07-01", &"*".repeat(6_000)),
            comment(102, "2016-07-01", &"*".repeat(6_001)),
            comment(103, "2126-07-01", "De otro siglo."),
        ];
        export.write("comments.csv", format!("{head}\n{}", rows.concat()).as_bytes());
        let (outcome, rejected) = bring_in(&world, &export.import()).await;
        let outcome = outcome.unwrap();
        assert_eq!((outcome.proposals, outcome.comments, outcome.rejected), (2, 1, 5));
        let (proposals, comments) = ("proposals.csv".to_owned(), "comments.csv".to_owned());
        assert_eq!(rejected, [
            (proposals.clone(), 3, Reason::TooLong { column: "text", max: 20_000, actual: 20_001 }),
            (proposals.clone(), 4, Reason::TooLong { column: "title", max: 300, actual: 301 }),
            (proposals, 5, Reason::ToCome { column: "date", value: "2026-03-03".into() }),
            (comments.clone(), 3, Reason::TooLong { column: "text", max: 6_000, actual: 6_001 }),
            (comments, 4, Reason::ToCome { column: "date", value: "2126-07-01 0 days 10:00:00".into() }),
        ]);
    }

    async fn an_export_comes_in_with_its_numbers_texts_supports_and_times(store: TestStore) {
        let world = World::over(&store);
        let (outcome, _) = bring_in(&world, &Export::new().import()).await;
        let outcome = outcome.unwrap();
        let expected = Imported {
            proposals: 3, comments: 11, orphans: 3, tombstones: 1, supports: 20_650, people: 4, known: 0, rejected: 5,
        };
        assert_eq!(outcome, expected);
        let mut tx = store.read().await.unwrap();
        let row = cabildo_store::consultation::by_slug(&mut tx, &slug()).await.unwrap().unwrap();
        assert_eq!((row.last_number, row.counts.proposals, row.counts.comments), (3, 3, 10));
        assert_eq!((row.counts.supports, row.counts.participants), (0, 4));
        // In the order of their ids, in any order of the file.
        let first = proposal::by_number(&mut tx, row.id, 1, None).await.unwrap().unwrap();
        assert_eq!((first.content.title.as_str(), first.counted, first.imported), ("Río limpio", 0, 6));
        assert_eq!(first.body_html.trim(), "<p>- Sin plásticos en el río.</p>", "without a text, the summary is it");
        assert_eq!(first.author.name.unwrap().as_str(), "Participante 8");
        assert!(matches!(first.author.author, Author::Import(Some(_))));
        // A day alone is noon in Madrid.
        assert_eq!(first.created_at, Timestamp(1_443_780_000_000));
        let third = proposal::by_number(&mut tx, row.id, 3, None).await.unwrap().unwrap();
        assert_eq!(third.imported, 20_604);
        assert_eq!(third.content.body.as_str(), "Árboles y toldos.\n\nCon bancos, \u{a0}y una fuente.\nSin coches.");
        let second = proposal::by_number(&mut tx, row.id, 2, None).await.unwrap().unwrap();
        assert_eq!(second.content.body.as_str(), "Menos ruido. De once a siete.", "a summary is not said twice");
        let events = event::after(&mut tx, 0, 10).await.unwrap();
        let words: Vec<_> = events.iter().map(|event| event.verb.word(event.subject.kind)).collect();
        assert_eq!(words.last().map(|word| &**word), Some("content_imported"));
        assert_eq!(world.service.recount(false).await.unwrap(), []);
    }

    async fn threads_are_kept_whatever_the_order_of_the_file(store: TestStore) {
        let world = World::over(&store);
        bring_in(&world, &Export::new().import()).await.0.unwrap();
        let mut tx = store.read().await.unwrap();
        let top = comment(&mut tx, 101).await.unwrap();
        assert_eq!((top.depth, top.orphan, top.replies), (0, false, 2));
        assert_eq!((top.imported_ups, top.imported_downs, top.ups), (10, 2, 0));
        assert_eq!(top.best, cabildo_domain::comment::best(10, 2));
        let deep = comment(&mut tx, 103).await.unwrap();
        let between = comment(&mut tx, 102).await.unwrap();
        assert_eq!((deep.depth, deep.root, deep.parent), (2, top.id, Some(between.id)));
        assert_eq!(between.body_html.trim(), "<p>- Con guion al principio.</p>");
        assert!(between.id < deep.id, "what was said in the same second keeps its order");
        let early = comment(&mut tx, 105).await.unwrap();
        assert_eq!(early.root, comment(&mut tx, 106).await.unwrap().id);
        // The comments that these answer are not in the file, or on another proposal.
        for id in [107, 114] {
            let orphan = comment(&mut tx, id).await.unwrap();
            assert_eq!((orphan.depth, orphan.orphan, orphan.parent, orphan.root), (0, true, None, orphan.id), "{id}");
        }
        // The older of a circle stands at top level, the other answers it.
        let (one, other) = (comment(&mut tx, 111).await.unwrap(), comment(&mut tx, 112).await.unwrap());
        assert_eq!((one.depth, one.orphan, one.parent), (0, true, None));
        assert_eq!((other.depth, other.orphan, other.root), (1, false, one.id));
        // A comment without a text keeps its place only above replies.
        let grave = comment(&mut tx, 109).await.unwrap();
        assert!(grave.deleted_at.is_some());
        assert_eq!(comment(&mut tx, 110).await.unwrap().parent, Some(grave.id));
        assert_eq!(comment(&mut tx, 108).await, None);
    }

    async fn rows_that_cannot_be_used_are_told_with_file_line_and_reason(store: TestStore) {
        let world = World::over(&store);
        let (_, rejected) = bring_in(&world, &Export::new().import()).await;
        let (p, c) = ("proposals.csv".to_owned(), "comments.csv".to_owned());
        // The first proposal's text has a line break in it.
        assert_eq!(rejected, [
            (p.clone(), 5, Reason::NotANumber { column: "numSupports", value: "muchos".into() }),
            (p, 7, Reason::Twice { id: 14 }),
            (c.clone(), 15, Reason::NotATime { column: "date", value: "2015-13-09 0 days 09:00:00".into() }),
            (c.clone(), 13, Reason::NoProposal { id: 77 }),
            (c, 8, Reason::EmptyComment),
        ]);
    }

    async fn line_numbers_are_those_of_an_editor_with_any_line_ends(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        let (_, expected) = bring_in(&world, &export.import()).await;
        export.write("proposals.csv", PROPOSALS.replace('\n', "\r\n").as_bytes());
        export.write("comments.csv", COMMENTS.replace('\n', "\r\n").as_bytes());
        let (_, rejected) = bring_in(&world, &export.import()).await;
        assert_eq!(rejected, expected);
        let cut = COMMENTS[..COMMENTS.len() - 8].replace('\n', "\r\n");
        export.write("comments.csv", cut.as_bytes());
        let Err(ImportError::Broken(broken)) = bring_in(&world, &export.import()).await.0 else { panic!("not broken") };
        assert_eq!(broken.line, Some(15), "{broken}");
    }

    async fn a_wrong_argument_is_explained_in_a_sentence(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        let import = ConsulImport { title: "No".into(), ..export.import() };
        let refused = bring_in(&world, &import).await.0.unwrap_err();
        assert_eq!(refused.to_string(), "not acceptable: title: at least 5 characters");
    }

    async fn a_second_run_changes_nothing(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        bring_in(&world, &export.import()).await.0.unwrap();
        let before = everything(&store).await;
        world.days_later(1);
        let (outcome, rejected) = bring_in(&world, &export.import()).await;
        assert_eq!(outcome.unwrap(), Imported { known: 14, rejected: 5, ..Imported::default() });
        assert_eq!(rejected.len(), 5);
        assert_eq!(everything(&store).await, before);
    }

    async fn a_newer_export_adds_what_is_new_to_what_people_did_meanwhile(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        bring_in(&world, &export.import()).await.0.unwrap();
        let ana = world.person(Role::Resident).await;
        let state = world.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&slug(), 3), None).await.unwrap();
        assert_eq!((state.counted, state.imported, state.total), (1, 20_604, 20_605));
        let more = format!("{COMMENTS}14,120,103,20,1,30,,2016-08-01,0 days 10:00:00,Tarde pero seguro.,0,0,0\n");
        export.write("comments.csv", more.as_bytes());
        let outcome = bring_in(&world, &export.import()).await.0.unwrap();
        assert_eq!((outcome.proposals, outcome.comments, outcome.people, outcome.known), (0, 1, 1, 14));
        let mut tx = store.read().await.unwrap();
        let late = comment(&mut tx, 120).await.unwrap();
        assert_eq!((late.depth, late.root), (3, comment(&mut tx, 101).await.unwrap().id));
        let row = cabildo_store::consultation::by_slug(&mut tx, &slug()).await.unwrap().unwrap();
        assert_eq!((row.counts.comments, row.counts.supports, row.counts.participants), (11, 1, 6));
        assert_eq!(world.service.recount(false).await.unwrap(), []);
    }

    async fn a_broken_file_changes_nothing(store: TestStore) {
        let world = World::over(&store);
        let before = everything(&store).await;
        let cut = &COMMENTS[..COMMENTS.len() - 8];
        let mut not_text = COMMENTS.as_bytes().to_vec();
        let place = COMMENTS.find("Segunda").unwrap();
        not_text[place] = 0xFF;
        let renamed = COMMENTS.replacen("parentId", "padre", 1);
        let cases: [(&[u8], Option<u64>, &str); 4] = [
            (cut.as_bytes(), Some(15), "10 fields"),
            (&not_text, Some(6), "neither UTF-8 nor Windows-1252"),
            (renamed.as_bytes(), Some(1), "parentId"),
            (b"", Some(1), "does not name"),
        ];
        for (text, line, told) in cases {
            let export = Export::new();
            export.write("comments.csv", text);
            let Err(ImportError::Broken(broken)) = bring_in(&world, &export.import()).await.0 else { panic!("{told}") };
            assert_eq!(broken.line, line, "{broken}");
            assert!(broken.to_string().contains(told), "{broken}");
        }
        let nowhere = ConsulImport { proposals: PathBuf::from("nowhere.csv"), ..Export::new().import() };
        assert!(matches!(bring_in(&world, &nowhere).await.0, Err(ImportError::Broken(_))));
        assert_eq!(everything(&store).await, before);
    }

    async fn a_consultation_that_was_not_imported_is_not_touched(store: TestStore) {
        let world = World::over(&store);
        cabildo_store::testing::sample::consultation(&store, "traida", Timestamp(0), 1).await;
        let before = everything(&store).await;
        assert!(matches!(bring_in(&world, &Export::new().import()).await.0, Err(ImportError::Occupied(_))));
        let nameless = ConsulImport { title: " ".into(), slug: "Ñ ".into(), ..Export::new().import() };
        let Err(ImportError::Fields(fields)) = bring_in(&world, &nameless).await.0 else { panic!("accepted") };
        assert_eq!(fields.0.len(), 2, "{fields:?}");
        assert_eq!(everything(&store).await, before);
    }

    async fn an_archived_import_is_among_the_past(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        let import = ConsulImport { archived: true, ..export.import() };
        bring_in(&world, &import).await.0.unwrap();
        let ana = world.person(Role::Resident).await;
        assert!(world.service.supports().give(ana.resident().unwrap(), &Supportable::Proposal.at(&slug(), 1), None).await.is_err());
        let mut tx = store.read().await.unwrap();
        let row = cabildo_store::consultation::by_slug(&mut tx, &slug()).await.unwrap().unwrap();
        assert!(row.closes_at < world.service.now());
    }

    #[ignore = "reads public data sets"]
    async fn the_export_of_madrid_comes_in_as_its_readme_counts(store: TestStore) {
        let folder = public_data("madrid");
        let world = World::over(&store);
        let (outcome, rejected) = bring_in(&world, &import(&folder)).await;
        let outcome = outcome.unwrap();
        // Counted in the files apart from this program: of 62 empty comments 7 are answered; of 268 replies without a
        // parent one is empty.
        let expected = Imported {
            proposals: 80, comments: 5_578, orphans: 267, tombstones: 7, supports: 228_140, people: 2_263, known: 0,
            rejected: 55,
        };
        assert_eq!(outcome, expected);
        assert!(rejected.iter().all(|(_, _, reason)| *reason == Reason::EmptyComment));
        let mut tx = store.read().await.unwrap();
        let row = cabildo_store::consultation::by_slug(&mut tx, &slug()).await.unwrap().unwrap();
        assert_eq!((row.last_number, row.counts.proposals, row.counts.comments), (80, 80, 5_571));
        assert_eq!(row.counts.participants, 2_263);
        assert_eq!(world.service.recount(false).await.unwrap(), []);
        let first = proposal::by_number(&mut tx, row.id, 1, None).await.unwrap().unwrap();
        let subject = cabildo_domain::Subject::proposal(first.id);
        drop(tx);
        world.service.comments().discussion(&Viewer::Visitor, subject, &DiscussionQuery::default()).await.unwrap();
        let again = bring_in(&world, &import(&folder)).await.0.unwrap();
        assert_eq!((again.proposals, again.comments, again.people), (0, 0, 0));
    }
}

/// The number of rows of every table that an import writes, and the last event.
async fn everything(store: &TestStore) -> Vec<i64> {
    store
        .row_counts(&[
            "account",
            "consultation",
            "phase",
            "proposal",
            "proposal_revision",
            "comment",
            "participant",
            "event",
        ])
        .await
}
