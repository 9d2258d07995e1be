//! Exports that went through a spreadsheet, that lack a file, or that know more than older ones.

use super::*;
use cabildo_domain::opinion::Tally;
use cabildo_store::opinion::statement::Statement;

/// As COMMENTS, with letters and separators that a spreadsheet may change.
const ODD: &str = "\
timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000020000,x,2,7,1,1,-1,\" Buses
at night \"
1500000000000,x,0,0,2,1,1,\"Más árboles; menos coches, ¿no? – 5 €\"
1500000010000,x,1,7,1,0,0,\"Say \"\"yes\"\"\tor no\"
";

/// The same table as a spreadsheet saves it.
fn saved(text: &str, separator: u8, encode: fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    encode(&String::from_utf8(writer.into_inner().unwrap()).unwrap())
}

fn utf8(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn utf8_with_mark(text: &str) -> Vec<u8> {
    [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat()
}

fn utf16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xFF, 0xFE].into_iter().chain(units).collect()
}

fn windows1252(text: &str) -> Vec<u8> {
    let byte = |char| match char {
        '€' => 0x80,
        '–' => 0x96,
        char => u8::try_from(u32::from(char)).unwrap(),
    };
    text.chars().map(byte).collect()
}

async fn statements(store: &TestStore) -> Vec<Statement> {
    let id = consultation_of(store).await;
    let mut tx = store.read().await.unwrap();
    statement::all(&mut tx, id).await.unwrap()
}

suite! {
    async fn files_are_read_in_the_form_in_which_spreadsheets_save_them(store: TestStore) {
        let world = World::over(&store);
        let export = Export::with("comments", ODD.as_bytes());
        bring_in(&world, export.folder.path()).await.0.unwrap();
        let (texts, cells) = (statements(&store).await, matrix(&store).await);
        assert_eq!(texts[0].text.as_str(), "Más árboles; menos coches, ¿no? – 5 €");
        let encodings: [fn(&str) -> Vec<u8>; 4] = [utf8, utf8_with_mark, utf16, windows1252];
        for separator in [b',', b';', b'\t'] {
            for encode in encodings {
                for (name, text) in
                    [("comments", ODD), ("votes", VOTES), ("participants-votes", MATRIX), ("summary", SUMMARY)]
                {
                    export.write(name, &saved(text, separator, encode));
                }
                // The same statements, people and votes as before: nothing is new, and no row is refused.
                let (outcome, remarks) = bring_in(&world, export.folder.path()).await;
                assert_eq!((outcome.unwrap(), remarks), (Imported { known: 11, ..Imported::default() }, vec![]));
            }
        }
        assert_eq!(matrix(&store).await, cells);
    }

    async fn an_export_without_votes_is_read_from_its_matrix(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        bring_in(&world, export.folder.path()).await.0.unwrap();
        let expected = matrix(&store).await;
        store.tamper("UPDATE consultation SET slug = 'before'").await;

        fs::remove_file(export.folder.path().join("votes.csv")).unwrap();
        let (outcome, remarks) = bring_in(&world, export.folder.path()).await;
        let outcome = outcome.unwrap();
        assert_eq!((outcome.statements, outcome.people, outcome.votes, outcome.rejected), (3, 2, 6, 0));
        assert_eq!(outcome.contradictions, 0, "{remarks:?}");
        assert_eq!(matrix(&store).await, expected);
        assert_eq!(world.service.recount(false).await.unwrap(), []);
        let again = bring_in(&world, export.folder.path()).await.0.unwrap();
        assert_eq!((again.statements, again.people, again.votes, again.known), (0, 0, 0, 9));
        // A column of an unknown comment is reported, and the rest is read.
        let wider = MATRIX.replace("0,1,2\n", "0,1,77\n");
        export.write("participants-votes", wider.as_bytes());
        let (outcome, remarks) = bring_in(&world, export.folder.path()).await;
        assert_eq!((outcome.unwrap().rejected, remarks.len()), (1, 1), "{remarks:?}");
        assert!(remarks[0].contains("there is no comment 77"), "{remarks:?}");
        fs::remove_file(export.folder.path().join("participants-votes.csv")).unwrap();
        let refused = bring_in(&world, export.folder.path()).await.0.unwrap_err().to_string();
        assert!(refused.contains("votes.csv"), "{refused}");
    }

    async fn meta_statements_of_the_source_stay_meta(store: TestStore) {
        let world = World::over(&store);
        let header = COMMENTS.replace("comment-body\n", "comment-body,is-meta\n");
        let marked = header.replace("instead of cars\n", "instead of cars,true\n").replace("0,?\n", "0,?,false\n");
        let export = Export::with("comments", marked.replace("night \"\n", "night \",t\n").as_bytes());
        bring_in(&world, export.folder.path()).await.0.unwrap();
        let told: Vec<(bool, StatementStatus, Tally)> =
            statements(&store).await.iter().map(|it| (it.meta, it.status, it.tally)).collect();
        let tally = |agrees, disagrees, passes| Tally { agrees, disagrees, passes };
        assert_eq!(told, [
            (true, StatementStatus::Published, tally(0, 1, 1)),
            (false, StatementStatus::Published, tally(1, 0, 1)),
            (true, StatementStatus::Rejected, tally(1, 1, 0)),
        ]);
    }
}
