"""How quick and how right one suggestion is in bases of growing size, beside other engines in the same run.

Texts to look up are lines of the base with three words in ten left out and one misspelt. Engines take turns, text by
text, so that a busy machine is as unfair to one as to the other; `cpu` is the time of this thread alone.
"""

import argparse
import lzma
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from claimtrack.matching.engine import Index
from claimtrack.matching.entry import Entry
from tests.bench._engines import Search, fts5, rapidfuzz_all, tantivy_index

SLOW = {"rapidfuzz": 10, "fts5": 40}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="file of sentences, one a line, may be .xz")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--peers", nargs="*", default=["tantivy", "fts5", "rapidfuzz"])


def main(args: argparse.Namespace) -> dict[str, Any]:
    opened = lzma.open if args.data.suffix == ".xz" else open
    with opened(args.data, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in islice(file, max(args.sizes))]
    return {"sizes": [measure(lines[:size], args.texts, args.peers) for size in args.sizes]}


def measure(lines: Sequence[str], count: int, peers: Sequence[str]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        engines, about = {}, {}
        for name, make in (
            ("claimtrack", ours),
            ("tantivy", tantivy_index),
            ("fts5", fts5),
            ("rapidfuzz", rapidfuzz_all),
        ):
            if name in peers or name == "claimtrack":
                start = time.perf_counter()
                engines[name] = make(lines, Path(folder))
                about[name] = {"build_s": round(time.perf_counter() - start, 1)}
        about["claimtrack"]["index_mb"] = round(size_mb(Path(folder) / "claimtrack"), 1)
        figures = race(engines, texts_of(lines, count))
    found = {name: {**about[name], **figures[name]} for name in engines}
    return {"claims": len(lines), "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, **found}


def ours(lines: Sequence[str], folder: Path) -> Search:
    """The index as a worker has it: saved, opened, mapped; a suggestion with label, reasons and marks."""
    Index(Entry(number, (line,), "en") for number, line in enumerate(lines)).save(folder / "claimtrack")
    index = Index.open(folder / "claimtrack")
    return lambda text: [found.id for found in index.suggest(text)]


def texts_of(lines: Sequence[str], count: int) -> list[tuple[int, str]]:
    """Lines to find again, damaged."""
    chance = random.Random(1)
    return [(number, _damaged(lines[number], chance)) for number in chance.sample(range(len(lines)), count)]


def _damaged(line: str, chance: random.Random) -> str:
    words = [word for word in line.split() if chance.random() > 0.3] or line.split()
    at = chance.randrange(len(words))
    words[at] = words[at][:2] + words[at][3:]
    return " ".join(words)


def race(engines: dict[str, Search], texts: Sequence[tuple[int, str]]) -> dict[str, dict[str, float]]:
    """Answer all texts with all engines in turn."""
    for search in engines.values():
        for _, text in texts[:3]:
            search(text)
    rows: dict[str, list[tuple[float, float, bool]]] = {name: [] for name in engines}
    for number, text in texts:
        for name, search in engines.items():
            if len(rows[name]) < SLOW.get(name, len(texts)):
                rows[name].append(_timed(search, number, text))
    return {name: _figures(found) for name, found in rows.items()}


def _timed(search: Callable[[str], list[int]], number: int, text: str) -> tuple[float, float, bool]:
    wall, cpu = time.perf_counter(), time.thread_time()
    found = search(text)
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000, found[:1] == [number]


def _figures(rows: list[tuple[float, float, bool]]) -> dict[str, float]:
    wall, cpu = sorted(row[0] for row in rows), sorted(row[1] for row in rows)
    return {
        "ms_p50": round(wall[len(wall) // 2], 2),
        "ms_p95": round(wall[int(len(wall) * 0.95)], 2),
        "cpu_ms_p50": round(cpu[len(cpu) // 2], 2),
        "cpu_ms_p95": round(cpu[int(len(cpu) * 0.95)], 2),
        "first_is_right": round(sum(row[2] for row in rows) / len(rows), 3),
    }


def size_mb(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.iterdir()) / 1e6
