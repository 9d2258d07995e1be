"""Makes the table of figures with which the counts of `cabildo_insight::ballot` are compared.

200 random small profiles for each rule from a fixed seed, counted by the Python libraries pref_voting and pabutools. The
profiles are made here; nothing is copied from anywhere. To make the table again (the same seed and versions give the same
bytes):

    python3 -m venv figures-venv
    figures-venv/bin/pip install pref_voting==1.18.2 pabutools==1.2.3
    figures-venv/bin/python bench/ballots/figures.py > crates/insight/tests/ballots/figures.tsv

Columns, separated by tabs: rule; number of options; parameters; ballots as COUNT*TEXT, separated by semicolons, in the
text form of `ballot::paper`; results. Options are numbered from 1. Results by rule:

    single, approval, score, points, schulze   the winners
    runoff        the winners in some order of breaking ties (parallel universes); "|"; who is out one after the other,
                  where the option with the smallest number loses every tie (for full rankings only)
    greedy        every set of projects that some order of breaking ties gives, separated by "|"
    shares        projects in the order in which equal shares with Add1 funds them, with the exact price of each; "|";
                  those that the greedy completion adds. Ties: lower cost, more votes, smaller number. Projects that cost
                  more than all of the money are taken out of the instance before: with a larger share for everybody
                  pabutools funds them, sees that the money does not suffice, and ends the completion. Here they are not
                  looked at. Their voters keep their shares in both counts.
"""

import random
import sys
import warnings

from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule
from pref_voting.grade_methods import approval, score_voting
from pref_voting.grade_profiles import GradeProfile
from pref_voting.iterative_methods import (
    approval_irv_put,
    instant_runoff_put,
    instant_runoff_with_explanation,
)
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import plurality

warnings.simplefilter("ignore")
PROFILES = 200
SEED = 20261128
dice = random.Random(SEED)


def show(items):
    return ",".join(str(item + 1) for item in sorted(items))


def line(rule, options, parameters, groups, result):
    ballots = ";".join(f"{count}*{text}" for text, count in groups)
    print(rule, options, parameters, ballots, result, sep="\t")


def grouped(ballots):
    counts = {}
    for ballot in ballots:
        counts[ballot] = counts.get(ballot, 0) + dice.choice([1, 1, 1, 2, 3])
    return sorted(counts.items())


def size():
    return dice.randint(2, 5), dice.randint(1, 9)


def single():
    options, different = size()
    groups = grouped(dice.randrange(options) for _ in range(different))
    rankings = [[first] + [o for o in range(options) if o != first] for first, _ in groups]
    winners = plurality(Profile(rankings, [count for _, count in groups]))
    line("single", options, "", [(str(o + 1), c) for o, c in groups], show(winners))


def grades(groups, options, values):
    maps = [dict(entries) for entries, _ in groups]
    return GradeProfile(maps, values, [c for _, c in groups], candidates=list(range(options)))


def text_of(entries):
    return ",".join(f"{o + 1}:{n}" for o, n in entries if n > 0) or "-"


def approvals():
    options, different = size()
    chosen = [tuple(o for o in range(options) if dice.random() < 0.45) for _ in range(different)]
    groups = grouped(c for c in chosen if c) or [((0,), 1)]
    marked = [(tuple((o, int(o in c)) for o in range(options)), n) for c, n in groups]
    winners = approval(grades(marked, options, [0, 1]))
    line("approval", options, "", [(show(c), n) for c, n in groups], show(winners))


def scores():
    options, different = size()
    groups = grouped(
        tuple((o, dice.randint(0, 5)) for o in range(options)) for _ in range(different)
    )
    groups = [(g, n) for g, n in groups if any(v for _, v in g)]
    groups = groups or [(tuple((o, 5) for o in range(options)), 1)]
    winners = score_voting(grades(groups, options, list(range(6))), evaluation_method="sum")
    line("score", options, "5", [(text_of(g), n) for g, n in groups], show(winners))


def points():
    options, different = size()
    ballots = []
    for _ in range(different):
        given = [0] * options
        for _ in range(dice.randint(1, 10)):
            given[dice.randrange(options)] += 1
        ballots.append(tuple(enumerate(given)))
    groups = grouped(ballots)
    profile = grades(groups, options, list(range(11)))
    # Its cumulative_voting wants all points to be given out; the sum is the same.
    winners = score_voting(profile, evaluation_method="sum")
    line("points", options, "10", [(text_of(g), n) for g, n in groups], show(winners))


