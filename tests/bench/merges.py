"""Two editors at the same moment on the same records: what wins, what is refused, and whether a cycle ever comes of it.

Two processes, each with its own application and its own editor signed in, press their buttons at once. Each kind of
race is run many times, for claims, actors and sources.
"""

import argparse
import multiprocessing as mp
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from sqlmodel import Session, col, select

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.drafts import ActorDraft, ClaimDraft, SourceDraft
from claimtrack.models import Judgement, User
from claimtrack.rules.clusters import heads
from claimtrack.services import actors, audit, claims, sources
from claimtrack.services.joined import TABLES
from claimtrack.services.judgements import judge, seen_now
from claimtrack.words import Answer, Kind, Role
from tests.client import PageClient
from tests.factories import Factory

Post = tuple[str, dict[str, Any]]
Trial = tuple[Post, Post]
ALLOWED = {303, 302, 409}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--trials", type=int, default=300, help="how often each race is run")
    parser.add_argument("--url", default="", help="another database's address; without it SQLite in a new folder")


def main(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"DATABASE_URL": args.url} if args.url else {}, folder)
        database: Database = app.extensions["claimtrack"]
        make = Factory(database)
        editors = [make.user(role=Role.EDITOR) for _ in range(2)]
        workers = [_Worker(folder, args.url, editor) for editor in editors]
        try:
            found = {race.name: run(race, args.trials, database, editors[0], workers) for race in RACES}
        finally:
            for worker in workers:
                worker.end()
            database.engine.dispose()
    cycles = sum(row["cycles"] + row["not_as_judged"] for row in found.values())
    strays = [code for row in found.values() for pair in row["answers"] for code in pair.split("+")]
    passed = not cycles and {int(code) for code in strays} <= ALLOWED and all(r["as_expected"] for r in found.values())
    return {"races": found, "cycles": cycles, "passed": passed}


@dataclass(frozen=True)
class Race:
    """What both press. `expected` are the pairs of status codes that may come out, the smaller first."""

    name: str
    kind: Kind
    prepare: Callable[[Session, Kind, list[int], User], None]
    posts: Callable[[Session, Kind, list[int]], Trial]
    expected: frozenset[tuple[int, int]]


