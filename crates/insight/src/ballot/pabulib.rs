//! PaBuLib files (`.pb`): the budgets of cities with their ballots, read and written.
//!
//! Three sections, META, PROJECTS and VOTES, each with a line of column names, fields between semicolons, quoted where
//! needed. *Source:* D. Stolicki, S. Szufa, N. Talmon, "Pabulib: a participatory budgeting library", 2020,
//! arXiv:2012.06539. The file is kept whole, also columns that nothing here uses, so that a file that is read and written
//! again says the same.
//!
//! Read strictly: an unknown project in a ballot, a doubled one, a number that is none, is an error with its line.

mod read;
mod write;

use super::paper::Ballot;
use super::pile::{Pile, PileFull};
use super::vote::{Budget, BudgetRule, Rule, Vote, VoteError};
use thiserror::Error;

pub use read::read;
pub use write::write;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 256 << 20;
/// The most ballots in a file.
pub const MOST_VOTES: usize = 5_000_000;
/// The most columns of a section.
pub const MOST_COLUMNS: usize = 100;

/// The content of a ballot of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoteType {
    /// Projects, each approved.
    Approval,
    /// One project.
    ChooseOne,
    /// Projects, the best first.
    Ordinal,
    /// Projects with points, of which there are so many in all.
    Cumulative,
    /// Projects with scores.
    Scoring,
}

/// One project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Its name in the ballots of the file.
    pub id: String,
    /// Its cost, as [`PbFile::per_unit`] says.
    pub cost: u64,
    /// All of its fields, as the columns stand.
    pub fields: Vec<String>,
}

/// One ballot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// The content. Projects are numbered as they stand in the file.
    pub ballot: Ballot,
    /// All of its fields, as the columns stand.
    pub fields: Vec<String>,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PbFile {
    /// The keys and values of META, in their order.
    pub meta: Vec<(String, String)>,
    /// The money, as [`PbFile::per_unit`] says.
    pub budget: u64,
    /// How many of the amounts in `budget` and `cost` make a unit of the file's currency: 1, or 100 where the file has
    /// fractions of a unit.
    pub per_unit: u64,
    /// The content of a ballot.
    pub vote_type: VoteType,
    /// The columns of PROJECTS.
    pub project_columns: Vec<String>,
    /// The projects.
    pub projects: Vec<Project>,
    /// The columns of VOTES.
    pub vote_columns: Vec<String>,
    /// The ballots.
    pub votes: Vec<Cast>,
}

/// A fault of a file, and its line.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {problem}")]
pub struct PbError {
    /// The line, from 1; the last one for what is missing.
    pub line: u64,
    /// The fault.
    pub problem: Problem,
}

/// A fault of a line. Texts of the file are cut to 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// The file is larger than [`MOST_BYTES`].
    #[error("the file is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// There are more rows or columns than are read.
    #[error("there are too many {0}")]
    TooMany(&'static str),
    /// It is no text in UTF-8, or quotes do not match.
    #[error("the line cannot be read")]
    Unreadable,
    /// Something stands before the first section.
    #[error("no section has begun: META, PROJECTS or VOTES")]
    NoSection,
    /// A section begins a second time.
    #[error("the section {0} is there twice")]
    SectionTwice(String),
    /// A section, a column or a key is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A row has not as many fields as the section has columns.
    #[error("{given} fields in {columns} columns")]
    Fields {
        /// So many there are.
        given: usize,
        /// So many there should be.
        columns: usize,
    },
    /// It is not an amount above 0 with at most two decimals.
    #[error("{0:?} is not an amount above 0 with at most two decimals")]
    Amount(String),
    /// It is not a whole number of points.
    #[error("{0:?} is not a whole number of points")]
    Points(String),
    /// There are not as many points as projects on a ballot.
    #[error("{points} points for {projects} projects")]
    Pairs {
        /// How many points.
        points: usize,
        /// How many projects.
        projects: usize,
    },
    /// It is a type of ballots that is not known.
    #[error("{0:?} is not a type of ballots")]
    VoteType(String),
    /// Two projects have the same name.
    #[error("the project {0:?} is there twice")]
    ProjectTwice(String),
    /// A ballot names a project that does not exist.
    #[error("there is no project {0:?}")]
    NoProject(String),
    /// A ballot names a project twice.
    #[error("the ballot names project {0:?} twice")]
    NamedTwice(String),
}

