//! Reading a `.pb` file.

use super::{
    Cast, MOST_BYTES, MOST_COLUMNS, MOST_VOTES, PbError, PbFile, Problem, Project, VoteType,
};
use crate::ballot::paper::{Ballot, Item};
use crate::ballot::vote::{MOST_MONEY, MOST_OPTIONS};
use csv::{ReaderBuilder, StringRecord};
use std::collections::{HashMap, HashSet};

/// One section: its columns, and its rows with their lines.
struct Section {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
}

const NAMES: [&str; 3] = ["META", "PROJECTS", "VOTES"];
/// The place of VOTES among them.
const VOTES: usize = 2;

/// Reads the text of a file.
pub fn read(text: &str) -> Result<PbFile, PbError> {
    if text.len() > MOST_BYTES {
        return Err(at(1, Problem::TooLarge));
    }
    let (sections, last) = sections(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let [meta, projects, votes] = sections;
    let (meta, mut budget, vote_type) = read_meta(meta, last)?;
    let (project_columns, mut projects) = read_projects(projects, last)?;
    let whole = projects.iter().all(|project| project.cost % 100 == 0) && budget % 100 == 0;
    let per_unit = if whole { 1 } else { 100 };
    // Amounts were read in hundredths.
    if whole {
        budget /= 100;
        for project in &mut projects {
            project.cost /= 100;
        }
    }
    let (vote_columns, votes) = read_votes(votes, &projects, vote_type, last)?;
    Ok(PbFile {
        meta,
        budget,
        per_unit,
        vote_type,
        project_columns,
        projects,
        vote_columns,
        votes,
    })
}

fn sections(text: &str) -> Result<([Section; 3], u64), PbError> {
    let mut sections = NAMES.map(|name| Section {
        name,
        columns: Vec::new(),
        rows: Vec::new(),
    });
    let mut begun = [false; 3];
    let mut current = None;
    let mut last = 1;
    let mut reader = ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(last, csv::Position::line);
            at(line, Problem::Unreadable)
        })?;
        let line = record.position().map_or(last, csv::Position::line);
        last = line;
        let first = record.get(0).unwrap_or_default().trim();
        if record.len() == 1 && first.is_empty() {
            continue;
        }
        // A section's name stands alone, or before empty fields where a spreadsheet saved the file.
        let alone = record.iter().skip(1).all(|field| field.trim().is_empty());
        let named = NAMES
            .iter()
            .position(|name| first.eq_ignore_ascii_case(name));
        if let Some(section) = named.filter(|_| alone) {
            if begun[section] {
                return Err(at(line, Problem::SectionTwice(NAMES[section].into())));
            }
            begun[section] = true;
            current = Some(section);
            continue;
        }
        let Some(section) = current else {
            return Err(at(line, Problem::NoSection));
        };
        sections[section].add(line, record)?;
    }
    match begun.iter().position(|&begun| !begun) {
        Some(missing) => Err(at(last, Problem::Missing(NAMES[missing]))),
        None => Ok((sections, last)),
    }
}

impl Section {
    fn add(&mut self, line: u64, record: StringRecord) -> Result<(), PbError> {
        if self.columns.is_empty() {
            if record.len() > MOST_COLUMNS {
                return Err(at(line, Problem::TooMany("columns")));
            }
            self.columns = record.iter().map(|name| name.trim().to_owned()).collect();
            return Ok(());
        }
        let most = if self.name == NAMES[VOTES] {
            MOST_VOTES
        } else {
            usize::from(MOST_OPTIONS)
        };
        if self.rows.len() == most {
            return Err(at(line, Problem::TooMany("rows")));
        }
        let (given, columns) = (record.len(), self.columns.len());
        // A row may leave out its last fields, or have empty ones after them.
        if record
            .iter()
            .skip(columns)
            .any(|field| !field.trim().is_empty())
        {
            return Err(at(line, Problem::Fields { given, columns }));
        }
        self.rows.push((line, record));
        Ok(())
    }

    fn column(&self, name: &'static str, last: u64) -> Result<usize, PbError> {
        let found = self
            .columns
            .iter()
            .position(|column| column.eq_ignore_ascii_case(name));
        found.ok_or_else(|| at(last, Problem::Missing(name)))
    }

    /// All fields of a row: as many as there are columns.
    fn fields(&self, record: &StringRecord) -> Vec<String> {
        (0..self.columns.len())
            .map(|index| record.get(index).unwrap_or_default().trim().to_owned())
            .collect()
    }
}

type Meta = (Vec<(String, String)>, u64, VoteType);

fn read_meta(section: Section, last: u64) -> Result<Meta, PbError> {
    let mut pairs = Vec::with_capacity(section.rows.len());
    let (mut budget, mut vote_type) = (None, None);
    for (line, record) in &section.rows {
        let key = record.get(0).unwrap_or_default().trim().to_owned();
        let value = record.get(1).unwrap_or_default().trim().to_owned();
        match key.to_ascii_lowercase().as_str() {
            "budget" => budget = Some(amount(&value, *line)?),
            "vote_type" => vote_type = Some(type_of(&value, *line)?),
            _ => {}
        }
        pairs.push((key, value));
    }
    let budget = budget.ok_or_else(|| at(last, Problem::Missing("budget")))?;
    let vote_type = vote_type.ok_or_else(|| at(last, Problem::Missing("vote_type")))?;
    Ok((pairs, budget, vote_type))
}

