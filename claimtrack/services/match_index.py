"""The matching index: one shelf in the instance folder that all workers of a machine map, and what came later.

The database is the only truth: each change that matching must see gives its claim a higher `change_no`, and every
question first reads what is newer than it knows. So a claim saved by one process is found by the next question to
another. When much is newer, a process of its own puts everything on a new shelf (shelving.py), and questions go on
meanwhile with what is known and the latest changes.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlmodel import Session, col

from claimtrack.db import reading_engine
from claimtrack.errors import BadInput
from claimtrack.matching.engine import Index
from claimtrack.matching.shelf_file import open_shelf
from claimtrack.matching.shelves import Shelves
from claimtrack.models import Claim
from claimtrack.services.match_entries import changes_since, latest_changes
from claimtrack.services.shelving import Shelver, latest_event, shelve, state

# Changes a question reads by itself, some 100 µs each; when there are more, only the latest until they are on a shelf.
MOST_READ, LATEST = 5000, 1000
# A shelf is replaced when so many claims came or went since, or one in so many: each worker keeps those for itself.
SHELVE_AFTER, SHELVE_SHARE = 2000, 50

log = logging.getLogger(__name__)


def keep_in(engine: sa.Engine, folder: Path) -> None:
    """Keep the index of this database in a folder. Without one, each process reads all claims at its first question."""
    _kept[engine.dialect] = _Kept(Shelves(folder), Shelver(engine.url, folder))


def index_of(session: Session) -> Index:
    """The index over all claims that are committed."""
    return _kept_of(session).caught_up(reading_engine(session))


def is_whole(session: Session) -> bool:
    """Whether the last question knew all claims; after a large import it takes a while until all are on a shelf."""
    return _kept_of(session).is_whole


def is_far_behind(session: Session) -> bool:
    """Whether so many claims are new that a question does not read them by itself."""
    _kept_of(session).caught_up(reading_engine(session), shelving=False)
    return not is_whole(session)


def wait_for_shelf(session: Session) -> None:
    """Until the shelf that a question has had made is there; for whoever would rather wait than not know all."""
    shelver = _kept_of(session).shelver
    if shelver:
        shelver.wait()


def build(session: Session, done: Callable[[], object] = lambda: None) -> int:
    """Put all claims on a new shelf, here and now, after whoever is at it; how many there are."""
    kept = _kept_of(session)
    if kept.shelves is None:
        return len(index_of(session))
    with kept.shelves.turn(wait=True), Session(reading_engine(session)) as reader:
        shelve(reader, kept.shelves, done)
    return len(index_of(session))


class _Kept:
    """The index of one database in this process, and where its shelves are."""

    def __init__(self, shelves: Shelves | None = None, shelver: Shelver | None = None) -> None:
        self.index, self.is_whole = Index(), True
        self.shelves, self.shelver = shelves, shelver
        self._shelved = -1  # the number of the shelf we have
        self._seen: list[str] = []  # the shelves we looked at
        self._origin = ""  # the audit event we saw last; when it is gone, the records were replaced
        self._turn = threading.Lock()

    def caught_up(self, engine: sa.Engine, *, shelving: bool = True) -> Index:
        """The index with the latest changes.

        They are read anew, one question after the other, and not as the asking session sees the records: it may have
        begun before others were saved, or have changes of its own that it takes back.
        """
        with self._turn:
            with _asking(engine) as connection:
                newest, is_ours = state(connection, self._origin)
            if not is_ours or newest < self.index.number:
                self._begin_anew()
            if newest > self.index.number or (self.shelves and self.shelves.names() != self._seen):
                with Session(engine) as session:
                    self._take_newer_shelf(session)
                    self._read_changes(session)
            if shelving and self.shelver and (not self.is_whole or self._has_grown()):
                self.shelver.start()
            return self.index

    def _begin_anew(self) -> None:
        """The records are not those this index is of: a copy was put in their place."""
        self.index, self.is_whole = Index(), True
        self._shelved, self._seen, self._origin = -1, [], ""

    def _take_newer_shelf(self, session: Session) -> None:
        names = self.shelves.names() if self.shelves else []
        if self.shelves and names != self._seen:
            self._seen = names
            any(self._take(session, self.shelves.folder / name) for name in names)

    def _take(self, session: Session, folder: Path) -> bool:
        """Go on with the shelf in a folder, if it is whole, of these records and newer than ours."""
        try:
            shelf, about = open_shelf(folder)
        except BadInput as error:
            log.warning("%s", error)
            return False
        newest, is_ours = state(session, about.origin)
        if not is_ours or not self._shelved < about.number <= newest:
            return False
        self.index, self.is_whole = Index.on(shelf, about), True
        self._shelved, self._origin = about.number, about.origin
        return True

    def _read_changes(self, session: Session) -> None:
        waiting = sa.select(col(Claim.id)).where(col(Claim.change_no) > self.index.number).limit(MOST_READ + 1)
        count = session.scalar(sa.select(sa.func.count()).select_from(waiting.subquery())) or 0
        self._origin = latest_event(session)
        changes = changes_since(session, self.index.number)
        if count > MOST_READ and self.shelver:
            changes, self.is_whole = latest_changes(session, LATEST), False
        for some in changes:
            self.index.apply(some)

    def _has_grown(self) -> bool:
        return self.index.pending > max(SHELVE_AFTER, len(self.index) // SHELVE_SHARE)


_kept: WeakKeyDictionary[sa.Dialect, _Kept] = WeakKeyDictionary()  # what reads and what writes share their dialect
_finding = threading.Lock()


def _kept_of(session: Session) -> _Kept:
    dialect = session.get_bind().dialect
    with _finding:
        if dialect not in _kept:
            _kept[dialect] = _Kept()
        return _kept[dialect]


def _asking(engine: sa.Engine) -> sa.Connection:
    """A connection for one question. To a server, beginning and ending a transaction would be two more messages."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "AUTOCOMMIT"}
    return engine.connect().execution_options(**level)
