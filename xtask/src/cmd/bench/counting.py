"""Counts the ballots of a folder with pref_voting and pabutools.

counting.py DIR: reads ranked-10.txt, ranked-100.txt and budget.pb, and prints for each kind its name and how long counting
took, without loading and reading. A count that takes longer than two minutes is ended; the line then says so.
"""

import multiprocessing
import queue
import sys
import time
from pathlib import Path

PATIENCE = 120
folder = Path(sys.argv[1])


def rankings(name):
    from pref_voting.profiles import Profile

    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return Profile([[int(option) - 1 for option in line.split(">")] for line in lines])


def runoff():
    from pref_voting.iterative_methods import instant_runoff

    profile = rankings("ranked-10.txt")
    return lambda: instant_runoff(profile)


def schulze(name):
    from pref_voting.margin_based_methods import beat_path

    profile = rankings(name)
    return lambda: beat_path(profile, strength_function=profile.support)


def budget():
    from pabutools.election import Cost_Sat, parse_pabulib

    instance, profile = parse_pabulib(str(folder / "budget.pb"))
    return instance, profile, Cost_Sat


def greedy():
    from pabutools.rules import greedy_utilitarian_welfare

    instance, profile, satisfaction = budget()
    return lambda: greedy_utilitarian_welfare(instance, profile, sat_class=satisfaction)


def equal_shares():
    from pabutools.rules import method_of_equal_shares

    instance, profile, satisfaction = budget()
    return lambda: method_of_equal_shares(instance, profile, sat_class=satisfaction)


KINDS = {
    "runoff-10": runoff,
    "schulze-10": lambda: schulze("ranked-10.txt"),
    "schulze-100": lambda: schulze("ranked-100.txt"),
    "greedy": greedy,
    "equal-shares": equal_shares,
}


def measure(name, answers):
    try:
        count = KINDS[name]()
        answers.put("ready")
        began = time.perf_counter()
        count()
        answers.put(f"{(time.perf_counter() - began) * 1e3:.0f} ms")
    except Exception as error:
        answers.put(f"failed: {type(error).__name__}")


def main():
    for name in KINDS:
        answers = multiprocessing.Queue()
        process = multiprocessing.Process(target=measure, args=(name, answers))
        process.start()
        doing = "reading"
        try:
            said = answers.get(timeout=PATIENCE)
            if said == "ready":
                doing = "counting"
                said = answers.get(timeout=PATIENCE)
        except queue.Empty:
            said = f"more than {PATIENCE} s for {doing}"
        process.terminate()
        process.join()
        print(name, said, sep="\t", flush=True)


if __name__ == "__main__":
    main()