def rankings(full):
    options, different = size()
    ballots = []
    for _ in range(different):
        order = dice.sample(range(options), options)
        ballots.append(tuple(order if full else order[: dice.randint(1, options)]))
    return options, grouped(ballots)


def ranked_text(groups):
    return [(">".join(str(o + 1) for o in r), n) for r, n in groups]


def with_ties(options, groups):
    maps = [{o: place + 1 for place, o in enumerate(r)} for r, _ in groups]
    profile = ProfileWithTies(maps, [n for _, n in groups], candidates=list(range(options)))
    profile.use_extended_strict_preference()
    return profile


def runoff(full):
    options, groups = rankings(full)
    if full:
        profile = Profile([list(r) for r, _ in groups], [n for _, n in groups])
        winners = instant_runoff_put(profile)
        breaker = list(range(options))
        _, out = instant_runoff_with_explanation(profile, tie_breaker=breaker)
        out = [o for step in out for o in (step if isinstance(step, (list, tuple)) else [step])]
        result = show(winners) + "|" + ",".join(str(o + 1) for o in out)
    else:
        result = show(approval_irv_put(with_ties(options, groups))) + "|"
    line("runoff", options, "full" if full else "short", ranked_text(groups), result)


def schulze(full):
    options, groups = rankings(full)
    profile = with_ties(options, groups)
    # Winning votes: the strength of a defeat is the number of ballots for it, not the margin.
    winners = beat_path(profile, strength_function=profile.support)
    line("schulze", options, "full" if full else "short", ranked_text(groups), show(winners))


def budget(within_money):
    options = dice.randint(3, 7)
    costs = [dice.randint(1, 12) * dice.choice([1, 5, 10]) for _ in range(options)]
    money = max(min(costs), int(sum(costs) * dice.uniform(0.3, 0.8)))
    chosen = [
        tuple(o for o in range(options) if dice.random() < 0.5) for _ in range(dice.randint(2, 9))
    ]
    # pabutools funds projects without any vote if money is left; here they are left out. So each has a vote.
    missing = set(range(options)) - {o for c in chosen for o in c}
    chosen = [c for c in chosen if c] + [(o,) for o in sorted(missing)]
    groups = grouped(chosen)
    projects = [Project(f"{o + 1:02}", costs[o]) for o in range(options)]
    kept = [p for p in projects if p.cost <= money or not within_money]
    instance = Instance(kept, budget_limit=money)
    chosen = [([projects[o] for o in c if projects[o] in kept], n) for c, n in groups]
    ballots = [ApprovalBallot(c) for c, n in chosen for _ in range(n)]
    return instance, ApprovalProfile(ballots, instance=instance), costs, money, groups


def number(project):
    return int(project.name)


def greedy():
    instance, profile, costs, money, groups = budget(within_money=False)
    sets = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, resoluteness=False)
    texts = sorted({",".join(str(n) for n in sorted(map(number, s))) for s in sets})
    parameters = f"{money}:" + ",".join(map(str, costs))
    line("greedy", len(costs), parameters, [(show(c), n) for c, n in groups], "|".join(texts))


def equal_shares():
    instance, profile, costs, money, groups = budget(within_money=True)
    breaking = TieBreakingRule(lambda i, p, o: (o.cost, -p.approval_score(o), number(o)))
    bought = method_of_equal_shares(
        instance,
        profile,
        sat_class=Cost_Sat,
        tie_breaking=breaking,
        voter_budget_increment=1,
        analytics=True,
    )
    rounds = []
    for step in bought.details.iterations:
        if step.selected_project is not None:
            pairs = zip(step.voters_budget, step.voters_budget_after_selection)
            price = max(before - after for before, after in pairs)
            rounds.append(f"{number(step.selected_project)}={price}")
    by_number = TieBreakingRule(lambda i, p, o: number(o))
    whole = greedy_utilitarian_welfare(
        instance,
        profile,
        sat_class=Cost_Sat,
        tie_breaking=by_number,
        initial_budget_allocation=list(bought),
    )
    added = sorted(number(p) for p in whole if p not in bought)
    result = ",".join(rounds) + "|" + ",".join(map(str, added))
    parameters = f"{money}:" + ",".join(map(str, costs))
    line("shares", len(costs), parameters, [(show(c), n) for c, n in groups], result)


def main():
    print("# pref_voting 1.18.2, pabutools 1.2.3; made by bench/ballots/figures.py, seed", SEED)
    for index in range(PROFILES):
        for make in (single, approvals, scores, points, greedy, equal_shares):
            make()
        runoff(index % 2 == 0)
        schulze(index % 2 == 0)
        print(index, file=sys.stderr, end="\r")


main()
