//! Properties of both budget rules, and equal shares against a plain count in rational numbers.

use crate::profiles::{SHARES, budget, orders, winners};
use cabildo_insight::ballot::{
    Ballot, BudgetRule, Item, Pile, Tally, Vote,
    equal_shares::{EqualShares, Exact, first_run},
    tally,
};
use proptest::prelude::*;

const PROJECTS: u16 = 5;

#[derive(Debug, Clone)]
struct City {
    money: u64,
    costs: Vec<u64>,
    /// For each kind of ballot a bit for each project, and how often it was cast.
    ballots: Vec<(u8, u64)>,
}

fn cities(largest: u64) -> impl Strategy<Value = City> {
    let costs = prop::collection::vec(1..=largest, usize::from(PROJECTS));
    let ballots = prop::collection::vec((1..1_u8 << PROJECTS, 1..5_u64), 1..9);
    (costs, ballots, 1..=100_u64).prop_map(|(costs, ballots, percent)| City {
        money: (costs.iter().sum::<u64>() * percent / 100).max(1),
        costs,
        ballots,
    })
}

impl City {
    fn pile(&self) -> Pile {
        let ballot = |&(bits, count): &(u8, u64)| {
            let chosen = (0..PROJECTS).filter(|option| bits >> option & 1 == 1);
            (Ballot::Chosen(chosen.map(Item).collect()), count)
        };
        Pile::counted(self.ballots.iter().map(ballot)).unwrap()
    }

    fn vote(&self, rule: BudgetRule) -> Vote {
        budget(self.money, &self.costs, rule)
    }

    fn cost(&self, winners: &[u32]) -> u64 {
        winners
            .iter()
            .map(|&winner| self.costs[winner as usize - 1])
            .sum()
    }

    fn shares(&self) -> EqualShares {
        match tally(&self.vote(SHARES), &self.pile(), None) {
            Tally::EqualShares(found) => found,
            other => panic!("{other:?}"),
        }
    }

