//! The worked examples of `docs/BALLOTS.md`, computed.
//!
//! A block of the page begins with "ballots", the rule and its numbers, then the ballots, then a line with "=", then what is
//! counted. Where something else is counted, the test fails, and the page as it should be lies in the folder that it names.

use crate::profiles::{SHARES, budget, pile, runoff, schulze, shown, vote};
use cabildo_insight::ballot::{
    BudgetRule, Outcome, Rule, Tally, Vote,
    equal_shares::{EqualShares, decimal},
    greedy::Step,
    paper::items,
    runoff::Runoff,
    schulze::Schulze,
    sums::Sums,
    tally,
};
use std::{fmt::Write, fs, path::Path};

#[test]
fn the_examples_of_the_page_are_what_the_code_counts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("../../docs/BALLOTS.md")).unwrap();
    let mut counted = String::new();
    let (mut rest, mut examples) = (page.as_str(), 0);
    while let Some((before, block)) = rest.split_once("```ballots ") {
        let (block, after) = block.split_once("```\n").unwrap();
        let (head, body) = block.split_once('\n').unwrap();
        let (ballots, _) = body.split_once("=\n").unwrap();
        write!(
            counted,
            "{before}```ballots {head}\n{ballots}=\n{}```\n",
            count(head, ballots)
        )
        .unwrap();
        examples += 1;
        rest = after;
    }
    counted += rest;
    if counted != page {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        fs::write(folder.join("BALLOTS.md"), &counted).unwrap();
        panic!(
            "docs/BALLOTS.md disagrees with the code; {} has what is counted",
            folder.display()
        );
    }
    assert!(examples >= 10, "only {examples} examples");
}

fn count(head: &str, ballots: &str) -> String {
    let vote = vote_of(head);
    let pile = pile(&vote, &ballots.trim_end().replace('\n', ";"));
    let tally = tally(&vote, &pile, None);
    let mut text = match &tally {
        Tally::Sums(sums) => of_sums(sums),
        Tally::Runoff(runoff) => of_rounds(runoff),
        Tally::Schulze(schulze) => of_duels(schulze),
        Tally::Greedy(greedy) => {
            let Rule::Budget(budget) = vote.rule() else {
                panic!()
            };
            format!(
                "{}left: {}\n",
                of_steps(&greedy.steps, &budget.costs),
                greedy.left
            )
        }
        Tally::EqualShares(shares) => {
            let Rule::Budget(budget) = vote.rule() else {
                panic!()
            };
            of_shares(shares, &budget.costs)
        }
    };
    text += &match tally.outcome() {
        Outcome::NoVotes => "nothing wins\n".to_owned(),
        Outcome::Decided { winners, .. } => format!("wins: {}\n", list(&shown(winners))),
        Outcome::NeedsDraw(tie) => {
            format!("the draw decides between {}\n", list(&shown(&tie.items)))
        }
    };
    text
}

/// The vote of a head such as "runoff options=4".
fn vote_of(head: &str) -> Vote {
    let words: Vec<&str> = head.split(' ').collect();
    let numbers = |name: &str| -> Vec<u64> {
        let found = words
            .iter()
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        let found = found.unwrap_or_else(|| panic!("{head:?} has no {name}"));
        found
            .split(',')
            .map(|number| number.parse().unwrap())
            .collect()
    };
    let options = || numbers("options")[0] as u16;
    match words[0] {
        "single" => vote(options(), Rule::Single),
        "approval" => vote(options(), Rule::Approval { most: options() }),
        "score" => vote(
            options(),
            Rule::Score {
                highest: numbers("highest")[0] as u32,
            },
        ),
        "points" => vote(
            options(),
            Rule::Points {
                most: numbers("most")[0] as u32,
            },
        ),
        "runoff" => runoff(options()),
        "schulze" => schulze(options()),
        "greedy" => budget(numbers("money")[0], &numbers("costs"), BudgetRule::Greedy),
        "shares" => budget(numbers("money")[0], &numbers("costs"), SHARES),
        other => panic!("no rule {other:?}"),
    }
}

