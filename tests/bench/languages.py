"""The same in other languages: posts and the claims they make, beside BM25 with stems of that language, in one run."""

import argparse
from pathlib import Path
from typing import Any

from claimtrack.matching.engine import Index
from tests.bench import _bm25
from tests.bench._measures import average_precision, interval, mean
from tests.bench._sets import ABROAD, read_set

_STEMMERS = {"ar": "arabic", "de": "german", "fr": "french", "pl": "polish", "pt": "portuguese", "es": "spanish"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--sets", nargs="*", default=list(ABROAD))


def main(args: argparse.Namespace) -> dict[str, Any]:
    return {"languages": [measure(args.data / name) for name in args.sets]}


def measure(folder: Path) -> dict[str, Any]:
    """MAP@5 of the index and of stemmed BM25 over the same posts."""
    labelled = read_set(folder, "dev")
    index, language = Index(labelled.entries), ABROAD[folder.name]
    search = _bm25.build([" ".join(entry.texts) for entry in labelled.entries], _STEMMERS[language])
    mine = [average_precision([row.id for row in index.rank(text.text)[0]], text.gold) for text in labelled.texts]
    peer = [average_precision(search(text.text), text.gold) for text in labelled.texts]
    gain = [a - b for a, b in zip(mine, peer, strict=True)]
    return {
        "language": language,
        "texts": len(mine),
        "map5": round(mean(mine), 4),
        "bm25": round(mean(peer), 4),
        "gain": round(mean(gain), 4),
        "gain_95": interval(gain),
    }
