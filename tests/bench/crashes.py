"""kill -9 at points chosen by chance, while people enter, change, join and import: what is there afterwards, and what twice.

At each point a server is ended while three people send one form after the other, and now and then a process that brings
a file in. Every act whose answer came back must be there; any other must be there whole or not at all; and sent again, as
a person would, it must be there once.
"""

import argparse
import random
import tempfile
import threading
import time
from collections import Counter
from http.client import HTTPException
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlmodel import select

from claimtrack import create_app
from claimtrack.models import AuditEvent
from claimtrack.words import Role
from tests.bench._acts import Act, Import, Supply
from tests.bench._servers import COPIES, Browser, Server, database_of, settings, version_and_token
from tests.factories import Factory
from tests.test_trust import what_is_wrong

FORMS = ("enter", "change", "merge")
AHEAD = 5  # acts of each kind that are ready when the clock starts
MOST_ANSWERED = 2 * AHEAD  # acts whose answer has come back when the end comes
IMPORT_EVERY = 4  # points


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--points", type=int, default=200, help="how often something is killed")
    parser.add_argument("--url", default="", help="another database's address; without it SQLite in a new folder")
    parser.add_argument("--seed", type=int, default=20220221)


def main(args: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(settings(args.url), folder)
        app.config["FIND_IN_BACKGROUND"] = False
        site = Site(app, folder, args.url, random.Random(args.seed))
        found = Counter[str]()
        for point in range(args.points):
            found += site.crash_import() if point % IMPORT_EVERY == IMPORT_EVERY - 1 else site.crash_server()
        site.server.kill()
        broken = what_is_broken(app)
        app.extensions["claimtrack"].engine.dispose()
    wrong = {name: found.pop(name, 0) for name in ("lost", "in part", "twice")}
    return {
        "points": args.points,
        "acts": dict(sorted(found.items())),
        **wrong,
        "broken": broken,
        "passed": not (broken or any(wrong.values())),
    }


class Site:
    """A newsroom, the server it works with at the moment, and three people at it."""

    def __init__(self, app: Flask, folder: str, url: str, chance: random.Random) -> None:
        self.app, self.folder, self.url, self.chance = app, folder, url, chance
        editor = Factory(database_of(app)).user(role=Role.EDITOR)
        self.supply = Supply(app, editor, Path(folder))
        self.server = Server(folder, url)
        self.people = {kind: Browser(app, editor, self.server.port) for kind in FORMS}
        self.import_s = self._bring_in_whole(self.supply.next("import"))

    def crash_server(self) -> Counter[str]:
        """All three send form after form until the server is gone; then what got no answer, and the last one again."""
        acts = {kind: [self.supply.next(kind) for _ in range(AHEAD)] for kind in FORMS}
        sent = {kind: list[Act]() for kind in FORMS}
        answered = threading.Semaphore(0)
        people = [threading.Thread(target=work, args=(self.people[k], acts[k], sent[k], answered)) for k in FORMS]
        began, number = time.monotonic(), self.chance.randint(1, MOST_ANSWERED)
        for person in people:
            person.start()
        for _ in range(number):
            answered.acquire(timeout=60)
        time.sleep(self.chance.uniform(0, 2 * (time.monotonic() - began) / number))
        self.server.kill()
        for person in people:
            person.join()
        every = [act for kind in FORMS for act in sent[kind]]
        found = judge(self.app, every)
        self._begin_again(sent)
        return found + Counter(twice=count_not_once(self.app, every))

    def _begin_again(self, sent: dict[str, list[Act]]) -> None:
        self.server = Server(self.folder, self.url)
        for kind, browser in self.people.items():
            browser.port = self.server.port
            work(browser, [act for act in sent[kind] if not act.acknowledged] + sent[kind][-1:], [])

    def crash_import(self) -> Counter[str]:
        """A process that brings a file in is ended; then the file is brought in again, twice."""
        act = self.supply.next("import")
        process, done = bring_in(act, self.folder, self.url)
        process.join(self.chance.uniform(0, 1.5 * self.import_s))
        process.kill()
        process.join()
        act.acknowledged = done.poll() and _received(done)
        found = judge(self.app, [act])
        for _ in range(2):
            self._bring_in_whole(act)
        return found + Counter(twice=count_not_once(self.app, [act]))

    def _bring_in_whole(self, act: Act) -> float:
        """The seconds it took, from when the file was opened."""
        process, done = bring_in(act, self.folder, self.url)
        began = time.monotonic()
        assert _received(done)
        process.join()
        return time.monotonic() - began


def work(browser: Browser, acts: list[Act], sent: list[Act], answered: threading.Semaphore | None = None) -> None:
    """Send one form after the other until nobody answers any more."""
    try:
        token = version_and_token(browser.get("/account/password")[1])["csrf_token"]
        for act in acts:
            act.fields["csrf_token"] = token
            sent.append(act)
            act.send(browser)
            if answered:
                answered.release()
    except (OSError, HTTPException):
        return


def bring_in(act: Act, folder: str, url: str) -> tuple[Any, Connection]:
    assert isinstance(act, Import)
    ours, theirs = COPIES.Pipe()
    process = COPIES.Process(target=_import, args=(folder, url, str(act.file), theirs), daemon=True)
    process.start()
    theirs.close()
    assert ours.recv() == "ready"
    return process, ours


def _import(folder: str, url: str, file: str, told: Connection) -> None:
    app = create_app(settings(url), folder)
    told.send("ready")
    told.send(app.test_cli_runner().invoke(args=["import", file]).exit_code == 0)


def _received(done: Connection) -> bool:
    try:
        return bool(done.recv())
    except EOFError:
        return False


def judge(app: Flask, acts: list[Act]) -> Counter[str]:
    """What became of each act at the crash."""
    found = Counter[str]()
    with database_of(app).read() as session:
        for act in acts:
            parts = act.parts(session)
            is_there, is_absent = parts == act.whole, not any(parts.values())
            found[
                "acknowledged" if act.acknowledged else "unanswered, there" if is_there else "unanswered, absent"
            ] += 1
            found["lost"] += act.acknowledged and not is_there
            found["in part"] += not (is_there or is_absent)
    return found


def count_not_once(app: Flask, acts: list[Act]) -> int:
    """How many acts are not there exactly once after they were sent again."""
    with database_of(app).read() as session:
        return sum(act.parts(session) != act.whole for act in acts)


def what_is_broken(app: Flask) -> list[str]:
    """All that the database itself and the trail complain of."""
    database = database_of(app)
    with database.read() as session:
        broken = what_is_wrong(sorted(session.exec(select(AuditEvent)), key=lambda event: event.id))
        if database.is_sqlite:
            broken += [line for (line,) in session.execute(sa.text("PRAGMA integrity_check")) if line != "ok"]
            broken += [str(row) for row in session.execute(sa.text("PRAGMA foreign_key_check"))]
    return broken
