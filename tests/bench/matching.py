"""Is the right claim suggested first? MAP@5 on labelled sets, with and without dates, beside BM25 in the same run."""

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claimtrack.matching.engine import Index, Ranked
from claimtrack.matching.meaning import Meaning
from tests.bench import _bm25, _meaning
from tests.bench._measures import average_precision, interval, mean
from tests.bench._sets import ENGLISH, LabelledSet, Text, read_set
from tests.bench._stored import Suggest, suggester

WAYS = ("with_dates", "without_dates", "words_with_dates", "words_without_dates", "bm25")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--sets", nargs="*", default=list(ENGLISH))
    parser.add_argument(
        "--worst", type=int, default=0, metavar="N", help="show the N worst answers of each set instead"
    )
    _meaning.add_arguments(parser)


def build(claims: list[dict[str, Any]]) -> Suggest:
    """Store claims as an import does; the function returned asks the service that the pages ask."""
    return suggester(claims)


def main(args: argparse.Namespace) -> dict[str, Any]:
    sets = [read_set(args.data / name, args.split) for name in args.sets]
    if args.worst:
        return {labelled.name: worst(labelled, _meaning.meaning_of(labelled, args), args.worst) for labelled in sets}
    rows = [measure(labelled, _meaning.meaning_of(labelled, args)) for labelled in sets]
    return {
        "split": args.split,
        "sets": rows,
        "mean": {way: round(mean([row[way] for row in rows]), 4) for way in WAYS if way in rows[0]},
    }


def measure(labelled: LabelledSet, meaning: Meaning | None) -> dict[str, Any]:
    """MAP@5 of the index with and without dates, with meaning also by words alone, and of BM25, over the same texts."""
    index, scores, times = Index(labelled.entries), defaultdict[str, list[float]](list), []
    search = _bm25.build([" ".join(entry.texts) for entry in labelled.entries])
    for text in labelled.texts:
        start = time.perf_counter()
        found = {"with_dates": index.rank(text.text, text.day, meaning=meaning)[0]}
        times.append((time.perf_counter() - start) * 1000)
        found["without_dates"] = index.rank(text.text, meaning=meaning)[0]
        if meaning:
            found["words_with_dates"] = index.rank(text.text, text.day)[0]
            found["words_without_dates"] = index.rank(text.text)[0]
        for way, ranked in found.items():
            scores[way].append(average_precision([row.id for row in ranked], text.gold))
        scores["bm25"].append(average_precision(search(text.text), text.gold))
    dated, undated = WAYS[:2]
    return {
        "set": labelled.name,
        "texts": len(labelled.texts),
        **{way: round(mean(values), 4) for way, values in scores.items()},
        "over_bm25_95": {way: _gain(scores[way], scores["bm25"]) for way in (dated, undated)},
        **(
            {"over_words_95": {way: _gain(scores[way], scores[f"words_{way}"]) for way in (dated, undated)}}
            if meaning
            else {}
        ),
        "ms_p50": round(sorted(times)[len(times) // 2], 2),
        "ms_p95": round(sorted(times)[int(len(times) * 0.95)], 2),
    }


def _gain(mine: Sequence[float], peer: Sequence[float]) -> tuple[float, float]:
    """How much better on average, as the ends of a 95 % interval."""
    return interval([one - other for one, other in zip(mine, peer, strict=True)])


def worst(labelled: LabelledSet, meaning: Meaning | None, count: int) -> list[dict[str, Any]]:
    """The texts whose claim is furthest down, or not found; among equals where the wrong one seemed surest."""
    index, found = Index(labelled.entries), []
    for text in labelled.texts:
        ranked, _ = index.rank(text.text, text.day, meaning=meaning)
        rank = next((n for n, row in enumerate(ranked, 1) if row.id in text.gold), len(ranked) + 1)
        if rank > 1:
            found.append((-rank, -ranked[0].probability if ranked else 0.0, text, ranked))
    found.sort(key=lambda row: row[:2])
    return [_shown(labelled, text, -rank, ranked) for rank, _, text, ranked in found[:count]]


def _shown(labelled: LabelledSet, text: Text, rank: int, ranked: Sequence[Ranked]) -> dict[str, Any]:
    return {
        "text": text.text[:300],
        "right": [labelled.entries[number].texts[0][:300] for number in sorted(text.gold)],
        "rank": rank if rank <= len(ranked) else "not found",
        "suggested": labelled.entries[ranked[0].id].texts[0][:300] if ranked else "nothing",
        "probability": round(ranked[0].probability, 2) if ranked else 0.0,
    }
