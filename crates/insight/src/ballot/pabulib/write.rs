//! Writing a `.pb` file.

use super::PbFile;
use csv::{QuoteStyle, WriterBuilder};

/// The text of a file. Reading it gives the same file.
#[must_use]
pub fn write(file: &PbFile) -> String {
    let mut text = String::from("META\nkey;value\n");
    for (key, value) in &file.meta {
        row(&mut text, [key.as_str(), value.as_str()]);
    }
    text.push_str("PROJECTS\n");
    row(&mut text, &file.project_columns);
    for project in &file.projects {
        row(&mut text, &project.fields);
    }
    text.push_str("VOTES\n");
    row(&mut text, &file.vote_columns);
    for cast in &file.votes {
        row(&mut text, &cast.fields);
    }
    text
}

fn row<T: AsRef<[u8]>>(text: &mut String, fields: impl IntoIterator<Item = T>) {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    // A row of at least one field into memory: neither writing nor flushing can fail.
    if writer.write_record(fields).is_err() {
        return;
    }
    if let Ok(bytes) = writer.into_inner() {
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
}
