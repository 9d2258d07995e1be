//! Budgets of real cities (PaBuLib), read from the folder of public data sets. The data is not part of this repository, so
//! these tests are ignored unless they are asked for; asked for, they fail without it.

use crate::profiles::{SHARES, shown};
use cabildo_insight::ballot::{
    BudgetRule, Order, Outcome, Rule, Tally,
    pabulib::{PbFile, VoteType, read, write},
    paper::items,
    tally,
};
use std::{fs, path::PathBuf};

/// The projects that pabutools 1.2.3 funds by equal shares with Add1 in steps of 1, in this order; ties as in `figures.rs`. Projects are
/// numbered as they stand in the file.
const PABUTOOLS: [(&str, &[u32]); 2] = [
    ("Poland_Warszawa_2019_Nadwisle", &[1, 2, 4, 5, 7]),
    (
        "Netherlands_Amsterdam_267",
        &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14, 11, 12, 24, 25],
    ),
];

/// The files, by name.
fn files() -> Vec<(String, PbFile)> {
    let default = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let data = std::env::var_os("CABILDO_SHARED_DATA").map_or_else(default, PathBuf::from);
    let folder = data.join("pabulib");
    assert!(
        folder.is_dir(),
        "{} is not there: CABILDO_SHARED_DATA names the folder of the public data sets",
        folder.display()
    );
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pb"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let file = read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                file,
            )
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

#[test]
#[ignore = "reads public data sets"]
fn real_files_are_read_and_written() {
    for (name, file) in files() {
        assert!(read(&write(&file)).unwrap() == file, "{name}");
        eprintln!(
            "{name}: {} projects, {} ballots, {:?}",
            file.projects.len(),
            file.votes.len(),
            file.vote_type
        );
    }
}

#[test]
#[ignore = "reads public data sets"]
fn greedy_chooses_what_the_city_chose() {
    let mut compared = 0;
    for (name, file) in files() {
        let selected = file
            .project_columns
            .iter()
            .position(|column| column == "selected");
        let (Some(selected), VoteType::Approval) = (selected, file.vote_type) else {
            eprintln!("skipped: {name} has no approvals, or does not say what was chosen");
            continue;
        };
        let (vote, pile) = file.budget_vote(BudgetRule::Greedy).unwrap();
        let found = tally(&vote, &pile, None);
        let ours: Vec<u32> = shown(found.outcome().winners());
        let theirs: Vec<u32> = (1..)
            .zip(&file.projects)
            .filter(|(_, project)| project.fields[selected] == "1")
            .map(|(number, _)| number)
            .collect();
        let mut sorted = ours.clone();
        sorted.sort_unstable();
        eprintln!("{name}: as the city chose: {}", sorted == theirs);
        if name.starts_with("Poland_Warszawa_2019_Nadwisle") {
            assert_eq!(sorted, theirs);
            compared += 1;
        }
    }
    assert!(compared > 0, "no file of Nadwisle was compared");
}

#[test]
#[ignore = "reads public data sets"]
fn equal_shares_of_real_budgets_stay_within_the_money() {
    for (name, file) in files() {
        let Ok((vote, pile)) = file.budget_vote(SHARES) else {
            eprintln!("skipped: {name} has no approvals");
            continue;
        };
        if pile.ballots() > 10_000 && cfg!(debug_assertions) {
            eprintln!(
                "skipped: {name} takes long without optimisation; `cargo xtask bench` counts large ones"
            );
            continue;
        }
        let Rule::Budget(budget) = vote.rule() else {
            panic!()
        };
        let order = Order::of(&items(vote.options()).collect::<Vec<_>>());
        let Tally::EqualShares(found) = tally(&vote, &pile, Some(&order)) else {
            panic!()
        };
        let Outcome::Decided { winners, .. } = &found.outcome else {
            panic!("{name}")
        };
        let cost: u64 = winners.iter().map(|item| budget.costs[item.index()]).sum();
        assert_eq!(cost + found.left, budget.money, "{name}");
        let rounds: Vec<u32> = shown(
            &found
                .rounds
                .iter()
                .map(|round| round.item)
                .collect::<Vec<_>>(),
        );
        match PABUTOOLS.iter().find(|(file, _)| *file == name) {
            Some((_, theirs)) => assert_eq!(rounds, *theirs, "{name}"),
            None => eprintln!("{name}: not counted by pabutools"),
        }
        eprintln!(
            "{name}: {} projects, run {}, {} left",
            winners.len(),
            found.run,
            found.left
        );
    }
}
