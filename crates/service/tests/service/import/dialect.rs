//! Files that went through a spreadsheet.

use super::*;

/// The same table with another separator, in Windows-1252 where that is asked for.
fn saved(text: &str, separator: u8, is_windows: bool) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .from_writer(Vec::new());
    for record in reader.records() {
        writer.write_record(&record.unwrap()).unwrap();
    }
    let bytes = writer.into_inner().unwrap();
    if !is_windows {
        return bytes;
    }
    let text = String::from_utf8(bytes).unwrap();
    text.chars()
        .map(|char| u8::try_from(u32::from(char)).unwrap())
        .collect()
}

suite! {
    async fn files_are_read_in_the_form_in_which_spreadsheets_save_them(store: TestStore) {
        let world = World::over(&store);
        let export = Export::new();
        let (plain, told) = bring_in(&world, &export.import()).await;
        let plain = plain.unwrap();
        for (place, (separator, is_windows)) in
            [(b';', false), (b'\t', false), (b',', true), (b';', true)].into_iter().enumerate()
        {
            export.write("proposals.csv", &saved(PROPOSALS, separator, is_windows));
            export.write("comments.csv", &saved(COMMENTS, separator, is_windows));
            let import = ConsulImport { slug: format!("saved-{place}"), ..export.import() };
            let (outcome, remarks) = bring_in(&world, &import).await;
            assert_eq!((outcome.unwrap(), &remarks), (plain, &told), "{separator} {is_windows}");
            let slug = Slug::parse(&import.slug).unwrap();
            let mut tx = store.read().await.unwrap();
            let row = cabildo_store::consultation::by_slug(&mut tx, &slug).await.unwrap().unwrap();
            let found = proposal::by_number(&mut tx, row.id, 3, None).await.unwrap().unwrap();
            assert_eq!(found.content.body.as_str(), "Árboles y toldos.\n\nCon bancos, \u{a0}y una fuente.\nSin coches.");
        }
    }

    async fn a_file_that_is_no_text_is_refused_by_name(store: TestStore) {
        let world = World::over(&store);
        let utf16: Vec<u8> = PROPOSALS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let undefined: Vec<u8> = PROPOSALS.bytes().map(|byte| if byte == 0xC3 { 0x81 } else { byte }).collect();
        for (bytes, reason) in [(utf16, "NUL bytes"), (undefined, "neither UTF-8 nor Windows-1252")] {
            let export = Export::new();
            export.write("proposals.csv", &bytes);
            let refused = bring_in(&world, &export.import()).await.0.unwrap_err().to_string();
            assert!(refused.contains(reason) && refused.contains("proposals.csv"), "{refused}");
        }
    }
}