fn type_of(value: &str, line: u64) -> Result<VoteType, PbError> {
    match value.to_ascii_lowercase().as_str() {
        "approval" => Ok(VoteType::Approval),
        "choose-1" => Ok(VoteType::ChooseOne),
        "ordinal" => Ok(VoteType::Ordinal),
        "cumulative" => Ok(VoteType::Cumulative),
        "scoring" => Ok(VoteType::Scoring),
        _ => Err(at(line, Problem::VoteType(cut(value)))),
    }
}

fn read_projects(section: Section, last: u64) -> Result<(Vec<String>, Vec<Project>), PbError> {
    let (id, cost) = (
        section.column("project_id", last)?,
        section.column("cost", last)?,
    );
    let mut seen = HashSet::new();
    let mut projects = Vec::with_capacity(section.rows.len());
    for (line, record) in &section.rows {
        let fields = section.fields(record);
        let name = fields[id].clone();
        if name.is_empty() {
            return Err(at(*line, Problem::Missing("project_id")));
        }
        if !seen.insert(name.clone()) {
            return Err(at(*line, Problem::ProjectTwice(cut(&name))));
        }
        projects.push(Project {
            cost: amount(&fields[cost], *line)?,
            id: name,
            fields,
        });
    }
    if projects.is_empty() {
        return Err(at(last, Problem::Missing("a project")));
    }
    Ok((section.columns, projects))
}

fn read_votes(
    section: Section,
    projects: &[Project],
    vote_type: VoteType,
    last: u64,
) -> Result<(Vec<String>, Vec<Cast>), PbError> {
    let ids: Vec<(&str, Item)> = (0..)
        .zip(projects)
        .map(|(index, project)| (project.id.as_str(), Item(index)))
        .collect();
    let ids: HashMap<&str, Item> = ids.into_iter().collect();
    let vote = section.column("vote", last)?;
    let points = match vote_type {
        VoteType::Cumulative | VoteType::Scoring => Some(section.column("points", last)?),
        VoteType::Approval | VoteType::ChooseOne | VoteType::Ordinal => None,
    };
    let mut votes = Vec::with_capacity(section.rows.len());
    for (line, record) in &section.rows {
        let fields = section.fields(record);
        let items = named(&fields[vote], &ids, *line)?;
        let ballot = match (vote_type, points) {
            (VoteType::Ordinal, _) => Ballot::Ranked(items),
            (_, Some(points)) => rated(items, &fields[points], *line)?,
            (_, None) => {
                let mut items = items;
                items.sort_unstable();
                Ballot::Chosen(items)
            }
        };
        votes.push(Cast { ballot, fields });
    }
    Ok((section.columns, votes))
}

fn named(text: &str, ids: &HashMap<&str, Item>, line: u64) -> Result<Vec<Item>, PbError> {
    let mut items = Vec::new();
    let mut seen = HashSet::new();
    for id in text.split(',').map(str::trim) {
        if id.is_empty() {
            continue;
        }
        let item = *ids
            .get(id)
            .ok_or_else(|| at(line, Problem::NoProject(cut(id))))?;
        if !seen.insert(item) {
            return Err(at(line, Problem::NamedTwice(cut(id))));
        }
        items.push(item);
    }
    Ok(items)
}

fn rated(items: Vec<Item>, text: &str, line: u64) -> Result<Ballot, PbError> {
    let words: Vec<&str> = text
        .split(',')
        .map(str::trim)
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() != items.len() {
        let (points, projects) = (words.len(), items.len());
        return Err(at(line, Problem::Pairs { points, projects }));
    }
    let mut entries = Vec::with_capacity(items.len());
    for (item, word) in items.into_iter().zip(words) {
        let points: u32 = word
            .parse()
            .map_err(|_| at(line, Problem::Points(cut(word))))?;
        if points > 0 {
            entries.push((item, points));
        }
    }
    entries.sort_unstable();
    Ok(Ballot::Rated(entries))
}

/// An amount in hundredths of a unit: "1200", "1200.5" and "1200,50" are amounts, "1200.505" is none.
fn amount(text: &str, line: u64) -> Result<u64, PbError> {
    let bad = || at(line, Problem::Amount(cut(text)));
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = fraction.trim_end_matches('0');
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return Err(bad());
    }
    match format!("{whole}{fraction:0<2}").parse() {
        Ok(amount) if (1..=MOST_MONEY).contains(&amount) => Ok(amount),
        Ok(_) | Err(_) => Err(bad()),
    }
}

const fn at(line: u64, problem: Problem) -> PbError {
    PbError { line, problem }
}

fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
