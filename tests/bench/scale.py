"""How quick and how right one suggestion is in bases of growing size, beside other engines in the same run.

A suggestion is asked for as the page asks: `services.matches.suggest` with a session on a real database. Texts to look
up are lines of the base with three words in ten left out and one misspelt. Engines take turns, text by text, so that a
busy machine is as unfair to one as to the other; `cpu` is the time of this thread alone.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa
from flask import Flask

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.drafts import ClaimDraft
from claimtrack.matching.text import KEY_LENGTH
from claimtrack.matching.vector_file import key_of
from claimtrack.services import audit, claims, match_index, meanings
from claimtrack.services.matches import suggest
from tests.asking import another_process
from tests.bench import _memory
from tests.bench._engines import Search, fts5, postgresql_letters, postgresql_words, rapidfuzz_all, tantivy_index
from tests.bench._loading import AT_ONCE, lines_of, load, speak

SLOW = {"rapidfuzz": 10, "fts5": 40, "postgresql_words": 20, "postgresql_letters": 10}  # texts, where one takes seconds
PEERS: dict[str, Callable[[Sequence[str], Path], Search]] = {
    "tantivy": tantivy_index,
    "fts5": fts5,
    "rapidfuzz": rapidfuzz_all,
}
ON_SERVER: dict[str, Callable[[Sequence[str], sa.Engine], Search]] = {
    "postgresql_words": postgresql_words,
    "postgresql_letters": postgresql_letters,
}
BUILD = (sys.executable, "-m", "flask", "--app", "claimtrack", "match", "--build")
NEW = "The lighthouse keeper of Ystad trained eleven puffins to deliver parking fines"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="file of sentences, one a line, may be .xz")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--texts", type=int, default=300)
    parser.add_argument("--peers", nargs="*", default=[*PEERS, *ON_SERVER])
    parser.add_argument("--url", help="a PostgreSQL database, as postgresql+psycopg://…; others are made beside it")
    parser.add_argument("--semantic", action="store_true", help="compare meaning, too, with vectors by chance")
    parser.add_argument("--statements", type=int, default=0, help="on each claim, by a thousand actors with two names")
    parser.add_argument("--folder", type=Path, help="where bases are kept for the time of the run")


def main(args: argparse.Namespace) -> dict[str, Any]:
    lines = lines_of(args.data, max(args.sizes))
    sizes = [measure(lines[:size], args) for size in args.sizes]
    times = {row["claims"]: row["engines"]["claimtrack"]["ms_p50"] for row in sizes}
    found: dict[str, Any] = {"sizes": sizes}
    if {100_000, 1_000_000} <= times.keys():
        found["growth_100k_to_1m"] = round(times[1_000_000] / times[100_000], 2)
    return found


def measure(lines: Sequence[str], args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=args.folder) as folder, server(args.url) as url:
        app = create_app({"SEMANTIC": args.semantic, **({"DATABASE_URL": url} if url else {})}, folder)
        database: Database = app.extensions["claimtrack"]
        vectors = {"vectors_mb": fill_vectors(database, lines)} if args.semantic else {}
        about = {"claimtrack": {**prepare(app, database, lines, args.statements), **vectors}}
        if args.semantic and (looking := meanings.background(database.engine)):
            looking.join()  # until it has seen that no vector is missing
        engines: dict[str, Search] = {"claimtrack": asking(database)}
        for name, make in PEERS.items():
            if name in args.peers:
                engines[name], about[name] = built(make, lines, Path(folder))
        for name, make_there in ON_SERVER.items():
            if name in args.peers and url:
                engines[name], about[name] = built(make_there, lines, database.engine)
        figures = race(engines, texts_of(lines, args.texts))
        about["claimtrack"] |= {"index_mb": size_mb(app), **shared(app, database, lines)}
        about["claimtrack"] |= fresh(app, database)
        database.engine.dispose()
    return {
        "claims": len(lines),
        "database": "postgresql" if url else "sqlite",
        "engines": {name: {**figures[name], **about[name]} for name in engines},
    }


@contextmanager
def server(url: str | None) -> Iterator[str]:
    """A database of its own beside the one that was named, or "" for SQLite."""
    if not url:
        yield ""
        return
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    name = "claimtrack_scale"
    with engine.connect() as db:
        db.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        db.exec_driver_sql(f"CREATE DATABASE {name}")
        yield sa.make_url(url).set(database=name).render_as_string(hide_password=False)
        db.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()


def prepare(app: Flask, database: Database, lines: Sequence[str], statements: int = 0) -> dict[str, float]:
    """Load all, ask once while nothing is ready yet, and make everything ready by the command."""
    start = time.perf_counter()
    load(database, lines)
    if statements:
        speak(database, statements)
    loaded = time.perf_counter()
    with database.read() as session:
        match_index.is_far_behind(session)  # the first part of a question, without beginning to make claims ready
        answered = time.perf_counter()
        settings = {
            "CLAIMTRACK_INSTANCE_PATH": app.instance_path,
            "CLAIMTRACK_DATABASE_URL": database.url.render_as_string(hide_password=False),
        }
        subprocess.run([*BUILD], env={**os.environ, **settings}, check=True, capture_output=True)
        ready = time.perf_counter()
        suggest(session, lines[0])
        assert match_index.is_whole(session)
    return {
        "load_s": round(loaded - start, 1),
        "first_answer_s": round(answered - loaded, 2),
        "build_s": round(ready - answered, 1),
        "build_peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "first_answer_from_shelf_ms": round((time.perf_counter() - ready) * 1000, 1),
    }


def fill_vectors(database: Database, lines: Sequence[str]) -> float:
    """As many vectors as there are lines, by chance: to look through them takes as long, to make real ones hours."""
    chance = np.random.default_rng(1)
    with database.read() as session:
        meaning = meanings.meaning_of(session, 0)
    assert meaning is not None
    with meaning.file.alone():
        for start in range(0, len(lines), AT_ONCE):
            some = range(start + 1, min(start + AT_ONCE, len(lines)) + 1)
            keys = [key_of(number, lines[number - 1][:KEY_LENGTH].strip()) for number in some]
            meaning.file.add(some, keys, chance.standard_normal((len(some), meaning.file.size), dtype=np.float32))
    return round(sum(file.stat().st_size for file in meaning.file.folder.iterdir()) / 1e6, 1)


def built(
    make: Callable[[Sequence[str], Any], Search], lines: Sequence[str], where: Any
) -> tuple[Search, dict[str, float]]:
    start = time.perf_counter()
    search = make(lines, where)
    return search, {"build_s": round(time.perf_counter() - start, 1)}


def asking(database: Database) -> Search:
    """The very question of the page; line n is claim n + 1."""

    def search(text: str) -> list[int]:
        with database.read() as session:
            return [found.claim_id - 1 for found in suggest(session, text)]

    return search


def shared(app: Flask, database: Database, lines: Sequence[str]) -> dict[str, float]:
    """What the index takes of two other processes' memory: mapped and shared, and the whole of what is their own."""
    index = index_folder(app)
    with another_process(database, index) as one, another_process(database, index) as two:
        for each in (one, two):
            for _, text in texts_of(lines, 50):
                each.suggest(text)
        return {
            "mapped_mb_in_each": _memory.mapped_mb(one.process.pid, index),
            "mapped_mb_in_both": _memory.proportional_mb((one.process.pid, two.process.pid), index),
            "private_mb_in_each": _memory.private_mb(one.process.pid),
        }


