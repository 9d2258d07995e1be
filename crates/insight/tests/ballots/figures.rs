//! 200 random profiles for each rule, counted by pref_voting and pabutools; `bench/ballots/figures.py` makes the table.

use crate::profiles::{SHARES, budget, orders, pile, runoff, schulze, shown, vote, winners};
use cabildo_insight::ballot::{
    BudgetRule, Item, Order, Outcome, Pile, Rule, Tally, Vote, equal_shares::Exact, paper::items,
    tally,
};
use std::collections::BTreeSet;

const TABLE: &str = include_str!("figures.tsv");

struct Line<'a> {
    options: u16,
    parameters: &'a str,
    ballots: &'a str,
    result: &'a str,
}

/// The lines of one rule. Each has 200.
fn lines(rule: &str) -> Vec<Line<'static>> {
    let lines: Vec<_> = TABLE
        .lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let &[name, options, parameters, ballots, result] = fields.as_slice() else {
                assert!(line.starts_with('#'), "{line}");
                return None;
            };
            (name == rule).then(|| Line {
                options: options.parse().unwrap(),
                parameters,
                ballots,
                result,
            })
        })
        .collect();
    assert_eq!(lines.len(), 200, "{rule}");
    lines
}

fn numbers(text: &str) -> Vec<u32> {
    let numbers = text.split(',').filter(|number| !number.is_empty());
    numbers.map(|number| number.parse().unwrap()).collect()
}

/// Everybody who can win, over all orders of a draw.
fn possible(vote: &Vote, pile: &Pile) -> Vec<u32> {
    let all = orders(vote.options());
    let all = all
        .iter()
        .flat_map(|order| winners(&tally(vote, pile, Some(order))));
    all.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The winners as a set are the library's, and a draw is asked for exactly where there are several.
fn compare_sums(rule: &str, make: impl Fn(&Line<'_>) -> Vote) {
    for line in lines(rule) {
        let vote = make(&line);
        let pile = pile(&vote, line.ballots);
        let expected = numbers(line.result);
        assert_eq!(possible(&vote, &pile), expected, "{}", line.ballots);
        let asks = tally(&vote, &pile, None).outcome().needs_draw();
        assert_eq!(asks, expected.len() > 1, "{}", line.ballots);
    }
}

#[test]
fn single_choice() {
    compare_sums("single", |line| vote(line.options, Rule::Single));
}

#[test]
fn approval() {
    let rule = |line: &Line<'_>| Rule::Approval { most: line.options };
    compare_sums("approval", |line| vote(line.options, rule(line)));
}

#[test]
fn score() {
    compare_sums("score", |line| {
        vote(line.options, Rule::Score { highest: 5 })
    });
}

#[test]
fn points() {
    compare_sums("points", |line| {
        vote(line.options, Rule::Points { most: 10 })
    });
}

#[test]
fn the_method_of_schulze() {
    compare_sums("schulze", |line| schulze(line.options));
}

#[test]
fn instant_runoff() {
    let mut with_rounds = 0;
    for line in lines("runoff") {
        let vote = runoff(line.options);
        let pile = pile(&vote, line.ballots);
        let (expected, out) = line.result.split_once('|').unwrap();
        assert_eq!(
            possible(&vote, &pile),
            numbers(expected),
            "{}",
            line.ballots
        );
        if numbers(expected).len() > 1 {
            assert!(tally(&vote, &pile, None).outcome().needs_draw());
        }
        if line.parameters == "short" {
            continue;
        }
        with_rounds += 1;
        // The option with the smallest number loses every tie: it is the last one of the draw.
        let backwards: Vec<Item> = items(line.options).rev().collect();
        let found = tally(&vote, &pile, Some(&Order::of(&backwards)));
        let Tally::Runoff(found) = found else {
            panic!()
        };
        let mut theirs = &numbers(out)[..];
        for round in found.rounds.iter().filter(|round| !round.out.is_empty()) {
            // The library takes out one after the other what we take out together, and stops as soon as somebody has a
            // majority, which may be in the midst of it.
            let ours = shown(&round.out);
            let (now, later) = theirs.split_at(ours.len().min(theirs.len()));
            assert!(
                now.iter().all(|option| ours.contains(option)),
                "{}",
                line.ballots
            );
            assert!(ours.len() == 1 || now.len() == ours.len() || later.is_empty());
            assert!(!now.is_empty(), "{}", line.ballots);
            theirs = later;
        }
        assert!(theirs.is_empty(), "{} {theirs:?}", line.ballots);
    }
    assert_eq!(with_rounds, 100);
}

/// A budget from "MONEY:COST,COST".
fn city(line: &Line<'_>, rule: BudgetRule) -> Vote {
    let (money, costs) = line.parameters.split_once(':').unwrap();
    let costs: Vec<u64> = numbers(costs).into_iter().map(u64::from).collect();
    budget(money.parse().unwrap(), &costs, rule)
}

#[test]
fn greedy() {
    for line in lines("greedy") {
        let vote = city(&line, BudgetRule::Greedy);
        let pile = pile(&vote, line.ballots);
        let expected: BTreeSet<Vec<u32>> = line.result.split('|').map(numbers).collect();
        let orders = orders(line.options);
        let found = orders
            .iter()
            .map(|order| winners(&tally(&vote, &pile, Some(order))));
        assert_eq!(found.collect::<BTreeSet<_>>(), expected, "{}", line.ballots);
        let asks = tally(&vote, &pile, None).outcome().needs_draw();
        assert_eq!(asks, expected.len() > 1, "{}", line.ballots);
    }
}

#[test]
fn equal_shares() {
    let mut later_runs = 0;
    for line in lines("shares") {
        let vote = city(&line, SHARES);
        let pile = pile(&vote, line.ballots);
        let (bought, added) = line.result.split_once('|').unwrap();
        let expected: Vec<(u32, Exact)> = bought
            .split(',')
            .filter(|purchase| !purchase.is_empty())
            .map(|purchase| {
                let (project, price) = purchase.split_once('=').unwrap();
                (project.parse().unwrap(), price.parse().unwrap())
            })
            .collect();
        let order = Order::of(&items(line.options).collect::<Vec<_>>());
        let Tally::EqualShares(found) = tally(&vote, &pile, Some(&order)) else {
            panic!()
        };
        let ours: Vec<(u32, Exact)> = found
            .rounds
            .iter()
            .map(|round| (shown(&[round.item])[0], round.price.clone()))
            .collect();
        assert_eq!(ours, expected, "{} {}", line.parameters, line.ballots);
        let Outcome::Decided { winners, .. } = &found.outcome else {
            panic!()
        };
        let mut ours_added = shown(&winners[ours.len()..]);
        ours_added.sort_unstable();
        assert_eq!(
            ours_added,
            numbers(added),
            "{} {}",
            line.parameters,
            line.ballots
        );
        later_runs += usize::from(found.run > 0);
    }
    assert!(
        later_runs > 50,
        "only {later_runs} profiles need the completion"
    );
}

/// A project that costs more than all of the money: pabutools lets it end the completion (it funds 4 and 5 here), we do not
/// look at it. `bench/ballots/figures.py` says the same.
#[test]
fn a_project_that_can_never_be_paid_does_not_end_the_completion() {
    let vote = budget(97, &[20, 100, 20, 70, 4], SHARES);
    let found = tally(&vote, &pile(&vote, "3*1,2,4;1*2,3,4;1*2,5"), None);
    assert_eq!(winners(&found), [1, 4, 5]);
}
