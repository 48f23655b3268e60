"""How many labelled pairs of texts get the right label, and what went wrong with the others."""

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import Any

from claimtrack.matching.guards import label
from claimtrack.matching.pair import Finding
from claimtrack.matching.reading import read
from claimtrack.words import MatchLabel

LABELS = {
    "same": MatchLabel.SAME, "same-hedged": MatchLabel.SAME, "same-narrower": MatchLabel.NARROWER,
    "same-broader": MatchLabel.BROADER, "rebuttal": MatchLabel.REBUTTAL, "different-place": MatchLabel.DIFFERENT_PLACE,
    "different-actor": MatchLabel.DIFFERENT_ACTOR, "different-figure": MatchLabel.DIFFERENT_FIGURE,
    "different-object": MatchLabel.DIFFERENT_OBJECT, "role-swap": MatchLabel.ROLE_SWAP,
    "related": MatchLabel.RELATED, "unrelated": MatchLabel.UNRELATED,
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    own = Path(__file__).parent.parent / "matching" / "pairs.csv"
    parser.add_argument("--pairs", type=Path, default=own, help="CSV with expected, base, candidate")


def is_right(expected: str, finding: Finding) -> bool:
    """Whether the finding has the label the file asks for, and notes the doubt where there is one."""
    return finding.label is LABELS[expected] and (expected != "same-hedged" or finding.hedged)


def main(args: argparse.Namespace) -> dict[str, Any]:
    wrong, count, total = [], Counter[str](), Counter[str]()
    with args.pairs.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            finding = label(read(row["base"]), read(row["candidate"]))
            total[row["expected"]] += 1
            if is_right(row["expected"], finding):
                count[row["expected"]] += 1
            else:
                said = f"{finding.label.value}{' (hedged)' if finding.hedged else ''}: {finding.reason}"
                wrong.append(
                    {"expected": row["expected"], "said": said, "base": row["base"], "candidate": row["candidate"]}
                )
    return {
        "pairs": total.total(),
        "right": count.total(),
        "share": round(count.total() / max(1, total.total()), 3),
        "by_label": {expected: f"{count[expected]}/{total[expected]}" for expected in total},
        "wrong": wrong,
    }
