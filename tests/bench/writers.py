"""Eight and sixteen people changing one and the same claim over HTTP: what is acknowledged, what of it is kept, how long it takes.

Two workers share the database. Each person opens the claim's form, changes its text and sends it; when somebody was
faster, they take the version on the page that says so and send again. Afterwards every acknowledged change must stand
in the audit trail, each beginning from what the one before it left.
"""

import argparse
import statistics
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlmodel import col, select

from claimtrack import create_app
from claimtrack.models import AuditEvent, Claim, User
from tests.bench._servers import Browser, Server, database_of, serving, settings, version_and_token
from tests.client import PageClient
from tests.factories import Factory

ALLOWED = {200, 302, 303, 409}
ALONE_S = 5.0  # how long the one writer of the baseline writes
TIMES = 4 * 8  # the slowest hundredth may wait for eight others, four times over


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--writers", type=int, nargs="+", default=[8, 16])
    parser.add_argument("--url", default="", help="another database's address; without it SQLite in a new folder")


def main(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(args.url), folder)
        with serving(folder, args.url) as workers:
            alone = contest(app, workers, 1, min(args.seconds, ALONE_S))
            limit = TIMES * alone["p50_ms"]
            found = {str(n): contest(app, workers, n, args.seconds) for n in args.writers}
        app.extensions["claimtrack"].engine.dispose()
    for row in found.values():
        row["p99_limit_ms"] = round(limit, 1)
        row["as_promised"] = is_whole(row) and row["p99_ms"] <= limit
    passed = is_whole(alone) and all(row["as_promised"] for row in found.values())
    return {"alone": alone, "writers": found, "passed": passed}


def is_whole(row: dict[str, Any]) -> bool:
    return not (row["lost"] or row["not_following"] or row["untold"]) and set(row["answers"]) <= ALLOWED


@dataclass
class Writer:
    """One person: what they sent and what came of it. `times` are those of sending, in seconds."""

    name: str
    browser: Browser
    kept: list[str] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def write(self, path: str, fields: dict[str, Any], until: float) -> None:
        while time.monotonic() < until:
            status, html = self.browser.get(path)
            self.answers[status] += 1
            text = f"Storks bring babies, says {self.name} for the {len(self.kept) + 1}th time"
            while time.monotonic() < until:
                status, html = self._send(path, {**fields, **version_and_token(html), "text": text})
                if status != 409:
                    self.kept += [text] if status in (302, 303) else []
                    break

    def _send(self, path: str, fields: dict[str, Any]) -> tuple[int, str]:
        began = time.perf_counter()
        status, html = self.browser.post(path, fields)
        self.times.append(time.perf_counter() - began)
        self.answers[status] += 1
        return status, html


def contest(app: Flask, workers: list[Server], number: int, seconds: float) -> dict[str, Any]:
    """That many write to one new claim for that long; then what the records say."""
    make = Factory(database_of(app))
    claim = make.claim()
    people = [make.user() for _ in range(number)]
    writers = [Writer(user.name, Browser(app, user, workers[i % 2].port)) for i, user in enumerate(people)]
    path, fields = f"/claims/{claim.id}/change", form_of(app, people[0], claim)
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=writer.write, args=(path, fields, until)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = sum((writer.answers for writer in writers), Counter())
    return {
        "answers": dict(sorted(answers.items())),
        "acknowledged": sum(len(writer.kept) for writer in writers),
        "fewest_by_one": min(len(writer.kept) for writer in writers),
        **on_record(app, claim, [text for writer in writers for text in writer.kept]),
        **told([seconds for writer in writers for seconds in writer.times], seconds),
    }


def form_of(app: Flask, user: User, claim: Claim) -> dict[str, Any]:
    """The fields of the claim's ordinary form."""
    client = PageClient(app)
    client.sign_in_as(user)
    return client.get(f"/claims/{claim.id}/change").fields()


def on_record(app: Flask, claim: Claim, kept: list[str]) -> dict[str, int]:
    """How many acknowledged changes the trail does not have once, how many do not begin where the last one ended, and
    how many differ from the claim as it stands."""
    with database_of(app).read() as session:
        query = select(AuditEvent).where(AuditEvent.subject == f"claim:{claim.id}", AuditEvent.action == "changed")
        rows = [
            event.contents["rows"][f"claim:{claim.id}"] for event in session.exec(query.order_by(col(AuditEvent.id)))
        ]
        now = session.get_one(Claim, claim.id)
    times = Counter(row["after"]["text"] for row in rows)
    before = [claim.text, *(row["after"]["text"] for row in rows)]
    return {
        "lost": sum(times[text] != 1 for text in kept),
        "not_following": sum(row["before"]["text"] != last for row, last in zip(rows, before, strict=False)),
        "untold": (now.text != before[-1]) + (now.version != len(rows) + claim.version),
    }


def told(times: list[float], seconds: float) -> dict[str, float]:
    times = sorted(times)
    return {
        "sent_per_s": round(len(times) / seconds, 1),
        "p50_ms": round(statistics.median(times) * 1000, 1),
        "p99_ms": round(times[min(len(times) - 1, int(0.99 * len(times)))] * 1000, 1),
        "max_ms": round(times[-1] * 1000, 1),
    }
