"""How fast the history answers over a hundred thousand acts, one of which changed tens of thousands of records."""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, func, select

from claimtrack import create_app
from claimtrack.db import Database
from claimtrack.models import AuditEvent, AuditTouch, Statement
from claimtrack.rules.touched import touched
from claimtrack.services import audit, trail
from claimtrack.words import Role
from tests.bench._loading import settle
from tests.bench.pages import SERVE, measure, signed_in_cookie, wait_until_up
from tests.factories import Factory

LIMIT = 100.0  # milliseconds, median
CLAIMS, STATEMENTS, AT_ONCE, CHUNK = 500, 4, 10_000, 5000
SEED = 20220221


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30, help="how often each page is asked for")
    parser.add_argument("--port", type=int, default=5079)
    parser.add_argument("--url", default="", help="the address of an empty database; SQLite unless given")


def main(args: argparse.Namespace) -> dict[str, Any]:
    settings = {"DATABASE_URL": args.url} if args.url else {}
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings, folder)
        started = time.perf_counter()
        fill(app.extensions["claimtrack"], args.events)
        settle(app.extensions["claimtrack"])
        filled = time.perf_counter() - started
        cookie = signed_in_cookie(app)
        server = subprocess.Popen([sys.executable, "-c", SERVE, folder, str(args.port), args.url])
        try:
            wait_until_up(args.port)
            found = {
                name: measure(args, lambda i, path=path: path.format(page=i + 1, claim=i * 7 % CLAIMS + 1), cookie)  # type: ignore[misc]
                for name, path in paths(args.events).items()
            }
        finally:
            server.terminate()
            server.wait()
    passed = all(row["p50_ms"] <= LIMIT for row in found.values())
    return {"events": args.events, "filled_s": round(filled, 1), "pages": found, "passed": passed}


def paths(events: int) -> dict[str, str]:
    """What to ask for, by name: each round another page of it, or another claim."""
    today = datetime.now(UTC).date()
    return {
        "latest": "/history?page={page}",
        "oldest": f"/history?page={events // 40}",
        "of one person": "/history?by=2&page={page}",
        "on statements": "/history?about=statement&page={page}",
        "on verdicts": "/history?about=verdict",
        "restored": "/history?act=restored&page={page}",
        "of one person, on statements, today": f"/history?by=2&about=statement&since={today}&page={{page}}",
        "imported": "/history?act=imported",
        "of one claim": "/history/claim/{claim}",
        "a claim as it stood": f"/claims/{{claim}}/as-of/{today}",
        "home": "/",
    }


def fill(database: Database, events: int) -> None:
    """Claims entered as usual, many statements at once, and then single ones struck out and restored over and over."""
    make = Factory(database)
    people = [make.user(f"person{number}", Role.EDITOR).id for number in range(5)]
    for number in range(CLAIMS):
        claim = make.claim(f"Claim number {number} of all that were made")
        for place in range(STATEMENTS):
            make.statement(claim, actor=f"Actor {place}", said="2021-01-01", quote=f"Said {place}: word for word. " * 8)
    with database.write_tx() as tx:
        first = tx.exec(select(Statement)).first()
        assert first is not None
        for number in range(AT_ONCE):
            copy = Statement(
                **first.model_dump(exclude={"id"}) | {"claim_id": number % CLAIMS + 1, "quote": str(number)}
            )
            tx.add(copy)
        audit.record(tx, audit.Action.IMPORTED, "file", by=None)
    with database.read() as session:
        known = [trail.snapshot(row) for row in session.exec(select(Statement).limit(CLAIMS * STATEMENTS))]
        last = session.exec(select(func.max(col(AuditEvent.id)))).one() or 0
    acts = made_up(known, people, range(last + 1, events + 1))
    with database.engine.begin() as connection:
        while chunk := [act for act, _ in zip(acts, range(CHUNK), strict=False)]:
            connection.execute(sa.insert(AuditEvent), chunk)
            connection.execute(sa.insert(AuditTouch), [touch for act in chunk for touch in touches_of(act)])


def made_up(known: list[dict[str, Any]], people: list[int | None], numbers: range) -> Iterator[dict[str, Any]]:
    """Events as striking out and restoring leaves them, without the chain, which the history does not read."""
    chance, now = random.Random(SEED), datetime.now(UTC)
    for number in numbers:
        before = chance.choice(known)
        name = f"statement:{before['id']}"
        after = {**before, "struck": not before["struck"], "version": before["version"] + 1}
        rows = {name: {"before": dict(before), "after": after}}
        before |= after
        yield {
            "id": number,
            "at": now + timedelta(milliseconds=number),
            "user_id": chance.choice(people),
            "action": "struck" if after["struck"] else "restored",
            "subject": name,
            "request_id": "",
            "contents": {"reason": "TASS dates it" if number % 3 else "", "rows": rows},
            "salt": "0" * 32,
            "contents_hash": "0" * 64,
            "previous_hash": "0" * 64,
            "hash": "0" * 64,
        }


def touches_of(act: dict[str, Any]) -> list[dict[str, Any]]:
    rows = {name: (row["before"], row["after"]) for name, row in act["contents"]["rows"].items()}
    return [{"record": r, "event_id": act["id"], "kind": kind} for r, kind in touched(act["subject"], rows)]
