//! `.pb` files: what is read is written again; every fault has its line.

use crate::profiles::{SHARES, budget, pile, winners};
use cabildo_insight::ballot::{
    Ballot, BudgetRule, Item, Rule,
    pabulib::{NoBudget, PbFile, Problem, VoteType, read, write},
    tally,
};
use proptest::prelude::*;

/// The example of <https://equalshares.net/implementation/computation>.
const SMALL: &str = "META
key;value
description;Example election
num_projects;3
num_votes;4
budget;100000
vote_type;approval
PROJECTS
project_id;name;cost
1;Project 1;5000
2;Project 2;10000
3;Project 3;85000
VOTES
voter_id;vote
1;1,2
2;1
3;3
4;1,2,3
";

#[test]
fn a_file_is_read_and_counted() {
    let file = read(SMALL).unwrap();
    assert_eq!((file.budget, file.vote_type), (100_000, VoteType::Approval));
    for rule in [BudgetRule::Greedy, SHARES] {
        let (vote, pile) = file.budget_vote(rule).unwrap();
        assert_eq!(winners(&tally(&vote, &pile, None)), [1, 2, 3]);
    }
    assert_eq!(write(&file), SMALL);
}

#[test]
fn what_spreadsheets_make_of_it_is_read_too() {
    let text = SMALL
        .replace('\n', "\r\n")
        .replace("META", "\u{feff}meta;;")
        .replace("2;1\r", "2;1;;\r")
        .replace("budget;100000", "budget;100000.00")
        .replace("Project 2;", "\"Project; the \"\"second\"\"\";")
        .replace("VOTES", "\r\nVotes");
    let file = read(&text).unwrap();
    assert_eq!(file.projects[1].fields[1], "Project; the \"second\"");
    assert_eq!(file.votes.len(), 4);
    assert_eq!(read(&write(&file)).unwrap(), file);
}

#[test]
fn fractions_of_a_unit_are_counted_in_hundredths() {
    let file = read(&SMALL.replace("budget;100000", "budget;100000.5")).unwrap();
    assert_eq!((file.budget, file.per_unit), (10_000_050, 100));
    assert_eq!(file.projects[0].cost, 500_000);
    let (vote, _) = file.budget_vote(SHARES).unwrap();
    let Rule::Budget(budget) = vote.rule() else {
        panic!()
    };
    assert_eq!(budget.rule, BudgetRule::EqualShares { step: 100 });
    assert_eq!(read(&write(&file)).unwrap(), file);
}

#[test]
fn other_kinds_of_ballots_are_read() {
    let text = SMALL
        .replace("approval", "cumulative")
        .replace("voter_id;vote", "voter_id;vote;points")
        .replace("1;1,2\n", "1;2,1;3,0\n")
        .replace("2;1\n", "2;;\n")
        .replace("3;3\n", "3;3;7\n")
        .replace("4;1,2,3\n", "4;1,2,3;1,1,1\n");
    let file = read(&text).unwrap();
    assert_eq!(file.votes[0].ballot, Ballot::Rated(vec![(Item(1), 3)]));
    assert!(file.votes[1].ballot.is_blank());
    assert_eq!(file.budget_vote(SHARES), Err(NoBudget::VoteType));
    let ordinal = read(
        &SMALL
            .replace("approval", "ordinal")
            .replace("4;1,2,3", "4;3,1"),
    )
    .unwrap();
    assert_eq!(
        ordinal.votes[3].ballot,
        Ballot::Ranked(vec![Item(2), Item(0)])
    );
}