    /// One run with this share, counted plainly: all purses as rational numbers, all prices in every round, as in the
    /// definition. The smallest `price / cost` first; ties by cost, votes, number. `None` where the number decides.
    fn plainly(&self, share: &Exact) -> Option<Vec<(Item, Exact)>> {
        let voters: Vec<u8> = self
            .ballots
            .iter()
            .flat_map(|&(bits, count)| vec![bits; count as usize])
            .collect();
        let mut purses = vec![share.clone(); voters.len()];
        let mut open: Vec<u16> = (0..PROJECTS)
            .filter(|&p| self.costs[usize::from(p)] <= self.money)
            .collect();
        let mut bought = Vec::new();
        loop {
            let mut offers = Vec::new();
            for &project in &open {
                let cost = Exact::from_integer(self.costs[usize::from(project)].into());
                let mut left: Vec<Exact> = voters
                    .iter()
                    .zip(&purses)
                    .filter(|&(bits, _)| bits >> project & 1 == 1)
                    .map(|(_, purse)| purse.clone())
                    .collect();
                left.sort();
                let supporters = left.len();
                let mut rest = cost.clone();
                for (index, purse) in left.into_iter().enumerate() {
                    let part = &rest / Exact::from_integer((supporters - index).into());
                    if part <= purse {
                        let preference =
                            (self.costs[usize::from(project)], usize::MAX - supporters);
                        offers.push((&part / &cost, preference, project, part));
                        break;
                    }
                    rest -= purse;
                }
            }
            offers.sort();
            let Some((rho, preference, project, price)) = offers.first().cloned() else {
                return Some(bought);
            };
            if offers
                .get(1)
                .is_some_and(|next| (&next.0, next.1) == (&rho, preference))
            {
                return None;
            }
            for (bits, purse) in voters.iter().zip(&mut purses) {
                if bits >> project & 1 == 1 {
                    *purse -= price.clone().min(purse.clone());
                }
            }
            open.retain(|&other| other != project);
            bought.push((Item(project), price));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_money_is_never_exceeded_and_nothing_that_fits_is_left(city in cities(30)) {
        for rule in [BudgetRule::Greedy, SHARES] {
            for order in orders(PROJECTS).iter().step_by(17) {
                let found = winners(&tally(&city.vote(rule), &city.pile(), Some(order)));
                let left = city.money.checked_sub(city.cost(&found));
                prop_assert!(left.is_some());
                for project in 1..=u32::from(PROJECTS) {
                    let wanted = city.ballots.iter().any(|(bits, _)| bits >> (project - 1) & 1 == 1);
                    let fits = city.costs[project as usize - 1] <= left.unwrap();
                    prop_assert!(found.contains(&project) || !wanted || !fits);
                }
            }
        }
    }

    #[test]
    fn shares_are_those_of_the_plain_count(city in cities(1_000)) {
        let found = city.shares();
        let first = first_run(&city.costs, city.money, &city.pile(), None);
        for run in [found, first] {
            let (Some(plain), false) = (city.plainly(&run.share), run.outcome.needs_draw()) else { continue };
            let ours: Vec<_> = run.rounds.iter().map(|round| (round.item, round.price.clone())).collect();
            prop_assert_eq!(ours, plain);
        }
    }

    #[test]
    fn shares_pay_the_whole_cost_and_not_more(city in cities(1_000)) {
        let found = city.shares();
        let whole = |number: u64| Exact::from_integer(number.into());
        let mut spent = Exact::default();
        for round in &found.rounds {
            let cost = whole(city.costs[round.item.index()]);
            let paid = &round.price * whole(round.payers) + &round.short_paid;
            prop_assert_eq!(&paid, &cost);
            prop_assert!(round.price <= found.share);
            prop_assert!(round.short_paid <= &round.price * whole(round.short));
            prop_assert_eq!(&round.effective * &round.price, cost);
            prop_assert_eq!(round.payers + round.short, found.votes[round.item.index()]);
            spent += paid;
        }
        prop_assert!(spent <= &found.share * whole(found.voters));
        // Most effective votes first: they never rise.
        for pair in found.rounds.windows(2) {
            prop_assert!(pair[0].effective >= pair[1].effective);
        }
    }

    #[test]
    fn without_a_draw_every_order_funds_the_same(city in cities(6)) {
        for rule in [BudgetRule::Greedy, SHARES] {
            let found = tally(&city.vote(rule), &city.pile(), None);
            if !found.outcome().needs_draw() {
                for order in orders(PROJECTS).iter().step_by(7) {
                    let drawn = tally(&city.vote(rule), &city.pile(), Some(order));
                    prop_assert!(!drawn.outcome().needs_draw());
                    prop_assert_eq!(winners(&drawn), winners(&found));
                }
            }
        }
    }

    #[test]
    fn numbers_of_projects_change_nothing(city in cities(12)) {
        let mut turned = city.clone();
        turned.costs.rotate_right(1);
        for (bits, _) in &mut turned.ballots {
            *bits = (*bits << 1 | *bits >> (PROJECTS - 1)) & ((1 << PROJECTS) - 1);
        }
        for rule in [BudgetRule::Greedy, SHARES] {
            let [before, after] = [&city, &turned].map(|city| tally(&city.vote(rule), &city.pile(), None));
            prop_assert_eq!(before.outcome().needs_draw(), after.outcome().needs_draw());
            let mut expected: Vec<u32> =
                winners(&before).iter().map(|winner| winner % u32::from(PROJECTS) + 1).collect();
            expected.sort_unstable();
            prop_assert_eq!(expected, winners(&after));
        }
    }

    #[test]
    fn one_more_vote_keeps_a_project_that_greedy_funds(city in cities(12), which in 0..100_usize) {
        let before = tally(&city.vote(BudgetRule::Greedy), &city.pile(), None);
        for winner in winners(&before) {
            let mut more = city.clone();
            let index = which % more.ballots.len();
            let (bits, count) = more.ballots[index];
            more.ballots[index].1 = count - 1;
            more.ballots.push((bits | 1 << (winner - 1), 1));
            let after = tally(&more.vote(BudgetRule::Greedy), &more.pile(), None);
            prop_assert!(after.outcome().needs_draw() || winners(&after).contains(&winner));
        }
    }
}