def run(race: Race, trials: int, database: Database, by: User, workers: list["_Worker"]) -> dict[str, Any]:
    """All trials of one race: how they ended, and what the records look like afterwards."""
    answers: Counter[tuple[int, int]] = Counter()
    times: list[float] = []
    for _ in range(trials):
        with database.write_tx() as tx:
            numbers = [_record(tx, race.kind) for _ in range(3)]
            audit.record(tx, audit.Action.ENTERED, "trial", by=None)
        with database.write_tx() as tx:
            race.prepare(tx, race.kind, numbers, by)
        with database.read() as session:
            posts = race.posts(session, race.kind, numbers)
        codes = []
        for worker, post in zip(workers, posts, strict=True):
            worker.load(post)
        moment = time.time() + 0.01
        for worker in workers:
            worker.go(moment)
        for worker in workers:
            code, seconds = worker.answer()
            codes.append(code)
            times.append(seconds)
        answers[min(codes), max(codes)] += 1
    cycles, wrong = _check(database, race.kind)
    return {
        "answers": {f"{one}+{other}": number for (one, other), number in sorted(answers.items())},
        "as_expected": set(answers) <= race.expected,
        "cycles": cycles,
        "not_as_judged": wrong,
        "p50_ms": round(sorted(times)[len(times) // 2] * 1000, 1),
        "max_ms": round(max(times) * 1000, 1),
    }


def _record(tx: Session, kind: Kind) -> int:
    name = f"{kind.label} {time.time_ns()}"
    if kind is Kind.CLAIM:
        return claims.make_claim(tx, ClaimDraft(text=name), by=None).id or 0
    if kind is Kind.ACTOR:
        return actors.make_actor(tx, ActorDraft(name=name)).id or 0
    return sources.find_or_make_source(tx, SourceDraft(url=f"https://example.org/{time.time_ns()}", title=name)).id or 0


def _check(database: Database, kind: Kind) -> tuple[int, int]:
    """Of all records: how many are led in a circle, and how many stand for others than the judgements say."""
    table: Any = TABLES[kind]
    with database.read() as session:
        above = dict(session.exec(select(table.id, table.joined_to_id)).all())
        query = select(Judgement.left_id, Judgement.right_id).where(
            Judgement.kind == kind, Judgement.answer == Answer.SAME, col(Judgement.superseded_at).is_(None)
        )
        head = heads(session.exec(query).all())
    circles = sum(1 for number in above if _goes_round(number, above))
    wrong = sum(1 for number, top in above.items() if (top or number) != head.get(number, number))
    return circles, wrong


def _goes_round(number: int, above: dict[int, int | None]) -> bool:
    seen = set()
    at: int | None = number
    while at is not None:
        if at in seen:
            return True
        seen.add(at)
        at = above[at]
    return False


# What is pressed ----------------------------------------------------------------------------------------------------


def _answer(session: Session, kind: Kind, left: int, right: int, answer: str) -> Post:
    low, high = sorted((left, right))
    return f"/matches/{kind.value}/{low}/{high}", {"answer": answer, "seen": str(seen_now(session, kind, low, high))}


def _back(session: Session, kind: Kind, left: int, right: int) -> Post:
    seen = seen_now(session, kind, left, right)
    return f"/matches/{kind.value}/{left}/{right}/take-back", {"judgement": str(seen.judgement)}


def _edit(session: Session, kind: Kind, number: int) -> Post:
    row: Any = session.get(TABLES[kind], number)
    text = f"changed {time.time_ns()}"
    fields = {
        Kind.CLAIM: {"text": text, "language": "en", "type": "factual"},
        Kind.ACTOR: {"name": text, "kind": "person"},
        Kind.SOURCE: {"url": row.url if kind is Kind.SOURCE else "", "title": text},
    }
    return f"/{kind.value}s/{number}/change", {**fields[kind], "version": str(row.version)}


def nothing(tx: Session, kind: Kind, numbers: list[int], by: User) -> None:
    pass


def joined(tx: Session, kind: Kind, numbers: list[int], by: User) -> None:
    judge(tx, kind, numbers[0], numbers[1], Answer.SAME, by=by)


def merge_both_ways(session: Session, kind: Kind, n: list[int]) -> Trial:
    return _answer(session, kind, n[0], n[1], "same"), _answer(session, kind, n[1], n[0], "same")


def merge_in_a_ring(session: Session, kind: Kind, n: list[int]) -> Trial:
    return _answer(session, kind, n[1], n[2], "same"), _answer(session, kind, n[2], n[0], "same")


def merge_and_part(session: Session, kind: Kind, n: list[int]) -> Trial:
    return _answer(session, kind, n[1], n[2], "same"), _answer(session, kind, n[0], n[2], "different")


def merge_and_unmerge(session: Session, kind: Kind, n: list[int]) -> Trial:
    return _answer(session, kind, n[0], n[1], "different"), _back(session, kind, n[0], n[1])


def merge_and_edit(session: Session, kind: Kind, n: list[int]) -> Trial:
    return _answer(session, kind, n[0], n[1], "same"), _edit(session, kind, n[1])


ONE_WINS = frozenset({(303, 409), (302, 409)})
BOTH_HOLD = frozenset({(303, 303)})
SHAPES = (
    ("A same B ‖ B same A", nothing, merge_both_ways, ONE_WINS),
    ("A same B, then B same C ‖ C same A", joined, merge_in_a_ring, BOTH_HOLD),
    ("A same B, then B same C ‖ A different C", joined, merge_and_part, ONE_WINS),
    ("A same B, then different ‖ taken back", joined, merge_and_unmerge, ONE_WINS),
    ("A same B ‖ B edited", nothing, merge_and_edit, ONE_WINS),
)
RACES = [
    Race(f"{kind.value}: {name}", kind, prepare, posts, expected)
    for name, prepare, posts, expected in SHAPES
    for kind in Kind
]


class _Worker:
    """One editor in a process of their own."""

    def __init__(self, folder: str, url: str, editor: User) -> None:
        context = mp.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(folder, url, editor.name, theirs), daemon=True)
        self._process.start()
        assert self._pipe.recv() == "ready"

    def load(self, post: Post) -> None:
        self._pipe.send(post)

    def go(self, moment: float) -> None:
        self._pipe.send(moment)

    def answer(self) -> tuple[int, float]:
        code, seconds = self._pipe.recv()
        return int(code), float(seconds)

    def end(self) -> None:
        self._pipe.send(None)
        self._process.join(10)


def _work(folder: str, url: str, name: str, pipe: Connection) -> None:
    app = create_app({"DATABASE_URL": url} if url else {}, folder)
    app.config["FIND_IN_BACKGROUND"] = False
    with app.extensions["claimtrack"].read() as session:
        editor = session.exec(select(User).where(User.name == name)).one()
    client = PageClient(app)
    client.sign_in_as(editor)
    token = client.csrf_token()
    pipe.send("ready")
    while (post := pipe.recv()) is not None:
        path, fields = post
        moment = pipe.recv()
        while time.time() < moment:
            pass
        began = time.perf_counter()
        response = client.flask.post(path, data={"csrf_token": token, **fields})
        pipe.send((response.status_code, time.perf_counter() - began))