#[test]
fn every_fault_has_its_line() {
    let cut = |text: &str| text.to_owned();
    let faults = [
        (
            "budget;100000",
            "budget;a lot",
            6,
            Problem::Amount(cut("a lot")),
        ),
        (
            "budget;100000",
            "budget;100000.505",
            6,
            Problem::Amount(cut("100000.505")),
        ),
        ("budget;100000", "budget;-5", 6, Problem::Amount(cut("-5"))),
        (
            "budget;100000",
            "budget;NaN",
            6,
            Problem::Amount(cut("NaN")),
        ),
        ("budget;100000\n", "", 17, Problem::Missing("budget")),
        (
            "approval",
            "applause",
            7,
            Problem::VoteType(cut("applause")),
        ),
        (
            "vote_type;approval\n",
            "",
            17,
            Problem::Missing("vote_type"),
        ),
        ("approval", "scoring", 18, Problem::Missing("points")),
        (
            "2;Project 2",
            "1;Project 2",
            11,
            Problem::ProjectTwice(cut("1")),
        ),
        (
            "2;Project 2",
            ";Project 2",
            11,
            Problem::Missing("project_id"),
        ),
        ("10000\n", "0\n", 11, Problem::Amount(cut("0"))),
        (
            "10000\n",
            "99999999999999999999\n",
            11,
            Problem::Amount(cut("99999999999999999999")),
        ),
        ("10000\n", "\n", 11, Problem::Amount(String::new())),
        ("2;1\n", "2;4\n", 16, Problem::NoProject(cut("4"))),
        ("2;1\n", "2;1,1\n", 16, Problem::NamedTwice(cut("1"))),
        (
            "2;1\n",
            "2;1;2\n",
            16,
            Problem::Fields {
                given: 3,
                columns: 2,
            },
        ),
        (
            "voter_id;vote",
            "voter_id;ballot",
            18,
            Problem::Missing("vote"),
        ),
        ("project_id", "project", 18, Problem::Missing("project_id")),
        (
            "VOTES\n",
            "PROJECTS\n",
            13,
            Problem::SectionTwice(cut("PROJECTS")),
        ),
        ("META\n", "", 1, Problem::NoSection),
    ];
    for (from, to, line, problem) in faults {
        let text = SMALL.replacen(from, to, 1);
        assert_ne!(text, SMALL, "{from}");
        let error = read(&text).unwrap_err();
        assert_eq!(
            (error.line, &error.problem),
            (line, &problem),
            "{from} -> {to}"
        );
    }
    let votes = SMALL.find("VOTES").unwrap();
    let error = read(&SMALL[..votes]).unwrap_err();
    assert_eq!((error.line, error.problem), (12, Problem::Missing("VOTES")));
    assert_eq!(read("").unwrap_err().problem, Problem::Missing("META"));
}

#[test]
fn limits_of_size_hold() {
    let many = format!("{SMALL}{}", "x;".repeat(200));
    assert!(matches!(
        read(&many).unwrap_err().problem,
        Problem::Fields { .. } | Problem::NoProject(_)
    ));
    let wide = SMALL.replace(
        "voter_id;vote",
        &format!("voter_id;vote{}", ";x".repeat(100)),
    );
    assert_eq!(
        read(&wide).unwrap_err().problem,
        Problem::TooMany("columns")
    );
    let projects: String = (0..1_001).map(|id| format!("p{id};Name;5\n")).collect();
    let long = SMALL.replace("1;Project 1;5000\n", &projects);
    assert_eq!(read(&long).unwrap_err().problem, Problem::TooMany("rows"));
    let long_name = SMALL.replace("2;1\n", &format!("2;{}\n", "x".repeat(5_000)));
    let Problem::NoProject(name) = read(&long_name).unwrap_err().problem else {
        panic!()
    };
    assert_eq!(name.len(), 40);
}

#[test]
fn a_vote_of_ours_becomes_a_file() {
    let vote = budget(100, &[60, 50], SHARES);
    let pile = pile(&vote, "2*1;1*1,2;1*-");
    let file = PbFile::of(
        "Parks; and trees",
        &vote,
        &["Old\nelms", "New \"oaks\""],
        &pile,
    )
    .unwrap();
    let again = read(&write(&file)).unwrap();
    assert_eq!(again, file);
    assert_eq!(again.budget_vote(SHARES).unwrap(), (vote, pile));
}

proptest! {
    #[test]
    fn no_text_is_a_panic(text in "(META|PROJECTS|VOTES|[a-z0-9;,\"\n ]|budget;1\n|\u{e9}){0,40}") {
        if let Ok(file) = read(&text) {
            prop_assert_eq!(read(&write(&file)).unwrap(), file);
        }
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(at in 0..300_usize, byte in "[a-z0-9;,\"\n ]") {
        let at = at % SMALL.len();
        let text = format!("{}{byte}{}", &SMALL[..at], &SMALL[at + 1..]);
        if let Ok(file) = read(&text) {
            prop_assert_eq!(read(&write(&file)).unwrap(), file);
        }
    }
}