fn list<T: ToString>(parts: &[T]) -> String {
    parts
        .iter()
        .map(T::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn of_sums(sums: &Sums) -> String {
    let numbered = (1..).zip(&sums.sums);
    numbered
        .map(|(option, sum): (u32, _)| format!("{option}: {sum}\n"))
        .collect()
}

fn of_rounds(runoff: &Runoff) -> String {
    let mut text = String::new();
    for (number, round) in (1..).zip(&runoff.rounds) {
        let number: u32 = number;
        let standing = items(u16::MAX).zip(&round.votes);
        let has = standing.filter_map(|(item, votes)| Some(format!("{item} has {}", (*votes)?)));
        write!(text, "round {number}: {}", list(&has.collect::<Vec<_>>())).unwrap();
        if round.exhausted > 0 {
            write!(text, ", exhausted {}", round.exhausted).unwrap();
        }
        if !round.out.is_empty() {
            let moved = round.moved.iter().map(|moved| {
                let to = moved
                    .to
                    .map_or("exhausted".to_owned(), |to| format!("to {to}"));
                format!("{} from {} {to}", moved.ballots, moved.from)
            });
            let moved = list(&moved.collect::<Vec<_>>());
            write!(text, "; out: {} ({moved})", list(&round.out)).unwrap();
        }
        text.push('\n');
    }
    text
}

fn of_duels(schulze: &Schulze) -> String {
    let mut text = String::new();
    let all = items(schulze.wins.len() as u16);
    for a in all.clone() {
        for b in all.clone().filter(|&b| b > a) {
            let wins = |a: usize, b: usize| schulze.wins[a][b];
            let (first, second) = (wins(a.index(), b.index()), wins(b.index(), a.index()));
            write!(text, "{a} against {b}: {first} to {second}").unwrap();
            if schulze.beats_all().is_none() {
                let paths = |a: usize, b: usize| schulze.paths[a][b];
                let (there, back) = (paths(a.index(), b.index()), paths(b.index(), a.index()));
                write!(text, "; chains {there} and {back}").unwrap();
            }
            text.push('\n');
        }
    }
    let groups = schulze
        .ranking
        .iter()
        .map(|group| list(group).replace(", ", " = "));
    writeln!(text, "order: {}", groups.collect::<Vec<_>>().join(" > ")).unwrap();
    text
}

fn of_steps(steps: &[Step], costs: &[u64]) -> String {
    let step = |step: &Step| {
        let (cost, done) = (
            costs[step.item.index()],
            if step.funded { "funded" } else { "skipped" },
        );
        format!(
            "{}: {} votes, costs {cost} of {} left: {done}\n",
            step.item, step.votes, step.left
        )
    };
    steps.iter().map(step).collect()
}

fn of_shares(shares: &EqualShares, costs: &[u64]) -> String {
    let short = |number| decimal(number, 2).0;
    let mut text = format!("each has {}", short(&shares.share));
    if shares.run > 0 {
        write!(text, ", {} more than at first", shares.run).unwrap();
    }
    text.push('\n');
    for round in &shares.rounds {
        let (effective, price) = (short(&round.effective), short(&round.price));
        write!(
            text,
            "{}: {effective} effective votes; {} pay {price}",
            round.item, round.payers
        )
        .unwrap();
        if round.short > 0 {
            write!(
                text,
                ", {} have less and pay {} together",
                round.short,
                short(&round.short_paid)
            )
            .unwrap();
        }
        text.push('\n');
    }
    if shares.completion.iter().any(|step| step.funded) {
        text += "then by votes:\n";
        text += &of_steps(&shares.completion, costs);
    }
    writeln!(text, "left: {}", shares.left).unwrap();
    text
}
