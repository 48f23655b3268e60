"""Can the probabilities be believed? Stated against true over equal bins, and false alarms where no claim fits.

`noise_floor` is the error that texts drawn from perfectly honest probabilities would show by chance.
"""

import argparse
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claimtrack.matching.engine import Index, Ranked
from claimtrack.matching.meaning import Meaning
from tests.bench import _meaning
from tests.bench._measures import calibration_error, mean
from tests.bench._sets import ENGLISH, Text, read_set

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
_FEWEST_WORDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sets", nargs="*", default=list(ENGLISH))
    parser.add_argument("--articles", type=Path, help="folder of .txt articles that make no claim of the first set")
    parser.add_argument(
        "--sentences", type=int, default=1000, help="how many sentences of the articles are asked about"
    )
    _meaning.add_arguments(parser)


@dataclass(frozen=True, slots=True)
class Base:
    """The claims of one set, and what they mean if that is asked for."""

    index: Index
    meaning: Meaning | None

    def rank(self, text: str, day: date | None) -> list[Ranked]:
        """All claims looked at closely, best first."""
        return self.index.rank(text, day, meaning=self.meaning)[0]


def main(args: argparse.Namespace) -> dict[str, Any]:
    sets = {name: read_set(args.data / name, args.split) for name in args.sets}
    bases = {name: Base(Index(one.entries), _meaning.meaning_of(one, args)) for name, one in sets.items()}
    told = {name: one.texts for name, one in sets.items()}
    ways: dict[str, Any] = {}
    for way, dated in (("with_dates", True), ("without_dates", False)):
        found = {name: firsts(bases[name], told[name], dated=dated) for name in args.sets}
        pooled = [row for rows in found.values() for row in rows]
        ways[way] = {"sets": {name: table(rows) for name, rows in found.items()}, "pooled": table(pooled)}
    others = zip(args.sets, [*args.sets[1:], args.sets[0]], strict=True)
    alarms = {f"{other} in {name}": false_alarms(bases[name], told[other]) for name, other in others}
    if args.articles:
        alarms["articles"] = false_alarms(bases[args.sets[0]], sentences(args.articles, args.sentences))
    return {**ways, "false_alarms_per_100_texts": alarms}


def sentences(folder: Path, most: int) -> list[Text]:
    """Sentences of all articles, evenly spread."""
    found = []
    for file in sorted(folder.rglob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            found += [part for part in _SENTENCE_END.split(line.strip()) if len(part.split()) >= _FEWEST_WORDS]
    return [Text("", text, None, frozenset()) for text in found[:: max(1, len(found) // most)][:most]]


def firsts(base: Base, texts: Sequence[Text], *, dated: bool) -> list[tuple[float, bool]]:
    """For every text the probability of its first suggestion, and whether it was right."""
    found = []
    for text in texts:
        ranked = base.rank(text.text, text.day if dated else None)
        found.append((ranked[0].probability, ranked[0].id in text.gold) if ranked else (0.0, False))
    return found


def table(rows: list[tuple[float, bool]]) -> dict[str, Any]:
    stated, right = [p for p, _ in rows], [hit for _, hit in rows]
    chance = random.Random(0)
    drawn = [calibration_error(stated, [chance.random() < p for p in stated]) for _ in range(100)]
    sure = [hit for p, hit in rows if p >= 0.9]
    kept = {f"from_{bar}": round(mean([float(p >= bar) for p, hit in rows if hit]), 3) for bar in (0.3, 0.5, 0.7)}
    return {
        "texts": len(rows),
        "error": round(calibration_error(stated, right), 4),
        "noise_floor": round(mean(drawn), 4),
        "from_0.9": {"share": round(len(sure) / len(rows), 3), "precision": round(mean(list(map(float, sure))), 3)},
        "right_ones_kept": kept,
    }


def false_alarms(base: Base, texts: Sequence[Text]) -> dict[str, float]:
    """Texts in a base where none of them has its claim."""
    ranked = [base.rank(text.text, text.day) for text in texts]
    top = [rows[0].probability if rows else 0.0 for rows in ranked]
    return {f"from_{bar}": round(100 * mean([float(p >= bar) for p in top]), 1) for bar in (0.3, 0.5, 0.7, 0.9)}
