"""How long verifying a long audit trail takes, and how much memory.

Events are made in bulk as the program would have made them, with their rows: claims entered and changed, statements
entered and struck out, people signing in. Then the ordinary command runs in a process of its own.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from claimtrack.db import Database
from claimtrack.exchange.verify import chain_hash, contents_hash
from claimtrack.models import AuditEvent, AuditTouch, Claim, Statement
from claimtrack.rules.touched import touched
from claimtrack.services import verifying
from claimtrack.words import ClaimType, Stance, Status
from tests.bench._loading import settle
from tests.bench.tamper import Fresh
from tests.factories import Factory

BATCH = 5000
LONGEST, LARGEST = 60, 300  # seconds, megabytes
LOOKED_EVERY = 0.1  # seconds
BEGUN = datetime(2022, 2, 21, 8, tzinfo=UTC)
WORDS = "Mercenaries from Kosovo, Albania and Bosnia are sent to fight in Donbass; наводници се шаљу у Донбас".split()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--url", default="", help="a PostgreSQL server's database, beside which another is made")


def main(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Fresh(Path(folder), args.url)
        began = time.perf_counter()
        fill(fresh.database, args.events)
        settle(fresh.database)
        built = time.perf_counter() - began
        found = run(fresh)
        fresh.end()
    passed = found["whole"] and found["seconds"] <= LONGEST and found["megabytes"] <= LARGEST
    return {**found, "building_seconds": round(built, 1), "passed": passed}


def run(fresh: Fresh) -> dict[str, Any]:
    """`audit verify` as somebody at a terminal runs it: what it says, its time and the largest memory of all of it."""
    url = fresh.database.url.render_as_string(hide_password=False)
    environment = {**os.environ, "CLAIMTRACK_INSTANCE_PATH": str(fresh.folder), "CLAIMTRACK_DATABASE_URL": url}
    answer = fresh.folder / "answer.json"
    call = [sys.executable, "-m", "flask", "--app", "claimtrack", "audit", "verify", "--json"]
    began = time.perf_counter()
    to_file = (os.POSIX_SPAWN_OPEN, 1, str(answer), os.O_WRONLY | os.O_CREAT, 0o600)
    child = os.posix_spawn(sys.executable, call, environment, file_actions=[to_file])
    largest, (ended, _, usage) = 0, os.wait4(child, os.WNOHANG)
    while not ended:
        largest = max(largest, memory(child))
        time.sleep(LOOKED_EVERY)
        ended, _, usage = os.wait4(child, os.WNOHANG)
    seconds = time.perf_counter() - began
    found = json.loads(answer.read_text())
    return {
        **{name: found[name] for name in ("events", "rows", "whole")},
        "seconds": round(seconds, 1),
        "processor_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "megabytes": round(largest / 1024),
    }


def memory(process: int) -> int:
    """Kilobytes of a process and those it started; what they share is counted once."""
    folder = Path(f"/proc/{process}")
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
        started = (folder / "task" / str(process) / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return 0
    own = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return own + sum(memory(int(child)) for child in started)


def fill(database: Database, number: int) -> None:
    """This many events, and the rows they leave."""
    people = [Factory(database).user() for _ in range(3)]
    Factory(database).statement("The first one", by=people[0])
    with database.still() as session:
        last = list(verifying.events(session))[-1]
    story = Story(last["id"], last["hash"], number, [one.id or 0 for one in people])
    events = story.events()
    for kind, rows in ((AuditEvent, events), (Claim, story.claim_rows()), (Statement, story.statement_rows())):
        while batch := list(islice(rows, BATCH)):
            with database.engine.begin() as connection:
                connection.execute(sa.insert(kind), batch)
                if kind is AuditEvent:
                    connection.execute(sa.insert(AuditTouch), list(touches_of(batch)))


def touches_of(batch: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Which records these events belong to, as the program writes it down with each."""
    for event in batch:
        rows = {name: (row["before"], row["after"]) for name, row in event["contents"]["rows"].items()}
        for record, kind in touched(event["subject"], rows):
            yield {"record": record, "event_id": event["id"], "kind": kind}


