"""Putting all claims on a new shelf, in a process of its own: it keeps one core busy and would slow every answer down.

The process reads which database and folder from its standard input, so that no password shows among its arguments.
"""

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.db import Database
from claimtrack.matching.entry import Entry
from claimtrack.matching.shelf import build_in_order
from claimtrack.matching.shelf_file import About
from claimtrack.matching.shelves import Shelves
from claimtrack.models import AuditEvent, Claim
from claimtrack.services.match_entries import all_entries

PAUSE = 60.0  # seconds before another try when one has failed
COURTESY = 10  # how far the process steps back behind those that answer

log = logging.getLogger(__name__)


class Shelver:
    """Starts the process, one at a time on this machine, and never waits for it."""

    def __init__(self, url: sa.URL, folder: Path) -> None:
        self._told = {"url": url.render_as_string(hide_password=False), "folder": str(folder)}
        self._shelves = Shelves(folder)
        self._process: subprocess.Popen[str] | None = None
        self._not_before = 0.0

    def start(self) -> None:
        """Have a new shelf made, unless that is going on."""
        if self._is_running() or time.monotonic() < self._not_before or self._shelves.is_busy:
            return
        self._not_before = time.monotonic() + PAUSE
        where = str(Path(__file__).parents[2])
        command = [
            sys.executable,
            "-P",
            "-c",
            f"import sys; sys.path.insert(0, {where!r}); from {__name__} import main; main()",
        ]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)  # noqa: S603
        assert self._process.stdin is not None
        with self._process.stdin as given:
            given.write(json.dumps(self._told))

    def wait(self) -> None:
        """Until the process that was started has ended."""
        if self._process is not None:
            self._process.wait()

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None


def shelve(session: Session, shelves: Shelves, done: Callable[[], object] = lambda: None) -> About:
    """Put all claims on a new shelf; `done` is called after each. Only for whoever has the turn.

    What is saved meanwhile may be on it or not: it has a higher number than the shelf is given, and is read again.
    """
    origin = latest_event(session)
    about = About(session.scalar(sa.select(sa.func.max(Claim.change_no))) or 0, origin)
    shelves.put(build_in_order(_counted(all_entries(session), done)), about)
    return about


def latest_event(session: Session) -> str:
    """The number and hash of the last event of the audit trail: no other records have it, nor an earlier state."""
    newest = sa.select(col(AuditEvent.id), col(AuditEvent.hash)).order_by(col(AuditEvent.id).desc()).limit(1)
    found = session.execute(newest).first()
    return f"{found.id}:{found.hash}" if found else ""


def state(reader: Session | sa.Connection, origin: str) -> tuple[int, bool]:
    """The number of the newest change, and whether these records have the event that `latest_event` told of once."""
    number, _, known = origin.partition(":")
    change, found = reader.execute(_STATE, {"number": int(number or 0)}).one()
    return change or 0, (found or "") == known


# Written once: every question asks it, and to put it together takes longer than to answer it.
_STATE = sa.select(
    sa.select(sa.func.max(Claim.change_no)).scalar_subquery(),
    sa.select(col(AuditEvent.hash)).where(col(AuditEvent.id) == sa.bindparam("number")).scalar_subquery(),
)


def _counted(entries: Iterable[Entry], done: Callable[[], object]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        done()


def main() -> None:
    """Make the shelf that was asked for, unless somebody else is making it."""
    told = json.load(sys.stdin)
    os.nice(COURTESY)
    database, shelves = Database(told["url"]), Shelves(Path(told["folder"]))
    with shelves.turn() as ours, database.read() as session:
        if ours:
            shelve(session, shelves)
    database.engine.dispose()