/// Why a file cannot be counted as a budget.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoBudget {
    /// Its ballots do not approve projects.
    #[error("the ballots of the file are not approvals")]
    VoteType,
    /// A number is outside its limits.
    #[error(transparent)]
    Vote(#[from] VoteError),
    /// There are too many ballots.
    #[error(transparent)]
    Pile(#[from] PileFull),
}

impl PbFile {
    /// The vote and the ballots of a file whose ballots approve projects. A step of equal shares is in units of the file's
    /// currency.
    pub fn budget_vote(&self, rule: BudgetRule) -> Result<(Vote, Pile), NoBudget> {
        match self.vote_type {
            VoteType::Approval | VoteType::ChooseOne => {}
            VoteType::Ordinal | VoteType::Cumulative | VoteType::Scoring => {
                return Err(NoBudget::VoteType);
            }
        }
        let options = u16::try_from(self.projects.len()).unwrap_or(u16::MAX);
        let rule = match rule {
            BudgetRule::Greedy => BudgetRule::Greedy,
            BudgetRule::EqualShares { step } => BudgetRule::EqualShares {
                step: step.saturating_mul(self.per_unit),
            },
        };
        let budget = Budget {
            money: self.budget,
            costs: self.projects.iter().map(|project| project.cost).collect(),
            most: options,
            within_money: false,
            rule,
        };
        let vote = Vote::new(options, 1, Rule::Budget(budget))?;
        let pile = Pile::of(self.votes.iter().map(|cast| cast.ballot.clone()))?;
        Ok((vote, pile))
    }

    /// A file of a budget vote: one line for each ballot, numbered in the order of their content, which says nothing of who
    /// cast them. `names` are the projects' names; `None` for a vote that is no budget.
    #[must_use]
    pub fn of(description: &str, vote: &Vote, names: &[&str], pile: &Pile) -> Option<Self> {
        let Rule::Budget(budget) = vote.rule() else {
            return None;
        };
        let votes = super::greedy::votes(budget.costs.len(), pile);
        let text = |word: &str| word.to_owned();
        let projects = (1..).zip(budget.costs.iter().zip(&votes)).zip(names);
        let projects: Vec<Project> = projects
            .map(|((number, (&cost, votes)), name)| {
                let number: u32 = number;
                Project {
                    id: number.to_string(),
                    cost,
                    fields: vec![
                        number.to_string(),
                        cost.to_string(),
                        votes.to_string(),
                        one_line(name),
                    ],
                }
            })
            .collect();
        let mut casts = Vec::new();
        for (ballot, count) in pile.groups() {
            for _ in 0..*count {
                let chosen = if ballot.is_blank() {
                    String::new()
                } else {
                    ballot.to_string()
                };
                casts.push(Cast {
                    fields: vec![(casts.len() + 1).to_string(), chosen],
                    ballot: ballot.clone(),
                });
            }
        }
        let rule = match budget.rule {
            BudgetRule::Greedy => "greedy",
            BudgetRule::EqualShares { .. } => "equalshares/add1",
        };
        let mut meta = vec![
            (text("description"), one_line(description)),
            (text("num_projects"), projects.len().to_string()),
            (text("num_votes"), casts.len().to_string()),
            (text("budget"), budget.money.to_string()),
            (text("vote_type"), text("approval")),
            (text("rule"), text(rule)),
            (text("max_length"), budget.most.to_string()),
        ];
        if budget.within_money {
            meta.push((text("max_sum_cost"), budget.money.to_string()));
        }
        Some(Self {
            meta,
            budget: budget.money,
            per_unit: 1,
            vote_type: VoteType::Approval,
            project_columns: ["project_id", "cost", "votes", "name"].map(text).into(),
            projects,
            vote_columns: ["voter_id", "vote"].map(text).into(),
            votes: casts,
        })
    }
}

/// Line ends within a field are allowed, but few programs read them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
