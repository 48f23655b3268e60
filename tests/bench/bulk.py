"""How long it takes to find all likely twins among very many claims, and how many it finds.

One claim in a hundred is another one with three words in ten left out and one misspelt. How many of these are found is
measured beside brute force over a sample of them: every text compared with `token_ratio` of rapidfuzz, the best ten.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.matching.terms import terms
from claimtrack.services import match_index
from claimtrack.services.bulk import look_through
from claimtrack.services.queue import open_count
from claimtrack.words import Kind
from tests.bench._loading import lines_of, load
from tests.bench.scale import damaged

LIMIT_S = 20.0  # for a hundred thousand claims on two cores
SURELY = 85  # `token_sort_ratio`, of 100: two texts above this are the same as a whole, and should be found


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="file of sentences, one a line, may be .xz")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=200, help="paraphrases and claims to compare with everything")
    parser.add_argument("--store", action="store_true", help="also fill the match queue, which asks about each twin")


def main(args: argparse.Namespace) -> dict[str, Any]:
    lines, source = with_paraphrases(lines_of(args.data, args.claims), args.claims // 100)
    with tempfile.TemporaryDirectory() as folder:
        database: Database = create_app({}, folder).extensions["claimtrack"]
        load(database, lines)
        with database.read() as session:
            match_index.build(session)
            index = match_index.index_of(session)
        start, cpu = time.perf_counter(), time.process_time()
        found = {(min(pair) - 1, max(pair) - 1) for pair in index.twins().pairs().tolist()}
        took = {"find_s": round(time.perf_counter() - start, 1), "find_cpu_s": round(time.process_time() - cpu, 1)}
        stored = fill(database) if args.store else {}
        database.engine.dispose()
    return {
        "claims": len(lines),
        **took,
        "pairs": len(found),
        "paraphrases_found": round(sum(pair in found for pair in source) / len(source), 3),
        **against_brute_force(lines, source, found, args.sample),
        **stored,
        "passed": took["find_s"] <= LIMIT_S,
    }


def with_paraphrases(lines: list[str], count: int) -> tuple[list[str], list[tuple[int, int]]]:
    """The lines, the last of them replaced by others of them, damaged; and which is of which."""
    chance = random.Random(2)
    kept = lines[: len(lines) - count]
    chosen = chance.sample(range(len(kept)), count)
    again = [damaged(kept[n], chance) for n in chosen]
    return kept + again, [(n, len(kept) + at) for at, n in enumerate(chosen)]


def against_brute_force(
    lines: Sequence[str], source: Sequence[tuple[int, int]], found: set[tuple[int, int]], count: int
) -> dict[str, Any]:
    """How many paraphrases brute force finds, and how many of its surest pairs were found here."""
    keys = [" ".join(terms(line, "en")) for line in lines]
    chance, start = random.Random(3), time.perf_counter()
    sample = chance.sample(list(source), min(count, len(source)))
    scores = compared([keys[other] for _, other in sample], keys)
    right = 0
    for row, (one, other) in zip(scores, sample, strict=True):
        row[other] = 0
        right += one in np.argsort(-row, kind="stable")[:10]
    took = time.perf_counter() - start
    others = chance.sample(range(len(lines)), count)
    sure = {
        (min(n, at), max(n, at))
        for n, row in zip(others, compared([keys[n] for n in others], keys, fuzz.token_sort_ratio), strict=True)
        for at in np.flatnonzero(row >= SURELY).tolist()
        if at != n and keys[n] and min(len(keys[n].split()), len(keys[at].split())) > 2
    }
    return {
        "paraphrases_found_in_sample": round(sum(pair in found for pair in sample) / len(sample), 3),
        "paraphrases_found_by_brute_force": round(right / len(sample), 3),
        "brute_force_s_for_all": round(took / len(sample) * len(lines)),
        "surest_pairs_of_brute_force": len(sure),
        "surest_pairs_found": round(sum(pair in found for pair in sure) / max(1, len(sure)), 3),
    }


def compared(texts: Sequence[str], keys: Sequence[str], scorer: Any = fuzz.token_ratio) -> Any:
    return process.cdist(texts, keys, scorer=scorer, workers=2, dtype=np.float32)


def fill(database: Database) -> dict[str, Any]:
    """Everything up to the queue."""
    start = time.perf_counter()
    look_through(database)
    took = time.perf_counter() - start
    with database.read() as session:
        return {"queue_s": round(took, 1), "pairs_in_queue": open_count(session, Kind.CLAIM)}
