"""The same in other languages: posts and the claims they make, beside BM25 with stems of that language, in one run."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from claimtrack.matching.engine import Index
from tests.bench import _bm25
from tests.bench._measures import average_precision, interval, mean
from tests.bench._sets import LANGUAGES, read_set

_CODES = {"ara": "ar", "deu": "de", "fra": "fr", "pol": "pl", "por": "pt", "spa": "es"}
_STEMMERS = {
    "ara": "arabic", "deu": "german", "fra": "french", "pol": "polish", "por": "portuguese", "spa": "spanish",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES))


def main(args: argparse.Namespace) -> dict[str, Any]:
    return {"languages": [measure(args.data / f"normalization-{name}", name) for name in args.languages]}


def measure(folder: Path, name: str) -> dict[str, Any]:
    """MAP@5 of the index and of stemmed BM25 over the same posts.

    Claims are recorded with their language, so the index is told it, as BM25 is; of a new post it is guessed.
    """
    labelled = read_set(folder, "dev")
    index = Index(replace(entry, language=_CODES[name]) for entry in labelled.entries)
    search = _bm25.build([" ".join(entry.texts) for entry in labelled.entries], _STEMMERS[name])
    mine = [average_precision([row.id for row in index.rank(text.text)[0]], text.gold) for text in labelled.texts]
    peer = [average_precision(search(text.text), text.gold) for text in labelled.texts]
    gain = [a - b for a, b in zip(mine, peer, strict=True)]
    return {
        "language": name,
        "texts": len(mine),
        "map5": round(mean(mine), 4),
        "bm25": round(mean(peer), 4),
        "gain": round(mean(gain), 4),
        "gain_95": interval(gain),
    }
