"""Can the probabilities be believed? Stated against true over equal bins, and false alarms where no claim fits.

`noise_floor` is the error that texts drawn from perfectly honest probabilities would show by chance.
"""

import argparse
import random
from pathlib import Path
from typing import Any

from claimtrack.matching.engine import Index
from tests.bench._measures import calibration_error, mean
from tests.bench._sets import ENGLISH, read_set


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sets", nargs="*", default=list(ENGLISH))


def main(args: argparse.Namespace) -> dict[str, Any]:
    found = {name: firsts(args.data / name, args.split) for name in args.sets}
    pooled = [row for rows in found.values() for row in rows]
    return {
        "sets": {name: table(rows) for name, rows in found.items()},
        "pooled": table(pooled),
        "false_alarms_per_100_texts": {
            name: false_alarms(args.data / name, args.data / other, args.split)
            for name, other in zip(args.sets, [*args.sets[1:], args.sets[0]], strict=True)
        },
    }


def firsts(folder: Path, split: str) -> list[tuple[float, bool]]:
    """For every text the probability of its first suggestion, and whether it was right."""
    labelled = read_set(folder, split)
    index = Index(labelled.entries)
    found = []
    for text in labelled.texts:
        ranked, _ = index.rank(text.text, text.day)
        found.append((ranked[0].probability, ranked[0].id in text.gold) if ranked else (0.0, False))
    return found


def table(rows: list[tuple[float, bool]]) -> dict[str, Any]:
    stated, right = [p for p, _ in rows], [hit for _, hit in rows]
    chance = random.Random(0)
    drawn = [calibration_error(stated, [chance.random() < p for p in stated]) for _ in range(100)]
    sure = [hit for p, hit in rows if p >= 0.9]
    return {
        "texts": len(rows),
        "error": round(calibration_error(stated, right), 4),
        "noise_floor": round(mean(drawn), 4),
        "from_0.9": {"share": round(len(sure) / len(rows), 3), "precision": round(mean(list(map(float, sure))), 3)},
        "from_0.3": {"right_ones_kept": round(mean([float(p >= 0.3) for p, hit in rows if hit]), 3)},
    }


def false_alarms(claims: Path, texts: Path, split: str) -> dict[str, float]:
    """Texts of one set in the base of another, where none of them has its claim."""
    index = Index(read_set(claims, split).entries)
    ranked = [index.rank(text.text, text.day)[0] for text in read_set(texts, split).texts]
    top = [rows[0].probability if rows else 0.0 for rows in ranked]
    return {f"from_{bar}": round(100 * mean([float(p >= bar) for p in top]), 1) for bar in (0.3, 0.5, 0.9)}
