"""Computes an opinion mapping with red-dwarf from a folder in the export format of Polis.

red_dwarf.py DIR OUTCOME: writes who is in which group to OUTCOME, as `cabildo opinion --json` does, and prints the
seconds for loading the library, for reading the files as its own loader does, and for computing.
"""

import csv
import json
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
began = time.perf_counter()
from reddwarf.implementations.polis import run_pipeline  # noqa: E402
from reddwarf.models import Vote  # noqa: E402

loaded = time.perf_counter()
folder, outcome = Path(sys.argv[1]), Path(sys.argv[2])
with open(folder / "comments.csv", newline="", encoding="utf-8") as file:
    comments = list(csv.DictReader(file))
with open(folder / "votes.csv", newline="", encoding="utf-8") as file:
    votes = [Vote(**row).model_dump(mode="json") for row in csv.DictReader(file)]
latest = {}
for vote in sorted(votes, key=lambda vote: vote["modified"], reverse=True):
    latest.setdefault((vote["participant_id"], vote["statement_id"]), vote)
rejected = [int(row["comment-id"]) for row in comments if row["moderated"] == "-1"]
read = time.perf_counter()

result = run_pipeline(votes=list(latest.values()), mod_out_statement_ids=rejected, random_state=0)
groups = result.participants_df["cluster_id"]
people = [{"id": int(person), "group": None if group != group else int(group)} for person, group in groups.astype(float).items()]
outcome.write_text(json.dumps({"participants": people}), encoding="utf-8")
print(f"{loaded - began:.3f} {read - loaded:.3f} {time.perf_counter() - read:.3f}")