class Story:
    """What happened, told again and again from a few words; the rows follow from how often each was changed."""

    def __init__(self, last: int, last_hash: str, end: int, people: list[int]) -> None:
        self.last, self.hash, self.end, self.people = last, last_hash, end, people
        self.chance = random.Random(20220221)
        self.claims: list[int] = [1]  # the version of each claim; the first is there already
        self.statements: list[tuple[int, int]] = [(1, 1)]  # claim and version of each statement

    def events(self) -> Iterator[dict[str, Any]]:
        while self.last < self.end:
            action, subject, rows = self.act()
            yield self.event(action, subject, {"reason": "", "rows": rows})

    def act(self) -> tuple[str, str, dict[str, Any]]:
        roll = self.chance.random()
        if roll < 0.1:
            return "signed_in", f"user_account:{self.chance.choice(self.people)}", {}
        if roll < 0.25 or len(self.claims) < 10:
            self.claims.append(1)
            number = len(self.claims)
            return "entered", f"claim:{number}", {f"claim:{number}": _change(None, claim(number, 1))}
        if roll < 0.55:
            at, number = len(self.statements) + 1, self.chance.randint(2, len(self.claims))
            self.statements.append((number, 1))
            return "entered", f"statement:{at}", {f"statement:{at}": _change(None, statement(at, number, 1))}
        if roll < 0.65 and len(self.statements) > 1:
            at = self.chance.randint(2, len(self.statements))
            number, version = self.statements[at - 1]
            self.statements[at - 1] = number, version + 1
            rows = _change(statement(at, number, version), statement(at, number, version + 1))
            return "struck", f"statement:{at}", {f"statement:{at}": rows}
        number = self.chance.randint(2, len(self.claims))
        version = self.claims[number - 1]
        self.claims[number - 1] += 1
        return (
            "changed",
            f"claim:{number}",
            {f"claim:{number}": _change(claim(number, version), claim(number, version + 1))},
        )

    def event(self, action: str, subject: str, contents: dict[str, Any]) -> dict[str, Any]:
        self.last += 1
        at, salt = BEGUN + timedelta(seconds=self.last, microseconds=self.last % 999_983), f"{self.last:032x}"
        event = {
            "id": self.last,
            "at": at.isoformat().replace("+00:00", "Z"),
            "user_id": self.chance.choice(self.people),
            "action": action,
            "subject": subject,
            "request_id": f"{self.chance.getrandbits(64):016x}",
            "contents_hash": contents_hash(salt, contents),
            "previous_hash": self.hash,
        }
        self.hash = chain_hash(event)
        return {**event, "at": at, "contents": contents, "salt": salt, "hash": self.hash}

    def claim_rows(self) -> Iterator[dict[str, Any]]:
        return (typed(claim(n, version)) for n, version in enumerate(self.claims, 1) if n > 1)

    def statement_rows(self) -> Iterator[dict[str, Any]]:
        return (typed(statement(n, *one)) for n, one in enumerate(self.statements, 1) if n > 1)


def _change(before: dict[str, Any] | None, after: dict[str, Any]) -> dict[str, Any]:
    return {"before": before, "after": after}


CLAIM = Claim(id=0, text="", made_at=BEGUN, changed_at=BEGUN, event_earliest=date(2022, 2, 14)).model_dump(mode="json")
STATEMENT = Statement(
    id=0, claim_id=0, actor_id=1, source_id=1, stance=Stance.ASSERTS, said_earliest=date(2022, 2, 18), made_at=BEGUN
).model_dump(mode="json")
MOMENTS, DAYS = ("made_at", "changed_at"), ("event_earliest", "said_earliest")
KINDS = {"type": ClaimType, "status": Status, "stance": Stance}


def claim(number: int, version: int) -> dict[str, Any]:
    """A claim of some hundred characters, as the trail keeps it."""
    text = f"{' '.join(WORDS)} ({number}, {version})"
    return {**CLAIM, "id": number, "text": text, "version": version, "revision": version, "change_no": number}


def statement(number: int, of: int, version: int) -> dict[str, Any]:
    """A statement with a quote of two sentences."""
    return {
        **STATEMENT,
        "id": number,
        "claim_id": of,
        "quote": " ".join(WORDS * 2),
        "version": version,
        "struck": version % 2 == 0,
    }


def typed(row: dict[str, Any]) -> dict[str, Any]:
    """The row as the tables take it."""
    moments = {name: datetime.fromisoformat(row[name]) for name in MOMENTS if name in row}
    days = {name: date.fromisoformat(row[name]) for name in DAYS if name in row}
    return {**row, **moments, **days, **{name: kind(row[name]) for name, kind in KINDS.items() if name in row}}
