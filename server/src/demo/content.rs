//! The texts of the demo: the files of `content/`, read into types.

use anyhow::Context;
use cabildo_domain::comment::Alignment;
use serde::Deserialize;

/// One consultation with all that happens in it. Days are counted from the moment the demo is made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultation {
    pub slug: String,
    pub template: String,
    pub language: String,
    pub title: String,
    pub summary: String,
    pub description: String,
    pub promise: String,
    #[serde(default)]
    pub outcome: String,
    pub themes: Vec<String>,
    pub areas: String,
    /// The day on which it went to the archive.
    pub archived: Option<i64>,
    pub phases: Vec<Phase>,
    #[serde(default)]
    pub ladder: Vec<Rung>,
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Those of the lab first.
    #[serde(default)]
    pub statements: Vec<Statement>,
}

/// A statement that people agree or disagree with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The text.
    pub text: String,
    /// How many in a hundred of each group agree with it.
    pub agree: [usize; 3],
    /// When a resident added it; without a day, it is the lab's.
    pub day: Option<f64>,
    /// Another person's report about it.
    pub report: Option<Report>,
}

/// A phase.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    pub name: String,
    pub description: String,
    pub method: String,
    pub from: i64,
    pub to: i64,
    #[serde(default)]
    pub propose: bool,
    #[serde(default)]
    pub comment: bool,
    #[serde(default)]
    pub support: bool,
}

/// A rung of the ladder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub count: i64,
    pub owes: String,
    pub owner: String,
    pub days: i64,
}

/// A proposal and what follows from it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    pub title: String,
    pub body: String,
    pub language: Option<String>,
    pub theme: String,
    pub area: Option<String>,
    /// The author's name.
    pub by: String,
    pub day: f64,
    /// How many people support it.
    #[serde(default)]
    pub supports: usize,
    /// How many more support it from one place within an hour, yesterday: at a street stall, from one network.
    #[serde(default)]
    pub stall: usize,
    #[serde(default)]
    pub comments: Vec<Remark>,
    #[serde(default)]
    pub answers: Vec<Answer>,
    pub hide: Option<Hide>,
    #[serde(default)]
    pub reports: Vec<Report>,
}

/// The city's answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub day: f64,
    /// Whether it gives the first response that is owed.
    #[serde(default)]
    pub owed: bool,
    pub status: String,
    pub body: String,
}

/// A comment (the first is 1) that a moderator hides.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hide {
    pub comment: usize,
    pub reason: String,
    pub day: f64,
}

/// A report about a comment (the first is 1), or about what it stands under.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    pub comment: Option<usize>,
    pub reason: String,
    pub note: String,
}

/// A comment, written `for 12/3: text`: its side, the numbers who agree and disagree, the text. Two spaces before it
/// make it a reply to the comment above that is less indented; `author` in front makes the proposal's author its
/// writer.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Remark {
    pub depth: usize,
    pub by_author: bool,
    pub alignment: Alignment,
    pub ups: usize,
    pub downs: usize,
    pub body: String,
}

impl TryFrom<String> for Remark {
    type Error = String;

    fn try_from(line: String) -> Result<Self, String> {
        let wrong = || format!("not a comment: {line}");
        let depth = line.chars().take_while(|c| *c == ' ').count() / 2;
        let (head, body) = line.trim_start().split_once(": ").ok_or_else(wrong)?;
        let mut words = head.split(' ').peekable();
        let by_author = words.next_if_eq(&"author").is_some();
        let alignment = words
            .next()
            .and_then(|word| word.parse().ok())
            .ok_or_else(wrong)?;
        let (ups, downs) = match words.next() {
            None => (0, 0),
            Some(counts) => {
                let (ups, downs) = counts.split_once('/').ok_or_else(wrong)?;
                (
                    ups.parse().map_err(|_| wrong())?,
                    downs.parse().map_err(|_| wrong())?,
                )
            }
        };
        Ok(Self {
            depth,
            by_author,
            alignment,
            ups,
            downs,
            body: body.to_owned(),
        })
    }
}

/// The parts from which names are made.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    pub given: Vec<String>,
    pub family: Vec<String>,
}

/// Every consultation of the demo.
///
/// # Errors
/// When a file does not match the types above: a mistake of ours, which a test finds.
pub fn all() -> anyhow::Result<Vec<Consultation>> {
    let files = [
        concat!(
            include_str!("content/neighbourhood.toml"),
            include_str!("content/neighbourhood_more.toml")
        ),
        include_str!("content/constitution.toml"),
        include_str!("content/fail.toml"),
        include_str!("content/pilot.toml"),
        include_str!("content/upcoming.toml"),
        include_str!("content/archived.toml"),
        include_str!("content/cars.toml"),
    ];
    files
        .into_iter()
        .map(|file| toml::from_str(file).context("the demo's content"))
        .collect()
}

/// The names of the residents.
///
/// # Errors
/// As [`all`].
pub fn names() -> anyhow::Result<Names> {
    toml::from_str(include_str!("content/people.toml")).context("the demo's names")
}

#[cfg(test)]
mod tests {
    use super::*;
    use cabildo_domain::opinion::StatementText;

    #[test]
    fn every_proposal_names_a_theme_and_an_area_of_its_consultation() {
        for consultation in all().unwrap() {
            for proposal in &consultation.proposals {
                assert!(
                    consultation.themes.contains(&proposal.theme),
                    "{}: {}",
                    proposal.title,
                    proposal.theme
                );
                if let Some(area) = &proposal.area {
                    assert!(
                        consultation.areas.lines().any(|line| line.trim() == area),
                        "{}: {area}",
                        proposal.title
                    );
                }
                let comments = proposal.reports.iter().filter_map(|report| report.comment);
                for number in comments.chain(proposal.hide.iter().map(|hide| hide.comment)) {
                    assert!(
                        (1..=proposal.comments.len()).contains(&number),
                        "{}",
                        proposal.title
                    );
                }
            }
        }
    }

    #[test]
    fn statements_are_sentences_that_a_resident_could_post() {
        let contents = all().unwrap();
        let said: Vec<&Statement> = contents
            .iter()
            .flat_map(|consultation| &consultation.statements)
            .collect();
        assert_eq!(said.len(), 20);
        assert!(said.is_sorted_by_key(|statement| statement.day.is_some()));
        for statement in said {
            assert!(
                StatementText::parse(&statement.text).is_ok(),
                "{}",
                statement.text
            );
            assert!(
                statement.agree.iter().all(|share| *share <= 100),
                "{}",
                statement.text
            );
        }
    }

    #[test]
    fn a_comment_is_read_with_its_place_and_its_reactions() {
        let remark = Remark::try_from("  author against 5/11: No: too dear.".to_owned()).unwrap();
        let body = "No: too dear.".to_owned();
        assert_eq!(
            remark,
            Remark {
                depth: 1,
                by_author: true,
                alignment: Alignment::Against,
                ups: 5,
                downs: 11,
                body
            }
        );
        assert!(Remark::try_from("maybe: so".to_owned()).is_err());
    }
}
