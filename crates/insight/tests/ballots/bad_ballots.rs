//! Every kind of bad ballot is an error that says what is wrong, for every rule that can have it.

use crate::profiles::{SHARES, budget, runoff, schulze, vote};
use cabildo_insight::ballot::{
    BadBallot, Ballot, Budget, BudgetRule, Item, Pile, Rule, Vote, VoteError, pile::MOST_BALLOTS,
};

fn score() -> Vote {
    vote(3, Rule::Score { highest: 5 })
}

fn points() -> Vote {
    vote(3, Rule::Points { most: 10 })
}

fn approval() -> Vote {
    vote(3, Rule::Approval { most: 2 })
}

fn all() -> [Vote; 8] {
    [
        vote(3, Rule::Single),
        approval(),
        score(),
        runoff(3),
        schulze(3),
        points(),
        budget(10, &[5, 6, 7], BudgetRule::Greedy),
        budget(10, &[5, 6, 7], SHARES),
    ]
}

/// An option in the text of a ballot of this vote.
fn one(vote: &Vote, option: &str) -> String {
    match vote.rule() {
        Rule::Score { .. } | Rule::Points { .. } => format!("{option}:1"),
        Rule::Single
        | Rule::Approval { .. }
        | Rule::InstantRunoff { .. }
        | Rule::Schulze { .. }
        | Rule::Budget(_) => option.into(),
    }
}

#[test]
fn nothing_is_a_blank_ballot_for_every_rule() {
    for vote in all() {
        for text in ["", " ", "-"] {
            assert!(vote.read(text).unwrap().is_blank(), "{vote:?}");
        }
        assert!(vote.fields(&[]).unwrap().is_blank());
        assert!(vote.fields(&[(Item(0), " ")]).unwrap().is_blank());
    }
    assert!(score().read("1:0,2:0").unwrap().is_blank());
}

#[test]
fn an_unknown_option_is_refused_by_every_rule() {
    for vote in all() {
        for option in ["0", "4", "65536", "4294967295"] {
            let found = vote.read(&one(&vote, option));
            assert_eq!(found, Err(BadBallot::Unknown(option.into())), "{vote:?}");
        }
        for option in [
            "4294967296",
            "x",
            "NaN",
            "1.5",
            "1e3",
            "+1",
            "\u{661}",
            "1 2",
        ] {
            let found = vote.read(&one(&vote, option));
            assert!(
                matches!(found, Err(BadBallot::NotANumber(_))),
                "{option} {found:?}"
            );
        }
        let found = vote.read(&one(&vote, "-1"));
        assert_eq!(found, Err(BadBallot::TooLow("-1".into())));
    }
}

#[test]
fn a_doubled_option_is_refused_by_every_rule() {
    for vote in all() {
        let between = match vote.rule() {
            Rule::InstantRunoff { .. } | Rule::Schulze { .. } => ">",
            Rule::Single
            | Rule::Approval { .. }
            | Rule::Score { .. }
            | Rule::Points { .. }
            | Rule::Budget(_) => ",",
        };
        let text = [one(&vote, "2"), one(&vote, "2")].join(between);
        assert_eq!(
            vote.read(&text),
            Err(BadBallot::Repeated(Item(1))),
            "{vote:?}"
        );
        let fields = [(Item(1), "1"), (Item(1), "1")];
        assert_eq!(vote.fields(&fields), Err(BadBallot::Repeated(Item(1))));
    }
}

#[test]
fn too_many_options_are_refused() {
    let over = |given, most| Err(BadBallot::TooMany { given, most });
    assert_eq!(vote(3, Rule::Single).read("1,2"), over(2, 1));
    assert_eq!(approval().read("1,2,3"), over(3, 2));
    let short = vote(3, Rule::InstantRunoff { most: 2 });
    assert_eq!(short.read("1>2>3"), over(3, 2));
    assert_eq!(vote(3, Rule::Schulze { most: 2 }).read("1>2>3"), over(3, 2));
    let many = vec![(Item(0), ""); 4];
    assert_eq!(approval().fields(&many), over(4, 3));
}

#[test]
fn numbers_that_are_none_are_refused() {
    for vote in [score(), points()] {
        for text in [
            "NaN",
            "nan",
            "inf",
            "1.5",
            "1,5",
            "five",
            "1e1",
            "0x5",
            "99999999999",
        ] {
            let found = vote.fields(&[(Item(0), text)]);
            assert_eq!(found, Err(BadBallot::NotANumber(text.into())));
        }
        let found = vote.fields(&[(Item(0), "-2")]);
        assert_eq!(found, Err(BadBallot::TooLow("-2".into())));
        assert_eq!(vote.read("1"), Err(BadBallot::NotANumber("1".into())));
    }
}

#[test]
fn scores_and_points_have_a_limit() {
    let found = score().read("1:6");
    let (item, given, highest) = (Item(0), 6, 5);
    assert_eq!(
        found,
        Err(BadBallot::TooHigh {
            item,
            given,
            highest
        })
    );
    let found = points().read("1:6,2:5");
    assert_eq!(
        found,
        Err(BadBallot::TooManyPoints {
            given: 11,
            most: 10
        })
    );
    assert!(points().read("1:6,2:4").is_ok());
    let found = points().read("1:4294967295,2:4294967295");
    let (given, most) = (8_589_934_590, 10);
    assert_eq!(found, Err(BadBallot::TooManyPoints { given, most }));
}