def fresh(app: Flask, database: Database) -> dict[str, Any]:
    """How soon a claim that is saved here is suggested in another process."""
    with another_process(database, index_folder(app)) as other:
        other.suggest(NEW)
        with database.write_tx() as tx:
            claim = claims.make_claim(tx, ClaimDraft(text=NEW), by=None)
            audit.record(tx, audit.Action.ENTERED, f"claim:{claim.id}", by=None)
        start = time.perf_counter()
        found = other.finds(NEW)
        return {
            "saved_elsewhere_found_by_next_question": found[:1] == [claim.id],
            "that_question_ms": round((time.perf_counter() - start) * 1000, 1),
        }


def texts_of(lines: Sequence[str], count: int) -> list[tuple[int, str]]:
    """Lines to find again, damaged."""
    chance = random.Random(1)
    return [(number, damaged(lines[number], chance)) for number in chance.sample(range(len(lines)), count)]


def damaged(line: str, chance: random.Random) -> str:
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


def _timed(search: Search, number: int, text: str) -> tuple[float, float, bool]:
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


def index_folder(app: Flask) -> Path:
    return Path(app.instance_path) / "index"


def size_mb(app: Flask) -> float:
    return round(sum(file.stat().st_size for file in index_folder(app).rglob("*.npy")) / 1e6, 1)