#[test]
fn a_ballot_over_the_budget_is_refused_where_the_vote_says_so() {
    let mut rule = Budget {
        money: 10,
        costs: vec![5, 6, 4],
        most: 3,
        within_money: true,
        rule: BudgetRule::Greedy,
    };
    let strict = vote(3, Rule::Budget(rule.clone()));
    let found = strict.read("1,2");
    assert_eq!(
        found,
        Err(BadBallot::OverBudget {
            cost: 11,
            money: 10
        })
    );
    assert!(strict.read("2,3").is_ok());
    rule.within_money = false;
    assert!(vote(3, Rule::Budget(rule)).read("1,2").is_ok());
}

#[test]
fn ranks_are_neither_doubled_nor_left_out() {
    for vote in [runoff(3), schulze(3)] {
        let read = |texts: [&str; 3]| {
            let fields: Vec<_> = (0..).map(Item).zip(texts).collect();
            vote.fields(&fields)
        };
        assert_eq!(read(["2", "", "1"]).unwrap(), vote.read("3>1").unwrap());
        let (rank, first, second) = (1, Item(0), Item(2));
        let same = BadBallot::SameRank {
            rank,
            first,
            second,
        };
        assert_eq!(read(["1", "2", "1"]), Err(same));
        assert_eq!(read(["1", "", "3"]), Err(BadBallot::MissingRank(2)));
        assert_eq!(read(["2", "", ""]), Err(BadBallot::MissingRank(1)));
        assert_eq!(read(["0", "", ""]), Err(BadBallot::TooLow("0".into())));
        assert_eq!(read(["4294967295", "", ""]), Err(BadBallot::MissingRank(1)));
    }
}

#[test]
fn a_ballot_of_another_rule_is_refused() {
    let ballots = [
        Ballot::Chosen(vec![Item(0)]),
        Ballot::Ranked(vec![Item(0)]),
        Ballot::Rated(vec![(Item(0), 1)]),
    ];
    for vote in all() {
        let fitting = ballots
            .iter()
            .filter(|&ballot| vote.check(ballot.clone()).is_ok());
        assert_eq!(fitting.count(), 1, "{vote:?}");
    }
}

#[test]
fn a_text_without_end_is_refused() {
    for vote in all() {
        assert_eq!(vote.read(&"1,".repeat(20_000)), Err(BadBallot::TooLong));
        let Err(BadBallot::NotANumber(text)) = vote.fields(&[(Item(0), &"x".repeat(9_000))]) else {
            // A box that is ticked may say anything.
            continue;
        };
        assert_eq!(text.len(), 20);
    }
}

#[test]
fn equal_ballots_have_one_text_and_it_is_read_back() {
    for (vote, texts) in [
        (approval(), ["1, 3", "3,1"]),
        (score(), ["1:5, 2:0,3:2", "3:2,1:5"]),
        (runoff(3), ["3 > 1", "3>1"]),
    ] {
        let ballots = texts.map(|text| vote.read(text).unwrap());
        assert_eq!(ballots[0], ballots[1]);
        assert_eq!(vote.read(&ballots[0].to_string()).unwrap(), ballots[0]);
    }
}

#[test]
fn votes_that_cannot_be_counted_are_not_opened() {
    assert_eq!(Vote::new(0, 1, Rule::Single), Err(VoteError::Options(0)));
    assert_eq!(
        Vote::new(1_001, 1, Rule::Single),
        Err(VoteError::Options(1_001))
    );
    assert_eq!(Vote::new(3, 0, Rule::Single), Err(VoteError::Places(0)));
    assert_eq!(Vote::new(3, 4, Rule::Single), Err(VoteError::Places(4)));
    let runoff = Rule::InstantRunoff { most: 3 };
    assert_eq!(Vote::new(3, 2, runoff), Err(VoteError::Places(2)));
    let none = Rule::Approval { most: 0 };
    assert_eq!(Vote::new(3, 1, none), Err(VoteError::Limit(0)));
    let budget = |money, costs: &[u64], step| {
        let budget = Budget {
            money,
            costs: costs.into(),
            most: 2,
            within_money: false,
            rule: BudgetRule::EqualShares { step },
        };
        Vote::new(2, 1, Rule::Budget(budget)).map(|_| ())
    };
    assert_eq!(
        budget(1, &[1], 1),
        Err(VoteError::Costs {
            costs: 1,
            options: 2
        })
    );
    assert_eq!(budget(0, &[1, 1], 1), Err(VoteError::Money(0)));
    assert_eq!(budget(1, &[1, 0], 1), Err(VoteError::Money(0)));
    assert_eq!(budget(1, &[1, 1], 0), Err(VoteError::Money(0)));
    assert_eq!(budget(1 << 51, &[1, 1], 1), Err(VoteError::Money(1 << 51)));
    assert_eq!(budget(1, &[1, 1], 1), Ok(()));
}

#[test]
fn a_pile_has_a_limit() {
    let ballot = || vote(1, Rule::Single).read("1").unwrap();
    assert!(Pile::counted([(ballot(), MOST_BALLOTS)]).is_ok());
    assert!(Pile::counted([(ballot(), MOST_BALLOTS), (ballot(), 1)]).is_err());
    assert!(Pile::counted([(ballot(), u64::MAX), (ballot(), u64::MAX)]).is_err());
}
